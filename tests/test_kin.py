"""Beside whom somebody is added says what they are to the 本人, as far as a 続柄 has a word for it."""

import pytest
from builders import a_family_tie, a_household, a_person
from families import FAMILIES, of, someone

from jusou_meeting.ecomap.family_tie import Bond
from jusou_meeting.household import Being, Kinship, Sex
from jusou_meeting.kin import (
    Kin,
    Relation,
    added_beside,
    bonds_beside,
    kin_beside,
    stands_as_child,
    words_of_a_family,
)

CLIENT = a_person()

FAMILY = {
    "本人": {"親": "父母", "きょうだい": "兄姉弟妹", "配偶者": "配偶者・夫・妻", "子": "息子・娘・子"},
    "配偶者": {"親": "配偶者の父・配偶者の母", "きょうだい": "", "配偶者": "", "子": "息子・娘・子"},
    "夫": {"親": "配偶者の父・配偶者の母", "きょうだい": "", "配偶者": "", "子": "息子・娘・子"},
    "妻": {"親": "配偶者の父・配偶者の母", "きょうだい": "", "配偶者": "", "子": "息子・娘・子"},
    "父": {"親": "祖父・祖母", "きょうだい": "おじ・おば", "配偶者": "母・継母", "子": "兄姉弟妹"},
    "母": {"親": "祖父・祖母", "きょうだい": "おじ・おば", "配偶者": "父・継父", "子": "兄姉弟妹"},
    "祖父": {"親": "曽祖父・曽祖母", "きょうだい": "", "配偶者": "祖母", "子": "父・母・おじ・おば"},
    "祖母": {"親": "曽祖父・曽祖母", "きょうだい": "", "配偶者": "祖父", "子": "父・母・おじ・おば"},
    "息子": {"親": "配偶者・夫・妻", "きょうだい": "息子・娘・子", "配偶者": "子の配偶者", "子": "孫"},
    "娘": {"親": "配偶者・夫・妻", "きょうだい": "息子・娘・子", "配偶者": "子の配偶者", "子": "孫"},
    "子": {"親": "配偶者・夫・妻", "きょうだい": "息子・娘・子", "配偶者": "子の配偶者", "子": "孫"},
    "孫": {"親": "息子・娘・子", "きょうだい": "孫", "配偶者": "", "子": "ひ孫"},
    "兄": {"親": "父母", "きょうだい": "兄姉弟妹", "配偶者": "", "子": "おい・めい"},
    "姉": {"親": "父母", "きょうだい": "兄姉弟妹", "配偶者": "", "子": "おい・めい"},
    "弟": {"親": "父母", "きょうだい": "兄姉弟妹", "配偶者": "", "子": "おい・めい"},
    "妹": {"親": "父母", "きょうだい": "兄姉弟妹", "配偶者": "", "子": "おい・めい"},
    "おじ": {"親": "祖父・祖母", "きょうだい": "父・母・おじ・おば", "配偶者": "おば", "子": "いとこ"},
    "おば": {"親": "祖父・祖母", "きょうだい": "父・母・おじ・おば", "配偶者": "おじ", "子": "いとこ"},
    "おい": {"親": "兄姉弟妹", "きょうだい": "おい・めい", "配偶者": "", "子": ""},
    "めい": {"親": "兄姉弟妹", "きょうだい": "おい・めい", "配偶者": "", "子": ""},
    **{
        key: {"親": "配偶者の父・配偶者の母", "きょうだい": "", "配偶者": "", "子": "息子・娘・子"}
        for key in ("内縁の夫", "内縁の妻", "元夫", "元妻")
    },
    **{
        key: {"親": "配偶者・夫・妻", "きょうだい": "息子・娘・子", "配偶者": "子の配偶者", "子": "孫"}
        for key in ("養子", "里子")
    },
    "配偶者の父": {"親": "", "きょうだい": "", "配偶者": "配偶者の母", "子": ""},
    "配偶者の母": {"親": "", "きょうだい": "", "配偶者": "配偶者の父", "子": ""},
    "曽祖父": {"親": "", "きょうだい": "", "配偶者": "曽祖母", "子": "祖父・祖母"},
    "曽祖母": {"親": "", "きょうだい": "", "配偶者": "曽祖父", "子": "祖父・祖母"},
    "子の配偶者": {"親": "", "きょうだい": "", "配偶者": "息子・娘・子", "子": "孫"},
    "ひ孫": {"親": "孫", "きょうだい": "ひ孫", "配偶者": "", "子": ""},
    "いとこ": {"親": "おじ・おば", "きょうだい": "いとこ", "配偶者": "", "子": ""},
    "継父": {"親": "", "きょうだい": "", "配偶者": "母", "子": ""},
    "継母": {"親": "", "きょうだい": "", "配偶者": "父", "子": ""},
    "その他": {"親": "", "きょうだい": "", "配偶者": "", "子": ""},
}
"""Of each 続柄, what its 親, きょうだい, 配偶者 and 子 are to the 本人; "" = no word, so その他."""


def words(said):
    """父母 → 父, 母; 祖父・祖母 → 祖父, 祖母; nothing → その他."""
    if not said:
        return ["その他"]
    return said.split("・") if "・" in said or said in LABELS else list(said)


LABELS = {kinship.label for kinship in Kinship}


@pytest.mark.parametrize("kinship", Kinship, ids=lambda kinship: kinship.label)
def test_what_somebody_beside_each_person_is_to_the_client(kinship):
    offered = kin_beside(a_person("one", kinship, sex=Sex.UNKNOWN), ())

    told = {
        relation.label: [k.kinship.label for k in offered if k.relation is relation] for relation in Relation
    }
    assert told == {**{r: words(said) for r, said in FAMILY[kinship.label].items()}, "ほかの家族": ["その他"]}


def test_there_is_no_second_father_and_no_second_mother():
    family = (CLIENT, a_person("father", Kinship.FATHER))

    assert [k.said for k in kin_beside(CLIENT, family) if k.relation is Relation.PARENT] == ["母"]


def test_another_partner_of_a_parent_is_a_step_parent():
    def partners(person, *there):
        people = (CLIENT, person, *(a_person(each.value, each) for each in there))
        return [k.said for k in kin_beside(person, people) if k.relation is Relation.PARTNER]

    mother, father = a_person("mother", Kinship.MOTHER), a_person("father", Kinship.FATHER)
    assert partners(mother) == ["父", "継父"]
    assert partners(mother, Kinship.FATHER) == ["継父"]
    assert partners(father, Kinship.MOTHER) == ["継母"]
    assert partners(mother, Kinship.FATHER, Kinship.STEPFATHER) == ["配偶者"], "no word is left"
    assert partners(a_person("step", Kinship.STEPFATHER)) == ["母"]
    assert partners(a_person("step", Kinship.STEPFATHER), Kinship.MOTHER) == ["配偶者"]


def test_a_partner_is_offered_by_the_recorded_sex_and_either_way_as_a_partner():
    def partners(sex):
        return [k.said for k in kin_beside(a_person(sex=sex), ()) if k.relation is Relation.PARTNER]

    assert partners(Sex.MALE) == ["配偶者", "妻", "内縁の妻", "元妻"]
    assert partners(Sex.FEMALE) == ["配偶者", "夫", "内縁の夫", "元夫"]
    assert partners(Sex.UNKNOWN) == ["配偶者", "夫", "妻"]


def test_beside_an_animal_there_is_only_other_family():
    dog = a_person("dog", Kinship.OTHER, label="犬", being=Being.ANIMAL)

    assert kin_beside(dog, (CLIENT, dog)) == (Kin(Relation.OTHER, Kinship.OTHER),)


def test_what_no_kinship_says_is_offered_and_called_by_the_person_beside_whom_they_stand():
    wife = a_person("wife", Kinship.WIFE)
    sibling = next(k for k in kin_beside(wife, (CLIENT, wife)) if k.relation is Relation.SIBLING)

    assert sibling.said == "きょうだい"
    added = added_beside(wife, sibling, a_household(people=(CLIENT, wife)), id="new")
    assert (added.label, added.kinship) == ("妻のきょうだい", Kinship.OTHER)


def beside(person, relation, *others, kinship=None, ties=()):
    """The bonds that are stated when somebody is added beside a person, as pairs of who and whom."""
    household = a_household(people=(*others, person), family_ties=ties)
    kin = next(
        k
        for k in kin_beside(person, household.people)
        if k.relation is relation and kinship in (None, k.kinship)
    )
    new = added_beside(person, kin, household, id="new")
    ids = iter("abc")
    return [
        (tie.a, tie.bond, tie.b)
        for tie in bonds_beside(person, kin, new, household, new_id=lambda: next(ids))
    ]


@pytest.mark.parametrize(
    ("person", "relation", "others"),
    [
        (CLIENT, Relation.PARENT, ()),
        (CLIENT, Relation.PARTNER, ()),
        (CLIENT, Relation.SIBLING, (a_person("mother", Kinship.MOTHER),)),
        (a_person("mother", Kinship.MOTHER), Relation.PARTNER, (CLIENT,)),
        (a_person("mother", Kinship.MOTHER), Relation.PARTNER, (CLIENT, a_person("father", Kinship.FATHER))),
        (a_person("child", Kinship.CHILD), Relation.CHILD, (CLIENT,)),
    ],
)
def test_what_the_kinship_says_is_not_stated_again(person, relation, others):
    assert beside(person, relation, *others) == []


@pytest.mark.parametrize(
    ("person", "relation", "others", "stated"),
    [
        (
            a_person("mother", Kinship.MOTHER),
            Relation.PARTNER,
            (CLIENT, a_person("father", Kinship.FATHER), a_person("step", Kinship.STEPFATHER)),
            [("mother", Bond.MARRIED, "new")],
        ),
        (a_person("aunt", Kinship.AUNT), Relation.CHILD, (CLIENT,), [("aunt", Bond.BIRTH, "new")]),
        (a_person("niece", Kinship.NIECE), Relation.PARENT, (CLIENT,), [("new", Bond.BIRTH, "niece")]),
        (
            a_person("two", Kinship.CHILD),
            Relation.CHILD,
            (CLIENT, a_person("one", Kinship.CHILD)),
            [("two", Bond.BIRTH, "new")],
        ),
        (
            a_person("brother", Kinship.OLDER_BROTHER),
            Relation.PARTNER,
            (CLIENT,),
            [("brother", Bond.MARRIED, "new")],
        ),
    ],
)
def test_what_the_kinship_leaves_open_is_stated_with_whoever_is_added(person, relation, others, stated):
    assert beside(person, relation, *others) == stated


def test_a_child_added_beside_the_client_is_no_child_of_a_former_husband_unless_added_beside_him():
    former = a_person("former", Kinship.FORMER_HUSBAND)

    assert beside(CLIENT, Relation.CHILD, former) == []
    assert beside(former, Relation.CHILD, CLIENT) == [("former", Bond.BIRTH, "new")]


def test_a_brother_of_a_child_whom_the_client_has_alone_is_hers_alone_as_well():
    husband, son = a_person("husband", Kinship.HUSBAND), a_person("son", Kinship.SON)
    alone = a_family_tie("client", "son", Bond.BIRTH)

    assert beside(son, Relation.SIBLING, CLIENT, husband) == []
    assert beside(son, Relation.SIBLING, CLIENT, husband, ties=(alone,)) == [("client", Bond.BIRTH, "new")]


def test_nobody_new_has_the_name_of_somebody_else():
    brother = Kin(Relation.SIBLING, Kinship.YOUNGER_BROTHER)
    household = a_household()
    labels = []
    for number in range(3):
        added = added_beside(CLIENT, brother, household, id=f"new-{number}")
        labels.append(added.label)
        household = a_household(people=(*household.people, added))

    assert labels == ["弟", "弟2", "弟3"]
    other = added_beside(CLIENT, Kin(Relation.OTHER, Kinship.OTHER), household, id="other")
    assert (other.label, other.kinship) == ("家族", Kinship.OTHER)


def test_who_is_added_beside_somebody_who_lives_apart_lives_apart_as_well():
    uncle = a_person("uncle", Kinship.UNCLE, lives_apart=True)
    wife = kin_beside(uncle, (uncle,))[-3]

    added = added_beside(uncle, wife, a_household(people=(CLIENT, uncle)), id="new")

    assert (added.label, added.lives_apart) == ("おば", True)
    assert not added_beside(CLIENT, wife, a_household(), id="new").lives_apart


@pytest.mark.parametrize("kinship", [Kinship.FORMER_HUSBAND, Kinship.FORMER_WIFE])
def test_somebody_from_whom_the_client_parted_is_taken_to_live_elsewhere(kinship):
    parted = Kin(Relation.PARTNER, kinship)

    assert added_beside(CLIENT, parted, a_household(), id="new").lives_apart


def test_somebody_stands_as_a_child_whose_parents_are_known():
    household = FAMILIES["five generations"]

    children = {person.id for person in household.people if stands_as_child(person, household)}
    assert children == {"本人", "長女", "長男", "胎児"}


def test_a_grandchild_of_whom_nobody_said_whose_it_is_stands_as_a_child():
    household = of(
        someone("本人", Kinship.CLIENT),
        someone("長男", Kinship.SON),
        someone("長女", Kinship.DAUGHTER),
        someone("孫", Kinship.GRANDCHILD),
        someone("知人"),
    )

    assert {p.id for p in household.people if stands_as_child(p, household)} == {"長男", "長女", "孫"}


def test_a_family_is_first_told_by_each_word_once_and_its_children_also_by_their_birth():
    words = words_of_a_family()

    assert [words[word] for word in ("長男", "次男", "息子")] == [Kinship.SON] * 3
    assert [words[word] for word in ("長女", "次女", "三女", "娘")] == [Kinship.DAUGHTER] * 4
    assert {"本人", "その他"}.isdisjoint(words)
    assert set(words.values()) == set(Kinship) - {Kinship.CLIENT, Kinship.OTHER}
