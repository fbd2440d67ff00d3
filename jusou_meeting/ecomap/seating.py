"""席順: which agency takes which place round the household, so that their lines cross as little as can be."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from jusou_meeting.ecomap.geometry import FIELD, Box, Point, crosses
from jusou_meeting.vocabulary import RecordId

BETWEEN_BOXES = 18.0
"""Room for a line between two agencies."""
_CROSSING = 10.0
_THROUGH_A_PERSON = 14.0
_THROUGH_TEXT = 4.0
_THROUGH_A_BOX = 7.0
_LENGTH = 1 / 300
_NO_ROOM = 10_000.0
ROUNDING = 0.2


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What the agencies stand around: the outline, and everybody in and beside it."""

    outline: Box
    people: Mapping[RecordId, Box]
    texts: Mapping[RecordId, Box]
    """The list of issues of each person who has any."""
    distance: float = 30.0
    """How near an agency may come to any of it."""
    field: Box = FIELD

    def taken(self) -> list[Box]:
        """Where no agency may stand."""
        beside = (
            box for box in (*self.people.values(), *self.texts.values()) if not self.outline.encloses(box)
        )
        return [box.grown(self.distance) for box in (self.outline, *beside)]

    def end_of(self, target: RecordId, seen_from: Point) -> Point:
        """Where a line from there ends: at the person, or at the nearest place of the outline."""
        if target in self.people:
            return self.people[target].middle
        return self.outline.nearest(seen_from)


def line_costs(
    at: Point, targets: Iterable[RecordId], around: Surroundings, boxes: Sequence[Box] = ()
) -> float:
    """What the lines from here to people and outline cost: their length, and what they run through."""
    cost = 0.0
    for target in targets:
        end = around.end_of(target, at)
        cost += math.dist(at, end) * _LENGTH
        cost += _THROUGH_A_BOX * sum(box.crossed_by(at, end) for box in boxes)
        cost += _THROUGH_TEXT * sum(box.crossed_by(at, end) for box in around.texts.values())
        cost += _THROUGH_A_PERSON * sum(
            box.crossed_by(at, end) for person, box in around.people.items() if person != target
        )
    return cost


class Seating:
    """Which agency takes which slot: swaps, while any of them makes the lines shorter or clearer."""

    def __init__(
        self,
        bodies: Mapping[RecordId, Box],
        tied_to: Mapping[RecordId, Sequence[RecordId]],
        around: Surroundings,
        slots: Mapping[RecordId, Point],
    ) -> None:
        self._agencies = tuple(slots)
        self._bodies = tuple(bodies[agency] for agency in slots)
        self._slots = tuple(slots.values())
        number = {agency: i for i, agency in enumerate(self._agencies)}
        self._targets = [[t for t in tied_to[a] if t not in number] for a in self._agencies]
        self._peers = [{number[t] for t in tied_to[a] if t in number} for a in self._agencies]
        self._around = around
        self._taken = around.taken()
        self._seats: dict[int, tuple[Point, Box, list[Point], float]] = {}
        self._pairs: dict[int, float] = {}

    def seated(self) -> dict[RecordId, Point]:
        """The place of each agency; each begins in the slot that suits it best, unless that leaves somebody no room."""
        starts = [list(range(len(self._agencies))), self._greedy()]
        seats = min(starts, key=lambda seats: sum(self._cost(i, seats[i], seats) for i in range(len(seats))))
        for _ in range(6):
            if not self._swapped(seats):
                break
        return {agency: self._seat(i, seats[i])[0] for i, agency in enumerate(self._agencies)}

    def _greedy(self) -> list[int]:
        """Whoever has the most lines chooses first."""
        free = list(range(len(self._slots)))
        seats = [-1] * len(self._agencies)
        for i in sorted(range(len(seats)), key=lambda i: -len(self._targets[i]) - len(self._peers[i])):
            seats[i] = min(free, key=lambda slot: self._cost(i, slot, seats))
            free.remove(seats[i])
        return seats

    def _swapped(self, seats: list[int]) -> bool:
        """One round of swaps; whether any of them helped."""
        helped = False
        costs = [self._cost(i, slot, seats) for i, slot in enumerate(seats)]
        for i, k in combinations(range(len(seats)), 2):
            if not (self._targets[i] or self._targets[k] or self._peers[i] or self._peers[k]):
                continue
            before = costs[i] + costs[k] - 1e-9
            if self._seat(i, seats[k])[3] + self._seat(k, seats[i])[3] >= before:
                continue
            seats[i], seats[k] = seats[k], seats[i]
            after = self._cost(i, seats[i], seats, before - self._seat(k, seats[k])[3])
            if after + self._cost(k, seats[k], seats, before - after) < before:
                helped = True
                costs = [self._cost(i, slot, seats) for i, slot in enumerate(seats)]
            else:
                seats[i], seats[k] = seats[k], seats[i]
        return helped

    def _cost(self, i: int, slot: int, seats: Sequence[int], enough: float = math.inf) -> float:
        """What this slot costs agency i while the others stay, or as much as is enough; a seat of -1 is not taken yet."""
        cost = self._seat(i, slot)[3]
        for k, other in enumerate(seats):
            if k != i and other >= 0:
                cost += self._between(i, slot, k, other)
                if cost >= enough:
                    break
        return cost

    def _seat(self, i: int, slot: int) -> tuple[Point, Box, list[Point], float]:
        """The place of the agency in this slot, its box, the ends of its lines, and what it costs by itself."""
        key = i * len(self._slots) + slot
        if key not in self._seats:
            body = self._bodies[i]
            at = body.held_in(self._around.field, self._slots[slot])
            box = body.moved(*at)
            cost = line_costs(at, self._targets[i], self._around)
            cost += _NO_ROOM * any(box.grown(-ROUNDING).meets(other) for other in self._taken)
            ends = [self._around.end_of(target, at) for target in self._targets[i]]
            self._seats[key] = at, box, ends, cost
        return self._seats[key]

    def _between(self, i: int, slot: int, k: int, other: int) -> float:
        """What two agencies cost each other: crossings, boxes in the way, a long tie between the two."""
        if i > k:
            i, slot, k, other = k, other, i, slot
        count = len(self._slots)
        key = ((i * count + slot) * len(self._agencies) + k) * count + other
        cost = self._pairs.get(key)
        if cost is not None:
            return cost
        at, box, ends, _ = self._seat(i, slot)
        there, their_box, their_ends, _ = self._seat(k, other)
        cost = _NO_ROOM * box.grown(BETWEEN_BOXES - 2).meets(their_box)
        for end in ends:
            cost += _THROUGH_A_BOX * their_box.crossed_by(at, end)
            for their_end in their_ends:
                cost += _CROSSING * crosses(at, end, there, their_end)
        for their_end in their_ends:
            cost += _THROUGH_A_BOX * box.crossed_by(there, their_end)
        if k in self._peers[i]:
            cost += math.dist(at, there) * 3 * _LENGTH
            cost += _THROUGH_A_PERSON * self._around.outline.crossed_by(at, there)
        self._pairs[key] = cost
        return cost
