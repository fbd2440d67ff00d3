"""道: the lines laid so far, and the way of the next one between them, round people, boxes and words."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import pairwise, product, takewhile
from typing import Literal, NamedTuple

from jusou_meeting.ecomap.cells import Cells, Tracks
from jusou_meeting.ecomap.detour import Lattice, beside, pulled_tight
from jusou_meeting.ecomap.geometry import Box, Point, across, crosses
from jusou_meeting.ecomap.line_words import Words
from jusou_meeting.ecomap.route import End, Route, bent, chained, span


class _Shape(NamedTuple):
    """How far the middle of a line may leave the straight way (the least first), at which share of the way it bends, and
    how far it runs beside the way from middle to middle as a whole."""

    bends: Sequence[int]
    lean: float = 0.5
    shift: int = 0


_BENDS = (0, 36, -36, 64, -64, 96, -96, 132, -132, 176, -176, 230, -230, 300, -300)
_SHIFTS = (0, 14, -14)
_UPRIGHT = _Shape(_BENDS)
_LEANING = (_Shape(_BENDS[1:], lean=0.2), _Shape(_BENDS[1:], lean=0.8))
_SHIFTED = tuple(_Shape(_BENDS, shift=shift) for shift in _SHIFTS[1:])
_CORNERS = (22.0, 9.0, 1.0)
"""How far from its corners a detour is rounded off; less where that would cut into a figure."""
_PARALLEL = 22.0
"""Between parallel lines …"""
_ABREAST = 66.0
"""… which together are no broader than a sign."""
_NEARER = (1.0, 0.5, 0.0, -0.5)
"""Which shares of its distance from the middle a line tries that cannot run abreast of the others."""
_CELL = 64.0

_OFF_THE_SHEET = 1e6
"""How bad it is that a line leaves the sheet, …"""
_GRAZED = 1000.0
"""… that it runs through the air around a figure, …"""
_NO_ROOM = 400.0
"""… that there is no place for what is said on it, …"""
_CLOSE_BY = 400.0
"""(which is sought no further from the best one)"""
_AT_TEXT = 300.0
"""… that it stops before the issues beside a person and does not reach them, …"""
_CROSSING = 60.0
"""… that it crosses another, …"""
_ON_ANOTHER = 2.0
"""… each unit for which it runs on another, …"""
_ON_THE_FAMILY = 1.5
"""… each for which it runs on a line of the family …"""
_UNDER_ITS_TWIN = 80.0
"""… and each of nineteen places at which it can hardly be told from another between the same two."""
_IN_THE_WAY = 900.0
"""A line that costs so much runs through somebody: then bends that lean to one end are tried too."""
_SOME_WAY = 24.0
"""A line that runs so far on others is shifted."""
_SOLID = 1500.0
"""What weighs so much is a figure, what weighs less is words."""


class Obstacle(NamedTuple):
    """What a line should not run through, and how bad it is if it does."""

    owner: str
    box: Box
    weight: float
    air: float = 0.0
    """How much of the box is only air on each side of it; through that runs a line which has no other way."""


class Way(NamedTuple):
    """通り道: parallel lines from one figure to another, by what is said on each of them."""

    a: End
    b: End
    words: tuple[Words | None, ...] = (None,)
    around: Sequence[Obstacle] = ()
    """What these lines avoid besides what all do."""
    aside: float = 0.0
    """How far the middle of all runs beside the way from figure to figure."""
    twins: tuple[Route, ...] = ()
    """Lines between the same two that are laid already; this one must be seen beside them."""

    def asides(self) -> list[float]:
        """How far each of them runs beside that way."""
        lines = len(self.words)
        apart = min(_PARALLEL, _ABREAST / max(1, lines - 1))
        return [self.aside + (place - (lines - 1) / 2) * apart for place in range(lines)]


class Roads:
    """The lines laid so far, and what the next one must avoid."""

    def __init__(
        self, obstacles: Iterable[Obstacle], family_lines: Iterable[tuple[Point, Point]], field: Box
    ) -> None:
        self._field = field
        self._obstacles = tuple(obstacles)
        self._figures = [obstacle for obstacle in self._obstacles if obstacle.weight >= _SOLID]
        self._texts = [obstacle.box for obstacle in self._obstacles if obstacle.weight < _SOLID]
        self._standing: Cells[Obstacle] = Cells(_CELL)
        for obstacle in self._obstacles:
            self._standing.put(obstacle, obstacle.box)
        self._family = Tracks()
        for line in family_lines:
            self._family.tread(line)
        self._laid: list[Sequence[Point]] = []
        self._legs: Cells[tuple[Point, Point]] = Cells(_CELL)
        self._tracks = Tracks()
        self._lattice: Lattice | None = None
        self._chains: dict[tuple[str, str], list[Point]] = {}
        self._edges: Sequence[Box] = ()

    def laid(self, ways: Sequence[Way]) -> list[tuple[Route, ...]]:
        """The routes of all of them, in this order; whichever has others in its way is then laid anew: now it knows them all."""
        self._edges = list({end.box for way in ways for end in (way.a, way.b) if end.shape == "outline"})
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
        _, routes = self._cheapest(way)
        if len(way.words) > 1 and self._is_blocked(routes, way):
            return self._one_by_one(way)
        self._tread(routes)
        return routes

    def _one_by_one(self, way: Way) -> tuple[Route, ...]:
        """Each by itself, nearer to the middle where there is no room for all abreast, and none under another."""
        laid: tuple[Route, ...] = ()
        for words, aside in zip(way.words, way.asides(), strict=True):
            single = way._replace(words=(words,), twins=laid)
            tried = (self._cheapest(single._replace(aside=aside * share)) for share in _NEARER)
            _, routes = min(tried, key=lambda found: found[0])
            self._tread(routes)
            laid += routes
        return laid

    def _cheapest(self, way: Way) -> tuple[float, tuple[Route, ...]]:
        """The direct routes, or those round what is in their way, with what they cost."""
        routes = self._direct(way)
        found = self._price(routes, way), routes
        if (
            self._is_blocked(routes, way)
            or any(_stops_at_text(route, way) for route in routes)
            or not self._have_room(routes, way)
        ):
            return self._round(way, found)
        return found

    def _tread(self, routes: Iterable[Route], times: Literal[1, -1] = 1) -> None:
        """Lines were laid here, or taken up."""
        self._chains.clear()
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
        found = self._bent(way, _UPRIGHT, (math.inf, ()))
        if found[0] > _IN_THE_WAY:
            for shape in _LEANING:
                found = self._bent(way, shape, found)
        if any(self._tracks.shared(route.points()) > _SOME_WAY for route in found[1]):
            for shape in _SHIFTED:
                found = self._bent(way, shape, found)
        return found[1]

    def _bent(
        self, way: Way, shape: _Shape, best: tuple[float, tuple[Route, ...]]
    ) -> tuple[float, tuple[Route, ...]]:
        """The best so far, or a better one of this shape, with what it costs."""
        a, b = way.a, way.b
        length = max(60.0, math.dist(a.aim(b.box.middle), b.aim(a.box.middle)))
        asides = way._replace(aside=way.aside + shape.shift).asides()
        for bend in shape.bends:
            cost = abs(bend) * 0.1 + 500 * (bend / length) ** 2 + abs(shape.shift)
            if cost >= best[0]:
                break
            routes = tuple(bent(a, b, aside, bend, shape.lean) for aside in asides)
            cost += self._price(routes, way, best[0] - cost)
            if cost < best[0]:
                best = cost, routes
        return best

    def _price(self, routes: Iterable[Route], way: Way, enough: float = math.inf) -> float:
        """How much is in the way of all of them."""
        cost = 0.0
        for route, words in zip(routes, way.words, strict=True):
            cost += self._cost(route, way, enough - cost)
            if cost < enough and not self._has_room(route, words):
                cost += _NO_ROOM
        return cost

    def _have_room(self, routes: Iterable[Route], way: Way) -> bool:
        return all(map(self._has_room, routes, way.words))

    def _has_room(self, route: Route, words: Words | None) -> bool:
        """Whether what is said on a line could stand on it or close by without hiding anybody."""
        if words is None:
            return True
        spots = takewhile(lambda spot: spot[0] < _CLOSE_BY, words.spots(route))
        return any(
            self._field.encloses(room) and not any(room.meets(near.box) for near in self._standing.near(room))
            for _, room, _, _ in spots
        )

    def _is_blocked(self, routes: Iterable[Route], way: Way) -> bool:
        """Whether any of them runs through a figure or over words."""
        return any(
            obstacle.box.crossed_by(*leg)
            for route in routes
            for leg in pairwise(route.points())
            for obstacle in (*self._standing.near_along(*leg), *way.around)
            if obstacle.owner not in (way.a.id, way.b.id)
        )

    def _round(self, way: Way, best: tuple[float, tuple[Route, ...]]) -> tuple[float, tuple[Route, ...]]:
        """The best so far, or a better way round everything, with what it costs."""
        chain = self._chain(way)
        if not chain:
            return best
        a, b = way.a, way.b
        shifts = _SHIFTS if self._tracks.shared(chain) > _SOME_WAY else _SHIFTS[:1]
        for shift, reach in product(shifts, _CORNERS):
            asides = way._replace(aside=way.aside + shift).asides()
            routes = tuple(chained(a, b, beside(chain, aside), reach) for aside in asides)
            longer = routes[0].length() - math.dist(chain[0], chain[-1])
            cost = 10.0 * len(chain) + 0.1 * longer - 2 * reach + abs(shift)
            cost += self._price(routes, way, best[0] - cost)
            if cost < best[0]:
                best = cost, routes
        return best

    def _chain(self, way: Way) -> list[Point]:
        """The corners of the way round everything from middle to middle, found once between two lines; none if there is no way."""
        a, b = way.a, way.b
        if (a.id, b.id) not in self._chains:
            start, goal, turned = (b, a, True) if a.shape == "outline" else (a, b, False)
            chain = self._ground().way(
                start.box,
                goal.box,
                at_the_edge=goal.shape == "outline",
                avoiding=[obstacle.box for obstacle in way.around],
            )
            if chain:
                others = [figure.box for figure in self._figures if figure.owner not in (a.id, b.id)]
                last = goal.on_edge(chain[-1]) if goal.shape == "outline" else goal.box.middle
                chain = pulled_tight([start.box.middle, *chain, last], others, self._texts)
            self._chains[a.id, b.id] = chain[::-1] if turned else chain
        return self._chains[a.id, b.id]

    def _ground(self) -> Lattice:
        """The lattice of this map with every line on it; most maps need none."""
        if self._lattice is None:
            solid = [figure.box for figure in self._figures]
            self._lattice = Lattice(solid, self._texts, self._field, self._edges)
            for points in self._laid:
                self._lattice.tread(points)
        return self._lattice

    def _cost(self, route: Route, way: Way, enough: float) -> float:
        """How much is in the way; stops counting when it is enough."""
        points = route.points()
        legs = list(pairwise(points))
        room = span(points)
        cost = 0.0 if self._field.encloses(room) else _OFF_THE_SHEET
        if math.dist(route.start, route.end) < 16:
            cost += 200
        cost += _AT_TEXT * _stops_at_text(route, way)
        for owner, box, weight, air in (*self._obstacles, *way.around):
            if owner in (way.a.id, way.b.id):
                continue
            if not room.meets(box):
                continue
            if any(box.crossed_by(start, end) for start, end in legs):
                figure = box.grown(-air)
                cost += weight if any(figure.crossed_by(start, end) for start, end in legs) else _GRAZED
                if cost >= enough:
                    return cost
        if cost < enough:
            crossed = sum(crosses(*leg, *laid) for leg in legs for laid in set(self._legs.near_along(*leg)))
            cost += _CROSSING * crossed
        if cost < enough:
            cost += _ON_ANOTHER * self._tracks.shared(points)
        if cost < enough:
            cost += _ON_THE_FAMILY * self._family.shared(points, at_ends=0.0)
        if cost < enough and way.twins:
            twins = [leg for twin in way.twins for leg in pairwise(twin.points())]
            cost += _UNDER_ITS_TWIN * max(0, _beside(route, twins) - 5)
        return cost


def _stops_at_text(route: Route, way: Way) -> int:
    """How many of its ends stop before the issues beside a person."""
    return way.a.ends_at_text(route.start) + way.b.ends_at_text(route.end)


def _beside(route: Route, lines: Sequence[tuple[Point, Point]]) -> int:
    """At how many of nineteen places on its way a line runs close beside others."""
    return sum(any(_near(route.at(share / 20), line) for line in lines) for share in range(1, 20))


def _near(point: Point, line: tuple[Point, Point], distance: float = 9.0) -> bool:
    (x0, y0), (x1, y1) = line
    box = Box(min(x0, x1) - distance, min(y0, y1) - distance, max(x0, x1) + distance, max(y0, y1) + distance)
    if not box.holds(point):
        return False
    side_x, side_y = across(*line)
    return abs((point[0] - x0) * side_x + (point[1] - y0) * side_y) < distance
