"""次第: what a meeting speaks of, in which order, and about how long."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from jusou_meeting.vocabulary import Fact, RecordId


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaItem(Fact):
    """議題: one item of the 次第."""

    meeting_id: RecordId
    title: str
    minutes: int = 0
    """About how long; 0 = not planned."""
    place: int = 0
    """Where it stands in the 次第; items of one place stand in the order in which they were recorded."""
    begun_at: datetime | None = None
    """When the meeting came to it; None = not yet."""


class Step(NamedTuple):
    """One thing to speak of, as somebody plans it."""

    title: str
    minutes: int
    """About how long; 0 = not planned."""


_MINUTES_SAID = re.compile(r"(?:[\s（(]+([5-9]|\d{2,3})|[\s（(]*(?<!\d)(\d{1,3})\s*分)[)）]?$")
"""Fewer than 5 are told with their word: 議題 1 and 住まい（2） are counted by their number."""


def as_lines(agenda: Iterable[AgendaItem | Step]) -> str:
    """The 次第 as somebody types it: an item a line, with its minutes at the end."""
    return "\n".join(
        item.title
        if _step(item.title) == Step(item.title, item.minutes)
        else f"{item.title}　{item.minutes}分"
        for item in agenda
    )


def steps(text: str) -> tuple[Step, ...]:
    """What such lines say; empty ones say nothing."""
    return tuple(_step(line) for line in filter(None, map(str.strip, text.splitlines())))


def _step(line: str) -> Step:
    said = _MINUTES_SAID.search(line)
    return Step(line[: said.start()], int(said[1] or said[2])) if said and said.start() else Step(line, 0)


def from_lines(
    text: str, agenda: Sequence[AgendaItem], *, new: Callable[[], AgendaItem]
) -> tuple[AgendaItem, ...]:
    """The 次第 that these lines say.

    An item that is still called as it was stays itself wherever it stands, and one that is put in other words where it
    stood: when the meeting came to it, and who attends it alone, hangs on it.
    """
    told, left = steps(text), list(agenda)
    called_so: dict[int, AgendaItem] = {}
    for place, step in enumerate(told):
        if known := next((item for item in left if item.title == step.title), None):
            left.remove(known)
            called_so[place] = known
    stays = {place: item for place, item in enumerate(agenda) if item in left} | called_so
    return tuple(
        replace(stays.get(place) or new(), title=step.title, minutes=step.minutes, place=place + 1)
        for place, step in enumerate(told)
    )


class Planned(NamedTuple):
    """予定: one item of the 次第 with the time that it was given."""

    item: AgendaItem
    begins_at: time | None
    """None = the meeting has no hour yet."""
    ends_at: time | None


def planned(agenda: Iterable[AgendaItem], starts_at: time | None) -> tuple[Planned, ...]:
    """The 次第 by the clock, each item after the one before it."""
    if starts_at is None:
        return tuple(Planned(item, None, None) for item in agenda)
    told, at = [], datetime.combine(date.min, starts_at)
    for item in agenda:
        until = at + timedelta(minutes=item.minutes)
        told.append(Planned(item, at.time(), until.time()))
        at = until
    return tuple(told)


def later(at: time, minutes: int) -> time | None:
    """So many minutes later; None = not on that day any more."""
    then = datetime.combine(date.min, at) + timedelta(minutes=minutes)
    return then.time() if then.date() == date.min else None


def minutes_between(begins_at: time | None, ends_at: time | None) -> int | None:
    """How long that is; None = one of the two is not known."""
    if begins_at is None or ends_at is None:
        return None
    apart = datetime.combine(date.min, ends_at) - datetime.combine(date.min, begins_at)
    return int(apart / timedelta(minutes=1))


def current(agenda: Sequence[AgendaItem]) -> int | None:
    """The place of the item that the meeting is at: the last that was begun; None = none was."""
    begun = [(item.begun_at, place) for place, item in enumerate(agenda) if item.begun_at is not None]
    return max(begun)[1] if begun else None


_AGAIN = "（続き）"


def taken_up_again(
    item: AgendaItem, agenda: Sequence[AgendaItem], *, id: RecordId, at: datetime
) -> AgendaItem:
    """An item to which the meeting comes back: one of its own, behind the one it is at, so that what was said before stays where it was said."""
    here = current(agenda)
    place = item.place if here is None else agenda[here].place
    title = f"{item.title.removesuffix(_AGAIN)}{_AGAIN}"
    return AgendaItem(id=id, meeting_id=item.meeting_id, title=title, place=place, begun_at=at)


def spoken_at(agenda: Sequence[AgendaItem], at: datetime | None) -> AgendaItem | None:
    """The item that the meeting was at when something was said; None = before the first, or nobody knows."""
    then = [item for item in agenda if at is not None and item.begun_at is not None and item.begun_at <= at]
    place = current(then)
    return None if place is None else then[place]
