"""投影: what the wall of one meeting shows now, kept in the file so that every window agrees."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from sqlite_utils import Database

from jusou_meeting.projection import Projection
from jusou_meeting.session import Session
from jusou_meeting.staff import Permission, Staff, require
from jusou_meeting.store import meetings
from jusou_meeting.store.file import MunicipalFile
from jusou_meeting.store.row import fact_of, row_of
from jusou_meeting.vocabulary import CaseId, RecordId, SessionId


class Projections:
    """The wall of each meeting: dark until somebody lights it."""

    def __init__(self, file: MunicipalFile) -> None:
        self._file = file

    def of(self, meeting_id: RecordId) -> Projection:
        """What is to be shown now."""
        with self._file.reading() as db:
            return _shown(db, meeting_id)

    def change(self, staff: Staff, meeting_id: RecordId, to: Callable[[Projection], Projection]) -> None:
        """Show from now on what this makes of what is shown; a meeting that is over has no wall.

        NotAllowed unless the person holds the meeting.
        """
        with self._file.writing() as db:
            case_id, meeting = meetings.meeting_of(db, meeting_id)
            require(staff, Permission.HOLD_MEETING, case_id, meeting.kind.footing, meeting_id)
            if meeting.closed_at is not None:
                return
            db.execute(
                "INSERT INTO projection (meeting_id, version, dark, nameless, lit_by, focus_id, steps, folded, "
                "reading, gap) VALUES (:meeting_id, 1, :dark, :nameless, :lit_by, :focus_id, :steps, :folded, "
                ":reading, :gap) "
                "ON CONFLICT DO UPDATE SET version = version + 1, dark = excluded.dark, "
                "nameless = excluded.nameless, lit_by = excluded.lit_by, focus_id = excluded.focus_id, "
                "steps = excluded.steps, folded = excluded.folded, reading = excluded.reading, gap = excluded.gap",
                row_of(to(_shown(db, meeting_id))),
            )

    def lighters(self) -> tuple[Session, ...]:
        """Whoever lit a wall that is lit now."""
        with self._file.reading() as db:
            rows = list(
                db.query("SELECT * FROM session WHERE id IN (SELECT lit_by FROM projection WHERE NOT dark)")
            )
        return tuple(fact_of(Session, row) for row in rows)

    def put_out_left(self, now: datetime) -> None:
        """Darken every wall whose lighter has gone: whoever answers for it is no longer there."""
        for lighter in self.lighters():
            if not lighter.holds(now):
                with self._file.writing() as db:
                    put_out(db, "lit_by = ?", lighter.id)

    def put_out_elsewhere(
        self, session_id: SessionId, case_id: CaseId | None = None, meeting_id: RecordId | None = None
    ) -> None:
        """Darken every wall that this session lit and no longer stands before: it works on this case, in this meeting.

        Outside a meeting (None) the walls of this case stay lit; outside a case none does.
        """
        with self._file.reading() as db:
            lit = [
                RecordId(row["meeting_id"])
                for row in db.query(
                    "SELECT p.meeting_id FROM projection p JOIN record r ON r.id = p.meeting_id "
                    "WHERE p.lit_by = ? AND (r.case_id IS NOT ? OR p.meeting_id <> ifnull(?, p.meeting_id))",
                    [session_id, case_id, meeting_id],
                )
            ]
        for left in lit:
            with self._file.writing() as db:
                put_out(db, "lit_by = ? AND meeting_id = ?", session_id, left)


def _shown(db: Database, meeting_id: RecordId) -> Projection:
    row = next(db.query("SELECT * FROM projection WHERE meeting_id = ?", [meeting_id]), None)
    return Projection(meeting_id=meeting_id) if row is None else fact_of(Projection, row)


def put_out(db: Database, where: str = "1", *values: str) -> None:
    """Darken the walls of which this holds, within an open unit of writing; what stood beside the map is gone with the light."""
    db.execute(
        "UPDATE projection SET version = version + 1, dark = 1, lit_by = NULL, reading = NULL, gap = '' "
        f"WHERE {where}",
        values,
    )
