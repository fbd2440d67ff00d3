import statistics
import time

import pytest
from meeting_of_a_household import an_occasion

from jusou_meeting.documents.handout import PAPERS, meeting_paper
from jusou_meeting.meeting import MeetingKind

pytestmark = pytest.mark.benchmark


@pytest.mark.parametrize("what", [what for what in PAPERS if what not in ("minutes", "corrections")])
def test_a_paper_of_fourteen_roles(what, capsys):
    of, taken = an_occasion(MeetingKind.MULTILAYERED), []
    for _ in range(15):
        start = time.perf_counter()
        file = meeting_paper(what, of)
        taken.append(time.perf_counter() - start)
    with capsys.disabled():
        print(  # noqa: T201  # what a benchmark is for
            f"\n{what}, {len(file) / 1000:.0f} kB: median {statistics.median(taken) * 1000:.0f} ms"
            f" (first {taken[0] * 1000:.0f} ms, target 100 ms)"
        )
    assert len(taken) == 15
