"""線の道筋: how each line gets from one figure to another without running through people, boxes and text."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import Literal, NamedTuple

from jusou_meeting.ecomap.detour import rounded
from jusou_meeting.ecomap.geometry import Box, Point, across, toward

_STEPS = 8
_MARGIN = 5.0
_CORNER = 40.0


Shape = Literal["box", "circle", "diamond", "outline"]


class Route(NamedTuple):
    """道筋: a straight line, a bend whose control point pulls its middle aside, or a chain of points round others."""

    start: Point
    end: Point
    control: Point | None = None
    chain: tuple[Point, ...] = ()

    def at(self, share: float) -> Point:
        """The point after this share of the way."""
        if self.chain:
            far = _far(self.chain)
            n = min(max(1, bisect_left(far, share * far[-1])), len(far) - 1)
            return toward(self.chain[n - 1], self.chain[n], share * far[-1] - far[n - 1])
        (x0, y0), (x2, y2) = self.start, self.end
        if self.control is None:
            return x0 + (x2 - x0) * share, y0 + (y2 - y0) * share
        x1, y1 = self.control
        rest = 1 - share
        return (
            rest * rest * x0 + 2 * rest * share * x1 + share * share * x2,
            rest * rest * y0 + 2 * rest * share * y1 + share * share * y2,
        )

    def points(self, steps: int = _STEPS) -> list[Point]:
        """The way as a chain of points."""
        if self.chain:
            return list(self.chain)
        if self.control is None:
            return [self.start, self.end]
        return [self.at(step / steps) for step in range(steps + 1)]

    def reversed(self) -> Route:
        """The same way back."""
        return Route(self.end, self.start, self.control, self.chain[::-1])

    def length(self) -> float:
        """How long the way is."""
        return _far(tuple(self.points()))[-1]


@lru_cache(maxsize=256)
def _far(chain: tuple[Point, ...]) -> tuple[float, ...]:
    """How far along the chain each of its points lies."""
    return tuple(accumulate((math.dist(a, b) for a, b in pairwise(chain)), initial=0.0))


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """端: the figure that a line begins or ends at."""

    id: str
    box: Box
    shape: Shape = "box"
    text: tuple[Box, ...] = ()
    """The rows of issues beside a person; a line that comes from behind them ends there."""

    def aim(self, other: Point) -> Point:
        """The point that a line from there makes for."""
        if self.shape != "outline":
            return self.box.middle
        inner = Box(
            self.box.left + _CORNER,
            self.box.top + _CORNER,
            self.box.right - _CORNER,
            self.box.bottom - _CORNER,
        )
        return self._on_outline(other, inner)

    def _on_outline(self, other: Point, inner: Box) -> Point:
        """The nearest place of the outline, off its corners."""
        if not self.box.holds(other):
            x, y = inner.nearest(other)
            beside_x = max(self.box.left - other[0], other[0] - self.box.right)
            beside_y = max(self.box.top - other[1], other[1] - self.box.bottom)
            if beside_x >= beside_y:
                return (self.box.left if other[0] < self.box.left else self.box.right), y
            return x, (self.box.top if other[1] < self.box.top else self.box.bottom)
        return self.on_edge(inner.nearest(other))

    def on_edge(self, point: Point) -> Point:
        """The nearest point on the sides of the box."""
        x, y = self.box.nearest(point)
        sides = (
            (abs(point[0] - self.box.left), (self.box.left, y)),
            (abs(point[0] - self.box.right), (self.box.right, y)),
            (abs(point[1] - self.box.top), (x, self.box.top)),
            (abs(point[1] - self.box.bottom), (x, self.box.bottom)),
        )
        return min(sides)[1]

    def edge(self, inside: Point, outside: Point) -> Point:
        """Where the way from a point inside to one outside leaves the figure, with a little air."""
        if self.shape == "outline":
            return inside
        middle = self.box.middle
        dx, dy = outside[0] - inside[0], outside[1] - inside[1]
        if dx == dy == 0:
            return inside
        half = self.box.width / 2 + _MARGIN
        off = inside[0] - middle[0], inside[1] - middle[1]
        if self.shape == "circle":
            a, b, c = dx * dx + dy * dy, off[0] * dx + off[1] * dy, off[0] ** 2 + off[1] ** 2 - half * half
            share = (-b + math.sqrt(max(0.0, b * b - a * c))) / a
        elif self.shape == "diamond":
            share = min(
                (half + 2 - (sx * off[0] + sy * off[1])) / slope
                for sx in (1, -1)
                for sy in (1, -1)
                if (slope := sx * dx + sy * dy) > 0
            )
        else:
            half_high = self.box.height / 2 + _MARGIN
            share = min(
                (half - math.copysign(1, dx) * off[0]) / abs(dx) if dx else math.inf,
                (half_high - math.copysign(1, dy) * off[1]) / abs(dy) if dy else math.inf,
            )
        share = min(max(share, 0.0), 1.0)
        found = inside[0] + dx * share, inside[1] + dy * share
        stops = [
            row.grown(3).left_towards(found, outside) for row in self.text if row.crossed_by(found, outside)
        ]
        return max([found, *stops], key=lambda point: math.dist(found, point))

    def ends_at_text(self, point: Point) -> bool:
        """Whether a line that ends here had to stop before the issues."""
        return any(row.grown(3.5).holds(point) for row in self.text)


def span(points: Sequence[Point]) -> Box:
    """The box that holds them all, with a hair's breadth more, so that it has some area."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Box(min(xs) - 0.01, min(ys) - 0.01, max(xs) + 0.01, max(ys) + 0.01)


def bent(a: End, b: End, aside: float, bend: float, lean: float) -> Route:
    """A way so far aside of the direct one; a bend is deepest where it leans, nearer to one end or to the other."""
    from_a, from_b = a.aim(b.box.middle), b.aim(a.box.middle)
    if a.shape == "outline":
        from_a = a.aim(from_b)
    if b.shape == "outline":
        from_b = b.aim(from_a)
    side_x, side_y = across(from_a, from_b)
    start = from_a[0] + side_x * aside, from_a[1] + side_y * aside
    end = from_b[0] + side_x * aside, from_b[1] + side_y * aside
    if not bend:
        return Route(a.edge(start, end), b.edge(end, start))
    control = (
        start[0] + (end[0] - start[0]) * lean + side_x * bend * 2,
        start[1] + (end[1] - start[1]) * lean + side_y * bend * 2,
    )
    return Route(a.edge(start, control), b.edge(end, control), control)


def chained(a: End, b: End, way: Sequence[Point], reach: float) -> Route:
    """The way from figure to figure, its corners rounded off."""
    start, end = a.edge(way[0], way[1]), b.edge(way[-1], way[-2])
    return Route(start, end, chain=rounded([start, *way[1:-1], end], reach))


def zigzag(
    points: Sequence[Point], *, reach: float = 7.0, step: float = 13.0, lead: float = 12.0
) -> list[Point]:
    """The way with teeth: straight at both ends, so that arrowheads and boxes meet a line."""
    length = sum(math.dist(a, b) for a, b in pairwise(points))
    teeth = max(2, round((length - 2 * lead) / step))
    if length < 2 * lead + step:
        lead, teeth = length / 6, 3
    stride = (length - 2 * lead) / teeth
    drawn = [points[0], _along(points, lead)[0]]
    for tooth in range(teeth):
        (x, y), (side_x, side_y) = _along(points, lead + (tooth + 0.5) * stride)
        way = reach if tooth % 2 else -reach
        drawn.append((x + side_x * way, y + side_y * way))
    return [*drawn, _along(points, length - lead)[0], points[-1]]


def _along(points: Sequence[Point], distance: float) -> tuple[Point, Point]:
    """The point after this distance, and the direction across the way there."""
    for a, b in pairwise(points):
        leg = math.dist(a, b)
        if distance <= leg:
            return toward(a, b, distance), across(a, b)
        distance -= leg
    return points[-1], across(*points[-2:])
