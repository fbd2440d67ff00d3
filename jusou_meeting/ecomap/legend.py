"""凡例: an explanation of every sign that is on the map, and of no other."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from jusou_meeting.ecomap.geometry import Box
from jusou_meeting.ecomap.notation import ENTRY_OF_BOND, LINES, SMALLEST, Entry
from jusou_meeting.ecomap.text_width import text_width

_ROW = 28.0
_CLOSE_ROW = 21.0
_EDGE = 14.0
HEADING = 52.0
"""Before the first item stands the word 凡例."""
REACH = 10.0
"""No sign and no word is further than this above or below the middle of its row."""
_FROM_BELOW = 44.0
"""From the lower edge of the sheet up to the first row; there is room for two."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LegendItem:
    """凡例の一項目: a specimen in a room of its own, and the word beside it."""

    entry: Entry
    x: float
    y: float
    room: float
    """The width of the specimen; the word begins after it."""


def legend(entries: Collection[Entry], sheet: Box) -> tuple[LegendItem, ...]:
    """The items side by side in the order of the notation, in as many rows as they need, at the foot of the sheet.

    They stand closer where two rows do not hold them, and so do the rows where these still do not: a higher sheet would be
    drawn in smaller letters.
    """
    for gap in (18, 9):
        items = _set_out(entries, sheet, gap=gap, row=_ROW)
        if not items or items[-1].y <= sheet.bottom - _FROM_BELOW + _ROW:
            return items
    return _set_out(entries, sheet, gap=9, row=_CLOSE_ROW, up=9.5)


def _set_out(
    entries: Collection[Entry], sheet: Box, *, gap: float, row: float, up: float = 0
) -> tuple[LegendItem, ...]:
    items = []
    left = sheet.left + _EDGE + HEADING
    x, y = left, sheet.bottom - _FROM_BELOW - up
    for entry in Entry:
        if entry not in entries:
            continue
        room = _room(entry)
        wide = room + 7 + text_width(entry.label, SMALLEST)
        if x + wide > sheet.right - _EDGE:
            x, y = left, y + row
        items.append(LegendItem(entry=entry, x=x, y=y, room=room))
        x += wide + gap
    return tuple(items)


def _room(entry: Entry) -> float:
    if entry is Entry.FAMILY or entry in ENTRY_OF_BOND.values() or entry is Entry.CUSTODY:
        return 30.0
    if entry in LINES:
        return 44.0
    if entry in (Entry.OWNED_ISSUE, Entry.OPEN_ISSUE):
        return 2 * REACH
    if entry in (
        Entry.HOUSEHOLD,
        Entry.ELSEWHERE,
        Entry.OUTSIDER,
        Entry.CONSIDERED,
        Entry.UNCONNECTED,
        Entry.PAST,
        Entry.FOLDED,
    ):
        return 36.0
    return 28.0 if entry is Entry.ROLE_NUMBER else 22.0
