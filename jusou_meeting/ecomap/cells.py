"""区画: what lies near a place of the map, found without looking at everything else."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator
from typing import Generic, TypeVar

from jusou_meeting.ecomap.geometry import Box, Point, toward

Thing = TypeVar("Thing")


class Cells(Generic[Thing]):
    """区画: things by the squares of the map on which they lie."""

    def __init__(self, size: float) -> None:
        self._size = size
        self._things: defaultdict[tuple[int, int], list[Thing]] = defaultdict(list)

    def put(self, thing: Thing, room: Box) -> None:
        """This thing lies somewhere in this room."""
        for cell in self._cells(room):
            self._things[cell].append(thing)

    def put_along(self, thing: Thing, start: Point, end: Point) -> None:
        """This thing lies on this segment."""
        for cell in self._along(start, end):
            self._things[cell].append(thing)

    def take_along(self, thing: Thing, start: Point, end: Point) -> None:
        """This thing no longer lies on this segment."""
        for cell in self._along(start, end):
            self._things[cell].remove(thing)

    def near_along(self, start: Point, end: Point) -> Iterator[Thing]:
        """Everything that may lie on this segment, some of it more than once."""
        for cell in self._along(start, end):
            yield from self._things.get(cell, ())

    def near(self, room: Box) -> Iterator[Thing]:
        """Everything that may lie in this room, some of it more than once."""
        for cell in self._cells(room):
            yield from self._things.get(cell, ())

    def _cells(self, room: Box) -> Iterator[tuple[int, int]]:
        size = self._size
        down = range(int(room.top // size), int(room.bottom // size) + 1)
        for i in range(int(room.left // size), int(room.right // size) + 1):
            yield from ((i, j) for j in down)

    def _along(self, start: Point, end: Point) -> set[tuple[int, int]]:
        length = math.dist(start, end)
        parts = math.ceil(length / self._size) or 1
        cells: set[tuple[int, int]] = set()
        for part in range(parts):
            (x0, y0), (x1, y1) = (toward(start, end, length * n / parts) for n in (part, part + 1))
            cells.update(self._cells(Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))))
        return cells
