import statistics
import time
from dataclasses import replace
from itertools import count

import pytest
from builders import TODAY
from households_on_a_map import a_crowd, of_the_plan

from jusou_meeting.documents.picture import png
from jusou_meeting.ecomap.layout import lay_out
from jusou_meeting.ecomap.line_words import placed
from jusou_meeting.ecomap.roads import laid
from jusou_meeting.ecomap.scene import compose
from jusou_meeting.ecomap.svg import paint
from jusou_meeting.ecomap.ties import TieWord, said_as
from jusou_meeting.household import Position

pytestmark = pytest.mark.benchmark


def median_ms(work, times):
    """Of the processor: nothing is waited for here, and whoever shares the machine is not measured."""
    taken = []
    for _ in range(times):
        start = time.process_time()
        work()
        taken.append((time.process_time() - start) * 1000)
    return statistics.median(taken)


@pytest.mark.parametrize(("people", "agencies", "target"), [(4, 12, 20), (12, 30, 100)])
def test_layout(people, agencies, target, capsys):
    crowds = [a_crowd(people, agencies, seed) for seed in range(10)]
    medians = [median_ms(lambda crowd=crowd: lay_out(crowd, on=TODAY), 5) for crowd in crowds]
    with capsys.disabled():
        print(  # noqa: T201  # what a benchmark is for
            f"\nlayout of {people} people, {agencies} agencies, ten households: "
            f"median {statistics.median(medians):.1f} ms, slowest {max(medians):.1f} ms (target {target} ms)"
        )
    assert len(medians) == 10


@pytest.mark.parametrize(
    ("name", "household", "target"),
    [
        ("C01", of_the_plan("C01"), "target 20 ms"),
        ("C02", of_the_plan("C02"), "target 20 ms"),
        ("6 people, 14 agencies", a_crowd(6, 14, 1), "no target"),
        ("12 people, 30 agencies", a_crowd(12, 30, 1), "no target"),
    ],
)
def test_scene_and_svg(name, household, target, capsys):
    def drawn_for_the_first_time():
        laid.cache_clear()
        placed.cache_clear()
        paint(compose(household, on=TODAY))

    median = median_ms(drawn_for_the_first_time, 9)
    with capsys.disabled():
        print(f"\nmap of {name}: median {median:.1f} ms ({target})")  # noqa: T201  # what a benchmark is for
    assert median > 0


@pytest.mark.parametrize("settled", [a_crowd(12, 12, 1), a_crowd(12, 30, 1)], ids=["12+12", "12+30"])
def test_a_map_whose_signs_stand_is_drawn_again(settled, capsys):
    places = lay_out(settled, on=TODAY).positions()
    household = replace(settled, positions=places)
    first, *others = household.ties
    turns = count(1)

    def moved():
        aside = Position(places["a0"].x + 2 * next(turns), places["a0"].y)
        return replace(household, positions=places | {"a0": aside})

    def said_otherwise():
        word = list(TieWord)[next(turns) % len(TieWord)]
        return replace(household, ties=(said_as(first, word), *others))

    compose(household, on=TODAY)
    taken = {
        act.__name__: median_ms(lambda act=act: paint(compose(act(), on=TODAY)), 9)
        for act in (moved, said_otherwise)
    }
    with capsys.disabled():
        print(  # noqa: T201  # what a benchmark is for
            f"\n{len(household.people)} people, {len(household.involvements)} agencies, drawn again: "
            f"a sign moved {taken['moved']:.0f} ms, a tie said otherwise {taken['said_otherwise']:.0f} ms"
        )
    assert taken["said_otherwise"] < taken["moved"]


def test_png_of_a_page(capsys):
    svg = paint(compose(of_the_plan("C01"), on=TODAY))
    median = median_ms(lambda: png(svg, width_px=3000), 3)
    with capsys.disabled():
        print(f"\nPNG of C01, 3000 px wide: median {median:.0f} ms")  # noqa: T201  # what a benchmark is for
    assert median > 0
