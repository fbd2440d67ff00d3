"""課題ネットワーク: members, issues, roles and agencies as nodes, so that what nobody carries visibly hangs alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from statistics import fmean

import networkx as nx

from jusou_meeting.agency import at_work
from jusou_meeting.household import Household
from jusou_meeting.vocabulary import Code, RecordId


class NodeKind(Code):
    """結び目の種類: in the order in which the network leads from whom it troubles to who helps."""

    SUBJECT = "subject", "世帯員・世帯"
    ISSUE = "issue", "課題"
    ROLE = "role", "役割"
    AGENCY = "agency", "機関・担い手"


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """結び目: one record of the network."""

    id: RecordId
    kind: NodeKind
    label: str
    without_role: bool = False
    """An issue that no role takes on, or an agency at work that has none; of anybody else nothing is missing."""

    @property
    def said(self) -> str:
        """What it is, in words."""
        missing = "担当なし" if self.kind is NodeKind.ISSUE else "役割なし"
        return f"{self.kind.label}：{self.label}{f'（{missing}）' if self.without_role else ''}"


def issue_network(household: Household) -> nx.DiGraph:
    """From whom an issue troubles over the roles to whoever carries them; each node holds its `node` and its `place`.

    A role for no issue hangs on whom it is for. A person who carries a role stands among the agencies as well.
    """
    graph = nx.DiGraph()
    numbers, role_numbers = household.issue_numbers, household.role_numbers
    roles = [role for role in household.carried_roles if household.holds(role.assignee_id)]
    names = {household.id: "世帯", **{person.id: person.label for person in household.people}}
    carriers = {i.id: i.name for i in household.involvements}
    carriers |= {
        RecordId(f"carrier {r.assignee_id}"): household.assignee(r) for r in roles if r.assignee_id in names
    }  # the office that holds the meetings carries it for the household; a person who takes a role is helped and helps
    for issue in household.issues:
        graph.add_edge(issue.subject_id, issue.id)
    known = {issue.id for issue in household.issues}
    for role in roles:
        befores = [i for i in role.issue_ids if i in known] or list(role.for_ids) or [household.id]
        graph.add_edges_from((before, role.id) for before in befores if before in known or before in names)
        carrier = role.assignee_id if role.assignee_id in carriers else f"carrier {role.assignee_id}"
        graph.add_edge(role.id, carrier)
    graph.add_nodes_from(
        (*(person.id for person in household.people), *(i.id for i in household.involvements))
    )
    labels = {
        NodeKind.SUBJECT: names,
        NodeKind.ISSUE: {issue.id: f"{numbers[issue.id]}　{issue.title}" for issue in household.issues},
        NodeKind.ROLE: {role.id: f"№{role_numbers[role.id]}　{role.task}" for role in roles},
        NodeKind.AGENCY: carriers,
    }
    without = {i for i in known if not graph.out_degree(i)}
    without |= {i.id for i in at_work(household.involvements) if not graph.degree(i.id)}
    for kind, named in labels.items():
        for record_id, label in named.items():
            if record_id in graph:
                own = RecordId(record_id.removeprefix("carrier "))
                graph.nodes[record_id]["node"] = Node(
                    id=own, kind=kind, label=label, without_role=record_id in without
                )
    for node, place in _places(graph):
        graph.nodes[node]["place"] = place
    return graph


def sentences(graph: nx.DiGraph) -> Iterator[str]:
    """The network in sentences, for whoever cannot see it: each node, with what it leads to."""
    for record_id, node in graph.nodes(data="node"):
        further = "、".join(graph.nodes[after]["node"].label for after in graph.successors(record_id))
        yield f"{node.said}{f' → {further}' if further else ''}"


def _places(graph: nx.DiGraph) -> Iterator[tuple[str, tuple[int, float]]]:
    """The column of each node and its row from the middle: near those that lead to it, as recorded otherwise."""
    order: dict[str, float] = {}
    for column, kind in enumerate(NodeKind):
        ids = [i for i, node in graph.nodes(data="node") if node.kind is kind]
        ids.sort(key=lambda i: graph.nodes[i]["node"].without_role or not graph.degree(i))
        wanted = {
            i: fmean([order[b] for b in graph.predecessors(i) if b in order] or [len(order) + place])
            for place, i in enumerate(ids)
        }
        for place, i in enumerate(sorted(ids, key=wanted.__getitem__)):
            order[i] = place / max(1, len(ids) - 1)
            yield i, (column, place - (len(ids) - 1) / 2)
