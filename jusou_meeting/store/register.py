"""名簿の記録: lines that belong to the municipality and to no case; each change of them is an act in the history."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any, TypeAlias

from sqlite_utils import Database

from jusou_meeting.agency import Agency
from jusou_meeting.agenda_template import AgendaTemplate
from jusou_meeting.contact_person import ContactPerson
from jusou_meeting.finding import stopped
from jusou_meeting.membership import Membership
from jusou_meeting.staff import Staff
from jusou_meeting.store import history
from jusou_meeting.store.acting import act
from jusou_meeting.store.row import row_of

Line: TypeAlias = Agency | AgendaTemplate | ContactPerson | Membership

_REGISTERS: dict[type[Line], tuple[str, str]] = {
    Agency: ("agency", "この機関"),
    AgendaTemplate: ("agenda_template", "この次第の型"),
    ContactPerson: ("contact_person", "この担当者"),
    Membership: ("membership", "構成員名簿"),
}
"""The table of each register, and how a refusal calls what was changed meanwhile."""


def keep(db: Database, lines: Iterable[Line], action: str, *, by: Staff, at: datetime) -> None:
    """Within a unit of writing: these lines as they are now told, as one act; no line, no act.

    Stopped when one is not the version that was last kept.
    """
    kept = []
    for line in lines:
        table, before = _last_kept(db, line)
        now = replace(line, version=line.version + 1)
        after = row_of(now)
        db.table(table).upsert(after, pk="id")
        kept.append(
            history.Touched(
                kind=table, record_id=now.id, footing=None, version=now.version, before=before, after=after
            )
        )
    if kept:
        _note(db, kept, action, by, at)


def drop(db: Database, line: Line, action: str, *, by: Staff, at: datetime) -> None:
    """Within a unit of writing: this line leaves its register, as one act; Stopped as `keep` is."""
    table, before = _last_kept(db, line)
    db.table(table).delete(line.id)
    gone = history.Touched(
        kind=table, record_id=line.id, footing=None, version=line.version + 1, before=before, after=None
    )
    _note(db, [gone], action, by, at)


def _last_kept(db: Database, line: Line) -> tuple[str, dict[str, Any] | None]:
    table, called = _REGISTERS[type(line)]
    before = next(db.query(f"SELECT * FROM {table} WHERE id = ?", [line.id]), None)
    if (0 if before is None else before["version"]) != line.version:
        raise stopped(f"{called}を、ほかの人が先に変更しました。いまの内容を確かめてください。")
    return table, before


def _note(db: Database, touched: list[history.Touched], action: str, by: Staff, at: datetime) -> None:
    history.append(db, act(by, action, at=at), touched)
