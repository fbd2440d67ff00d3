"""機関名簿: the agencies and community resources that every case knows; it names no household."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from jusou_meeting.agency import Agency
from jusou_meeting.staff import Permission, Staff
from jusou_meeting.store import history
from jusou_meeting.store.acting import act, require
from jusou_meeting.store.file import MunicipalFile
from jusou_meeting.store.row import Value, fact_of, row_of


class Directory:
    """The one directory of the municipality."""

    def __init__(self, file: MunicipalFile) -> None:
        self._file = file

    def agencies(self) -> tuple[Agency, ...]:
        """All entries, in the order they were entered."""
        with self._file.reading() as db:
            rows = list(db.query("SELECT * FROM agency ORDER BY rowid"))
        return tuple(fact_of(Agency, row) for row in rows)

    def add(self, staff: Staff, agencies: Iterable[Agency], *, at: datetime) -> None:
        """Enter agencies, as one act."""
        require(staff, Permission.OPEN_CASE)
        entered = [row_of(replace(agency, version=1)) for agency in agencies]
        if not entered:
            return
        with self._file.writing() as db:
            db.table("agency").insert_all(entered)
            line = act(staff, "機関名簿に登録", case_id=None, footing=None, meeting_id=None, at=at)
            history.append(db, line, [_entered(row) for row in entered])


def _entered(row: dict[str, Value]) -> history.Touched:
    return history.Touched(
        kind="agency", record_id=str(row["id"]), footing=None, version=1, before=None, after=row
    )
