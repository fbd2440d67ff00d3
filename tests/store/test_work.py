"""What is open over all cases is read of each as the case itself is read, and no wider."""

import secrets
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from builders import a_staff
from running_server import ROOT

from jusou_meeting.consent import Strictness
from jusou_meeting.household_file import read_household_file
from jusou_meeting.staff import StaffRole
from jusou_meeting.store import Store
from jusou_meeting.vocabulary import Footing, RecordId

SATO = a_staff()


@pytest.fixture
def store(tmp_path):
    """Every sample household, in a municipality that shows more than the family."""
    store = Store.create(tmp_path / "city.db", municipality="架空市")
    for path in sorted((ROOT / "sample_data").glob("household-*.json")):
        contents = read_household_file(path.read_bytes(), new_id=lambda: RecordId(secrets.token_hex(8)))
        store.cases.open_case(
            SATO,
            contents.case,
            contents.facts,
            sittings=contents.sittings,
            positions=contents.positions,
            at=datetime.now(UTC),
        )
    now = datetime.now(UTC)
    store.choose_strictness(list(Strictness)[-1], by=a_staff(StaffRole.ADMINISTRATOR), at=now)
    return store


@pytest.mark.parametrize("footing", Footing)
def test_a_case_at_work_is_the_household_that_its_own_page_shows(store, footing):
    at_work = store.work.open_cases(SATO, footing)

    assert [each.household.case for each in at_work] == list(store.cases.all(SATO))
    for household, _ in at_work:
        own = store.cases.household(SATO, household.case.id, footing)
        of_the_map = {"ties": (), "family_ties": (), "ties_said_on": {}}
        of_the_plan = {"wishes": (), "goals": (), "events": (), "other_meetings": ()}
        of_the_minutes = {"learned_first_in": {}}
        assert household == replace(own, **of_the_map, **of_the_plan, **of_the_minutes)


@pytest.mark.parametrize("footing", Footing)
def test_its_meetings_are_those_of_its_own_page_without_what_was_said_there(store, footing):
    meetings = 0
    for household, records in store.work.open_cases(SATO, footing):
        own = store.cases.meetings(SATO, household.case.id, footing)
        assert [(r.sitting, r.meeting, r.attendees, r.correction_requests, r.final) for r in records] == [
            (r.sitting, r.meeting, r.attendees, r.correction_requests, r.final) for r in own
        ]
        assert not any(r.remarks or r.decisions for r in records)
        meetings += len(records)
    assert meetings > 0
