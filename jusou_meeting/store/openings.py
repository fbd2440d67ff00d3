"""開会の取り消し: a meeting that was opened by mistake is prepared again, as long as nothing was recorded in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from sqlite_utils import Database

from jusou_meeting.finding import stopped
from jusou_meeting.meeting import Meeting, Sitting
from jusou_meeting.staff import Permission, Staff, require
from jusou_meeting.store import gate, history
from jusou_meeting.store.change import Change
from jusou_meeting.store.file import MunicipalFile
from jusou_meeting.store.meetings import meeting_of
from jusou_meeting.store.row import fact_of
from jusou_meeting.vocabulary import RecordId

_RECORDS_NOTHING = ("session", "join_code", "position")
"""Whoever came in is put out again, and a sign may stand where it likes."""


class Openings:
    """The openings of one file's meetings."""

    def __init__(self, file: MunicipalFile) -> None:
        self._file = file

    def may_be_taken_back(self, staff: Staff, meeting_id: RecordId) -> bool:
        """Whether this meeting is open, and nothing was recorded in it since."""
        with self._file.reading() as db:
            case_id, meeting = meeting_of(db, meeting_id)
            require(staff, Permission.HOLD_MEETING, case_id, meeting.kind.footing)
            return _opening(db, meeting) is not None

    def take_back(self, staff: Staff, meeting_id: RecordId, *, at: datetime) -> None:
        """Have a meeting stand as it did before it was opened, on its former day; Stopped once something was recorded in it."""
        with self._file.writing() as db:
            case_id, meeting = meeting_of(db, meeting_id)
            footing = meeting.kind.footing
            require(staff, Permission.HOLD_MEETING, case_id, footing)
            seq = _opening(db, meeting)
            if seq is None:
                raise stopped("この会議には、開会してからの記録があります。開会は取り消せません。")
            change = Change(db, case_id=case_id, footing=footing, meeting_id=meeting_id)
            for row in reversed(history.rows_of(db, seq)):
                if row.kind == "sitting" and row.before is not None:
                    now = fact_of(Sitting, db.table("sitting").get(row.record_id))
                    change.reschedule(replace(now, held_on=date.fromisoformat(str(row.before["held_on"]))))
                elif row.before is not None:
                    change.take_back(row, seq)
            _, now_so = meeting_of(db, meeting_id)
            if now_so.is_open:  # it was opened as soon as it was entered
                change.save(replace(now_so, opened_at=None))
            gate.pass_through(db, case_id, change.touched, at)
            change.done(staff, f"{meeting.kind.label}の開会を取り消し", at=at)


def _opening(db: Database, meeting: Meeting) -> int | None:
    """The act that opened it; None = it is not open, or something was recorded in it since."""
    last = next(
        db.query(
            "SELECT max(seq) AS seq FROM change_row WHERE kind = 'meeting' AND record_id = ?", [meeting.id]
        )
    )
    recorded = db.query(
        "SELECT 1 FROM change c JOIN change_row r USING (seq) WHERE c.meeting_id = ? AND c.seq > ? "
        f"AND r.kind NOT IN ({', '.join('?' * len(_RECORDS_NOTHING))})",
        [meeting.id, last["seq"], *_RECORDS_NOTHING],
    )
    return int(last["seq"]) if meeting.is_open and next(recorded, None) is None else None
