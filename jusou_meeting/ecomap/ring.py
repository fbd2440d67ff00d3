"""機関の配置: agencies around the household, so that their lines cross as little as can be."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from statistics import fmean, median

from jusou_meeting.ecomap.geometry import FIELD, Box, Point, crosses, nearest_free
from jusou_meeting.household import Position
from jusou_meeting.vocabulary import RecordId

_APART = 22.0
_ABOVE = 20.0
_BETWEEN_BOXES = 18.0
_AT_LEAST = 0.82
"""A small household still fills the sheet: the ellipse is never smaller than this share of it."""

_CROSSING = 10.0
_THROUGH_A_PERSON = 14.0
_THROUGH_TEXT = 4.0
_THROUGH_A_BOX = 7.0
_LENGTH = 1 / 300
_NO_ROOM = 10_000.0
_ROUNDING = 0.2


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


def slots_for(
    bodies: Mapping[RecordId, Box], around: Surroundings, *, on_the_ellipse: bool
) -> dict[RecordId, Point]:
    """A place for every box round this household, in no particular order: on the ellipse if asked, else in columns.

    Nobody has a place when they are too many; what fits on the ellipse also fits in columns.
    """
    in_columns = _in_columns(bodies, around) if bodies else {}
    return _on_the_ellipse(bodies, around) if on_the_ellipse and in_columns else in_columns


def belonging_places(
    bodies: Mapping[RecordId, Box],
    tied_to: Mapping[RecordId, Sequence[RecordId]],
    around: Surroundings,
    slots: Mapping[RecordId, Point],
) -> dict[RecordId, Point]:
    """Where every agency belongs while nobody has moved any: in these slots, in the order with the fewest crossings."""
    if not slots:
        return {}
    seated = _Seating(bodies, tied_to, around, slots).seated()
    if _is_clear(seated, bodies, around):
        return seated
    return _Seating(bodies, tied_to, around, _in_columns(bodies, around)).seated()


def agency_places(
    bodies: Mapping[RecordId, Box],
    tied_to: Mapping[RecordId, Sequence[RecordId]],
    around: Surroundings,
    kept: Mapping[RecordId, Position],
    belonging: Mapping[RecordId, Point],
) -> dict[RecordId, Position]:
    """Every agency's place: where somebody put it, else where it belongs, or the best that is free if that is taken."""
    places = {agency: kept[agency] for agency in bodies if agency in kept}
    taken = around.taken()
    taken.extend(bodies[agency].moved(*place).grown(_BETWEEN_BOXES - 2) for agency, place in places.items())
    for agency, body in bodies.items():
        if agency in places:
            continue
        at = belonging.get(agency)
        if at is None or any(body.moved(*at).grown(-_ROUNDING).meets(box) for box in taken):
            boxes = [bodies[other].moved(*place) for other, place in places.items()]
            at = _best_free(body, tied_to[agency], around, taken, boxes)
        places[agency] = Position(round(at[0], 1), round(at[1], 1))
        taken.append(body.moved(*at).grown(_BETWEEN_BOXES - 2))
    return places


def _is_clear(places: Mapping[RecordId, Point], bodies: Mapping[RecordId, Box], around: Surroundings) -> bool:
    """Whether no box meets the household or another box."""
    boxes = [bodies[agency].moved(*place) for agency, place in places.items()]
    return not any(one.meets(other) for one, other in combinations(boxes, 2)) and not any(
        box.grown(-_ROUNDING).meets(other) for box in boxes for other in around.taken()
    )


def _best_free(
    body: Box, targets: Sequence[RecordId], around: Surroundings, taken: Sequence[Box], boxes: Sequence[Box]
) -> Point:
    """The free place on the ellipse with the shortest and clearest lines, or the nearest to those it is tied to."""
    free = [
        point
        for point in _ellipse(body, around)[::4]
        if around.field.encloses(body.moved(*point))
        and not any(body.moved(*point).meets(box) for box in taken)
    ]
    if free:
        return min(free, key=lambda point: (_line_costs(point, targets, around, boxes), point))
    ends = [around.people[i].middle for i in targets if i in around.people]
    wanted = (fmean(x for x, _ in ends), fmean(y for _, y in ends)) if ends else around.outline.middle
    return nearest_free(body, wanted, taken, around.field) or around.field.nearest(wanted)


def _line_costs(
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


def _ellipse(body: Box, around: Surroundings, squareness: float = 2.6) -> list[Point]:
    """160 points round the family, from the top on, on which a box of this size may stand."""
    middle_x, middle_y = around.field.middle
    far_x = max(abs(around.outline.left - middle_x), abs(around.outline.right - middle_x))
    far_y = max(abs(around.outline.top - middle_y), abs(around.outline.bottom - middle_y))
    widest, highest = (around.field.width - body.width) / 2, (around.field.height - body.height) / 2
    radius_x = min(widest, max(far_x + body.width / 2 + 190, widest * _AT_LEAST))
    radius_y = min(highest, max(far_y + body.height / 2 + 100, highest * _AT_LEAST))
    points = []
    for step in range(160):
        angle = math.tau * step / 160 - math.tau / 4
        cosine, sine = math.cos(angle), math.sin(angle)
        stretch = (abs(cosine) ** squareness + abs(sine) ** squareness) ** (-1 / squareness)
        points.append((middle_x + radius_x * cosine * stretch, middle_y + radius_y * sine * stretch))
    return points


def _on_the_ellipse(bodies: Mapping[RecordId, Box], around: Surroundings) -> dict[RecordId, Point]:
    """A place for every agency, evenly spread over the free arcs; nobody has one when they are too many.

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
            even = [sum(steps) * i / len(bodies) for i in range(len(bodies))]
            return dict(zip(bodies, _along(points, steps, even), strict=True))
    arcs = _arcs(points, steps, free)
    lengths = [sum(arc_steps) for _, arc_steps in arcs]
    counts = _shares(lengths, len(bodies))
    if not arcs or any(length < count - 0.5 for length, count in zip(lengths, counts, strict=True)):
        return {}
    slots: list[Point] = []
    for (arc, arc_steps), length, count in zip(arcs, lengths, counts, strict=True):
        slots.extend(_along(arc, arc_steps, [length * (i + 0.5) / count for i in range(count)]))
    return dict(zip(bodies, slots, strict=True))


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


@dataclass(slots=True)
class _Shelf:
    """A free stretch of one column."""

    x: float
    top: float
    bottom: float
    agencies: list[RecordId]
    left: float
    """How much of it is still free."""


def _in_columns(bodies: Mapping[RecordId, Box], around: Surroundings) -> dict[RecordId, Point]:
    """A place for every agency in columns beside, over and under the household; nobody has one when they are too many.

    The tallest are placed first, each where most is free, or else where it fits most closely.
    """
    tallest_first = sorted(bodies, key=lambda agency: -bodies[agency].height)
    for choice in (max, min):
        shelves = _shelves(max(box.width for box in bodies.values()), around)
        for agency in tallest_first:
            height = bodies[agency].height + _BETWEEN_BOXES
            fitting = [shelf for shelf in shelves if shelf.left >= height]
            if not fitting:
                break
            shelf = choice(fitting, key=lambda shelf: shelf.left)
            shelf.agencies.append(agency)
            shelf.left -= height
        else:
            return {agency: place for shelf in shelves for agency, place in _set_out(shelf, bodies)}
    return {}


def _shelves(width: float, around: Surroundings) -> list[_Shelf]:
    """The free stretches of all columns of this width; the columns start at both sides of the sheet."""
    field = around.field
    pitch = width + _BETWEEN_BOXES
    columns = int((field.width + _BETWEEN_BOXES) // pitch)
    spare = field.width + _BETWEEN_BOXES - columns * pitch
    shelves = []
    for column in range(columns):
        left = field.left + column * pitch + (spare if column >= columns / 2 else 0)
        top = field.top
        beside = [box for box in around.taken() if box.left < left + width and left < box.right]
        for box in (*sorted(beside, key=lambda box: box.top), Box(0, field.bottom, 0, 0)):
            if box.top > top:
                room = box.top - top + _BETWEEN_BOXES
                shelves.append(_Shelf(left + width / 2, top, box.top, [], room))
            top = max(top, box.bottom)
    return shelves


def _set_out(shelf: _Shelf, bodies: Mapping[RecordId, Box]) -> Iterator[tuple[RecordId, Point]]:
    """The boxes of one shelf under each other, evenly apart."""
    free = shelf.bottom - shelf.top - sum(bodies[agency].height for agency in shelf.agencies)
    gap = free / (len(shelf.agencies) + 1) if len(shelf.agencies) else 0.0
    if gap < _BETWEEN_BOXES:
        gap, y = free / max(1, len(shelf.agencies) - 1), shelf.top
    else:
        y = shelf.top + gap
    for agency in shelf.agencies:
        body = bodies[agency]
        yield agency, (shelf.x - (body.left + body.right) / 2, y - body.top)
        y += body.height + gap


class _Seating:
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
            cost = _line_costs(at, self._targets[i], self._around)
            cost += _NO_ROOM * any(box.grown(-_ROUNDING).meets(other) for other in self._taken)
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
        cost = _NO_ROOM * box.grown(_BETWEEN_BOXES - 2).meets(their_box)
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
