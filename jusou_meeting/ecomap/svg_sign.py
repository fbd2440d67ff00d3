"""記号を描く: the shapes that both the map and its legend are made of."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from xml.etree.ElementTree import Element

from jusou_meeting.ecomap import svg_element as draw
from jusou_meeting.ecomap.family_tie import Bond
from jusou_meeting.ecomap.figure import BADGE, Badge, Lettering
from jusou_meeting.ecomap.geometry import Box, Point, across, toward
from jusou_meeting.ecomap.notation import (
    BESIDE_ADOPTED,
    INK,
    NAVY,
    PAPER,
    SMALLEST,
    STROKES_ACROSS,
    LineStyle,
    Mark,
    Preset,
    Sign,
    family_style,
)
from jusou_meeting.ecomap.route import Route

_HIGH = math.sqrt(0.75)
_ACROSS = 11.0
"""How far a stroke across a line reaches to each side of it; ？ has a disc a little larger."""

_CORNERS = {
    Sign.DIAMOND: ((0, -1), (1, 0), (0, 1), (-1, 0)),
    Sign.TRIANGLE: ((0, -1), (1, 1), (-1, 1)),
    Sign.HEXAGON: ((-1, 0), (-0.5, -_HIGH), (0.5, -_HIGH), (1, 0), (0.5, _HIGH), (-0.5, _HIGH)),
}

INSET = {Sign.SQUARE: 5.0, Sign.CIRCLE: 5.0, Sign.DIAMOND: 7.0, Sign.TRIANGLE: 8.0, Sign.HEXAGON: 6.0}

TO_THE_CORNER = {
    Sign.SQUARE: 1.0,
    Sign.CIRCLE: math.sqrt(0.5),
    Sign.DIAMOND: 0.5,
    Sign.TRIANGLE: 0.6,
    Sign.HEXAGON: 0.62,
}


def paint_shape(
    parent: Element, sign: Sign, half: float, *, at: Point = (0, 0), **attributes: str | float
) -> None:
    """The outline of a person's sign around a point."""
    x, y = at
    if sign is Sign.CIRCLE:
        draw.element(parent, "circle", cx=x, cy=y, r=half, **attributes)
    elif sign is Sign.SQUARE:
        draw.rect(parent, Box.around(at, 2 * half, 2 * half), **attributes)
    else:
        corners = [(x + half * dx, y + half * dy) for dx, dy in _CORNERS[sign]]
        draw.element(parent, "path", d=draw.path(corners) + " Z", stroke_linejoin="miter", **attributes)


def paint_stroke(parent: Element, points: Sequence[Point], style: LineStyle) -> None:
    """A line through these points, with its inside left white where it is double."""
    strokes = (style, replace(style, ink=PAPER, width=style.width - 4.4)) if style.double else (style,)
    for each in strokes:
        draw.element(
            parent, "path", d=draw.path(points), fill="none", stroke_linejoin="round", **draw.pen(each)
        )


def paint_bond(
    parent: Element,
    bond: Bond,
    points: Sequence[Point],
    mark_at: Point | None,
    preset: Preset,
    *,
    reach: float = _ACROSS,
) -> None:
    """One stroke of the family, as its bond is drawn; `mark_at` is where the strokes across it stand."""
    paint_stroke(parent, points, family_style(bond, preset))
    if bond is Bond.ADOPTED:
        side_x, side_y = across(points[0], points[-1])
        draw.stroke(parent, [(x + 5 * side_x, y + 5 * side_y) for x, y in points], BESIDE_ADOPTED)
    if mark_at is not None:
        _strokes_across(parent, mark_at, STROKES_ACROSS.get(bond, 0), reach)


def _strokes_across(parent: Element, at: Point, count: int, reach: float) -> None:
    x, y = at
    lean = reach * 5 / _ACROSS
    for place in range(count):
        middle = x + (place - (count - 1) / 2) * 9
        draw.stroke(
            parent, ((middle - lean, y + reach), (middle + lean, y - reach)), LineStyle(ink=INK, width=2.2)
        )


def paint_note(parent: Element, at: Point) -> None:
    """A small sheet with a folded corner: there is a note, to be read where it is chosen."""
    x, y = at
    wide, high, fold = 7.0, 9.0, 5.0
    sheet = [
        (x - wide, y - high),
        (x + wide - fold, y - high),
        (x + wide, y - high + fold),
        (x + wide, y + high),
        (x - wide, y + high),
    ]
    draw.element(parent, "path", d=draw.path(sheet) + " Z", fill=PAPER, stroke=INK, stroke_width=1.4)
    for line in (-1.0, 3.0):
        ends = (x - wide + 3, y + line), (x + wide - 3, y + line)
        draw.stroke(parent, ends, LineStyle(ink=INK, width=1.2))


def paint_badge(parent: Element, badge: Badge, *, radius: float = BADGE - 1) -> None:
    """A filled disc when somebody carries the issue, a dashed ring when nobody does."""
    paint: dict[str, str | float] = (
        {"fill": NAVY, "stroke": NAVY, "stroke_width": 1.6}
        if badge.owned
        else {"fill": PAPER, "stroke": INK, "stroke_width": 1.8, "stroke_dasharray": "4 3"}
    )
    draw.element(parent, "circle", cx=badge.x, cy=badge.y, r=radius, **paint)
    size = SMALLEST if badge.number < 100 else 12.0
    ink = PAPER if badge.owned else INK
    draw.text(parent, Lettering(str(badge.number), badge.x, badge.y, size, bold=True, ink=ink))


def paint_head(parent: Element, tip: Point, back: Point, size: float, ink: str) -> None:
    """The head of an arrow with its tip here, pointing away from `back`."""
    base = toward(tip, back, size)
    side_x, side_y = across(tip, back)
    wide = size * 0.42
    corners = (
        tip,
        (base[0] + side_x * wide, base[1] + side_y * wide),
        (base[0] - side_x * wide, base[1] - side_y * wide),
    )
    draw.element(parent, "path", d=draw.path(corners) + " Z", fill=ink)


def paint_mark(
    parent: Element, route: Route, share: float, style: LineStyle, *, reach: float = _ACROSS
) -> None:
    """？ in a disc for a tie that is missing, two strokes across a line that was cut."""
    x, y = route.at(share)
    if style.mark is Mark.MISSING:
        draw.element(
            parent, "circle", cx=x, cy=y, r=reach + 2, fill=PAPER, stroke=style.ink, stroke_width=1.6
        )
        draw.text(parent, Lettering("?", x, y, SMALLEST, bold=True, ink=style.ink))
        return
    before, after = route.at(max(0.0, share - 0.02)), route.at(min(1.0, share + 0.02))
    side_x, side_y = across(before, after)
    for offset in (-4.5, 4.5):
        middle = toward((x, y), after, offset)
        lean = toward((0, 0), (after[0] - before[0], after[1] - before[1]), 5)
        ends = (
            (middle[0] - side_x * reach - lean[0], middle[1] - side_y * reach - lean[1]),
            (middle[0] + side_x * reach + lean[0], middle[1] + side_y * reach + lean[1]),
        )
        draw.stroke(parent, ends, LineStyle(ink=INK, width=2.4))
