"""自機関の役割と準備シート: an attendee answers for the agency they sit for, and for no other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlite_utils import Database

from jusou_meeting.staff import NotAllowed, Permission, Staff, attends
from jusou_meeting.store.history import Touched
from jusou_meeting.vocabulary import RecordId


def stop_unless_own(db: Database, staff: Staff, permission: Permission, touched: Iterable[Touched]) -> None:
    """NotAllowed when what an attendee wrote is not of their own line in the list: a role, or the sheet of a meeting that goes on."""
    if permission is Permission.ANSWER_ROLE:
        _stop_unless_own_role(db, staff, touched)
    if permission is Permission.FILL_SHEET:
        _stop_unless_own_sheet(db, staff, touched)


def _stop_unless_own_role(db: Database, staff: Staff, touched: Iterable[Touched]) -> None:
    for answer in touched:
        role_id = (answer.after or answer.before or {})["role_id"]
        own = db.query(
            "SELECT 1 FROM attendee a JOIN role r ON r.assignee_id = a.involvement_id WHERE a.id = ? AND r.id = ?",
            [staff.attendee_id, role_id],
        )
        if not list(own):
            raise NotAllowed(Permission.ANSWER_ROLE)


def _stop_unless_own_sheet(db: Database, staff: Staff, touched: Iterable[Touched]) -> None:
    for sheet in touched:
        if sheet.after is None or not all(
            _is_own(db, staff, row) for row in (sheet.before, sheet.after) if row is not None
        ):
            raise NotAllowed(Permission.FILL_SHEET)


def _is_own(db: Database, staff: Staff, sheet: Mapping[str, Any]) -> bool:
    own = db.query(
        "SELECT 1 FROM attendee a JOIN meeting m ON m.id = a.meeting_id WHERE a.id = ? AND a.id = ? AND m.id = ? "
        "AND m.closed_at IS NULL AND a.involvement_id IS NOT NULL AND NOT a.host",
        [staff.attendee_id, sheet["attendee_id"], sheet["meeting_id"]],
    )
    return attends(staff, RecordId(sheet["meeting_id"])) and next(own, None) is not None
