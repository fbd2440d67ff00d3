"""A session ends by itself; a seat is only for whoever was admitted."""

from datetime import timedelta

import pytest
from builders import NOW

from jusou_meeting.session import IDLE, LONGEST, Session
from jusou_meeting.staff import Permission, StaffRole, may
from jusou_meeting.vocabulary import Footing


def a_session(**said):
    filled = {
        "id": "session", "staff_id": "somebody", "role": StaffRole.PARTICIPANT, "name": "鈴木",
        "case_id": "case", "meeting_id": "meeting", "footing": Footing.CONSENT,
        "started_at": NOW, "seen_at": NOW, "admitted_at": NOW,
    }  # fmt: skip
    return Session(**filled | said)


@pytest.mark.parametrize(
    ("session", "later", "holds"),
    [
        (a_session(meeting_id=None), IDLE, True),
        (a_session(meeting_id=None), IDLE + timedelta(seconds=1), False),
        (a_session(seen_at=NOW + LONGEST), LONGEST, True),
        (a_session(seen_at=NOW + LONGEST), LONGEST + timedelta(seconds=1), False),
        (a_session(), IDLE * 3, True),
        (a_session(role=StaffRole.PROJECTOR), IDLE * 3, True),
        (a_session(admitted_at=None), IDLE + timedelta(seconds=1), False),
        (a_session(revoked_at=NOW), timedelta(0), False),
    ],
    ids=[
        "just in time",
        "idle",
        "a whole day",
        "longer than a day",
        "who only listens stays",
        "a projector stands idle",
        "who waits at the door for half an hour",
        "revoked",
    ],
)
def test_a_session_holds_until_it_does_not(session, later, holds):
    assert session.holds(NOW + later) is holds


def test_a_session_whose_end_is_set_holds_until_then_and_ends_by_itself():
    session = a_session(revoked_at=NOW + timedelta(hours=1))
    assert session.holds(NOW + timedelta(minutes=59))
    assert not session.holds(NOW + timedelta(hours=1))


def test_whoever_waits_at_the_door_has_no_seat():
    waiting = a_session(admitted_at=None).staff

    assert waiting.seats == ()
    assert not may(waiting, Permission.READ_CASE, "case", Footing.CONSENT)


def test_a_seat_is_for_one_case_on_one_footing():
    seated = a_session().staff

    assert may(seated, Permission.READ_CASE, "case", Footing.CONSENT)
    assert not may(seated, Permission.READ_CASE, "case", Footing.STATUTORY)
    assert not may(seated, Permission.READ_CASE, "another", Footing.CONSENT)
    assert not may(seated, Permission.EDIT_CASE, "case", Footing.CONSENT)
