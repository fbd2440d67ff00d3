from dataclasses import replace
from datetime import date

import pytest
from builders import a_family_tie, a_household, a_person

from jusou_meeting.ecomap.family import family
from jusou_meeting.ecomap.family_tie import Bond, family_tie_findings
from jusou_meeting.ecomap.gap import map_gaps
from jusou_meeting.ecomap.kinship import Couple
from jusou_meeting.finding import Weight
from jusou_meeting.household import Kinship


def kin(*kinships):
    """People called by their kinship, with ids that tell them apart."""
    return tuple(a_person(f"{kinship.value}{n}", kinship) for n, kinship in enumerate(kinships))


def called(*names, **kinships):
    """People by a name of their own: those named alone are その他, the others have the 続柄 that stands beside them."""
    given = dict.fromkeys(names, Kinship.OTHER) | kinships
    return tuple(a_person(name, kinship, label=name) for name, kinship in given.items())


def rows(found):
    return [[person.id for person in row] for row in found.rows]


def couples(found):
    return {(couple.left, couple.right, couple.bond) for couple in found.couples}


def hangs(found):
    """Who hangs from whom."""
    return [(descent.parents, descent.child_ids) for descent in found.descents]


def test_parents_stand_over_their_child_and_the_child_over_its_own():
    found = family(kin(Kinship.CLIENT, Kinship.MOTHER, Kinship.FATHER, Kinship.CHILD))

    assert [[p.label for p in row] for row in found.rows] == [["父", "母"], ["本人"], ["子"]]
    assert found.couples == (Couple("father2", "mother1"),)
    assert hangs(found) == [(("father2", "mother1"), ("client0",)), (("client0",), ("child3",))]


def test_a_husband_stands_left_of_the_client_and_children_hang_from_the_couple():
    found = family(kin(Kinship.CLIENT, Kinship.HUSBAND, Kinship.SON))

    assert found.couples == (Couple("husband1", "client0"),)
    assert hangs(found) == [(("husband1", "client0"), ("son2",))]


def test_brothers_and_sisters_without_parents_hang_from_a_bracket_in_order_of_age():
    found = family(kin(Kinship.YOUNGER_BROTHER, Kinship.CLIENT, Kinship.OLDER_SISTER))

    assert hangs(found) == [((), ("older_sister2", "client1", "younger_brother0"))]
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

    assert (("child1",), ("grandchild2",)) in hangs(one)
    assert not any("grandchild3" in children for _, children in hangs(two))


def test_grandparents_stand_over_an_only_parent_and_over_neither_of_two():
    one = family(kin(Kinship.CLIENT, Kinship.MOTHER, Kinship.GRANDMOTHER))
    two = family(kin(Kinship.CLIENT, Kinship.MOTHER, Kinship.FATHER, Kinship.GRANDMOTHER))

    assert (("grandmother2",), ("mother1",)) in hangs(one)
    assert not any("grandmother3" in parents for parents, _ in hangs(two))


def test_of_two_wives_one_stands_on_each_side_and_the_children_hang_from_the_client():
    found = family(kin(Kinship.CLIENT, Kinship.WIFE, Kinship.WIFE, Kinship.CHILD))

    assert rows(found)[0] == ["wife1", "client0", "wife2"]
    assert found.couples == (Couple("wife1", "client0"), Couple("client0", "wife2"))
    assert hangs(found) == [(("client0",), ("child3",))]


def test_five_generations_hang_from_each_other_by_their_kinship_alone():
    found = family(
        kin(
            Kinship.CLIENT,
            Kinship.MOTHER,
            Kinship.GRANDMOTHER,
            Kinship.GREAT_GRANDMOTHER,
            Kinship.DAUGHTER,
            Kinship.GRANDCHILD,
            Kinship.GREAT_GRANDCHILD,
        )
    )

    assert [len(row) for row in found.rows] == [1] * 7
    assert len(found.descents) == 6


@pytest.mark.parametrize(
    ("kinship", "bond"),
    [
        (Kinship.COMMON_LAW_HUSBAND, Bond.COMMON_LAW),
        (Kinship.FORMER_WIFE, Bond.DIVORCED),
        (Kinship.WIFE, Bond.MARRIED),
    ],
)
def test_a_partner_is_joined_as_their_kinship_says(kinship, bond):
    (couple,) = family(kin(Kinship.CLIENT, kinship)).couples

    assert couple.bond is bond


def test_adopted_and_foster_children_hang_beside_those_by_birth():
    found = family(
        kin(Kinship.CLIENT, Kinship.WIFE, Kinship.SON, Kinship.ADOPTED_CHILD, Kinship.FOSTER_CHILD)
    )

    (descent,) = found.descents
    assert [child.bond for child in descent.children] == [Bond.BIRTH, Bond.ADOPTED, Bond.FOSTERED]


def test_the_parents_of_a_wife_stand_over_her():
    found = family(
        kin(
            Kinship.CLIENT,
            Kinship.WIFE,
            Kinship.FATHER,
            Kinship.MOTHER,
            Kinship.FATHER_IN_LAW,
            Kinship.MOTHER_IN_LAW,
        )
    )

    assert (("father_in_law4", "mother_in_law5"), ("wife1",)) in hangs(found)
    assert rows(found)[0] == ["father2", "mother3", "father_in_law4", "mother_in_law5"]


def test_a_stepfather_is_joined_with_the_mother_and_is_nobody_s_father():
    found = family(kin(Kinship.CLIENT, Kinship.MOTHER, Kinship.STEPFATHER))

    assert couples(found) == {("mother1", "stepfather2", Bond.MARRIED)}
    assert hangs(found) == [(("mother1",), ("client0",))]


def test_what_was_stated_of_a_couple_replaces_what_the_kinship_lets_suppose():
    people = called(父=Kinship.FATHER, 母=Kinship.MOTHER, 本人=Kinship.CLIENT)

    found = family(people, [a_family_tie("母", "父", Bond.DIVORCED)])

    assert couples(found) == {("父", "母", Bond.DIVORCED)}
    assert hangs(found) == [(("父", "母"), ("本人",))]


@pytest.mark.parametrize(
    ("man", "ties"),
    [
        (Kinship.FORMER_HUSBAND, []),
        (Kinship.HUSBAND, [a_family_tie("男", "本人", Bond.DIVORCED)]),
    ],
)
def test_nobody_supposes_a_child_to_be_of_the_man_from_whom_the_client_parted(man, ties):
    people = called(男=man, 本人=Kinship.CLIENT, 子=Kinship.CHILD)

    assert hangs(family(people, ties)) == [(("本人",), ("子",))]
    stated = family(people, [*ties, a_family_tie("男", "子", Bond.BIRTH)])
    assert set(stated.parents("子")) == {"男", "本人"}


def test_a_child_who_is_stated_to_be_of_the_client_hangs_from_nobody_else():
    people = called(夫=Kinship.HUSBAND, 本人=Kinship.CLIENT, 連れ子=Kinship.SON, 二人の子=Kinship.DAUGHTER)

    found = family(people, [a_family_tie("本人", "連れ子", Bond.BIRTH)])

    assert set(hangs(found)) == {(("本人",), ("連れ子",)), (("夫", "本人"), ("二人の子",))}


def test_a_child_of_the_client_and_of_a_man_who_is_stated_to_be_the_father_is_not_the_husband_s():
    people = called("恋人", 夫=Kinship.HUSBAND, 本人=Kinship.CLIENT, 胎児=Kinship.CHILD)

    ((parents, children),) = hangs(family(people, [a_family_tie("恋人", "胎児", Bond.BIRTH)]))

    assert (set(parents), children) == ({"恋人", "本人"}, ("胎児",))


def test_a_brother_by_the_mother_alone_hangs_from_her_and_who_has_custody_takes_him_from_neither():
    people = called(父=Kinship.FATHER, 母=Kinship.MOTHER, 兄=Kinship.OLDER_BROTHER, 本人=Kinship.CLIENT)

    def parents_of_the_brother(**said):
        return family(people, [a_family_tie("母", "兄", Bond.BIRTH, **said)]).parents("兄")

    assert parents_of_the_brother() == ("母",)
    assert parents_of_the_brother(custody=True) == ("父", "母")


def test_after_a_divorce_a_child_hangs_on_the_side_of_the_one_who_has_custody():
    people = called(父=Kinship.FATHER, 母=Kinship.MOTHER, 本人=Kinship.CLIENT, 弟=Kinship.YOUNGER_BROTHER)

    found = family(
        people,
        [
            a_family_tie("父", "母", Bond.DIVORCED),
            a_family_tie("母", "本人", Bond.BIRTH, custody=True),
            a_family_tie("父", "弟", Bond.BIRTH, custody=True),
        ],
    )

    assert [(d.child_ids, d.custody) for d in found.descents] == [(("本人",), "母"), (("弟",), "父")]


def test_a_brother_by_the_mother_s_first_husband_hangs_from_those_two_and_no_lines_cross():
    people = called(
        "前夫", 父=Kinship.FATHER, 母=Kinship.MOTHER, 兄=Kinship.OLDER_BROTHER, 本人=Kinship.CLIENT
    )

    found = family(
        people, [a_family_tie("母", "前夫", Bond.DIVORCED), a_family_tie("前夫", "兄", Bond.BIRTH)]
    )

    assert rows(found) == [["前夫", "母", "父"], ["兄", "本人"]]
    assert set(hangs(found)) == {(("前夫", "母"), ("兄",)), (("母", "父"), ("本人",))}


def test_whoever_has_no_kinship_stands_where_their_ties_put_them():
    people = called("叔父の子", "曽祖母の姉", "孫の子", 本人=Kinship.CLIENT, おじ=Kinship.UNCLE, 孫=Kinship.GRANDCHILD)  # fmt: skip

    found = family(
        people,
        [a_family_tie("おじ", "叔父の子", Bond.BIRTH), a_family_tie("孫", "孫の子", Bond.BIRTH)],
    )

    assert rows(found) == [["おじ"], ["本人", "叔父の子", "曽祖母の姉"], ["孫"], ["孫の子"]]


def test_partners_stand_together_whoever_was_recorded_first():
    people = called("兄の妻", 兄=Kinship.OLDER_BROTHER, 本人=Kinship.CLIENT, 妹=Kinship.YOUNGER_SISTER)

    found = family(people, [a_family_tie("兄", "兄の妻")])

    assert rows(found) == [["兄の妻", "兄", "本人", "妹"]]


def test_a_wife_stands_between_the_two_she_was_married_to():
    people = called("二人目", "一人目", "三人目", 本人=Kinship.CLIENT)
    ties = [a_family_tie("本人", each, Bond.DIVORCED) for each in ("一人目", "二人目")]

    (row,) = rows(family(people, [*ties, a_family_tie("三人目", "二人目")]))

    assert row.index("本人") == 1 + row.index("一人目") or row.index("本人") == row.index("一人目") - 1
    assert abs(row.index("二人目") - row.index("本人")) == abs(row.index("三人目") - row.index("二人目")) == 1


def test_partners_who_go_round_in_a_circle_stand_in_one_row_each_once():
    people = called("前夫", "前夫の妻", "前夫の妻の元夫", 本人=Kinship.CLIENT)
    round_they_go = [
        a_family_tie("本人", "前夫", Bond.DIVORCED),
        a_family_tie("前夫", "前夫の妻"),
        a_family_tie("前夫の妻", "前夫の妻の元夫", Bond.DIVORCED),
        a_family_tie("前夫の妻の元夫", "本人"),
    ]

    (row,) = family(people, round_they_go).rows

    assert sorted(person.id for person in row) == sorted(person.id for person in people)


def test_an_adoptive_father_stands_beside_the_parents_by_birth_and_takes_nothing_from_them():
    people = called("養父", 父=Kinship.FATHER, 母=Kinship.MOTHER, 本人=Kinship.CLIENT)

    found = family(people, [a_family_tie("養父", "本人", Bond.ADOPTED)])

    assert set(hangs(found)) == {(("父", "母"), ("本人",)), (("養父",), ("本人",))}
    assert found.parents("本人", Bond.ADOPTED) == ("養父",)


def said_of(people, ties):
    household = a_household(people=tuple(people), family_ties=tuple(ties))
    return " ".join(finding.sentence for finding in map_gaps(household, household.case.opened_on))


def test_descent_in_a_circle_is_told_and_the_family_is_drawn_without_it():
    people = called("祖先", "子孫", 本人=Kinship.CLIENT)
    ties = [a_family_tie("祖先", "子孫", Bond.BIRTH), a_family_tie("子孫", "祖先", Bond.BIRTH)]

    found = family(people, ties)

    assert len(found.contradictions) == 1
    assert sum(map(len, found.rows)) == 3
    assert "「祖先」" in said_of(people, ties)


def test_a_father_by_kinship_who_is_stated_to_be_a_son_is_told():
    people = called(父=Kinship.FATHER, 本人=Kinship.CLIENT)

    assert "「父」の親とされています" in said_of(people, [a_family_tie("本人", "父", Bond.BIRTH)])


def test_three_parents_by_birth_are_told():
    people = called("もう一人の父", 父=Kinship.FATHER, 母=Kinship.MOTHER, 本人=Kinship.CLIENT)

    assert "実の親が3人" in said_of(people, [a_family_tie("もう一人の父", "本人", Bond.BIRTH)])
    assert "実の親が" not in said_of(people, [a_family_tie("もう一人の父", "本人", Bond.ADOPTED)])


def test_a_tie_with_whoever_is_hidden_draws_nothing():
    people = called(本人=Kinship.CLIENT)

    assert family(people, [a_family_tie("本人", "誰か")]) == family(people)


def test_nobody_may_be_recorded_as_a_descendant_of_themselves():
    known = [a_family_tie("祖父", "父", Bond.BIRTH), a_family_tie("父", "本人", Bond.ADOPTED)]

    assert list(family_tie_findings(a_family_tie("曽祖父", "祖父", Bond.BIRTH), known)) == []
    assert list(family_tie_findings(a_family_tie("本人", "祖父", Bond.MARRIED), known)) == []
    (told,) = family_tie_findings(a_family_tie("本人", "祖父", Bond.BIRTH), known)
    assert told.weight is Weight.STOPS
    assert "誰が親で誰が子かを確かめてください" in told.sentence


def test_a_bond_entered_the_wrong_way_round_may_be_turned():
    wrong = a_family_tie("本人", "父", Bond.BIRTH)

    assert list(family_tie_findings(replace(wrong, a="父", b="本人"), [wrong])) == []


def test_brothers_and_sisters_stand_by_their_ages_in_words_and_twins_beside_each_other():
    people = (
        a_person("本人", Kinship.CLIENT),
        a_person("双子の姉", Kinship.DAUGHTER, age_band="小学3年"),
        a_person("末の子", Kinship.SON, age_band="4歳"),
        a_person("双子の妹", Kinship.DAUGHTER, age_band="不明"),
        a_person("長男", Kinship.SON, age_band="中学生"),
    )
    found = family(people, [a_family_tie("双子の姉", "双子の妹", Bond.TWINS)], on=date(2026, 11, 28))

    assert rows(found)[-1] == ["長男", "双子の姉", "双子の妹", "末の子"]


def test_the_twin_of_the_client_stands_beside_the_client():
    people = called(双子の姉=Kinship.OLDER_SISTER, 兄=Kinship.OLDER_BROTHER, 本人=Kinship.CLIENT)

    assert rows(family(people, [a_family_tie("双子の姉", "本人", Bond.TWINS)])) == [
        ["兄", "双子の姉", "本人"]
    ]


def test_a_father_and_his_younger_brother_stand_by_their_ages():
    people = (
        a_person("祖母", Kinship.GRANDMOTHER),
        a_person("おじ", Kinship.UNCLE, age_band="54歳"),
        a_person("父", Kinship.FATHER, age_band="58歳"),
        a_person("本人"),
    )
    born = [a_family_tie("祖母", child, Bond.BIRTH) for child in ("父", "おじ")]

    assert rows(family(people, born, on=date(2026, 11, 28)))[1] == ["父", "おじ"]


def test_whoever_had_children_with_two_stands_between_them_the_first_on_the_left_over_the_elder_child():
    people = (
        a_person("本人"),
        a_person("娘", Kinship.DAUGHTER),
        a_person("息子", Kinship.SON),
        a_person("孫（兄）", Kinship.GRANDCHILD, age_band="13歳"),
        a_person("孫（妹）", Kinship.GRANDCHILD, age_band="7歳"),
        *called("前の夫", "今の夫"),
    )
    born = [
        a_family_tie("娘", "前の夫", Bond.DIVORCED),
        *(a_family_tie(parent, "孫（兄）", Bond.BIRTH) for parent in ("娘", "前の夫")),
        *(a_family_tie(parent, "孫（妹）", Bond.BIRTH) for parent in ("娘", "今の夫")),
    ]

    *_, parents, children = rows(family(people, born, on=date(2026, 11, 28)))
    assert [i for i in parents if i != "息子"] == ["前の夫", "娘", "今の夫"]
    assert children == ["孫（兄）", "孫（妹）"]
