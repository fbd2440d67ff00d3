"""線: every tie and every role without one, with its way across the map, its arrowheads and the word on it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from itertools import pairwise

import networkx as nx

from jusou_meeting.ecomap.course import Obstacle
from jusou_meeting.ecomap.descent import FamilyLine
from jusou_meeting.ecomap.figure import Lettering
from jusou_meeting.ecomap.geometry import Box
from jusou_meeting.ecomap.graph import Bond, bonds
from jusou_meeting.ecomap.layout import Layout
from jusou_meeting.ecomap.line_words import Spoken, Words, placed
from jusou_meeting.ecomap.notation import ROLE_LINE, STROKES_ACROSS, LineStyle, Sign, line_style
from jusou_meeting.ecomap.relation import sentence
from jusou_meeting.ecomap.roads import Way, laid
from jusou_meeting.ecomap.route import End, Route, Shape
from jusou_meeting.ecomap.ties import Direction, Tie, TieStatus
from jusou_meeting.household import Household
from jusou_meeting.vocabulary import RecordId

_SIGN, _WORDS = 20000, 1400
"""How bad it is to run through a sign, and over words."""
_STROKES = 24.0
"""How broad and high the strokes across a couple's line are."""
_HOUSEHOLD = 400
"""… and through the household, for a line between two who stand outside."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """線: one tie, or one role between two whose tie nobody has said yet."""

    tie: Tie | None
    """None = a role."""
    a: RecordId
    b: RecordId
    style: LineStyle
    route: Route
    head_at_a: bool = False
    head_at_b: bool = False
    label: tuple[Lettering, ...] = ()
    said: str = ""
    numbers: tuple[int, ...] = ()
    """The roles that one end carries for the other."""
    mark_at: float = 0.5
    """The share of the way at which ？ or // stands, if the style has a mark."""


def lines(
    household: Household,
    graph: nx.MultiDiGraph,
    layout: Layout,
    family_lines: Sequence[FamilyLine],
) -> tuple[Line, ...]:
    """The ties and the roles without one, in the order in which they are painted."""
    ends = _ends(household, layout)
    obstacles = tuple(_obstacles(layout))
    family_legs = tuple(leg for line in family_lines for leg in pairwise(line.points))
    joined = sorted(bonds(household, graph), key=lambda bond: _nearness(bond, ends))
    parts = [_parts(bond) for bond in joined]
    ways = tuple(
        Way(
            ends[bond.a],
            ends[bond.b],
            tuple(Words.of(tie, numbers) for tie, numbers in stands_for),
            _outline_between(layout, bond),
        )
        for bond, stands_for in zip(joined, parts, strict=True)
    )
    found = laid(obstacles, family_legs, layout.field, ways)
    drawn, spoken = [], []  # in the order they are best laid: within the family first, roles last
    for bond, stands_for, way, routes in zip(joined, parts, ways, found, strict=True):
        for (tie, numbers), words, route in zip(stands_for, way.words, routes, strict=True):
            line = _line(household, bond, tie, numbers, route)
            drawn.append(line)
            spoken.append(Spoken(line.route, words, line.style.mark is not None))
    leads = (agency.body for agency in layout.agencies if agency.figure.lead)
    figures = (*(obstacle.box for obstacle in obstacles), *_strokes_across(family_lines), *leads)
    places = placed(tuple(spoken), figures, family_legs, layout.field)
    said = [replace(line, label=p.label, mark_at=p.mark_at) for line, p in zip(drawn, places, strict=True)]
    return tuple(said[n] for n in _words_on_top([place.struck_by for place in places]))


def _words_on_top(struck_by: Sequence[Iterable[int]]) -> Iterator[int]:
    """Whatever runs over the words of a line is painted before it; those that run over each other's, in their order."""
    before: nx.DiGraph = nx.DiGraph()
    before.add_nodes_from(range(len(struck_by)))
    before.add_edges_from((other, line) for line, others in enumerate(struck_by) for other in others)
    knots = nx.condensation(before)
    first = {knot: min(members) for knot, members in knots.nodes(data="members")}
    for knot in nx.lexicographical_topological_sort(knots, key=first.__getitem__):
        yield from sorted(knots.nodes[knot]["members"])


def _ends(household: Household, layout: Layout) -> dict[RecordId, End]:
    shapes: dict[Sign, Shape] = {
        Sign.SQUARE: "box",
        Sign.CIRCLE: "circle",
        Sign.DIAMOND: "diamond",
        Sign.TRIANGLE: "circle",
        Sign.HEXAGON: "circle",
    }
    ends = {household.id: End(id=household.id, box=layout.plan.outline, shape="outline")}
    for person in layout.plan.people:
        i = person.figure.person.id
        ends[i] = End(
            id=i, box=person.sign_box, shape=shapes[person.figure.sign], text=tuple(person.row_boxes())
        )
    for agency in layout.agencies:
        i = agency.figure.involvement.id
        ends[i] = End(id=i, box=agency.box)
    return ends


def _obstacles(layout: Layout) -> Iterator[Obstacle]:
    for person in layout.plan.people:
        i = person.figure.person.id
        yield Obstacle(i, person.sign_box.grown(6), _SIGN, 3)
        for line in person.figure.under:
            yield Obstacle(f"under {i}", line.box.moved(*person.at), _WORDS)
        for row_box in person.row_boxes():
            yield Obstacle(f"issues of {i}", row_box, _WORDS)
    shared = (row.box.moved(*layout.plan.shared_issues_at) for row in layout.plan.shared_issues.rows)
    yield Obstacle("shared issues", reduce(Box.joined, shared, layout.plan.tab), _WORDS)
    for home in layout.plan.homes:
        yield Obstacle(f"home {home.label.text}", home.label.box.grown(3), _WORDS)
    if layout.notes is not None:
        yield Obstacle("notes", layout.notes.box.grown(4), _WORDS)
    for agency in layout.agencies:
        yield Obstacle(agency.figure.involvement.id, agency.box.grown(7), _SIGN, 4)


def _strokes_across(family_lines: Sequence[FamilyLine]) -> Iterator[Box]:
    """The room of the strokes across a couple's line, by which it says that the two parted."""
    for line in family_lines:
        if line.mark_at is not None and line.bond in STROKES_ACROSS:
            yield Box.around(line.mark_at, _STROKES, _STROKES)


def _outline_between(layout: Layout, bond: Bond) -> tuple[Obstacle, ...]:
    """A line between two who stand outside goes round the household, not through it."""
    outside = {person.figure.person.id for person in layout.plan.people if person.figure.outside}
    outside |= {agency.figure.involvement.id for agency in layout.agencies}
    return (Obstacle("outline", layout.plan.outline, _HOUSEHOLD),) if {bond.a, bond.b} <= outside else ()


def _nearness(bond: Bond, ends: Mapping[RecordId, End]) -> tuple[bool, bool, float]:
    """Short lines first; they have the least choice. Lines to the outline have the most; roles give way to ties."""
    a, b = ends[bond.a], ends[bond.b]
    return not bond.ties, "outline" in (a.shape, b.shape), math.dist(a.box.middle, b.box.middle)


def _parts(bond: Bond) -> list[tuple[Tie | None, tuple[int, ...]]]:
    """What each line of a bond stands for: a tie, or roles alone; the first tie that is not over stands for the roles too."""
    if not bond.ties:
        return [(None, bond.numbers)]
    numbered = next((tie for tie in bond.ties if tie.status is not TieStatus.ENDED), bond.ties[0])
    return [(tie, bond.numbers if tie is numbered else ()) for tie in bond.ties]


def _line(household: Household, bond: Bond, tie: Tie | None, numbers: tuple[int, ...], route: Route) -> Line:
    if tie is None:
        return Line(tie=None, a=bond.a, b=bond.b, style=ROLE_LINE, route=route, numbers=numbers)
    return Line(
        tie=tie,
        a=tie.a,
        b=tie.b,
        style=line_style(tie),
        route=route if tie.a == bond.a else route.reversed(),
        head_at_a=tie.direction in (Direction.BACKWARD, Direction.BOTH),
        head_at_b=tie.direction in (Direction.FORWARD, Direction.BOTH),
        said=sentence(household, tie),
        numbers=numbers,
    )
