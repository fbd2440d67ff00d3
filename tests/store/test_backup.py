"""A copy that can be trusted, the way back from it, and what `check` says of a damaged file."""

import random
import re
import shutil
import sqlite3
from contextlib import closing, suppress
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from builders import NOW, a_case, a_meeting, a_person, a_profile, a_sitting, a_staff, an_issue
from filelock import FileLock

from jusou_meeting.meeting import MeetingKind
from jusou_meeting.projection import Projection
from jusou_meeting.session import Session
from jusou_meeting.staff import Permission, Seat, StaffRole
from jusou_meeting.store import FileProblem, Store
from jusou_meeting.store.backup import back_up, check, mark_of, restore
from jusou_meeting.store.file import MunicipalFile
from jusou_meeting.vocabulary import Footing

SATO = a_staff()


@pytest.fixture
def store(tmp_path):
    store = Store.create(tmp_path / "city.db", municipality="見本市")
    store.cases.open_case(SATO, a_case(), [a_profile(), a_person()], at=NOW)
    return store


def noted(store, title):
    with store.cases.change(
        SATO, Permission.EDIT_CASE, "課題", case_id="case", footing=Footing.CONSENT, at=NOW
    ) as change:
        change.save(an_issue(title, title=title))


def titles(path):
    household = Store.open(path).cases.household(SATO, "case", Footing.CONSENT)
    return [issue.title for issue in household.issues]


def tampered(path, statement):
    """Somebody with a tool of their own wrote into the file."""
    with closing(sqlite3.connect(path)) as db:
        db.executescript(
            "DROP TRIGGER change_is_never_rewritten; DROP TRIGGER change_is_never_removed;"
            "DROP TRIGGER change_row_is_never_rewritten; DROP TRIGGER change_row_is_never_removed;"
            + statement
        )


def test_a_backup_brings_back_what_was_there_when_it_was_made(store, tmp_path):
    noted(store, "病気")
    back_up(store.file, tmp_path / "朝.db")
    noted(store, "債務")

    kept = restore(tmp_path / "朝.db", store.file.path)

    assert titles(store.file.path) == ["病気"]
    assert titles(kept) == ["病気", "債務"]
    noted(store, "住まい不安定")
    assert list(check(store.file.path)) == []


def test_a_later_backup_takes_the_place_of_an_earlier_one_only_when_asked_and_leaves_no_draft(
    store, tmp_path
):
    copy = tmp_path / "copy.db"
    back_up(store.file, copy)
    noted(store, "病気")

    with pytest.raises(FileProblem, match="すでにあります"):
        back_up(store.file, copy)
    assert titles(copy) == []

    back_up(store.file, copy, overwrite=True)
    assert titles(copy) == ["病気"]
    assert not list(tmp_path.glob("*draft*"))


def test_a_backup_to_a_folder_that_is_not_there_is_refused_and_makes_none(store, tmp_path):
    with pytest.raises(FileProblem, match=r"フォルダー .*usb がありません"):
        back_up(store.file, tmp_path / "usb" / "copy.db")
    assert not (tmp_path / "usb").exists()


def test_a_backup_where_nothing_can_be_written_names_the_place_and_not_the_file(store):
    with pytest.raises(FileProblem) as told:
        back_up(store.file, Path("/proc/copy.db"))
    assert "/proc/copy.db に書き込めません" in str(told.value)
    assert str(store.file.path) not in str(told.value)


def test_a_backup_is_made_while_somebody_writes(store, tmp_path):
    with MunicipalFile(store.file.path).lock(), store.file.writing() as db:
        db.execute("INSERT INTO setting VALUES ('unfinished', '')")
        back_up(store.file, tmp_path / "copy.db")

    with closing(sqlite3.connect(tmp_path / "copy.db")) as copy:
        assert copy.execute("SELECT count(*) FROM setting").fetchone() == (2,)


def test_an_unsound_file_never_takes_the_place_of_a_sound_backup(store, tmp_path):
    copy = tmp_path / "copy.db"
    noted(store, "病気")
    back_up(store.file, copy)
    tampered(store.file.path, "UPDATE change SET staff_id = 'somebody else'")

    with pytest.raises(FileProblem, match="unsound"):
        back_up(store.file, copy, overwrite=True)

    assert list(check(copy)) == []
    assert len(list(tmp_path.glob("copy.db.unsound-*"))) == 1


def test_a_file_is_not_its_own_backup(store):
    with pytest.raises(FileProblem, match="別の名前"):
        back_up(store.file, store.file.path, overwrite=True)
    with pytest.raises(FileProblem, match="別の名前"):
        restore(store.file.path, store.file.path)
    assert list(check(store.file.path)) == []


def test_nothing_is_restored_while_a_server_holds_the_file(store, tmp_path):
    back_up(store.file, tmp_path / "copy.db")
    noted(store, "病気")

    with FileLock(f"{store.file.path}.lock"), pytest.raises(FileProblem, match="ほかで使われています"):
        restore(tmp_path / "copy.db", store.file.path)
    assert titles(store.file.path) == ["病気"]


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 a Word file" * 500], ids=["empty", "a Word file"])
def test_nothing_is_restored_from_what_is_no_backup(store, tmp_path, content):
    (tmp_path / "copy.db").write_bytes(content)
    before = store.file.path.read_bytes()

    with pytest.raises(FileProblem, match="この控えからは戻せません"):
        restore(tmp_path / "copy.db", store.file.path)
    assert store.file.path.read_bytes() == before
    assert not list(tmp_path.glob("*before-restore*"))


def test_a_file_is_restored_where_none_is_left(store, tmp_path):
    noted(store, "病気")
    back_up(store.file, tmp_path / "copy.db")

    assert restore(tmp_path / "copy.db", tmp_path / "new" / "city.db") is None
    assert titles(tmp_path / "new" / "city.db") == ["病気"]


def test_what_a_crash_left_beside_the_old_file_is_kept_and_never_played_into_the_new_one(store, tmp_path):
    back_up(store.file, tmp_path / "copy.db")
    journal = tmp_path / "city.db-journal"
    with store.file.writing() as db:
        db.execute("PRAGMA cache_spill = 1")
        db.execute("PRAGMA cache_size = 1")
        for number in range(300):
            db.execute("INSERT INTO setting VALUES (?, ?)", [f"{number}", "あ" * 500])
        shutil.copy(store.file.path, tmp_path / "crashed")
        shutil.copy(journal, tmp_path / "crashed-journal")
    for suffix in ("", "-journal"):
        shutil.copy(tmp_path / f"crashed{suffix}", tmp_path / f"city.db{suffix}")

    kept = restore(tmp_path / "copy.db", store.file.path)

    assert list(check(store.file.path)) == list(check(kept)) == []
    assert Store.open(kept).municipality == Store.open(store.file.path).municipality == "見本市"


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("", "表の作り（change_is_never_removed）"),
        ("PRAGMA foreign_keys = OFF; DELETE FROM record WHERE kind = 'person'", "もとの記録"),
        ("UPDATE _sqlite_migrations SET name = 'm9999' WHERE name LIKE 'm0001%'", "新しい版"),
        ("DROP TABLE _sqlite_migrations", "このソフトのファイルではありません"),
        ("UPDATE change SET action = '別の行い'", "1番が書き換えられています"),
    ],
)
def test_a_check_says_what_is_wrong(store, statement, told):
    tampered(store.file.path, statement)

    assert any(told in fault for fault in check(store.file.path))


def test_a_check_of_what_is_not_there_says_so_and_makes_nothing(tmp_path):
    assert list(check(tmp_path / "city.db")) == [f"{tmp_path / 'city.db'} が見つかりません。"]
    assert list(tmp_path.iterdir()) == []


def damage(content, dice):
    """One of the ways in which a file comes back from a bad disk."""
    content = bytearray(content)
    place = dice.randrange(len(content))
    match dice.randrange(5):
        case 0:
            del content[place:]
        case 1:
            content[place : place + 4096] = bytes(min(4096, len(content) - place))
        case 2:
            content[place : place + 4096] = dice.randbytes(min(4096, len(content) - place))
        case 3:
            content[dice.randrange(100)] ^= 1 << dice.randrange(8)
        case 4:
            content[place] ^= 1 << dice.randrange(8)
    return bytes(content)


@pytest.mark.parametrize("count", [150, pytest.param(3000, marks=pytest.mark.nightly)])
def test_a_damaged_file_is_told_of_and_never_answered_with_a_traceback(store, tmp_path, count):
    for title in ("病気", "債務", "住まい不安定"):
        noted(store, title * 50)
    sound, dice = store.file.path.read_bytes(), random.Random(2026)
    found = 0
    for number in range(count):
        path = tmp_path / f"{number}.db"
        path.write_bytes(damage(sound, dice))
        faults = list(check(path))
        assert all(fault.endswith("。") for fault in faults)
        found += bool(faults)
        with suppress(FileProblem):
            Store.open(path)
        if faults:
            with pytest.raises(FileProblem):
                restore(path, tmp_path / "new.db")
        path.unlink()
    assert found > count / 2
    assert not (tmp_path / "new.db").exists()


def test_the_history_goes_on_from_a_restored_backup(store, tmp_path):
    noted(store, "病気")
    back_up(store.file, tmp_path / "copy.db")
    noted(store, "債務")
    restore(tmp_path / "copy.db", store.file.path)
    issue = store.cases.household(SATO, "case", Footing.CONSENT).issues[0]

    with store.cases.change(
        SATO, Permission.EDIT_CASE, "課題", case_id="case", footing=Footing.CONSENT, at=NOW
    ) as change:
        change.save(replace(issue, title="病気（糖尿病）"))

    assert list(check(store.file.path)) == []
    assert titles(store.file.path) == ["病気（糖尿病）"]


def rewritten(path, title):
    """Somebody wrote the whole history anew, with links that fit each other."""
    with closing(sqlite3.connect(path)) as db:
        db.executescript("DELETE FROM sqlite_sequence WHERE name = 'change'")
    path.unlink()
    forged = Store.create(path, municipality="見本市")
    forged.cases.open_case(SATO, a_case(), [a_profile(), a_person()], at=NOW)
    noted(forged, title)


def test_a_mark_on_paper_still_fits_a_file_that_went_on(store):
    noted(store, "病気")
    mark = mark_of(store.file.path)
    assert re.fullmatch("2-[0-9a-f]{16}", mark)
    noted(store, "債務")

    assert list(check(store.file.path, mark=mark)) == []
    assert mark_of(store.file.path) != mark


def test_a_mark_on_paper_tells_of_a_history_that_was_written_anew_as_a_whole(store):
    noted(store, "病気")
    mark = mark_of(store.file.path)

    rewritten(store.file.path, "別の話")

    assert list(check(store.file.path)) == [], "the chain alone cannot know"
    assert list(check(store.file.path, mark=mark)) == [f"変更履歴の2番が、印 {mark} を控えたときと違います。"]


def test_a_mark_on_paper_tells_of_a_file_that_went_back(store, tmp_path):
    copied = back_up(store.file, tmp_path / "copy.db")
    noted(store, "病気")
    mark = mark_of(store.file.path)
    restore(tmp_path / "copy.db", store.file.path)

    assert copied == mark_of(store.file.path)
    [fault] = check(store.file.path, mark=mark)
    assert "変更履歴は1番までです" in fault


def test_nobody_comes_back_by_an_old_cookie_or_code_with_a_restored_backup(store, tmp_path):
    meeting = a_meeting("meeting", kind=MeetingKind.STATUTORY, footing=Footing.STATUTORY)
    store.cases.open_case(
        SATO, a_case(id="other"), [a_profile(id="home"), meeting], sittings=[a_sitting()], at=NOW
    )
    seat = Seat(case_id="other", footing=Footing.STATUTORY, meeting_id="meeting")
    store.devices.switch(on=True, by=a_staff(StaffRole.ADMINISTRATOR), at=NOW)
    store.door.offer_code("AAAA2222", seat, by=SATO, at=NOW, until=NOW + timedelta(hours=1))
    store.door.start(
        Session(
            id="desk", staff_id="staff", role=StaffRole.COORDINATOR, name="佐藤", started_at=NOW, seen_at=NOW
        )
    )
    lit = Projection(meeting_id="meeting", dark=False, lit_by="desk", gap="key", steps=2)
    store.projections.change(SATO, "meeting", lambda _: lit)
    mark = back_up(store.file, tmp_path / "copy.db")
    store.door.revoke("desk", at=NOW)

    restore(tmp_path / "copy.db", store.file.path)

    assert store.door.session("desk", NOW) is None
    assert store.door.sessions(["desk"])["desk"].name == "佐藤", "the record of who was there stays"
    assert store.door.seat_of_code("AAAA2222", NOW) is None
    wall = store.projections.of("meeting")
    assert wall == Projection(meeting_id="meeting", steps=2, version=wall.version), "F9 brings nothing back"
    assert list(check(store.file.path, mark=mark)) == []
    assert not list(tmp_path.glob("*draft*"))
    assert Store.open(tmp_path / "copy.db").door.session("desk", NOW) is not None, "the copy stays as it is"


def test_a_new_file_has_a_mark_too(tmp_path):
    path = Store.create(tmp_path / "city.db", municipality="").file.path
    assert list(check(path, mark=mark_of(path))) == []
