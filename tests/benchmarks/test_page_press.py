"""A press that changes nothing of the map, on the page of the largest household: the map is not composed again."""

import statistics
import time

import pytest
from households_on_a_map import a_crowd
from screens import Room

from jusou_meeting.store.served import serve, stop_serving

pytestmark = pytest.mark.benchmark


@pytest.fixture
def crowded(tmp_path):
    """The page of a household of twelve people and thirty agencies, opened for the first time, and how long that took."""
    crowd = a_crowd(12, 30, 1)
    room = Room(
        tmp_path, crowd.profile, *crowd.people, *crowd.involvements, *crowd.issues, *crowd.ties, *crowd.family_ties,
        *crowd.roles,
    )  # fmt: skip
    serve(room.store)
    start = time.perf_counter()
    window = room.screen("case/household.py")
    yield window, time.perf_counter() - start
    stop_serving()


def test_tabs_of_a_household_with_thirty_agencies(crowded, capsys):
    window, opened = crowded
    taken = []
    for tab in ("同意", "年表", "移行", "書き出し", "会議") * 2:
        window.session_state["below"] = tab
        start = time.perf_counter()
        window.run()
        taken.append(time.perf_counter() - start)
        assert not window.exception
    with capsys.disabled():
        print(  # noqa: T201  # what a benchmark is for
            f"\n12 people, 30 agencies: page opened in {opened:.1f} s, a tab pressed: median "
            f"{statistics.median(taken) * 1000:.0f} ms, longest {max(taken) * 1000:.0f} ms (no target)"
        )
    assert len(taken) == 10
