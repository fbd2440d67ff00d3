"""次回の予定: the next meeting as a calendar file, which tells the case by its number and the place, and nobody's name."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from icalendar import Calendar, Event

from jusou_meeting.documents.said import recorded_at
from jusou_meeting.finding import stopped
from jusou_meeting.japanese_date import TOKYO
from jusou_meeting.meeting import Meeting, MeetingRecord

_USUAL = timedelta(hours=1)


def next_meeting_file(record: MeetingRecord, *, case_number: str) -> bytes:
    """The .ics of one event; a calendar is seen by others, so it does not tell the kind of the meeting either.

    Without an hour the event takes the day. Stopped when no day was set.
    """
    meeting = record.meeting
    if meeting.next_on is None:
        raise stopped("次回の日が決まっていないので、予定のファイルはありません。")
    event = Event()
    event.add("uid", f"{meeting.id}@jusou-meeting")
    event.add("dtstamp", recorded_at(record))
    event.add("summary", f"会議（{case_number}）")
    if meeting.next_place:
        event.add("location", meeting.next_place)
    event.add("class", "PRIVATE")
    if meeting.next_at is None:
        event.add("dtstart", meeting.next_on)
    else:
        begins = datetime.combine(meeting.next_on, meeting.next_at, TOKYO)
        event.add("dtstart", begins)
        event.add("dtend", begins + _length(meeting, meeting.next_on))
    calendar = Calendar()
    calendar.add("prodid", "-//jusou-meeting//JA")
    calendar.add("version", "2.0")
    calendar.add_component(event)
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def _length(meeting: Meeting, day: date) -> timedelta:
    """The next one is thought to last as long as this one, or an hour where nobody set that."""
    if meeting.starts_at is None or meeting.ends_at is None:
        return _USUAL
    return datetime.combine(day, meeting.ends_at) - datetime.combine(day, meeting.starts_at)
