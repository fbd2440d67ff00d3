from collections import Counter
from dataclasses import replace
from itertools import pairwise

import pytest
from branching_families import a_branching_family
from builders import TODAY, a_family_tie, an_issue
from families import of, someone
from measured_map import family_on_the_frame, no_lower_than_parents, words_under_the_family

from jusou_meeting.ecomap.family import family
from jusou_meeting.ecomap.family_tie import Bond
from jusou_meeting.ecomap.scene import compose
from jusou_meeting.household import Being, Kinship, Sex

K = Kinship


def at(scene):
    return {person.figure.person.id: person.at for person in scene.plan.people}


def born_to(parents, *children):
    return [a_family_tie(parent, child, Bond.BIRTH) for parent in parents for child in children]


def there(where, **said):
    return {"lives_apart": True, "residence": where, **said}


SISTER = of(
    someone("母", K.MOTHER),
    someone("本人", K.CLIENT),
    someone("妹", K.YOUNGER_SISTER, **there("横浜市")),
    someone("妹の夫", sex=Sex.MALE, **there("横浜市")),
    someone("甥", K.NEPHEW, **there("横浜市", age_band="18歳")),
    someone("姪", K.NIECE, **there("横浜市", age_band="15歳")),
    someone("弟", K.YOUNGER_BROTHER, **there("大阪市", age_band="30代")),
    ties=[a_family_tie("妹", "妹の夫"), *born_to(("妹", "妹の夫"), "甥", "姪")],
)
ALONE = of(
    someone("本人", K.CLIENT, age_band="75歳"),
    someone("兄", K.OLDER_BROTHER, **there("施設", age_band="80歳")),
    someone("長男", K.SON, **there("千葉", age_band="52歳")),
    someone("長男の妻", K.CHILD_IN_LAW, **there("千葉", age_band="50歳")),
    someone("長女", K.DAUGHTER, **there("新潟", age_band="50歳")),
    someone("次女", K.DAUGHTER, **there("市内", age_band="47歳")),
    someone("次男", K.SON, **there("グループホーム", age_band="44歳")),
    someone("長男の子", K.GRANDCHILD, **there("千葉", age_band="20歳")),
    someone("次女の子", K.GRANDCHILD, **there("市内", age_band="12歳")),
    ties=[
        a_family_tie("長男", "長男の妻"),
        *born_to(("長男", "長男の妻"), "長男の子"),
        *born_to(("次女",), "次女の子"),
    ],
)


def test_the_children_of_a_sister_elsewhere_stand_under_her_by_their_ages_in_one_home():
    scene = compose(SISTER, on=TODAY)
    places = at(scene)

    assert places["甥"].x < places["姪"].x
    middle = (places["甥"].x + places["姪"].x) / 2
    assert places["妹"].x < middle < places["妹の夫"].x
    assert [home.label.text for home in scene.plan.homes] == ["横浜市"]


def test_children_who_all_live_elsewhere_stand_by_their_ages_on_either_side_and_theirs_below_them():
    scene = compose(ALONE, on=TODAY)
    places = at(scene)

    assert sorted(("長男", "長女", "次女", "次男"), key=lambda i: places[i].x) == [
        "長男",
        "長女",
        "次女",
        "次男",
    ]
    assert places["長女"].x < scene.outline.middle[0] < places["次女"].x
    assert places["次女の子"].x == pytest.approx(places["次女"].x, abs=0.5), (
        "an only child hangs straight down"
    )
    kin = family(ALONE.people, ALONE.family_ties, on=TODAY)
    assert list(no_lower_than_parents(scene, kin.descents)) == []
    assert scene.letters_on_a_wall > 20


def test_the_household_rises_for_those_who_descend_from_whoever_lives_elsewhere():
    childless = of(*ALONE.people[:-2], ties=ALONE.family_ties[:1])

    assert compose(ALONE, on=TODAY).outline.top < compose(childless, on=TODAY).outline.top - 60


@pytest.mark.parametrize(
    "household",
    [
        of(
            someone("本人", K.CLIENT),
            someone("猫28匹（避妊なし）", being=Being.ANIMAL, age_band=""),
            someone("息子", K.SON, lives_apart=True),
        ),
        of(
            someone("父", K.FATHER),
            someone("母", K.MOTHER, **there("特別養護老人ホーム")),
            someone("本人", K.CLIENT),
            someone("妹", K.YOUNGER_SISTER, lives_apart=True),
        ),
        of(
            someone("本人", K.CLIENT),
            someone(
                "兄の長い呼び名は三行になるほど長くて別に暮らす兄のこと", K.OLDER_BROTHER, lives_apart=True
            ),
            someone("長男", K.SON, lives_apart=True),
            someone("次男", K.SON),
        ),
        of(
            someone("父", K.FATHER, **there("特別養護老人ホーム")),
            someone("本人", K.CLIENT),
            someone("姉", K.OLDER_SISTER),
        ),
    ],
    ids=["beside a parent", "of an absent parent", "of an uncle elsewhere", "of a parent above the frame"],
)
def test_the_bar_of_the_children_passes_under_all_words_that_stand_on_its_way(household):
    scene = compose(household, on=TODAY)

    assert list(words_under_the_family(scene)) == []
    assert list(family_on_the_frame(scene)) == []


def test_the_words_on_a_frame_stand_beside_the_lines_of_the_family_that_lead_through_it():
    away = [a_family_tie(a, b, Bond.BIRTH) for a in ("祖父", "祖母") for b in ("母", "叔母")]
    household = of(
        someone("祖父", K.GRANDFATHER, **there("特別養護老人ホーム")),
        someone("祖母", K.GRANDMOTHER, **there("特別養護老人ホーム")),
        someone("母", K.MOTHER),
        someone("叔母", K.AUNT, lives_apart=True),
        someone("本人", K.CLIENT),
        ties=away,
    )
    scene = compose(household, on=TODAY)
    legs = [leg for line in scene.family_lines for leg in pairwise(line.points)]

    [home] = scene.plan.homes
    assert not any(home.label.box.crossed_by(*leg) for leg in legs)
    assert not any(scene.plan.tab.crossed_by(*leg) for leg in legs)
    tab = compose(ALONE, on=TODAY).plan.tab
    drops = [leg for line in compose(ALONE, on=TODAY).family_lines for leg in pairwise(line.points)]
    assert not any(tab.crossed_by(*leg) for leg in drops)


def test_the_issues_of_a_father_of_children_by_another_do_not_stand_on_the_line_to_his_partner():
    household = of(
        someone("本人", K.CLIENT, sex=Sex.MALE),
        someone("元妻", K.FORMER_WIFE, lives_apart=True),
        someone("内縁の妻", K.COMMON_LAW_WIFE),
        someone("長女", K.DAUGHTER),
        someone("次女", K.DAUGHTER),
    )

    scene = compose(replace(household, issues=(an_issue(subject_id="本人"),)), on=TODAY)

    assert list(words_under_the_family(scene)) == []


def test_of_a_hundred_branching_families_few_have_a_line_of_the_family_where_it_would_be_misread():
    found = Counter()
    for seed in range(100):
        household = a_branching_family(seed)
        scene = compose(household, on=TODAY)
        kin = family(household.people, household.family_ties, on=TODAY)
        homes = Counter(home.label.text for home in scene.plan.homes)
        found["over words"] += any(words_under_the_family(scene))
        found["on the frame"] += any(family_on_the_frame(scene))
        found["no lower"] += any(no_lower_than_parents(scene, kin.descents))
        found["two outlines"] += any(count > 1 for count in homes.values())
        found["over somebody"] += scene.lines_run_over_people

    assert found["on the frame"] == 0
    assert found["over words"] <= 10
    assert found["no lower"] <= 4
    assert found["over somebody"] <= 4
    assert found["two outlines"] <= 20
