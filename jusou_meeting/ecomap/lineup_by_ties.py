"""関係による並び順: whoever has no family line stands in their generation where the ties of all cross least."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace
from itertools import combinations, islice, takewhile

import numpy as np
from numpy.typing import NDArray

from jusou_meeting.ecomap.family import Family
from jusou_meeting.ecomap.geometry import Box, Point
from jusou_meeting.ecomap.seating import CROSSING, LENGTH, THROUGH_A_PERSON, THROUGH_TEXT, Surroundings
from jusou_meeting.ecomap.segments import Segments
from jusou_meeting.vocabulary import RecordId

_SHARED_SEAT = 3 * CROSSING
"""For every two agencies on one seat of the sketch."""
_ROUNDS = 2
_SWEEPS = 2
_TRIALS = 80
"""So many orders are tried at most, however large the family is."""
_WORTH = CROSSING / 2
"""For less nobody leaves the place that their 続柄 gives them."""

Row = tuple[RecordId, ...]


def lined_up_by_ties(
    family: Family,
    tied_to: Mapping[RecordId, Sequence[RecordId]],
    around: Surroundings,
    seats: Sequence[Point],
) -> Family:
    """The same family, those without a family line elsewhere in their rows if that saves crossings.

    Partners stay beside each other, and children in their order with nobody between them. The places of the people
    are those of `around`; the agencies are thought on these seats, wherever their lines cross least.
    """
    rows = [tuple(person.id for person in row) for row in family.rows]
    bound = _bound(family)
    home = {i for i, box in around.people.items() if around.outline.holds(box.middle)}
    loose = [
        (n, i)
        for n, row in enumerate(rows)
        if len(row) > 1 and home & set(row)
        for i in row
        if not any(i in group for group in bound)
    ]
    if not loose:
        return family
    sketch = _Sketch(rows, home, tied_to, around, seats)
    cost = sketch.settled(rows)
    trials = (
        (n, row)
        for _ in range(_SWEEPS)
        for n, person in loose
        for row in _elsewhere(rows[n], person, bound, home)
    )
    for n, row in islice(trials, _TRIALS):
        tried = [*rows[:n], row, *rows[n + 1 :]]
        price = sketch.settled(tried, below=cost - _WORTH)
        if price < cost - _WORTH:
            rows, cost = tried, price
    known = {person.id: person for row in family.rows for person in row}
    return replace(family, rows=tuple(tuple(known[i] for i in row) for row in rows))


def _bound(family: Family) -> list[set[RecordId]]:
    """Those whom a family line joins in one row."""
    groups = [{couple.left, couple.right} for couple in family.couples]
    for descent in family.descents:
        groups += [set(descent.parents), set(descent.child_ids)]
    return [group for group in groups if group]


def _elsewhere(
    row: Row, person: RecordId, bound: Sequence[set[RecordId]], home: Set[RecordId]
) -> Iterator[Row]:
    """The row with this person at every other place that no family line spans; nobody else changes sides of those at home."""
    rest = [i for i in row if i != person]
    spans = [[at for at, i in enumerate(rest) if i in group] for group in bound]
    left = _left_of_home(row, home)
    for at in range(len(rest) + 1):
        if not any(span and span[0] < at <= span[-1] for span in spans):
            moved = (*rest[:at], person, *rest[at:])
            if moved != row and _left_of_home(moved, home) ^ left <= {person}:
                yield moved


def _left_of_home(row: Row, home: Set[RecordId]) -> set[RecordId]:
    """Those who live apart and stand before everybody at home."""
    return set(takewhile(lambda i: i not in home, row)) if home & set(row) else set()


class _Sketch:
    """下書き: the map in rough, to tell how many crossings an order of the people comes to.

    Every line from a seat or a spot to a spot has its price and knows which others it crosses, so that one product
    tells what each possible line would cost beside those that are drawn.
    """

    def __init__(
        self,
        rows: Sequence[Row],
        home: Set[RecordId],
        tied_to: Mapping[RecordId, Sequence[RecordId]],
        around: Surroundings,
        seats: Sequence[Point],
    ) -> None:
        people = {person for row in rows for person in row}
        self._ties = [
            tied for a in tied_to if a not in people and (tied := [t for t in tied_to[a] if t in people])
        ]
        self._bonds = [(a, b) for a in sorted(people) for b in tied_to.get(a, ()) if a < b and b in people]
        self._home = home
        self._begun = rows
        spots: list[Point] = []
        boxes: list[Box] = []
        self._spot: dict[tuple[RecordId, bool], int] = {}
        for person in (i for row in rows for i in row):
            box = around.people[person]
            x, y = box.middle
            over = 2 * (around.outline.middle[0] - x)
            if person in home:
                self._spot[person, False] = self._spot[person, True] = len(spots)
                spots.append((x, y))
                boxes.append(box)
                continue
            on_the_left = x < around.outline.middle[0]
            for left, moved in ((on_the_left, 0.0), (not on_the_left, over)):
                self._spot[person, left] = len(spots)
                spots.append((x + moved, y))
                boxes.append(box.moved(moved, 0))
        self._count, self._seats = len(spots), len(seats)
        pairs = list(combinations(range(self._count), 2))
        lines = Segments(
            [seat for seat in seats for _ in spots] + [spots[a] for a, _ in pairs],
            [spot for _ in seats for spot in spots] + [spots[b] for _, b in pairs],
        )
        after = self._count * self._seats
        self._pair = {pair: after + n for n, pair in enumerate(pairs)}
        through = lines.through(boxes)
        for spot in range(self._count):
            through[spot : after : self._count, spot] = False
        for (a, b), n in self._pair.items():
            through[n, [a, b]] = False
        self._alone = (
            LENGTH * lines.lengths()
            + THROUGH_A_PERSON * through.sum(axis=1)
            + THROUGH_TEXT * lines.through(list(around.texts.values())).sum(axis=1)
        )
        self._crossings = CROSSING * lines.crossing(lines)
        self._at: list[int] = []

    def settled(self, rows: Sequence[Row], below: float = np.inf) -> float:
        """What the lines cost with the people in this order and every agency on its best seat.

        The seats are kept for the next order if it costs less.
        """
        spot = self._spots(rows)
        tied = [np.array([spot[t] for t in ties]) for ties in self._ties]
        drawn = np.zeros(len(self._alone))
        for a, b in self._bonds:
            one, other = sorted((spot[a], spot[b]))
            drawn[self._pair[one, other]] += 1
        taken = np.zeros(self._seats)
        at = list(self._at)
        for spots, seat in zip(tied, at, strict=False):
            drawn[seat * self._count + spots] += 1
            taken[seat] += 1
        price = self._alone + self._crossings @ drawn
        for _ in range(_ROUNDS):
            for n, spots in enumerate(tied):
                if n < len(at):
                    lines = at[n] * self._count + spots
                    price -= self._crossings[lines].sum(axis=0)
                    drawn[lines] -= 1
                    taken[at[n]] -= 1
                cost = self._of_seats(price)[:, spots].sum(axis=1) + _SHARED_SEAT * taken
                seat = int(cost.argmin())
                at[n : n + 1] = [seat]
                lines = seat * self._count + spots
                price += self._crossings[lines].sum(axis=0)
                drawn[lines] += 1
                taken[seat] += 1
        total = float(drawn @ (price + self._alone) + _SHARED_SEAT * taken @ (taken - 1)) / 2
        if total < below:
            self._at = at
        return total

    def _of_seats(self, price: NDArray[np.float64]) -> NDArray[np.float64]:
        return price[: self._seats * self._count].reshape(self._seats, self._count)

    def _spots(self, rows: Sequence[Row]) -> dict[RecordId, int]:
        """Where everybody stands in this order: those at home on the spots of their row, the others on their side of it."""
        spot: dict[RecordId, int] = {}
        for row, begun in zip(rows, self._begun, strict=True):
            home = [i for i in row if i in self._home]
            spots = (self._spot[i, False] for i in begun if i in self._home)
            spot |= dict(zip(home, spots, strict=True))
            left = _left_of_home(row, self._home)
            spot |= {i: self._spot[i, i in left] for i in row if i not in self._home}
        return spot
