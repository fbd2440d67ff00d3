"""席順: in which order the agencies stand round the household, so that their lines cross as little as that order lets them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, islice
from statistics import median
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from jusou_meeting.agency import Involvement
from jusou_meeting.ecomap.geometry import FIELD, Box, Point, crosses
from jusou_meeting.ecomap.segments import Segments, bits
from jusou_meeting.vocabulary import Code, RecordId

BETWEEN_BOXES = 18.0
"""Room for a line between two agencies."""
CROSSING = 14.0
THROUGH_A_PERSON = 8.0
THROUGH_TEXT = 4.0
_THROUGH_A_BOX = 14.0
LENGTH = 1 / 300
_NO_ROOM = 20.0
"""For every unit of height that a shelf lacks."""
_ROUNDS = 6
_WORTH = 1e-9
ROUNDING = 0.2


class RingOrder(Code):
    """並べ方: what decides in which order the agencies stand round the household."""

    FEWEST_CROSSINGS = "fewest_crossings", "交わりが少ない順"
    BY_FIELD = "by_field", "分野順"

    def groups(self, involvements: Iterable[Involvement]) -> list[list[RecordId]]:
        """Those that stand side by side in any order: the agencies of each 分野, or all of them."""
        groups: dict[str, list[RecordId]] = {}
        for involvement in involvements:
            field = involvement.field.strip() if self is RingOrder.BY_FIELD else ""
            groups.setdefault(field, []).append(involvement.id)
        return list(groups.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What the agencies stand around: the outline, and everybody in and beside it."""

    outline: Box
    people: Mapping[RecordId, Box]
    texts: Mapping[RecordId, Box]
    """The list of issues of each person who has any."""
    homes: Sequence[Box] = ()
    """The outlines of those who live together elsewhere."""
    family_lines: Sequence[Box] = ()
    """The room of each line of the family that leaves the outline."""
    lines: Sequence[tuple[Point, Point]] = ()
    """The ties within the family."""
    distance: float = 30.0
    """How near an agency may come to any of it."""
    field: Box = FIELD

    def taken(self) -> list[Box]:
        """Where no agency may stand."""
        beside = (
            box for box in (*self.people.values(), *self.texts.values()) if not self.outline.encloses(box)
        )
        return [
            *(box.grown(self.distance) for box in (self.outline, *self.homes, *beside)),
            *self.family_lines,
        ]

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
        cost += math.dist(at, end) * LENGTH
        cost += _THROUGH_A_BOX * sum(box.crossed_by(at, end) for box in boxes)
        cost += CROSSING * sum(crosses(at, end, *line) for line in around.lines)
        cost += THROUGH_TEXT * sum(box.crossed_by(at, end) for box in around.texts.values())
        cost += THROUGH_A_PERSON * sum(
            box.crossed_by(at, end) for person, box in around.people.items() if person != target
        )
    return cost


class Seat(NamedTuple):
    """席: a place for one agency, and the shelf that it shares with those above and below it."""

    at: Point
    shelf: int


class Seating:
    """Who takes which seat: changes of places, while any of them makes the lines shorter or clearer.

    Every line from a seat to a target, and the box on every seat, is one bit of a number, and knows by a mask which
    others it meets: so all crossings of an order are counted by few operations. Nobody sits on a seat that is free.
    """

    def __init__(
        self,
        groups: Sequence[Sequence[RecordId]],
        bodies: Mapping[RecordId, Box],
        tied_to: Mapping[RecordId, Sequence[RecordId]],
        around: Surroundings,
        seats: Sequence[Seat],
        rooms: Sequence[float],
    ) -> None:
        self._agencies = [agency for group in groups for agency in group]
        number = {agency: i for i, agency in enumerate(self._agencies)}
        free = range(len(number), len(seats))
        self._groups = _shared_out([[number[agency] for agency in group] for group in groups], free)
        self._heights = [bodies[agency].height + BETWEEN_BOXES for agency in self._agencies]
        self._heights += [0.0 for _ in free]
        self._peers = [
            (number[a], number[t]) for a in self._agencies for t in tied_to[a] if a < t and t in number
        ]
        self._around = around
        self._seats = seats
        self._rooms = rooms
        usual = (median(box.width for box in bodies.values()), median(box.height for box in bodies.values()))
        self._boxes = [Box.around(seat.at, *usual) for seat in seats]
        targets = list(dict.fromkeys(t for a in self._agencies for t in tied_to[a] if t not in number))
        count, each = len(targets), range(len(seats))
        lines = Segments(
            [seat.at for seat in seats for _ in targets],
            [around.end_of(target, seat.at) for seat in seats for target in targets],
        )
        alone = self._costs(lines, targets)
        masks = bits(self._meetings(lines, count))
        place = {target: p for p, target in enumerate(targets)}
        mine = [[place[t] for t in tied_to[a] if t in place] for a in self._agencies]
        own = [[*ts, count] for ts in mine] + [[] for _ in free]
        self._alone = [[sum(alone[s * count + t] for t in ts) for s in each] for ts in mine]
        self._alone += [[0.0] * len(seats) for _ in free]
        self._bits = [[sum(1 << s * (count + 1) + t for t in ts) for s in each] for ts in own]
        self._masks = [[[masks[s * (count + 1) + t] for t in ts] for s in each] for ts in own]
        self._between = self._ties(lines, count) if self._peers else {}

    def _costs(self, lines: Segments, targets: Sequence[RecordId]) -> list[float]:
        """What the line from each seat to each target costs by itself."""
        around = self._around
        fixed = Segments([start for start, _ in around.lines], [end for _, end in around.lines])
        own = np.array([[person == target for person in around.people] for target in targets], dtype=bool)
        own = np.tile(own, (len(self._seats), 1))
        through_people = lines.through(list(around.people.values()))
        costs = (
            LENGTH * lines.lengths()
            + CROSSING * lines.crossing(fixed).sum(axis=1)
            + THROUGH_TEXT * lines.through(list(around.texts.values())).sum(axis=1)
            + THROUGH_A_PERSON * (through_people & ~own.reshape(through_people.shape)).sum(axis=1)
        )
        return [float(cost) for cost in costs]

    def _meetings(self, lines: Segments, count: int) -> NDArray[np.bool_]:
        """Which lines cross and which run through the box on another seat; of each seat, its lines before its box."""
        seats = len(self._seats)
        through = lines.through(self._boxes).reshape(seats, count, seats)
        through[np.arange(seats), :, np.arange(seats)] = False
        meetings = np.zeros((seats, count + 1, seats, count + 1), dtype=bool)
        meetings[:, :count, :, :count] = lines.crossing(lines).reshape(seats, count, seats, count)
        meetings[:, :count, :, count] = through
        meetings[:, count, :, :count] = through.transpose(2, 0, 1)
        return meetings.reshape(seats * (count + 1), -1)

    def _ties(self, lines: Segments, count: int) -> dict[tuple[int, int], tuple[float, int]]:
        """Of a tie between the agencies of two seats: what it costs by itself, and which lines and boxes it meets."""
        around, pairs, seats = self._around, list(combinations(range(len(self._seats)), 2)), len(self._seats)
        ties = Segments([self._seats[a].at for a, _ in pairs], [self._seats[b].at for _, b in pairs])
        fixed = Segments([start for start, _ in around.lines], [end for _, end in around.lines])
        ends = np.array([[seat in pair for seat in range(seats)] for pair in pairs], dtype=bool)
        costs = (
            3 * LENGTH * ties.lengths()
            + CROSSING * ties.crossing(fixed).sum(axis=1)
            + THROUGH_A_PERSON * ties.through([around.outline])[:, 0]
        )
        meetings = np.zeros((len(pairs), seats, count + 1), dtype=bool)
        meetings[:, :, :count] = ties.crossing(lines).reshape(-1, seats, count)
        meetings[:, :, count] = ties.through(self._boxes) & ~ends
        found = {
            pair: (float(cost), mask)
            for pair, cost, mask in zip(pairs, costs, bits(meetings.reshape(len(pairs), -1)), strict=True)
        }
        return found | {(b, a): tie for (a, b), tie in found.items()}

    def seated(self) -> list[RecordId | None]:
        """The agency of each seat; None where nobody sits."""
        _, order = min(map(self._settled, self._beginnings()), key=lambda found: found[0])
        names = dict(enumerate(self._agencies))
        return [names.get(i) for i in order]

    def _settled(self, groups: list[list[int]]) -> tuple[float, list[int]]:
        """What the ring costs after so many changes, and who sits where."""
        turn, cost = 0, math.inf
        for _ in range(_ROUNDS):
            groups, turn = self._changed(groups, turn)
            before, cost = cost, self._cost(_in_order(groups, turn))
            if cost > before - _WORTH:
                break
        return cost, _in_order(groups, turn)

    def _beginnings(self) -> Iterator[list[list[int]]]:
        """The groups and their members as they were entered, and on the side of those they are tied to."""
        wanted = [min(range(len(costs)), key=costs.__getitem__) for costs in self._alone]
        yield [list(group) for group in self._groups]
        last = len(self._agencies)
        sorted_groups = []
        for group in self._groups:
            people = iter(sorted((i for i in group if i < last), key=wanted.__getitem__))
            sorted_groups.append([next(people) if i < last else i for i in group])
        yield sorted(sorted_groups, key=lambda group: median(wanted[i] for i in group if i < last))

    def _changed(self, groups: list[list[int]], turn: int) -> tuple[list[list[int]], int]:
        """The ring after one round of changes, of whole groups and of two within a group, and how far it is turned."""
        turn = self._rearrange(groups, turn)
        order = _in_order(groups, turn)
        self._swap(order, groups)
        straight = iter(order[turn:] + order[:turn])
        return [list(islice(straight, len(group))) for group in groups], turn

    def _rearrange(self, groups: list[list[int]], turn: int) -> int:
        """Turn the whole ring, and let two groups change places, wherever that helps; returns how far it is turned."""
        if len(groups) == 1:
            return turn
        turn = min(range(len(self._seats)), key=lambda turned: self._cost(_in_order(groups, turned)))
        cost = self._cost(_in_order(groups, turn))
        for a, b in combinations(range(len(groups)), 2):
            groups[a], groups[b] = groups[b], groups[a]
            price = self._cost(_in_order(groups, turn))
            if price < cost - _WORTH:
                cost = price
            else:
                groups[a], groups[b] = groups[b], groups[a]
        return turn

    def _swap(self, order: list[int], groups: Sequence[Sequence[int]]) -> None:
        """Let two of a group change places wherever that helps."""
        at = [0] * len(order)
        drawn = 0
        for seat, i in enumerate(order):
            at[i] = seat
            drawn |= self._bits[i][seat]
        loads, count = self._loads(order), len(self._agencies)
        for i, k in (pair for group in groups for pair in combinations(group, 2)):
            if i >= count and k >= count:
                continue
            mine, theirs = at[i], at[k]
            rest = drawn & ~self._bits[i][mine] & ~self._bits[k][theirs]
            before = self._pair_cost(i, k, rest, at)
            at[i], at[k] = theirs, mine
            after = self._pair_cost(i, k, rest, at)
            a, b = self._seats[mine].shelf, self._seats[theirs].shelf
            more = self._heights[k] - self._heights[i]
            if a != b and more:
                before += self._lacking(a, loads[a]) + self._lacking(b, loads[b])
                after += self._lacking(a, loads[a] + more) + self._lacking(b, loads[b] - more)
            if after < before - _WORTH:
                drawn = rest | self._bits[i][theirs] | self._bits[k][mine]
                order[mine], order[theirs] = k, i
                loads[a] += more
                loads[b] -= more
            else:
                at[i], at[k] = mine, theirs

    def _pair_cost(self, i: int, k: int, others: int, at: Sequence[int]) -> float:
        """What two agencies cost in their seats beside the lines of all others."""
        mine, theirs = self._bits[i][at[i]], self._bits[k][at[k]]
        cost = self._alone[i][at[i]] + self._alone[k][at[k]]
        crossed = sum((mask & (others | theirs)).bit_count() for mask in self._masks[i][at[i]])
        crossed += sum((mask & others).bit_count() for mask in self._masks[k][at[k]])
        for a, b in self._peers:
            price, mask = self._between[at[a], at[b]]
            involved = bool({a, b} & {i, k})
            crossed += (mask & (mine | theirs | (others if involved else 0))).bit_count()
            cost += price * involved
        return cost + CROSSING * crossed

    def _cost(self, order: Sequence[int]) -> float:
        """What this order costs."""
        drawn = 0
        at = [0] * len(order)
        for seat, i in enumerate(order):
            at[i] = seat
            drawn |= self._bits[i][seat]
        cost = sum(self._alone[i][seat] for seat, i in enumerate(order))
        crossed = (
            sum((mask & drawn).bit_count() for seat, i in enumerate(order) for mask in self._masks[i][seat])
            / 2
        )
        for a, b in self._peers:
            price, mask = self._between[at[a], at[b]]
            crossed += (mask & drawn).bit_count()
            cost += price
        cost += sum(self._lacking(shelf, load) for shelf, load in enumerate(self._loads(order)))
        return cost + CROSSING * crossed

    def _loads(self, order: Sequence[int]) -> list[float]:
        """How much of each shelf the agencies take."""
        loads = [0.0] * len(self._rooms)
        for seat, i in zip(self._seats, order, strict=True):
            loads[seat.shelf] += self._heights[i]
        return loads

    def _lacking(self, shelf: int, load: float) -> float:
        return _NO_ROOM * max(0.0, load - self._rooms[shelf])


def _in_order(groups: Sequence[Sequence[int]], turn: int) -> list[int]:
    """The members of one group after the other round the household, the first so many seats further on."""
    order = [i for group in groups for i in group]
    return order[-turn:] + order[:-turn] if turn else order


def _shared_out(groups: Sequence[Sequence[int]], free: Sequence[int]) -> list[list[int]]:
    """The groups with free seats evenly between their members."""
    members = [(n, i) for n, group in enumerate(groups) for i in group]
    shared: list[list[int]] = [[] for _ in groups]
    given = 0
    for place, (n, i) in enumerate(members, start=1):
        shared[n].append(i)
        due = len(free) * place // len(members)
        shared[n].extend(free[given:due])
        given = due
    return shared
