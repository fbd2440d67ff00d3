"""見方: which part of the map stays in full ink while the room speaks of it; the rest fades, and nothing moves."""

from __future__ import annotations

from collections.abc import Iterable

import networkx as nx

from jusou_meeting.ecomap.graph import household_graph, standing_roles
from jusou_meeting.household import Household
from jusou_meeting.vocabulary import Code, RecordId


class View(Code):
    """見方: what the room looks at."""

    WHOLE = "whole", "全体"
    FAMILY = "family", "家族"
    AGENCIES = "agencies", "機関"
    AROUND = "around", "選んだものを中心に"


def in_view(household: Household, view: View, center: RecordId | None) -> frozenset[RecordId] | None:
    """The records that stay in full ink; None = all of them, also when nothing that is there was chosen as centre."""
    people = {household.id, *(person.id for person in household.people)}
    agencies = {involvement.id for involvement in household.involvements}
    match view:
        case View.FAMILY:
            ties = (t.id for t in household.ties if t.a in people and t.b in people)
            return frozenset((*people, *(issue.id for issue in household.issues), *ties))
        case View.AGENCIES:
            ties = (t.id for t in household.ties if t.a in agencies or t.b in agencies)
            return frozenset((*agencies, household.id, *ties))
        case View.AROUND if center is not None:
            return _around(household, center)
    return None


def _around(household: Household, center: RecordId) -> frozenset[RecordId] | None:
    """A person, agency or the household with whoever stands one step from it; an issue with whom it troubles and who carries it; a tie or a role with its ends."""
    graph = household_graph(household)
    if center in graph:
        ends = {center, *nx.all_neighbors(graph, center)}
        ties = [tie.id for tie in household.ties if center in (tie.a, tie.b)]
        return frozenset((*ends, *ties, *_issues(household, {center} | _carried(household, center))))
    for issue in household.issues:
        if issue.id == center:
            carriers = [r.assignee_id for r in standing_roles(household) if center in r.issue_ids]
            return _with_ties_between(household, {center}, {issue.subject_id, *carriers})
    for tie in household.ties:
        if tie.id == center:
            return frozenset((center, tie.a, tie.b))
    for role in household.roles:
        if role.id == center:
            ends = {role.assignee_id, *(role.for_ids or (household.id,))}
            return _with_ties_between(household, set(role.issue_ids), ends)
    return None


def _carried(household: Household, center: RecordId) -> set[RecordId]:
    return {issue for r in standing_roles(household) if r.assignee_id == center for issue in r.issue_ids}


def _issues(household: Household, wanted: Iterable[RecordId]) -> list[RecordId]:
    """The issues that are among these, or trouble one of them."""
    known = set(wanted)
    return [issue.id for issue in household.issues if issue.id in known or issue.subject_id in known]


def _with_ties_between(
    household: Household, issues: set[RecordId], ends: set[RecordId]
) -> frozenset[RecordId]:
    ties = (tie.id for tie in household.ties if tie.a in ends and tie.b in ends)
    return frozenset((*issues, *ends, *ties))
