"""家系: generations and family lines, as the 続柄 and the stated 家族のつながり have them and no further."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import networkx as nx

from jusou_meeting.ecomap.age_order import oldest_first
from jusou_meeting.ecomap.family_tie import Bond, FamilyTie
from jusou_meeting.ecomap.kinship import OWN_GENERATION, Child, Couple, Stated, stated_by_kinship
from jusou_meeting.ecomap.lineup import lined_up
from jusou_meeting.household import Kinship, Person
from jusou_meeting.vocabulary import RecordId


@dataclass(frozen=True, slots=True, kw_only=True)
class Descent:
    """親子: children under one parent, under a couple, or under a bracket when no parent is recorded."""

    parents: tuple[RecordId, ...]
    children: tuple[Child, ...]
    custody: RecordId | None = None
    """親権: the one of two parents who has it; None = both, or nobody said."""

    @property
    def child_ids(self) -> tuple[RecordId, ...]:
        """The children, from left to right."""
        return tuple(child.id for child in self.children)


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """家系: who stands in which generation, and the lines between them."""

    rows: tuple[tuple[Person, ...], ...]
    """From the oldest generation down, each from left to right; those that nobody belongs to are left out."""
    couples: tuple[Couple, ...] = ()
    descents: tuple[Descent, ...] = ()
    twins: tuple[FamilyTie, ...] = ()
    contradictions: tuple[FamilyTie, ...] = ()
    """Parents who stand no higher than their child: by the 続柄, or since descent goes round in a circle."""

    def parents(self, child: RecordId, bond: Bond | None = None) -> tuple[RecordId, ...]:
        """Whose child this is, by this bond or by any."""
        return tuple(
            parent
            for descent in self.descents
            for each in descent.children
            if each.id == child and bond in (None, each.bond)
            for parent in descent.parents
        )


def family(people: Iterable[Person], ties: Iterable[FamilyTie] = (), *, on: date | None = None) -> Family:
    """The family that the 続柄 states, and what was stated beyond it.

    A stated couple or parent replaces what the 続柄 only lets suppose, and adds to what it says outright. Nobody is
    supposed to have a child with somebody from whom they parted. Whoever has no 続柄 but その他 stands where their ties put them. Brothers and sisters stand by their ages `on` this day, without
    one as recorded; twins beside each other.
    """
    people = tuple(people)
    known = {person.id: person for person in people}
    stated = stated_by_kinship(people, on=on)
    ties = [tie for tie in ties if tie.a != tie.b and {tie.a, tie.b} <= known.keys()]
    couples = _couples(stated, ties)
    generation = _generations(stated, couples.values(), ties)
    sound = [tie for tie in ties if not tie.bond.is_descent or generation[tie.a] < generation[tie.b]]
    bunches = _bunches(stated, couples, [tie for tie in sound if tie.bond.is_descent], known)
    for parents, _ in bunches:
        if len(parents) == 2:
            couples.setdefault(frozenset(parents), Couple(*parents))
    twins = [tie for tie in sound if tie.bond.is_twins]
    generations = _in_generations(stated, generation, known, twins)
    if on is not None:
        generations = [_by_age(row, bunches.values(), known, on) for row in generations]
    older = len({place for place in generation.values() if place < OWN_GENERATION})
    rows = lined_up(
        generations,
        min(older, len(generations) - 1),
        [(couple.left, couple.right) for couple in couples.values()],
        [(parents, tuple(child.id for child in children)) for (parents, _), children in bunches.items()],
    )
    place = {i: at for row in rows for at, i in enumerate(row)}
    return Family(
        rows=tuple(tuple(known[i] for i in row) for row in rows),
        couples=tuple(_from_the_left(couple, place) for couple in couples.values()),
        descents=tuple(
            Descent(
                parents=tuple(sorted(parents, key=place.__getitem__)),
                children=tuple(sorted(children, key=lambda child: place[child.id])),
                custody=custody,
            )
            for (parents, custody), children in bunches.items()
        ),
        twins=tuple(twins),
        contradictions=tuple(tie for tie in ties if tie not in sound),
    )


def _couples(stated: Stated, ties: Iterable[FamilyTie]) -> dict[frozenset[RecordId], Couple]:
    couples = {frozenset(couple[:2]): couple for couple in stated.couples}
    for tie in ties:
        if tie.bond.is_couple:
            supposed = couples.get(frozenset((tie.a, tie.b)), Couple(tie.a, tie.b))
            couples[frozenset((tie.a, tie.b))] = supposed._replace(bond=tie.bond, tie_id=tie.id)
    return couples


def _from_the_left(couple: Couple, place: Mapping[RecordId, int]) -> Couple:
    if place[couple.left] <= place[couple.right]:
        return couple
    return couple._replace(left=couple.right, right=couple.left)


def _generations(stated: Stated, couples: Iterable[Couple], ties: Iterable[FamilyTie]) -> dict[RecordId, int]:
    """The generation of everybody: by the 続柄, else by the nearest relative who has one, else that of the 本人."""
    below = nx.DiGraph()
    found: dict[RecordId, int] = {}
    unknown: list[RecordId] = []
    for place, row in enumerate(stated.rows):
        for person in row:
            below.add_node(person.id)
            if person.kinship is Kinship.OTHER:
                unknown.append(person.id)
            else:
                found[person.id] = place
    level = [couple[:2] for couple in couples]
    level += [(tie.a, tie.b) for tie in ties if tie.bond.is_twins]
    for a, b in level:
        below.add_edge(a, b, by=0)
        below.add_edge(b, a, by=0)
    for tie in ties:
        if tie.bond.is_descent:
            below.add_edge(tie.a, tie.b, by=1)
            below.add_edge(tie.b, tie.a, by=-1)
    while unknown:
        beside = next((i for i in unknown if any(j in found for j in below.successors(i))), unknown[0])
        unknown.remove(beside)
        near = next((j for j in below.successors(beside) if j in found), None)
        found[beside] = OWN_GENERATION if near is None else found[near] - below.edges[beside, near]["by"]
    return found


def _in_generations(
    stated: Stated,
    generation: Mapping[RecordId, int],
    known: Mapping[RecordId, Person],
    twins: Iterable[FamilyTie],
) -> list[list[RecordId]]:
    """Everybody by generation, in the order of the 続柄, those whom their ties put there last; twins beside each other."""
    order = [person.id for row in stated.rows for person in row]
    order.sort(key=lambda i: known[i].kinship is Kinship.OTHER)
    for tie in twins:
        first, second = sorted((tie.a, tie.b), key=order.index)
        moved, beside = (first, second) if known[second].is_client else (second, first)
        order.remove(moved)
        order.insert(order.index(beside) + (moved is second), moved)
    return [[i for i in order if generation[i] == place] for place in sorted(set(generation.values()))]


def _by_age(
    row: Sequence[RecordId], bunches: Iterable[Sequence[Child]], known: Mapping[RecordId, Person], on: date
) -> list[RecordId]:
    """A generation with brothers and sisters by their ages on the places that they have; those of the 本人 have theirs by the 続柄."""
    ordered = list(row)
    for children in bunches:
        own = {child.id for child in children}
        places = [place for place, i in enumerate(ordered) if i in own]
        if len(places) > 1 and not any(known[i].is_client for i in own):
            for place, person in zip(
                places, oldest_first([known[ordered[p]] for p in places], on=on), strict=True
            ):
                ordered[place] = person.id
    return ordered


def _bunches(
    stated: Stated,
    couples: Mapping[frozenset[RecordId], Couple],
    ties: Sequence[FamilyTie],
    known: Mapping[RecordId, Person],
) -> dict[tuple[tuple[RecordId, ...], RecordId | None], list[Child]]:
    """The children of the same parents, and in the custody of the same one of them."""
    bunches: dict[tuple[tuple[RecordId, ...], RecordId | None], list[Child]] = {}
    for child in known:
        for bond in (Bond.BIRTH, Bond.ADOPTED, Bond.FOSTERED):
            by_record = {tie.a: tie for tie in ties if tie.b == child and tie.bond is bond}
            supposed = stated.parents.get(child)
            if stated.bonds.get(child, Bond.BIRTH) is not bond:
                supposed = None
            custody = [i for i, tie in by_record.items() if tie.custody]
            record = next((tie.id for tie in by_record.values()), None)
            for parents in _parents(known[child], supposed, by_record, couples, known):
                one = custody[0] if len(custody) == 1 and custody[0] in parents else None
                bunches.setdefault((parents, one), []).append(Child(child, bond, record))
    return bunches


def _parents(
    child: Person,
    supposed: tuple[RecordId, ...] | None,
    by_record: Mapping[RecordId, FamilyTie],
    couples: Mapping[frozenset[RecordId], Couple],
    known: Mapping[RecordId, Person],
) -> Iterator[tuple[RecordId, ...]]:
    """Under whom a child hangs: what was stated, completed by what the 続柄 says outright, else by what it lets suppose.

    Outright it says who the parents of the 本人 are, and that the 本人 is a parent.
    """
    stated, likely = tuple(by_record), supposed or ()
    outright = tuple(i for i in likely if child.is_client or known[i].is_client)
    couple = couples.get(frozenset(likely))
    if outright and couple is not None and couple.bond is Bond.DIVORCED:
        likely = outright
    if not stated:
        if supposed is not None:
            yield likely
        return
    if len(stated) == 1 and stated[0] in likely:
        by_both = any(tie.custody for tie in by_record.values())
        yield tuple(i for i in likely if by_both or i in (*stated, *outright))
        return
    if len(stated) == 1:
        partners = tuple(i for i in likely if frozenset((i, stated[0])) in couples)
        beside = partners or outright or likely
        if partners or len(beside) == 1:
            yield beside[0], stated[0]
            return
    yield stated[:2]
    for extra in stated[2:]:
        yield (extra,)
    if child.is_client and likely and not set(likely) & set(stated):
        yield likely
