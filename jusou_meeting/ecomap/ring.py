"""機関の配置: agencies around the household, so that their lines cross as little as can be."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from statistics import fmean, median

from jusou_meeting.ecomap.geometry import FIELD, Box, Point, crosses, nearest_free
from jusou_meeting.household import Position
from jusou_meeting.vocabulary import RecordId

_APART = 22.0
_ABOVE = 20.0
_BETWEEN_BOXES = 9.0
_AT_LEAST = 0.82
"""A small household still fills the sheet: the ellipse is never smaller than this share of it."""

_CROSSING = 10.0
_THROUGH_A_PERSON = 14.0
_THROUGH_TEXT = 4.0
_THROUGH_A_BOX = 7.0
_LENGTH = 1 / 300
_NO_ROOM = 500.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What the agencies stand around: the outline, and everybody in and beside it."""

    outline: Box
    people: Mapping[RecordId, Box]
    texts: Mapping[RecordId, Box]
    """The list of issues of each person who has any."""
    distance: float = 30.0
    """How near an agency may come to any of it."""

    def taken(self) -> list[Box]:
        """Where no agency may stand."""
        boxes = (self.outline, *self.people.values(), *self.texts.values())
        return [box.grown(self.distance) for box in boxes]

    def end_of(self, target: RecordId, seen_from: Point) -> Point:
        """Where a line from there ends: at the person, or at the nearest place of the outline."""
        if target in self.people:
            return self.people[target].middle
        return self.outline.nearest(seen_from)


def agency_places(
    bodies: Mapping[RecordId, Box],
    tied_to: Mapping[RecordId, Sequence[RecordId]],
    around: Surroundings,
    kept: Mapping[RecordId, Position],
) -> dict[RecordId, Position]:
    """Every agency's place.

    While nobody has moved any, they share an ellipse (columns when they are many), in the order with the fewest
    crossings. Once there are chosen places, these stay, and a new agency takes the best that is free.
    """
    places = {agency: kept[agency] for agency in bodies if agency in kept}
    if not places and bodies:
        for slots in (_on_the_ellipse(bodies, around), _in_columns(bodies, around)):
            if len(slots) >= len(bodies):
                seated = _packed(_Seating(bodies, tied_to, around, slots).seated(), bodies, around)
                if _fits(seated, bodies, around):
                    return seated
    _join(places, bodies, tied_to, around)
    return places


def _fits(places: Mapping[RecordId, Position], bodies: Mapping[RecordId, Box], around: Surroundings) -> bool:
    """Whether no box meets another, the outline or a person."""
    boxes = [bodies[agency].moved(*place) for agency, place in places.items()]
    return not any(
        one.grown(_BETWEEN_BOXES - 1).meets(other) for one, other in combinations(boxes, 2)
    ) and not any(box.meets(other) for box in boxes for other in around.taken())


def _join(
    places: dict[RecordId, Position],
    bodies: Mapping[RecordId, Box],
    tied_to: Mapping[RecordId, Sequence[RecordId]],
    around: Surroundings,
) -> None:
    """Whoever has no place yet takes the best that is free, one after the other."""
    taken = around.taken()
    taken.extend(bodies[agency].moved(*place).grown(_BETWEEN_BOXES) for agency, place in places.items())
    for agency, body in bodies.items():
        if agency in places:
            continue
        free = [
            point
            for point in _ellipse(body, around)[::4]
            if not any(body.moved(*point).meets(box) for box in taken)
        ]
        ends = [around.people[i].middle for i in tied_to[agency] if i in around.people]
        wanted = (fmean(x for x, _ in ends), fmean(y for _, y in ends)) if ends else around.outline.middle
        x, y = (
            min(free, key=lambda point: (_line_costs(point, tied_to[agency], around), point))
            if free
            else nearest_free(body, wanted, taken)
        )
        places[agency] = Position(round(x, 1), round(y, 1))
        taken.append(body.moved(x, y).grown(_BETWEEN_BOXES))


def _line_costs(at: Point, targets: Iterable[RecordId], around: Surroundings) -> float:
    """What the lines from here to people and outline cost: their length, and what they run through."""
    cost = 0.0
    for target in targets:
        end = around.end_of(target, at)
        cost += math.dist(at, end) * _LENGTH
        cost += _THROUGH_TEXT * sum(box.crossed_by(at, end) for box in around.texts.values())
        cost += _THROUGH_A_PERSON * sum(
            box.crossed_by(at, end) for person, box in around.people.items() if person != target
        )
    return cost


def _ellipse(body: Box, around: Surroundings, squareness: float = 2.6) -> list[Point]:
    """160 points round the family, from the top on, on which a box of this size may stand."""
    middle_x, middle_y = FIELD.middle
    far_x = max(abs(around.outline.left - middle_x), abs(around.outline.right - middle_x))
    far_y = max(abs(around.outline.top - middle_y), abs(around.outline.bottom - middle_y))
    widest, highest = (FIELD.width - body.width) / 2, (FIELD.height - body.height) / 2
    radius_x = min(widest, max(far_x + body.width / 2 + 190, widest * _AT_LEAST))
    radius_y = min(highest, max(far_y + body.height / 2 + 100, highest * _AT_LEAST))
    points = []
    for step in range(160):
        angle = math.tau * step / 160 - math.tau / 4
        cosine, sine = math.cos(angle), math.sin(angle)
        stretch = (abs(cosine) ** squareness + abs(sine) ** squareness) ** (-1 / squareness)
        points.append((middle_x + radius_x * cosine * stretch, middle_y + radius_y * sine * stretch))
    return points


def _on_the_ellipse(bodies: Mapping[RecordId, Box], around: Surroundings) -> list[Point]:
    """As many places as there are agencies, evenly spread over the free arcs.

    The squarer the ellipse, the more it holds and the clearer it keeps of the corners of the outline.
    """
    body = Box.around(
        (0, 0),
        median(box.width for box in bodies.values()),
        median(box.height for box in bodies.values()),
    )
    taken = around.taken()
    for squareness in (2.6, 3.6, 6.0):
        points = _ellipse(body, around, squareness)
        steps = [
            max(abs(a[0] - b[0]) / (body.width + _APART), abs(a[1] - b[1]) / (body.height + _ABOVE))
            for a, b in zip(points, points[1:] + points[:1], strict=True)
        ]
        free = [not any(body.moved(*point).meets(box) for box in taken) for point in points]
        if all(free) and sum(steps) >= len(bodies):
            return _along(points, steps, [sum(steps) * i / len(bodies) for i in range(len(bodies))])
    slots: list[Point] = []
    arcs = _arcs(points, steps, free)
    for (arc, arc_steps), count in zip(
        arcs, _shares([sum(arc[1]) for arc in arcs], len(bodies)), strict=True
    ):
        length = sum(arc_steps)
        slots.extend(_along(arc, arc_steps, [length * (i + 0.5) / count for i in range(count)]))
    return slots


def _arcs(
    points: Sequence[Point], steps: Sequence[float], free: Sequence[bool]
) -> list[tuple[list[Point], list[float]]]:
    """The unbroken stretches of free points, with the steps between them."""
    start = next((i for i in range(len(points)) if not free[i]), 0)
    arcs: list[tuple[list[Point], list[float]]] = []
    fresh = True
    for i in (*range(start, len(points)), *range(start)):
        if free[i]:
            if fresh:
                arcs.append(([], []))
            else:
                arcs[-1][1].append(steps[i - 1])
            arcs[-1][0].append(points[i])
        fresh = not free[i]
    return arcs


def _shares(lengths: Sequence[float], count: int) -> list[int]:
    """How many of them each arc takes, so that they stand equally far apart."""
    counts = [0] * len(lengths)
    for _ in range(count if lengths else 0):
        counts[max(range(len(lengths)), key=lambda arc: lengths[arc] / (counts[arc] + 1))] += 1
    return counts


def _along(points: Sequence[Point], steps: Sequence[float], distances: Sequence[float]) -> list[Point]:
    """The points at these distances along the way."""
    found = []
    gone, place = 0.0, 0
    for distance in distances:
        while place < len(points) - 1 and gone < distance - 1e-9:
            gone += steps[place]
            place += 1
        found.append(points[place])
    return found


def _in_columns(bodies: Mapping[RecordId, Box], around: Surroundings) -> list[Point]:
    """Every free place of a dense grid, for maps with more agencies than the ellipse holds."""
    wide = max(box.width for box in bodies.values()) + _BETWEEN_BOXES
    high = median(box.height for box in bodies.values()) + _BETWEEN_BOXES
    body = Box.around((0, 0), wide - _BETWEEN_BOXES, high - _BETWEEN_BOXES)
    taken = around.taken()
    columns = int((FIELD.width + _BETWEEN_BOXES) // wide)
    rows = int((FIELD.height + _BETWEEN_BOXES) // high)
    slots = []
    for column in range(columns):
        from_left = FIELD.left + column * wide
        from_right = FIELD.right + _BETWEEN_BOXES - (columns - column) * wide
        x = (from_left if column < columns / 2 else from_right) + body.width / 2
        for row in range(rows):
            y = FIELD.top + body.height / 2 + row * (FIELD.height - body.height) / max(1, rows - 1)
            if not any(body.moved(x, y).meets(box) for box in taken):
                slots.append((x, y))
    return slots


def _packed(
    places: Mapping[RecordId, Point], bodies: Mapping[RecordId, Box], around: Surroundings
) -> dict[RecordId, Position]:
    """The same places, with boxes that stand under one another moved up and down until they are clear."""
    packed = dict(places)
    for x in {round(place[0]) for place in places.values()}:
        column = sorted((a for a in places if round(places[a][0]) == x), key=lambda a: places[a][1])
        if len(column) > 1:
            _pack(column, packed, bodies, around.taken())
    return {a: Position(round(packed[a][0], 1), round(packed[a][1], 1)) for a in places}


def _pack(
    column: Sequence[RecordId],
    places: dict[RecordId, Point],
    bodies: Mapping[RecordId, Box],
    taken: Sequence[Box],
) -> None:
    for way, agencies in ((1, column), (-1, column[::-1])):
        edge = FIELD.top if way > 0 else FIELD.bottom
        for agency in agencies:
            x, y = places[agency]
            body = bodies[agency]
            near, far = (body.top, body.bottom) if way > 0 else (body.bottom, body.top)
            y = max(y, edge - near) if way > 0 else min(y, edge - near)
            for box in sorted(taken, key=lambda box: way * box.middle[1]):
                if body.moved(x, y).meets(box):
                    y = (box.bottom if way > 0 else box.top) - near
            places[agency] = x, y
            edge = y + far + way * _BETWEEN_BOXES


class _Seating:
    """Which agency takes which slot: first each the best that is left, then swaps while any of them helps."""

    def __init__(
        self,
        bodies: Mapping[RecordId, Box],
        tied_to: Mapping[RecordId, Sequence[RecordId]],
        around: Surroundings,
        slots: Sequence[Point],
    ) -> None:
        self._agencies = tuple(bodies)
        self._bodies = tuple(bodies.values())
        number = {agency: i for i, agency in enumerate(self._agencies)}
        self._targets = [[t for t in tied_to[a] if t not in number] for a in self._agencies]
        self._peers = [{number[t] for t in tied_to[a] if t in number} for a in self._agencies]
        self._around = around
        self._taken = around.taken()
        self._slots = tuple(slots)
        self._seats: dict[int, tuple[Point, Box, list[Point], float]] = {}
        self._pairs: dict[int, float] = {}

    def seated(self) -> dict[RecordId, Point]:
        """The place of each agency."""
        taken: dict[int, int] = {}
        free = list(range(len(self._slots)))
        most_ties_first = sorted(
            range(len(self._agencies)), key=lambda i: -len(self._targets[i]) - len(self._peers[i])
        )
        for i in most_ties_first:
            slot = min(free, key=lambda s: self._cost(i, s, taken))
            free.remove(slot)
            taken[i] = slot
        for _ in range(6):
            if not (self._swapped(taken) | self._moved(taken, free)):
                break
        return {agency: self._seat(i, taken[i])[0] for i, agency in enumerate(self._agencies)}

    def _swapped(self, taken: dict[int, int]) -> bool:
        """One round of swaps; whether any of them helped."""
        helped = False
        for i, k in combinations(range(len(self._agencies)), 2):
            if not (self._targets[i] or self._targets[k] or self._peers[i] or self._peers[k]):
                continue
            before = self._cost(i, taken[i], taken) + self._cost(k, taken[k], taken)
            if self._seat(i, taken[k])[3] + self._seat(k, taken[i])[3] >= before:
                continue
            taken[i], taken[k] = taken[k], taken[i]
            if self._cost(i, taken[i], taken) + self._cost(k, taken[k], taken) < before - 1e-9:
                helped = True
            else:
                taken[i], taken[k] = taken[k], taken[i]
        return helped

    def _moved(self, taken: dict[int, int], free: list[int]) -> bool:
        """One round of moves into slots that nobody has; whether any of them helped."""
        helped = False
        for i in taken:
            for place, slot in enumerate(free):
                if self._cost(i, slot, taken) < self._cost(i, taken[i], taken) - 1e-9:
                    taken[i], free[place] = slot, taken[i]
                    helped = True
        return helped

    def _cost(self, i: int, slot: int, taken: Mapping[int, int]) -> float:
        """What this slot costs agency i while the others stay."""
        return self._seat(i, slot)[3] + sum(
            self._between(i, slot, k, other) for k, other in taken.items() if k != i
        )

    def _seat(self, i: int, slot: int) -> tuple[Point, Box, list[Point], float]:
        """The place of the agency in this slot, its box, the ends of its lines, and what it costs by itself."""
        key = i * len(self._slots) + slot
        if key not in self._seats:
            body = self._bodies[i]
            at = body.held_on_sheet(self._slots[slot])
            box = body.moved(*at)
            cost = _line_costs(at, self._targets[i], self._around)
            cost += _NO_ROOM * any(box.meets(other) for other in self._taken)
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
        cost = _NO_ROOM * box.grown(_BETWEEN_BOXES).meets(their_box)
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
