"""機関の配置: the places round a household, on an ellipse or in columns, and where a newcomer stands."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from statistics import fmean, median

from jusou_meeting.ecomap.geometry import Box, Point, nearest_free
from jusou_meeting.ecomap.seating import BETWEEN_BOXES, ROUNDING, Seating, Surroundings, line_costs
from jusou_meeting.household import Position
from jusou_meeting.vocabulary import RecordId

_APART = 22.0
_ABOVE = 20.0
_AT_LEAST = 0.82
"""A small household still fills the sheet: the ellipse is never smaller than this share of it."""


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
    seated = Seating(bodies, tied_to, around, slots).seated()
    if _is_clear(seated, bodies, around):
        return seated
    return Seating(bodies, tied_to, around, _in_columns(bodies, around)).seated()


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
            height = bodies[agency].height + BETWEEN_BOXES
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


def _set_out(shelf: _Shelf, bodies: Mapping[RecordId, Box]) -> Iterator[tuple[RecordId, Point]]:
    """The boxes of one shelf under each other, evenly apart."""
    free = shelf.bottom - shelf.top - sum(bodies[agency].height for agency in shelf.agencies)
    gap = free / (len(shelf.agencies) + 1) if len(shelf.agencies) else 0.0
    if gap < BETWEEN_BOXES:
        gap, y = free / max(1, len(shelf.agencies) - 1), shelf.top
    else:
        y = shelf.top + gap
    for agency in shelf.agencies:
        body = bodies[agency]
        yield agency, (shelf.x - (body.left + body.right) / 2, y - body.top)
        y += body.height + gap
