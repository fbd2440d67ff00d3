"""並び順: who stands beside whom in a generation: partners together, brothers and sisters under their parents."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from statistics import fmean

import networkx as nx

from jusou_meeting.vocabulary import RecordId

Pair = tuple[RecordId, RecordId]
Bunch = tuple[tuple[RecordId, ...], tuple[RecordId, ...]]
"""Parents, and their children."""
Block = list[RecordId]
"""People who stand together: one alone, or partners and theirs."""


def lined_up(
    rows: Sequence[Sequence[RecordId]], middle: int, couples: Sequence[Pair], bunches: Sequence[Bunch]
) -> list[list[RecordId]]:
    """The generations, each in an order that crosses few family lines; what nothing moves stays in the order given.

    The row at `middle` keeps its order; those above go over their children, those below under their parents.
    """
    blocks = [_blocks(row, couples) for row in rows]
    if blocks:
        blocks[middle] = _beside_their_own(blocks[middle], bunches)
    for place in range(middle - 1, -1, -1):
        below = _places(blocks[place + 1])
        blocks[place] = _beside_their_own(_over(blocks[place], below, bunches), bunches)
    for place in range(middle + 1, len(rows)):
        above = _places(blocks[place - 1])
        parents_of: dict[RecordId, list[int]] = {}
        for parents, children in bunches:
            for child in children:
                parents_of.setdefault(child, []).extend(above[p] for p in parents if p in above)
        wanted = {child: fmean(places) for child, places in parents_of.items() if places}
        blocks[place] = _beside_their_own(_sorted(blocks[place], wanted), bunches)
    return [[i for block in row for i in block] for row in blocks]


def _blocks(row: Sequence[RecordId], couples: Iterable[Pair]) -> list[Block]:
    """The people of a row, partners together; who has several stands between them, the first on the left."""
    order = {person: place for place, person in enumerate(row)}
    graph = nx.Graph()
    graph.add_nodes_from(row)
    graph.add_edges_from(pair for pair in couples if set(pair) <= order.keys())
    blocks = []
    for group in nx.connected_components(graph):
        members = sorted(group, key=order.__getitem__)
        center = max(members, key=lambda i: (graph.degree[i], -order[i]))
        left: Block = []
        right: Block = []
        partners = sorted(graph[center], key=order.__getitem__)
        first_left = len(partners) > 1 and order[partners[0]] > order[center]
        for partner in partners:
            if partner in left or partner in right:  # partners may go round in a circle
                continue
            chain = list(nx.dfs_preorder_nodes(graph.subgraph(group - {center, *left, *right}), partner))
            behind = order[partner] > order[center] and not (first_left and partner == partners[0])
            if behind and len(right) <= len(left):
                right += chain
            else:
                left = [*reversed(chain), *left]
        blocks.append([*left, center, *right])
    return sorted(blocks, key=lambda block: min(order[i] for i in block))


def _over(blocks: list[Block], below: Mapping[RecordId, int], bunches: Sequence[Bunch]) -> list[Block]:
    """Each block over the children of its people, and turned round where that crosses fewer lines."""
    wanted: dict[RecordId, float] = {}
    hung: list[tuple[tuple[RecordId, ...], float]] = []
    for parents, children in bunches:
        if here := [below[child] for child in children if child in below]:
            hung.append((parents, fmean(here)))
            wanted |= {parent: fmean(here) for parent in parents}
    return _sorted(
        [min(block, block[::-1], key=lambda turned: _crossed(turned, hung)) for block in blocks], wanted
    )


def _beside_their_own(blocks: list[Block], bunches: Sequence[Bunch]) -> list[Block]:
    """The blocks, each turned round where its people then stand nearer to their brothers and sisters."""
    place = _places(blocks)
    own = {
        child: [place[i] for i in children if i in place and i != child]
        for _, children in bunches
        for child in children
    }

    def away(block: Block) -> float:
        first = min(place[i] for i in block)
        return sum(abs(first + at - fmean(own[i])) for at, i in enumerate(block) if own.get(i))

    return [min(block, block[::-1], key=away) for block in blocks]


def _crossed(block: Block, hung: Sequence[tuple[tuple[RecordId, ...], float]]) -> int:
    """How many children stand on the wrong side of the next, seen from their parents."""
    place = {person: at for at, person in enumerate(block)}
    own = [
        (fmean(place[p] for p in parents if p in place), at)
        for parents, at in hung
        if set(parents) & place.keys()
    ]
    return sum(later < earlier for (_, earlier), (_, later) in pairwise(sorted(own)))


def _sorted(blocks: list[Block], wanted: Mapping[RecordId, float]) -> list[Block]:
    """The blocks by where their people belong; one that belongs nowhere stays beside the one before it."""
    keys: list[float] = []
    for block in blocks:
        here = [wanted[i] for i in block if i in wanted]
        keys.append(fmean(here) if here else keys[-1] if keys else float("-inf"))
    return [blocks[at] for at in sorted(range(len(blocks)), key=lambda at: (keys[at], at))]


def _places(blocks: Iterable[Block]) -> dict[RecordId, int]:
    return {person: at for at, person in enumerate(i for block in blocks for i in block)}
