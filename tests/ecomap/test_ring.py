"""The agencies round households of any make: what is counted on the map, and what either order does to the crossings."""

import math
from dataclasses import replace
from itertools import groupby

import pytest
from any_household import any_household
from builders import TODAY, a_household, a_person, a_profile, a_role, a_tie, an_involvement
from measured_map import (
    force_crossings,
    hidden_boxes,
    hidden_texts,
    in_entry_order,
    lying_along,
    measured,
    nearer_to_another,
    off_the_sheet,
    run_through,
    straight_crossings,
    struck_words,
    told_of_another,
)

from jusou_meeting.ecomap.layout import lay_out
from jusou_meeting.ecomap.scene import compose
from jusou_meeting.ecomap.seating import RingOrder
from jusou_meeting.ecomap.svg import paint
from jusou_meeting.household import Position

SEEDS = range(100, 140)


def crossings(household, order):
    layout = lay_out(household, on=TODAY, order=order)
    return straight_crossings(household, layout.positions(), layout.plan.outline)


def around_the_middle(household, order):
    """The fields of the agencies, from the top on in the direction of the clock."""
    layout = lay_out(household, on=TODAY, order=order)
    x, y = layout.field.middle
    agencies = sorted(layout.agencies, key=lambda a: math.atan2((x - a.at.x) / 16, (a.at.y - y) / 9))
    return [agency.figure.involvement.field for agency in agencies]


def stretches(fields):
    """How many unbroken stretches the fields make on the ring."""
    runs = [field for field, _ in groupby(fields)]
    return len(runs) - (len(runs) > 1 and runs[0] == runs[-1])


@pytest.mark.parametrize("seed", range(20))
def test_on_no_map_does_anything_hide_anything_or_a_line_run_through_anybody(seed):
    scene = compose(any_household(seed, agencies=seed), on=TODAY)

    assert list(hidden_boxes(scene)) == []
    assert list(run_through(scene)) == []


@pytest.fixture(scope="module")
def usual_maps():
    """Forty households of up to eight people and thirteen agencies, of each of which something is noted."""
    noted = a_profile(strengths=("近所に友人がいる",), avoid=("突然の訪問", "一対一の面接"))
    sizes = ((seed, 1 + seed % 8, 3 + seed % 11) for seed in range(6000, 6040))
    households = (any_household(seed, people, agencies) for seed, people, agencies in sizes)
    return [compose(replace(household, profile=noted), on=TODAY) for household in households]


def test_hardly_a_line_runs_over_words_or_lies_on_another(usual_maps):
    lines = sum(len(scene.lines) for scene in usual_maps)

    assert sum(len(list(struck_words(scene))) for scene in usual_maps) <= lines / 200
    assert sum(len(list(lying_along(scene))) for scene in usual_maps) <= lines / 40


def test_words_are_seldom_beyond_another_line_for_whose_they_would_be_taken(usual_maps):
    lines = sum(len(scene.lines) for scene in usual_maps)

    assert sum(len(list(told_of_another(scene))) for scene in usual_maps) <= lines / 20
    assert sum(len(list(nearer_to_another(scene))) for scene in usual_maps) <= lines / 12


def test_hardly_a_word_hides_another_or_a_figure(usual_maps):
    assert sum(bool(list(hidden_texts(scene))) for scene in usual_maps) <= 2


def test_of_maps_with_very_many_lines_one_word_in_twenty_five_at_most_hides_something():
    scenes = [compose(any_household(seed, agencies=30), on=TODAY) for seed in range(5, 9)]

    words = sum(bool(line.label) for scene in scenes for line in scene.lines)
    assert sum(len(list(hidden_texts(scene))) for scene in scenes) <= words / 25
    assert [list(off_the_sheet(scene)) for scene in scenes] == [[], [], [], []]


def test_words_between_two_agencies_that_stand_close_hide_neither():
    household = a_household(
        people=(a_person(),),
        involvements=(an_involvement(), an_involvement("other")),
        ties=(a_tie("agency", "other", label="通院の付き添い"),),
        positions={"client": Position(800, 440), "agency": Position(90, 400), "other": Position(90, 480)},
    )

    scene = compose(household, on=TODAY)

    assert list(hidden_texts(scene)) == []
    assert list(off_the_sheet(scene)) == []


@pytest.mark.parametrize("agencies", [6, 12])
def test_by_field_the_agencies_of_one_field_stand_side_by_side(agencies):
    for seed in range(8):
        household = any_household(seed, people=3, agencies=agencies)
        fields = around_the_middle(household, RingOrder.BY_FIELD)
        assert stretches(fields) == len(set(fields))


def test_by_field_there_are_a_third_fewer_crossings_than_in_the_order_of_entry():
    by_field = entered = 0
    for household in map(any_household, SEEDS):
        layout = lay_out(household, on=TODAY)
        entered += straight_crossings(household, in_entry_order(household, layout), layout.plan.outline)
        by_field += crossings(household, RingOrder.BY_FIELD)

    assert by_field <= 0.67 * entered


def test_with_the_fewest_crossings_there_are_fewer_still():
    fewest, by_field = (
        sum(crossings(household, order) for household in map(any_household, SEEDS))
        for order in (RingOrder.FEWEST_CROSSINGS, RingOrder.BY_FIELD)
    )

    assert fewest <= 0.85 * by_field


def test_the_fewest_crossings_are_not_far_from_those_of_a_layout_bound_to_nothing():
    """kamada_kawai keeps neither the generations nor the fields, nor the agencies round the household.

    The promise is for households of up to four people and twelve agencies, and for all sizes taken together; with
    twelve people and twelve agencies the generations alone cost three times as many.
    """
    pytest.importorskip("scipy", reason="networkx's kamada_kawai needs it")
    small = [any_household(seed, people=1 + seed % 4, agencies=4 + seed % 9) for seed in SEEDS]
    any_size = [any_household(seed) for seed in range(300, 320)]

    for households, most in ((small, 1.2), (any_size, 1.5)):
        free = sum(map(force_crossings, households))
        assert (
            sum(crossings(household, RingOrder.FEWEST_CROSSINGS) for household in households) <= most * free
        )


@pytest.mark.parametrize("order", list(RingOrder))
def test_either_order_is_the_same_every_time_and_asks_nothing_of_a_map_that_was_placed(order):
    household = any_household(7)
    first = lay_out(household, on=TODAY, order=order)

    assert first == lay_out(household, on=TODAY, order=order)
    placed = replace(household, positions=first.positions())
    assert {lay_out(placed, on=TODAY, order=other).agencies for other in RingOrder} == {first.agencies}


@pytest.mark.parametrize(("people", "agencies"), [(0, 0), (0, 3), (1, 30), (14, 34)])
def test_however_few_or_many_there_are_the_map_is_drawn(people, agencies):
    household = any_household(3, people=people, agencies=agencies) if people else a_household(
        people=(), involvements=tuple(an_involvement(f"a{n}") for n in range(agencies))
    )  # fmt: skip

    scene = compose(household, on=TODAY)

    assert list(hidden_boxes(scene)) == []
    assert paint(scene).count('data-kind="agency"') == agencies


@pytest.mark.nightly
def test_forty_people_and_sixty_agencies_are_drawn():
    counts = measured(compose(any_household(5, people=40, agencies=60), on=TODAY))

    assert (counts.boxes, counts.through) == ([], [])


def test_a_tie_of_somebody_to_themselves_draws_nothing():
    household = a_household(involvements=(an_involvement(),), ties=(a_tie("agency", "agency"),))

    assert compose(household, on=TODAY).lines == ()


def test_figures_that_were_put_on_one_another_leave_their_lines_a_way():
    household = a_household(
        people=(a_person(),),
        involvements=(an_involvement(), an_involvement("other")),
        ties=(a_tie("agency", "client"), a_tie("other", "client"), a_tie("agency", "other")),
        positions={i: Position(800, 440) for i in ("client", "agency", "other")},
    )

    assert len(compose(household, on=TODAY).lines) == 3


def test_a_tie_to_the_household_carries_the_numbers_of_the_roles_for_three_of_its_people():
    people = (a_person(), *(a_person(f"p{n}") for n in range(2)))
    household = a_household(
        people=people,
        involvements=(an_involvement(),),
        ties=(a_tie("household", "agency"),),
        roles=(a_role("visit", for_ids=("client", "p0", "p1")), a_role("call", for_ids=())),
    )

    [line] = compose(household, on=TODAY).lines

    assert (line.a, line.b, line.numbers) == ("household", "agency", (1, 2))
