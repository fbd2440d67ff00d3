from dataclasses import replace
from itertools import pairwise

import pytest
from builders import TODAY, a_family_tie, a_tie, an_involvement, an_issue
from families import FAMILIES, of, someone
from measured_map import measured

from jusou_meeting.ecomap.family_tie import Bond
from jusou_meeting.ecomap.geometry import WIDTH, toward
from jusou_meeting.ecomap.notation import TINT_OF_DIFFERENCE, Difference
from jusou_meeting.ecomap.scene import compose
from jusou_meeting.ecomap.svg import paint
from jusou_meeting.household import Being, Kinship, Position, Sex
from jusou_meeting.mask import Audience, masked

APART = next(household for name, household in FAMILIES.items() if "elsewhere" in name)


def placed(scene):
    return {person.figure.person.id: person for person in scene.plan.people}


def test_partners_who_live_elsewhere_stand_together_on_one_side():
    scene = compose(APART, on=TODAY)
    at = {i: person.at for i, person in placed(scene).items()}

    assert abs(at["祖父"].x - at["祖母"].x) < 300
    assert abs(at["祖父"].y - at["祖母"].y) < 30
    assert max(at["祖父"].x, at["祖母"].x) < scene.outline.left + 40
    assert min(at[i].x for i in ("妹", "妹の夫", "妹の子")) > scene.outline.right


@pytest.mark.parametrize(
    ("where", "who"), [("山形", {"祖父", "祖母"}), ("仙台のアパート", {"妹", "妹の夫", "妹の子"})]
)
def test_those_who_live_together_elsewhere_have_an_outline_of_their_own(where, who):
    scene = compose(APART, on=TODAY)

    (home,) = [home for home in scene.plan.homes if home.label.text == where]
    inside = {i for i, person in placed(scene).items() if home.outline.encloses(person.body)}
    touched = {i for i, person in placed(scene).items() if home.outline.meets(person.body)}
    assert inside == touched == who
    assert not home.outline.meets(scene.outline)


def test_the_wall_shows_who_lives_together_and_not_where():
    scene = compose(masked(APART, Audience.PROJECTOR, on=TODAY), on=TODAY)

    assert [home.label.text for home in scene.plan.homes] == ["別居先1", "別居先2"]


ALONE = of(
    someone("本人", Kinship.CLIENT),
    someone("兄", Kinship.OLDER_BROTHER, lives_apart=True, residence="東京"),
)


def under(scene, person):
    return "".join(line.text for line in placed(scene)[person].figure.under)


def test_under_one_who_is_alone_elsewhere_stands_where_and_not_on_the_wall():
    scene = compose(ALONE, on=TODAY)
    wall = compose(masked(ALONE, Audience.PROJECTOR, on=TODAY), on=TODAY)

    assert scene.plan.homes == wall.plan.homes == ()
    assert under(scene, "兄") == "別居（東京）"
    assert under(wall, "兄") == "別居"


def test_those_who_live_together_have_several_outlines_where_one_would_take_in_somebody_else():
    scene = compose(APART, on=TODAY)
    at = {i: person.at for i, person in placed(scene).items()}
    moved = replace(APART, positions=at | {"祖父": at["妹の夫"]._replace(y=at["妹の夫"].y - 60)})

    scene = compose(moved, on=TODAY)

    outlines = [home.outline for home in scene.plan.homes if home.label.text == "仙台のアパート"]
    assert outlines
    family = {"妹", "妹の夫", "妹の子"}
    assert not any(
        outline.meets(person.body)
        for outline in outlines
        for i, person in placed(scene).items()
        if i not in family
    )
    assert any(outline.encloses(placed(scene)["妹の子"].body) for outline in outlines)


def test_where_a_home_is_stands_whole_on_its_outline_however_narrow_that_is():
    household = of(
        someone("本人", Kinship.CLIENT, sex=Sex.FEMALE),
        someone("元夫", Kinship.FORMER_HUSBAND, lives_apart=True, residence="市内のアパート"),
        someone("長女", Kinship.DAUGHTER, lives_apart=True, residence="市内のアパート"),
    )

    (home,) = compose(household, on=TODAY).plan.homes

    assert home.label.text == "市内のアパート"
    assert home.outline.left < home.label.box.left
    assert home.label.box.right < home.outline.right


@pytest.mark.parametrize("away", [0, 12, 31])
def test_where_a_home_is_lacks_no_letter_wherever_its_outline_stands(away):
    household = of(
        someone("本人", Kinship.CLIENT, sex=Sex.FEMALE),
        someone("祖母", Kinship.GRANDMOTHER, lives_apart=True, residence="川向こうの家"),
        someone("祖父", Kinship.GRANDFATHER, lives_apart=True, residence="川向こうの家"),
    )
    places = {"祖母": Position(1223 + away, 120), "祖父": Position(1223 + away, 320)}

    scene = compose(replace(household, positions=places), on=TODAY)

    assert {home.label.text for home in scene.plan.homes} == {"川向こうの家"}


def test_neither_a_line_nor_its_words_run_over_where_a_home_is():
    at_rest = compose(APART, on=TODAY)
    where = next(home.label for home in at_rest.plan.homes if home.label.text == "仙台のアパート")
    mother = placed(at_rest)["母"].at
    behind = toward((where.x, where.y), mother, -180)
    places = {i: person.at for i, person in placed(at_rest).items()} | {"学校": Position(*behind)}
    school = an_involvement("学校", name="学校", field="教育")
    tie = a_tie("学校", "母", label="見守りの訪問")

    scene = compose(replace(APART, involvements=(school,), ties=(tie,), positions=places), on=TODAY)

    assert where in [home.label for home in scene.plan.homes]
    assert scene.lines[0].label
    found = measured(scene)
    assert (found.struck, found.texts) == ([], [])


def test_where_a_home_is_stands_over_the_ground_of_who_is_new_in_it():
    added = {person.id: Difference.ADDED for person in APART.people if person.lives_apart}
    scene = compose(APART, on=TODAY, marks=added)

    svg = paint(scene)
    last_ground = svg.rindex(TINT_OF_DIFFERENCE[Difference.ADDED], 0, svg.index('data-kind="person"'))
    assert all(svg.index(f">{home.label.text}<") > last_ground for home in scene.plan.homes)


def test_brothers_and_sisters_elsewhere_stand_by_their_ages_wherever_their_mother_lives():
    def standing(**younger):
        household = of(
            someone("本人", Kinship.CLIENT, age_band="52歳"),
            someone("母", Kinship.MOTHER, lives_apart=True, residence="施設"),
            someone("弟", Kinship.YOUNGER_BROTHER, age_band="47歳", lives_apart=True, **younger),
            someone("姉", Kinship.OLDER_SISTER, age_band="55歳", lives_apart=True),
        )
        return {i: person.at for i, person in placed(compose(household, on=TODAY)).items()}

    at = standing()
    assert at["姉"].x < at["本人"].x < at["弟"].x
    assert at["姉"].y == pytest.approx(at["弟"].y, abs=40)
    with_her = standing(residence="施設")
    assert with_her["姉"].x < with_her["本人"].x < min(with_her["弟"].x, with_her["母"].x)


THEIR_OWN_FAMILIES = of(
    someone("本人", Kinship.CLIENT, sex=Sex.FEMALE, age_band="50代"),
    someone("夫", Kinship.HUSBAND, deceased=True),
    someone("父", Kinship.FATHER, deceased=True),
    someone("母", Kinship.MOTHER, age_band="80代"),
    someone("兄", Kinship.OLDER_BROTHER, lives_apart=True, residence="東京都"),
    someone("兄の妻", sex=Sex.FEMALE, lives_apart=True, residence="東京都"),
    someone("おい", Kinship.NEPHEW, lives_apart=True, residence="東京都"),
    someone("姉", Kinship.OLDER_SISTER, lives_apart=True, residence="新潟市"),
    someone("姉の夫", sex=Sex.MALE, lives_apart=True, residence="新潟市"),
    someone("めい", Kinship.NIECE, lives_apart=True, residence="新潟市"),
    someone("妹", Kinship.YOUNGER_SISTER, deceased=True),
    someone("義父", Kinship.FATHER_IN_LAW, lives_apart=True, residence="南会津町"),
    someone("義母", Kinship.MOTHER_IN_LAW, lives_apart=True, residence="南会津町"),
    someone("息子", Kinship.SON, age_band="20代"),
    someone("娘", Kinship.DAUGHTER, age_band="20代", lives_apart=True, residence="郡山市"),
    someone("孫", Kinship.GRANDCHILD, lives_apart=True, residence="郡山市"),
    ties=[
        a_family_tie("兄", "兄の妻"),
        a_family_tie("兄", "おい", Bond.BIRTH),
        a_family_tie("兄の妻", "おい", Bond.BIRTH),
        a_family_tie("姉", "姉の夫", Bond.DIVORCED),
        a_family_tie("姉", "めい", Bond.BIRTH),
        a_family_tie("姉の夫", "めい", Bond.BIRTH),
        a_family_tie("娘", "孫", Bond.BIRTH),
    ],
)
WITH_ISSUES = replace(
    THEIR_OWN_FAMILIES,
    issues=(
        an_issue("i1", "兄", title="相続の争い"),
        an_issue("i2", "母", title="介護（要介護・認知症）"),
        an_issue("i3", "息子", title="社会的孤立（ひきこもりなど）"),
    ),
)


@pytest.mark.parametrize("household", [THEIR_OWN_FAMILIES, WITH_ISSUES], ids=["alone", "with issues"])
def test_brothers_and_sisters_with_families_elsewhere_stand_by_their_ages_each_with_their_own(household):
    scene = compose(household, on=TODAY)

    at = placed(scene)
    in_order = [at[i].at.x for i in ("兄の妻", "兄", "姉の夫", "姉", "本人", "夫", "妹")]
    assert in_order == sorted(in_order)
    assert [home.label.text for home in scene.plan.homes] == ["南会津町", "東京都", "新潟市", "郡山市"]
    assert scene.sheet.width == WIDTH


@pytest.mark.parametrize("household", [THEIR_OWN_FAMILIES, WITH_ISSUES], ids=["alone", "with issues"])
def test_a_brother_elsewhere_is_level_with_who_is_at_home_though_his_children_stand_under_him(household):
    scene = compose(household, on=TODAY)

    at = {i: person.at.y for i, person in placed(scene).items()}
    assert [at[i] for i in ("兄", "兄の妻", "姉", "姉の夫", "夫")] == pytest.approx([at["本人"]] * 5, abs=1)
    assert not scene.lines_run_over_people
    words = [(i, line.box.moved(*one.at)) for i, one in placed(scene).items() for line in one.figure.under]
    legs = [leg for line in scene.family_lines for leg in pairwise(line.points) if leg[0][1] == leg[1][1]]
    assert [i for i, box in words if any(box.grown(-1).crossed_by(*leg) for leg in legs)] == []


def test_the_household_stays_in_the_middle_while_whoever_lives_elsewhere_has_room_beside_it():
    household = of(
        someone("ヴィクトリア・アレクサンドラ・フェルナンデス山田", Kinship.CLIENT),
        someone("エルナンド・グスタボ・フェルナンデス・ロドリゲス", Kinship.HUSBAND),
        *(someone(f"ゴールデンレトリバーの老犬コタロウ{n}", being=Being.ANIMAL) for n in (1, 2, 3)),
        someone("娘", Kinship.DAUGHTER, lives_apart=True, residence="神奈川県横浜市のグループホーム"),
    )

    scene = compose(household, on=TODAY)

    room = placed(scene)["娘"].body.width
    assert scene.outline.left > room + 60
    assert scene.outline.middle[0] == pytest.approx(WIDTH / 2, abs=1)


@pytest.mark.parametrize("others", [(), ("兄", "姉")], ids=["alone", "with others"])
def test_a_child_elsewhere_stands_under_its_parents_however_much_is_said_of_them(others):
    kinships = {"兄": Kinship.OLDER_BROTHER, "姉": Kinship.OLDER_SISTER}
    household = of(
        someone("本人", Kinship.CLIENT),
        someone("父", Kinship.FATHER),
        someone("母", Kinship.MOTHER),
        *(someone(i, kinships[i], lives_apart=True, residence=i) for i in others),
        someone("妹", Kinship.YOUNGER_SISTER, lives_apart=True, residence="郡山市"),
        someone("妹の夫", sex=Sex.MALE, lives_apart=True, residence="郡山市"),
        someone("おい", Kinship.NEPHEW, lives_apart=True, residence="郡山市"),
        ties=[
            a_family_tie("妹", "妹の夫"),
            a_family_tie("妹", "おい", Bond.BIRTH),
            a_family_tie("妹の夫", "おい", Bond.BIRTH),
        ],
    )
    issues = tuple(
        an_issue(f"{who}{n}", who, title=title)
        for who in ("妹の夫", "おい")
        for n, title in enumerate(("介護（要介護・認知症）", "社会的孤立（ひきこもりなど）", "経済的困窮"))
    )

    at = placed(compose(replace(household, issues=issues), on=TODAY))

    assert max(at["妹"].sign_box.bottom, at["妹の夫"].sign_box.bottom) < at["おい"].sign_box.top


@pytest.mark.parametrize("gone", [("次男",), ("次男", "流産")])
@pytest.mark.parametrize("at_home", [3, 7])
def test_children_who_died_stand_in_the_row_of_the_others_beside_the_frame(gone, at_home):
    ages = iter(range(39, 0, -2))
    children = ["長女", *gone, *("三男", "次女", "四男", "三女", "五男", "四女")[: at_home - 1]]
    household = of(
        someone("夫", Kinship.HUSBAND),
        someone("本人", Kinship.CLIENT, sex=Sex.FEMALE),
        *(someone(i, Kinship.CHILD, deceased=i in gone, age_band=f"{next(ages)}歳") for i in children),
    )

    scene = compose(household, on=TODAY)

    at = {i: person.at for i, person in placed(scene).items()}
    assert [at[i].y for i in gone] == pytest.approx([at["長女"].y] * len(gone), abs=30)
    assert not any(placed(scene)[i].body.meets(scene.outline) for i in gone)
    assert not scene.lines_run_over_people


WITH_A_NEW_WIFE = of(
    someone("本人", Kinship.CLIENT, sex=Sex.FEMALE),
    someone("長女", Kinship.DAUGHTER),
    someone("元夫", Kinship.FORMER_HUSBAND, lives_apart=True, residence="元の住まい"),
    someone("夫の妻", sex=Sex.FEMALE, lives_apart=True, residence="元の住まい"),
    someone("異母弟", lives_apart=True, residence="元の住まい"),
    ties=[
        a_family_tie("元夫", "夫の妻", Bond.MARRIED),
        a_family_tie("元夫", "異母弟", Bond.BIRTH),
        a_family_tie("夫の妻", "異母弟", Bond.BIRTH),
    ],
)
THE_FATHERS_PARENTS = of(
    someone("本人", Kinship.CLIENT),
    someone("妹", Kinship.YOUNGER_SISTER),
    someone("母", Kinship.MOTHER),
    someone("父", Kinship.FATHER, lives_apart=True),
    someone("祖母", Kinship.GRANDMOTHER, key_person=True, lives_apart=True),
    someone("祖父", Kinship.GRANDFATHER, lives_apart=True),
    ties=[a_family_tie("祖父", "父", Bond.BIRTH), a_family_tie("祖母", "父", Bond.BIRTH)],
)


@pytest.mark.parametrize("household", [WITH_A_NEW_WIFE, THE_FATHERS_PARENTS])
def test_the_line_of_every_couple_is_level_whoever_of_them_lives_apart(household):
    scene = compose(household, on=TODAY)

    couples = [line.points for line in scene.family_lines if line.bond.is_couple]
    assert len(couples) == 2
    for (_, left), (_, right) in couples:
        assert left == pytest.approx(right, abs=1)


def test_parents_elsewhere_need_no_larger_sheet_where_a_stepfather_is_at_home_and_every_couple_is_level():
    scene = compose(FAMILIES["a brother stands before the former husband, and two more homes"], on=TODAY)

    at = {i: person.at for i, person in placed(scene).items()}
    assert scene.sheet.width == WIDTH
    assert at["父"].y == at["母"].y == at["継父"].y
    assert at["兄"].y == at["兄の妻"].y


def test_parents_elsewhere_stand_level_on_a_usual_sheet_whatever_their_issues():
    household = of(
        someone("本人", Kinship.CLIENT),
        someone("父", Kinship.FATHER, lives_apart=True),
        someone("母", Kinship.MOTHER, lives_apart=True),
    )
    issues = tuple(an_issue(f"i{n}", "父") for n in range(4))

    scene = compose(replace(household, issues=issues), on=TODAY)

    at = {i: person.at for i, person in placed(scene).items()}
    assert at["父"].y == at["母"].y
    assert scene.sheet.width == WIDTH


@pytest.mark.parametrize(
    ("kinship", "at_home", "elsewhere"),
    [
        (Kinship.FORMER_WIFE, Kinship.FATHER, [Kinship.MOTHER]),
        (Kinship.FORMER_WIFE, Kinship.FATHER, [Kinship.MOTHER, Kinship.OLDER_SISTER]),
        (Kinship.FORMER_HUSBAND, Kinship.SON, [Kinship.MOTHER, Kinship.YOUNGER_BROTHER]),
        (Kinship.WIFE, Kinship.UNCLE, [Kinship.MOTHER_IN_LAW]),
    ],
)
def test_a_partner_who_lives_elsewhere_stands_level_with_the_client_whoever_else_does(
    kinship, at_home, elsewhere
):
    household = of(
        someone("本人", Kinship.CLIENT),
        someone("相手", kinship, lives_apart=True),
        someone(at_home.label, at_home),
        *(someone(other.label, other, lives_apart=True) for other in elsewhere),
    )
    issues = tuple(an_issue(f"i{n}", elsewhere[0].label) for n in range(4))

    at = placed(compose(replace(household, issues=issues), on=TODAY))

    assert at["相手"].at.y == pytest.approx(at["本人"].at.y, abs=1)
    line = at["本人"].beside(at["相手"]), at["相手"].beside(at["本人"])
    assert not any(other.sign_box.crossed_by(*line) for other in at.values())


@pytest.mark.parametrize("family", FAMILIES)
def test_no_line_of_a_family_runs_over_anybody_on_a_map_that_nobody_touched(family):
    assert not compose(FAMILIES[family], on=TODAY).lines_run_over_people


def test_words_that_come_later_never_have_the_outline_take_in_whoever_lives_elsewhere():
    at = {"本人": (700, 430), "二女": (500, 640), "長女": (630, 640), "長男": (760, 640), "元夫": (960, 430)}
    family = of(
        someone("本人", Kinship.CLIENT),
        *(someone(child, Kinship.CHILD) for child in ("二女", "長女", "長男")),
        someone("元夫", Kinship.FORMER_HUSBAND, lives_apart=True),
    )
    settled = replace(family, positions={i: Position(*place) for i, place in at.items()})
    trouble = an_issue("i", "長男", title="不登校が三年続き、昼と夜が逆になっている")

    scene = compose(replace(settled, issues=(trouble,)), on=TODAY)
    people = placed(scene)
    assert {i: tuple(person.at) for i, person in people.items()} == at, "nobody moved"
    assert not people["元夫"].body.meets(scene.outline)
    assert all(scene.outline.encloses(people[i].body) for i in at if i != "元夫")
