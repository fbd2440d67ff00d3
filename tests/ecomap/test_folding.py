"""A field is folded into one box: letters grow, no fact changes, and nothing that the room speaks of is lost in it."""

from dataclasses import replace

import pytest
from any_household import any_household
from builders import TODAY, a_household, a_person, a_role, a_tie, an_involvement, an_issue
from measured_map import hidden_boxes, run_through

from jusou_meeting.agency import InvolvementStatus
from jusou_meeting.ecomap.family import family
from jusou_meeting.ecomap.folding import OTHERS, FoldedTie, foldable, folded, folded_fields
from jusou_meeting.ecomap.layout import lay_out, seen_before
from jusou_meeting.ecomap.relation import relations
from jusou_meeting.ecomap.scene import compose
from jusou_meeting.ecomap.ties import Direction, Strength, TieStatus
from jusou_meeting.household import Kinship
from jusou_meeting.mask import Audience, masked

HOUSEHOLD = a_household(
    people=(a_person(), a_person("mother", Kinship.MOTHER)),
    involvements=(
        an_involvement("hospital", name="市立病院", field="医療"),
        an_involvement("clinic", name="こころの病院", field="医療", status=InvolvementStatus.CONSIDERED),
        an_involvement("nurse", name="訪問看護", field="医療"),
        an_involvement("school", name="小学校", field="教育"),
        an_involvement("office", name="福祉事務所", field="生活困窮"),
    ),
    issues=(an_issue("money"),),
)


def folding_of(*ties, fields=("医療",), roles=()):
    household = replace(HOUSEHOLD, ties=ties, roles=roles)
    return folded(household, folded_fields(household, fields))


def box(folding, name):
    return next(i for i in folding.household.involvements if i.name == name)


def test_three_hospitals_are_one_box_that_says_how_many_they_are_and_how_near_they_stand():
    folding = folding_of()

    assert [i.name for i in folding.household.involvements] == ["小学校", "福祉事務所", "医療 3機関"]
    assert box(folding, "医療 3機関").standing == "検討中1"
    assert folding.whole.involvements == HOUSEHOLD.involvements


def test_those_alone_in_their_fields_can_stand_together_as_others():
    assert foldable(HOUSEHOLD) == {"医療": ("hospital", "clinic", "nurse"), OTHERS: ("office", "school")}
    assert box(folding_of(fields=(OTHERS,)), "ほか 2機関").field == ""


def test_the_lead_agency_and_one_with_which_somebody_quarrels_stand_alone():
    quarrel = replace(a_tie("mother", "clinic"), stressful=True)
    lead = a_role("lead", "nurse", lead=True)
    household = replace(HOUSEHOLD, ties=(quarrel,), roles=(lead,))

    assert not {"clinic", "nurse"} & {i for group in foldable(household).values() for i in group}

    over = replace(household, ties=(replace(quarrel, status=TieStatus.ENDED),))
    assert "clinic" in foldable(over)["医療"]


def test_ties_that_are_drawn_alike_are_one_line_with_how_many_agencies_it_stands_for():
    forth = a_tie("hospital", "client", id="forth", direction=Direction.FORWARD, label="見守り")
    back = a_tie("client", "nurse", id="back", direction=Direction.FORWARD, label="見守り")

    [line] = folding_of(forth, back).household.ties

    assert isinstance(line, FoldedTie)
    assert (line.members, line.label, line.direction) == ((forth, back), "見守り 2機関", Direction.BOTH)


def test_a_strong_and_a_weak_tie_stay_two_lines():
    strong = a_tie("hospital", "client", id="strong", strength=Strength.STRONG)
    weak = a_tie("nurse", "client", id="weak", strength=Strength.WEAK)

    ties = folding_of(strong, weak).household.ties

    assert {(tie.id, tie.strength) for tie in ties} == {("strong", Strength.STRONG), ("weak", Strength.WEAK)}


def test_two_ties_of_one_agency_are_not_told_as_two_agencies():
    ties = (a_tie("hospital", "client", id="one"), a_tie("hospital", "client", id="other"))

    assert [tie.id for tie in folding_of(*ties).household.ties] == ["one", "other"]


def test_between_two_of_a_box_no_line_is_drawn_and_the_table_still_has_it():
    folding = folding_of(a_tie("hospital", "nurse"))

    assert folding.household.ties == ()
    assert [(row.a, row.b) for row in relations(folding.whole)] == [("市立病院", "訪問看護")]


def test_roles_keep_their_numbers_and_their_issues_on_the_box():
    roles = (
        a_role("first", "school", for_ids=("client",)),
        a_role("second", "nurse", for_ids=("mother",), issue_ids=("money",)),
    )
    folding = folding_of(roles=roles)
    scene = compose(folding.household, on=TODAY)

    [line] = [line for line in scene.lines if line.b == "mother" or line.a == "mother"]
    [drawn] = [a for a in scene.agencies if a.figure.is_folded]
    assert line.numbers == (2,)
    assert [badge.issue_id for badge in drawn.figure.badges] == ["money"]


def test_whoever_cannot_see_the_map_hears_who_is_in_the_box():
    scene = compose(folding_of().household, on=TODAY)

    assert "医療 3機関、たたんだ分野（市立病院・こころの病院・訪問看護）" in scene.description
    assert "たたんだ分野" in [item.entry.label for item in scene.legend]


def test_for_strangers_the_box_names_nobody():
    groups = folded_fields(HOUSEHOLD, ["医療"])
    scene = compose(folded(masked(HOUSEHOLD, Audience.STRANGER, on=TODAY), groups).household, on=TODAY)

    assert "病院" not in scene.description
    assert "医療 3機関、たたんだ分野（Ａ機関・Ｂ機関・Ｃ機関）" in scene.description


def test_a_box_is_seen_where_one_of_its_agencies_is():
    folding = folding_of()

    assert folding.shown({"clinic", "client"}) == {box(folding, "医療 3機関").id, "client"}
    assert folding.shown(None) is None


def test_a_field_that_was_chosen_and_has_nobody_left_to_fold_changes_nothing():
    assert folding_of(fields=("司法", "教育")).household == HOUSEHOLD


def test_those_who_are_not_folded_stand_round_the_household_in_the_order_in_which_they_stood():
    household = any_household(402, people=4, agencies=14)
    before = lay_out(household, on=TODAY).positions()
    folding = folded(household, folded_fields(household, list(foldable(household))[:1]))
    after = lay_out(folding.household, on=TODAY, seen_at=seen_before(folding, on=TODAY)).positions()

    for person in household.people:
        other = household.people[0].id
        assert after[person.id].x - after[other].x == pytest.approx(
            before[person.id].x - before[other].x, abs=1
        )
    left = [i.id for i in household.involvements if i.id in after]
    same_side = [(before[i].x < 800) == (after[i].x < 800) for i in left]
    assert sum(same_side) >= 0.7 * len(left)


def of_four_generations(seeds):
    """Twelve people and thirty agencies: five generations with their issues under one roof are higher than the sheet."""
    households = (any_household(seed, people=12, agencies=30) for seed in seeds)
    return [h for h in households if len(family(h.people, h.family_ties).rows) <= 4]


LARGEST = of_four_generations(range(700, 714))


@pytest.mark.parametrize(
    "household",
    [*LARGEST[:3], *(pytest.param(household, marks=pytest.mark.nightly) for household in LARGEST[3:])],
    ids=lambda _: "12+30",
)
def test_of_the_largest_households_every_letter_on_the_wall_is_20_px_high_when_folded(household):
    """But for a fourth row of the legend, which a map with every kind of sign needs: it takes 0.4 px of each letter."""
    folding = folded(household, foldable(household).values())
    scene = compose(folding.household, on=TODAY, seen_at=seen_before(folding, on=TODAY))

    rows_of_the_legend = len({item.y for item in scene.legend})
    assert scene.letters_on_a_wall >= (20 if rows_of_the_legend <= 3 else 19.6)
    assert list(hidden_boxes(scene)) == []
    assert list(run_through(scene)) == []
