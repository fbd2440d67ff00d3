"""道: the lines laid so far, and the way of the next one between them, round people, boxes and words."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise, product
from typing import Literal, NamedTuple

from jusou_meeting.ecomap.cells import Cells, Tracks, paces
from jusou_meeting.ecomap.course import AT_AN_END, CELL, Course, Obstacle, Standing
from jusou_meeting.ecomap.detour import Lattice, beside, pulled_tight
from jusou_meeting.ecomap.geometry import Box, Leg, Point, across, crossed
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

_NO_ROOM = 400.0
"""How bad it is that there is no place for what is said on a line, …"""
_CROSSING = 60.0
"""… that it crosses another, …"""
_ON_ANOTHER = 2.0
"""… each unit for which it runs on another …"""
_UNDER_ITS_TWIN = 80.0
"""… and each of nineteen places at which it can hardly be told from another between the same two."""
_HARDLY = 9.0
_IN_THE_WAY = 900.0
"""A line that costs so much runs through somebody: then bends that lean to one end are tried too."""
_SOME_WAY = 24.0
"""A line that runs so far on others is shifted."""
_SOLID = 1500.0
"""What weighs so much is a figure, what weighs less is words."""


Courses = tuple[Course, ...]


class Way(NamedTuple):
    """通り道: parallel lines from one figure to another, by what is said on each of them."""

    a: End
    b: End
    words: tuple[Words | None, ...] = (None,)
    around: tuple[Obstacle, ...] = ()
    """What these lines avoid besides what all do."""
    aside: float = 0.0
    """How far the middle of all runs beside the way from figure to figure."""
    twins: tuple[Course, ...] = ()
    """Lines between the same two that are laid already; this one must be seen beside them."""

    def asides(self) -> list[float]:
        """How far each of them runs beside that way."""
        lines = len(self.words)
        apart = min(_PARALLEL, _ABREAST / max(1, lines - 1))
        return [self.aside + (place - (lines - 1) / 2) * apart for place in range(lines)]


@lru_cache(maxsize=32)
def laid(
    obstacles: tuple[Obstacle, ...], family_lines: tuple[Leg, ...], field: Box, ways: tuple[Way, ...]
) -> tuple[tuple[Route, ...], ...]:
    """The routes of all of these; kept, since most that is said of a tie changes no way."""
    return tuple(Roads(obstacles, family_lines, field).laid(ways))


class Roads:
    """The lines laid so far, and what the next one must avoid."""

    def __init__(self, obstacles: Iterable[Obstacle], family_lines: Iterable[Leg], field: Box) -> None:
        self._standing = standing = Standing(obstacles, family_lines, field)
        self._figures = [obstacle for obstacle in standing.obstacles if obstacle.weight >= _SOLID]
        self._texts = [obstacle.box for obstacle in standing.obstacles if obstacle.weight < _SOLID]
        self._courses: dict[tuple[str, str, float, float, float], Course] = {}
        self._laid: list[Sequence[Point]] = []
        self._legs: Cells[Leg] = Cells(CELL)
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
            if self._price(found[place], way, _CROSSING / 2) < _CROSSING / 2:
                self._tread(found[place])
            else:
                found[place] = self._best(way)
        return [tuple(course.route for course in courses) for courses in found]

    def _best(self, way: Way) -> Courses:
        """The best routes for so many parallel lines; they are in the way of those laid after them."""
        _, courses = self._cheapest(way)
        if len(way.words) > 1 and any(course.is_blocked for course in courses):
            return self._one_by_one(way)
        self._tread(courses)
        return courses

    def _one_by_one(self, way: Way) -> Courses:
        """Each by itself, nearer to the middle where there is no room for all abreast, and none under another."""
        laid: Courses = ()
        for words, aside in zip(way.words, way.asides(), strict=True):
            single = way._replace(words=(words,), twins=laid)
            tried = (self._cheapest(single._replace(aside=aside * share)) for share in _NEARER)
            _, courses = min(tried, key=lambda found: found[0])
            self._tread(courses)
            laid += courses
        return laid

    def _cheapest(self, way: Way) -> tuple[float, Courses]:
        """The direct courses, or those round what is in their way, with what they cost."""
        courses = self._direct(way)
        found = self._price(courses, way), courses
        if any(
            course.is_blocked or course.stops_at_text or not course.has_room(words)
            for course, words in zip(courses, way.words, strict=True)
        ):
            return self._round(way, found)
        return found

    def _tread(self, courses: Iterable[Course], times: Literal[1, -1] = 1) -> None:
        """Lines were laid here, or taken up."""
        self._chains.clear()
        for course in courses:
            points = course.points
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

    def _direct(self, way: Way) -> Courses:
        """The straight way, or the bend that has the least in its way."""
        found = self._bent(way, _UPRIGHT, (math.inf, ()))
        if found[0] > _IN_THE_WAY:
            for shape in _LEANING:
                found = self._bent(way, shape, found)
        if any(self._tracks.shared(course.paces) > _SOME_WAY for course in found[1]):
            for shape in _SHIFTED:
                found = self._bent(way, shape, found)
        return found[1]

    def _bent(self, way: Way, shape: _Shape, best: tuple[float, Courses]) -> tuple[float, Courses]:
        """The best so far, or a better one of this shape, with what it costs."""
        a, b = way.a, way.b
        length = max(60.0, math.dist(a.aim(b.box.middle), b.aim(a.box.middle)))
        asides = way._replace(aside=way.aside + shape.shift).asides()
        for bend in shape.bends:
            cost = abs(bend) * 0.1 + 500 * (bend / length) ** 2 + abs(shape.shift)
            if cost >= best[0]:
                break
            courses = tuple(self._course(way, aside, bend, shape.lean) for aside in asides)
            cost += self._price(courses, way, best[0] - cost)
            if cost < best[0]:
                best = cost, courses
        return best

    def _course(self, way: Way, aside: float, bend: float, lean: float) -> Course:
        """The bend between these two, looked at anew when other lines are laid."""
        key = way.a.id, way.b.id, aside, bend, lean
        if key not in self._courses:
            route = bent(way.a, way.b, aside, bend, lean)
            self._courses[key] = Course(self._standing, route, way.a, way.b, way.around)
        return self._courses[key]

    def _price(self, courses: Iterable[Course], way: Way, enough: float = math.inf) -> float:
        """How much is in the way of all of them; stops counting when it is enough."""
        cost = 0.0
        for course, words in zip(courses, way.words, strict=True):
            cost += self._cost(course, way, enough - cost)
            if cost < enough and not course.has_room(words):
                cost += _NO_ROOM
        return cost

    def _round(self, way: Way, best: tuple[float, Courses]) -> tuple[float, Courses]:
        """The best so far, or a better way round everything, with what it costs."""
        chain = self._chain(way)
        if not chain:
            return best
        a, b = way.a, way.b
        shifts = (
            _SHIFTS if self._tracks.shared(paces(chain, off_the_ends=AT_AN_END)) > _SOME_WAY else _SHIFTS[:1]
        )
        for shift, reach in product(shifts, _CORNERS):
            asides = way._replace(aside=way.aside + shift).asides()
            routes = tuple(chained(a, b, beside(chain, aside), reach) for aside in asides)
            longer = routes[0].length() - math.dist(chain[0], chain[-1])
            cost = 10.0 * len(chain) + 0.1 * longer - 2 * reach + abs(shift)
            courses = tuple(Course(self._standing, route, a, b, way.around) for route in routes)
            cost += self._price(courses, way, best[0] - cost)
            if cost < best[0]:
                best = cost, courses
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
            self._lattice = Lattice(solid, self._texts, self._standing.field, self._edges)
            for points in self._laid:
                self._lattice.tread(points)
        return self._lattice

    def _cost(self, course: Course, way: Way, enough: float) -> float:
        """How much is in the way of one; stops counting when it is enough."""
        cost = course.price(enough)
        for leg, cells in course.legs if cost < enough else ():
            cost += _CROSSING * len(crossed(leg, self._legs.lying_on(cells)))
            if cost >= enough:
                return cost
        if cost < enough:
            cost += _ON_ANOTHER * self._tracks.shared(course.paces)
        if cost < enough and way.twins:
            twins = [leg for twin in way.twins for leg in pairwise(twin.points)]
            cost += _UNDER_ITS_TWIN * max(0, _beside(course.route, twins) - 5)
        return cost


def _beside(route: Route, lines: Sequence[tuple[Point, Point]]) -> int:
    """At how many of nineteen places on its way a line runs close beside others."""
    strips = [(start, span((start, end)).grown(_HARDLY), across(start, end)) for start, end in lines]
    return sum(
        any(
            box.holds((x, y)) and abs((x - start[0]) * side_x + (y - start[1]) * side_y) < _HARDLY
            for start, box, (side_x, side_y) in strips
        )
        for x, y in (route.at(share / 20) for share in range(1, 20))
    )
