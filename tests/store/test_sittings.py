"""Several households in one sitting: who may know of whom, whose turn it is, and that nobody moves another's day."""

from dataclasses import replace
from datetime import time, timedelta

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
    an_attendee,
    an_involvement,
)

from jusou_meeting.finding import Stopped
from jusou_meeting.meeting import MeetingKind, Part
from jusou_meeting.staff import NotAllowed, Permission, StaffRole
from jusou_meeting.store import Store
from jusou_meeting.store.backup import check
from jusou_meeting.vocabulary import Footing

SATO = a_staff()


@pytest.fixture
def city(tmp_path):
    """Two households on one afternoon, each prepared with people of its own, the second under secrecy."""
    store = Store.create(tmp_path / "city.db", municipality="見本市")
    hours = {"first": (time(14), time(15)), "second": (time(15), time(15, 30))}
    for case, (starts_at, ends_at) in hours.items():
        kind = MeetingKind.MULTILAYERED if case == "first" else MeetingKind.STATUTORY
        of = {"meeting_id": f"{case} meeting", "involvement_id": f"{case} agency", "footing": kind.footing}
        store.cases.open_case(
            SATO,
            a_case(id=case),
            [
                a_profile(id=f"{case} household"),
                a_person(f"{case} client"),
                an_involvement(f"{case} agency"),
                a_consent(f"{case} consent", f"{case} client", agency_ids=(f"{case} agency",)),
                a_meeting(
                    f"{case} meeting",
                    sitting_id=f"{case} sitting",
                    kind=kind,
                    footing=kind.footing,
                    starts_at=starts_at,
                    ends_at=ends_at,
                    opened_at=None,
                ),
                an_attendee(f"{case} one", **of),
                an_attendee(f"{case} two", part=Part.ABSENT, **of),
            ],
            sittings=[a_sitting(id=f"{case} sitting")],
            at=NOW,
        )
    change(store, "second", sitting_id="first sitting")
    return store


def changing(store, case):
    footing = Footing.CONSENT if case == "first" else Footing.STATUTORY
    return store.cases.change(
        SATO,
        Permission.HOLD_MEETING,
        "会議",
        case_id=case,
        footing=footing,
        at=NOW,
        meeting_id=f"{case} meeting",
    )


def change(store, case, **said):
    _, record = store.cases.meeting(SATO, f"{case} meeting")
    with changing(store, case) as act:
        act.save(replace(record.meeting, **said))


def move(store, case, **said):
    _, record = store.cases.meeting(SATO, f"{case} meeting")
    with changing(store, case) as act:
        act.reschedule(replace(record.sitting, **said))


def test_a_sitting_tells_its_households_by_the_clock_and_by_their_numbers(city):
    [programme] = city.sittings.on(SATO, TODAY)

    told = [
        (slot.hours, slot.case_number, slot.kind, slot.expected, slot.phase.label) for slot in programme.slots
    ]
    assert told == [
        ("14:00～15:00", "R8-0001", MeetingKind.MULTILAYERED, 1, "準備中"),
        ("15:00～15:30", "R8-0002", MeetingKind.STATUTORY, 1, "準備中"),
    ]
    assert city.sittings.of(SATO, "first sitting") == programme
    assert city.sittings.on(SATO, TODAY + timedelta(days=1)) == ()
    assert list(check(city.file.path)) == []


@pytest.mark.parametrize("role", [StaffRole.PARTICIPANT, StaffRole.PROJECTOR, StaffRole.ADMINISTRATOR])
def test_who_may_list_no_cases_learns_of_no_sitting(city, role):
    with pytest.raises(NotAllowed):
        city.sittings.on(a_staff(role), TODAY)
    with pytest.raises(NotAllowed):
        city.sittings.of(a_staff(role), "first sitting")


@pytest.mark.parametrize("sitting_id", ["nowhere", "second sitting"])
def test_a_sitting_that_nobody_meets_in_is_none(city, sitting_id):
    with pytest.raises(NotAllowed):
        city.sittings.of(SATO, sitting_id)


def test_the_second_household_is_opened_once_the_first_is_closed(city):
    change(city, "first", opened_at=NOW)

    with pytest.raises(Stopped, match="R8-0001の会議が、まだ開会中です"):
        change(city, "second", opened_at=NOW)
    change(city, "first", closed_at=NOW)
    change(city, "second", opened_at=NOW)

    with pytest.raises(Stopped, match="R8-0002の会議が、まだ開会中です"):
        change(city, "first", closed_at=None)
    [programme] = city.sittings.on(SATO, TODAY)
    assert [slot.phase.label for slot in programme.slots] == ["閉会", "開会中"]


def test_a_day_moves_for_all_who_wait_and_for_nobody_once_another_met(city):
    tomorrow = TODAY + timedelta(days=1)
    move(city, "second", held_on=tomorrow)
    assert city.cases.meeting(SATO, "first meeting")[1].sitting.held_on == tomorrow

    change(city, "first", opened_at=NOW)
    with pytest.raises(Stopped, match="日と場所は変えられません"):
        move(city, "second", place="ほかの部屋")
    with changing(city, "second") as act:
        act.hold(a_sitting(id="alone", place="ほかの部屋"))
    change(city, "second", sitting_id="alone")

    places = [city.cases.meeting(SATO, f"{case} meeting")[1].sitting.place for case in ("first", "second")]
    assert places == ["市役所 第1会議室", "ほかの部屋"]


def test_the_file_of_one_household_tells_no_hour_of_the_other(city):
    contents = city.cases.contents(SATO, "second")

    assert [(sitting.id, sitting.place) for sitting in contents.sittings] == [
        ("first sitting", "市役所 第1会議室")
    ]
    assert "14:00" not in repr(contents)


@pytest.mark.parametrize("said", [{"starts_at": time(15, 30), "ends_at": time(16)}, {"opened_at": NOW}])
def test_other_hours_for_one_and_its_opening_are_heard_on_the_screens_of_all_meetings(city, said):
    before, household = city.cases.revision("first", "first meeting"), city.cases.revision("first")
    change(city, "second", **said)

    assert city.cases.revision("first", "first meeting") > before
    assert city.cases.revision("first") == household


def test_another_day_for_one_is_heard_on_the_screens_of_all_who_share_the_sitting(city):
    before = city.cases.revision("first", "first meeting")
    move(city, "second", held_on=TODAY + timedelta(days=1))

    assert city.cases.revision("first", "first meeting") > before
