"""世帯のグラフ: people, agencies and the household as nodes, ties and roles as edges, and what the map asks of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import networkx as nx

from jusou_meeting.household import Household
from jusou_meeting.role import RoleAssignment, RoleStanding
from jusou_meeting.vocabulary import RecordId


def standing_roles(household: Household) -> Iterator[RoleAssignment]:
    """The roles that somebody still carries."""
    return (role for role in household.roles if role.standing is RoleStanding.OPEN)


def household_graph(household: Household) -> nx.MultiDiGraph:
    """One node per end of the map, one edge per tie (its id as key, `tie`) and per person a role is for (`role`).

    A tie whose end this reader may not know of is left out; a role for nobody in particular is for the household.
    """
    graph = nx.MultiDiGraph()
    graph.add_node(household.id)
    graph.add_nodes_from(person.id for person in household.people)
    graph.add_nodes_from(involvement.id for involvement in household.involvements)
    for tie in household.ties:
        if tie.a in graph and tie.b in graph and tie.a != tie.b:
            graph.add_edge(tie.a, tie.b, key=tie.id, tie=tie)
    for role in standing_roles(household):
        for target in role.for_ids or (household.id,):
            if role.assignee_id in graph and target in graph and role.assignee_id != target:
                graph.add_edge(role.assignee_id, target, key=(role.id, target), role=role)
    return graph


def roles_without_tie(graph: nx.MultiDiGraph) -> list[tuple[RecordId, RecordId]]:
    """Who carries a role for whom though nobody has said yet how the two stand to each other."""
    tied = {frozenset((a, b)) for a, b, tie in graph.edges(data="tie") if tie is not None}
    carried = {(a, b): None for a, b, role in graph.edges(data="role") if role is not None}
    return [(a, b) for a, b in carried if frozenset((a, b)) not in tied]


def role_lines(
    household: Household, graph: nx.MultiDiGraph
) -> Iterator[tuple[RecordId, RecordId, Sequence[RecordId]]]:
    """From whom to whom a role without a tie is drawn, and for whom; one for three or more of the household is one line."""
    at_home = {p.id for p in household.people if not (p.lives_apart or p.deceased)}
    targets: dict[RecordId, list[RecordId]] = {}
    for assignee, target in roles_without_tie(graph):
        targets.setdefault(assignee, []).append(target)
    for assignee, whom in targets.items():
        together = [i for i in whom if i in at_home]
        if assignee not in at_home and len(together) > 2:
            whom = [i for i in whom if i not in at_home and i != household.id]
            if household.id in targets[assignee] or not graph.has_edge(assignee, household.id):
                yield assignee, household.id, [*together, household.id]
        yield from ((assignee, i, (i,)) for i in whom)


def without_line(graph: nx.MultiDiGraph) -> set[RecordId]:
    """The ends of the map that no tie and no role touches."""
    return set(nx.isolates(graph))
