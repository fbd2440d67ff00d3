"""作業場所: the one way from a screen to the data: who is here, what they may do, and their changes."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TypeVar

import streamlit as st

from jusou_meeting.agency import Agency
from jusou_meeting.agency_sheet import Reading
from jusou_meeting.agenda_template import AgendaTemplate
from jusou_meeting.contact_person import ContactPerson
from jusou_meeting.finding import Finding, Stopped, Weight
from jusou_meeting.household import Case, Household
from jusou_meeting.japanese_date import today_in_tokyo
from jusou_meeting.mask import Audience, masked
from jusou_meeting.meeting import MeetingRecord
from jusou_meeting.membership import Membership
from jusou_meeting.own_sheet import OwnSheet
from jusou_meeting.programme import Programme
from jusou_meeting.session import Session
from jusou_meeting.sharing import Sharing
from jusou_meeting.staff import NotAllowed, Permission, Staff, StaffRole, may
from jusou_meeting.store import Change, Conflict, FileProblem, Store
from jusou_meeting.store.served import served
from jusou_meeting.ui.label import plain
from jusou_meeting.unconsented import limited
from jusou_meeting.vocabulary import CaseId, Fact, Footing, RecordId, SessionId, SittingId

F = TypeVar("F", bound=Fact)

BOARD = "board"
"""The part of a page that runs again when others change what it shows."""

_TOLD, _PAGE = "findings told", "page"
"""What the last step was told, by where that stands on the screen."""


def new_id() -> RecordId:
    """A random id: it tells nothing, not even how many there are."""
    return RecordId(secrets.token_hex(8))


@dataclass(frozen=True, slots=True, kw_only=True)
class Workspace:
    """作業場所: one run of one page for one person, with the file it asks; a look at a household leaves its line in the access log here."""

    store: Store
    session: Session
    now: datetime

    @property
    def staff(self) -> Staff:
        """Whoever sits here."""
        return self.session.staff

    @property
    def today(self) -> date:
        """The calendar day in Japan."""
        return today_in_tokyo(self.now)

    def allowed(self, permission: Permission) -> bool:
        """Whether this person may do this at all: everywhere, or in a seat of theirs."""
        return may(self.staff, permission) or any(
            may(self.staff, permission, seat.case_id, seat.footing) for seat in self.staff.seats
        )

    def cases(self) -> tuple[Case, ...]:
        """Every case this person may list."""
        return self.store.cases.all(self.staff)

    def agencies(self) -> tuple[Agency, ...]:
        """The directory of agencies; it names no household."""
        return self.store.directory.agencies()

    def members(self) -> tuple[Membership, ...]:
        """The register of the 支援会議; it names no household."""
        return self.store.members.all()

    def agenda_templates(self) -> tuple[AgendaTemplate, ...]:
        """The hours from which a meeting is prepared, the standard one first; they name no household."""
        return self.store.agenda_templates.all()

    def programmes(self, day: date) -> tuple[Programme, ...]:
        """The sittings of this day with their households, each by its number alone."""
        return self.store.sittings.on(self.staff, day)

    def programme(self, sitting_id: SittingId) -> Programme:
        """One sitting with its households."""
        return self.store.sittings.of(self.staff, sitting_id)

    def people(self) -> tuple[ContactPerson, ...]:
        """担当者 of the directory's agencies, also those who left."""
        return self.store.directory.people()

    def people_there(self) -> tuple[ContactPerson, ...]:
        """Those of them who are there today."""
        return tuple(person for person in self.people() if person.in_office(self.today))

    def open_cases(self, footing: Footing, *, screen: str) -> tuple[Reading, ...]:
        """What is open in every case at work; the look leaves a line in the access log for each."""
        found = self.store.work.open_cases(self.staff, footing)
        looked_at = [each.household.case.id for each in found]
        self.store.door.log_views(looked_at, at=self.now, staff=self.staff, screen=screen)
        return found

    def meetings(self, case_id: CaseId) -> tuple[MeetingRecord, ...]:
        """The meetings on this household, of both kinds as far as this person may know of them, oldest first."""
        return self.store.cases.meetings(self.staff, case_id, self._widest(case_id))

    def widest_household(self, case_id: CaseId, *, screen: str) -> Household:
        """This household with all that this person may know of it."""
        return self.household(case_id, self._widest(case_id), screen=screen)

    def _widest(self, case_id: CaseId) -> Footing:
        """The footing that admits all this person may know of a case."""
        confidential = may(self.staff, Permission.READ_CASE, case_id, Footing.STATUTORY)
        return Footing.STATUTORY if confidential else Footing.CONSENT

    def household(
        self, case_id: CaseId, footing: Footing, *, screen: str, at: datetime | None = None
    ) -> Household:
        """The household as this person may see it; the look leaves its line in the access log.

        With `at`, as it stood at that instant.
        """
        participant = self.staff.role is StaffRole.PARTICIPANT
        cases = self.store.cases
        household = (
            cases.household(self.staff, case_id, footing)
            if at is None
            else cases.household_at(self.staff, case_id, footing, at)
        )
        self.store.door.log(
            "view",
            at=self.now,
            staff=self.staff,
            screen=screen,
            case_id=case_id,
            meeting_id=self.session.meeting_id,
            footing=footing if participant else None,
        )
        if not participant or self.session.meeting_id is None:
            return household
        _, record = self.meeting(self.session.meeting_id)
        own = next((a.involvement_id for a in record.attendees if a.id == self.session.attendee_id), None)
        shown = limited(household, on=self.today, record=record, agency=own)
        return masked(shown, Audience.ROOM, on=self.today)

    def sharings(self, case_id: CaseId) -> tuple[Sharing, ...]:
        """提供記録 of this household, on both footings as far as this person may know of them."""
        return self.store.cases.sharings(self.staff, case_id, self._widest(case_id))

    def meeting(self, meeting_id: RecordId) -> tuple[CaseId, MeetingRecord]:
        """One meeting and its case."""
        return self.store.cases.meeting(self.staff, meeting_id)

    def own_sheet(self, meeting_id: RecordId, *, screen: str) -> OwnSheet | None:
        """The 準備シート of whoever answers for an invited agency; the look leaves its line in the access log."""
        found = self.store.cases.own_sheet(self.staff, meeting_id)
        self.store.door.log(
            "view", at=self.now, staff=self.staff, screen=screen, case_id=self.session.case_id,
            meeting_id=meeting_id,
        )  # fmt: skip
        return found

    def stands_before(self, case_id: CaseId | None = None, meeting_id: RecordId | None = None) -> None:
        """Whoever lit a wall and turns to another household or meeting leaves it dark, until they light it again."""
        self.store.projections.put_out_elsewhere(self.session.id, case_id, meeting_id)

    def recheck(
        self, needs: Permission, case_id: CaseId | None = None, footing: Footing | None = None
    ) -> Staff:
        """Whoever sits here now; NotAllowed when their session ended or they may no longer do this."""
        present = _present(self.store, self.session.id)
        if present is None or not may(present.staff, needs, case_id, footing):
            raise NotAllowed(needs)
        return present.staff

    @contextmanager
    def change(
        self,
        action: str,
        case_id: CaseId,
        footing: Footing,
        *,
        meeting_id: RecordId | None = None,
        needs: Permission = Permission.EDIT_CASE,
        event: tuple[str, int] | None = None,
        form: str | None = None,
    ) -> Iterator[Change]:
        """One act by whoever sits here, if they still may: the session is looked up anew for every act."""
        now = datetime.now(UTC)
        try:
            with self.store.cases.change(
                self.recheck(needs, case_id, footing),
                needs,
                action,
                case_id=case_id,
                footing=footing,
                meeting_id=meeting_id,
                at=now,
                event=event,
                form=form,
            ) as change:
                yield change
        except NotAllowed:
            self.store.door.log_refusal(action, at=now, staff=self.staff, screen="change")
            raise


def open_workspace(*, needs: Permission | None) -> Workspace:
    """The only door to the data: whoever has no valid session, or may not do this anywhere, sees nothing.

    `needs` is None for what everybody who is signed in sees: the frame around every page.
    """
    store = served()
    session_id = st.user.get("session")
    session = None if store is None else _present(store, session_id if isinstance(session_id, str) else None)
    if store is None or session is None:
        st.error("サインインが必要です。画面を読み込み直してください。")
        st.stop()
    workspace = Workspace(store=store, session=session, now=datetime.now(UTC))
    if needs is not None and not workspace.allowed(needs):
        st.error("この画面を開く権限がありません。")
        st.stop()
    return workspace


@contextmanager
def at_hand() -> Iterator[None]:
    """Round one run of a page or of a part of it: all that it reads and writes passes through one connection."""
    store = served()
    with nullcontext() if store is None else store.file.at_hand():
        yield


def _present(store: Store, session_id: str | None) -> Session | None:
    return None if session_id is None else store.door.session(SessionId(session_id), datetime.now(UTC))


def tell(finding: Finding) -> None:
    """Keep a finding for the top of the next run."""
    st.session_state.setdefault("findings", []).append(finding)


def _tell_conflict(_: Conflict) -> None:
    tell(
        Finding(
            Weight.WARNS, "ほかの人が先に変更しました。いまの内容を確かめてから、もう一度操作してください。"
        )
    )


def attempt(
    step: Callable[[], object], *, done: str = "", on_conflict: Callable[[Conflict], None] = _tell_conflict
) -> bool:
    """Take a step; a refusal is told in its own words, success in `done`; returns whether it was taken."""
    try:
        with at_hand():
            step()
    except Stopped as stopped:
        for finding in stopped.findings:
            tell(finding)
        return False
    except (NotAllowed, FileProblem) as refused:
        tell(Finding(Weight.STOPS, str(refused)))
        return False
    except Conflict as conflict:
        on_conflict(conflict)
        return False
    if done:
        st.session_state["done"] = done
    return True


def show_findings(place: str = _PAGE) -> None:
    """What was done, refused or noticed in the last step, once, at the top of the page or of a part of it that runs alone.

    Its place is there also when it is empty: a page whose parts move up and down is built anew, and loses the cursor.
    """
    if done := st.session_state.pop("done", ""):
        st.toast(plain(done))
    found = st.session_state.pop("findings", [])
    elsewhere = {} if place == _PAGE else st.session_state.get(_TOLD, {})
    st.session_state[_TOLD] = elsewhere | {place: found}
    with st.container():
        _show("step", found)


def tell_again() -> None:
    """Before a repaint of the board for what somebody else did: what one's own last step was told there stays."""
    st.session_state["findings"] = st.session_state.get(_TOLD, {}).get(BOARD, [])


def tell_back() -> None:
    """A lost connection is back: what was pressed meanwhile may never have come, and what the last step was told stays."""
    tell_again()
    st.session_state["done"] = (
        "つながりが戻りました。切れている間に押したものは、画面に出ているか確かめてください。"
    )


def untold(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Those of them that the last step was not just told: no sentence stands on a screen twice."""
    told = [finding for found in st.session_state.get(_TOLD, {}).values() for finding in found]
    return tuple(finding for finding in findings if finding not in told)


def show_noticed(where: str, findings: Iterable[Finding]) -> None:
    """What a rule notices of what is on the screen, and the last step was not just told; `where` tells two such places of one page apart."""
    _show(where, untold(findings))


def _show(where: str, findings: Iterable[Finding]) -> None:
    for number, finding in enumerate(findings):
        with st.container(key=f"finding-{finding.weight.value}-{where}-{number}"):
            st.text(finding.sentence)
