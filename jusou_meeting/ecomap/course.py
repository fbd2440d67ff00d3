"""候補: a way that a line might take, and what it costs whatever other lines are laid."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import pairwise, takewhile
from typing import NamedTuple

from jusou_meeting.ecomap.cells import Cell, Cells, Pace, Tracks, paces
from jusou_meeting.ecomap.geometry import Box, Leg, Point
from jusou_meeting.ecomap.line_words import Words
from jusou_meeting.ecomap.route import End, Route, span

_OFF_THE_SHEET = 1e6
"""How bad it is that a line leaves the sheet, …"""
_SHORT = 200.0
"""… that nothing of it is left between the two figures, …"""
_GRAZED = 1000.0
"""… that it runs through the air around a figure, …"""
_AT_TEXT = 300.0
"""… that it stops before the issues beside a person and does not reach them, …"""
_ON_THE_FAMILY = 1.5
"""… and each unit for which it runs on a line of the family."""
_CLOSE_BY = 400.0
"""The place for what is said on a line is sought no further from the best one."""
AT_AN_END = 30.0
"""So close to its ends a line may run on others."""
_LEAST = 16.0
CELL = 64.0


class Obstacle(NamedTuple):
    """What a line should not run through, and how bad it is if it does."""

    owner: str
    box: Box
    weight: float
    air: float = 0.0
    """How much of the box is only air on each side of it; through that runs a line which has no other way."""


class Standing:
    """立つもの: the figures and words of a map and the lines of its family, which stand before any other line is laid."""

    def __init__(
        self, obstacles: Iterable[Obstacle], family_lines: Iterable[tuple[Point, Point]], field: Box
    ) -> None:
        self.field = field
        self.obstacles = tuple(obstacles)
        self._boxes = [(obstacle, obstacle.box) for obstacle in self.obstacles]
        self.rooms: Cells[Box] = Cells(CELL)
        for obstacle in self.obstacles:
            self.rooms.put(obstacle.box, obstacle.box)
        self._family = Tracks()
        for line in family_lines:
            self._family.tread(line)

    def prices(self, points: Sequence[Point], a: End, b: End, around: Sequence[Obstacle]) -> Iterator[float]:
        """What is in the way of a line, one after another."""
        if not self.field.encloses(span(points)):
            yield _OFF_THE_SHEET
        if math.dist(points[0], points[-1]) < _LEAST:
            yield _SHORT
        yield _AT_TEXT * (a.ends_at_text(points[0]) + b.ends_at_text(points[-1]))
        for obstacle in self.hit(points, a, b, around):
            grazed = obstacle.air and not obstacle.box.grown(-obstacle.air).cut_by(points)
            yield _GRAZED if grazed else obstacle.weight
        yield _ON_THE_FAMILY * self._family.shared(paces(points))

    def hit(self, points: Sequence[Point], a: End, b: End, around: Sequence[Obstacle]) -> Iterator[Obstacle]:
        """The figures and words through which a line runs, but for those at its ends."""
        room = span(points)
        for obstacle in (*self._in(room), *around):
            if obstacle.owner not in (a.id, b.id) and obstacle.box.cut_by(points):
                yield obstacle

    def _in(self, room: Box) -> list[Obstacle]:
        left, top, right, bottom = room
        return [
            obstacle
            for obstacle, (x, y, x_end, y_end) in self._boxes
            if left < x_end and x < right and top < y_end and y < bottom
        ]

    def has_room(self, words: Words, route: Route) -> bool:
        """Whether what is said on a line could stand on it or close by without hiding anybody."""
        spots = takewhile(lambda spot: spot[0] < _CLOSE_BY, words.spots(route))
        return any(
            self.field.encloses(room) and not any(map(room.meets, self.rooms.near(room)))
            for _, room, _, _ in spots
        )


class Course:
    """候補: one way that a line might take. What it costs by itself is reckoned once, and no further than is asked."""

    def __init__(self, standing: Standing, route: Route, a: End, b: End, around: Sequence[Obstacle]) -> None:
        self.route = route
        self.points = route.points()
        self._standing, self._a, self._b, self._around = standing, a, b, around
        self._prices = standing.prices(self.points, a, b, around)
        self._price = 0.0
        self._has_room: dict[Words, bool] = {}

    def price(self, enough: float) -> float:
        """How much stands in the way; stops counting when it is enough."""
        while self._price < enough:
            more = next(self._prices, None)
            if more is None:
                break
            self._price += more
        return self._price

    @cached_property
    def is_blocked(self) -> bool:
        """Whether it runs through a figure or over words."""
        return any(self._standing.hit(self.points, self._a, self._b, self._around))

    @cached_property
    def stops_at_text(self) -> bool:
        """Whether it stops before the issues beside a person."""
        return self._a.ends_at_text(self.route.start) or self._b.ends_at_text(self.route.end)

    def has_room(self, words: Words | None) -> bool:
        """Whether what is said on it could stand on it or close by without hiding anybody."""
        if words is None:
            return True
        if words not in self._has_room:
            self._has_room[words] = self._standing.has_room(words, self.route)
        return self._has_room[words]

    @cached_property
    def paces(self) -> list[Pace]:
        """The places at which it should not run on other lines."""
        return paces(self.points, off_the_ends=AT_AN_END)

    @cached_property
    def legs(self) -> list[tuple[Leg, set[Cell]]]:
        """Its straight pieces, and the squares of the map on which each lies."""
        return [(leg, self._standing.rooms.along(*leg)) for leg in pairwise(self.points)]
