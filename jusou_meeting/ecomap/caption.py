"""題字: what the head of a map says beside the household and the day: for which meeting, on whose consent, by whom."""

from __future__ import annotations

from datetime import date

from jusou_meeting.consent import consent_mark
from jusou_meeting.household import Household
from jusou_meeting.japanese_date import wareki
from jusou_meeting.meeting import MeetingRecord


def caption(
    household: Household, on: date, *, record: MeetingRecord | None = None, author: str = ""
) -> tuple[str, ...]:
    """The same words on screen, wall and paper; the household as it is known, before any of it is masked.

    In a meeting it is the meeting's map; outside one it is somebody's (blank = nobody is named).
    """
    client = household.client
    consent = () if client is None else (consent_mark(household.consents, client.id, on),)
    if record is not None:
        meeting = record.meeting
        return f"第{meeting.ordinal}回 {meeting.kind.label} {wareki(record.sitting.held_on)}", *consent
    return (*consent, f"作成 {author}") if author else consent
