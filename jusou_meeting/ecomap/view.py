"""見方: which part of the map stays in full ink while the room speaks of it; the rest fades, and nothing moves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import networkx as nx

from jusou_meeting.ecomap.family import family
from jusou_meeting.ecomap.graph import household_graph
from jusou_meeting.ecomap.ties import TieStatus
from jusou_meeting.household import Household
from jusou_meeting.safety import in_danger
from jusou_meeting.vocabulary import Code, RecordId


class View(Code):
    """見方: what the room looks at."""

    WHOLE = "whole", "全体"
    FAMILY = "family", "家族"
    AGENCIES = "agencies", "機関"
    AROUND = "around", "選んだものを中心に"
    AROUND_TWO = "around_two", "選んだものを中心に（二つ先まで）"
    EMERGENCY = "emergency", "緊急時"
    HANDOVER = "handover", "引き継ぎ"

    @property
    def steps(self) -> int:
        """How far around what was chosen it looks; 0 = it looks at something else."""
        return {View.AROUND: 1, View.AROUND_TWO: 2}.get(self, 0)


def in_view(household: Household, view: View, center: RecordId | None) -> frozenset[RecordId] | None:
    """The records that stay in full ink; None = all of them, also when nothing of what the view looks at is there."""
    people = {household.id, *(person.id for person in household.people)}
    agencies = {involvement.id for involvement in household.involvements}
    match view:
        case View.FAMILY:
            ties = (t.id for t in household.ties if t.a in people and t.b in people)
            kin = (tie.id for tie in household.family_ties)
            return frozenset((*people, *(issue.id for issue in household.issues), *ties, *kin))
        case View.AGENCIES:
            ties = (t.id for t in household.ties if t.a in agencies or t.b in agencies)
            return frozenset((*agencies, household.id, *ties))
        case View.AROUND | View.AROUND_TWO:
            return around(household, center, view.steps)
        case View.EMERGENCY:
            return _in_an_emergency(household)
        case View.HANDOVER:
            return _for_a_successor(household)
    return None


def around(household: Household, center: RecordId | None, steps: int) -> frozenset[RecordId] | None:
    """Whoever stands so many steps from a person, an agency, the household or an issue, with their ties and issues.

    Partners, parents and children are one step from one another, whether or not anybody said how they get on.
    One step from an issue stand whom it troubles and who carries it; a tie or a role is seen with its ends. None = the
    whole map: there is nothing in the middle.
    """
    graph = nx.Graph(household_graph(household).to_undirected(as_view=True))
    graph.add_edges_from(_of_the_family(household))
    near = dict.fromkeys(_ends_of(household, center), 1)
    if center is not None and center in graph:
        near = {center: 0}
    if not near:
        return None
    far = dict(near)
    for start, begun in near.items():
        reached = nx.single_source_shortest_path_length(graph, start, steps - begun)
        for end, more in reached.items():
            far[end] = min(far.get(end, steps), begun + more)
    inner = {end for end, distance in far.items() if distance < steps}
    ties = (
        tie.id
        for tie in household.ties
        if {tie.a, tie.b} <= far.keys()
        and (tie.id == center or {tie.a, tie.b} & inner or {tie.a, tie.b} <= near.keys())
    )
    kin = (tie.id for tie in household.family_ties if {tie.a, tie.b} <= far.keys())
    return frozenset((*far, *ties, *kin, *_issues(household, center, inner)))


def _of_the_family(household: Household) -> Iterator[tuple[RecordId, RecordId]]:
    kin = family(household.people, household.family_ties)
    yield from ((couple.left, couple.right) for couple in kin.couples)
    for descent in kin.descents:
        yield from ((parent, child.id) for parent in descent.parents for child in descent.children)


def _ends_of(household: Household, center: RecordId | None) -> set[RecordId]:
    """The people and agencies that an issue, a tie or a role joins."""
    for issue in household.issues:
        if issue.id == center:
            return {
                issue.subject_id,
                *(r.assignee_id for r in household.carried_roles if center in r.issue_ids),
            }
    joined = {tie.id: {tie.a, tie.b} for tie in household.ties}
    joined |= {tie.id: {tie.a, tie.b} for tie in household.family_ties}
    if center in joined:
        return joined[center]
    for role in household.roles:
        if role.id == center:
            return {role.assignee_id, *(role.for_ids or (household.id,))}
    return set()


def _issues(household: Household, center: RecordId | None, ends: set[RecordId]) -> list[RecordId]:
    """The issues in the middle, those that trouble one of these, and those that one of them carries."""
    carried = {center} | {
        i for r in household.carried_roles if r.assignee_id in ends or r.id == center for i in r.issue_ids
    }
    return [issue.id for issue in household.issues if issue.id in carried or issue.subject_id in ends]


def _in_an_emergency(household: Household) -> frozenset[RecordId] | None:
    """Whoever is in danger and whom they quarrel with, whom the family listens to, and who is to be called or leads.

    An agency is to be called when a 緊急時の対応 names it.
    """
    endangered = in_danger(household.abuse_suspicions)
    quarrels = [
        tie
        for tie in household.ties
        if tie.stressful and tie.status is TieStatus.NOW and {tie.a, tie.b} & endangered
    ]
    called = _named(household, (f"{contact.whom}　{contact.how}" for contact in household.emergency_contacts))
    ends = {
        *endangered,
        *(end for tie in quarrels for end in (tie.a, tie.b)),
        *(person.id for person in household.people if person.key_person),
        *called,
        *(role.assignee_id for role in household.standing_roles if role.lead),
    }
    return frozenset((*ends, *_ties_between(household, ends))) if ends else None


def _named(household: Household, texts: Iterable[str]) -> set[RecordId]:
    """The agencies that these texts name in full; of names that lie within one another, the longest."""
    longest_first = sorted(household.involvements, key=lambda involvement: -len(involvement.name))
    found: set[RecordId] = set()
    for text in texts:
        for involvement in longest_first:
            if involvement.name in text:
                found.add(involvement.id)
                text = text.replace(involvement.name, "　")
    return found


def _for_a_successor(household: Household) -> frozenset[RecordId] | None:
    """Who carries a role for whom, every issue, also those that nobody carries, and the ties that are not over."""
    roles = household.carried_roles
    ends = {
        household.id,
        *(role.assignee_id for role in roles),
        *(end for role in roles for end in role.for_ids),
        *(issue.subject_id for issue in household.issues),
    }
    issues = [issue.id for issue in household.issues]
    return frozenset((*ends, *issues, *_ties_between(household, ends))) if roles or issues else None


def _ties_between(household: Household, ends: Iterable[RecordId]) -> list[RecordId]:
    """The ties that are not over and have both ends among these."""
    among = set(ends)
    return [t.id for t in household.ties if {t.a, t.b} <= among and t.status is not TieStatus.ENDED]
