"""区画: what lies near a place of the map, found without looking at everything else."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Generic, Literal, TypeVar

from jusou_meeting.ecomap.geometry import Box, Point

Thing = TypeVar("Thing")
Cell = tuple[int, int]
Pace = tuple[tuple[float, float], float, float]
"""歩: the square on which a line comes to stand, and its direction there."""

_PACE, _TRACK, _BESIDE = 8.0, 10.0, 5.0
_ABOUT_PARALLEL = 0.25


class Cells(Generic[Thing]):
    """区画: things by the squares of the map on which they lie."""

    def __init__(self, size: float) -> None:
        self._size = size
        self._things: defaultdict[Cell, list[Thing]] = defaultdict(list)

    def put(self, thing: Thing, room: Box) -> None:
        """This thing lies somewhere in this room."""
        for cell in self._in(room):
            self._things[cell].append(thing)

    def take(self, thing: Thing, room: Box) -> None:
        """This thing no longer lies in this room."""
        for cell in self._in(room):
            self._things[cell].remove(thing)

    def put_along(self, thing: Thing, start: Point, end: Point) -> None:
        """This thing lies on this segment."""
        for cell in self.along(start, end):
            self._things[cell].append(thing)

    def take_along(self, thing: Thing, start: Point, end: Point) -> None:
        """This thing no longer lies on this segment."""
        for cell in self.along(start, end):
            self._things[cell].remove(thing)

    def near_along(self, start: Point, end: Point) -> list[Thing]:
        """Everything that may lie on this segment, some of it more than once."""
        return self.lying_on(self.along(start, end))

    def near(self, room: Box) -> list[Thing]:
        """Everything that may lie in this room, some of it more than once."""
        return self.lying_on(self._in(room))

    def lying_on(self, cells: Iterable[Cell]) -> list[Thing]:
        """Everything on these squares, some of it more than once."""
        found: list[Thing] = []
        things = self._things
        for cell in cells:
            if cell in things:
                found += things[cell]
        return found

    def along(self, start: Point, end: Point) -> set[Cell]:
        """The squares on which this segment lies."""
        (x, y), (x_end, y_end) = start, end
        parts = math.ceil(math.dist(start, end) / self._size) or 1
        dx, dy = (x_end - x) / parts, (y_end - y) / parts
        ends = [(x + dx * n, y + dy * n) for n in range(parts + 1)]
        return {
            cell
            for (x0, y0), (x1, y1) in pairwise(ends)
            for cell in self._in(Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)))
        }

    def _in(self, room: Box) -> list[Cell]:
        size = self._size
        left, top, right, bottom = room
        down = range(int(top // size), int(bottom // size) + 1)
        return [(i, j) for i in range(int(left // size), int(right // size) + 1) for j in down]


class Tracks:
    """跡: where lines run and in which direction, so that no other is laid on them."""

    def __init__(self) -> None:
        self._ways: defaultdict[tuple[float, float], dict[Point, int]] = defaultdict(dict)

    def tread(self, points: Sequence[Point], times: Literal[1, -1] = 1) -> None:
        """A line runs here, or no longer does."""
        for x, y, dx, dy in _steps(points):
            for cell in {
                ((x - dy * aside) // _TRACK, (y + dx * aside) // _TRACK) for aside in (-_BESIDE, 0.0, _BESIDE)
            }:
                ways = self._ways[cell]
                ways[dx, dy] = ways.get((dx, dy), 0) + times
                if not ways[dx, dy]:
                    del ways[dx, dy]

    def shared(self, line: Iterable[Pace]) -> float:
        """How far a line would run on others."""
        found = 0
        ways = self._ways
        for cell, dx, dy in line:
            if cell in ways:
                for x_way, y_way in ways[cell]:
                    if abs(dx * y_way - dy * x_way) < _ABOUT_PARALLEL:
                        found += 1
                        break
        return _PACE * found


def paces(points: Sequence[Point], *, off_the_ends: float = 0.0) -> list[Pace]:
    """The way in paces, but for those so close to its ends."""
    start, end = points[0], points[-1]
    return [
        ((x // _TRACK, y // _TRACK), dx, dy)
        for x, y, dx, dy in _steps(points)
        if math.dist((x, y), start) > off_the_ends < math.dist((x, y), end)
    ]


def _steps(points: Sequence[Point]) -> Iterator[tuple[float, float, float, float]]:
    """Places on the way, with its direction there."""
    for (x0, y0), (x1, y1) in pairwise(points):
        length = math.hypot(x1 - x0, y1 - y0)
        steps = int(length / _PACE) + 1
        dx, dy = (x1 - x0) / steps, (y1 - y0) / steps
        x_way, y_way = dx * steps / (length or 1), dy * steps / (length or 1)
        for step in range(steps):
            yield x0 + dx * (step + 0.5), y0 + dy * (step + 0.5), x_way, y_way
