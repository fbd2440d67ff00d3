"""線の道筋: how each line gets from one figure to another without running through people, boxes and text."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, NamedTuple

from jusou_meeting.ecomap.cells import Cells
from jusou_meeting.ecomap.detour import Lattice, beside, pulled_tight, rounded
from jusou_meeting.ecomap.geometry import Box, Point, across, crosses, toward

_STEPS = 8
_BENDS = (0, 36, -36, 64, -64, 96, -96, 132, -132, 176, -176, 230, -230, 300, -300)
"""How far the middle of a line may leave the straight way, the least first."""
_PARALLEL = 22.0
"""Between parallel lines …"""
_ABREAST = 66.0
"""… which together are no broader than a sign."""
_OFF_THE_SHEET = 5000.0
_IN_THE_WAY = 300.0
"""A line that costs more than this runs through somebody: then bends that lean to one end are tried too."""
_SOLID = 1500.0
"""What weighs so much is a figure, what weighs less is words."""
_CORNERS = (22.0, 9.0, 1.0)
"""How far from its corners a detour is rounded off; less where that would cut into a figure."""
_CROSSING = 60.0
_MARGIN = 5.0
_CELL = 64.0
_PACE, _TRACK = 8.0, 10.0
_ABOUT_PARALLEL = 0.25
_ON_ANOTHER = 0.8
"""How bad each unit is for which a line runs on another."""
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
            return _along(self.chain, share * self.length())[0]
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
        return sum(math.dist(a, b) for a, b in pairwise(self.points()))


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


class Obstacle(NamedTuple):
    """What a line should not run through, and how bad it is if it does."""

    owner: str
    box: Box
    weight: float


class Way(NamedTuple):
    """通り道: so many parallel lines from one figure to another."""

    a: End
    b: End
    lines: int = 1
    around: Sequence[Obstacle] = ()
    """What these lines avoid besides what all do."""

    def asides(self) -> list[float]:
        """How far each of them runs beside the middle of all."""
        apart = min(_PARALLEL, _ABREAST / max(1, self.lines - 1))
        return [(place - (self.lines - 1) / 2) * apart for place in range(self.lines)]


class Tracks:
    """跡: where lines run and in which direction, so that no other is laid on them."""

    def __init__(self) -> None:
        self._ways: dict[tuple[float, float], list[tuple[float, float]]] = {}

    def tread(self, points: Sequence[Point], times: Literal[1, -1] = 1) -> None:
        """A line runs here, or no longer does."""
        for x, y, way in _paces(points):
            ways = self._ways.setdefault((x // _TRACK, y // _TRACK), [])
            if times > 0:
                ways.append(way)
            else:
                ways.remove(way)

    def shared(self, points: Sequence[Point]) -> float:
        """How far a line would run on others."""
        return _PACE * sum(
            any(abs(dx * y_way - dy * x_way) < _ABOUT_PARALLEL for x_way, y_way in self._ways[cell])
            for x, y, (dx, dy) in _paces(points)
            if (cell := (x // _TRACK, y // _TRACK)) in self._ways
        )


def _paces(points: Sequence[Point]) -> Iterator[tuple[float, float, tuple[float, float]]]:
    """Points along the way with its direction there."""
    for (x0, y0), (x1, y1) in pairwise(points):
        length = math.hypot(x1 - x0, y1 - y0)
        paces = int(length / _PACE) + 1
        dx, dy = (x1 - x0) / paces, (y1 - y0) / paces
        way = (dx * paces / (length or 1), dy * paces / (length or 1))
        for pace in range(paces):
            yield x0 + dx * (pace + 0.5), y0 + dy * (pace + 0.5), way


class Roads:
    """The lines laid so far, and what the next one must avoid."""

    def __init__(
        self, obstacles: Iterable[Obstacle], family_lines: Iterable[tuple[Point, Point]], field: Box
    ) -> None:
        self._field = field
        self._obstacles = tuple(obstacles)
        self._family = tuple(family_lines)
        self._laid: list[Sequence[Point]] = []
        self._legs: Cells[tuple[Point, Point]] = Cells(_CELL)
        self._tracks = Tracks()
        self._lattice: Lattice | None = None

    def laid(self, ways: Sequence[Way]) -> list[tuple[Route, ...]]:
        """The routes of all of them, in this order; whichever has others in its way is then laid anew: now it knows them all."""
        found = [self._best(way) for way in ways]
        for place, way in enumerate(ways):
            self._tread(found[place], -1)
            if self._price(found[place], way) < _CROSSING / 2:
                self._tread(found[place])
            else:
                found[place] = self._best(way)
        return found

    def _best(self, way: Way) -> tuple[Route, ...]:
        """The best routes for so many parallel lines; they are in the way of those laid after them."""
        routes = self._direct(way)
        if self._is_blocked(routes, way):
            found = ((self._price(routes, way), routes), *self._detours(way))
            routes = min(found, key=lambda found: found[0])[1]
            if way.lines > 1 and self._is_blocked(routes, way):
                return tuple(route for _ in routes for route in self._best(way._replace(lines=1)))
        self._tread(routes)
        return routes

    def _tread(self, routes: Iterable[Route], times: Literal[1, -1] = 1) -> None:
        """Lines were laid here, or taken up."""
        for route in routes:
            points = route.points()
            self._tracks.tread(points, times)
            if self._lattice is not None:
                self._lattice.tread(points, times)
            if times > 0:
                self._laid.append(points)
            else:
                self._laid.remove(points)
            for leg in pairwise(points):
                if times > 0:
                    self._legs.put_along(leg, *leg)
                else:
                    self._legs.take_along(leg, *leg)

    def _direct(self, way: Way) -> tuple[Route, ...]:
        """The straight way, or the bend that has the least in its way."""
        a, b = way.a, way.b
        length = max(60.0, math.dist(a.aim(b.box.middle), b.aim(a.box.middle)))
        best: tuple[float, tuple[Route, ...]] | None = None
        for lean, bends in ((0.5, _BENDS), (0.2, _BENDS[1:]), (0.8, _BENDS[1:])):
            if lean != 0.5 and best is not None and best[0] < _IN_THE_WAY:
                break
            for bend in bends:
                cost = abs(bend) * 0.1 + 150 * (bend / length) ** 2
                if best is not None and cost >= best[0]:
                    break
                routes = tuple(_route(a, b, aside, bend, lean) for aside in way.asides())
                cost += self._price(routes, way, best[0] - cost if best else math.inf)
                if best is None or cost < best[0]:
                    best = cost, routes
        assert best is not None
        return best[1]

    def _price(self, routes: Iterable[Route], way: Way, enough: float = math.inf) -> float:
        """How much is in the way of all of them."""
        cost = 0.0
        for route in routes:
            cost += self._cost(route, way, enough - cost)
        return cost

    def _is_blocked(self, routes: Iterable[Route], way: Way) -> bool:
        """Whether any of them runs through a figure or over words."""
        legs = [leg for route in routes for leg in pairwise(route.points())]
        return any(
            box.crossed_by(*leg)
            for owner, box, _ in (*self._obstacles, *way.around)
            if owner not in (way.a.id, way.b.id)
            for leg in legs
        )

    def _detours(self, way: Way) -> Iterator[tuple[float, tuple[Route, ...]]]:
        """The way round everything, if there is one, with what it costs."""
        a, b = way.a, way.b
        solid = [box for _, box, weight in self._obstacles if weight >= _SOLID]
        text = [box for _, box, weight in self._obstacles if weight < _SOLID]
        if self._lattice is None:
            self._lattice = Lattice(solid, text, self._field)
            for points in self._laid:
                self._lattice.tread(points)
        start, goal, turned = (b, a, True) if a.shape == "outline" else (a, b, False)
        chain = self._lattice.way(
            start.box,
            goal.box,
            at_the_edge=goal.shape == "outline",
            avoiding=[obstacle.box for obstacle in way.around],
        )
        if not chain:
            return
        ends = {a.id, b.id}
        others = [box for owner, box, weight in self._obstacles if weight >= _SOLID and owner not in ends]
        last = goal.on_edge(chain[-1]) if goal.shape == "outline" else goal.box.middle
        chain = pulled_tight([start.box.middle, *chain, last], others, text)
        if turned:
            chain = chain[::-1]
        for reach in _CORNERS:
            routes = tuple(_chained(a, b, beside(chain, aside), reach) for aside in way.asides())
            longer = routes[0].length() - math.dist(chain[0], chain[-1])
            yield 10.0 * len(chain) + 0.1 * longer - 2 * reach + self._price(routes, way), routes

    def _cost(self, route: Route, way: Way, enough: float) -> float:
        """How much is in the way; stops counting when it is enough."""
        points = route.points()
        legs = list(pairwise(points))
        room = span(points)
        cost = 0.0 if self._field.encloses(room) else _OFF_THE_SHEET
        if math.dist(route.start, route.end) < 16:
            cost += 200
        cost += 35 * (way.a.ends_at_text(route.start) + way.b.ends_at_text(route.end))
        for owner, box, weight in (*self._obstacles, *way.around):
            if owner in (way.a.id, way.b.id):
                continue
            if not room.meets(box):
                continue
            if any(box.crossed_by(start, end) for start, end in legs):
                cost += weight
                if cost >= enough:
                    return cost
        if cost < enough:
            crossed = sum(crosses(*leg, *laid) for leg in legs for laid in set(self._legs.near_along(*leg)))
            cost += _CROSSING * crossed
        if cost < enough:
            cost += _ON_ANOTHER * self._tracks.shared(points)
        if cost < enough:
            samples = [route.at(share / 20) for share in range(1, 20)]
            family = [line for line in self._family if room.meets(span(line).grown(10))]
            beside_family = sum(any(_near(point, line) for line in family) for point in samples)
            cost += 14 * max(0, beside_family - 1)
        return cost


def span(points: Sequence[Point]) -> Box:
    """The box that holds them all, with a hair's breadth more, so that it has some area."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Box(min(xs) - 0.01, min(ys) - 0.01, max(xs) + 0.01, max(ys) + 0.01)


def _route(a: End, b: End, aside: float, bend: float, lean: float) -> Route:
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


def _chained(a: End, b: End, way: Sequence[Point], reach: float) -> Route:
    """The way from figure to figure, its corners rounded off."""
    start, end = a.edge(way[0], way[1]), b.edge(way[-1], way[-2])
    return Route(start, end, chain=rounded([start, *way[1:-1], end], reach))


def _near(point: Point, line: tuple[Point, Point], distance: float = 9.0) -> bool:
    (x0, y0), (x1, y1) = line
    box = Box(min(x0, x1) - distance, min(y0, y1) - distance, max(x0, x1) + distance, max(y0, y1) + distance)
    if not box.holds(point):
        return False
    side_x, side_y = across(*line)
    return abs((point[0] - x0) * side_x + (point[1] - y0) * side_y) < distance


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
