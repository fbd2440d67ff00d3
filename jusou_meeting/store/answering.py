"""自機関の役割と準備シート: an attendee answers for the agency they sit for, and for no other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlite_utils import Database

from jusou_meeting.staff import NotAllowed, Permission, Staff, attends
from jusou_meeting.store.history import Touched
from jusou_meeting.vocabulary import RecordId


def stop_unless_own(db: Database, staff: Staff, permission: Permission, touched: Iterable[Touched]) -> None:
    """NotAllowed when an attendee took something away, or wrote or wrote over what is not of their own line in the list: a role, or the sheet of a meeting that goes on."""
    if (owns := _OWNED.get(permission)) is None:
        return
    for row in touched:
        said = [each for each in (row.before, row.after) if each is not None]
        if row.after is None or not all(owns(db, staff, each) for each in said):
            raise NotAllowed(permission)


def _takes_role(db: Database, staff: Staff, answer: Mapping[str, Any]) -> bool:
    own = db.query(
        "SELECT 1 FROM attendee a JOIN role r ON r.assignee_id = a.involvement_id WHERE a.id = ? AND r.id = ?",
        [staff.attendee_id, answer["role_id"]],
    )
    return next(own, None) is not None


def _has_sheet(db: Database, staff: Staff, sheet: Mapping[str, Any]) -> bool:
    own = db.query(
        "SELECT 1 FROM attendee a JOIN meeting m ON m.id = a.meeting_id WHERE a.id = ? AND a.id = ? AND m.id = ? "
        "AND m.closed_at IS NULL AND a.involvement_id IS NOT NULL AND NOT a.host",
        [staff.attendee_id, sheet["attendee_id"], sheet["meeting_id"]],
    )
    return attends(staff, RecordId(sheet["meeting_id"])) and next(own, None) is not None


_OWNED = {Permission.ANSWER_ROLE: _takes_role, Permission.FILL_SHEET: _has_sheet}
"""Of what each of these permissions lets somebody write, whether it is theirs."""
