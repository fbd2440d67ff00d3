"""区画: what lies near a place of the map, found without looking at everything else."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise, product
from typing import Generic, Literal, NamedTuple, TypeVar

from jusou_meeting.ecomap.geometry import Box, Point, toward

Thing = TypeVar("Thing")

_PACE, _TRACK, _BESIDE = 8.0, 10.0, 5.0
_ABOUT_PARALLEL = 0.25


class Cells(Generic[Thing]):
    """区画: things by the squares of the map on which they lie."""

    def __init__(self, size: float) -> None:
        self._size = size
        self._things: defaultdict[tuple[int, int], list[Thing]] = defaultdict(list)

    def put(self, thing: Thing, room: Box) -> None:
        """This thing lies somewhere in this room."""
        for cell in self._cells(room):
            self._things[cell].append(thing)

    def take(self, thing: Thing, room: Box) -> None:
        """This thing no longer lies in this room."""
        for cell in self._cells(room):
            self._things[cell].remove(thing)

    def put_along(self, thing: Thing, start: Point, end: Point) -> None:
        """This thing lies on this segment."""
        for cell in self._along(start, end):
            self._things[cell].append(thing)

    def take_along(self, thing: Thing, start: Point, end: Point) -> None:
        """This thing no longer lies on this segment."""
        for cell in self._along(start, end):
            self._things[cell].remove(thing)

    def near_along(self, start: Point, end: Point) -> list[Thing]:
        """Everything that may lie on this segment, some of it more than once."""
        return self._lying_in(self._along(start, end))

    def near(self, room: Box) -> list[Thing]:
        """Everything that may lie in this room, some of it more than once."""
        return self._lying_in(self._cells(room))

    def _lying_in(self, cells: Iterable[tuple[int, int]]) -> list[Thing]:
        found: list[Thing] = []
        for cell in cells:
            if cell in self._things:
                found += self._things[cell]
        return found

    def _cells(self, room: Box) -> Iterator[tuple[int, int]]:
        size = self._size
        left, top, right, bottom = room
        return product(
            range(int(left // size), int(right // size) + 1), range(int(top // size), int(bottom // size) + 1)
        )

    def _along(self, start: Point, end: Point) -> set[tuple[int, int]]:
        length = math.dist(start, end)
        parts = math.ceil(length / self._size) or 1
        cells: set[tuple[int, int]] = set()
        for part in range(parts):
            (x0, y0), (x1, y1) = (toward(start, end, length * n / parts) for n in (part, part + 1))
            cells.update(self._cells(Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))))
        return cells


class Pace(NamedTuple):
    """歩: a place on a line and the direction of the line there."""

    at: Point
    way: Point


class Tracks:
    """跡: where lines run and in which direction, so that no other is laid on them."""

    def __init__(self) -> None:
        self._ways: defaultdict[tuple[float, float], Counter[Point]] = defaultdict(Counter)

    def tread(self, points: Sequence[Point], times: Literal[1, -1] = 1) -> None:
        """A line runs here, or no longer does."""
        for (x, y), way in paces(points):
            dx, dy = way
            for cell in {
                ((x - dy * aside) // _TRACK, (y + dx * aside) // _TRACK) for aside in (-_BESIDE, 0.0, _BESIDE)
            }:
                ways = self._ways[cell]
                ways[way] += times
                if not ways[way]:
                    del ways[way]

    def shared(self, line: Iterable[Pace]) -> float:
        """How far a line would run on others."""
        found = 0
        for (x, y), (dx, dy) in line:
            for x_way, y_way in self._ways.get((x // _TRACK, y // _TRACK), ()):
                if abs(dx * y_way - dy * x_way) < _ABOUT_PARALLEL:
                    found += 1
                    break
        return _PACE * found


def paces(points: Sequence[Point]) -> Iterator[Pace]:
    """Places along the way."""
    for (x0, y0), (x1, y1) in pairwise(points):
        length = math.hypot(x1 - x0, y1 - y0)
        count = int(length / _PACE) + 1
        dx, dy = (x1 - x0) / count, (y1 - y0) / count
        way = (dx * count / (length or 1), dy * count / (length or 1))
        for pace in range(count):
            yield Pace((x0 + dx * (pace + 0.5), y0 + dy * (pace + 0.5)), way)
