"""次第の型: the hours from which an office chooses; each change leaves its act in the history."""

from __future__ import annotations

from datetime import datetime

from sqlite_utils import Database

from jusou_meeting.agenda_template import AgendaTemplate, template_findings, with_standard
from jusou_meeting.finding import stop_if_any
from jusou_meeting.staff import Permission, Staff, require
from jusou_meeting.store.file import MunicipalFile
from jusou_meeting.store.register import drop, keep
from jusou_meeting.store.row import fact_of


class AgendaTemplates:
    """Those of the municipality; they name no household."""

    def __init__(self, file: MunicipalFile) -> None:
        self._file = file

    def all(self) -> tuple[AgendaTemplate, ...]:
        """The standard hour, then the others in the order they were entered."""
        with self._file.reading() as db:
            return _all(db)

    def keep(self, staff: Staff, template: AgendaTemplate, *, at: datetime) -> None:
        """Enter one, or what is told otherwise of it; Stopped when it cannot be, or somebody was faster."""
        require(staff, Permission.OPEN_CASE)
        with self._file.writing() as db:
            stop_if_any(template_findings(template, _all(db)))
            keep(db, [template], "次第の型を保存", by=staff, at=at)

    def remove(self, staff: Staff, template: AgendaTemplate, *, at: datetime) -> None:
        """Offer it no longer; the meetings that were prepared with it stay as they are. Stopped when somebody was faster."""
        require(staff, Permission.OPEN_CASE)
        with self._file.writing() as db:
            drop(db, template, "次第の型を消す", by=staff, at=at)


def _all(db: Database) -> tuple[AgendaTemplate, ...]:
    return with_standard(
        fact_of(AgendaTemplate, row) for row in db.query("SELECT * FROM agenda_template ORDER BY rowid")
    )
