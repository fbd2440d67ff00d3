"""Somebody knocks from a device of their own, and the coordinator says which line of the list they are."""

from datetime import UTC, datetime

import pytest
from builders import an_attendee
from screens import press

from jusou_meeting.session import Session
from jusou_meeting.staff import StaffRole
from jusou_meeting.vocabulary import Footing


@pytest.fixture
def knocks(room):
    def knocks(name, agency):
        now = datetime.now(UTC)
        room.store.door.start(
            Session(
                id="guest", staff_id="guest", role=StaffRole.PARTICIPANT, name=name, agency=agency, case_id="case",
                meeting_id="meeting", footing=Footing.CONSENT, started_at=now, seen_at=now,
            )
        )  # fmt: skip
        return room.coordinator("端末")

    return knocks


def line(app):
    return next(box for box in app.selectbox if box.label == "出席者名簿のどの方ですか").value


def seat(room):
    [session] = [s for s in room.store.door.sessions_of("meeting") if s.id == "guest"]
    return session.attendee_id, session.waits


def test_whoever_fits_one_line_of_the_list_has_it_chosen_and_one_press_lets_them_in(room, knocks):
    app = knocks("鈴木花子", "包括支援センター")
    assert line(app) == "attendee"
    assert seat(room) == (None, True), "nobody is let in by their own word"

    press(app, "入室を認める")
    assert seat(room) == ("attendee", False)


def test_whoever_fits_two_lines_is_asked_about(room, knocks):
    room.save(an_attendee("another", name=""))

    assert line(knocks("鈴木花子", "地域包括支援センター")) is None
