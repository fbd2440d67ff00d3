"""入室: one browser's time with us, from sign-in, joining or projecting until it ends."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from jusou_meeting.staff import Seat, Staff, StaffRole
from jusou_meeting.vocabulary import CaseId, Footing, RecordId, SessionId, StaffId

IDLE = timedelta(minutes=30)
"""An unattended screen closes after this long, unless it shows a meeting that is being held."""
HELD = timedelta(hours=3)
"""For so long after its opening a meeting keeps in whoever has its screen before them; a forgotten one does not."""
LONGEST = timedelta(hours=10)
"""No session outlives a working day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """入室: who sits behind one cookie, and what it was given for."""

    id: SessionId
    staff_id: StaffId
    role: StaffRole
    name: str
    agency: str = ""
    case_id: CaseId | None = None
    meeting_id: RecordId | None = None
    footing: Footing | None = None
    attendee_id: RecordId | None = None
    started_at: datetime
    seen_at: datetime
    admitted_at: datetime | None = None
    """None = a participant who waits for the coordinator's word."""
    revoked_at: datetime | None = None
    """From when on it is over, which may lie ahead: the day on which somebody hands their work over."""

    def holds(self, now: datetime) -> bool:
        """Whether the cookie still opens the door; who sits in a meeting may listen for as long as it lasts, others may not stand idle."""
        if self.role is StaffRole.CORRESPONDENT:  # what they hold is an address, and no cookie
            return False
        if (self.revoked_at is not None and self.revoked_at <= now) or now - self.started_at > LONGEST:
            return False
        seated = self.meeting_id is not None and self.admitted_at is not None
        return seated or now - self.seen_at <= IDLE

    @property
    def waits(self) -> bool:
        """Whether this is a participant who knocked and has no answer yet."""
        return self.role is StaffRole.PARTICIPANT and self.admitted_at is None

    @property
    def seat(self) -> Seat | None:
        """The one seat it is for, also while it waits for it; None = it belongs to an account."""
        if self.case_id is None or self.footing is None:
            return None
        return Seat(case_id=self.case_id, footing=self.footing, meeting_id=self.meeting_id)

    @property
    def staff(self) -> Staff:
        """The person as rules see them; whoever was not admitted yet has no seat."""
        seats = () if self.seat is None or self.admitted_at is None else (self.seat,)
        return Staff(
            id=self.staff_id,
            name=self.name,
            role=self.role,
            agency=self.agency,
            seats=seats,
            session_id=self.id,
            attendee_id=self.attendee_id,
        )
