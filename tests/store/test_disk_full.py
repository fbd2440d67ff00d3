"""The disk is full: what was told is there, the rest is refused in a sentence, and work goes on when there is room."""

import json
import random

import office
import pytest

from jusou_meeting.store import FileProblem, driver


@pytest.mark.parametrize("times", [1, 1_000_000], ids=["for a moment", "until somebody makes room"])
def test_a_disk_that_fills_up_in_the_middle_of_an_entry_takes_nothing_of_it(on_watched_disk, tmp_path, times):
    folder = tmp_path / "disk"
    folder.mkdir()
    office.opened(folder / "city.db")

    sentences, faults = json.loads(
        on_watched_disk("at_work_on_a_full_disk", folder, tmp_path / "journal", str(times))
    )

    assert faults == []
    assert len(sentences) > 10
    assert all("空きがない" in sentence for sentence in sentences)


def test_a_backup_for_which_there_is_no_room_leaves_the_earlier_one(on_watched_disk, tmp_path):
    folder = tmp_path / "disk"
    folder.mkdir()
    office.opened(folder / "city.db")

    sentences, faults = json.loads(on_watched_disk("backing_up_to_a_full_disk", folder, tmp_path / "journal"))

    assert faults == []
    assert len(sentences) > 10
    assert all("空きがない" in sentence for sentence in sentences)


def test_a_file_that_may_not_grow_refuses_and_goes_on_when_it_may(tmp_path, monkeypatch):
    store, told, dice = office.opened(tmp_path / "city.db"), set(), random.Random(0)
    size = store.file.path.stat().st_size // 4096

    def write_until_refused():
        for number in range(1000):
            office.write(store, f"{number}", 0, dice)
            told.add(f"{number}")

    with monkeypatch.context() as small:
        small.setattr(driver, "_SETTINGS", (*driver._SETTINGS, f"PRAGMA max_page_count={size + 20}"))
        with pytest.raises(FileProblem, match="空きがない"):
            write_until_refused()
    assert told
    assert office.faults(store.file.path, told) == []

    office.write(store, "again", 0, dice)

    assert office.faults(store.file.path, told | {"again"}) == []
