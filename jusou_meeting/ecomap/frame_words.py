"""枠の言葉: where 世帯 with its issues, and the places of other homes, stand on their frames so that no line of the family runs over them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from jusou_meeting.ecomap.descent import FamilyLine
from jusou_meeting.ecomap.figure import ROW
from jusou_meeting.ecomap.generations import FamilyPlan
from jusou_meeting.ecomap.geometry import Box, Point
from jusou_meeting.ecomap.homes import Home

_BESIDE_A_LINE = 10.0
_CORNER = 26.0
"""So far from the end of an edge its words begin at least: there it is round."""

Leg = tuple[Point, Point]


def clear_of_lines(plan: FamilyPlan, lines: Iterable[FamilyLine]) -> FamilyPlan:
    """The same family, the words on its frames where fewest of these lines run over them, as near to their places as may be."""
    legs = [leg for line in lines for leg in pairwise(line.points)]
    homes = tuple(_clear_home(home, legs) for home in plan.homes)
    return replace(plan, homes=homes, words_aside=_aside(plan, legs))


def _aside(plan: FamilyPlan, legs: Sequence[Leg]) -> float:
    words = tuple(plan.shared_words())
    first, last = min(box.left for box in words), max(box.right for box in words)
    bodies = [box for person in plan.people for box in person.boxes()]
    higher = [box for box in words if box.top < plan.outline.top]
    past = (x - first + _BESIDE_A_LINE for x in _upright(legs, plan.outline.top))
    room = plan.outline.right - _CORNER - last
    asides = [0.0, *(aside for aside in past if 0 < aside <= room)]

    def over(aside: float) -> tuple[int, float]:
        moved = [box.moved(aside, 0) for box in words]
        on_people = sum(box.meets(body) for box in moved for body in bodies if aside and box not in higher)
        return on_people + _crossed(moved, legs), aside

    return min(asides, key=over)


def _clear_home(home: Home, legs: Sequence[Leg]) -> Home:
    outline, label = home.outline, home.label
    half = label.box.width / 2
    edges = outline.bottom, outline.top

    def places() -> Iterator[tuple[float, float]]:
        for y in edges:
            yield label.x, y
            yield outline.right - (label.x - outline.left), y
            for x in _upright(legs, y):
                yield from ((x + half + _BESIDE_A_LINE, y), (x - half - _BESIDE_A_LINE, y))

    within = [at for at in places() if outline.left <= at[0] - half and at[0] + half <= outline.right]
    there = [label._replace(x=x, y=y) for x, y in within or [(label.x, label.y)]]
    return replace(home, label=min(there, key=lambda each: _crossed([each.box], legs)))


def _upright(legs: Iterable[Leg], y: float) -> Iterator[float]:
    """Where lines come down through this height."""
    for (x, one), (other_x, other) in legs:
        if x == other_x and min(one, other) < y + ROW and max(one, other) > y - ROW:
            yield x


def _crossed(words: Iterable[Box], legs: Sequence[Leg]) -> int:
    return sum(box.grown(2).crossed_by(*leg) for box in words for leg in legs)
