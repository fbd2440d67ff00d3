import random
from dataclasses import replace
from itertools import combinations, pairwise, product

import pytest
from any_household import any_household
from builders import TODAY, a_family_tie, a_household, a_person, an_issue
from families import FAMILIES, of, someone
from measured_map import hidden_boxes

from jusou_meeting.ecomap.descent import FamilyLine
from jusou_meeting.ecomap.family_tie import Bond
from jusou_meeting.ecomap.geometry import crosses
from jusou_meeting.ecomap.scene import compose
from jusou_meeting.household import Being, Kinship, Position, Sex


def through_somebody(scene):
    """The strokes of the family that run through the sign of a person."""
    signs = [person.sign_box.grown(-3) for person in scene.plan.people]
    return [
        line
        for line in scene.family_lines
        for leg in pairwise(line.points)
        if any(sign.crossed_by(*leg) for sign in signs)
    ]


def on_each_other(scene):
    """Pairs of level strokes that would be taken for one."""
    level = [
        sorted(leg)
        for line in scene.family_lines
        for leg in pairwise(line.points)
        if abs(leg[0][1] - leg[1][1]) < 0.1 and abs(leg[0][0] - leg[1][0]) > 1
    ]
    return [
        (a, b)
        for a, b in combinations(level, 2)
        if abs(a[0][1] - b[0][1]) < 4 and a[0][0] < b[1][0] - 1 and b[0][0] < a[1][0] - 1
    ]


def strokes(scene, bond):
    return [line for line in scene.family_lines if line.bond is bond]


@pytest.mark.parametrize("household", FAMILIES.values(), ids=FAMILIES)
def test_no_line_of_the_family_runs_through_a_person_or_lies_on_another(household):
    scene = compose(household, on=TODAY)

    assert len(scene.plan.people) == len(household.people)
    assert through_somebody(scene) == []
    assert on_each_other(scene) == []


def test_a_line_through_a_person_or_on_another_would_be_noticed():
    scene = compose(FAMILIES["in-laws on both sides"], on=TODAY)
    at = next(person.at for person in scene.plan.people)
    planted = FamilyLine(points=((at.x - 90, at.y), (at.x + 90, at.y)), bond=Bond.MARRIED, ends=("父", "母"))
    object.__setattr__(scene, "family_lines", (*scene.family_lines, planted, planted))

    assert planted in through_somebody(scene)
    assert on_each_other(scene)


@pytest.mark.parametrize(
    ("name", "bonds"),
    [
        ("the mother's two husbands", {Bond.MARRIED, Bond.DIVORCED, Bond.BIRTH}),
        ("five generations", {Bond.SEPARATED, Bond.COMMON_LAW, Bond.DIVORCED, Bond.BIRTH, Bond.MARRIED}),
        ("twins, an adopted and a foster child", {Bond.MARRIED, Bond.BIRTH, Bond.ADOPTED, Bond.FOSTERED}),
        ("descent in a circle", {Bond.BIRTH}),
        ("nobody", set()),
    ],
)
def test_each_bond_has_a_line_of_its_own(name, bonds):
    assert {line.bond for line in compose(FAMILIES[name], on=TODAY).family_lines} == bonds


def test_the_children_of_parted_parents_hang_on_the_side_of_custody_and_clear_of_the_strokes():
    parents = someone("父", Kinship.FATHER), someone("母", Kinship.MOTHER), someone("本人", Kinship.CLIENT)
    stems = {}
    for custody in ("父", "母"):
        scene = compose(
            of(
                *parents,
                ties=[
                    a_family_tie("父", "母", Bond.DIVORCED),
                    a_family_tie(custody, "本人", Bond.BIRTH, custody=True),
                ],
            ),
            on=TODAY,
        )
        (couple,) = strokes(scene, Bond.DIVORCED)
        stems[custody] = strokes(scene, Bond.BIRTH)[0].points[0]
        assert abs(couple.mark_at[0] - stems[custody][0]) > 12

    assert stems["父"][0] < stems["母"][0]


def test_a_child_hangs_from_the_line_of_its_parents_whoever_stands_between_these():
    scene = compose(FAMILIES["married for the third time, with a child of each"], on=TODAY)
    at = {person.figure.person.id: person.at for person in scene.plan.people}

    (far,) = [line for line in strokes(scene, Bond.DIVORCED) if len(line.points) == 4]
    assert set(far.ends) == {"本人", "次の夫"}
    (left, y), (right, _) = sorted(far.points[1:3])
    hung = [
        line.points[0]
        for line in strokes(scene, Bond.BIRTH)
        if line.ends[1] == "長女" and line.points[0][1] == pytest.approx(y)
    ]
    (x, _) = hung[0]
    assert left < far.mark_at[0] < x < right, "she stays with her mother"
    assert at["長男"].x < at["長女"].x < at["次男"].x


def test_the_children_of_a_parted_couple_hang_from_its_line_though_a_brother_stands_between_in_a_close_map():
    scene = compose(FAMILIES["a brother stands before the former husband, and two more homes"], on=TODAY)

    (far,) = [line for line in strokes(scene, Bond.DIVORCED) if "元夫" in line.ends]
    (left, y), (right, _) = sorted(far.points[1:3])
    (hung,) = [
        line.points[0]
        for line in strokes(scene, Bond.BIRTH)
        if line.ends[1] == "長女" and line.points[0][1] == pytest.approx(y)
    ]
    assert left < hung[0] < right


def test_the_children_of_a_second_former_husband_hang_from_his_line_under_the_issues_of_the_first():
    household = of(
        someone("本人", Kinship.CLIENT, sex=Sex.FEMALE),
        someone("夫", Kinship.HUSBAND),
        someone("元夫1", Kinship.FORMER_HUSBAND, lives_apart=True),
        someone("元夫2", Kinship.FORMER_HUSBAND, lives_apart=True),
        someone("長男", Kinship.SON),
        someone("長女", Kinship.DAUGHTER),
        ties=[a_family_tie("元夫1", "長男", Bond.BIRTH), a_family_tie("元夫2", "長女", Bond.BIRTH)],
    )
    unpaid = an_issue(subject_id="元夫1", title="養育費の未払い")

    scene = compose(replace(household, issues=(unpaid,)), on=TODAY)

    fathers = {line.ends: line.points for line in scene.family_lines if line.bond.is_couple}
    far = next(points for ends, points in fathers.items() if "元夫2" in ends)
    (left, y), (right, _) = sorted(far[1:3])
    hung = [
        line.points[0]
        for line in strokes(scene, Bond.BIRTH)
        if line.ends[1] == "長女" and line.points[0][1] == pytest.approx(y)
    ]
    assert [left < x < right for x, _ in hung] == [True]


@pytest.mark.parametrize("kinship", [Kinship.MOTHER, Kinship.GRANDMOTHER, Kinship.CHILD])
def test_a_couple_of_two_generations_is_drawn_as_it_was_said_with_the_child_of_both(kinship):
    household = of(
        someone("本人", Kinship.CLIENT),
        someone("相手", kinship, lives_apart=True),
        someone("息子", Kinship.SON),
        ties=[
            a_family_tie("相手", "本人"),
            a_family_tie("相手", "息子", Bond.BIRTH),
            a_family_tie("本人", "息子", Bond.BIRTH),
        ],
    )

    (couple,) = strokes(compose(household, on=TODAY), Bond.MARRIED)

    assert set(couple.ends) == {"本人", "相手"}


def test_twins_hang_from_one_point():
    scene = compose(FAMILIES["twins, an adopted and a foster child"], on=TODAY)
    tops = {person.figure.person.id: person.at.x for person in scene.plan.people}
    forks = [
        line.points[0]
        for line in strokes(scene, Bond.BIRTH)
        if line.points[-1][0] in (tops["姉"], tops["妹"])
    ]

    assert len(forks) == 2
    assert forks[0] == forks[1]


def test_a_bar_joins_the_lines_of_identical_twins_and_can_be_chosen():
    scene = compose(FAMILIES["identical twins and their brother"], on=TODAY)
    tops = {person.figure.person.id: person.at.x for person in scene.plan.people}
    [bar] = strokes(scene, Bond.IDENTICAL_TWINS)
    drops = [
        line for line in strokes(scene, Bond.BIRTH) if line.ends[1] in ("姉", "妹") and len(line.points) == 2
    ]
    drops = [line for line in drops if line.points[-1][0] in (tops["姉"], tops["妹"])]

    assert bar.tie_id == "identical_twins-姉-妹"
    assert bar.points[0][1] == bar.points[1][1]
    assert {line.points[0] for line in drops} == {drops[0].points[0]}, "both hang from one point"
    for end, drop in zip(sorted(bar.points), sorted(drops, key=lambda line: line.points[-1]), strict=True):
        (x, y), (x2, y2) = drop.points
        assert end == pytest.approx(((x + x2) / 2, (y + y2) / 2))
    assert "一卵性の双子" in [item.entry.label for item in scene.legend]
    assert (
        strokes(compose(FAMILIES["twins, an adopted and a foster child"], on=TODAY), Bond.IDENTICAL_TWINS)
        == []
    )


def test_a_stated_bond_can_be_chosen_by_its_line_and_tells_in_words_what_it_is():
    scene = compose(FAMILIES["the mother's two husbands"], on=TODAY)

    assert scene.family_said["divorced-母-前夫"] == "母―前夫 離婚"
    assert "母→兄 親子・親権" in scene.description
    assert {line.tie_id for line in scene.family_lines} >= {"divorced-母-前夫"}


def test_two_lines_that_pass_over_heads_to_one_person_are_told_apart():
    household = a_household(
        people=(
            a_person(),
            a_person("former", Kinship.FORMER_HUSBAND),
            a_person("partner", Kinship.COMMON_LAW_HUSBAND),
            a_person("dog", Kinship.OTHER, being=Being.ANIMAL),
        ),
        positions={
            "client": Position(600, 450),
            "dog": Position(750, 450),
            "partner": Position(900, 450),
            "former": Position(1050, 450),
        },
    )

    over = [line.points[1][1] for line in compose(household, on=TODAY).family_lines if len(line.points) == 4]

    assert len(over) == 2
    assert abs(over[0] - over[1]) >= 8


def test_where_bars_leave_one_another_little_room_each_finds_a_height():
    """Grandmother, mother and 本人: the lower bar may lie neither on the upper one nor one step above it."""
    scene = compose(any_household(18, agencies=30), on=TODAY)

    assert {line.bond for line in scene.family_lines} == {Bond.BIRTH}


def test_children_of_a_father_with_long_words_hang_from_his_side_and_not_through_each_other():
    """His issues reach down to where his children stand: a line from under them would run through the elder one."""
    household = any_household(3002, people=5, agencies=4)

    scene = compose(household, on=TODAY)

    at = {person.figure.person.label: person for person in scene.plan.people}
    father, sister, client = at["父"], at["姉"], at["本人"]
    assert father.list_box.bottom > sister.sign_box.top
    from_him = [line for line in scene.family_lines if father.figure.person.id in line.ends]
    [stem] = [line for line in from_him if line.points[0][1] == father.at.y]
    assert stem.points[0][0] == father.sign_box.right
    assert stem.points[-1][1] < min(sister.sign_box.top, client.sign_box.top)
    assert through_somebody(scene) == []


@pytest.mark.parametrize("seed", [*range(3000, 3030), 3044, 3099])
def test_neither_a_person_nor_an_agency_stands_on_a_line_of_the_family(seed):
    scene = compose(any_household(seed, people=3 + seed % 10, agencies=4 + seed % 7), on=TODAY)

    agencies = [agency.box for agency in scene.agencies]
    legs = [leg for line in scene.family_lines for leg in pairwise(line.points)]
    assert [box for box in agencies if any(box.crossed_by(*leg) for leg in legs)] == []
    assert through_somebody(scene) == []


def test_the_line_of_descent_comes_down_beside_the_words_under_the_parents():
    wife = "ヴィクトリア・アレクサンドラ・フェルナンデス山田"
    husband = "エルナンド・グスタボ・フェルナンデス・ロドリゲス"
    household = of(
        someone(wife, Kinship.CLIENT),
        someone(husband, Kinship.HUSBAND),
        *(someone(animal, being=Being.ANIMAL) for animal in ("犬", "猫", "鳥")),
        someone("娘", Kinship.DAUGHTER, lives_apart=True),
    )
    issue = an_issue("i", husband, title="透析の中断による命の危険があり受診を拒んでいる状態")

    scene = compose(replace(household, issues=(issue,)), on=TODAY)

    at = {person.figure.person.id: person for person in scene.plan.people}
    assert at[husband].issues_at[1] > at[husband].sign_box.bottom
    words = [line.box.moved(*at[i].at) for i in (wife, husband) for line in at[i].figure.under]
    words += [row for i in (wife, husband) for row in at[i].row_boxes()]
    legs = [leg for line in scene.family_lines for leg in pairwise(line.points)]
    assert not any(box.crossed_by(*leg) for box in words for leg in legs)


def test_children_who_all_live_elsewhere_stand_under_the_bar_on_which_they_hang():
    children = (
        someone("長女", Kinship.CHILD, lives_apart=True),
        someone("長男", Kinship.SON, lives_apart=True),
    )

    scene = compose(of(someone("本人", Kinship.CLIENT), *children), on=TODAY)

    at = {person.figure.person.id: person for person in scene.plan.people}
    [bar] = {
        leg[0][1] for line in scene.family_lines for leg in pairwise(line.points) if leg[0][1] == leg[1][1]
    }
    assert at["本人"].sign_box.bottom < bar < min(at["長女"].sign_box.top, at["長男"].sign_box.top)
    assert through_somebody(scene) == []


def test_of_four_hundred_families_a_line_runs_over_somebody_in_few():
    over = 0
    for seed in range(4000, 4400):
        household = any_household(seed, people=4 + seed % 6, agencies=1)
        alone = replace(household, ties=(), involvements=(), roles=())
        over += compose(alone, on=TODAY).lines_run_over_people

    assert over <= 8


def related_anyhow(seed):
    """A family of whom anybody may be anything to anybody, and live anywhere; most of it cannot be."""
    chance = random.Random(seed)
    household = any_household(9000 + seed, people=2 + seed % 9, agencies=seed % 5)
    people = [
        replace(
            person,
            kinship=person.kinship if person.is_client else chance.choice(list(Kinship)[1:]),
            lives_apart=chance.random() < 0.4,
            residence=chance.choice(["", "東京", "実家"]),
            deceased=chance.random() < 0.1,
        )
        for person in household.people
    ]
    ids = [person.id for person in people]
    ties = (
        replace(
            a_family_tie(chance.choice(ids), chance.choice(ids), chance.choice(list(Bond))), id=f"bond{n}"
        )
        for n in range(chance.randrange(8))
    )
    return replace(household, people=tuple(people), family_ties=tuple(ties))


@pytest.mark.parametrize("seed", [56, 60, 140, 152, *range(100, 116)])
def test_whatever_is_said_of_a_family_it_is_drawn_and_nobody_hides_another(seed):
    assert list(hidden_boxes(compose(related_anyhow(seed), on=TODAY))) == []


def crossed(scene):
    """Pairs of strokes of the family that cross."""
    legs = [leg for line in scene.family_lines for leg in pairwise(line.points)]
    return [pair for pair in combinations(legs, 2) if crosses(*pair[0], *pair[1])]


def former_husbands(*apart, beside=()):
    """A woman with as many former husbands, a child of each, and these others."""
    former = [f"元夫{n}" for n in range(len(apart))]
    children = [f"子{n}" for n in range(len(apart))]
    return of(
        someone("本人", Kinship.CLIENT, sex=Sex.FEMALE),
        *(
            someone(i, Kinship.FORMER_HUSBAND, lives_apart=away)
            for i, away in zip(former, apart, strict=True)
        ),
        *(someone(child, Kinship.SON) for child in children),
        *beside,
        ties=[
            a_family_tie(parent, child, Bond.BIRTH)
            for father, child in zip(former, children, strict=True)
            for parent in (father, "本人")
        ],
    )


def test_the_lines_of_three_former_husbands_and_their_children_cross_little_more_than_they_must():
    """Of three lines on one side the children of the inner ones cross the outer ones: that makes three."""
    crossings = 0
    for apart in product((False, True), repeat=3):
        for beside in (
            (),
            (someone("夫", Kinship.HUSBAND),),
            (someone("兄", Kinship.OLDER_BROTHER), someone("夫", Kinship.HUSBAND)),
            (someone("母", Kinship.MOTHER), someone("兄", Kinship.OLDER_BROTHER)),
        ):
            scene = compose(former_husbands(*apart, beside=beside), on=TODAY)
            crossings += len(crossed(scene))
            assert on_each_other(scene) == []

    assert crossings <= 80
