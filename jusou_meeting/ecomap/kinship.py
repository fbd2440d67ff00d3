"""続柄の家系: generations, couples and descent as far as the 続柄 states them and no further."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from jusou_meeting.ecomap.age_order import oldest_first
from jusou_meeting.ecomap.family_tie import Bond
from jusou_meeting.household import Kinship, Person
from jusou_meeting.vocabulary import RecordId

OWN_GENERATION = 3
"""The place of the 本人 among the generations; great-grandparents have 0."""

_FORMER = (Kinship.FORMER_HUSBAND, Kinship.FORMER_WIFE)
_HUSBANDS = (Kinship.HUSBAND, Kinship.COMMON_LAW_HUSBAND)
_SPOUSES = (*_HUSBANDS, Kinship.WIFE, Kinship.COMMON_LAW_WIFE, Kinship.SPOUSE)
_OLDER = (Kinship.OLDER_BROTHER, Kinship.OLDER_SISTER)
_YOUNGER = (Kinship.YOUNGER_BROTHER, Kinship.YOUNGER_SISTER)
_CHILDREN = (
    Kinship.SON,
    Kinship.DAUGHTER,
    Kinship.CHILD,
    Kinship.ADOPTED_CHILD,
    Kinship.FOSTER_CHILD,
)
_NIECES = (Kinship.NEPHEW, Kinship.NIECE)
_GREAT_GRANDPARENTS = Kinship.GREAT_GRANDFATHER, Kinship.GREAT_GRANDMOTHER
_GRANDPARENTS = Kinship.GRANDFATHER, Kinship.GRANDMOTHER
_PARENTS = Kinship.FATHER, Kinship.MOTHER
_IN_LAWS = Kinship.FATHER_IN_LAW, Kinship.MOTHER_IN_LAW
_STEP = {Kinship.STEPFATHER: Kinship.MOTHER, Kinship.STEPMOTHER: Kinship.FATHER}

_BOND_OF_COUPLE = {
    Kinship.COMMON_LAW_HUSBAND: Bond.COMMON_LAW,
    Kinship.COMMON_LAW_WIFE: Bond.COMMON_LAW,
    Kinship.FORMER_HUSBAND: Bond.DIVORCED,
    Kinship.FORMER_WIFE: Bond.DIVORCED,
}
_BOND_OF_CHILD = {Kinship.ADOPTED_CHILD: Bond.ADOPTED, Kinship.FOSTER_CHILD: Bond.FOSTERED}


class Couple(NamedTuple):
    """夫婦・父母: two people joined by a level line; married, unless it is known otherwise."""

    left: RecordId
    right: RecordId
    bond: Bond = Bond.MARRIED
    tie_id: RecordId | None = None
    """The record that states it; None = the 続柄 does, or the children."""


class Child(NamedTuple):
    """子: one child under its parents."""

    id: RecordId
    bond: Bond = Bond.BIRTH
    tie_id: RecordId | None = None
    """A record that states it; None = the 続柄 does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """続柄が示すこと: what follows from everybody's 続柄 alone."""

    rows: tuple[tuple[Person, ...], ...]
    """By generation from the great-grandparents down, each from left to right; some are empty."""
    couples: tuple[Couple, ...]
    parents: dict[RecordId, tuple[RecordId, ...]]
    """Of everybody whose parents, or whose brothers and sisters, the 続柄 names; without parents, the latter hang together."""
    bonds: dict[RecordId, Bond]
    """How a child belongs to them, where it is not by birth."""


def stated_by_kinship(people: Iterable[Person], *, on: date | None = None) -> Stated:
    """The family that the 続柄 states; brothers and sisters by their ages `on` this day, without one as recorded.

    What it leaves open stays open: two 父, a 祖父 beside both parents, a 孫 beside two 子 get their place and no line;
    おじ, めい, いとこ and その他 never get one.
    """
    kin = _Kin(people, on)
    pairs = {each: kin.pair(*each) for each in (_GREAT_GRANDPARENTS, _GRANDPARENTS, _PARENTS, _IN_LAWS)}
    grandparents, parents, in_laws = pairs[_GRANDPARENTS], pairs[_PARENTS], pairs[_IN_LAWS]
    clients, spouses = kin.of(Kinship.CLIENT), (*kin.of(*_FORMER), *kin.of(*_SPOUSES))
    older, younger = kin.oldest_first(*_OLDER), kin.oldest_first(*_YOUNGER)
    children, grandchildren = kin.oldest_first(*_CHILDREN), kin.oldest_first(Kinship.GRANDCHILD)
    children_in_law = kin.of(Kinship.CHILD_IN_LAW)
    before = spouses[:-1] if len(spouses) > 1 else kin.of(*_HUSBANDS)
    after = spouses[len(before) :]

    couples = [Couple(a.id, b.id) for a, b in (pair for pair in pairs.values() if len(pair) == 2)]
    couples += kin.step_parents()
    under: dict[RecordId, tuple[RecordId, ...]] = {}

    def hang(below: Sequence[Person], above: Sequence[Person]) -> None:
        if above:
            under.update(dict.fromkeys(_ids(below), _ids(above)))

    if len(grandparents) == 1:
        hang(grandparents, pairs[_GREAT_GRANDPARENTS])
    if len(parents) == 1:
        hang(parents, grandparents)
    if len(clients) == 1:
        client = clients[0]
        couples += [Couple(s.id, client.id, _bond_of_couple(s)) for s in before]
        couples += [Couple(client.id, s.id, _bond_of_couple(s)) for s in after]
        siblings = (*older, client, *younger)
        hang(siblings, parents)
        if len(siblings) > 1 and not kin.of(*_PARENTS):
            under |= dict.fromkeys(_ids(siblings), ())
        if len(spouses) == 1:
            hang(spouses, in_laws)
        hang(children, (*before, client, *after) if len(spouses) == 1 else clients)
        if len(children) == 1:
            pair = (*children, *children_in_law) if len(children_in_law) == 1 else children
            couples += [Couple(pair[0].id, pair[1].id)] if len(pair) == 2 else []
            hang(grandchildren, pair)
        if len(grandchildren) == 1:
            hang(kin.of(Kinship.GREAT_GRANDCHILD), grandchildren)
    return Stated(
        rows=(
            (*kin.of(Kinship.GREAT_GRANDFATHER), *kin.of(Kinship.GREAT_GRANDMOTHER)),
            (*kin.of(Kinship.GRANDFATHER), *kin.of(Kinship.GRANDMOTHER)),
            tuple(person for kinship in _PARENTS_ROW for person in kin.of(kinship)),
            (*older, *before, *clients, *after, *younger, *kin.of(Kinship.COUSIN), *kin.of(Kinship.OTHER)),
            (*children, *children_in_law, *kin.oldest_first(*_NIECES)),
            grandchildren,
            kin.oldest_first(Kinship.GREAT_GRANDCHILD),
        ),
        couples=tuple(couples),
        parents=under,
        bonds={c.id: _BOND_OF_CHILD[c.kinship] for c in children if c.kinship in _BOND_OF_CHILD},
    )


_PARENTS_ROW = (
    Kinship.UNCLE,
    Kinship.STEPMOTHER,
    Kinship.FATHER,
    Kinship.MOTHER,
    Kinship.STEPFATHER,
    Kinship.AUNT,
    Kinship.FATHER_IN_LAW,
    Kinship.MOTHER_IN_LAW,
)


def _bond_of_couple(spouse: Person) -> Bond:
    return _BOND_OF_COUPLE.get(spouse.kinship, Bond.MARRIED)


class _Kin:
    """The people, asked for by their 続柄."""

    def __init__(self, people: Iterable[Person], on: date | None) -> None:
        self._people, self._on = tuple(people), on

    def of(self, *kinships: Kinship) -> tuple[Person, ...]:
        """Those of one of these 続柄, as recorded."""
        return tuple(person for person in self._people if person.kinship in kinships)

    def oldest_first(self, *kinships: Kinship) -> tuple[Person, ...]:
        """The same by their ages, where the day is known on which those are asked for."""
        found = self.of(*kinships)
        return found if self._on is None else oldest_first(found, on=self._on)

    def pair(self, male: Kinship, female: Kinship) -> tuple[Person, ...]:
        """The one or two people of this pair; nobody when the 続柄 names two of a kind."""
        fathers, mothers = self.of(male), self.of(female)
        return (*fathers, *mothers) if len(fathers) < 2 and len(mothers) < 2 else ()

    def step_parents(self) -> Iterator[Couple]:
        """A 継父 with the 母, a 継母 with the 父, where there is one of each."""
        for step, parent in _STEP.items():
            both = (*self.of(step), *self.of(parent))
            if len(both) == 2 and len(self.of(step)) == 1:
                left, right = both if step is Kinship.STEPMOTHER else both[::-1]
                yield Couple(left.id, right.id)


def _ids(people: Sequence[Person]) -> tuple[RecordId, ...]:
    return tuple(person.id for person in people)
