"""仕事: what is open over all cases, read at once, and handed from one person of an agency to another in one step."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time
from typing import NamedTuple, TypeVar

from sqlite_utils import Database

from jusou_meeting.agency_sheet import Reading
from jusou_meeting.agenda import AgendaItem
from jusou_meeting.contact_person import ContactPerson, same_name
from jusou_meeting.distribution import Distribution
from jusou_meeting.ecomap.family_tie import FamilyTie
from jusou_meeting.ecomap.ties import Tie
from jusou_meeting.evaluation import Evaluation
from jusou_meeting.finding import stop_if_any, stopped
from jusou_meeting.japanese_date import TOKYO, today_in_tokyo
from jusou_meeting.life_event import LifeEvent
from jusou_meeting.meeting import (
    Correction,
    Decision,
    Remark,
)
from jusou_meeting.other_meeting import OtherMeeting
from jusou_meeting.plan import Goal, Wish
from jusou_meeting.preparation_sheet import PreparationSheet
from jusou_meeting.resource_gap import ResourceGap
from jusou_meeting.role import RoleReview
from jusou_meeting.session import Session
from jusou_meeting.staff import Account, Permission, Staff, StaffRole, may, require
from jusou_meeting.store import gate, reading
from jusou_meeting.store.accounts import end_account
from jusou_meeting.store.change import Change
from jusou_meeting.store.directory import leaving, succeeded
from jusou_meeting.store.door import end_session
from jusou_meeting.store.file import MunicipalFile
from jusou_meeting.store.meetings import records
from jusou_meeting.store.row import fact_of
from jusou_meeting.succession import Handover, Succession, handed_over, handover, succession_findings
from jusou_meeting.text import folded
from jusou_meeting.vocabulary import ContactId, Fact, Footing, SessionId

F = TypeVar("F", bound=Fact)


class Reached(NamedTuple):
    """及ぶところ: what a succession changes, or changed."""

    handovers: tuple[Handover, ...]
    accounts: tuple[Account, ...]
    """Whose access ends on the day."""
    devices: tuple[Session, ...]
    """Who sits in a meeting with a device and is put out."""
    contacts: tuple[ContactPerson, ...]
    """Whoever leaves, as the directory has them."""
    elsewhere: tuple[Account, ...]
    """Accounts of the same name at another agency, which are left as they are."""

    @property
    def changes(self) -> bool:
        """Whether anything would be otherwise afterwards."""
        handed = any(each.roles or each.seats for each in self.handovers)
        return handed or bool(self.accounts or self.devices or self.contacts)


class Work:
    """The open work of the municipality."""

    def __init__(self, file: MunicipalFile) -> None:
        self._file = file

    def open_cases(self, staff: Staff, footing: Footing) -> tuple[Reading, ...]:
        """Every case at work that this person may read on this footing, newest first; a fixed number of queries."""
        require(staff, Permission.LIST_CASES)
        with self._file.reading() as db:
            return tuple(
                each
                for each in _cases(db, footing)
                if each.household.case.put_away_on is None
                and may(staff, Permission.READ_CASE, each.household.case.id, footing)
            )

    def reach(self, staff: Staff, succession: Succession, *, now: datetime) -> Reached:
        """What `succeed` would change; nothing is changed. NotAllowed and Stopped as `succeed` is."""
        require(staff, Permission.HAND_OVER)
        stop_if_any(succession_findings(succession))
        with self._file.reading() as db:
            return _reach(db, succession, now)

    def succeed(
        self, staff: Staff, succession: Succession, *, successor_id: ContactId, at: datetime
    ) -> Reached:
        """Hand over in one step all that names whoever leaves; each case gets acts of its own, which may be undone there.

        What readers on consent know changes under consent; what only 支援会議 know of changes under secrecy, in an act
        that readers on consent do not see. The access of whoever leaves ends on the day, or now if that has come.
        NotAllowed unless `staff` may hand over; Stopped when nothing names them, or the last coordinator would go.
        """
        require(staff, Permission.HAND_OVER)
        stop_if_any(succession_findings(succession))
        with self._file.writing() as db:
            reached = _reach(db, succession, at)
            if not reached.changes:
                raise stopped(
                    f"「{succession.outgoing}」の名前がある役割・出席予定・アカウント・名簿の担当者はありません。"
                )
            for footing in Footing:
                for each in _cases(db, footing):
                    _hand_over(db, staff, succession, each, footing, at)
            succeeded(db, staff, succession, successor_id, at=at)
            ends = max(at, datetime.combine(succession.on, time(), TOKYO))
            for account in reached.accounts:
                end_account(db, account, by=staff, at=at, ends=ends)
            for device in reached.devices:
                end_session(db, device, by=staff, at=at)
        return reached


def _hand_over(
    db: Database, staff: Staff, succession: Succession, each: Reading, footing: Footing, at: datetime
) -> None:
    case_id = each.household.case.id
    change = Change(db, case_id=case_id, footing=footing)
    for fact in handed_over(succession, each.household, each.meetings):
        change.save(fact)
    if change.touched:
        gate.pass_through(db, case_id, change.touched, at)
        change.done(staff, f"担当の交代（{succession.agency}）", at=at)


def _reach(db: Database, succession: Succession, now: datetime) -> Reached:
    found = (handover(succession, each.household, each.meetings) for each in _cases(db, Footing.STATUTORY))
    accounts = [
        account
        for account in (fact_of(Account, row) for row in db.query("SELECT * FROM account ORDER BY rowid"))
        if account.opens(now) and same_name(account.name, succession.outgoing)
    ]
    own = [account for account in accounts if folded(account.agency) == folded(succession.agency)]
    return Reached(
        handovers=tuple(each for each in found if each is not None),
        accounts=tuple(own),
        devices=tuple(_devices(db, succession, now)) if succession.on <= today_in_tokyo(now) else (),
        contacts=leaving(db, succession),
        elsewhere=tuple(account for account in accounts if account not in own),
    )


def _devices(db: Database, succession: Succession, now: datetime) -> Iterator[Session]:
    """Whoever leaves, where they sit in a meeting or hold a link to ask for corrections of one; none is ended ahead."""
    rows = db.query(
        "SELECT s.*, a.agency AS of_agency, a.name AS of_name FROM session s "
        "LEFT JOIN attendee a ON a.id = s.attendee_id WHERE s.role IN (?, ?, ?) AND s.revoked_at IS NULL",
        [StaffRole.PARTICIPANT.value, StaffRole.INVITED.value, StaffRole.CORRESPONDENT.value],
    )
    seen: set[SessionId] = set()
    for row in rows:
        session = fact_of(Session, row)
        lines = ((session.agency, session.name), (row["of_agency"] or "", row["of_name"] or ""))
        if (
            session.id not in seen
            and (session.role is StaffRole.CORRESPONDENT or session.holds(now))
            and any(_is_whoever_leaves(succession, *line) for line in lines)
        ):
            seen.add(session.id)
            yield session


def _is_whoever_leaves(succession: Succession, agency: str, name: str) -> bool:
    return folded(agency) == folded(succession.agency) and same_name(name, succession.outgoing)


_UNREAD = frozenset({
    Tie, FamilyTie, Wish, Goal, LifeEvent, OtherMeeting, Remark, Decision, AgendaItem, ResourceGap, Evaluation, RoleReview,
    Correction, Distribution, PreparationSheet,
})  # fmt: skip
"""These kinds of facts say nothing of open work."""


def _cases(db: Database, footing: Footing) -> Iterator[Reading]:
    """Every case as this footing may know it, in as many queries as there are kinds of facts in it."""
    held = records(db, footing, but=_UNREAD)
    for household in reading.households(db, footing, but=_UNREAD):
        yield Reading(household, held.get(household.case.id, ()))
