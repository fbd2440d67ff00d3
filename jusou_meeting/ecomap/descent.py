"""家系線: the lines of couples and of descent between people who have their places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from statistics import fmean

from jusou_meeting.ecomap.family import Family
from jusou_meeting.ecomap.generations import PlacedPerson
from jusou_meeting.ecomap.geometry import Point


def family_lines(family: Family, people: Iterable[PlacedPerson]) -> Iterator[tuple[Point, ...]]:
    """The level lines of couples, and the lines of descent with their brackets."""
    placed = {person.figure.person.id: person for person in people}
    for couple in family.couples:
        left, right = placed[couple.left], placed[couple.right]
        yield left.beside(right), right.beside(left)
    for descent in family.descents:
        yield from _descent_lines([placed[i] for i in descent.parents], [placed[i] for i in descent.children])


def _descent_lines(
    parents: Sequence[PlacedPerson], children: Sequence[PlacedPerson]
) -> Iterator[tuple[Point, ...]]:
    bar = min(child.at.y - child.figure.half for child in children) - 20
    xs = [child.at.x for child in children]
    if parents:
        start = _hanging_from(parents, fmean(xs))
        bar = max(bar, start[1] + 10)
        yield start, (start[0], bar)
        xs.append(start[0])
    if max(xs) - min(xs) > 0.5:
        yield (min(xs), bar), (max(xs), bar)
    for child in children:
        yield (child.at.x, bar), (child.at.x, child.at.y - child.figure.half)


def _hanging_from(parents: Sequence[PlacedPerson], wanted: float) -> Point:
    """Where the children hang: under the parent, or on the couple's line, near the one who lives with them."""
    if len(parents) == 1:
        return parents[0].at.x, parents[0].body.bottom
    (left, y_left), (right, y_right) = parents[0].beside(parents[1]), parents[1].beside(parents[0])
    at_home = [parent for parent in parents if not parent.figure.outside]
    if len(at_home) == 1:
        wanted = at_home[0].at.x
    low, high = min(left, right) + 26, max(left, right) - 26
    x = (low + high) / 2 if low > high else min(max(wanted, low), high)
    share = (x - left) / (right - left) if right != left else 0.5
    return x, y_left + (y_right - y_left) * share
