"""図形の計算: points, boxes and segments of the map, in map units."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Point = tuple[float, float]
Leg = tuple[Point, Point]
"""線分: a straight piece of a line, from point to point."""


class Box(NamedTuple):
    """An upright rectangle by its sides."""

    left: float
    top: float
    right: float
    bottom: float

    @classmethod
    def around(cls, middle: Point, width: float, height: float) -> Box:
        """The box of this size with this middle."""
        x, y = middle
        return cls(x - width / 2, y - height / 2, x + width / 2, y + height / 2)

    @property
    def width(self) -> float:
        """From side to side."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From top to bottom."""
        return self.bottom - self.top

    @property
    def middle(self) -> Point:
        """The point where the diagonals cross."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    def grown(self, by: float) -> Box:
        """The same box with so much more on each side."""
        return Box(self.left - by, self.top - by, self.right + by, self.bottom + by)

    def moved(self, x: float, y: float) -> Box:
        """The same box elsewhere."""
        return Box(self.left + x, self.top + y, self.right + x, self.bottom + y)

    def joined(self, other: Box) -> Box:
        """The smallest box that holds both."""
        return Box(
            min(self.left, other.left),
            min(self.top, other.top),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
        )

    def overlap(self, other: Box) -> float:
        """The area that both cover."""
        if not self.meets(other):
            return 0.0
        width = min(self.right, other.right) - max(self.left, other.left)
        return width * (min(self.bottom, other.bottom) - max(self.top, other.top))

    def meets(self, other: Box) -> bool:
        """Whether they share any area."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def holds(self, point: Point) -> bool:
        """Whether the point lies in it."""
        return self.left <= point[0] <= self.right and self.top <= point[1] <= self.bottom

    def encloses(self, other: Box) -> bool:
        """Whether the other lies wholly in it."""
        return (
            self.left <= other.left
            and other.right <= self.right
            and self.top <= other.top
            and other.bottom <= self.bottom
        )

    def held_in(self, field: Box, at: Point) -> Point:
        """The place nearest to the wanted one where this box (around its middle) lies wholly in the field."""
        x = min(max(at[0], field.left - self.left), field.right - self.right)
        y = min(max(at[1], field.top - self.top), field.bottom - self.bottom)
        return round(x, 1), round(y, 1)

    def brought_into(self, field: Box) -> Box:
        """The same box, moved no further than needed to lie in the field."""
        return self.moved(*self.held_in(field, (0, 0)))

    def nearest(self, point: Point) -> Point:
        """The point of the box that lies nearest."""
        return min(max(point[0], self.left), self.right), min(max(point[1], self.top), self.bottom)

    def left_towards(self, inside: Point, outside: Point) -> Point:
        """Where the way from a point inside or before it to one outside finally leaves it."""
        dx, dy = outside[0] - inside[0], outside[1] - inside[1]
        x_side = self.right if dx > 0 else self.left
        y_side = self.bottom if dy > 0 else self.top
        share = min(
            (x_side - inside[0]) / dx if dx else math.inf,
            (y_side - inside[1]) / dy if dy else math.inf,
            1.0,
        )
        return inside[0] + dx * share, inside[1] + dy * share

    def crossed_by(self, start: Point, end: Point) -> bool:
        """Whether the segment runs through it (Liang and Barsky 1984)."""
        left, top, right, bottom = self
        (x, y), (x_end, y_end) = start, end
        if (
            (x < left and x_end < left)
            or (x > right and x_end > right)
            or (y < top and y_end < top)
            or (y > bottom and y_end > bottom)
        ):
            return False
        enters, leaves = 0.0, 1.0
        for way, low, high in ((x_end - x, left - x, right - x), (y_end - y, top - y, bottom - y)):
            if way:
                one, other = (low / way, high / way) if way > 0 else (high / way, low / way)
                enters = one if one > enters else enters
                leaves = other if other < leaves else leaves
        return enters < leaves

    def cut_by(self, points: Sequence[Point]) -> bool:
        """Whether a chain of points runs through it."""
        return any(map(self.crossed_by, points, points[1:]))


def crosses(a: Point, b: Point, c: Point, d: Point) -> bool:
    """Whether segment ab properly crosses segment cd."""
    return bool(crossed((a, b), [(c, d)]))


def crossed(leg: Leg, others: Iterable[Leg]) -> set[Leg]:
    """Those of the other segments that this one properly crosses."""
    (ax, ay), (bx, by) = leg
    abx, aby = bx - ax, by - ay
    found = set()
    for other in others:
        (cx, cy), (dx, dy) = other
        if (abx * (cy - ay) - aby * (cx - ax)) * (abx * (dy - ay) - aby * (dx - ax)) < 0:
            cdx, cdy = dx - cx, dy - cy
            if (cdx * (ay - cy) - cdy * (ax - cx)) * (cdx * (by - cy) - cdy * (bx - cx)) < 0:
                found.add(other)
    return found


def toward(start: Point, end: Point, distance: float) -> Point:
    """The point so far from the start in the direction of the end."""
    length = math.dist(start, end) or 1.0
    share = distance / length
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share


def across(start: Point, end: Point) -> Point:
    """The unit vector at a right angle to the way from start to end."""
    length = math.dist(start, end) or 1.0
    return -(end[1] - start[1]) / length, (end[0] - start[0]) / length


WIDTH, HEIGHT = 1600.0, 900.0
"""The usual sheet: the shape of a projector's picture."""
_ROUND_THE_FIELD = Box(-10, -52, 10, 64)
"""The margins of the sheet, with the caption above the field and the legend under it."""


def field_of(scale: float) -> Box:
    """The part of a sheet of this size between its caption and its legend, in which everything has its place."""
    margin = _ROUND_THE_FIELD
    return Box(-margin.left, -margin.top, WIDTH * scale - margin.right, HEIGHT * scale - margin.bottom)


def sheet_of(field: Box) -> Box:
    """The sheet round this field."""
    return Box(*(side + margin for side, margin in zip(field, _ROUND_THE_FIELD, strict=True)))


FIELD = field_of(1.0)
"""The field of the usual sheet."""


@cache
def _spots(width: int, height: int, steep: float) -> tuple[Point, ...]:
    """Steps away from a place, the nearest first; steps up and down count more where it is steep."""
    across, down = (range(-size // 20 * 20, size + 1, 20) for size in (width, height))
    steps = ((dx, dy) for dx in across for dy in down)
    return tuple(sorted(steps, key=lambda step: (step[0] ** 2 + (steep * step[1]) ** 2, step)))


_A_FEW = 400
"""Places are looked at so many at once, before all others are."""


@cache
def _all_spots(width: int, height: int, steep: float) -> NDArray[np.float64]:
    return np.array(_spots(width, height, steep), dtype=float)


def nearest_free(
    box: Box,
    wanted: Point,
    taken: Sequence[Box],
    field: Box,
    suits: Callable[[Box], bool] = lambda there: True,
    *,
    steep: float = 1.0,
) -> Point | None:
    """The place nearest to the wanted one where the box (around its middle) meets nothing and suits, if there is any."""
    home = field.nearest(wanted)
    size = int(field.width), int(field.height), steep
    for x, y in _free(box, np.add(_all_spots(*size), home), taken, field):
        if suits(box.moved(x, y)):
            return round(x, 1), round(y, 1)
    return None


def _free(box: Box, places: NDArray[np.float64], taken: Sequence[Box], field: Box) -> Iterator[Point]:
    """Those of the places where the box meets nothing in the field, a few looked at first since most often one of them will do."""
    for some in (places[:_A_FEW], places[_A_FEW:]):
        x, y = some.T
        inside = (field.left <= box.left + x) & (box.right + x <= field.right)
        inside &= (field.top <= box.top + y) & (box.bottom + y <= field.bottom)
        x, y = some[inside].T
        free = np.ones(len(x), dtype=bool)
        for other in taken:
            beside = (box.left + x >= other.right) | (other.left >= box.right + x)
            free &= beside | (box.top + y >= other.bottom) | (other.top >= box.bottom + y)
        yield from ((float(a), float(b)) for a, b in zip(x[free], y[free], strict=True))
