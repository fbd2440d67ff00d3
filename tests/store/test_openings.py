"""A meeting that was opened by mistake is prepared again, until something is recorded in it."""

from dataclasses import replace
from datetime import timedelta

import pytest
from builders import NOW, TODAY, a_remark, a_staff
from screens import Room

from jusou_meeting.finding import Stopped
from jusou_meeting.meeting import Attendance
from jusou_meeting.session import Session
from jusou_meeting.staff import NotAllowed, Permission, StaffRole
from jusou_meeting.store.backup import check
from jusou_meeting.vocabulary import Footing

SATO = a_staff()
LATER = TODAY + timedelta(days=88)


def changing(room, **said):
    return room.store.cases.change(
        SATO, Permission.HOLD_MEETING, "開会", case_id="case", footing=Footing.CONSENT, at=NOW,
        meeting_id="meeting", **said,
    )  # fmt: skip


@pytest.fixture
def room(tmp_path):
    return Room(tmp_path)


@pytest.fixture
def prepared(room):
    """The meeting of the room, prepared for a day to come, to which one person is expected."""
    record = room.record
    with changing(room) as change:
        change.save(replace(record.meeting, opened_at=None))
        change.save(replace(record.attendees[0], attendance=None))
        change.reschedule(replace(record.sitting, held_on=LATER))
    return room


def opened(room):
    record = room.record
    with changing(room) as change:
        change.reschedule(replace(record.sitting, held_on=TODAY))
        change.save(replace(record.meeting, opened_at=NOW))
        change.save(replace(record.attendees[0], attendance=Attendance.PRESENT))
    return room.store.openings


def test_an_opening_is_taken_back_and_the_meeting_is_prepared_for_its_former_day(prepared):
    openings = opened(prepared)
    assert prepared.record.meeting.is_open

    assert openings.may_be_taken_back(SATO, "meeting")
    device = Session(
        id="phone", staff_id="guest", role=StaffRole.PARTICIPANT, name="鈴木", case_id="case",
        footing=Footing.CONSENT, meeting_id="meeting", started_at=NOW, seen_at=NOW, admitted_at=NOW,
    )  # fmt: skip
    prepared.store.door.start(device)
    openings.take_back(SATO, "meeting", at=NOW)

    assert prepared.store.door.session("phone", NOW) is None
    record = prepared.record
    assert record.meeting.is_prepared
    assert record.sitting.held_on == LATER
    assert record.attendees[0].is_only_expected
    assert not openings.may_be_taken_back(SATO, "meeting")
    assert list(check(prepared.store.file.path)) == []


def test_once_something_is_recorded_the_meeting_was_held(prepared):
    openings = opened(prepared)
    with changing(prepared) as change:
        change.save(a_remark())

    assert not openings.may_be_taken_back(SATO, "meeting")
    with pytest.raises(Stopped, match="開会は取り消せません"):
        openings.take_back(SATO, "meeting", at=NOW)
    assert prepared.record.meeting.is_open


def test_a_meeting_that_was_entered_open_keeps_its_list(room):
    room.store.openings.take_back(SATO, "meeting", at=NOW)

    assert room.record.meeting.is_prepared
    assert [line.agency for line in room.record.attendees] == ["地域包括支援センター"]


def test_nobody_else_takes_an_opening_back(room):
    with pytest.raises(NotAllowed):
        room.store.openings.take_back(a_staff(StaffRole.ADMINISTRATOR), "meeting", at=NOW)
