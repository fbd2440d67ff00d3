"""机上の世帯: the household a page is working on, read anew whenever the page runs."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Protocol

from jusou_meeting.agency import Agency
from jusou_meeting.consent import Consent, consent_findings
from jusou_meeting.ecomap.kept_places import places_of_movers, unsettled
from jusou_meeting.ecomap.layout import lay_out
from jusou_meeting.ecomap.seating import RingOrder
from jusou_meeting.finding import stop_if_any
from jusou_meeting.household import Household
from jusou_meeting.meeting import Attendee, MeetingRecord, ended
from jusou_meeting.moment import Moment
from jusou_meeting.staff import Permission, Staff
from jusou_meeting.store import Change
from jusou_meeting.ui.workspace import Workspace, tell
from jusou_meeting.vocabulary import CaseId, Fact, Footing, RecordId
from jusou_meeting.written_name import names_in


class Place(Protocol):
    """書く所: where a form stands, and whoever writes there: at a household on a desk, or at one sheet of a meeting."""

    @property
    def workspace(self) -> Workspace:
        """Through which it is read and written."""

    @property
    def case_id(self) -> CaseId:
        """The case that is written on."""

    @property
    def footing(self) -> Footing:
        """The footing on which it is written."""

    @property
    def meeting_id(self) -> RecordId | None:
        """The meeting in which it is written."""

    @property
    def reads(self) -> Permission:
        """Without which nobody has the form."""

    @property
    def writes(self) -> Permission:
        """Without which nobody saves it."""

    def save(self, action: str, *facts: Fact, form: str | None = None) -> None:
        """Save these facts as one act, from this form."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """机上の世帯: one household on one footing, in a meeting or outside one."""

    workspace: Workspace
    household: Household
    screen: str
    meeting_id: RecordId | None = None

    @property
    def case_id(self) -> CaseId:
        """The case of this household."""
        return self.household.case.id

    @property
    def footing(self) -> Footing:
        """The footing on which it was read, and on which changes are made."""
        return self.household.footing

    @property
    def reads(self) -> Permission:
        """Whoever has the household on a desk reads it."""
        return Permission.READ_CASE

    @property
    def writes(self) -> Permission:
        """Whoever saves a form there writes the household."""
        return Permission.EDIT_CASE

    @property
    def day(self) -> date:
        """The calendar day in Japan."""
        return self.workspace.today

    def known(self) -> Household:
        """The household as the file has it."""
        return self.refreshed().household

    def agencies(self) -> tuple[Agency, ...]:
        """The directory."""
        return self.workspace.agencies()

    @property
    def address(self) -> dict[str, str]:
        """How a route of ours is asked for this household: by its meeting, or by its case and footing."""
        if self.meeting_id is not None:
            return {"meeting": self.meeting_id}
        return {"case": self.case_id, "footing": self.footing.value}

    @property
    def meetings(self) -> tuple[MeetingRecord, ...]:
        """The meetings on this household that its footing may know of, oldest first."""
        return self.workspace.store.cases.meetings(self.workspace.staff, self.case_id, self.footing)

    @property
    def ended(self) -> frozenset[RecordId]:
        """The meetings on this household that are over for whoever sits here."""
        return ended(self.meetings, self.meeting_id)

    def attendees(self) -> tuple[Attendee, ...]:
        """Who is asked to the meeting in which somebody sits here; nobody outside one."""
        return () if self.meeting_id is None else self.workspace.meeting(self.meeting_id)[1].attendees

    def refreshed(self) -> Desk:
        """The same household as the file has it now."""
        household = self.workspace.household(self.case_id, self.footing, screen=self.screen)
        return replace(self, household=household)

    def change(
        self, action: str, *, event: tuple[str, int] | None = None, form: str | None = None
    ) -> AbstractContextManager[Change]:
        """One act on this household; the map it was made on stays as it was drawn."""
        self._settle()
        return self.workspace.change(
            action, self.case_id, self.footing, meeting_id=self.meeting_id, event=event, form=form
        )

    def _settle(self) -> None:
        workspace = self.workspace
        if positions := unsettled(self.household, on=workspace.today):
            staff = workspace.recheck(Permission.EDIT_CASE, self.case_id, self.footing)
            workspace.store.cases.settle(staff, self.case_id, self.footing, positions, at=datetime.now(UTC))

    def holder(self) -> Staff:
        """Whoever sits here and holds the meeting; NotAllowed when they may not, or are no longer here."""
        return self.workspace.recheck(Permission.HOLD_MEETING, self.case_id, self.footing)

    def holding(self, action: str) -> AbstractContextManager[Change]:
        """One act of theirs on the meeting itself; of the map it leaves everything where it is."""
        return self.workspace.change(
            action, self.case_id, self.footing, meeting_id=self.meeting_id, needs=Permission.HOLD_MEETING
        )

    def save(self, action: str, *facts: Fact, form: str | None = None) -> None:
        """Save these facts as one act, from this form; Conflict, Stopped or NotAllowed when that cannot be.

        Whoever thereby moves out or in takes a place on the map that says so. A registered name in their words is told.
        """
        stop_if_any(f for fact in facts if isinstance(fact, Consent) for f in consent_findings(fact))
        moved = places_of_movers(self.known(), facts, on=self.day)
        with self.change(action, form=form) as change:
            for fact in facts:
                change.save(fact)
            for record_id, at in moved.items():
                change.move(record_id, at)
        for finding in names_in(facts, self.household, self.attendees()):
            tell(finding)

    def say_again(self, action: str, fact: Fact) -> None:
        """Note, as one act, that this fact is still so."""
        with self.change(action) as change:
            change.save(fact, again=True)

    def remove(self, action: str, fact: Fact) -> None:
        """Remove this fact as one act."""
        with self.change(action) as change:
            change.remove(fact)

    def tidy(self, order: RingOrder) -> bool:
        """Lay the whole map out anew in this order as one act, whatever was moved; returns whether anything had to move."""
        household = self.refreshed().household
        drawn = lay_out(household, on=self.workspace.today).positions()
        unplaced = replace(household, positions={})
        anew = lay_out(unplaced, on=self.workspace.today, order=order).positions()
        with self.change("整頓") as change:
            for record_id, position in anew.items():
                if drawn[record_id] != position:
                    change.move(record_id, position)
            return bool(change.touched)

    def tried_back(self, to: Moment) -> Household:
        """The household as going back to this moment would leave it; Stopped when there is nothing to bring back."""
        staff, cases = self.workspace.staff, self.workspace.store.cases
        return cases.tried_back(staff, self.case_id, self.footing, to.key, meeting_id=self.meeting_id)

    def step_back(self, to: Moment, *, seen: Moment) -> str:
        """Bring the household back to this moment as one act, unless anything came after the act `seen`."""
        self._settle()
        staff = self.workspace.recheck(Permission.EDIT_CASE, self.case_id, self.footing)
        return self.workspace.store.cases.step_back(
            staff, self.case_id, self.footing, to.key, meeting_id=self.meeting_id, seen=seen.key,
            at=datetime.now(UTC),
        )  # fmt: skip


def open_desk(
    workspace: Workspace,
    case_id: CaseId,
    footing: Footing,
    *,
    screen: str,
    meeting_id: RecordId | None = None,
) -> Desk:
    """Lay one household on the desk; NotAllowed when this person may not read it on this footing."""
    household = workspace.household(case_id, footing, screen=screen)
    return Desk(workspace=workspace, household=household, screen=screen, meeting_id=meeting_id)
