"""構成員名簿: the register of the municipality's 支援会議; each line leaves its act in the history."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime

from sqlite_utils import Database

from jusou_meeting.finding import stop_if_any, stopped
from jusou_meeting.membership import Membership, membership_findings
from jusou_meeting.staff import Permission, Staff
from jusou_meeting.store import history
from jusou_meeting.store.acting import act, require
from jusou_meeting.store.file import MunicipalFile
from jusou_meeting.store.row import fact_of, row_of


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
        entered = [replace(membership, version=1) for membership in memberships]
        stop_if_any(finding for membership in entered for finding in membership_findings(membership))
        if not entered:
            raise stopped("構成員にする機関を選ぶか、名前を入れてください。")
        self._keep(staff, "構成員名簿に登録", entered, at)

    def end(self, staff: Staff, membership: Membership, *, until: date, at: datetime) -> None:
        """Have this be the last day of a member; its line stays. Stopped when somebody changed it first."""
        require(staff, Permission.OPEN_CASE)
        ended = replace(membership, until_on=until, version=membership.version + 1)
        stop_if_any(membership_findings(ended))
        self._keep(staff, "構成員の任期を終える", [ended], at)

    def _keep(self, staff: Staff, action: str, said: list[Membership], at: datetime) -> None:
        touched = []
        with self._file.writing() as db:
            for membership in said:
                before = next(db.query("SELECT * FROM membership WHERE id = ?", [membership.id]), None)
                if (0 if before is None else before["version"]) != membership.version - 1:
                    raise stopped("構成員名簿を、ほかの人が先に変更しました。いまの内容を確かめてください。")
                after = row_of(membership)
                db.table("membership").upsert(after, pk="id")
                touched.append(
                    history.Touched(
                        kind="membership", record_id=membership.id, footing=None, version=membership.version,
                        before=before, after=after,
                    )
                )  # fmt: skip
            line = act(staff, action, case_id=None, footing=None, meeting_id=None, at=at)
            history.append(db, line, touched)
