import statistics
import time

import pytest
from builders import TODAY
from households_on_a_map import a_crowd, of_the_plan

from jusou_meeting.documents.picture import png
from jusou_meeting.ecomap.layout import lay_out
from jusou_meeting.ecomap.scene import compose
from jusou_meeting.ecomap.svg import paint

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
    median = median_ms(lambda: paint(compose(household, on=TODAY)), 15)
    with capsys.disabled():
        print(f"\nmap of {name}: median {median:.1f} ms ({target})")  # noqa: T201  # what a benchmark is for
    assert median > 0


def test_png_of_a_page(capsys):
    svg = paint(compose(of_the_plan("C01"), on=TODAY))
    median = median_ms(lambda: png(svg, width_px=3000), 3)
    with capsys.disabled():
        print(f"\nPNG of C01, 3000 px wide: median {median:.0f} ms")  # noqa: T201  # what a benchmark is for
    assert median > 0
