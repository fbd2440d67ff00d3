from dataclasses import replace
from itertools import combinations

import pytest
from builders import TODAY, a_household, a_person, a_tie, an_involvement, an_issue
from households_on_a_map import CROWDS, a_crowd, of_the_plan
from hypothesis import given, settings
from hypothesis import strategies as st

from jusou_meeting.ecomap.geometry import FIELD, HEIGHT, WIDTH, Box
from jusou_meeting.ecomap.layout import lay_out
from jusou_meeting.household import Kinship, Position

SEEDS = range(3)


def figures(layout):
    """The box of every agency and the room of every person, by id."""
    boxes = {placed.figure.involvement.id: placed.box for placed in layout.agencies}
    return boxes | {placed.figure.person.id: placed.body for placed in layout.plan.people}


def overlaps(layout):
    """Which figures hide one another, which agencies stand in the household, and what lies off the sheet."""
    boxes = figures(layout)
    hidden = [pair for pair in combinations(boxes, 2) if boxes[pair[0]].meets(boxes[pair[1]])]
    intruders = [
        agency.figure.involvement.id
        for agency in layout.agencies
        if agency.box.grown(-0.2).meets(layout.plan.outline)
    ]
    off_the_sheet = [i for i, box in boxes.items() if not layout.field.grown(0.2).encloses(box)]
    return hidden + intruders + off_the_sheet


@pytest.mark.parametrize("name", ["C01", "C02"])
def test_in_the_households_of_the_plan_nothing_hides_anything(name):
    assert overlaps(lay_out(of_the_plan(name), on=TODAY)) == []


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize(("people", "agencies"), CROWDS)
def test_up_to_twelve_people_and_thirty_agencies_nothing_hides_anything(people, agencies, seed):
    assert overlaps(lay_out(a_crowd(people, agencies, seed), on=TODAY)) == []


def test_two_agencies_put_on_one_place_would_be_noticed():
    household = a_household(involvements=(an_involvement("a"), an_involvement("b")))
    same = replace(household, positions={"a": Position(300, 300), "b": Position(320, 310)})

    assert overlaps(lay_out(same, on=TODAY)) == [("a", "b")]


@pytest.mark.parametrize("name", ["C01", "C02"])
def test_the_issues_of_a_person_hide_neither_people_nor_agencies(name):
    layout = lay_out(of_the_plan(name), on=TODAY)
    lists = [(p.figure.person.id, p.list_box) for p in layout.plan.people if p.issues.rows]

    hidden = [
        (i, j) for i, box in lists for j, other in figures(layout).items() if i != j and box.meets(other)
    ]
    assert hidden == []
    assert not any(one.meets(other) for (_, one), (_, other) in combinations(lists, 2))


def test_those_who_live_together_stand_within_the_outline_and_those_apart_beside_it():
    household = a_household(
        people=(
            a_person(),
            a_person("mother", Kinship.MOTHER),
            a_person("father", Kinship.FATHER, deceased=True),
            a_person("son", Kinship.SON, lives_apart=True),
        ),
        issues=(an_issue(),),
    )

    plan = lay_out(household, on=TODAY).plan
    inside = {p.figure.person.id for p in plan.people if plan.outline.encloses(p.body)}
    outside = {p.figure.person.id for p in plan.people if not plan.outline.meets(p.body)}

    assert (inside, outside) == ({"client", "mother"}, {"father", "son"})


def test_generations_stand_under_each_other_and_couples_side_by_side():
    kinships = (Kinship.CLIENT, Kinship.WIFE, Kinship.FATHER, Kinship.MOTHER, Kinship.CHILD)
    household = a_household(people=tuple(a_person(k.value, k) for k in kinships))

    at = lay_out(household, on=TODAY).positions()

    assert at["father"].y == at["mother"].y < at["client"].y == at["wife"].y < at["child"].y
    assert at["father"].x < at["mother"].x
    assert at["child"].x == pytest.approx((at["client"].x + at["wife"].x) / 2, abs=0.2)
    assert at["client"].x == pytest.approx((at["father"].x + at["mother"].x) / 2, abs=0.2)


@pytest.mark.parametrize("seed", SEEDS)
def test_what_was_placed_stays_when_somebody_is_added(seed):
    before = a_crowd(4, 10, seed)
    seen = lay_out(before, on=TODAY).positions()
    after = replace(
        before,
        people=(*before.people, a_person("new", Kinship.CHILD)),
        involvements=(*before.involvements, an_involvement("another")),
        ties=(*before.ties, a_tie("another", "new")),
        positions=seen,
    )

    layout = lay_out(after, on=TODAY)

    assert {i: layout.positions()[i] for i in seen} == seen
    assert not [pair for pair in overlaps(layout) if "another" in pair]


@pytest.mark.parametrize("name", ["C01", "C02"])
def test_the_household_stands_in_the_middle_of_the_sheet(name):
    assert lay_out(of_the_plan(name), on=TODAY).plan.outline.middle == pytest.approx(FIELD.middle, abs=1)


def test_what_somebody_moved_stays_and_nothing_lands_on_it():
    household = replace(of_the_plan("C02"), positions={})
    mover = household.involvements[0].id
    moved = replace(household, positions={mover: Position(900.0, 120.0)})

    layout = lay_out(moved, on=TODAY)

    assert layout.positions()[mover] == Position(900.0, 120.0)
    assert overlaps(layout) == []


@pytest.mark.parametrize("wild", [Position(-5000, 90), Position(float("inf"), 4), Position(float("nan"), 0)])
def test_what_was_put_off_the_sheet_is_brought_back(wild):
    household = a_household(involvements=(an_involvement(),), positions={"agency": wild, "client": wild})

    layout = lay_out(household, on=TODAY)

    assert all(Box(0, 0, WIDTH, HEIGHT).encloses(box) for box in figures(layout).values())


@pytest.mark.parametrize("name", ["C01", "C02"])
def test_who_is_dragged_aside_takes_nobody_along(name):
    household = of_the_plan(name)
    before = lay_out(household, on=TODAY).positions()
    for mover in before:
        moved = replace(household, positions={mover: Position(before[mover].x + 6, before[mover].y + 6)})

        after = lay_out(moved, on=TODAY).positions()

        assert {i: at for i, at in after.items() if i != mover} == {
            i: at for i, at in before.items() if i != mover
        }


def test_the_outline_and_the_issues_stay_on_the_sheet_with_whoever_was_moved_to_its_corner():
    household = a_household(
        people=(a_person(), a_person("mother", Kinship.MOTHER)),
        issues=(*(an_issue(f"i{n}") for n in range(4)), an_issue("shared", "household", title="経済的困窮")),
        positions={"client": Position(20, 60), "mother": Position(1550, 800)},
    )

    plan = lay_out(household, on=TODAY).plan

    assert FIELD.encloses(plan.outline)
    assert all(FIELD.encloses(person.list_box) for person in plan.people)
    assert plan.shared_issues_at[0] + plan.shared_issues.width <= FIELD.right


def test_an_agency_stands_on_the_side_of_those_it_is_tied_to():
    household = a_household(
        people=(a_person(kinship=Kinship.FATHER, id="father"), a_person("mother", Kinship.MOTHER)),
        involvements=(an_involvement("hers"), an_involvement("his")),
        ties=(a_tie("hers", "mother"), a_tie("his", "father")),
        positions={"father": Position(500, 440), "mother": Position(1100, 440)},
    )

    at = lay_out(household, on=TODAY).positions()

    assert at["his"].x < at["hers"].x or at["his"].y != at["hers"].y
    assert abs(at["hers"].x - 1100) <= abs(at["his"].x - 1100)


def test_a_hundred_agencies_and_a_person_with_a_hundred_issues_are_drawn_all_the_same():
    household = a_household(
        involvements=tuple(an_involvement(f"a{n}") for n in range(100)),
        issues=tuple(an_issue(f"i{n}") for n in range(100)),
    )

    layout = lay_out(household, on=TODAY)

    assert len(layout.agencies) == 100
    assert len(layout.plan.people[0].issues.rows) == 100


@given(st.integers(1, 12), st.integers(0, 16), st.integers(0, 10_000))
@settings(max_examples=25, deadline=None)
def test_the_same_household_is_laid_out_the_same_twice_and_hides_nothing(people, agencies, seed):
    household = a_crowd(people, agencies, seed)
    layout = lay_out(household, on=TODAY)

    assert layout == lay_out(household, on=TODAY)
    assert overlaps(layout) == []


def test_a_generation_that_lives_elsewhere_keeps_its_height_between_those_at_home():
    people = (
        a_person(),
        a_person("husband", Kinship.HUSBAND, lives_apart=True),
        a_person("mother", Kinship.MOTHER, deceased=True),
        a_person("grandmother", Kinship.GRANDMOTHER),
    )
    at = lay_out(a_household(people=people), on=TODAY).positions()

    assert at["grandmother"].y + 60 < at["mother"].y < at["client"].y - 60
    assert at["husband"].y == at["client"].y


def test_four_generations_with_names_of_three_rows_stand_within_their_outline():
    family = (
        Kinship.CLIENT, Kinship.FATHER, Kinship.MOTHER, Kinship.GRANDFATHER, Kinship.GRANDMOTHER,
        Kinship.WIFE, Kinship.SON, Kinship.DAUGHTER,
    )  # fmt: skip
    people = tuple(a_person(kinship.value, kinship, label=kinship.label + "あ" * 23) for kinship in family)

    plan = lay_out(a_household(people=people), on=TODAY).plan

    for person in plan.people:
        assert plan.outline.grown(-8).encloses(person.body), person.figure.person.label
