"""線: every tie and every role without one, with its way across the map, its arrowheads and the word on it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from itertools import pairwise
from typing import TypeVar

import networkx as nx

from jusou_meeting.ecomap.cells import Cells
from jusou_meeting.ecomap.figure import Lettering
from jusou_meeting.ecomap.geometry import Box, Point, across
from jusou_meeting.ecomap.graph import Bond, bonds
from jusou_meeting.ecomap.layout import Layout
from jusou_meeting.ecomap.notation import INK, ROLE_LINE, SMALLEST, LineStyle, Sign, line_style
from jusou_meeting.ecomap.relation import sentence
from jusou_meeting.ecomap.roads import Obstacle, Roads, Way
from jusou_meeting.ecomap.route import End, Route, Shape
from jusou_meeting.ecomap.text_width import broken
from jusou_meeting.ecomap.ties import Confidence, Direction, Tie, TieStatus
from jusou_meeting.household import Household
from jusou_meeting.vocabulary import RecordId

Spot = TypeVar("Spot")

_SIGN, _WORDS = 3000, 900
"""How bad it is to run through a sign, and over words."""
_HOUSEHOLD = 400
"""… and through the household, for a line between two who stand outside."""
_ASIDE = (12, -12, 26, -26, 48, -48)
"""How far beside its line a label may stand, the nearest first."""
_COVERED = 500.0
"""How bad it is that a word stands on a figure or on another word, however little of it."""
_ROOM = 150.0
_CELL = 48.0
_PLACES = (0.5, *(share for step in range(1, 11) for share in (0.5 - step / 25, 0.5 + step / 25)))


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


def label_box(label: Sequence[Lettering]) -> Box:
    """The paper-white ground under the words on a line."""
    box = label[0].box
    for line in label[1:]:
        box = box.joined(line.box)
    return Box(box.left - 4, box.top - 2, box.right + 4, box.bottom + 2)


def lines(
    household: Household,
    graph: nx.MultiDiGraph,
    layout: Layout,
    family_lines: Sequence[Sequence[Point]],
) -> tuple[Line, ...]:
    """The ties in the order they are best laid: within the family first, then to the agencies, roles last."""
    ends = _ends(household, layout)
    obstacles = tuple(_obstacles(layout))
    family_legs = [leg for line in family_lines for leg in pairwise(line)]
    roads = Roads(obstacles, family_legs, layout.field)
    joined = sorted(bonds(household, graph), key=lambda bond: _nearness(bond, ends))
    ways = [
        Way(ends[bond.a], ends[bond.b], len(bond.ties) or 1, _outline_between(layout, bond))
        for bond in joined
    ]
    drawn = [
        line
        for bond, routes in zip(joined, roads.laid(ways), strict=True)
        for line in _lines(household, bond, routes)
    ]
    return tuple(_labelled(drawn, obstacles, family_legs, layout.field))


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
        yield Obstacle(i, person.sign_box.grown(6), _SIGN)
        for line in person.figure.under:
            yield Obstacle(f"under {i}", line.box.moved(*person.at), _WORDS)
        for row_box in person.row_boxes():
            yield Obstacle(f"issues of {i}", row_box, _WORDS)
    shared = (row.box.moved(*layout.plan.shared_issues_at) for row in layout.plan.shared_issues.rows)
    yield Obstacle("shared issues", reduce(Box.joined, shared, layout.plan.tab), _WORDS)
    for agency in layout.agencies:
        yield Obstacle(agency.figure.involvement.id, agency.box.grown(7), _SIGN)


def _outline_between(layout: Layout, bond: Bond) -> tuple[Obstacle, ...]:
    """A line between two who stand outside goes round the household, not through it."""
    outside = {person.figure.person.id for person in layout.plan.people if person.figure.outside}
    outside |= {agency.figure.involvement.id for agency in layout.agencies}
    return (Obstacle("outline", layout.plan.outline, _HOUSEHOLD),) if {bond.a, bond.b} <= outside else ()


def _nearness(bond: Bond, ends: Mapping[RecordId, End]) -> tuple[bool, bool, float]:
    """Short lines first; they have the least choice. Lines to the outline have the most; roles give way to ties."""
    a, b = ends[bond.a], ends[bond.b]
    return not bond.ties, "outline" in (a.shape, b.shape), math.dist(a.box.middle, b.box.middle)


def _lines(household: Household, bond: Bond, routes: Sequence[Route]) -> Iterator[Line]:
    """The lines of one bond; the first tie that is not over stands for the roles."""
    if not bond.ties:
        yield Line(tie=None, a=bond.a, b=bond.b, style=ROLE_LINE, route=routes[0], numbers=bond.numbers)
    numbered = next(
        (tie for tie in bond.ties if tie.status is not TieStatus.ENDED), next(iter(bond.ties), None)
    )
    for tie, route in zip(bond.ties, routes, strict=False):
        yield Line(
            tie=tie,
            a=tie.a,
            b=tie.b,
            style=line_style(tie),
            route=route if tie.a == bond.a else route.reversed(),
            head_at_a=tie.direction in (Direction.BACKWARD, Direction.BOTH),
            head_at_b=tie.direction in (Direction.FORWARD, Direction.BOTH),
            said=sentence(household, tie),
            numbers=bond.numbers if tie is numbered else (),
        )


def _label_text(line: Line) -> str:
    """The words on the line, and the numbers of the roles that it stands for."""
    numbers = f"№{'・'.join(map(str, line.numbers))}" if line.numbers else ""
    return " ".join(filter(None, ("" if line.tie is None else _words(line.tie), numbers)))


def _words(tie: Tie) -> str:
    """The label of a tie, with 予定 and 推測 said in full."""
    said = [
        word.label
        for word, holds in (
            (TieStatus.PLANNED, tie.status is TieStatus.PLANNED),
            (Confidence.INFERRED, tie.confidence is Confidence.INFERRED),
        )
        if holds
    ]
    words = "・".join(said)
    if not tie.label.strip():
        return words
    return f"{tie.label}（{words}）" if words else tie.label


def _labelled(
    drawn: Sequence[Line],
    obstacles: Sequence[Obstacle],
    family_legs: Sequence[tuple[Point, Point]],
    field: Box,
) -> Iterator[Line]:
    """Each line with its words and its mark where they hide least."""
    ground = _Ground(field)
    for obstacle in obstacles:
        ground.taken.put(obstacle.box, obstacle.box)
    for leg in family_legs:
        ground.legs.put_along((None, leg), *leg)
    for line in drawn:
        for leg in pairwise(line.route.points()):
            ground.legs.put_along((line, leg), *leg)
    for line in drawn:
        labelled = line
        if texts := broken(_label_text(line), size=SMALLEST, room=_ROOM, most=2):
            label = ground.clearest(_label_spots(line, texts), line)
            ground.taken.put(label_box(label), label_box(label))
            labelled = replace(labelled, label=label)
        if line.style.mark:
            places = ((abs(p - 0.5) * 900, Box.around(line.route.at(p), 28, 28), p) for p in _PLACES)
            labelled = replace(labelled, mark_at=ground.clearest(places, line))
            mark = Box.around(line.route.at(labelled.mark_at), 28, 28)
            ground.taken.put(mark, mark)
        yield labelled


class _Ground:
    """下地: what words on a line may hide."""

    def __init__(self, field: Box) -> None:
        self._field = field
        self.taken: Cells[Box] = Cells(_CELL)
        self.legs: Cells[tuple[Line | None, tuple[Point, Point]]] = Cells(_CELL)

    def clearest(self, spots: Iterable[tuple[float, Box, Spot]], line: Line) -> Spot:
        """The spot that hides least, and among equals the one nearest to the middle of the line; the nearest come first."""
        best: tuple[float, Spot] | None = None
        for away, box, spot in spots:
            if best is not None and away >= best[0]:
                break
            cost = away + self._hidden(box, line)
            if best is None or cost < best[0]:
                best = cost, spot
        assert best is not None
        return best[1]

    def _hidden(self, box: Box, line: Line) -> float:
        overlaps = [box.overlap(other) for other in set(self.taken.near(box))]
        covered = sum(_COVERED + overlap * 6 for overlap in overlaps if overlap)
        legs = {leg for owner, leg in self.legs.near(box) if owner is not line}
        crossed = sum(box.crossed_by(*leg) for leg in legs) * 450
        return covered + crossed + (0 if self._field.encloses(box) else 5000)


def _label_spots(line: Line, texts: Sequence[str]) -> Iterator[tuple[float, Box, tuple[Lettering, ...]]]:
    """Places along the line, and beside it where it is short, with how far from the best each one is, the best first."""
    height = SMALLEST * 1.22 * len(texts)
    wide = max(Lettering(text, 0, 0, SMALLEST).box.width for text in texts)
    origin = _stack(texts, 0, 0)
    ground = label_box(origin)
    on_the_line = (0,) if line.route.length() > wide * 0.9 + 50 else ()
    spots = (
        (abs(share - 0.5) * 900 + (way and 180 + way * way / 8), share, way)
        for share in _PLACES
        for way in (*on_the_line, *_ASIDE)
    )
    for away, share, way in sorted(spots):
        x, y = line.route.at(share)
        if way:
            side_x, side_y = across(
                line.route.at(max(0.0, share - 0.05)), line.route.at(min(1.0, share + 0.05))
            )
            reach = math.copysign(abs(side_x) * wide / 2 + abs(side_y) * height / 2 + abs(way), way)
            x, y = x + side_x * reach, y + side_y * reach
        yield away, ground.moved(x, y), tuple(text._replace(x=text.x + x, y=text.y + y) for text in origin)


def _stack(texts: Sequence[str], x: float, y: float) -> tuple[Lettering, ...]:
    step = SMALLEST * 1.22
    top = y - step * (len(texts) - 1) / 2
    return tuple(
        Lettering(text, x, top + step * place, SMALLEST, ink=INK) for place, text in enumerate(texts)
    )
