"""構成員名簿: the register of the municipality's 支援会議; each line leaves its act in the history."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime

from sqlite_utils import Database

from jusou_meeting.finding import stop_if_any, stopped
from jusou_meeting.membership import Membership, membership_findings
from jusou_meeting.staff import Permission, Staff, require
from jusou_meeting.store.file import MunicipalFile
from jusou_meeting.store.register import keep
from jusou_meeting.store.row import fact_of


def members_of(db: Database) -> tuple[Membership, ...]:
    """The register, within an open unit of work."""
    rows = list(db.query("SELECT * FROM membership ORDER BY rowid"))
    return tuple(fact_of(Membership, row) for row in rows)


class Members:
    """The one register of the municipality."""

    def __init__(self, file: MunicipalFile) -> None:
        self._file = file

    def all(self) -> tuple[Membership, ...]:
        """Every line, also of those whose time is over, in the order they were entered."""
        with self._file.reading() as db:
            return members_of(db)

    def enter(self, staff: Staff, memberships: Iterable[Membership], *, at: datetime) -> None:
        """Put agencies on the register, as one act; Stopped when a line cannot be."""
        require(staff, Permission.OPEN_CASE)
        entered = tuple(memberships)
        stop_if_any(finding for membership in entered for finding in membership_findings(membership))
        if not entered:
            raise stopped("構成員にする機関を選ぶか、名前を入れてください。")
        with self._file.writing() as db:
            keep(db, entered, "構成員名簿に登録", by=staff, at=at)

    def end(self, staff: Staff, membership: Membership, *, until: date, at: datetime) -> None:
        """Have this be the last day of a member; its line stays. Stopped when somebody changed it first."""
        require(staff, Permission.OPEN_CASE)
        ended = replace(membership, until_on=until)
        stop_if_any(membership_findings(ended))
        with self._file.writing() as db:
            keep(db, [ended], "構成員の任期を終える", by=staff, at=at)
