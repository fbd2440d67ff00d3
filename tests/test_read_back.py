"""Every role is read out once; the wall has the words of the one that is read, and of no other."""

from dataclasses import replace

import pytest
from builders import (
    TODAY,
    a_confirmation,
    a_consent,
    a_household,
    a_person,
    a_role,
    an_abuse_suspicion,
    an_involvement,
    an_issue,
)

from jusou_meeting.household import Kinship
from jusou_meeting.mask import Audience
from jusou_meeting.read_back import ReadAloud, read_next, read_out, to_read
from jusou_meeting.role import RoleStanding, read_in
from jusou_meeting.safety import AbuseHandling

VISIT = a_role(
    "visit", task="週1回、隣の人に内緒で訪ねる", issue_ids=("issue",), due_on=TODAY, due_text="月2回"
)


def household(*roles, **said):
    filled = {
        "people": (a_person(name="会津 花子"), a_person("mother", Kinship.MOTHER)),
        "involvements": (an_involvement(note="夜に大声がする"),),
        "issues": (an_issue(title="夜に眠れない"),),
        "roles": roles or (VISIT,),
        "consents": (a_consent("of the mother", "mother"),),
    }
    return a_household(**filled | said)


def shown(at, audience=Audience.PROJECTOR, role_id="visit"):
    return read_out(at, role_id, audience, on=TODAY)


def test_every_role_is_read_by_its_number_whatever_was_said_to_it():
    roles = (a_role("first"), a_role("second"), a_role("third"), a_role("over", standing=RoleStanding.DONE))
    answered = a_confirmation(role_id="first")

    assert [r.id for r in to_read(household(*roles, confirmations=(answered,)), "meeting")] == [
        "first", "second", "third",
    ]  # fmt: skip


def test_what_was_read_in_this_meeting_is_not_read_again_unless_it_was_put_otherwise():
    said = a_confirmation(role_id="visit", read_in="meeting")

    assert to_read(household(confirmations=(said,)), "meeting") == ()
    assert [r.id for r in to_read(household(confirmations=(said,)), "next")] == ["visit"]
    reworded = replace(VISIT, wording=2)
    assert to_read(household(reworded, confirmations=(said,)), "meeting") == (reworded,)
    assert read_in([reworded], [said], "meeting") == frozenset()


def test_what_was_passed_over_is_not_read_again_before_the_others():
    at = household(a_role("first"), a_role("second"), a_role("third"))

    assert read_next(at, "first", "meeting") == "second"
    assert read_next(at, "third", "meeting") is None
    assert read_next(at, "gone", "meeting") == "first"


def test_an_answer_from_a_device_was_not_read_out():
    assert read_in([VISIT], [a_confirmation(role_id="visit")], "meeting") == frozenset()


def test_the_wall_says_who_does_what_for_whom_on_which_issue_until_when():
    assert shown(household()) == ReadAloud(
        number=1,
        who="地域包括支援センター",
        for_whom="本人",
        issues="1 夜に眠れない",
        task="週1回、隣の人に内緒で訪ねる",
        until="令和8年11月26日　月2回",
    )


def test_a_nameless_wall_says_number_letters_and_date():
    assert shown(household(), Audience.STRANGER) == ReadAloud(
        number=1, who="Ａ機関", for_whom="Ａさん", until="令和8年11月26日"
    )


@pytest.mark.parametrize("audience", [Audience.PROJECTOR, Audience.STRANGER])
def test_a_role_on_whoever_may_be_abused_is_on_no_wall(audience):
    suspected = {"abuse_suspicions": (an_abuse_suspicion(),)}
    for_others = a_role("visit", for_ids=("mother",))

    assert shown(household(**suspected), audience) is None
    assert shown(household(replace(for_others, issue_ids=("issue",)), **suspected), audience) is None
    assert shown(household(for_others, **suspected), audience) is not None
    over = an_abuse_suspicion(handling=AbuseHandling.UNCONFIRMED)
    assert shown(household(abuse_suspicions=(over,)), audience) is not None


def test_what_is_not_there_or_no_longer_stands_is_on_no_wall():
    assert shown(household(), role_id=None) is None
    assert shown(household(), role_id="elsewhere") is None
    assert shown(household(replace(VISIT, standing=RoleStanding.DONE))) is None
