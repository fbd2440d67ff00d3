import pytest
from builders import a_person

from jusou_meeting.ecomap.family import Couple, Descent, family
from jusou_meeting.household import Kinship


def kin(*kinships):
    """People called by their kinship, with ids that tell them apart."""
    return tuple(a_person(f"{kinship.value}{n}", kinship) for n, kinship in enumerate(kinships))


def test_parents_stand_over_their_child_and_the_child_over_its_own():
    found = family(kin(Kinship.CLIENT, Kinship.MOTHER, Kinship.FATHER, Kinship.CHILD))

    assert [[p.label for p in row] for row in found.rows] == [["父", "母"], ["本人"], ["子"]]
    assert found.couples == (Couple("father2", "mother1"),)
    assert found.descents == (
        Descent(("father2", "mother1"), ("client0",)),
        Descent(("client0",), ("child3",)),
    )


def test_a_husband_stands_left_of_the_client_and_children_hang_from_the_couple():
    found = family(kin(Kinship.CLIENT, Kinship.HUSBAND, Kinship.SON))

    assert found.couples == (Couple("husband1", "client0"),)
    assert found.descents == (Descent(("husband1", "client0"), ("son2",)),)


def test_brothers_and_sisters_without_parents_hang_from_a_bracket_in_order_of_age():
    found = family(kin(Kinship.YOUNGER_BROTHER, Kinship.CLIENT, Kinship.OLDER_SISTER))

    assert found.descents == (Descent((), ("older_sister2", "client1", "younger_brother0")),)
    assert [p.label for p in found.rows[0]] == ["姉", "本人", "弟"]


@pytest.mark.parametrize(
    ("kinships", "open_question"),
    [
        ((Kinship.CLIENT, Kinship.FATHER, Kinship.FATHER), "which father"),
        ((Kinship.CLIENT, Kinship.UNCLE, Kinship.NIECE, Kinship.OTHER), "whose brother, whose daughter"),
        ((Kinship.MOTHER, Kinship.CHILD), "whose mother, when nobody is the client"),
    ],
)
def test_what_the_kinship_leaves_open_gets_a_place_and_no_line(kinships, open_question):
    found = family(kin(*kinships))

    assert sum(len(row) for row in found.rows) == len(kinships)
    assert (found.couples, found.descents) == ((), ()), open_question


def test_a_grandchild_hangs_from_an_only_child_and_from_none_of_two():
    one = family(kin(Kinship.CLIENT, Kinship.CHILD, Kinship.GRANDCHILD))
    two = family(kin(Kinship.CLIENT, Kinship.CHILD, Kinship.CHILD, Kinship.GRANDCHILD))

    assert Descent(("child1",), ("grandchild2",)) in one.descents
    assert not any("grandchild3" in descent.children for descent in two.descents)


def test_grandparents_stand_over_an_only_parent_and_over_neither_of_two():
    one = family(kin(Kinship.CLIENT, Kinship.MOTHER, Kinship.GRANDMOTHER))
    two = family(kin(Kinship.CLIENT, Kinship.MOTHER, Kinship.FATHER, Kinship.GRANDMOTHER))

    assert Descent(("grandmother2",), ("mother1",)) in one.descents
    assert not any("grandmother3" in descent.parents for descent in two.descents)


def test_of_two_wives_one_stands_on_each_side_and_the_children_hang_from_the_client():
    found = family(kin(Kinship.CLIENT, Kinship.WIFE, Kinship.WIFE, Kinship.CHILD))

    assert [p.id for p in found.rows[0]] == ["wife1", "client0", "wife2"]
    assert found.couples == (Couple("wife1", "client0"), Couple("client0", "wife2"))
    assert found.descents == (Descent(("client0",), ("child3",)),)
