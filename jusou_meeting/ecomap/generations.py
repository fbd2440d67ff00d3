"""世代の配置: the family by generations in the middle of the map, those who live apart beside it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import reduce
from itertools import pairwise
from statistics import fmean
from typing import Literal

from jusou_meeting.ecomap.density import Density
from jusou_meeting.ecomap.family import Couple, Family
from jusou_meeting.ecomap.figure import ROW, TAB, IssueList, PersonFigure
from jusou_meeting.ecomap.geometry import FIELD, Box, Point, nearest_free
from jusou_meeting.household import Position
from jusou_meeting.vocabulary import RecordId

_BESIDE = 9.0
"""Between a sign and the list of its issues."""
_TO_ABSENT_PARTNER = 46.0
_INNER_HEIGHT = 400.0
"""Rows move apart until they fill this height."""


Side = Literal["left", "right", "below"]
_ALL_SIDES: tuple[Side, ...] = ("right", "left", "below")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedPerson:
    """A person on the map, with the corner at which the list of their issues begins."""

    figure: PersonFigure
    issues: IssueList
    at: Position
    issues_at: Point

    @property
    def body(self) -> Box:
        """The room of the sign and the words under it."""
        return self.figure.body.moved(*self.at)

    @property
    def sign_box(self) -> Box:
        """The room of the sign alone."""
        return Box.around(self.at, 2 * self.figure.half, 2 * self.figure.half)

    def beside(self, other: PlacedPerson) -> Point:
        """The point of the sign that faces the other, at half its height."""
        return self.at.x + math.copysign(self.figure.half, other.at.x - self.at.x), self.at.y

    @property
    def list_box(self) -> Box:
        """The room of the issues."""
        x, y = self.issues_at
        return Box(x, y, x + self.issues.width, y + self.issues.height)

    def row_boxes(self) -> Iterator[Box]:
        """The room of each issue."""
        return (row.box.moved(*self.issues_at) for row in self.issues.rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyPlan:
    """世帯の配置: the people, and the outline of those who live together."""

    people: tuple[PlacedPerson, ...]
    outline: Box
    shared_issues: IssueList
    """The issues of the household as a whole, in the upper left corner of the outline."""
    shared_issues_at: Point

    @property
    def fits(self) -> bool:
        """Whether everybody and all their issues lie on the sheet."""
        boxes = (box for person in self.people for box in (person.body, person.list_box))
        return all(FIELD.encloses(box) for box in boxes if box.area)

    @property
    def tab(self) -> Box:
        """The word 世帯 on the outline, before the shared issues."""
        return Box.around((self.outline.left + TAB - 34, self.outline.top), 46, ROW)


def family_plan(
    family: Family,
    figures: Mapping[RecordId, PersonFigure],
    issues: Mapping[RecordId, IssueList],
    shared_issues: IssueList,
    kept: Mapping[RecordId, Position],
    tied: Set[frozenset[RecordId]],
    density: Density,
) -> FamilyPlan:
    """Everybody's place: where somebody put them, else where they belong, or beside it if that is taken."""
    at_home = [[figures[p.id] for p in row if not figures[p.id].outside] for row in family.rows]
    sides: dict[RecordId, Side] = {}
    singles = 0
    for row in filter(None, at_home):
        sides |= _sides(row, "left" if singles % 2 else "right", family, figures)
        singles += len(row) == 1
    rooms = {
        figure.person.id: _room(figure, issues[figure.person.id], sides[figure.person.id])
        for row in at_home
        for figure in row
    }
    towards_absent = _towards_absent_partners(family, figures)
    for i, room in towards_absent.items():
        rooms[i] = rooms[i].joined(room)
    places = _rows_in_place([row for row in at_home if row], rooms, family, tied, density)
    inner = _around([rooms[i].moved(*at) for i, at in places.items()], shared_issues, density.padding)
    dx, dy = FIELD.middle[0] - inner.middle[0], FIELD.middle[1] - inner.middle[1]
    belonging = {i: (x + dx, y + dy) for i, (x, y) in places.items()}
    beside = {i: _room(figure, issues[i], "below") for i, figure in figures.items() if i not in belonging}
    belonging_beside = _beyond(family, beside, belonging, inner.moved(dx, dy), density.beyond)

    bodies = {i: figures[i].body for i in belonging}
    settled = _settled(belonging, kept, bodies, ())
    people = _with_lists([figures[i] for i in settled], settled, sides, issues, ())
    boxes = [box for person in people for box in (person.body, person.list_box)]
    lines = [room.moved(*settled[i]) for i, room in towards_absent.items()]
    outline = _on_sheet(_around(boxes + lines, shared_issues, density.padding), shared_issues)
    settled = _settled(belonging_beside, kept, beside, [outline.grown(8)])
    people += _with_lists([figures[i] for i in settled], settled, {}, issues, boxes)
    return FamilyPlan(
        people=tuple(people),
        outline=outline,
        shared_issues=shared_issues,
        shared_issues_at=(outline.left + TAB, outline.top - ROW / 2),
    )


def _towards_absent_partners(family: Family, figures: Mapping[RecordId, PersonFigure]) -> dict[RecordId, Box]:
    """Room within the outline for the line of descent, where a couple's line leaves the household."""
    rooms = {}
    for couple in family.couples:
        left, right = figures[couple.left], figures[couple.right]
        if right.outside and not left.outside:
            rooms[couple.left] = Box(0, 0, left.half + _TO_ABSENT_PARTNER, 0)
        if left.outside and not right.outside:
            rooms[couple.right] = Box(-right.half - _TO_ABSENT_PARTNER, 0, 0, 0)
    return rooms


def _sides(
    row: Sequence[PersonFigure], alone: Side, family: Family, figures: Mapping[RecordId, PersonFigure]
) -> dict[RecordId, Side]:
    """On which side of its sign each list of issues stands, so that none comes between a couple or a child."""
    single_parents = {descent.parents[0] for descent in family.descents if len(descent.parents) == 1}
    partner_to_the_right = {couple.left for couple in family.couples if figures[couple.right].outside}
    for descent in family.descents:
        away = [figures[parent].outside for parent in descent.parents]
        if row[0].person.id in descent.children and sum(away) == 1 and len(away) == 2:
            alone = "right" if away[0] else "left"  # the line of descent comes down on the other side
    sides: dict[RecordId, Side] = {}
    for place, figure in enumerate(row):
        person = figure.person.id
        first, last = place == 0, place == len(row) - 1
        if len(row) > 3:
            sides[person] = "below"
        elif first and last and person not in partner_to_the_right:
            sides[person] = alone
        elif first:
            sides[person] = "left"
        elif last or person in single_parents:
            sides[person] = "right"
        else:
            sides[person] = "below"
    return sides


def _room(figure: PersonFigure, issues: IssueList, side: Side) -> Box:
    """The room of a person with the list on this side, around the middle of the sign."""
    return figure.body.joined(_list_box(figure, issues, side)) if issues.rows else figure.body


def _list_box(figure: PersonFigure, issues: IssueList, side: Side) -> Box:
    wide, high = issues.width, issues.height
    if side == "below":
        top = figure.body.bottom + 6
        return Box(-wide / 2, top, wide / 2, top + high)
    left = figure.half + _BESIDE if side == "right" else -figure.half - _BESIDE - wide
    bottom = min(high / 2, figure.half) if figure.under else high / 2
    return Box(left, bottom - high, left + wide, bottom)


def _rows_in_place(
    rows: Sequence[Sequence[PersonFigure]],
    rooms: Mapping[RecordId, Box],
    family: Family,
    tied: Set[frozenset[RecordId]],
    density: Density,
) -> dict[RecordId, Point]:
    """The generations under each other, parents over the middle of their children."""
    placed: list[dict[RecordId, Point]] = []
    heights = [
        max(rooms[f.person.id].bottom for f in row) - min(rooms[f.person.id].top for f in row) for row in rows
    ]
    gap_below = (_INNER_HEIGHT - sum(heights)) / max(1, len(rows) - 1)
    gap_below = min(max(gap_below, density.rows[0]), density.rows[1])
    bottom = 0.0
    for row in rows:
        people = [figure.person.id for figure in row]
        y = bottom - min(rooms[i].top for i in people)
        bottom = y + max(rooms[i].bottom for i in people) + gap_below
        x = 0.0
        points = {people[0]: (x, y)}
        for one, other in pairwise(people):
            joined = Couple(one, other) in family.couples or frozenset((one, other)) in tied
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
    """The row moved sideways, so that the line of descent between the two hangs straight."""
    mine, theirs = tuple(row), tuple(beside)
    for descent in family.descents:
        for group, other in (
            (descent.parents, descent.children),
            (descent.children, descent.parents),
        ):
            if set(group) & row.keys() and set(other) & beside.keys():
                mine = tuple(i for i in group if i in row)
                theirs = tuple(i for i in other if i in beside)
    shift = fmean(beside[i][0] for i in theirs) - fmean(row[i][0] for i in mine)
    return {person: (x + shift, y) for person, (x, y) in row.items()}


def _settled(
    belonging: Mapping[RecordId, Point],
    kept: Mapping[RecordId, Position],
    bodies: Mapping[RecordId, Box],
    taken: Sequence[Box],
) -> dict[RecordId, Position]:
    """The chosen places; everybody else stays where they belong, unless somebody was put there."""
    chosen = {i: kept[i] for i in belonging if i in kept}
    taken = [*taken, *(bodies[i].moved(*at).grown(8) for i, at in chosen.items())]
    settled = {}
    for i, (x, y) in belonging.items():
        if i not in chosen and any(bodies[i].moved(x, y).meets(box) for box in taken):
            x, y = nearest_free(bodies[i], (x, y), taken)
            taken.append(bodies[i].moved(x, y).grown(8))
        settled[i] = chosen.get(i) or Position(round(x, 1), round(y, 1))
    return settled


def _with_lists(
    figures: Iterable[PersonFigure],
    places: Mapping[RecordId, Position],
    sides: Mapping[RecordId, Side],
    issues: Mapping[RecordId, IssueList],
    taken: Sequence[Box],
) -> list[PlacedPerson]:
    """Each person with the list on the wanted side, or on the side where it hides least."""
    figures = tuple(figures)
    bodies = {figure.person.id: figure.body.moved(*places[figure.person.id]) for figure in figures}
    lists = list(taken)
    people = []
    for figure in figures:
        person = figure.person.id
        others = [*bodies.values(), *lists]
        best: tuple[float, Box] | None = None
        for side in (sides.get(person, "below"), *_ALL_SIDES):
            box = _list_box(figure, issues[person], side).moved(*places[person]).on_sheet()
            hidden = sum(box.overlap(other) for other in others)
            if best is None or hidden < best[0]:
                best = hidden, box
            if not hidden:
                break
        assert best is not None
        lists.append(best[1])
        people.append(
            PlacedPerson(
                figure=figure,
                issues=issues[person],
                at=places[person],
                issues_at=(best[1].left, best[1].top),
            )
        )
    return people


def _around(boxes: Sequence[Box], shared_issues: IssueList, padding: float) -> Box:
    """The outline around those who live together; the first row of the shared issues lies on it, beside the word 世帯."""
    inner = reduce(Box.joined, boxes) if boxes else Box.around(FIELD.middle, 320, 120)
    missing = max(0.0, _needed(shared_issues) - inner.width) / 2
    above = max(0.0, shared_issues.height - ROW) + (ROW / 2 if shared_issues.rows else 0)
    return Box(inner.left - missing, inner.top - above, inner.right + missing, inner.bottom).grown(padding)


def _needed(shared_issues: IssueList) -> float:
    return max(shared_issues.width + TAB, 260.0)


def _on_sheet(outline: Box, shared_issues: IssueList) -> Box:
    """The outline without what lies off the sheet, but never too narrow for the shared issues."""
    needed = _needed(shared_issues)
    left = max(FIELD.left, min(outline.left, FIELD.right - needed))
    right = max(left + needed, min(outline.right, FIELD.right))
    top = max(outline.top, FIELD.top + ROW / 2)
    return Box(left, top, right, max(top, min(outline.bottom, FIELD.bottom)))


def _beyond(
    family: Family,
    rooms: Mapping[RecordId, Box],
    settled: Mapping[RecordId, Point],
    outline: Box,
    distance: float,
) -> dict[RecordId, Point]:
    """Those outside the outline, each at the height of its generation and on the side where it belongs."""
    heights = {
        place: fmean(settled[p.id][1] for p in row if p.id in settled)
        for place, row in enumerate(family.rows)
        if any(p.id in settled for p in row)
    }
    beyond: dict[RecordId, Point] = {}
    taken = [outline.grown(distance - 8)]
    on_the_left = 0
    for place, row in enumerate(family.rows):
        at_home = [order for order, p in enumerate(row) if p.id in settled]
        nearest_row = min(heights, key=lambda other: (abs(other - place), other), default=place)
        y = heights.get(nearest_row, FIELD.middle[1]) + (place - nearest_row) * 120
        away = [(order, p.id) for order, p in enumerate(row) if p.id not in settled]
        for order, i in sorted(away, key=lambda one: -one[0] if at_home and one[0] < at_home[0] else one[0]):
            left = order < at_home[0] if at_home else on_the_left <= len(beyond) / 2
            on_the_left += left
            x = outline.left - distance - rooms[i].right if left else outline.right + distance - rooms[i].left
            beyond[i] = nearest_free(rooms[i], (x, y), taken)
            taken.append(rooms[i].moved(*beyond[i]).grown(10))
    return beyond
