"""自機関の役割: an attendee answers for the agency they sit for, and for no other."""

from __future__ import annotations

from collections.abc import Iterable

from sqlite_utils import Database

from jusou_meeting.staff import NotAllowed, Permission, Staff
from jusou_meeting.store.history import Touched


def stop_unless_own(db: Database, staff: Staff, permission: Permission, touched: Iterable[Touched]) -> None:
    """NotAllowed when an attendee's answer is to a role that is not of the agency of their line in the list."""
    for answer in touched if permission is Permission.ANSWER_ROLE else ():
        role_id = (answer.after or answer.before or {})["role_id"]
        own = db.query(
            "SELECT 1 FROM attendee a JOIN role r ON r.assignee_id = a.involvement_id WHERE a.id = ? AND r.id = ?",
            [staff.attendee_id, role_id],
        )
        if not list(own):
            raise NotAllowed(Permission.ANSWER_ROLE)
