"""A remark turns into what it meant, in its own words, and knows what it became."""

from dataclasses import replace

import pytest
from builders import (
    a_decision,
    a_household,
    a_meeting,
    a_profile,
    a_remark,
    a_resource_gap,
    a_role,
    a_sitting,
    an_attendee,
    an_involvement,
    an_issue,
)

from jusou_meeting.meeting import MeetingRecord
from jusou_meeting.turning import Became, Turn, became, turned

HOUSEHOLD = a_household(involvements=(an_involvement(),), profile=a_profile(avoid=("大声を出さない",)))
RECORD = MeetingRecord(sitting=a_sitting(), meeting=a_meeting(), attendees=(an_attendee(),))
SAID = a_remark(text="一時入居は課内で諮る", speaker_id="attendee")


def made(turn, remark=SAID, household=HOUSEHOLD):
    return turned(turn, remark, RECORD, household, "new")


def test_a_role_begins_with_whoever_spoke_and_their_words():
    role = made(Turn.ROLE)

    assert (role.id, role.assignee_id, role.task) == ("new", "agency", "一時入居は課内で諮る")
    assert role.assigned_in == "meeting"


@pytest.mark.parametrize(
    "said",
    [
        replace(SAID, source_hidden=True),
        replace(SAID, speaker_id=None),
        replace(SAID, speaker_id="somebody who left"),
    ],
    ids=["source kept secret", "nobody", "gone"],
)
def test_a_role_names_no_agency_that_may_not_or_cannot_be_named(said):
    assert made(Turn.ROLE, said).assignee_id == ""


def test_the_other_turns_say_what_was_said():
    assert made(Turn.DECISION).text == made(Turn.RESOURCE_GAP).text == SAID.text
    issue = made(Turn.ISSUE)
    assert (issue.title, issue.subject_id) == (SAID.text, "household")
    profile = made(Turn.AVOID)
    assert profile.avoid == ("大声を出さない", SAID.text)
    assert made(Turn.AVOID, household=replace(HOUSEHOLD, profile=profile)) == profile
    assert [turn for turn in Turn if turn.asks_more] == [Turn.ISSUE, Turn.ROLE]


def test_a_remark_knows_where_it_is_told_since_and_whether_in_its_own_words():
    text = SAID.text
    household = replace(
        HOUSEHOLD,
        issues=(an_issue("i", title=text),),
        roles=(a_role("r", task="課内で諮り、民間にも当たる"),),
        profile=a_profile(avoid=(text,)),
    )
    record = replace(
        RECORD, decisions=(a_decision("other"), a_decision("d", text=text)), resource_gaps=(a_resource_gap("g", text=text),)
    )  # fmt: skip

    def since(made_of_it):
        return became(replace(SAID, became=made_of_it), record, household)

    assert since("d") == Became("決定事項(2)", alike=True)
    assert since("i") == Became("課題№1", alike=True)
    assert since("r") == Became("役割№1", alike=False)
    assert since("g") == Became("社会資源の不足", alike=True)
    assert since("household") == Became("避けるべき関わり方", alike=True)
    assert since("") is None
    assert since("removed since") is None, "it is a remark again"
    assert became(replace(SAID, became="household"), RECORD, HOUSEHOLD) is None
