"""The process dies at any moment: whatever it told is there, whole, and nothing is there by half."""

import random
import shutil
import time
from itertools import count

import office
import pytest

from jusou_meeting.store.backup import back_up

FRESH_EVERY = 10
"""Kills one file lives through before the next begins, so that it stays small."""


@pytest.fixture
def kills(tmp_path, processes):
    """Kill after kill: what each left behind, and how many entries it had told."""
    office.opened(tmp_path / "new.db")

    def kills(fault=""):
        dice, path, told = random.Random(fault), None, set()
        for number in count():
            if number % FRESH_EVERY == 0:
                path, told = tmp_path / f"{number}.db", set()
                shutil.copy(tmp_path / "new.db", path)
            entries = killed(processes, office.until_killed, path, number, fault, after=dice.uniform(0, 0.02))
            told |= entries
            journal = path.with_name(f"{path.name}-journal")
            interrupted = journal.exists() and journal.stat().st_size > 0
            yield office.faults(path, told), len(entries), interrupted

    return kills


def killed(processes, work, *arguments, after):
    """The entries that a process told before it was killed, so many seconds after the first of them."""
    told, telling = processes.Pipe(duplex=False)
    process = processes.Process(target=work, args=(telling, *arguments))
    process.start()
    telling.close()
    entries = {told.recv_bytes().decode()}
    end = time.monotonic() + after
    while time.monotonic() < end:
        if told.poll(max(0, end - time.monotonic())):
            entries.add(told.recv_bytes().decode())
    process.kill()
    process.join()
    return entries.union(office.heard(told))


@pytest.mark.parametrize("times", [100, pytest.param(1000, marks=pytest.mark.nightly)])
def test_nothing_that_was_told_is_lost_and_nothing_is_there_by_half(kills, times):
    entries = interruptions = 0
    for number, (faults, told, interrupted) in enumerate(kills(), start=1):
        assert faults == [], f"after kill {number}"
        entries += told
        interruptions += interrupted
        if number == times:
            break
    assert entries >= times
    assert interruptions > times / 20


@pytest.mark.parametrize(
    ("fault", "told"), [("told too early", "entries lost"), ("without transaction", "what the history says")]
)
def test_the_kills_would_find_a_store_that(kills, fault, told):
    for number, (faults, *_) in enumerate(kills(fault)):
        if any(told in fault for fault in faults):
            break
        assert number < 200, "never found"


def test_a_backup_that_dies_half_way_leaves_the_earlier_one(tmp_path, processes):
    file, copy, dice = tmp_path / "city.db", tmp_path / "copy.db", random.Random(0)
    store = office.opened(file)
    back_up(store.file, copy)
    drafts = set()
    for number in range(20):
        office.write(store, f"entry {number}", 0, dice)
        killed(processes, office.backing_up, file, copy, after=dice.uniform(0, 0.02))
        assert office.faults(copy, set()) == []
        drafts |= set(tmp_path.glob("*.draft"))
    assert drafts, "no backup was ever interrupted"
    back_up(store.file, copy, overwrite=True)
    assert not list(tmp_path.glob("*.draft"))
