"""道: the lines laid so far, and the way of the next one between them, round people, boxes and words."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

from jusou_meeting.ecomap.cells import Cells, Tracks
from jusou_meeting.ecomap.detour import Lattice, beside, pulled_tight
from jusou_meeting.ecomap.geometry import Box, Point, across, crosses
from jusou_meeting.ecomap.route import End, Route, bent, chained, span

_BENDS = (0, 36, -36, 64, -64, 96, -96, 132, -132, 176, -176, 230, -230, 300, -300)
"""How far the middle of a line may leave the straight way, the least first."""
_PARALLEL = 22.0
"""Between parallel lines …"""
_ABREAST = 66.0
"""… which together are no broader than a sign."""
_LANE = 4.0
"""A line that must leave its lane for the room of others comes nearer to the middle by halves, until so near."""
_OFF_THE_SHEET = 5000.0
_IN_THE_WAY = 900.0
"""A line that costs so much runs through somebody: then bends that lean to one end are tried too."""
_SOLID = 1500.0
"""What weighs so much is a figure, what weighs less is words."""
_CORNERS = (22.0, 9.0, 1.0)
"""How far from its corners a detour is rounded off; less where that would cut into a figure."""
_CROSSING = 60.0
_CELL = 64.0
_ON_ANOTHER = 0.8
"""How bad each unit is for which a line runs on another."""


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
    aside: float = 0.0
    """How far the middle of all runs beside the way from figure to figure."""

    def asides(self) -> list[float]:
        """How far each of them runs beside that way."""
        apart = min(_PARALLEL, _ABREAST / max(1, self.lines - 1))
        return [self.aside + (place - (self.lines - 1) / 2) * apart for place in range(self.lines)]

    def one_by_one(self) -> Iterator[Way]:
        """Each of them by itself, none of them in the lane of another."""
        for aside in self.asides():
            yield self._replace(lines=1, aside=aside)


class Roads:
    """The lines laid so far, and what the next one must avoid."""

    def __init__(
        self, obstacles: Iterable[Obstacle], family_lines: Iterable[tuple[Point, Point]], field: Box
    ) -> None:
        self._field = field
        self._obstacles = tuple(obstacles)
        self._family = [(line, span(line).grown(10)) for line in family_lines]
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
            if self._is_blocked(routes, way):
                if way.lines > 1:
                    return tuple(route for single in way.one_by_one() for route in self._best(single))
                if way.aside:
                    return self._best(way._replace(aside=way.aside / 2 if abs(way.aside) > _LANE else 0.0))
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
                routes = tuple(bent(a, b, aside, bend, lean) for aside in way.asides())
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
            routes = tuple(chained(a, b, beside(chain, aside), reach) for aside in way.asides())
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
        family = [line for line, its_room in self._family if room.meets(its_room)]
        if cost < enough and family:
            samples = [route.at(share / 20) for share in range(1, 20)]
            beside_family = sum(any(_near(point, line) for line in family) for point in samples)
            cost += 14 * max(0, beside_family - 1)
        return cost


def _near(point: Point, line: tuple[Point, Point], distance: float = 9.0) -> bool:
    (x0, y0), (x1, y1) = line
    box = Box(min(x0, x1) - distance, min(y0, y1) - distance, max(x0, x1) + distance, max(y0, y1) + distance)
    if not box.holds(point):
        return False
    side_x, side_y = across(*line)
    return abs((point[0] - x0) * side_x + (point[1] - y0) * side_y) < distance
