"""配置: where everybody and everything stands; what somebody moved stays, what is new takes a free place."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import networkx as nx

from jusou_meeting.ecomap.density import PACKED, ROOMY, TIGHT, Density
from jusou_meeting.ecomap.family import Family, family
from jusou_meeting.ecomap.figure import (
    AgencyFigure,
    IssueList,
    NumberedIssue,
    agency_figure,
    issue_flow,
    issue_list,
    person_figure,
)
from jusou_meeting.ecomap.generations import FamilyPlan, family_plan
from jusou_meeting.ecomap.geometry import Box
from jusou_meeting.ecomap.graph import household_graph, standing_roles
from jusou_meeting.ecomap.ring import Surroundings, agency_places, belonging_places, slots_for
from jusou_meeting.household import Household, Position
from jusou_meeting.issue import numbered
from jusou_meeting.vocabulary import RecordId

_OVER_THE_EDGE = 10.0
"""What somebody placed may reach so far over the edge of the field before it is brought back: boxes grow and shrink."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedAgency:
    """An agency on the map."""

    figure: AgencyFigure
    at: Position

    @property
    def box(self) -> Box:
        """The room of the box itself, without the mark on its edge."""
        return Box.around(self.at, self.figure.width, self.figure.height)


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """配置: the household with everybody and everything in its place."""

    family: Family
    plan: FamilyPlan
    agencies: tuple[PlacedAgency, ...]
    issues: tuple[NumberedIssue, ...]

    def positions(self) -> dict[RecordId, Position]:
        """The middle of every sign and box."""
        people = {person.figure.person.id: person.at for person in self.plan.people}
        return people | {agency.figure.involvement.id: agency.at for agency in self.agencies}


def lay_out(household: Household, *, on: date) -> Layout:
    """Everything in its place, the same for the same household on the same day.

    Whoever adds a person or an agency saves the `positions` of the layout with it: then nothing that the room has seen
    moves by itself.
    """
    issues = _numbered_issues(household)
    kin = family(household.people)
    tied_to = _tied_to(household_graph(household), household)
    for density in (ROOMY, TIGHT, PACKED):
        plan = _family_plan(household, kin, issues, {}, density, on)
        figures = _agency_figures(household, issues, density)
        bodies = {figure.involvement.id: figure.body for figure in figures}
        around = _surroundings(plan, density)
        slots = slots_for(bodies, around, on_the_ellipse=density is ROOMY)
        if plan.fits and len(slots) == len(bodies):
            break
    kept = _kept(household.positions, bodies)
    belonging = belonging_places(bodies, tied_to, around, slots) if kept.keys() != bodies.keys() else {}
    if household.positions:
        plan = _family_plan(household, kin, issues, household.positions, density, on)
        around = _surroundings(plan, density)
    places = agency_places(bodies, tied_to, around, kept, belonging)
    return Layout(
        family=kin,
        plan=plan,
        agencies=tuple(PlacedAgency(figure=f, at=places[f.involvement.id]) for f in figures),
        issues=tuple(issue for group in issues.values() for issue in group),
    )


def _surroundings(plan: FamilyPlan, density: Density) -> Surroundings:
    return Surroundings(
        outline=plan.outline,
        people={person.figure.person.id: person.body for person in plan.people},
        texts={person.figure.person.id: person.list_box for person in plan.people if person.issues.rows},
        distance=density.around,
    )


def _kept(positions: Mapping[RecordId, Position], bodies: Mapping[RecordId, Box]) -> dict[RecordId, Position]:
    """The places that somebody chose; whatever would stick out is brought back onto the sheet."""
    return {
        i: Position(*body.grown(-_OVER_THE_EDGE).held_on_sheet(positions[i]))
        for i, body in bodies.items()
        if i in positions and all(map(math.isfinite, positions[i]))
    }


def _numbered_issues(household: Household) -> dict[RecordId, list[NumberedIssue]]:
    """The issues of each person and of the household, with their numbers."""
    numbers = numbered(household.issues)
    owned = {
        issue
        for role in standing_roles(household)
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


def _family_plan(
    household: Household,
    kin: Family,
    issues: Mapping[RecordId, list[NumberedIssue]],
    positions: Mapping[RecordId, Position],
    density: Density,
    on: date,
) -> FamilyPlan:
    figures = {person.id: person_figure(person, on=on, scale=density.sign) for person in household.people}
    lists: dict[RecordId, IssueList] = {}
    for row in kin.rows:
        at_home = sum(not figures[person.id].outside for person in row)
        room = density.issue_room[min(max(at_home - 2, 0), 2)]
        lists |= {p.id: issue_list(issues[p.id], room=room, titles=density.titles) for p in row}
    shared = issue_flow(issues[household.id], room=density.shared_issue_room, titles=max(2, density.titles))
    kept = _kept(positions, {i: figure.body for i, figure in figures.items()})
    tied = {frozenset((tie.a, tie.b)) for tie in household.ties}
    return family_plan(kin, figures, lists, shared, kept, tied, density)


def _agency_figures(
    household: Household, issues: Mapping[RecordId, list[NumberedIssue]], density: Density
) -> list[AgencyFigure]:
    by_id = {issue.id: issue for group in issues.values() for issue in group}
    figures = []
    for involvement in household.involvements:
        roles = [role for role in standing_roles(household) if role.assignee_id == involvement.id]
        carried = {by_id[i] for role in roles for i in role.issue_ids if i in by_id}
        figures.append(
            agency_figure(
                involvement,
                sorted(carried, key=lambda issue: issue.number),
                lead=any(role.lead for role in roles),
                widest=density.box,
            )
        )
    return figures


def _tied_to(graph: nx.MultiDiGraph, household: Household) -> dict[RecordId, list[RecordId]]:
    """Whom each agency is tied to or works for."""
    order = {node: place for place, node in enumerate(graph)}
    return {
        involvement.id: sorted(set(nx.all_neighbors(graph, involvement.id)), key=order.__getitem__)
        for involvement in household.involvements
    }
