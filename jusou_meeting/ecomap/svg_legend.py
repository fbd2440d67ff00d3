"""凡例を描く: a specimen of each sign with the word that explains it."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import Element

from jusou_meeting.agency import InvolvementStatus
from jusou_meeting.ecomap import svg_element as draw
from jusou_meeting.ecomap.family_tie import Bond
from jusou_meeting.ecomap.figure import Badge, Lettering
from jusou_meeting.ecomap.geometry import Box
from jusou_meeting.ecomap.legend import HEADING, REACH, LegendItem
from jusou_meeting.ecomap.notation import (
    BORDERS,
    CLIENT_TINT,
    ELSEWHERE_LINE,
    ENTRY_OF_BOND,
    ENTRY_OF_DIFFERENCE,
    ENTRY_OF_STATUS,
    HOUSEHOLD_LINE,
    HOUSEHOLD_TINT,
    INK,
    LINES,
    PAPER,
    SMALLEST,
    TINT_OF_DIFFERENCE,
    DeceasedMark,
    Entry,
    LineStyle,
    Preset,
    Sign,
    style_of,
)
from jusou_meeting.ecomap.route import Route, zigzag
from jusou_meeting.ecomap.svg_sign import (
    paint_badge,
    paint_bond,
    paint_head,
    paint_mark,
    paint_note,
    paint_shape,
    paint_stroke,
)
from jusou_meeting.vocabulary import RecordId

_SIGN_OF_ENTRY = {
    Entry.MALE: Sign.SQUARE,
    Entry.FEMALE: Sign.CIRCLE,
    Entry.UNKNOWN_SEX: Sign.DIAMOND,
    Entry.UNBORN: Sign.TRIANGLE,
    Entry.ANIMAL: Sign.HEXAGON,
    Entry.CLIENT: Sign.SQUARE,
    Entry.DECEASED: Sign.SQUARE,
}

_HALF = {Entry.UNKNOWN_SEX: 8.7, Entry.UNBORN: 7.9}
"""Of the signs with a point above."""

_BOND_OF_ENTRY = {entry: bond for bond, entry in ENTRY_OF_BOND.items()}

_OUTLINES = {Entry.HOUSEHOLD: HOUSEHOLD_LINE, Entry.ELSEWHERE: ELSEWHERE_LINE}

_AGENCY = BORDERS[InvolvementStatus.ENGAGED]

_DIFFERENCE_OF_ENTRY = {entry: mark for mark, entry in ENTRY_OF_DIFFERENCE.items()}

_STATUS_OF_ENTRY = {entry: status for status, entry in ENTRY_OF_STATUS.items()}


def paint_legend(root: Element, items: Sequence[LegendItem], preset: Preset) -> None:
    """凡例, if there is anything to explain."""
    if not items:
        return
    group = draw.element(root, "g")
    draw.text(group, Lettering("凡例", items[0].x - HEADING, items[0].y, SMALLEST, bold=True, anchor="start"))
    for item in items:
        _specimen(group, item, preset)
        draw.text(
            group, Lettering(item.entry.label, item.x + item.room + 7, item.y, SMALLEST, anchor="start")
        )


def _specimen(parent: Element, item: LegendItem, preset: Preset) -> None:
    entry, x, y = item.entry, item.x, item.y
    middle = x + item.room / 2, y
    if entry in _SIGN_OF_ENTRY:
        half = _HALF.get(entry, 8.5)
        blackened = entry is Entry.DECEASED and preset.deceased is DeceasedMark.FILLED
        tint = INK if blackened else CLIENT_TINT if entry is Entry.CLIENT else PAPER
        paint_shape(parent, _SIGN_OF_ENTRY[entry], half, at=middle, fill=tint, stroke=INK, stroke_width=1.8)
        if entry is Entry.CLIENT:
            paint_shape(parent, Sign.SQUARE, half - 3.5, at=middle, fill="none", stroke=INK, stroke_width=1.2)
        if entry is Entry.DECEASED and not blackened:
            for way in (1, -1):
                ends = (middle[0] - half, y - half * way), (middle[0] + half, y + half * way)
                draw.stroke(parent, ends, LineStyle(ink=INK, width=1.6))
    elif entry is Entry.ROLE_NUMBER:
        draw.text(parent, Lettering("№1", *middle, SMALLEST))
    elif entry is Entry.NOTED:
        paint_note(parent, middle)
    elif entry is Entry.KEY_PERSON:
        draw.text(parent, Lettering("★", *middle, 18))
    elif entry in _BOND_OF_ENTRY or entry is Entry.CUSTODY:
        _family_specimen(parent, item, preset)
    elif entry in LINES:
        style = style_of(entry, preset)
        tip = x + item.room
        points = [(x, y), (tip - (10 if entry is Entry.ARROW else 0), y)]
        paint_stroke(parent, zigzag(points, reach=6, step=10, lead=5) if style.zigzag else points, style)
        if entry is Entry.ARROW:
            paint_head(parent, (tip, y), (x, y), 13, style.ink)
        if style.mark:
            paint_mark(parent, Route((x, y), (tip, y)), 0.5, style, reach=7)
    elif entry is Entry.FOLDED:
        box = Box.around(middle, item.room - 6, 14)
        for at in (box.moved(2, -2), box.moved(-2, 2)):
            draw.rect(parent, at, rx=5, fill=PAPER, **draw.pen(_AGENCY))
    elif entry is Entry.OUTSIDER:
        draw.rect(parent, Box.around(middle, item.room - 2, 17), rx=8.5, fill=PAPER, **draw.pen(_AGENCY))
    elif entry in _DIFFERENCE_OF_ENTRY:
        mark = _DIFFERENCE_OF_ENTRY[entry]
        draw.rect(parent, Box.around(middle, item.room, 2 * REACH), rx=5, fill=TINT_OF_DIFFERENCE[mark])
        draw.text(parent, Lettering(mark.sign, *middle, SMALLEST, bold=True))
    elif entry in (Entry.OWNED_ISSUE, Entry.OPEN_ISSUE):
        paint_badge(parent, Badge(RecordId(""), 1, entry is Entry.OWNED_ISSUE, *middle), radius=REACH - 1)
    else:
        style = _OUTLINES.get(entry) or BORDERS[_STATUS_OF_ENTRY[entry]]
        fill = HOUSEHOLD_TINT if entry is Entry.HOUSEHOLD else PAPER
        draw.rect(parent, Box.around(middle, item.room - 2, 17), rx=5, fill=fill, **draw.pen(style))


def _family_specimen(parent: Element, item: LegendItem, preset: Preset) -> None:
    left, right, y = item.x, item.x + item.room, item.y
    middle = (left + right) / 2
    if item.entry is Entry.CUSTODY:
        couple = (left, y - 2), (right, y - 2)
        paint_bond(parent, Bond.DIVORCED, couple, (middle - 6, y - 2), preset, reach=7)
        paint_bond(parent, Bond.BIRTH, ((right - 5, y - 2), (right - 5, y + REACH)), None, preset)
    elif item.entry in (Entry.TWINS, Entry.IDENTICAL_TWINS):
        bond = _BOND_OF_ENTRY[item.entry]
        paint_bond(
            parent, bond, ((middle - 11, y + 9), (middle, y - 8.5), (middle + 11, y + 9)), None, preset
        )
        if item.entry is Entry.IDENTICAL_TWINS:
            paint_bond(parent, bond, ((middle - 5.5, y), (middle + 5.5, y)), None, preset)
    else:
        bond = _BOND_OF_ENTRY[item.entry]
        paint_bond(parent, bond, ((left, y), (right, y)), (middle, y), preset, reach=9)
