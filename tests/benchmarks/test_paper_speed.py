import statistics
import time
from dataclasses import replace

import pytest
from meeting_of_a_household import an_occasion

from jusou_meeting.documents.handout import PAPERS, meeting_paper
from jusou_meeting.meeting import MeetingKind
from jusou_meeting.role_sheet import role_sheets

pytestmark = pytest.mark.benchmark


@pytest.mark.parametrize(
    "what", [what for what in PAPERS if what not in ("minutes", "corrections", "certificate")]
)
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


def test_all_that_a_room_takes_home_after_the_closing(capsys):
    """Minutes with the map and its PNG, plan, table of roles, and every role sheet at once and one by one; processor time."""
    taken = []
    for _ in range(7):
        of = an_occasion()
        start = time.process_time()
        for what in ("minutes", "plan", "roles", "role-sheets"):
            meeting_paper(what, of)
        for sheet in role_sheets(of.gathered):
            meeting_paper("role-sheets", replace(of, agency=sheet.involvement_id))
        taken.append(time.process_time() - start)
    with capsys.disabled():
        print(  # noqa: T201  # what a benchmark is for
            f"\nall papers: median {statistics.median(taken) * 1000:.0f} ms (first {taken[0] * 1000:.0f} ms, target 10 s)"
        )
    assert len(taken) == 7
