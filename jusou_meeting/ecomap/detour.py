"""回り道: the way of a line round what no bend avoids, along a lattice that runs between the figures."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from heapq import heappop, heappush
from itertools import pairwise

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
_STEPS = tuple((dx, dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1) if dx or dy)


class Lattice:
    """格子: the ways between figures, none of which is trodden twice without need."""

    def __init__(
        self, solid: Sequence[Box], text: Sequence[Box], field: Box, edges: Sequence[Box] = ()
    ) -> None:
        """`edges` are the boxes on whose sides a way may end."""
        self._xs = _ticks(solid, text, edges, field=field)
        turned = ([_turned(box) for box in boxes] for boxes in (solid, text, edges))
        self._ys = _ticks(*turned, field=_turned(field))
        self._toll = [1.0] * (len(self._xs) * len(self._ys))
        self._beside: list[Sequence[tuple[int, float, int, int]]] = [()] * len(self._toll)
        for box in edges:
            for node in set(self._within(box.grown(_ALONG))) - set(self._within(box.grown(-_ALONG))):
                self._toll[node] += _ON_AN_EDGE
        for box in text:
            for node in self._within(box.grown(2)):
                self._toll[node] += _TEXT
        for box in solid:
            for node in self._within(box):
                self._toll[node] = math.inf

    def tread(self, points: Sequence[Point], times: int = 1) -> None:
        """A line was laid here: the next ones rather go elsewhere. Or it was taken up: -1 times."""
        for start, end in pairwise(points):
            steps = int(math.dist(start, end) // 16) + 1
            for step in range(steps):
                x = start[0] + (end[0] - start[0]) * step / steps
                y = start[1] + (end[1] - start[1]) * step / steps
                i, j = bisect_left(self._xs, x - 8), bisect_left(self._ys, y - 8)
                for node in self._nodes(i, bisect_right(self._xs, x + 8), j, bisect_right(self._ys, y + 8)):
                    self._toll[node] += _BESIDE_A_LINE * times

    def way(self, start: Box, goal: Box, *, at_the_edge: bool, avoiding: Sequence[Box] = ()) -> list[Point]:
        """The cheapest chain of points from beside one box to beside, or onto the edge of, another; empty if none."""
        toll = self._toll.copy()
        best = [math.inf] * len(toll)
        starts = set(self._within(start.grown(_CLEAR + 1)))
        goals = set(self._within(goal.grown(_CLEAR + 1)))
        if at_the_edge:
            goals -= set(self._within(goal.grown(-_CLEAR - 1)))
            goals = {node for node in goals if toll[node] < _TEXT}
        for node in (*starts, *goals):
            if toll[node] == math.inf:
                toll[node] = 1.0
        for node in {node for box in avoiding for node in self._within(box)}:
            toll[node] += _AVOIDED
        aside = [max(goal.left - x, 0.0, x - goal.right) for x in self._xs]
        above = [max(goal.top - y, 0.0, y - goal.bottom) for y in self._ys]
        width = len(aside)
        came: dict[int, int] = {}
        queue = sorted((math.hypot(above[node // width], aside[node % width]), node) for node in starts)
        for node in starts:
            best[node] = 0.0
        while queue:
            _, node = heappop(queue)
            if node in goals:
                return self._traced(node, came)
            so_far, here = best[node], toll[node]
            if so_far == _DONE:
                continue
            best[node] = _DONE
            for there, length, one, other in self._beside[node] or self._steps(node):
                known = best[there]
                if so_far + length * here >= known:
                    continue
                cost = so_far + length * max(here, toll[there], toll[one], toll[other])
                if cost < known:
                    best[there] = cost
                    came[there] = node
                    heappush(queue, (cost + math.hypot(above[there // width], aside[there % width]), there))
        return []

    def _steps(self, node: int) -> Sequence[tuple[int, float, int, int]]:
        """The nodes beside this one, how far each is, and the two at the corners between."""
        width, height = len(self._xs), len(self._ys)
        j, i = divmod(node, width)
        self._beside[node] = [
            (
                m * width + k,
                math.hypot(self._xs[k] - self._xs[i], self._ys[m] - self._ys[j]),
                j * width + k,
                m * width + i,
            )
            for k, m in ((i + dx, j + dy) for dx, dy in _STEPS)
            if 0 <= k < width and 0 <= m < height
        ]
        return self._beside[node]

    def _traced(self, node: int, came: dict[int, int]) -> list[Point]:
        nodes = [node]
        while nodes[-1] in came:
            nodes.append(came[nodes[-1]])
        return [(self._xs[n % len(self._xs)], self._ys[n // len(self._xs)]) for n in reversed(nodes)]

    def _within(self, box: Box) -> Iterable[int]:
        return self._nodes(
            bisect_left(self._xs, box.left),
            bisect_right(self._xs, box.right),
            bisect_left(self._ys, box.top),
            bisect_right(self._ys, box.bottom),
        )

    def _nodes(self, left: int, right: int, top: int, bottom: int) -> Iterable[int]:
        return (j * len(self._xs) + i for j in range(top, bottom) for i in range(left, right))


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
