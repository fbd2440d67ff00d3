"""配置: where everybody and everything stands; what somebody moved stays, what is new takes a free place."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date
from functools import reduce
from itertools import combinations, pairwise

import networkx as nx

from jusou_meeting.ecomap.density import DENSITIES, ROOMY, Density
from jusou_meeting.ecomap.descent import family_lines
from jusou_meeting.ecomap.family import Family, family
from jusou_meeting.ecomap.figure import (
    CLOSE,
    USUAL,
    AgencyFigure,
    Lettering,
    Measure,
    NumberedIssue,
    agency_figure,
    issue_flow,
    issue_list,
    person_figure,
)
from jusou_meeting.ecomap.folding import Folding
from jusou_meeting.ecomap.frame_words import clear_of_lines
from jusou_meeting.ecomap.generations import FamilyFigures, FamilyPlan, family_plan
from jusou_meeting.ecomap.geometry import Box, Point, nearest_free
from jusou_meeting.ecomap.graph import bonds, household_graph
from jusou_meeting.ecomap.homes import living_together
from jusou_meeting.ecomap.lineup_by_ties import lined_up_by_ties
from jusou_meeting.ecomap.notation import NAVY, SMALLEST
from jusou_meeting.ecomap.ring import agency_places, belonging_places, seats_round
from jusou_meeting.ecomap.route import span
from jusou_meeting.ecomap.seating import ROUNDING, RingOrder, Surroundings
from jusou_meeting.ecomap.settling import Ground
from jusou_meeting.ecomap.text_width import text_width
from jusou_meeting.household import Household, Position
from jusou_meeting.vocabulary import RecordId

_CROWD = 20
"""Of more people and agencies than these the words stand close, unless the map was settled before they came."""
_OVER_THE_EDGE = 14.0
"""What somebody placed may reach so far over the edge of the usual sheet: boxes grow and shrink. What reaches further was placed on a larger one."""
_OFF_A_FAMILY_LINE = 6.0
"""So far from the family's lines stand the agencies."""
_SEATS_IN_ROUGH = 24
"""On so many seats the agencies are thought while the people are lined up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedAgency:
    """An agency on the map."""

    figure: AgencyFigure
    at: Position

    @property
    def box(self) -> Box:
        """The room of the box itself, without the mark on its edge."""
        return Box.around(self.at, self.figure.width, self.figure.height)

    @property
    def body(self) -> Box:
        """The room of the box with the mark on its edge."""
        return self.figure.body.moved(*self.at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """配置: the household with everybody and everything in its place."""

    family: Family
    plan: FamilyPlan
    notes: Lettering | None
    """How many 強み and 避けるべき関わり方 are noted, on the lower edge of the outline."""
    agencies: tuple[PlacedAgency, ...]
    issues: tuple[NumberedIssue, ...]
    field: Box
    """The part of the sheet in which everything has its place."""

    def positions(self) -> dict[RecordId, Position]:
        """The middle of every sign and box."""
        people = {person.figure.person.id: person.at for person in self.plan.people}
        return people | {agency.figure.involvement.id: agency.at for agency in self.agencies}

    def within(self, record_id: RecordId, at: Position) -> Position:
        """The place nearest to this one where the sign lies wholly in the field and hides nobody."""
        bodies = {person.figure.person.id: person.figure.body for person in self.plan.people}
        bodies |= {agency.figure.involvement.id: agency.figure.body for agency in self.agencies}
        if record_id not in bodies:
            return at
        body = bodies[record_id]
        there = body.held_in(self.field, at)
        others = [bodies[i].moved(*place) for i, place in self.positions().items() if i != record_id]
        if any(body.moved(*there).meets(other) for other in others):
            there = nearest_free(body, there, others, self.field) or there
        return Position(*there)


def lay_out(
    household: Household,
    *,
    on: date,
    order: RingOrder = RingOrder.FEWEST_CROSSINGS,
    seen_at: Mapping[RecordId, Position] | None = None,
) -> Layout:
    """Everything in its place, the same for the same household on the same day.

    While nothing of it was placed, agencies stand round the household in the order in which they were `seen_at` another
    map of it, and people beside one another as there, where that has room.

    Whoever adds a person or an agency saves the `positions` of the layout with it: then nothing that the room has seen
    moves by itself.
    """
    issues = _numbered_issues(household)
    kin = family(household.people, household.family_ties, on=on)
    pairs = _pairs(household)
    tied_to = {i.id: pairs.get(i.id, ()) for i in household.involvements}
    groups = order.groups(household.involvements)
    drawn = [
        (_family_figures(household, kin, issues, on, measure), _agency_figures(household, issues, measure))
        for measure in _measures(household)
    ]
    people, figures = min(drawn, key=lambda each: _misfits(_bodies(*each), household.positions))
    signs = _bodies(people, figures)
    bodies = {figure.involvement.id: figure.body for figure in figures}
    if not household.positions.keys() & signs.keys():
        around = _surroundings(kin, family_plan(people, ROOMY), ROOMY, {})
        kin = lined_up_by_ties(kin, pairs, around, seats_round(around, _SEATS_IN_ROUGH))
        people = replace(people, family=kin)
    usual: Box | None = None
    for density in DENSITIES:
        if not _holds(density.field, household.positions, signs):
            continue
        kept = _kept(household.positions, signs, density.field)
        usual = usual or density.field
        if kept and 0 < density.field.bottom - usual.bottom < 2 * _OVER_THE_EDGE:
            continue  # who came last on a sheet so little larger would be brought back
        settled = bool(kept) and 2 * len(kept) >= len(signs)
        belonging: Mapping[RecordId, Point] = {}
        if not settled:
            plan = _plan_as_seen(people, density, seen_at or {}) or family_plan(people, density)
            last = density is DENSITIES[-1]
            if not (plan.fits(density.field) or last):
                continue
            around = _surroundings(kin, plan, density, pairs)
            belonging = belonging_places(
                bodies,
                groups,
                tied_to,
                around,
                on_the_ellipse=density.on_the_ellipse,
                seen_at=seen_at or {},
            )
            if len(belonging) < len(bodies) and not last:
                continue
        if kept:
            others = [bodies[i].moved(*kept[i]) for i in bodies if i in kept]
            plan = family_plan(people, density, Ground(kept=kept, others=others, settled=settled))
            around = _surroundings(kin, plan, density, pairs)
        plan = clear_of_lines(plan, family_lines(kin, plan))
        places = agency_places(bodies, tied_to, around, kept, belonging)
        layout = Layout(
            family=kin,
            plan=plan,
            notes=_notes(household, plan.outline),
            agencies=tuple(PlacedAgency(figure=f, at=places[f.involvement.id]) for f in figures),
            issues=tuple(issue for group in issues.values() for issue in group),
            field=density.field,
        )
        if _is_clear(layout, signs.keys() - kept.keys()):
            break
    return layout


def _bodies(people: FamilyFigures, figures: Iterable[AgencyFigure]) -> dict[RecordId, Box]:
    """The room of every sign and box."""
    signs = {i: figure.body for i, figure in people.figures.items()}
    return signs | {figure.involvement.id: figure.body for figure in figures}


def _misfits(bodies: Mapping[RecordId, Box], positions: Mapping[RecordId, Position]) -> int:
    """How often those that were placed hide one another or stick out: a map may have been settled with larger words."""
    field = next(density.field for density in DENSITIES if _holds(density.field, positions, bodies))
    placed = [bodies[i].moved(*at) for i, at in positions.items() if i in bodies]
    out = sum(not field.grown(_OVER_THE_EDGE).encloses(box) for box in placed)
    return out + sum(one.meets(other) for one, other in combinations(placed, 2))


def seen_before(folding: Folding, *, on: date) -> dict[RecordId, Position] | None:
    """Where everything stood before it was folded; None = nothing is."""
    return folding.stood_at(lay_out(folding.whole, on=on).positions()) if folding.stand_ins else None


def _plan_as_seen(
    people: FamilyFigures, density: Density, seen_at: Mapping[RecordId, Position]
) -> FamilyPlan | None:
    """The family as it was seen, in the middle of this field; None where that has no room."""
    at = {i: seen_at[i] for i in people.figures if i in seen_at}
    if not at or len(at) < len(people.figures):
        return None
    around = reduce(Box.joined, (people.figures[i].body.moved(*at[i]) for i in at))
    middle = density.field.middle
    dx, dy = (middle[n] + density.aside[n] - around.middle[n] for n in (0, 1))
    kept = {i: Position(round(x + dx, 1), round(y + dy, 1)) for i, (x, y) in at.items()}
    plan = family_plan(people, density, Ground(kept=kept, settled=True))
    return plan if plan.fits(density.field) else None


def _surroundings(
    kin: Family, plan: FamilyPlan, density: Density, pairs: Mapping[RecordId, Sequence[RecordId]]
) -> Surroundings:
    at = {person.figure.person.id: person.at for person in plan.people}
    ties = {frozenset((one, other)) for one in at for other in pairs.get(one, ()) if other in at}
    return Surroundings(
        outline=plan.outline,
        people={person.figure.person.id: person.body for person in plan.people},
        texts={person.figure.person.id: person.list_box for person in plan.people if person.issues.rows},
        homes=tuple(home.outline for home in plan.homes),
        family_lines=tuple(_beyond_the_outline(kin, plan)),
        lines=tuple((at[one], at[other]) for one, other in map(sorted, ties)),
        distance=density.around,
        field=density.field,
    )


def _beyond_the_outline(kin: Family, plan: FamilyPlan) -> Iterator[Box]:
    """The room of every line of the family that leaves the outline."""
    for line in family_lines(kin, plan):
        for leg in pairwise(line.points):
            if not plan.outline.encloses(span(leg)):
                yield span(leg).grown(_OFF_A_FAMILY_LINE)


def _kept(
    positions: Mapping[RecordId, Position], bodies: Mapping[RecordId, Box], field: Box
) -> dict[RecordId, Position]:
    """The places that somebody chose; whatever would stick out further than boxes grow and shrink is brought back into the field."""

    def back(body: Box, at: Position) -> Point:
        stays = body.grown(-_OVER_THE_EDGE).held_in(field, at)
        return stays if math.dist(stays, at) <= ROUNDING else body.held_in(field, at)

    return {
        i: Position(*back(body, positions[i]))
        for i, body in bodies.items()
        if i in positions and all(map(math.isfinite, positions[i]))
    }


def _holds(field: Box, positions: Mapping[RecordId, Position], bodies: Mapping[RecordId, Box]) -> bool:
    """Whether this field is as large as the one in which these places were chosen; no place makes it larger than any is."""
    smallest, largest = DENSITIES[0].field, DENSITIES[-1].field
    over = _OVER_THE_EDGE if field == smallest else ROUNDING
    corners = (bodies[i].moved(*at)[2:] for i, at in positions.items() if i in bodies and largest.holds(at))
    return field == largest or all(
        right - over < field.right and bottom - over < field.bottom for right, bottom in corners
    )


def _is_clear(layout: Layout, new: Set[RecordId]) -> bool:
    """Whether all that is new is on the sheet and hides nothing."""
    parts = [(person.figure.person.id, box) for person in layout.plan.people for box in person.boxes()]
    parts += [(agency.figure.involvement.id, agency.body) for agency in layout.agencies]
    field, outline = layout.field.grown(ROUNDING), layout.plan.outline.grown(-ROUNDING)
    return (
        all(field.encloses(box) for i, box in parts if i in new)
        and not any(
            one != other and box.meets(beside) for one, box in parts if one in new for other, beside in parts
        )
        and not any(a.box.meets(outline) for a in layout.agencies if a.figure.involvement.id in new)
    )


def _numbered_issues(household: Household) -> dict[RecordId, list[NumberedIssue]]:
    """The issues of each person and of the household, with their numbers."""
    numbers = household.issue_numbers
    owned = {
        issue
        for role in household.carried_roles
        if household.holds(role.assignee_id)
        for issue in role.issue_ids
    }
    issues: dict[RecordId, list[NumberedIssue]] = {household.id: []}
    issues |= {person.id: [] for person in household.people}
    for issue in household.issues:
        if issue.subject_id in issues:
            issues[issue.subject_id].append(
                NumberedIssue(issue.id, numbers[issue.id], issue.title, issue.id in owned)
            )
    return issues


def _notes(household: Household, outline: Box) -> Lettering | None:
    noted = {"強み": household.profile.strengths, "避けるべき関わり方": household.profile.avoid}
    text = "・".join(f"{word}{len(each)}件" for word, each in noted.items() if each)
    x = outline.left + 40 + text_width(text, SMALLEST) / 2
    return Lettering(text, x, outline.bottom, SMALLEST, ink=NAVY) if text else None


def _family_figures(
    household: Household,
    kin: Family,
    issues: Mapping[RecordId, list[NumberedIssue]],
    on: date,
    measure: Measure,
) -> FamilyFigures:
    framed = {person for together in living_together(household.people).values() for person in together}
    return FamilyFigures(
        family=kin,
        figures={
            person.id: person_figure(person, on=on, framed=person in framed) for person in household.people
        },
        issues={person.id: issue_list(issues[person.id], measure) for person in household.people},
        shared_issues=issue_flow(issues[household.id]),
        tied={frozenset((tie.a, tie.b)) for tie in household.ties},
    )


def _agency_figures(
    household: Household, issues: Mapping[RecordId, list[NumberedIssue]], measure: Measure
) -> list[AgencyFigure]:
    by_id = {issue.id: issue for group in issues.values() for issue in group}
    leading = {role.assignee_id for role in household.standing_roles if role.lead}
    figures = []
    for involvement in household.involvements:
        carried = {
            by_id[i]
            for role in household.carried_roles
            if role.assignee_id == involvement.id
            for i in role.issue_ids
            if i in by_id
        }
        figures.append(
            agency_figure(
                involvement,
                sorted(carried, key=lambda issue: issue.number),
                lead=involvement.id in leading,
                measure=measure,
            )
        )
    return figures


def _measures(household: Household) -> tuple[Measure, ...]:
    """How close words may stand: in a crowd as close as they can, unless it was placed before it was one.

    Those count who were ever on this map: once its words stand close, they always do.
    """
    now = (fact.id for fact in (*household.people, *household.involvements))
    if len({*household.people_ever, *household.involvements_ever, *now}) <= _CROWD:
        return (USUAL,)
    return (CLOSE, USUAL) if household.positions else (CLOSE,)


def _pairs(household: Household) -> dict[RecordId, list[RecordId]]:
    """With whom everybody is joined by a line, in the order in which they were entered."""
    graph = household_graph(household)
    joined = nx.Graph((bond.a, bond.b) for bond in bonds(household, graph))
    order = {node: place for place, node in enumerate(graph)}
    return {node: sorted(joined[node], key=order.__getitem__) for node in joined}
