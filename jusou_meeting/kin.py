"""家族を加える: what somebody new may be to the 本人 when they are added beside a person of the family."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from jusou_meeting.ecomap.family import family
from jusou_meeting.ecomap.family_tie import Bond, FamilyTie
from jusou_meeting.household import Being, Household, Kinship, Person, Sex
from jusou_meeting.vocabulary import Code, RecordId


class Relation(Code):
    """間柄: what somebody new is to the person beside whom they are added."""

    PARENT = "parent", "親"
    SIBLING = "sibling", "きょうだい"
    PARTNER = "partner", "配偶者"
    CHILD = "child", "子"
    OTHER = "other", "ほかの家族"


@dataclass(frozen=True, slots=True)
class Kin:
    """加える家族: somebody who may be added beside a person, and what that makes them to the 本人."""

    relation: Relation
    kinship: Kinship

    @property
    def said(self) -> str:
        """What is offered: the 続柄, or the 間柄 where no 続柄 has a word for it."""
        return self.relation.label if self.kinship is Kinship.OTHER else self.kinship.label

    @property
    def note(self) -> str:
        """What they are to that person, where the 続柄 does not say it."""
        return "" if self.said == self.relation.label else self.relation.label


_PARENTS = (Kinship.FATHER, Kinship.MOTHER)
_GRANDPARENTS = (Kinship.GRANDFATHER, Kinship.GRANDMOTHER)
_GREAT_GRANDPARENTS = (Kinship.GREAT_GRANDFATHER, Kinship.GREAT_GRANDMOTHER)
_STEP_PARENTS = (Kinship.STEPFATHER, Kinship.STEPMOTHER)
_IN_LAWS = (Kinship.FATHER_IN_LAW, Kinship.MOTHER_IN_LAW)
_SIBLINGS = (
    Kinship.OLDER_BROTHER, Kinship.OLDER_SISTER, Kinship.YOUNGER_BROTHER, Kinship.YOUNGER_SISTER,
)  # fmt: skip
_PARTNERS = (Kinship.SPOUSE, Kinship.HUSBAND, Kinship.WIFE)
_FORMER = (Kinship.FORMER_HUSBAND, Kinship.FORMER_WIFE)
_OTHER_PARTNERS = (Kinship.COMMON_LAW_HUSBAND, Kinship.COMMON_LAW_WIFE, *_FORMER)
_CHILDREN = (Kinship.SON, Kinship.DAUGHTER, Kinship.CHILD)
_CHILDREN_BY_LAW = (Kinship.ADOPTED_CHILD, Kinship.FOSTER_CHILD)
_UNCLES = (Kinship.UNCLE, Kinship.AUNT)
_NEPHEWS = (Kinship.NEPHEW, Kinship.NIECE)
_NO_WORD = (Kinship.OTHER,)

# 親, きょうだい, 配偶者, 子 of somebody with this 続柄.
_OF_A_GREAT_GRANDPARENT = (_NO_WORD, _NO_WORD, _GREAT_GRANDPARENTS, _GRANDPARENTS)
_OF_A_GRANDPARENT = (_GREAT_GRANDPARENTS, _NO_WORD, _GRANDPARENTS, (*_PARENTS, *_UNCLES))
_OF_A_PARENT = (_GRANDPARENTS, _UNCLES, _PARENTS, _SIBLINGS)
_OF_AN_UNCLE = (_GRANDPARENTS, (*_PARENTS, *_UNCLES), _UNCLES, (Kinship.COUSIN,))
_OF_A_SIBLING = (_PARENTS, _SIBLINGS, _NO_WORD, _NEPHEWS)
_OF_A_NEPHEW = (_SIBLINGS, _NEPHEWS, _NO_WORD, _NO_WORD)
_OF_AN_IN_LAW = (_NO_WORD, _NO_WORD, _IN_LAWS, _NO_WORD)
_OF_A_PARTNER = (_IN_LAWS, _NO_WORD, _NO_WORD, _CHILDREN)
_OF_A_CHILD = (_PARTNERS, _CHILDREN, (Kinship.CHILD_IN_LAW,), (Kinship.GRANDCHILD,))
_FAMILY: dict[Kinship, tuple[tuple[Kinship, ...], ...]] = {
    Kinship.CLIENT: (_PARENTS, _SIBLINGS, _PARTNERS, _CHILDREN),
    **dict.fromkeys(_GREAT_GRANDPARENTS, _OF_A_GREAT_GRANDPARENT),
    **dict.fromkeys(_GRANDPARENTS, _OF_A_GRANDPARENT),
    **dict.fromkeys(_PARENTS, _OF_A_PARENT),
    **dict.fromkeys(_UNCLES, _OF_AN_UNCLE),
    **dict.fromkeys(_SIBLINGS, _OF_A_SIBLING),
    **dict.fromkeys(_NEPHEWS, _OF_A_NEPHEW),
    **dict.fromkeys((*_PARTNERS, *_OTHER_PARTNERS), _OF_A_PARTNER),
    **dict.fromkeys(_IN_LAWS, _OF_AN_IN_LAW),
    **dict.fromkeys((*_CHILDREN, *_CHILDREN_BY_LAW), _OF_A_CHILD),
    Kinship.CHILD_IN_LAW: (_NO_WORD, _NO_WORD, _CHILDREN, (Kinship.GRANDCHILD,)),
    Kinship.GRANDCHILD: (_CHILDREN, (Kinship.GRANDCHILD,), _NO_WORD, (Kinship.GREAT_GRANDCHILD,)),
    Kinship.GREAT_GRANDCHILD: ((Kinship.GRANDCHILD,), (Kinship.GREAT_GRANDCHILD,), _NO_WORD, _NO_WORD),
    Kinship.COUSIN: (_UNCLES, (Kinship.COUSIN,), _NO_WORD, _NO_WORD),
    **dict.fromkeys((*_STEP_PARENTS, Kinship.OTHER), (_NO_WORD,) * 4),
}

_ONE_OF_A_COUPLE: dict[Kinship, tuple[Kinship, ...]] = {
    **{
        one: (other,)
        for pair in (_GRANDPARENTS, _GREAT_GRANDPARENTS, _IN_LAWS, _UNCLES)
        for one, other in (pair, pair[::-1])
    },
    Kinship.FATHER: (Kinship.MOTHER, Kinship.STEPMOTHER),
    Kinship.MOTHER: (Kinship.FATHER, Kinship.STEPFATHER),
    Kinship.STEPFATHER: (Kinship.MOTHER,),
    Kinship.STEPMOTHER: (Kinship.FATHER,),
}
"""Whose 配偶者 the word itself tells: beside 父, 母 and 継母, and 継母 alone where 母 is there already."""

_ONE_EACH = (*_PARENTS, *_STEP_PARENTS)
"""Nobody is added as a second of these."""

_PARTNERS_OF = {
    Sex.MALE: (Kinship.SPOUSE, Kinship.WIFE, Kinship.COMMON_LAW_WIFE, Kinship.FORMER_WIFE),
    Sex.FEMALE: (Kinship.SPOUSE, Kinship.HUSBAND, Kinship.COMMON_LAW_HUSBAND, Kinship.FORMER_HUSBAND),
}
"""Of a 本人 whose sex is known, also those who are, or were once, as good as married."""


_BY_BIRTH = {
    Kinship.SON: ("長男", "次男", "三男"),
    Kinship.DAUGHTER: ("長女", "次女", "三女"),
}
"""What a family calls the children of its 本人, by which two of them are told apart."""


def words_of_a_family() -> dict[str, Kinship]:
    """By what somebody of the family is told when it is first written down, and their 続柄; children by their birth too."""
    words: dict[str, Kinship] = {}
    for kinship in Kinship:
        if kinship not in (Kinship.CLIENT, Kinship.OTHER):
            words |= dict.fromkeys((*_BY_BIRTH.get(kinship, ()), kinship.label), kinship)
    return words


def listed(kinship: Kinship) -> str:
    """The 続柄 as a list offers it, with other words by which it is looked for: 息子（長男・次男・三男）."""
    others = _BY_BIRTH.get(kinship)
    return f"{kinship.label}（{'・'.join(others)}）" if others else kinship.label


def kin_beside(person: Person, people: Iterable[Person]) -> tuple[Kin, ...]:
    """Who may be added beside a person, in the order in which a family is told; no second 父 and no second 母, but 継父 and 継母.

    Where the 続柄 has no word (the parent of a 配偶者), they are その他. Beside an animal there is only ほかの家族.
    """
    there = {each.kinship for each in people}
    offered: list[Kin] = []
    if person.being is not Being.ANIMAL:
        for relation, kinships in zip(Relation, _FAMILY[person.kinship], strict=False):
            possible = _possible(person, relation, kinships)
            free = [kinship for kinship in possible if kinship not in _ONE_EACH or kinship not in there]
            if relation is Relation.PARTNER:
                free = free or [Kinship.OTHER]
            offered += [Kin(relation, kinship) for kinship in free]
    return (*offered, Kin(Relation.OTHER, Kinship.OTHER))


def _possible(person: Person, relation: Relation, kinships: tuple[Kinship, ...]) -> tuple[Kinship, ...]:
    if relation is Relation.PARTNER and person.kinship in _ONE_OF_A_COUPLE:
        return _ONE_OF_A_COUPLE[person.kinship]
    if relation is Relation.PARTNER and person.is_client:
        return _PARTNERS_OF.get(person.sex, kinships)
    return kinships


def added_beside(person: Person, kin: Kin, household: Household, *, id: RecordId) -> Person:
    """Somebody new of the family, called by a word that nobody there has yet.

    They live where that person lives, but somebody from whom the 本人 parted lives elsewhere.
    """
    word = kin.kinship.label
    if kin.relation is Relation.OTHER:
        word = "家族"
    elif kin.kinship is Kinship.OTHER:
        word = f"{person.label}の{kin.relation.label}"
    return Person(
        id=id,
        label=free_label(word, household),
        kinship=kin.kinship,
        lives_apart=person.lives_apart or kin.kinship in _FORMER,
    )


def bonds_beside(
    person: Person, kin: Kin, new: Person, household: Household, *, new_id: Callable[[], RecordId]
) -> tuple[FamilyTie, ...]:
    """What must be stated so that the map joins the two; nothing where their 続柄 says it already."""
    drawn = family((*household.people, new), household.family_ties)

    def descent(parent: RecordId, child: RecordId) -> tuple[FamilyTie, ...]:
        if parent in drawn.parents(child):
            return ()
        return (FamilyTie(id=new_id(), a=parent, b=child, bond=Bond.BIRTH),)

    match kin.relation:
        case Relation.PARTNER:
            joined = any({couple.left, couple.right} == {person.id, new.id} for couple in drawn.couples)
            return () if joined else (FamilyTie(id=new_id(), a=person.id, b=new.id, bond=Bond.MARRIED),)
        case Relation.PARENT:
            return descent(new.id, person.id)
        case Relation.CHILD:
            return descent(person.id, new.id)
        case Relation.SIBLING:
            parents = drawn.parents(person.id, Bond.BIRTH)
            if set(parents) == set(drawn.parents(new.id)):
                return ()
            return tuple(FamilyTie(id=new_id(), a=parent, b=new.id, bond=Bond.BIRTH) for parent in parents)
    return ()


def stands_as_child(person: Person, household: Household) -> bool:
    """Whether a bond of descent with somebody is rather to their parent: one is known, or they stand below the 本人."""
    drawn = family(household.people, household.family_ties)
    row = {each.id: place for place, people in enumerate(drawn.rows) for each in people}
    client = household.client
    is_below = client is not None and row.get(person.id, 0) > row.get(client.id, 0)
    return is_below or bool(drawn.parents(person.id))


def added_to(household: Household, *, id: RecordId) -> Person:
    """Somebody new of whom nothing is said yet; the first of a household that has none is its 本人."""
    if household.client is None:
        return Person(id=id, label=free_label("本人", household), kinship=Kinship.CLIENT)
    return Person(id=id, label=free_label("家族", household), kinship=Kinship.OTHER)


def free_label(word: str, household: Household) -> str:
    """The word, or the word with the first number by which nobody is called yet: 弟, 弟2, 弟3 …"""
    taken = {person.label for person in household.people}
    number = 1
    while (label := word if number == 1 else f"{word}{number}") in taken:
        number += 1
    return label
