from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jusou_meeting.ecomap.detour import Lattice, beside, pulled_tight, rounded
from jusou_meeting.ecomap.geometry import FIELD, Box

HERE, THERE = Box(100, 400, 180, 480), Box(1400, 400, 1480, 480)
WALL = Box(700, 60, 900, 780)

boxes = st.builds(
    lambda x, y, wide, high: Box(x, y, x + wide, y + high),
    st.floats(220, 1300),
    st.floats(60, 700),
    st.floats(20, 260),
    st.floats(20, 130),
).filter(lambda box: not box.meets(HERE.grown(16)) and not box.meets(THERE.grown(16)))


def crosses(way, box):
    """Whether the chain runs through the box."""
    return any(box.crossed_by(*leg) for leg in pairwise(way))


def test_a_wall_is_walked_round_and_the_way_is_pulled_tight():
    way = Lattice([WALL], [], FIELD).way(HERE, THERE, at_the_edge=False)
    tight = pulled_tight([HERE.middle, *way, THERE.middle], [WALL], [])

    assert not crosses(tight, WALL)
    assert len(tight) < len(way)
    assert not crosses(rounded(tight, 20), WALL)


def test_words_are_walked_round_where_that_is_not_far_and_over_where_it_is():
    short, long = Box(700, 420, 800, 450), Box(700, 53, 731, 835)

    round_it = Lattice([], [short], FIELD).way(HERE, THERE, at_the_edge=False)
    over_it = Lattice([], [long], FIELD).way(HERE, THERE, at_the_edge=False)

    assert not crosses(round_it, short)
    assert crosses(over_it, long)


@pytest.mark.parametrize("gap", [4, 12, 40])
def test_a_way_leads_through_the_narrowest_gap_between_two_figures(gap):
    walls = [Box(700, 52, 900, 600), Box(700, 600 + gap, 900, 836)]

    way = Lattice(walls, [], FIELD).way(HERE, THERE, at_the_edge=False)

    assert way
    assert not any(crosses(way, wall) for wall in walls)


def test_there_is_no_way_out_of_four_walls():
    walls = [Box(300, 52, 340, 836), Box(10, 300, 340, 320), Box(10, 560, 340, 580)]

    assert Lattice(walls, [], FIELD).way(HERE, THERE, at_the_edge=False) == []


def test_a_way_to_the_outline_ends_at_its_edge_and_not_at_its_words():
    outline = Box(500, 250, 1100, 650)
    header = Box(510, 235, 900, 265)

    way = Lattice([], [header], FIELD).way(Box(650, 80, 750, 140), outline, at_the_edge=True)

    assert not header.holds(way[-1])
    assert not outline.grown(-11).holds(way[-1])
    assert outline.grown(11).holds(way[-1])


@given(st.lists(boxes, min_size=1, max_size=12))
@settings(max_examples=60, deadline=None)
def test_no_way_runs_through_a_figure(solid):
    way = Lattice(solid, [], FIELD).way(HERE, THERE, at_the_edge=False)
    if way:
        tight = pulled_tight([HERE.middle, *way, THERE.middle], solid, [])

        assert not any(crosses(way, box) or crosses(tight, box) for box in solid)


def test_parallel_ways_keep_their_distance():
    way = [(0.0, 0.0), (200.0, 0.0), (200.0, 200.0)]

    assert beside(way, 10) == [pytest.approx(point) for point in ((0, 10), (190, 10), (190, 200))]
    assert beside(way, 0) == way
