"""訂正のリンク: what one attendee is shown of a meeting after its 閉会, to ask for corrections and read the answer, and until when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from jusou_meeting.correction_request import CorrectionRequest
from jusou_meeting.finding import Finding, Weight
from jusou_meeting.household import Household
from jusou_meeting.meeting import Attendee, MeetingKind, MeetingRecord, Remark
from jusou_meeting.meeting_gate import uncovered
from jusou_meeting.minutes import Minutes, RoleRow, minutes
from jusou_meeting.role_sheet import RoleSheet, role_sheets
from jusou_meeting.vocabulary import RecordId


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnPart:
    """自分の分: what of a meeting is one attendee's own; nothing else of it is told to whoever holds their link."""

    case_number: str
    held_on: date
    until: date
    """The last day on which they may ask, and read."""
    may_ask: bool
    """Not once the minutes are final: then they read what became of what they asked for."""
    roles: tuple[RoleRow, ...]
    """Those of their agency, as its 役割票 tells them."""
    remarks: tuple[Remark, ...]
    requests: tuple[CorrectionRequest, ...]
    """What they asked for themselves, with what became of it."""


def link_path(secret: str) -> str:
    """Where the part of whoever holds this secret is read."""
    return f"/correct?link={secret}"


def link_findings(
    record: MeetingRecord, household: Household, attendee: Attendee, *, today: date
) -> Iterator[Finding]:
    """Why this attendee is given no link today."""
    if record.final is not None:
        yield Finding(Weight.STOPS, "会議録は確定しているので、訂正のリンクは使えません。", attendee.id)
    yield from _reading_findings(record, household, attendee, today=today)


def _reading_findings(
    record: MeetingRecord, household: Household, attendee: Attendee, *, today: date
) -> Iterator[Finding]:
    """Why the link that an attendee holds shows nothing today."""

    def stops(sentence: str) -> Finding:
        return Finding(Weight.STOPS, sentence, attendee.id)

    meeting = record.meeting
    if meeting.closed_at is None:
        yield stops("訂正のリンクは、閉会してから使えます。")
    if meeting.corrections_until is None:
        yield stops("訂正の申出を受け付ける期限を決めると、リンクを使えます。")
    elif today > meeting.corrections_until:
        yield stops("訂正の申出を受け付ける期限が過ぎています。")
    if not attendee.came:
        yield stops(f"「{attendee.agency}」の方が会議に出た記録がありません。")
    elif meeting.kind is MeetingKind.STATUTORY:
        if not attendee.pledged:
            yield stops(f"「{attendee.agency}」の方が守秘を承諾した記録がありません。")
    elif any(uncovered(household, (attendee,), on=today)):
        yield stops(f"本人の同意が「{attendee.agency}」に及んでいません。")


def links_on_paper(minutes: Minutes, *, today: date) -> Iterator[tuple[RoleSheet, Attendee]]:
    """The 役割票 that may carry a link, each with the attendee whose it is.

    A link is one person's own: where several came for an agency, its one sheet of paper would show each the remarks of
    the others, so it carries none, and they are handed theirs one by one.
    """
    record, household = minutes.record, minutes.household
    for sheet in role_sheets(minutes):
        came = [a for a in record.attendees if a.came and a.involvement_id == sheet.involvement_id]
        if len(came) == 1 and not any(link_findings(record, household, came[0], today=today)):
            yield sheet, came[0]


def own_part(
    record: MeetingRecord, household: Household, meetings: Iterable[MeetingRecord], attendee_id: RecordId,
    *, today: date,
) -> OwnPart | None:  # fmt: skip
    """What this attendee is shown today; None = nothing, whatever the reason."""
    attendee = next((a for a in record.attendees if a.id == attendee_id), None)
    until = record.meeting.corrections_until
    if attendee is None or until is None:
        return None
    if any(_reading_findings(record, household, attendee, today=today)):
        return None
    sheets = role_sheets(minutes(record, household, meetings))
    own = (sheet.roles for sheet in sheets if sheet.involvement_id == attendee.involvement_id)
    return OwnPart(
        case_number=household.case.number,
        held_on=record.sitting.held_on,
        until=until,
        may_ask=record.final is None,
        roles=next(own, ()),
        remarks=tuple(r for r in record.remarks if r.speaker_id == attendee.id and not r.source_hidden),
        requests=tuple(r for r in record.correction_requests if r.attendee_id == attendee.id),
    )
