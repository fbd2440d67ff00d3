"""凡例: an explanation of every sign that is on the map, and of no other."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from jusou_meeting.ecomap.figure import BADGE
from jusou_meeting.ecomap.notation import LINES, Entry
from jusou_meeting.ecomap.text_width import text_width

TOP = 857.0
SIZE = 15.0
_ROW = 26.0
_LEFT, _RIGHT = 14.0, 1590.0
_HEADING = 48.0


@dataclass(frozen=True, slots=True, kw_only=True)
class LegendItem:
    """凡例の一項目: a specimen in a room of its own, and the word beside it."""

    entry: Entry
    x: float
    y: float
    room: float
    """The width of the specimen; the word begins after it."""


def legend(entries: Collection[Entry], *, top: float = TOP) -> tuple[LegendItem, ...]:
    """The items side by side in the order of the notation, in as many rows as they need, from this height on."""
    items = []
    x, y = _LEFT + _HEADING, top
    for entry in Entry:
        if entry not in entries:
            continue
        room = _room(entry)
        wide = room + 7 + text_width(entry.label, SIZE)
        if x + wide > _RIGHT:
            x, y = _LEFT + _HEADING, y + _ROW
        items.append(LegendItem(entry=entry, x=x, y=y, room=room))
        x += wide + 20
    return tuple(items)


def _room(entry: Entry) -> float:
    if entry is Entry.FAMILY:
        return 30.0
    if entry in LINES:
        return 50.0
    if entry in (Entry.OWNED_ISSUE, Entry.OPEN_ISSUE):
        return 2 * BADGE
    if entry in (Entry.HOUSEHOLD, Entry.CONSIDERED, Entry.UNCONNECTED, Entry.PAST):
        return 36.0
    return 22.0
