"""世代の配置: the family by generations in the middle of the map, those who live apart beside it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import reduce
from typing import Literal

from jusou_meeting.ecomap.absent_partner import towards_absent_partners
from jusou_meeting.ecomap.alignment import rows_in_place
from jusou_meeting.ecomap.density import Density
from jusou_meeting.ecomap.elsewhere import Beyond, room_for_brackets, stepped_aside
from jusou_meeting.ecomap.family import Family
from jusou_meeting.ecomap.figure import ROW, TAB, IssueList, PersonFigure
from jusou_meeting.ecomap.geometry import Box, Point, nearest_free
from jusou_meeting.ecomap.homes import Home, homes, room_in_a_home
from jusou_meeting.ecomap.settling import EMPTY, Ground, Settling, sparing
from jusou_meeting.household import Position
from jusou_meeting.vocabulary import RecordId

_PADDING = 22.0
"""From the outline to those who live together."""
_LEAST_PADDING = 8.0
"""What is left of it where the outline would lie off the field."""
_BESIDE = 9.0
"""Between a sign and the list of its issues."""
_UNDER_THE_HOUSEHOLD = 130.0
"""For the agencies that stand below it."""
_WITHIN_REACH = 140.0
"""A list of issues further than this from where it belongs would be taken for somebody else's."""


Side = Literal["left", "right", "below"]
_LEVEL = 60.0
"""Partners who stand further above one another than this look like parent and child."""
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

    def boxes(self) -> tuple[Box, ...]:
        """The room of the sign with its words, and of the issues if there are any."""
        return (self.body, self.list_box) if self.issues.rows else (self.body,)

    def row_boxes(self) -> Iterator[Box]:
        """The room of each issue."""
        return (row.box.moved(*self.issues_at) for row in self.issues.rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyPlan:
    """世帯の配置: the people, and the outline of those who live together."""

    people: tuple[PlacedPerson, ...]
    outline: Box
    shared_issues: IssueList
    """The issues of the household as a whole, on the upper edge of the outline."""
    words_aside: float = 0.0
    """How far to the right of its corner 世帯 and the shared issues stand."""
    homes: tuple[Home, ...] = ()
    """Around those who live together elsewhere."""
    level: bool = True
    """Whether partners who both live elsewhere stand beside each other, and above their children and the bar of these."""

    def fits(self, field: Box) -> bool:
        """Whether everybody and all their issues lie in the field and in their outline, and who live elsewhere stand as they belong."""
        at_home = self.outline.grown(-_LEAST_PADDING)
        return self.level and all(
            field.encloses(box) and (person.figure.outside or at_home.encloses(box))
            for person in self.people
            for box in person.boxes()
        )

    @property
    def tab(self) -> Box:
        """The word 世帯 on the outline, before the shared issues."""
        return Box.around((self.outline.left + self.words_aside + TAB - 34, self.outline.top), 46, ROW)

    @property
    def shared_issues_at(self) -> Point:
        """Where the list of the shared issues begins."""
        return self.outline.left + self.words_aside + TAB, self.outline.top - ROW / 2

    def shared_words(self) -> Iterator[Box]:
        """The room of the word 世帯 and of each issue of the household."""
        yield self.tab
        yield from (row.box.moved(*self.shared_issues_at) for row in self.shared_issues.rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyFigures:
    """世帯の図: everybody's figure with their issues, before any has its place."""

    family: Family
    figures: Mapping[RecordId, PersonFigure]
    issues: Mapping[RecordId, IssueList]
    shared_issues: IssueList
    tied: Set[frozenset[RecordId]]
    """Pairs with a tie, whose line must be seen between them."""


def family_plan(people: FamilyFigures, density: Density, ground: Ground = EMPTY) -> FamilyPlan:
    """Everybody's place: where somebody put them, else where they belong, or the nearest that is free."""
    family, figures, issues, shared_issues = (
        people.family,
        people.figures,
        people.issues,
        people.shared_issues,
    )
    field = density.field
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
    reach = {
        i: rooms[i].bottom if i in rooms else _room(figure, issues[i], "below").bottom
        for i, figure in figures.items()
    }
    towards_absent = towards_absent_partners(family, figures, reach, density)
    wide = {i: room.joined(towards_absent.get(i, room)) for i, room in rooms.items()}
    places = rows_in_place(at_home, wide, family, people.tied, density)
    inner = _around([wide[i].moved(*at) for i, at in places.items()], shared_issues, field)
    dx, dy = (
        middle + aside - now
        for middle, aside, now in zip(field.middle, density.aside, inner.middle, strict=True)
    )
    everybody = [figure.person for figure in figures.values()]
    beside = {
        i: room_in_a_home(_room(figure, issues[i], "below"), figure.person, everybody)
        for i, figure in figures.items()
        if i not in places
    }
    dx += stepped_aside(family, beside, inner.moved(dx, dy), density)

    under = {i: rooms[i].bottom if sides[i] == "below" else figures[i].body.bottom for i in rooms}

    def lowered(by: float) -> tuple[dict[RecordId, Point], Beyond]:
        at_home = {i: (x + dx, y + dy + by) for i, (x, y) in places.items()}
        outline = inner.moved(dx, dy + by)
        return at_home, Beyond(family, beside, at_home, under, outline, density)

    belonging, beyond = lowered(0.0)
    missing = room_for_brackets(
        family, {i: beside[i].moved(*at) for i, at in beyond.places.items()}, inner.top + dy
    )
    if missing > 0:
        lower = max(0.0, min(missing, field.bottom - inner.bottom - dy - _UNDER_THE_HOUSEHOLD))
        belonging, beyond = lowered(lower)
        missing -= lower
    elif beyond.missing_below > 0:
        belonging, beyond = lowered(-min(beyond.missing_below, max(0.0, inner.top + dy - field.top - ROW)))
        missing = beyond.missing_below

    def listed(places: Mapping[RecordId, Position], taken: Sequence[Box]) -> list[PlacedPerson]:
        return _with_lists(
            [figures[i] for i in places], places, sides, issues, [*ground.others, *taken], field
        )

    def around(boxes: Sequence[Box]) -> Box:
        return _held_in(field, _around(boxes, shared_issues, field), shared_issues)

    settling = Settling(family, {**belonging, **beyond.places}, ground, field)
    away = [beside[i].moved(*at) for i, at in ground.kept.items() if i in beside]
    stayed = listed({i: at for i, at in ground.kept.items() if i in belonging}, away)
    held = [box for person in stayed for box in person.boxes()]
    strangers = [*ground.others, *away]
    settled = settling.places(rooms, [*strangers, *held], sparing(strangers, around, held))
    placed = stayed + listed({i: at for i, at in settled.items() if i not in ground.kept}, held)
    boxes = [box for person in placed for box in person.boxes()]
    outline = _giving_way(
        around([*boxes, *(room.moved(*settled[i]) for i, room in towards_absent.items())]),
        [person.figure.body.moved(*person.at) for person in placed],
        strangers,
        _needed(shared_issues),
    )
    placed += listed(settling.places(beside, [outline, *ground.others]), boxes)
    order = [person.id for row in family.rows for person in row]
    at = {person.figure.person.id: person.at for person in placed if person.figure.outside}
    apart = [couple for couple in family.couples if {couple.left, couple.right} <= at.keys()]
    descended = [
        (parent, child)
        for descent in family.descents
        for parent in descent.parents
        for child in descent.child_ids
        if {parent, child} <= at.keys()
    ]
    placed.sort(key=lambda person: order.index(person.figure.person.id))
    return FamilyPlan(
        people=tuple(placed),
        outline=outline,
        shared_issues=shared_issues,
        level=missing < 1
        and all(abs(at[couple.left].y - at[couple.right].y) < _LEVEL for couple in apart)
        and all(at[parent].y + _LEVEL < at[child].y for parent, child in descended),
        homes=tuple(
            homes({person.figure.person: person.boxes() for person in placed}, [outline, *ground.others])
        ),
    )


def _sides(
    row: Sequence[PersonFigure], alone: Side, family: Family, figures: Mapping[RecordId, PersonFigure]
) -> dict[RecordId, Side]:
    """On which side of its sign each list of issues stands, so that none comes between a couple or a child."""
    beside = {(couple.left, couple.right) for couple in family.couples}
    single_parents = {descent.parents[0] for descent in family.descents if len(descent.parents) == 1}
    partner_to_the_right = {couple.left for couple in family.couples if figures[couple.right].outside}
    partner_to_the_left = {couple.right for couple in family.couples if figures[couple.left].outside}
    for descent in family.descents:
        away = [figures[parent].outside for parent in descent.parents]
        if row[0].person.id in descent.child_ids and sum(away) == 1 and len(away) == 2:
            alone = "right" if away[0] else "left"  # the line of descent comes down on the other side
    sides: dict[RecordId, Side] = {}
    for place, figure in enumerate(row):
        person = figure.person.id
        first, last = place == 0, place == len(row) - 1
        if len(row) > 3:
            sides[person] = "below"
        elif first and last and person not in partner_to_the_right:
            sides[person] = "right" if person in partner_to_the_left else alone
        elif first and person not in partner_to_the_left:
            sides[person] = "left"
        elif person not in partner_to_the_right and (
            last or (person in single_parents and (person, row[place + 1].person.id) not in beside)
        ):
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


def _with_lists(
    figures: Iterable[PersonFigure],
    places: Mapping[RecordId, Position],
    sides: Mapping[RecordId, Side],
    issues: Mapping[RecordId, IssueList],
    taken: Sequence[Box],
    field: Box,
) -> list[PlacedPerson]:
    """Each person with the list on the wanted side, or else on a free one, or near by; last, where it hides least."""
    figures = tuple(figures)
    bodies = {figure.person.id: figure.body.moved(*places[figure.person.id]) for figure in figures}
    lists: dict[RecordId, Box] = {}

    def place(figure: PersonFigure, *, choose: bool) -> None:
        person = figure.person.id
        own = [Box.around((0, 0), 2 * figure.half, 2 * figure.half), *(line.box for line in figure.under)]
        others = [box.moved(*places[person]) for box in own]
        others += [*(body for i, body in bodies.items() if i != person), *lists.values(), *taken]
        on_sides = [
            _list_box(figure, issues[person], side).moved(*places[person]).brought_into(field)
            for side in (sides.get(person, "below"), *_ALL_SIDES)[: 1 + choose * len(_ALL_SIDES)]
        ]
        box = min(on_sides, key=lambda box: sum(box.overlap(other) for other in others))
        if any(box.meets(other) for other in others):
            if not choose:
                return
            at = box.left, box.top
            near = nearest_free(box.moved(-at[0], -at[1]), at, others, field)
            if near is not None and math.dist(near, at) < _WITHIN_REACH:
                box = box.moved(near[0] - at[0], near[1] - at[1])
        lists[person] = box

    for figure in figures:
        place(figure, choose=not issues[figure.person.id].rows)
    for figure in figures:
        if figure.person.id not in lists:
            place(figure, choose=True)
    return [
        PlacedPerson(
            figure=figure,
            issues=issues[figure.person.id],
            at=places[figure.person.id],
            issues_at=lists[figure.person.id][:2],
        )
        for figure in figures
    ]


def _around(boxes: Sequence[Box], shared_issues: IssueList, field: Box) -> Box:
    """The outline around those who live together; the first row of the shared issues lies on it, beside the word 世帯."""
    inner = reduce(Box.joined, boxes) if boxes else Box.around(field.middle, 320, 120)
    missing = max(0.0, _needed(shared_issues) - inner.width) / 2
    above = max(0.0, shared_issues.height - ROW) + (ROW / 2 if shared_issues.rows else 0)
    around = Box(inner.left - missing, inner.top - above, inner.right + missing, inner.bottom)
    return around.grown(_PADDING)


def _giving_way(outline: Box, members: Sequence[Box], strangers: Iterable[Box], narrowest: float) -> Box:
    """The outline where words that came later would have it take in somebody who lives elsewhere, or an agency.

    On a map that was settled nobody moves; an outline that lies under words is no untruth, one round a stranger is.
    """
    core = reduce(Box.joined, members).grown(_LEAST_PADDING) if members else outline
    for box in strangers:
        if not box.meets(outline):
            continue
        narrower = [
            outline._replace(left=max(outline.left, box.right + _LEAST_PADDING)),
            outline._replace(right=min(outline.right, box.left - _LEAST_PADDING)),
            outline._replace(bottom=min(outline.bottom, box.top - _LEAST_PADDING)),
        ]
        free = [each for each in narrower if each.encloses(core) and each.width >= narrowest]
        outline = max(free, key=lambda each: each.width * each.height, default=outline)
    return outline


def _needed(shared_issues: IssueList) -> float:
    return max(shared_issues.width + TAB, 260.0)


def _held_in(field: Box, outline: Box, shared_issues: IssueList) -> Box:
    """The outline without what lies off the field, but never too narrow for the shared issues."""
    needed = _needed(shared_issues)
    left = max(field.left, min(outline.left, field.right - needed))
    right = max(left + needed, min(outline.right, field.right))
    top = max(outline.top, field.top + ROW / 2)
    return Box(left, top, right, max(top, min(outline.bottom, field.bottom)))
