"""自機関の役割: an attendee answers for the agency they sit for, and for no other."""

from __future__ import annotations

from collections.abc import Iterable

from sqlite_utils import Database

from jusou_meeting.staff import NotAllowed, Permission, Staff
from jusou_meeting.store.history import Touched


def stop_unless_own(db: Database, staff: Staff, answers: Iterable[Touched]) -> None:
    """NotAllowed when one of these answers is to a role that is not the agency's of this line in the list of attendees."""
    for answer in answers:
        role_id = (answer.after or answer.before or {})["role_id"]
        own = db.query(
            "SELECT 1 FROM attendee a JOIN role r ON r.assignee_id = a.involvement_id WHERE a.id = ? AND r.id = ?",
            [staff.attendee_id, role_id],
        )
        if not list(own):
            raise NotAllowed(Permission.ANSWER_ROLE)
