"""時点: the moments of a household's time with us at which it can be looked at again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from jusou_meeting.japanese_date import clock, end_of_day, local, today_in_tokyo, wareki, wareki_short
from jusou_meeting.meeting import MeetingRecord
from jusou_meeting.vocabulary import RecordId

NOW = "now"
"""The key of いま."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """時点: an instant, by the name that people know it by."""

    key: str
    """How an address names it: now, a day (2026-11-26), an act, or the opening or closing of a meeting."""
    said: str
    at: datetime
    about: RecordId | None = None
    """The record that an act was done to, the first of several; None = no act, or none of the household."""

    @property
    def day(self) -> date:
        """The calendar day in Japan."""
        return today_in_tokyo(self.at)

    @property
    def on_paper(self) -> str:
        """Its name for whoever reads it on another day: いま is told by its hour."""
        return f"{wareki(self.day)} {clock(local(self.at).time())}" if self.key == NOW else self.said


def moments(
    meetings: Iterable[MeetingRecord], now: datetime, acts: Iterable[Moment] = ()
) -> tuple[Moment, ...]:
    """The opening and the closing of each meeting, oldest first, now, and after each of these acts."""
    return (*_of_meetings(meetings), Moment(key=NOW, said="いま", at=now), *acts)


def after_act(
    seq: int, action: str, by: str, at: datetime, about: RecordId | None = None, *, nth: int = 1
) -> Moment:
    """What was so when this act was done; `nth` = it was not the first of its second."""
    then = local(at)
    time_said = f"{then:%H:%M:%S}" if nth == 1 else f"{then:%H:%M:%S}・{nth}"
    said = f"{wareki_short(then.date())} {time_said} {action}{f'（{by}）' if by else ''}の直後"
    return Moment(key=f"act:{seq}", said=said, at=at, about=about)


def moment(key: str, meetings: Iterable[MeetingRecord], now: datetime, acts: Iterable[Moment] = ()) -> Moment:
    """The moment with this key; KeyError when there is none."""
    known = {each.key: each for each in moments(meetings, now, acts)}
    if key in known:
        return known[key]
    try:
        return of_day(date.fromisoformat(key))
    except (ValueError, OverflowError):  # no calendar goes on after its last day
        raise KeyError(key) from None


def of_day(day: date) -> Moment:
    """What was so when this day ended in Japan."""
    last = end_of_day(day) - timedelta(microseconds=1)
    return Moment(key=day.isoformat(), said=f"{wareki(day)}の終わり", at=last)


def _of_meetings(meetings: Iterable[MeetingRecord]) -> Iterator[Moment]:
    for record in meetings:
        meeting = record.meeting
        name = f"第{meeting.ordinal}回 {meeting.kind.label}（{wareki_short(record.sitting.held_on)}）"
        if meeting.opened_at is not None:
            yield Moment(key=f"{meeting.id}:opened", said=f"{name}の開会", at=meeting.opened_at)
        if meeting.closed_at is not None:
            yield Moment(key=f"{meeting.id}:closed", said=f"{name}の閉会", at=meeting.closed_at)
