"""機関の配置: the places round a household, on an ellipse or in columns, and where a newcomer stands."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, combinations
from statistics import fmean, median

from jusou_meeting.ecomap.alignment import spread
from jusou_meeting.ecomap.geometry import Box, Point, nearest_free
from jusou_meeting.ecomap.seating import BETWEEN_BOXES, ROUNDING, Seat, Seating, Surroundings, line_costs
from jusou_meeting.household import Position
from jusou_meeting.vocabulary import RecordId

_APART = 22.0
_ABOVE = 20.0
_SEATS = 1.6
"""So many times as many seats as agencies, where there is room: then many can stand on the side of those they are tied to."""
_AT_LEAST = 0.82
"""A small household still fills the sheet: the ellipse is never smaller than this share of it."""


def belonging_places(
    bodies: Mapping[RecordId, Box],
    groups: Sequence[Sequence[RecordId]],
    tied_to: Mapping[RecordId, Sequence[RecordId]],
    around: Surroundings,
    *,
    on_the_ellipse: bool,
    seen_at: Mapping[RecordId, Point] | None = None,
) -> dict[RecordId, Point]:
    """Where every agency belongs while nobody has moved any: on the ellipse if asked and if they fit, else in columns.

    Nobody has a place when they are too many. Those that were all seen elsewhere stand in the order in which they were.
    """
    if not bodies:
        return {}
    columns = _Columns(bodies, around)
    if not columns.seats:
        return {}
    for ring in (_Ellipse(bodies, around), columns) if on_the_ellipse else (columns,):
        if ring.seats:
            if order := _as_seen(bodies, seen_at or {}, ring.seats, ring.rooms, around):
                places = ring.places(order)
                if places and _is_clear(places, bodies, around):
                    return places
            order = Seating(groups, bodies, tied_to, around, ring.seats, ring.rooms).seated()
            places = ring.places(order)
            if ring is columns or (places and _is_clear(places, bodies, around)):
                return places
    return {}


def seats_round(around: Surroundings, count: int) -> list[Point]:
    """So many points evenly round the household, as if all were free."""
    points = _ellipse(Box.around((0, 0), 200, 74), around)
    return [points[len(points) * n // count] for n in range(count)]


def _as_seen(
    bodies: Mapping[RecordId, Box],
    seen_at: Mapping[RecordId, Point],
    seats: Sequence[Seat],
    rooms: Sequence[float],
    around: Surroundings,
) -> list[RecordId | None]:
    """The agencies in the order in which they were seen, each on a seat near to where it was; [] = not all were."""
    if not bodies.keys() <= seen_at.keys():
        return []
    seen = Box(*seen_at[next(iter(bodies))], *seen_at[next(iter(bodies))])
    for x, y in (seen_at[agency] for agency in bodies):
        seen = seen.joined(Box(x, y, x, y))
    wide, high = around.field.width / (seen.width or 1), around.field.height / (seen.height or 1)
    left, top = around.field.left, around.field.top
    there = {
        a: (left + (seen_at[a][0] - seen.left) * wide, top + (seen_at[a][1] - seen.top) * high)
        for a in bodies
    }
    order = sorted(bodies, key=lambda agency: (_angle(there[agency], around.field), agency))
    heights = {agency: body.height + BETWEEN_BOXES for agency, body in bodies.items()}
    turns = (order[turn:] + order[:turn] for turn in range(len(order)))
    _, sits = min(_one_after_the_other(turned, there, heights, seats, rooms) for turned in turns)
    taken = dict(sits)
    return [taken.get(seat) for seat in range(len(seats))]


def _one_after_the_other(
    agencies: Sequence[RecordId],
    there: Mapping[RecordId, Point],
    heights: Mapping[RecordId, float],
    seats: Sequence[Seat],
    rooms: Sequence[float],
) -> tuple[float, tuple[tuple[int, RecordId], ...]]:
    """Who takes which seat if nobody overtakes anybody, no shelf holds too much and all move little, and how far they move."""
    best: list[tuple[float, tuple[tuple[int, RecordId], ...]]] = [(0.0, ()) for _ in range(len(seats) + 1)]
    for agency in agencies:
        before, best = best, [(math.inf, ())]
        for number, (far, sits) in enumerate(before[:-1]):
            shelf = seats[number].shelf
            moved = far + math.dist(there[agency], seats[number].at)
            load = heights[agency] + sum(heights[other] for seat, other in sits if seats[seat].shelf == shelf)
            if moved < best[-1][0] and load <= rooms[shelf]:
                best.append((moved, (*sits, (number, agency))))
            else:
                best.append(best[-1])
    return best[-1]


def _angle(at: Point, field: Box) -> float:
    """How far round the middle of the field this lies, from the bottom on in the direction of the clock."""
    x, y = field.middle
    return math.atan2((x - at[0]) / field.width, (at[1] - y) / field.height)


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
    taken.extend(bodies[agency].moved(*place).grown(BETWEEN_BOXES - 2) for agency, place in places.items())
    for agency, body in bodies.items():
        if agency in places:
            continue
        at = belonging.get(agency)
        if at is None or any(body.moved(*at).grown(-ROUNDING).meets(box) for box in taken):
            boxes = [bodies[other].moved(*place) for other, place in places.items()]
            at = _best_free(body, tied_to[agency], around, taken, boxes)
        places[agency] = Position(round(at[0], 1), round(at[1], 1))
        taken.append(body.moved(*at).grown(BETWEEN_BOXES - 2))
    return places


def _is_clear(places: Mapping[RecordId, Point], bodies: Mapping[RecordId, Box], around: Surroundings) -> bool:
    """Whether no box meets the household or another box."""
    boxes = [bodies[agency].moved(*place) for agency, place in places.items()]
    return not any(one.meets(other) for one, other in combinations(boxes, 2)) and not any(
        box.grown(-ROUNDING).meets(other) for box in boxes for other in around.taken()
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
        return min(free, key=lambda point: (line_costs(point, targets, around, boxes), point))
    ends = [around.people[i].middle for i in targets if i in around.people]
    wanted = (fmean(x for x, _ in ends), fmean(y for _, y in ends)) if ends else around.outline.middle
    return nearest_free(body, wanted, taken, around.field) or around.field.nearest(wanted)


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


class _Ellipse:
    """楕円: the agencies round the household, with free seats between them where there is room."""

    def __init__(self, bodies: Mapping[RecordId, Box], around: Surroundings) -> None:
        self._bodies = bodies
        self._around = around
        self._taken = around.taken()
        self._usual = Box.around(
            (0, 0),
            median(box.width for box in bodies.values()),
            median(box.height for box in bodies.values()),
        )
        self._points: list[Point] = []
        self._on: list[int] = []
        self.seats: tuple[Seat, ...] = ()
        self.rooms = (math.inf,)
        for squareness in (2.6, 3.6, 6.0):
            self._points = _ellipse(self._usual, around, squareness)
            most = math.ceil(_SEATS * len(bodies))
            if self._spread(len(bodies)):
                self._on = next(found for n in range(most, 0, -1) if (found := self._spread(n)))
                self.seats = tuple(
                    Seat(self._usual.held_in(around.field, self._points[step]), 0) for step in self._on
                )
                break

    def places(self, order: Sequence[RecordId | None]) -> dict[RecordId, Point]:
        """Where they stand in this order, each near its seat; nobody anywhere when one of them is too large for it."""
        wanted = {agency: step for agency, step in zip(order, self._on, strict=True) if agency is not None}
        bodies = [self._bodies[agency] for agency in wanted]
        for before in (0, 1, 2, 4, 6, 9, 13, 20, 30, 160):
            steps = self._walked(bodies, [step - before for step in wanted.values()], 1.0)
            if steps:
                return {
                    agency: body.held_in(self._around.field, self._points[step])
                    for agency, body, step in zip(wanted, bodies, steps, strict=True)
                }
        return {}

    def _spread(self, count: int) -> list[int]:
        """So many usual boxes as far from each other as they can stand; none when they are too many."""
        bodies, anywhere = [self._usual] * count, [0] * count
        found = self._walked(bodies, anywhere, 1.0)
        least, most = 1.0, 12.0
        while found and most - least > 0.05:
            wider = (least + most) / 2
            if farther := self._walked(bodies, anywhere, wider):
                found, least = farther, wider
            else:
                most = wider
        return found

    def _walked(self, bodies: Sequence[Box], wanted: Sequence[int], stretch: float) -> list[int]:
        """The first points from the wanted ones on that are free and so many times their own sizes apart, if all have one."""
        found: list[int] = []
        places: list[Point] = []
        for body, want in zip(bodies, wanted, strict=True):
            for step in range(max(want, found[-1] + 1 if found else 0), len(self._points)):
                point = self._points[step]
                if places and _apart(bodies[len(places) - 1], places[-1], body, point) < stretch:
                    continue
                at = body.held_in(self._around.field, point)
                if not any(body.moved(*at).meets(box) for box in self._taken):
                    found.append(step)
                    places.append(at)
                    break
            else:
                return []
        if len(found) > 1 and _apart(bodies[-1], places[-1], bodies[0], places[0]) < stretch:
            return []
        return found


def _apart(body: Box, at: Point, other: Box, there: Point) -> float:
    """How far two boxes stand from each other, in units of what they need at least."""
    return max(
        abs(at[0] - there[0]) / ((body.width + other.width) / 2 + _APART),
        abs(at[1] - there[1]) / ((body.height + other.height) / 2 + _ABOVE),
    )


@dataclass(slots=True)
class _Shelf:
    """A free stretch of one column."""

    x: float
    top: float
    bottom: float
    agencies: list[RecordId]
    left: float
    """How much of it is still free."""


class _Columns:
    """段: the agencies in columns beside, over and under the household."""

    def __init__(self, bodies: Mapping[RecordId, Box], around: Surroundings) -> None:
        self._bodies = bodies
        self._shelves = _packed(bodies, around)
        high = median(box.height for box in bodies.values()) + BETWEEN_BOXES
        most = [
            max(len(shelf.agencies), int((shelf.bottom - shelf.top + BETWEEN_BOXES) // high))
            for shelf in self._shelves
        ]
        share = min(1.0, _SEATS * len(bodies) / max(1, sum(most)))
        seats = [
            Seat((shelf.x, shelf.top + (shelf.bottom - shelf.top) * (step + 0.5) / count), number)
            for number, shelf in enumerate(self._shelves)
            for count in [max(len(shelf.agencies), round(most[number] * share))]
            for step in range(count)
        ]
        self.seats = sorted(seats, key=lambda seat: (_angle(seat.at, around.field), seat))
        self.rooms = [shelf.bottom - shelf.top + BETWEEN_BOXES for shelf in self._shelves]

    def places(self, order: Sequence[RecordId | None]) -> dict[RecordId, Point]:
        """Where they stand in this order, each near its seat."""
        places: dict[RecordId, Point] = {}
        for number, shelf in enumerate(self._shelves):
            seated = sorted(
                (seat.at[1], agency)
                for seat, agency in zip(self.seats, order, strict=True)
                if seat.shelf == number and agency is not None
            )
            bodies = [self._bodies[agency] for _, agency in seated]
            tops = _stacked([y for y, _ in seated], [body.height for body in bodies], shelf.top, shelf.bottom)
            for (_, agency), body, top in zip(seated, bodies, tops, strict=True):
                places[agency] = shelf.x - (body.left + body.right) / 2, top - body.top
        return places


def _stacked(middles: Sequence[float], heights: Sequence[float], top: float, bottom: float) -> list[float]:
    """The tops of boxes under each other between top and bottom, each as near to its middle as the others let it."""
    room = bottom - top - sum(heights)
    gap = min(BETWEEN_BOXES, room / max(1, len(heights) - 1))
    apart = [0.0, *accumulate(height + gap for height in heights[:-1])] if heights else []
    wanted = [middle - height / 2 for middle, height in zip(middles, heights, strict=True)]
    last = bottom - top - sum(heights) - gap * (len(heights) - 1)
    return [
        at + min(max(found - at, top), top + last)
        for at, found in zip(apart, spread(wanted, apart), strict=True)
    ]


def _packed(bodies: Mapping[RecordId, Box], around: Surroundings) -> list[_Shelf]:
    """The shelves with all agencies on them, or none when they are too many.

    The tallest are placed first, each where most is free, or else where it fits most closely.
    """
    tallest_first = sorted(bodies, key=lambda agency: -bodies[agency].height)
    for choice in (max, min):
        shelves = _shelves(max(box.width for box in bodies.values()), around)
        for agency in tallest_first:
            height = bodies[agency].height + BETWEEN_BOXES
            fitting = [shelf for shelf in shelves if shelf.left >= height]
            if not fitting:
                break
            shelf = choice(fitting, key=lambda shelf: shelf.left)
            shelf.agencies.append(agency)
            shelf.left -= height
        else:
            return shelves
    return []


def _shelves(width: float, around: Surroundings) -> list[_Shelf]:
    """The free stretches of all columns of this width; the columns start at both sides of the sheet."""
    field = around.field
    pitch = width + BETWEEN_BOXES
    columns = int((field.width + BETWEEN_BOXES) // pitch)
    spare = field.width + BETWEEN_BOXES - columns * pitch
    shelves = []
    for column in range(columns):
        left = field.left + column * pitch + (spare if column >= columns / 2 else 0)
        top = field.top
        beside = [box for box in around.taken() if box.left < left + width and left < box.right]
        for box in (*sorted(beside, key=lambda box: box.top), Box(0, field.bottom, 0, 0)):
            if box.top > top:
                room = box.top - top + BETWEEN_BOXES
                shelves.append(_Shelf(left + width / 2, top, box.top, [], room))
            top = max(top, box.bottom)
    return shelves
