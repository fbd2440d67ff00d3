"""家系: generations and family lines, as far as the 続柄 states them and no further."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from jusou_meeting.household import Kinship, Person
from jusou_meeting.vocabulary import RecordId

_SPOUSES = (Kinship.HUSBAND, Kinship.WIFE, Kinship.SPOUSE)
_OLDER = (Kinship.OLDER_BROTHER, Kinship.OLDER_SISTER)
_YOUNGER = (Kinship.YOUNGER_BROTHER, Kinship.YOUNGER_SISTER)
_CHILDREN = (Kinship.SON, Kinship.DAUGHTER, Kinship.CHILD)
_NIECES = (Kinship.NEPHEW, Kinship.NIECE)


class Couple(NamedTuple):
    """夫婦・父母: two people joined by a level line."""

    left: RecordId
    right: RecordId


class Descent(NamedTuple):
    """親子: children under one parent, under a couple, or under a bracket when no parent is recorded."""

    parents: tuple[RecordId, ...]
    children: tuple[RecordId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """家系: who stands in which generation, and the lines between them."""

    rows: tuple[tuple[Person, ...], ...]
    """From the oldest generation down, each from left to right; those that nobody belongs to are left out."""
    couples: tuple[Couple, ...]
    descents: tuple[Descent, ...]


def family(people: Iterable[Person]) -> Family:
    """The family that the 続柄 states.

    What it leaves open stays open: two 父, a 祖父 beside both parents, a 孫 beside two 子 get their place and no line;
    おじ, めい and その他 never get one.
    """
    kin = _Kin(people)
    grandparents, parents = (kin.pair(*pair) for pair in _PAIRS)
    older, younger = kin.oldest_first(*_OLDER), kin.oldest_first(*_YOUNGER)
    clients, spouses = kin.of(Kinship.CLIENT), kin.of(*_SPOUSES)
    children, grandchildren = kin.oldest_first(*_CHILDREN), kin.oldest_first(Kinship.GRANDCHILD)
    before = spouses[:1] if len(spouses) > 1 or kin.of(Kinship.HUSBAND) else ()
    after = spouses[len(before) :]

    rows = (
        (*kin.of(Kinship.GRANDFATHER), *kin.of(Kinship.GRANDMOTHER)),
        tuple(
            person
            for kinship in (Kinship.UNCLE, Kinship.FATHER, Kinship.MOTHER, Kinship.AUNT)
            for person in kin.of(kinship)
        ),
        (*older, *before, *clients, *after, *younger, *kin.of(Kinship.OTHER)),
        (*children, *kin.oldest_first(*_NIECES)),
        grandchildren,
    )

    couples = [Couple(*_ids(pair)) for pair in (grandparents, parents) if len(pair) == 2]
    descents = []
    if grandparents and len(parents) == 1:
        descents.append(Descent(_ids(grandparents), _ids(parents)))
    if len(clients) == 1:
        client = clients[0]
        couples.extend(Couple(spouse.id, client.id) for spouse in before)
        couples.extend(Couple(client.id, spouse.id) for spouse in after[:1])
        siblings = (*older, client, *younger)
        if parents or (len(siblings) > 1 and not kin.of(Kinship.FATHER, Kinship.MOTHER)):
            descents.append(Descent(_ids(parents), _ids(siblings)))
        if children:
            descents.append(Descent(couples[-1] if len(spouses) == 1 else (client.id,), _ids(children)))
        if grandchildren and len(children) == 1:
            descents.append(Descent(_ids(children), _ids(grandchildren)))
    return Family(rows=tuple(row for row in rows if row), couples=tuple(couples), descents=tuple(descents))


_PAIRS = ((Kinship.GRANDFATHER, Kinship.GRANDMOTHER), (Kinship.FATHER, Kinship.MOTHER))


class _Kin:
    """The people, asked for by their 続柄."""

    def __init__(self, people: Iterable[Person]) -> None:
        self._people = tuple(people)

    def of(self, *kinships: Kinship) -> tuple[Person, ...]:
        """Those of one of these 続柄, as recorded."""
        return tuple(person for person in self._people if person.kinship in kinships)

    def oldest_first(self, *kinships: Kinship) -> tuple[Person, ...]:
        """The same by date of birth where every one is known."""
        found = self.of(*kinships)
        if any(person.birth_on is None for person in found):
            return found
        return tuple(sorted(found, key=lambda person: person.birth_on or date.min))

    def pair(self, male: Kinship, female: Kinship) -> tuple[Person, ...]:
        """The one or two people of this pair; nobody when the 続柄 names two of a kind."""
        fathers, mothers = self.of(male), self.of(female)
        return (*fathers, *mothers) if len(fathers) < 2 and len(mothers) < 2 else ()


def _ids(people: Sequence[Person]) -> tuple[RecordId, ...]:
    return tuple(person.id for person in people)
