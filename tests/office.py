"""An office at work: several people write into one file at once, and each entry is told when the store has taken it."""

import ctypes
import json
import os
import random
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import replace
from itertools import count
from multiprocessing.connection import Connection
from pathlib import Path

from builders import (
    NOW,
    a_case,
    a_confirmation,
    a_person,
    a_profile,
    a_role,
    a_staff,
    an_involvement,
    an_issue,
)

from jusou_meeting.household import Position
from jusou_meeting.role import RoleAssignment
from jusou_meeting.staff import Permission
from jusou_meeting.store import Conflict, FileProblem, Store, driver
from jusou_meeting.store.backup import back_up, check
from jusou_meeting.store.driver import connect
from jusou_meeting.store.file import MunicipalFile
from jusou_meeting.store.table import TABLES
from jusou_meeting.vocabulary import Footing

PEOPLE = 3
COORDINATOR = a_staff()


def opened(path: Path) -> Store:
    """A file with one household, and a role for each of the people who write."""
    store = Store.create(path, municipality="見本市")
    roles = [a_role(f"role-{person}") for person in range(PEOPLE)]
    store.cases.open_case(COORDINATOR, a_case(), [a_profile(), a_person(), an_involvement(), *roles], at=NOW)
    return store


class WithoutTransaction(MunicipalFile):
    """A planted fault: every statement is on disk by itself."""

    @contextmanager
    def writing(self):
        with self._writers, closing(connect(self.path)) as db:
            yield db


def write(
    store: Store,
    entry: str,
    person: int,
    dice: random.Random,
    *,
    too_early: Callable[[str], None] | None = None,
) -> None:
    """One entry of one person, which touches several tables or one.

    `too_early` is a planted fault: the entry is told while its transaction is still open.
    """
    footing = dice.choice(list(Footing))
    with store.cases.change(
        COORDINATOR, Permission.EDIT_CASE, entry, case_id="case", footing=footing, at=NOW
    ) as change:
        match dice.randrange(3):
            case 0:
                change.save(an_issue(entry, note="あ" * dice.randrange(2000)))
                change.save(a_role(f"role-{entry}", issue_ids=(entry,)))
                change.move("client", Position(dice.random(), dice.random()))
            case 1:
                role = next(
                    r
                    for r in store.cases.household(COORDINATOR, "case", footing).roles
                    if r.id == f"role-{person}"
                )
                change.save(replace(role, task=entry))
                change.save(a_confirmation(entry, role.id, wording=role.wording + 1))
            case 2:
                change.save(an_issue(entry))
        if too_early:
            too_early(entry)


def at_work(
    store: Store,
    told: Callable[[str], None],
    *,
    round: int,
    entries: int | None = None,
    too_early: Callable[[str], None] | None = None,
) -> None:
    """Everybody writes, until they have written so many entries or are stopped from outside."""

    def writes(person: int) -> None:
        dice = random.Random(f"{round}-{person}")
        for number in count() if entries is None else range(entries):
            entry = f"{round}-{person}-{number}"
            write(store, entry, person, dice, too_early=too_early)
            told(entry)

    people = [threading.Thread(target=writes, args=(person,), daemon=True) for person in range(PEOPLE)]
    for person in people:
        person.start()
    for person in people:
        person.join()


def role(store: Store) -> RoleAssignment:
    """The one role that everybody writes in."""
    return store.cases.household(COORDINATOR, "case", Footing.CONSENT).roles[0]


def signed(store: Store, name: str) -> int:
    """Add a name to that role, however often somebody else is first; returns how often."""
    conflicts = 0
    while True:
        seen = role(store)
        try:
            with store.cases.change(
                COORDINATOR, Permission.EDIT_CASE, name, case_id="case", footing=Footing.CONSENT, at=NOW
            ) as change:
                change.save(replace(seen, task=f"{seen.task} {name}"))
        except Conflict:
            conflicts += 1
        else:
            return conflicts


def signing(pipe: Connection, path: Path, process: int, times: int) -> None:
    """A process of its own that signs so many times."""
    store = Store.open(path)
    for number in range(times):
        signed(store, f"{process}-{number}")
        pipe.send_bytes(f"{process}-{number}".encode())


def heard(pipe: Connection) -> Iterator[str]:
    """What was told through a pipe, until whoever told it ended."""
    with suppress(EOFError):
        while True:
            yield pipe.recv_bytes().decode()
    pipe.close()


def until_killed(pipe: Connection, path: Path, round: int, fault: str) -> None:
    """The work of a process of its own, which tells its entries through a pipe."""
    telling = threading.Lock()

    def told(entry: str) -> None:
        with telling:
            pipe.send_bytes(entry.encode())

    store = Store(WithoutTransaction(path)) if fault == "without transaction" else Store.open(path)
    at_work(store, told, round=round, too_early=told if fault == "told too early" else None)


def backing_up(pipe: Connection, path: Path, to: Path) -> None:
    """One backup after the other, told when it is there."""
    store = Store.open(path)
    for number in count():
        back_up(store.file, to, overwrite=True)
        pipe.send_bytes(str(number).encode())


def faults(path: Path, told: set[str]) -> list[str]:
    """What is wrong with a file after a crash, given the entries that were told: lost, half there, or damaged."""
    found = list(check(path))
    if found:
        return found
    with closing(connect(path)) as db:
        db.execute("BEGIN")
        written = {row["action"] for row in db.query("SELECT action FROM change")}
        if told - written:
            found.append(f"{len(told - written)} entries lost")
        if replayed(db) != stored(db):
            found.append("the tables are not what the history says")
    return found


AT_THE_DOOR = {"account", "session", "join_code"}
"""Of these the history tells who did what, not every column: it holds no secret and no hash of one."""


def replayed(db) -> dict:
    """The rows that must be there when every act of the history is done again, one after the other."""
    rows = {}
    for line in db.query(
        "SELECT r.kind, r.record_id, r.footing, p.body FROM change_row r JOIN change_payload p USING (seq, place) "
        "ORDER BY r.seq, r.place"
    ):
        if line["kind"] in AT_THE_DOOR:
            continue
        key = line["kind"], line["record_id"], line["footing"]
        change = json.loads(line["body"])
        assert change["before"] == rows.get(key), f"the history of {key} does not join"
        rows[key] = change["after"]
    return {key: row for key, row in rows.items() if row is not None}


def stored(db) -> dict:
    """The rows that are there, of everything that the history tells of."""
    rows = {
        (table, row["id"], row.get("footing")): row
        for table in (*TABLES.values(), "support_case", "sitting", "agency", "contact_person")
        for row in db.query(f"SELECT * FROM {table}")
    }
    positions = {("position", row["record_id"], None): row for row in db.query("SELECT * FROM position")}
    final = {
        ("final_minutes", row["meeting_id"], None): row
        for row in db.query("SELECT meeting_id, at, by, paper_hash, form_hash FROM final_minutes")
    }
    return rows | positions | final


def at_work_on_a_watched_disk(folder: Path, *settings: str) -> None:
    """Each entry is told to the disk itself; the settings are planted faults."""
    driver._SETTINGS += tuple(f"PRAGMA {setting}" for setting in settings)
    told = os.open(folder / "entries.told", os.O_WRONLY | os.O_CREAT)
    at_work(Store.open(folder / "city.db"), lambda entry: os.write(told, entry.encode()), round=0, entries=15)


def at_work_on_a_full_disk(folder: Path, times: str) -> None:
    """The disk is full so many times, from each write of an entry on that there is; says what became of it."""
    path, dice, told, sentences, found = folder / "city.db", random.Random(0), set(), [], []
    store, fill_disk = Store.open(path), ctypes.CDLL(None).fill_disk
    for first in count(1):
        fill_disk(ctypes.c_long(first), ctypes.c_long(int(times)))
        try:
            write(store, f"{first}", 0, dice)
        except FileProblem as problem:
            sentences.append(str(problem))
        else:
            told.add(f"{first}")
        fill_disk(ctypes.c_long(0), ctypes.c_long(0))
        found += faults(path, told)
        if len(told) > 10:
            break
        write(store, f"{first} again", 0, dice)
        told.add(f"{first} again")
    sys.stdout.write(json.dumps([sentences, found]))


def backing_up_to_a_full_disk(folder: Path) -> None:
    """The disk is full from the first, second, third … write of a backup on; says what became of it."""
    path, copy, sentences, found = folder / "city.db", folder / "copy.db", [], []
    store, fill_disk = Store.open(path), ctypes.CDLL(None).fill_disk
    back_up(store.file, copy)
    for first in count(1):
        fill_disk(ctypes.c_long(first), ctypes.c_long(1_000_000))
        try:
            back_up(store.file, copy, overwrite=True)
            break
        except FileProblem as problem:
            sentences.append(str(problem))
        finally:
            fill_disk(ctypes.c_long(0), ctypes.c_long(0))
            found += faults(copy, set())
    sys.stdout.write(json.dumps([sentences, found]))


if __name__ == "__main__":
    globals()[sys.argv[1]](Path(sys.argv[2]), *sys.argv[3:])
