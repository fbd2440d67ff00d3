"""The older sister consented to nothing: what a 重層的支援会議 on her brother is shown of her, and what it is not."""

from dataclasses import replace
from datetime import timedelta

import pytest
from builders import (
    TODAY,
    a_consent,
    a_family_tie,
    a_household,
    a_life_event,
    a_meeting,
    a_person,
    a_role,
    a_sitting,
    a_tie,
    a_wish,
    an_abuse_suspicion,
    an_attendee,
    an_involvement,
    an_issue,
)

from jusou_meeting.consent import ConsentGiver, Strictness
from jusou_meeting.ecomap.family_tie import Bond
from jusou_meeting.household import Being, Household, Kinship
from jusou_meeting.meeting import MeetingRecord, Part
from jusou_meeting.unconsented import held_back, limited, without_consent_findings
from jusou_meeting.vocabulary import Footing

A_DAY = timedelta(days=1)
OF_HER = {
    "sister": "服薬をやめている",
    "her trouble": "統合失調症",
    "clinic-sister": "通院",
    "her wish": "家を出たい",
    "her past": "休職",
    "her role": "受診に付き添う",
    "clinic": "こころの診療所",
}
"""Of each record that tells of her alone, the words that tell it."""


def household(**said) -> Household:
    """A man, his mother who consented, and his older sister who did not; the clinic knows her alone."""
    filled = {
        "people": (
            a_person(),
            a_person("mother", Kinship.MOTHER, age_band="70代", note="腰が痛い"),
            a_person("sister", Kinship.OLDER_SISTER, age_band="50代", name="佐々木 花", note="服薬をやめている"),
        ),
        "involvements": (
            an_involvement(),
            an_involvement("clinic", name="こころの診療所"),
            an_involvement("school", name="通信制高校"),
        ),
        "issues": (
            an_issue("home", "household", title="住まい不安定"),
            an_issue("her trouble", "sister", title="統合失調症"),
            an_issue("mother's", "mother", title="介護"),
        ),
        "ties": (
            a_tie("agency", "client", label="相談"),
            a_tie("clinic", "sister", label="通院"),
            a_tie("client", "sister", label="口をきかない"),
        ),
        "family_ties": (a_family_tie("mother", "sister", Bond.BIRTH),),
        "roles": (
            a_role("for both", for_ids=("client", "sister"), issue_ids=("home", "her trouble")),
            a_role("her role", "clinic", task="受診に付き添う", for_ids=("sister",)),
        ),
        "wishes": (a_wish("her wish", person_id="sister", words="家を出たい"),),
        "events": (a_life_event("her past", subject_id="sister", text="休職"), a_life_event("his past")),
        "consents": (a_consent(), a_consent("of the mother", "mother")),
    }  # fmt: skip
    return a_household(**filled | said)


def hers(**said):
    return a_consent("hers", "sister", **said)


def with_consent(*own, **said):
    known = household(**said)
    return replace(known, consents=(*known.consents, *own))


def a_room(*seats, **said):
    seats = seats or (an_attendee(),)
    return MeetingRecord(sitting=a_sitting(), meeting=a_meeting(**said), attendees=seats)


ROOM = a_room()
SCHOOL = an_attendee("teacher", agency="通信制高校", involvement_id="school")
CLINIC = an_attendee("doctor", agency="こころの診療所", involvement_id="clinic")


def shown(known=None, record=ROOM, **to):
    return limited(household() if known is None else known, on=TODAY, record=record, **to)


def told_of_her(known):
    """Which of the records about her alone can be read there."""
    return {record for record, words in OF_HER.items() if words in repr(known)}


def why(known=None, record=ROOM):
    found = held_back(household() if known is None else known, on=TODAY, record=record)
    return {held.fact.id: held.why for held in found}


def test_the_room_learns_that_he_has_an_older_sister_and_nothing_else_of_her():
    seen = shown()

    assert told_of_her(seen) == set()
    [sister] = [person for person in seen.people if person.id == "sister"]
    assert (sister.label, sister.name, sister.age_band, sister.note) == ("姉", "", "", "")
    assert [tie.a for tie in seen.family_ties] == ["mother"], "who belongs to the family is his own"
    assert [agency.name for agency in seen.involvements] == ["地域包括支援センター", "通信制高校"]


def test_what_is_said_of_him_too_stays_and_so_does_what_the_mother_consented_to():
    seen = shown()

    assert [issue.title for issue in seen.issues] == ["住まい不安定", "介護"]
    assert {tie.label for tie in seen.ties} == {"相談", "口をきかない"}
    assert "腰が痛い" in repr(seen)
    [role] = seen.roles
    assert (role.for_ids, role.issue_ids) == (("client", "sister"), ("home",))
    assert [event.id for event in seen.events] == ["his past"]


@pytest.mark.parametrize(
    "said", [{"withdrawn_on": TODAY}, {"about": "通院のことだけ"}, {"until_on": TODAY - A_DAY}]
)
def test_what_she_said_of_sharing_what_is_known_of_her_is_known_of_her(said):
    seen = shown(with_consent(hers(**{"given_on": TODAY - 9 * A_DAY} | said)))

    assert [consent.id for consent in seen.consents] == ["consent", "of the mother"]


def test_numbers_and_letters_of_what_stays_are_those_of_the_office():
    known, seen = household(), shown()

    assert seen.issue_numbers["mother's"] == known.issue_numbers["mother's"] == 3
    assert seen.role_numbers["for both"] == known.role_numbers["for both"]
    assert seen.letters["school"] == known.letters["school"] == "Ｃ"


def test_the_office_is_told_of_each_record_why_it_is_held_back():
    assert why() == {
        "sister": "「姉」の同意がありません",
        "clinic": "同意のない世帯員との関わりだけで地図にあります",
        "her trouble": "「姉」の同意がありません",
        "tie-clinic-sister": "「姉」の同意がありません",
        "her role": "「姉」の同意がありません",
        "her wish": "「姉」の同意がありません",
        "her past": "「姉」の同意がありません",
    }


def asked_for(known, record=ROOM):
    """What the office is asked to write down before this meeting."""
    return "".join(finding.sentence for finding in without_consent_findings(known, record))


def test_the_office_writes_down_what_it_shares_of_everybody_of_whom_something_is_held_back():
    known = household()
    others = (
        a_person("ex", Kinship.FORMER_HUSBAND, lives_apart=True, note="養育費が滞っている"),
        a_person("brother", Kinship.OLDER_BROTHER, age_band=""),
        a_person("aunt", Kinship.OTHER, label="叔母", deceased=True, note="入院していた"),
    )
    many = replace(known, people=(*known.people, *others))

    assert asked_for(many) == (
        "「姉」「元夫」の同意がありません。この会議で何を、どの根拠で共有するかを書いてください（「準備」か「書類」の欄）。"
    )
    assert asked_for(with_consent(hers(agency_ids=("school",)))).startswith(
        "「姉」の同意は「地域包括支援センター」に及びません。"
    )
    assert asked_for(with_consent(hers())) == ""
    assert asked_for(many, a_room(without_consent="姉：受診の予定だけ（個人情報保護法第69条）")) == ""
    assert asked_for(replace(many, footing=Footing.STATUTORY)) == ""


NARROWER = {
    "to another agency": (hers(agency_ids=("school",)), "「姉」の同意は「地域包括支援センター」に及びません"),
    "about one subject": (hers(about="介護のこと"), "「姉」の同意は「介護のこと」についてだけです"),
    "until yesterday": (hers(given_on=TODAY - A_DAY, until_on=TODAY - A_DAY), "「姉」の同意は期限が過ぎました"),
    "from tomorrow": (hers(given_on=TODAY + A_DAY), "「姉」の同意はまだ始まっていません"),
    "withdrawn today": (hers(withdrawn_on=TODAY), "「姉」の同意は撤回されました"),
    "to nobody": (hers(agency_ids=()), "「姉」の同意は共有先がまだ選ばれていません"),
}  # fmt: skip


@pytest.mark.parametrize("narrower", NARROWER)
def test_a_consent_that_is_narrower_than_the_meeting_lets_nothing_more_be_shown(narrower):
    consent, reason = NARROWER[narrower]
    known = with_consent(consent)

    assert told_of_her(shown(known)) == set()
    assert why(known)["her trouble"] == reason


@pytest.mark.parametrize(
    "consent",
    [hers(), hers(until_on=TODAY), hers(given_by=ConsentGiver.GUARDIAN), hers(about="")],
    ids=["until withdrawn", "until today", "by her guardian", "about all"],
)
def test_once_she_consents_to_everybody_in_the_room_all_is_shown(consent):
    known = with_consent(consent)

    assert shown(known) is known
    assert why(known) == {}


def test_everybody_in_the_room_has_to_be_named_and_whoever_stays_away_has_not():
    known = with_consent(hers())
    office = an_attendee("office", agency="市地域福祉課", involvement_id=None, host=True)

    assert shown(known, a_room(an_attendee(), office)) is known
    assert told_of_her(shown(known, a_room(an_attendee(), SCHOOL))) == set()
    assert why(known, a_room(an_attendee(), SCHOOL))["sister"] == "「姉」の同意は「通信制高校」に及びません"
    assert shown(known, a_room(an_attendee(), replace(SCHOOL, part=Part.ABSENT))) is known


def test_on_the_device_of_an_agency_counts_whom_her_consent_names_and_not_who_else_sits_there():
    known, room = with_consent(hers()), a_room(an_attendee(), CLINIC)

    assert shown(known, room, agency="agency") is known
    assert told_of_her(shown(known, room)) == {"clinic"}, "whoever sits in the room is no secret there"


def test_an_agency_knows_its_own_part():
    seen = shown(record=a_room(an_attendee(), CLINIC), agency="clinic")

    assert told_of_her(seen) == {"clinic", "clinic-sister", "her role"}


def test_what_the_meeting_itself_assigned_stands_in_its_papers_and_not_in_those_of_the_next():
    known = household(roles=(a_role(task="受診に付き添う", for_ids=("sister",), assigned_in="meeting"),))

    assert [role.task for role in shown(known).roles] == ["受診に付き添う"]
    assert shown(known, a_room(an_attendee(), SCHOOL, id="next")).roles == ()


@pytest.mark.parametrize("record", [record for record in OF_HER if record not in ("clinic", "clinic-sister")])
def test_a_record_released_with_its_ground_is_shown_and_no_other(record):
    known = replace(household(), released=frozenset({record}))

    assert told_of_her(shown(known)) - {"clinic"} == {record}
    assert record not in why(known)


def test_a_tie_that_is_released_brings_its_agency():
    known = replace(household(), released=frozenset({"tie-clinic-sister"}))

    assert told_of_her(shown(known)) == {"clinic", "clinic-sister"}


def test_a_municipality_may_have_it_wider_and_then_her_own_words_and_her_past_still_stay():
    known = replace(household(), strictness=Strictness.SUPPORT)
    seen = shown(known)

    assert told_of_her(seen) == {"clinic", "her trouble", "her role"}
    [sister] = [person for person in seen.people if person.id == "sister"]
    assert (sister.age_band, sister.name, sister.note) == ("50代", "", "")
    assert set(why(known)) == {"sister", "tie-clinic-sister", "her wish", "her past"}


def test_that_nobody_has_heard_her_is_said_without_why():
    known = household(
        wishes=(a_wish("her wish", person_id="sister", words="", unheard_because="意思の表示が難しい"),)
    )

    [wish] = shown(known).wishes
    assert (wish.heard, wish.unheard_because) == (False, "")


def test_outside_a_meeting_a_paper_asks_for_any_consent_of_hers():
    assert told_of_her(shown(record=None)) == set()
    known = with_consent(hers())
    assert shown(known, None) is known


@pytest.mark.parametrize(
    "nobody_to_ask", [{"deceased": True}, {"being": Being.UNBORN}, {"being": Being.ANIMAL}]
)
def test_of_whoever_nobody_can_ask_nothing_is_held_back(nobody_to_ask):
    known = household()
    people = (*known.people[:2], replace(known.people[2], **nobody_to_ask))
    known = replace(known, people=people)

    assert shown(known) is known


def test_a_suspicion_of_abuse_rests_on_law_and_goes_on_being_known():
    known = household(abuse_suspicions=(an_abuse_suspicion(subject_id="sister"),))

    assert shown(known).abuse_suspicions == known.abuse_suspicions


def test_a_meeting_under_secrecy_is_not_limited():
    known = replace(household(), footing=Footing.STATUTORY)

    assert shown(known) is known
    assert why(known) == {}


EXPECTING = {
    "an agency of hers": a_tie("clinic", "child to come", label="妊婦健診"),
    "a bond": a_family_tie("sister", "child to come", Bond.BIRTH),
    "a trouble": an_issue("to come", "child to come", title="出産後の養育"),
}


def expecting(mother="sister", **said):
    """Her brother's household, where somebody expects a child."""
    known = household(**said)
    child = a_person("child to come", Kinship.OTHER, label="胎児", being=Being.UNBORN)
    both = a_role("for both of them", for_ids=("client", "child to come"))
    return replace(
        known,
        people=(*known.people, child),
        ties=(*known.ties, EXPECTING["an agency of hers"], a_tie("client", "child to come")),
        family_ties=(*known.family_ties, replace(EXPECTING["a bond"], a=mother)),
        issues=(*known.issues, EXPECTING["a trouble"]),
        roles=(*known.roles, both),
    )


def names_the_child(seen):
    return "child to come" in repr((seen.people, seen.ties, seen.family_ties, seen.issues, seen.roles))


def test_that_she_expects_a_child_is_told_to_nobody_whom_she_did_not_allow_it():
    seen = shown(expecting())

    assert not names_the_child(seen)
    assert [role.for_ids for role in seen.roles if role.id == "for both of them"] == [("client",)]
    assert why(expecting())["child to come"] == "「姉」の同意がありません"
    assert "for both of them" not in why(expecting())


@pytest.mark.parametrize("mother", ["client", "mother"])
def test_a_child_of_whoever_consented_is_told(mother):
    assert names_the_child(shown(expecting(mother)))
    assert "child to come" not in why(expecting(mother))


def test_the_child_is_shown_once_it_is_released_and_so_is_whose_it_is():
    seen = shown(replace(expecting(), released=frozenset({"child to come"})))

    assert [person.label for person in seen.people] == ["本人", "母", "姉", "胎児"]
    assert ("sister", "child to come") in {(tie.a, tie.b) for tie in seen.family_ties}


def test_a_child_of_nobody_who_is_recorded_is_taken_for_theirs_who_did_not_consent():
    known = replace(expecting(), family_ties=())

    assert not names_the_child(shown(known))
    assert why(known)["child to come"] == "誰の子かが記録されていません"


def test_where_the_municipality_shows_more_the_child_is_shown():
    assert names_the_child(shown(expecting(strictness=Strictness.SUPPORT)))
