"""A wall is lit for one household by one person, and is sent what its audience may read."""

import secrets
from dataclasses import replace
from pathlib import Path
from threading import Thread

import pytest
from builders import (
    NOW,
    TODAY,
    a_case,
    a_consent,
    a_meeting,
    a_person,
    a_profile,
    a_sitting,
    a_staff,
    an_involvement,
)

from jusou_meeting.ecomap.gap import map_gaps
from jusou_meeting.household_file import read_household_file
from jusou_meeting.mask import Audience
from jusou_meeting.missing import missing, projected
from jusou_meeting.session import Session
from jusou_meeting.staff import NotAllowed, Permission, Seat, StaffRole
from jusou_meeting.store import Store
from jusou_meeting.vocabulary import Footing

SATO = a_staff()
ROOT = Path(__file__).resolve().parents[2]
FILES = sorted([*ROOT.glob("sample_data/household-*.json"), *ROOT.glob("tests/households/*.json")])


@pytest.fixture
def store(tmp_path):
    """Two households, the first with two meetings, and two coordinators."""
    store = Store.create(tmp_path / "city.db", municipality="見本市")
    for case, meetings in (("first", ("today", "tomorrow")), ("second", ("elsewhere",))):
        people = [a_profile(id=f"{case} household"), a_person(f"{case} client"), an_involvement(case)]
        people.append(a_consent(f"{case} consent", f"{case} client", agency_ids=(case,)))
        held = [a_meeting(id, sitting_id=case, ordinal=n) for n, id in enumerate(meetings, start=1)]
        store.cases.open_case(SATO, a_case(id=case), [*people, *held], sittings=[a_sitting(id=case)], at=NOW)
    for id in ("sato", "tanaka"):
        store.door.start(
            Session(id=id, staff_id=id, role=StaffRole.COORDINATOR, name=id, started_at=NOW, seen_at=NOW)
        )
    return store


def light(store, *meetings, by="sato", **said):
    for meeting in meetings:
        store.projections.change(SATO, meeting, lambda wall: replace(wall, dark=False, lit_by=by, **said))


def close(store, meeting_id):
    case_id, record = store.cases.meeting(SATO, meeting_id)
    with store.cases.change(
        SATO, Permission.HOLD_MEETING, "閉会", case_id=case_id, footing=Footing.CONSENT, meeting_id=meeting_id, at=NOW
    ) as act:  # fmt: skip
        act.save(replace(record.meeting, closed_at=NOW))


def lit(store):
    return {id for id in ("today", "tomorrow", "elsewhere") if not store.projections.of(id).dark}


def test_whoever_lit_a_wall_and_turns_to_another_household_leaves_it_dark(store):
    light(store, "today")

    store.projections.put_out_elsewhere("sato", "second")

    assert lit(store) == set()


def test_a_wall_stays_lit_on_the_pages_of_its_meeting_and_of_its_household(store):
    light(store, "today", gap="key")

    store.projections.put_out_elsewhere("sato", "first", "today")
    store.projections.put_out_elsewhere("sato", "first")

    assert lit(store) == {"today"}
    assert store.projections.of("today").gap == "key"


def test_another_meeting_of_the_same_household_is_another_room(store):
    light(store, "today", "tomorrow")

    store.projections.put_out_elsewhere("sato", "first", "tomorrow")

    assert lit(store) == {"tomorrow"}


def test_before_the_list_of_cases_no_wall_stays_lit(store):
    light(store, "today", "elsewhere")

    store.projections.put_out_elsewhere("sato")

    assert lit(store) == set()


def test_a_wall_that_somebody_else_lit_is_theirs(store):
    light(store, "today", by="tanaka")

    store.projections.put_out_elsewhere("sato", "second")

    assert lit(store) == {"today"}


def test_what_stood_on_a_wall_does_not_come_back_with_the_light(store):
    light(store, "today", gap="key", nameless=True, focus_id="first client", steps=2)

    store.projections.put_out_elsewhere("sato")

    shown = store.projections.of("today")
    assert (shown.dark, shown.gap, shown.nameless, shown.lit_by) == (True, "", True, None)


def test_a_wall_keeps_which_fields_are_folded_when_it_goes_dark(store):
    light(store, "today", folded=("医療", "ほか"))

    store.projections.put_out_elsewhere("sato")

    assert store.projections.of("today").folded == ("医療", "ほか")


def test_a_wall_that_nobody_left_is_not_written_anew(store):
    light(store, "today")
    before = store.projections.of("today").version

    store.projections.put_out_elsewhere("sato", "first", "today")

    assert store.projections.of("today").version == before


def test_with_its_meeting_a_wall_is_over(store):
    light(store, "today", "elsewhere")

    close(store, "today")

    assert lit(store) == {"elsewhere"}


def test_a_meeting_that_is_over_has_no_wall(store):
    close(store, "today")

    light(store, "today")

    assert lit(store) == set()


def test_whoever_changes_a_wall_takes_back_nothing_that_somebody_else_did_meanwhile(store):
    def look_further():
        for _ in range(20):
            store.projections.change(SATO, "today", lambda wall: replace(wall, steps=wall.steps + 1))

    others = [Thread(target=look_further) for _ in range(2)]
    for other in others:
        other.start()
    light(store, "today")
    for other in others:
        other.join()

    wall = store.projections.of("today")
    assert (wall.steps, wall.dark, wall.version) == (41, False, 41)


def test_a_wall_is_changed_by_whoever_holds_its_meeting_alone(store):
    seat = Seat(case_id="first", footing=Footing.CONSENT, meeting_id="today")
    for role in (StaffRole.PARTICIPANT, StaffRole.PROJECTOR, StaffRole.ADMINISTRATOR):
        with pytest.raises(NotAllowed):
            store.projections.change(
                a_staff(role, seats=(seat,)), "today", lambda wall: replace(wall, dark=False)
            )
    assert lit(store) == set()


def test_a_projector_reads_the_record_of_its_own_case_alone(store):
    seat = Seat(case_id="first", footing=Footing.CONSENT, meeting_id="today")
    projector = a_staff(StaffRole.PROJECTOR, seats=(seat,))

    assert store.cases.projected_meeting(projector, "today").meeting.id == "today"
    with pytest.raises(NotAllowed):
        store.cases.projected_meeting(projector, "elsewhere")
    with pytest.raises(NotAllowed):
        store.cases.meeting(projector, "today")


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_gap_of_every_household_can_be_read_from_the_wall(tmp_path, file):
    cases = Store.create(tmp_path / "city.db", municipality="見本市").cases
    contents = read_household_file(file.read_bytes(), new_id=lambda: secrets.token_hex(4))
    case = cases.open_case(SATO, contents.case, contents.facts, sittings=contents.sittings, at=NOW)
    for record in cases.meetings(SATO, case.id, Footing.STATUTORY):
        household = cases.household(SATO, case.id, record.meeting.kind.footing)
        suspected = {suspicion.id for suspicion in household.abuse_suspicions}
        found = [
            finding
            for finding in (*missing(household, record), *map_gaps(household, TODAY))
            if finding.about not in suspected
        ]
        for audience in (Audience.PROJECTOR, Audience.STRANGER):
            read = [projected(f.key, household, record, audience, on=TODAY) for f in found]
            assert [f.about for f in read] == [f.about for f in found]
