"""Whatever a later meeting brings, the papers of an earlier one stand as they stood."""

from datetime import timedelta

import pytest
from builders import (
    NOW,
    TODAY,
    a_case,
    a_consent,
    a_correction,
    a_correction_request,
    a_decision,
    a_distribution,
    a_family_tie,
    a_goal,
    a_life_event,
    a_meeting,
    a_person,
    a_plan,
    a_preparation_sheet,
    a_profile,
    a_remark,
    a_resource_gap,
    a_review,
    a_role,
    a_sitting,
    a_staff,
    a_tie,
    a_wish,
    an_abuse_suspicion,
    an_agenda_item,
    an_attendee,
    an_emergency_contact,
    an_evaluation,
    an_involvement,
    an_issue,
    another_meeting,
)
from word_reader import body_text

from jusou_meeting.crossing import Crossing
from jusou_meeting.documents.minutes import minutes_document
from jusou_meeting.documents.plan import plan_document
from jusou_meeting.documents.role_sheet import role_sheet_document
from jusou_meeting.documents.roles import role_table_document
from jusou_meeting.household import HouseholdProfile, Kinship
from jusou_meeting.minutes import minutes
from jusou_meeting.plan_draft import plan_draft
from jusou_meeting.role import Confirmation
from jusou_meeting.staff import Permission
from jusou_meeting.store import Store
from jusou_meeting.store.table import TABLES
from jusou_meeting.vocabulary import Footing

SATO, LATER = a_staff(), NOW + timedelta(days=7)
THEN = (
    an_issue(),
    a_person("son", Kinship.SON),
    a_role(assigned_in="meeting", issue_ids=("issue",)),
    a_wish(),
    a_goal(set_in="meeting", issue_ids=("issue",)),
    a_plan(),
    a_remark(),
    a_decision(),
)
ANEW = {"meeting_id": "later"}
BROUGHT = (
    a_person("mother", Kinship.MOTHER),
    an_involvement("clinic", name="こころの病院"),
    an_issue("debts", "mother"),
    a_tie("clinic", "client"),
    a_family_tie("mother", "son"),
    a_role("visit", "clinic", assigned_in="later", issue_ids=("issue", "debts")),
    a_wish("hers", person_id="mother"),
    a_goal("next", set_in="later"),
    a_plan("anew", **ANEW),
    a_life_event(),
    an_emergency_contact(),
    an_abuse_suspicion(),
    another_meeting(),
    a_consent("hers-too", "mother"),
    an_attendee("guest", **ANEW),
    an_agenda_item(**ANEW),
    a_remark("said", **ANEW),
    a_decision("decided", **ANEW),
    a_review(**ANEW),
    an_evaluation(**ANEW),
    a_resource_gap(**ANEW),
    a_preparation_sheet(**ANEW, attendee_id="guest"),
    a_distribution(**ANEW, attendee_id="guest"),
    a_correction(**ANEW),
    a_correction_request(**ANEW),
    a_meeting("last", sitting_id="next sitting", ordinal=3, opened_at=None),
)


@pytest.fixture
def cases(tmp_path):
    cases = Store.create(tmp_path / "city.db", municipality="見本市").cases
    facts = [a_profile(), a_person(), an_involvement(), a_consent(), a_meeting(), an_attendee()]
    later = a_meeting("later", sitting_id="next sitting", ordinal=2)
    sittings = [a_sitting(), a_sitting(id="next sitting", held_on=TODAY + timedelta(days=7))]
    cases.open_case(SATO, a_case(), [*facts, later], sittings=sittings, at=NOW)
    for fact in THEN:
        told(cases, fact, meeting="meeting", at=NOW)
    return cases


def told(cases, fact, *, meeting="later", at=LATER):
    with cases.change(
        SATO, Permission.HOLD_MEETING, "記録", case_id="case", footing=Footing.CONSENT, meeting_id=meeting, at=at
    ) as change:  # fmt: skip
        return change.save(fact, again=True)


def papers(cases):
    """What the papers of the first meeting say."""
    household, (_, record) = cases.household(SATO, "case", Footing.CONSENT), cases.meeting(SATO, "meeting")
    meetings = cases.meetings(SATO, "case", Footing.CONSENT)
    gathered = minutes(record, household, meetings)
    return [
        body_text(file)
        for file in (
            minutes_document(gathered, organisation="見本市", pictures=None),
            plan_document(plan_draft(gathered, meetings), organisation="見本市"),
            role_table_document(gathered, organisation="見本市"),
            role_sheet_document(gathered, organisation="見本市"),
        )
    ]


def test_what_a_later_meeting_brings_stands_in_no_paper_of_an_earlier_one_though_it_is_put_right(cases):
    stood = papers(cases)

    for fact in BROUGHT:
        kept = told(cases, fact)
        assert papers(cases) == stood, f"{type(fact).__name__} brought"
        told(cases, kept)
        assert papers(cases) == stood, f"{type(fact).__name__} put right"


def test_that_is_asked_of_every_kind_of_record():
    read_as_they_stand = {HouseholdProfile, Confirmation, Crossing}

    assert {type(fact) for fact in BROUGHT} == set(TABLES) - read_as_they_stand
