"""回り道: the way of a line round what no bend avoids, along a lattice that runs between the figures."""

from __future__ import annotations

import math
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Sequence, Set
from heapq import heappop, heappush
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from jusou_meeting.ecomap.geometry import Box, Point, across, toward

_CLEAR = 9.0
"""The lattice runs so far from every figure …"""
_MESH = 44.0
"""… and across empty ground at least every so many units."""
_NEAREST = 5.0
_TEXT = 20.0
"""A step over words is as long as so many more beside them."""
_BESIDE_A_LINE = 1.5
_ON_AN_EDGE, _ALONG = 1.0, 10.0
"""A step so near to the edge on which a way may end is as long as so many more: a line is hard to see on the outline."""
_AVOIDED = 2.0
_DONE = -1.0
"""Nothing leads to a node at less than this: its best way is known."""


class Lattice:
    """格子: the ways between figures, none of which is trodden twice without need."""

    def __init__(
        self, solid: Sequence[Box], text: Sequence[Box], field: Box, edges: Sequence[Box] = ()
    ) -> None:
        """`edges` are the boxes on whose sides a way may end."""
        self._xs = _ticks(solid, text, edges, field=field)
        turned = ([_turned(box) for box in boxes] for boxes in (solid, text, edges))
        self._ys = _ticks(*turned, field=_turned(field))
        across = [right - left for left, right in pairwise(self._xs)]
        down = [lower - upper for upper, lower in pairwise(self._ys)]
        self._across, self._down = np.array(across), np.array(down).reshape(-1, 1)
        self._slant = np.array([[math.hypot(dx, dy) for dx in across] for dy in down]).reshape(len(down), -1)
        self._toll = np.ones((len(self._ys), len(self._xs)))
        for box in edges:
            self._toll[self._within(box.grown(_ALONG))] += _ON_AN_EDGE
            self._toll[self._within(box.grown(-_ALONG))] -= _ON_AN_EDGE
        for box in text:
            self._toll[self._within(box.grown(2))] += _TEXT
        for box in solid:
            self._toll[self._within(box)] = math.inf

    def tread(self, points: Sequence[Point], times: int = 1) -> None:
        """A line was laid here: the next ones rather go elsewhere. Or it was taken up: -1 times."""
        for start, end in pairwise(points):
            steps = int(math.dist(start, end) // 16) + 1
            for step in range(steps):
                x = start[0] + (end[0] - start[0]) * step / steps
                y = start[1] + (end[1] - start[1]) * step / steps
                self._toll[self._within(Box(x - 8, y - 8, x + 8, y + 8))] += _BESIDE_A_LINE * times

    def way(self, start: Box, goal: Box, *, at_the_edge: bool, avoiding: Sequence[Box] = ()) -> list[Point]:
        """The cheapest chain of points from beside one box to beside, or onto the edge of, another; empty if none."""
        toll = self._toll.copy()
        starts = np.zeros(toll.shape, dtype=bool)
        starts[self._within(start.grown(_CLEAR + 1))] = True
        goals = np.zeros(toll.shape, dtype=bool)
        goals[self._within(goal.grown(_CLEAR + 1))] = True
        if at_the_edge:
            goals[self._within(goal.grown(-_CLEAR - 1))] = False
            goals &= toll < _TEXT
        toll[(starts | goals) & np.isinf(toll)] = 1.0
        avoided = np.zeros(toll.shape, dtype=bool)
        for box in avoiding:
            avoided[self._within(box)] = True
        toll[avoided] += _AVOIDED
        return self._cheapest(toll, _numbers(starts), set(_numbers(goals)), goal)

    def _cheapest(
        self, toll: NDArray[np.float64], starts: Sequence[int], goals: Set[int], goal: Box
    ) -> list[Point]:
        """The cheapest chain over this ground from any of these nodes to the first of those (Hart, Nilsson and Raphael 1968)."""
        moves = self._moves(toll)
        width = len(self._xs)
        aside = [max(goal.left - x, 0.0, x - goal.right) for x in self._xs]
        above = [max(goal.top - y, 0.0, y - goal.bottom) for y in self._ys]
        best = [math.inf] * (toll.size + width + 2)
        came: dict[int, int] = {}
        queue: list[tuple[float, int]] = []
        for node in starts:
            best[node] = 0.0
            heappush(queue, (math.hypot(above[node // width], aside[node % width]), node))
        while queue:
            _, node = heappop(queue)
            if node in goals:
                return self._traced(node, came)
            so_far = best[node]
            if so_far == _DONE:
                continue
            best[node] = _DONE
            for step, prices, place in moves:
                there = node + step
                cost = so_far + prices[node + place]
                if cost < best[there]:
                    best[there] = cost
                    came[there] = node
                    heappush(queue, (cost + math.hypot(above[there // width], aside[there % width]), there))
        return []

    def _moves(self, toll: NDArray[np.float64]) -> list[tuple[int, array[float], int]]:
        """Where one step leads from a node, and how far from the node's own place in which list the price of the step stands.

        A step costs the highest toll of the nodes it touches; none leads beyond the last column or row.
        """
        right, down, slant = (np.full(toll.shape, math.inf) for _ in range(3))
        level = np.maximum(toll[:, :-1], toll[:, 1:])
        right[:, :-1] = level * self._across
        down[:-1] = np.maximum(toll[:-1], toll[1:]) * self._down
        slant[:-1, :-1] = np.maximum(level[:-1], level[1:]) * self._slant
        rights, downs, slants = (array("d", prices.tobytes()) for prices in (right, down, slant))
        w = len(self._xs)
        return [
            (1, rights, 0), (-1, rights, -1), (w, downs, 0), (-w, downs, -w),
            (w + 1, slants, 0), (w - 1, slants, -1), (1 - w, slants, -w), (-w - 1, slants, -w - 1),
        ]  # fmt: skip

    def _traced(self, node: int, came: dict[int, int]) -> list[Point]:
        nodes = [node]
        while nodes[-1] in came:
            nodes.append(came[nodes[-1]])
        return [(self._xs[n % len(self._xs)], self._ys[n // len(self._xs)]) for n in reversed(nodes)]

    def _within(self, box: Box) -> tuple[slice, slice]:
        """The rows and columns that lie in it."""
        down = slice(bisect_left(self._ys, box.top), bisect_right(self._ys, box.bottom))
        return down, slice(bisect_left(self._xs, box.left), bisect_right(self._xs, box.right))


def _numbers(nodes: NDArray[np.bool_]) -> list[int]:
    return [int(node) for node in np.flatnonzero(nodes)]


def _turned(box: Box) -> Box:
    """The same with its rows for columns."""
    return Box(box.top, box.left, box.bottom, box.right)


def _lanes(solid: Sequence[Box]) -> set[float]:
    """The middle of every gap that is too narrow for a way so far from both of its boxes."""
    return {
        (one.right + other.left) / 2
        for one in solid
        for other in solid
        if 0 < other.left - one.right < 2 * _CLEAR and one.top < other.bottom and other.top < one.bottom
    }


def _ticks(solid: Sequence[Box], text: Sequence[Box], edges: Sequence[Box], *, field: Box) -> list[float]:
    """Where the lattice runs from left to right: beside and through every box, on every edge, in every narrow gap, and every so often."""
    lanes = _lanes(solid)
    wanted = {*lanes, field.left + 4, field.right - 4}
    for box in edges:
        wanted |= {box.left, box.right}
    for box in (*solid, *text):
        wanted |= {box.left - _CLEAR, box.middle[0], box.right + _CLEAR}
    ticks: list[float] = []
    for tick in sorted(wanted):
        if not field.left <= tick <= field.right:
            continue
        if ticks and tick - ticks[-1] < _NEAREST and tick not in lanes:
            continue
        if ticks and tick - ticks[-1] > _MESH:
            parts = math.ceil((tick - ticks[-1]) / _MESH)
            start = ticks[-1]
            ticks.extend(start + (tick - start) * part / parts for part in range(1, parts))
        ticks.append(tick)
    return ticks


def pulled_tight(points: Sequence[Point], solid: Sequence[Box], text: Sequence[Box]) -> list[Point]:
    """The chain without the corners that nothing asks for."""
    kept = [points[0]]
    place = 0
    while place < len(points) - 1:
        for further in range(len(points) - 1, place, -1):
            straight = points[place], points[further]
            if further == place + 1 or not (
                any(box.crossed_by(*straight) for box in solid)
                or any(
                    box.crossed_by(*straight)
                    and not any(box.crossed_by(*leg) for leg in pairwise(points[place : further + 1]))
                    for box in text
                )
            ):
                break
        kept.append(points[further])
        place = further
    return kept


def beside(points: Sequence[Point], aside: float) -> list[Point]:
    """The chain so far to the right of the way."""
    if not aside:
        return list(points)
    sides = [across(*leg) for leg in pairwise(points)]
    moved = []
    for (x, y), (ax, ay), (bx, by) in zip(points, [sides[0], *sides], [*sides, sides[-1]], strict=True):
        stretch = aside / max(0.5, 1 + ax * bx + ay * by)
        moved.append((x + (ax + bx) * stretch, y + (ay + by) * stretch))
    return moved


def rounded(points: Sequence[Point], most: float) -> tuple[Point, ...]:
    """The chain with its corners rounded off, from so far before them at most."""
    chain = [points[0]]
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        reach = min(most, math.dist(before, corner) / 2, math.dist(corner, after) / 2)
        start, end = toward(corner, before, reach), toward(corner, after, reach)
        for step in range(5):
            share = step / 4
            rest = 1 - share
            chain.append(
                (
                    rest * rest * start[0] + 2 * rest * share * corner[0] + share * share * end[0],
                    rest * rest * start[1] + 2 * rest * share * corner[1] + share * share * end[1],
                )
            )
    return (*chain, points[-1])
