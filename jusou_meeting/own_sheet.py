"""自機関の準備シート: what whoever answers for one invited agency is shown of a meeting, and the one sheet they may write."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date

from jusou_meeting.law import SECRECY
from jusou_meeting.meeting import Attendee, Meeting, MeetingKind, MeetingRecord, Sitting
from jusou_meeting.preparation_sheet import PreparationSheet
from jusou_meeting.vocabulary import RecordId

BOUND = {
    MeetingKind.MULTILAYERED: "本人の同意の範囲で書いてください。",
    MeetingKind.STATUTORY: SECRECY,
}
"""What whoever writes is told of the limits, on paper and on a device."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnSheet:
    """自機関の準備シート: it knows the case by its number alone, as the paper does."""

    case_number: str
    meeting: Meeting
    sitting: Sitting
    attendee_id: RecordId
    agency: str
    sheet: PreparationSheet | None
    """None = it has not come yet."""


def own_sheet(record: MeetingRecord, attendee_id: RecordId | None, *, case_number: str) -> OwnSheet | None:
    """What is shown to this line of the list; None when nothing is asked of it, or the meeting is over."""
    meeting = record.meeting
    attendee = next((a for a in record.attendees if a.id == attendee_id), None)
    if attendee is None or not attendee.is_asked or meeting.closed_at is not None:
        return None
    return OwnSheet(
        case_number=case_number,
        meeting=meeting,
        sitting=record.sitting,
        attendee_id=attendee.id,
        agency=attendee.agency,
        sheet=sheet_of(record, attendee),
    )


def sheet_of(record: MeetingRecord, attendee: Attendee) -> PreparationSheet | None:
    """The sheet of this line of the list."""
    return next((sheet for sheet in record.preparation_sheets if sheet.attendee_id == attendee.id), None)


def blank_sheet(meeting_id: RecordId, attendee_id: RecordId, *, on: date) -> PreparationSheet:
    """The sheet of a line that has none yet.

    Whoever begins it, here or there, begins the same one: then neither overwrites the other, and none stands twice.
    """
    same = hashlib.sha256(f"preparation sheet of {attendee_id}".encode()).hexdigest()[:16]
    return PreparationSheet(id=RecordId(same), meeting_id=meeting_id, attendee_id=attendee_id, answered_on=on)
