"""世帯のグラフ: people, agencies and the household as nodes, ties and roles as edges, and what the map asks of it."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

import networkx as nx

from jusou_meeting.ecomap.ties import Tie
from jusou_meeting.household import Household
from jusou_meeting.vocabulary import RecordId


def household_graph(household: Household) -> nx.MultiDiGraph:
    """One node per end of the map, one edge per tie (its id as key, `tie`) and per person a role is for (`role`).

    A tie whose end this reader may not know of is left out; a role for nobody in particular is for the household, and one that
    was declined is no edge.
    """
    graph = nx.MultiDiGraph()
    graph.add_node(household.id)
    graph.add_nodes_from(person.id for person in household.people)
    graph.add_nodes_from(involvement.id for involvement in household.involvements)
    for tie in household.ties:
        if tie.a in graph and tie.b in graph and tie.a != tie.b:
            graph.add_edge(tie.a, tie.b, key=tie.id, tie=tie)
    on_the_map = set(graph) - {household.id}  # a role of the office that holds the meetings is no line
    for role in household.carried_roles:
        for target in role.for_ids or (household.id,):
            if role.assignee_id in on_the_map and target in graph and role.assignee_id != target:
                graph.add_edge(role.assignee_id, target, key=(role.id, target), role=role)
    return graph


def roles_without_tie(graph: nx.MultiDiGraph) -> list[tuple[RecordId, RecordId]]:
    """Who carries a role for whom though nobody has said yet how the two stand to each other."""
    tied = {frozenset((a, b)) for a, b, tie in graph.edges(data="tie") if tie is not None}
    carried = {(a, b): None for a, b, role in graph.edges(data="role") if role is not None}
    return [(a, b) for a, b in carried if frozenset((a, b)) not in tied]


class Bond(NamedTuple):
    """結びつき: two ends of the map that are joined by a line, with all that it stands for."""

    a: RecordId
    b: RecordId
    ties: tuple[Tie, ...]
    """Each is a line of its own; without any there is one line for the roles."""
    numbers: tuple[int, ...]
    """The roles that one end carries for the other."""


def bonds(household: Household, graph: nx.MultiDiGraph) -> list[Bond]:
    """Every two ends that are joined, those with ties first.

    The roles of one who stands outside for three or more of the household, with whom it has no tie, are one line to the
    household.
    """
    ties: dict[frozenset[RecordId], list[Tie]] = {}
    for tie in household.ties:
        if graph.has_edge(tie.a, tie.b, tie.id):
            ties.setdefault(frozenset((tie.a, tie.b)), []).append(tie)
    numbers = household.role_numbers
    carried: dict[tuple[RecordId, RecordId], set[int]] = {}
    at_home = {p.id for p in household.people if not (p.lives_apart or p.deceased)}
    loose = [pair for pair in roles_without_tie(graph) if pair[0] not in at_home and pair[1] in at_home]
    many = Counter(assignee for assignee, _ in loose)
    together = {pair for pair in loose if many[pair[0]] > 2}
    for assignee, target, role in graph.edges(data="role"):
        if role is not None:
            end = household.id if (assignee, target) in together else target
            pair = (end, assignee) if (end, assignee) in carried else (assignee, end)
            carried.setdefault(pair, set()).add(numbers[role.id])
    of_pair = {frozenset(pair): tuple(sorted(found)) for pair, found in carried.items()}
    tied = [Bond(group[0].a, group[0].b, tuple(group), of_pair.get(pair, ())) for pair, group in ties.items()]
    return tied + [
        Bond(*pair, (), of_pair[frozenset(pair)]) for pair in carried if frozenset(pair) not in ties
    ]


def without_line(graph: nx.MultiDiGraph) -> set[RecordId]:
    """The ends of the map that no tie and no role touches."""
    return set(nx.isolates(graph))
