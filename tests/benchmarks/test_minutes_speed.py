import statistics
import time

import pytest
from meeting_of_a_household import a_picture, the_minutes

from jusou_meeting.documents.minutes import minutes_document

pytestmark = pytest.mark.benchmark


@pytest.mark.parametrize("roles", [14, 40])
def test_minutes_without_rasterising(roles, capsys):
    paper, picture, taken = the_minutes(role_count=roles), a_picture(), []
    for _ in range(15):
        start = time.perf_counter()
        file = minutes_document(paper, organisation="地域福祉課", pictures=picture)
        taken.append(time.perf_counter() - start)
    with capsys.disabled():
        print(  # noqa: T201  # what a benchmark is for
            f"\n会議録 {roles} roles, {len(file) / 1000:.0f} kB: median {statistics.median(taken) * 1000:.0f} ms"
            f" (first {taken[0] * 1000:.0f} ms, target 200 ms)"
        )
    assert len(taken) == 15
