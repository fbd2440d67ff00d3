"""The power goes at any moment: whatever was told is on the disk, and what is on the disk is whole.

A process writes through the real store while a shim writes down what it does to its disk. From that record come the
disks as a power cut could leave them: whatever was not synced is there or not, sector by sector, in any order.
"""

import random
import shutil
import struct
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import office
import pytest

SECTOR = 512
RECORD = struct.Struct("<cHqq")


@dataclass
class File:
    """A file as the disk has it, and what was done to it since the disk was told to keep it."""

    kept: bytearray = field(default_factory=bytearray)
    pending: list[tuple[bytes, int, bytes]] = field(default_factory=list)

    def after_cut(self, dice, chance):
        content = bytearray(self.kept)
        for operation, offset, data in self.pending:
            pieces = range(0, len(data), SECTOR) if operation == b"W" else [0]
            for start in pieces:
                if dice.random() < chance:
                    _apply(content, operation, offset + start, data[start : start + SECTOR])
        return content

    def sync(self):
        for operation in self.pending:
            _apply(self.kept, *operation)
        self.pending.clear()


def _apply(content, operation, offset, data):
    end = offset + len(data)
    content.extend(bytes(max(0, end - len(content))))
    if operation == b"T":
        del content[offset:]
    else:
        content[offset:end] = data


@dataclass
class Disk:
    """A folder as the process sees it, as the disk would show it after a cut, and the entries told so far."""

    seen: dict[str, File]
    kept: dict[str, File]
    told: set[str] = field(default_factory=set)

    @classmethod
    def holding(cls, folder):
        files = {path.name: File(bytearray(path.read_bytes())) for path in folder.iterdir()}
        return cls(files, dict(files))

    def happens(self, operation, name, offset, data):
        match operation:
            case b"O":
                self.seen.setdefault(name, File())
            case b"W" | b"T":
                self.seen[name].pending.append((operation, offset, data))
            case b"S":
                self.seen[name].sync()
            case b"D":
                self.kept = dict(self.seen)
            case b"U":
                del self.seen[name]
            case b"A":
                self.told.add(data.decode())

    def cut(self, folder, dice):
        """What lies in the folder when the power comes back."""
        chance = dice.choice([0.5, 0.5, 0, 1])
        for name in self.seen.keys() | self.kept.keys():
            file = dice.choice([self.seen.get(name), self.kept.get(name)])
            if file is not None and not name.endswith(".told"):
                (folder / name).write_bytes(file.after_cut(dice, chance))


@pytest.fixture
def power_cuts(on_watched_disk, tmp_path):
    """What is wrong after each of so many power cuts, at moments spread over all that the office wrote."""

    def power_cuts(times, *settings):
        disk_folder, journal = tmp_path / "disk", tmp_path / "journal"
        disk_folder.mkdir()
        office.opened(disk_folder / "city.db")
        disk = Disk.holding(disk_folder)
        on_watched_disk("at_work_on_a_watched_disk", disk_folder, journal, *settings)
        happened = list(records(journal.read_bytes()))
        assert Counter(operation for operation, *_ in happened)[b"A"] == office.PEOPLE * 15
        dice = random.Random(times)
        moments = Counter(dice.randrange(len(happened)) for _ in range(times))
        for moment, event in enumerate(happened):
            disk.happens(*event)
            for _ in range(moments[moment]):
                after = tmp_path / "after"
                after.mkdir()
                disk.cut(after, dice)
                yield office.faults(after / "city.db", disk.told)
                shutil.rmtree(after)

    return power_cuts


def records(journal):
    """The operations of the shim's record, in their order."""
    at = 0
    while at < len(journal):
        operation, path, offset, length = RECORD.unpack_from(journal, at)
        at += RECORD.size
        name = Path(journal[at : at + path].decode()).name
        at += path
        yield operation, name, offset, journal[at : at + length]
        at += length


@pytest.mark.parametrize("times", [300, pytest.param(10000, marks=pytest.mark.nightly)])
def test_no_power_cut_loses_what_was_told_or_leaves_it_by_half(power_cuts, times):
    for number, faults in enumerate(power_cuts(times), start=1):
        assert faults == [], f"after power cut {number}"
    assert number == times


@pytest.mark.parametrize(
    ("settings", "told"),
    [(["synchronous=OFF"], "壊れています"), (["journal_mode=DELETE"], "entries lost")],
    ids=["that does not wait for the disk", "that deletes its journal"],
)
def test_the_power_cuts_would_find_a_store(power_cuts, settings, told):
    assert any(told in fault for faults in power_cuts(500, *settings) for fault in faults)
