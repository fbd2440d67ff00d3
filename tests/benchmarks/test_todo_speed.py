"""What is open over two hundred cases is read and put in order while somebody waits for a page."""

import secrets
import statistics
import time
from datetime import UTC, datetime

import pytest
from builders import a_staff
from running_server import ROOT

from jusou_meeting.household_file import read_household_file
from jusou_meeting.store import Store
from jusou_meeting.todo import in_order, tasks
from jusou_meeting.vocabulary import Footing, RecordId

pytestmark = pytest.mark.benchmark


def test_what_is_open_over_two_hundred_cases(tmp_path, capsys):
    store, coordinator = Store.create(tmp_path / "city.db", municipality="架空市"), a_staff()
    samples = [path.read_bytes() for path in sorted((ROOT / "sample_data").glob("household-*.json"))]
    for nth in range(200):
        contents = read_household_file(
            samples[nth % len(samples)], new_id=lambda: RecordId(secrets.token_hex(8))
        )
        store.cases.open_case(
            coordinator, contents.case, contents.facts, sittings=contents.sittings, at=datetime.now(UTC)
        )
    taken = []
    for _ in range(10):
        start = time.perf_counter()
        cases = store.work.open_cases(coordinator, Footing.STATUTORY)
        found = in_order((task for each in cases for task in tasks(*each)), office="", name="佐藤")
        taken.append(time.perf_counter() - start)
    with capsys.disabled():
        print(f"\nやること {len(found)} of 200 cases: median {statistics.median(taken) * 1000:.0f} ms")  # noqa: T201
    assert len(cases) == 200
