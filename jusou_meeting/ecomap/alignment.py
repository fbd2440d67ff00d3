"""世代の段: the generations under each other, everybody under or over those they descend from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from itertools import pairwise
from statistics import fmean

from jusou_meeting.ecomap.density import Density
from jusou_meeting.ecomap.family import Family
from jusou_meeting.ecomap.figure import PersonFigure
from jusou_meeting.ecomap.geometry import Box, Point
from jusou_meeting.vocabulary import RecordId

GENERATION = 120.0
"""From one generation to the next where nothing else rules."""
UNDER_WORDS = 8.0
"""So far under the words of whoever stands between a couple passes their line, where children hang from it …"""
FOR_A_BAR = 26.0
"""… if so much is left above these."""
_INNER_HEIGHT = 400.0
"""Rows move apart until they fill this height."""


def rows_in_place(
    rows: Sequence[Sequence[PersonFigure]],
    rooms: Mapping[RecordId, Box],
    family: Family,
    tied: Set[frozenset[RecordId]],
    density: Density,
) -> dict[RecordId, Point]:
    """The generations under each other, parents over the middle of their children.

    One that lives elsewhere as a whole has its height between those at home: it stands beside them.
    """
    couples = {frozenset(couple[:2]) for couple in family.couples}
    begun = [place for place, row in enumerate(rows) if row]
    skipped = [0, *(after - before - 1 for before, after in pairwise(begun))]
    rows = [rows[place] for place in begun]
    placed: list[dict[RecordId, Point]] = []
    heights = [
        max(rooms[f.person.id].bottom for f in row) - min(rooms[f.person.id].top for f in row) for row in rows
    ]
    gap_below = (_INNER_HEIGHT - sum(heights)) / max(1, len(rows) - 1)
    gap_below = min(max(gap_below, density.rows[0]), density.rows[1])
    bottom = 0.0
    for row, generations in zip(rows, skipped[: len(rows)], strict=True):
        people = [figure.person.id for figure in row]
        bottom += generations * GENERATION
        y = bottom - min(rooms[i].top for i in people)
        bottom = y + max(rooms[i].bottom for i in people) + gap_below
        x = 0.0
        points = {people[0]: (x, y)}
        for one, other in pairwise(people):
            joined = frozenset((one, other)) in couples | tied
            gap = density.couple if joined else density.people
            x += rooms[one].right + gap - rooms[other].left
            points[other] = (x, y)
        placed.append(points)
    if not placed:
        return {}
    fixed = max(range(len(placed)), key=lambda place: (len(placed[place]), -place))
    for place in range(fixed - 1, -1, -1):
        placed[place] = _aligned(placed[place], placed[place + 1], family)
    for place in range(fixed + 1, len(placed)):
        placed[place] = _aligned(placed[place], placed[place - 1], family)
    return {person: point for row in placed for person, point in row.items()}


def _aligned(
    row: Mapping[RecordId, Point], beside: Mapping[RecordId, Point], family: Family
) -> dict[RecordId, Point]:
    """The row moved sideways, so that the lines of descent between the two hang straight; nobody comes nearer to another."""
    shifts: dict[RecordId, list[float]] = {}
    for descent in family.descents:
        for group, other in (
            (descent.parents, descent.child_ids),
            (descent.child_ids, descent.parents),
        ):
            mine, theirs = [i for i in group if i in row], [i for i in other if i in beside]
            if mine and theirs:
                shift = fmean(beside[i][0] for i in theirs) - fmean(row[i][0] for i in mine)
                for i in mine:
                    shifts.setdefault(i, []).append(shift)
    if not shifts:
        shifts = {next(iter(row)): [fmean(x for x, _ in beside.values()) - fmean(x for x, _ in row.values())]}
    xs = [x for x, _ in row.values()]
    moved = [place for place, i in enumerate(row) if i in shifts]
    wanted = [
        x + fmean(shifts[list(row)[min(moved, key=lambda one: abs(one - place))]])
        for place, x in enumerate(xs)
    ]
    return {i: (x, y) for (i, (_, y)), x in zip(row.items(), spread(wanted, xs), strict=True)}


def spread(wanted: Sequence[float], apart: Sequence[float]) -> list[float]:
    """The places nearest to the wanted ones (least squares) that keep at least the distances of `apart`, in its order.

    Pool adjacent violators: whoever is pressed against the next moves together with them.
    """
    pools: list[tuple[float, int]] = []
    for want, at in zip(wanted, apart, strict=True):
        pools.append((want - at, 1))
        while len(pools) > 1 and pools[-2][0] > pools[-1][0]:
            (a, m), (b, n) = pools[-2:]
            pools[-2:] = [((a * m + b * n) / (m + n), m + n)]
    moved = [shift for shift, count in pools for _ in range(count)]
    return [at + shift for at, shift in zip(apart, moved, strict=True)]
