"""One file: what it refuses, what it says then, and who may hold it."""

import sqlite3
import threading
from contextlib import closing

import pytest
from builders import NOW, a_case, a_profile, a_staff
from filelock import FileLock
from sqlite_utils import Database, Migrations

from jusou_meeting.ecomap.notation import STANDARD, CoupleMark, DeceasedMark, Preset
from jusou_meeting.store import FileProblem, Store
from jusou_meeting.store.backup import check
from jusou_meeting.store.file import MunicipalFile
from jusou_meeting.store.migrations import migrations


@pytest.fixture
def path(tmp_path):
    return tmp_path / "市町村.db"


@pytest.fixture
def store(path):
    return Store.create(path, municipality="見本市")


def opened(store, case_id="case"):
    return store.cases.open_case(a_staff(), a_case(id=case_id), [a_profile(id=f"of-{case_id}")], at=NOW)


def of_tomorrow(monkeypatch, *, failing=False):
    """The software one release on, with a table that today's files have not."""

    def add_table(db):
        db.execute("CREATE TABLE tomorrow (id TEXT PRIMARY KEY) STRICT")
        if failing:
            raise ZeroDivisionError

    tomorrow = Migrations(migrations.name)
    with closing(Database(memory=True)) as empty:
        for migration in migrations.pending(empty):
            tomorrow(name=migration.name)(migration.fn)
    tomorrow(name="m9999_of_tomorrow")(add_table)
    monkeypatch.setattr("jusou_meeting.store.file.migrations", tomorrow)


def tables(path):
    with closing(sqlite3.connect(path)) as db:
        return {name for (name,) in db.execute("SELECT name FROM sqlite_master")}


def test_a_file_is_made_once(store, path):
    with pytest.raises(FileProblem, match="すでにあります"):
        Store.create(path, municipality="別の市")

    assert Store.open(path).municipality == "見本市"


def test_the_signs_that_a_municipality_chose_are_kept_and_may_be_taken_back(tmp_path):
    store = Store.create(tmp_path / "city.db", municipality="見本市")
    assert store.preset == STANDARD

    chosen = Preset(deceased=DeceasedMark.FILLED, couple=CoupleMark.DOUBLE)
    store.choose_preset(chosen, by=a_staff(), at=NOW)
    assert Store.open(store.file.path).preset == chosen

    store.choose_preset(STANDARD, by=a_staff(), at=NOW)
    assert store.preset == STANDARD
    with store.file.reading() as db:
        chose = [line["staff_id"] for line in db.query("SELECT * FROM access WHERE action = 'preset'")]
    assert chose == [a_staff().id] * 2


def test_a_file_whose_making_failed_is_none_and_is_made_again(path, monkeypatch):
    with monkeypatch.context() as fault:
        of_tomorrow(fault, failing=True)
        with pytest.raises(ZeroDivisionError):
            Store.create(path, municipality="見本市")

    with pytest.raises(FileProblem, match="このソフトのファイルではありません"):
        Store.open(path)
    assert Store.create(path, municipality="見本市").municipality == "見本市"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (None, "見つかりません"),
        (b"", "このソフトのファイルではありません"),
        (b"PK\x03\x04" + b"a Word file" * 500, "壊れているか、別の種類のファイル"),
    ],
    ids=["missing", "empty", "a Word file"],
)
def test_what_is_no_file_of_ours_is_refused_in_a_sentence(path, content, sentence):
    if content is not None:
        path.write_bytes(content)

    with pytest.raises(FileProblem, match=sentence):
        Store.open(path)
    assert (path.read_bytes() if path.exists() else None) == content


def test_the_file_of_another_program_is_refused_and_left_alone(path):
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE theirs (id)")
    before = path.read_bytes()

    for refused in (lambda: Store.open(path), lambda: Store.create(path, municipality="見本市")):
        with pytest.raises(FileProblem):
            refused()
    assert path.read_bytes() == before


def test_a_file_of_a_newer_version_is_refused(store, path, monkeypatch):
    with monkeypatch.context() as software:
        of_tomorrow(software)
        Store.open(path)

    with pytest.raises(FileProblem, match="新しい版"):
        Store.open(path)


def test_an_update_keeps_the_file_as_it_was_and_changes_nothing_the_second_time(store, path, monkeypatch):
    before = tables(path)
    of_tomorrow(monkeypatch)

    Store.open(path)
    Store.open(path)

    (kept,) = path.parent.glob("*before-update*")
    assert (tables(kept), tables(path) - before) == (before, {"tomorrow", "sqlite_autoindex_tomorrow_1"})


def test_an_update_that_fails_leaves_the_file_as_it_was(store, path, monkeypatch):
    before = tables(path)
    of_tomorrow(monkeypatch, failing=True)

    with pytest.raises(ZeroDivisionError):
        Store.open(path)
    assert tables(path) == before


def test_a_file_is_brought_up_to_date_only_by_whoever_may_hold_it(store, path, monkeypatch):
    of_tomorrow(monkeypatch)

    with FileLock(f"{path}.lock"), pytest.raises(FileProblem, match="ほかで使われています"):
        Store.open(path)
    assert "tomorrow" not in tables(path)
    with MunicipalFile(path).lock():
        Store.open(path)
    assert "tomorrow" in tables(path)


def test_a_file_that_another_program_has_locked_says_so_instead_of_calling_itself_broken(
    store, path, monkeypatch
):
    monkeypatch.setattr("jusou_meeting.store.driver._SETTINGS", ("PRAGMA busy_timeout=1",))
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        for waiting in (lambda: Store.open(path), lambda: opened(store), lambda: store.cases.all(a_staff())):
            with pytest.raises(FileProblem, match="ほかで使われています"):
                waiting()
    opened(store)


def test_only_one_server_holds_a_file_and_it_may_let_go_in_another_thread(path):
    file, other = MunicipalFile(path), MunicipalFile(path)
    holding = file.lock()
    holding.__enter__()
    with pytest.raises(FileProblem, match="ほかで使われています"), other.lock():
        pass

    letting_go = threading.Thread(target=holding.__exit__, args=(None, None, None))
    letting_go.start()
    letting_go.join()

    with other.lock():
        pass


def test_a_change_is_told_after_it_is_on_disk_and_others_may_write_meanwhile(store, path):
    seen = []

    def told():
        if not seen:
            seen.append(len(Store.open(path).cases.all(a_staff())))
            writer = threading.Thread(target=opened, args=(store, "second"))
            writer.start()
            writer.join(timeout=5)
            assert not writer.is_alive()

    store.on_commit(told)
    opened(store, "first")

    assert seen == [1]
    assert len(store.cases.all(a_staff())) == 2


def test_what_fails_half_way_leaves_nothing(store):
    def half_written():
        with store.file.writing() as db:
            db.execute("INSERT INTO setting VALUES ('half', 'written')")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        half_written()
    with store.file.reading() as db:
        assert {row["key"] for row in db.query("SELECT key FROM setting")} == {
            "municipality",
            "demonstration",
        }


def test_what_is_read_at_hand_sees_what_others_commit_between_two_looks(store):
    with store.file.at_hand():
        before = store.cases.all(a_staff())
        elsewhere = threading.Thread(target=opened, args=(Store.open(store.file.path),))
        elsewhere.start()
        elsewhere.join()

        assert before == ()
        assert [case.id for case in store.cases.all(a_staff())] == ["case"]


def test_a_unit_of_work_within_another_has_its_own_connection_also_at_hand(store):
    opened(store)
    with store.file.at_hand(), store.file.reading() as outer, store.file.reading() as inner:
        assert inner.conn is not outer.conn


def test_what_is_at_hand_is_one_connection_of_this_thread_alone(store):
    seen = []

    def look():
        with store.file.reading() as db:
            seen.append(db.conn)

    with store.file.at_hand():
        look()
        look()
        other = threading.Thread(target=look)
        other.start()
        other.join()
    look()

    assert seen[0] is seen[1]
    assert len(set(map(id, seen))) == 3
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        seen[0].execute("SELECT 1")


def half_done(store):
    with store.file.writing() as db:
        db.table("setting").insert({"key": "half", "value": "done"})
        raise ZeroDivisionError


def test_an_act_that_fails_at_hand_leaves_nothing_for_the_next_one(store):
    with store.file.at_hand():
        with pytest.raises(ZeroDivisionError):
            half_done(store)

        opened(store)

    with store.file.reading() as db:
        assert not list(db.query("SELECT 1 FROM setting WHERE key = 'half'"))


def test_a_file_of_the_first_tables_is_brought_up_with_all_that_it_holds(path, monkeypatch):
    first = Migrations(migrations.name)
    with closing(Database(memory=True)) as empty:
        oldest = next(iter(migrations.pending(empty)))
    first(name=oldest.name)(oldest.fn)
    with monkeypatch.context() as then:
        then.setattr("jusou_meeting.store.file.migrations", first)
        Store.create(path, municipality="見本市")
    with closing(sqlite3.connect(path)) as db:
        db.executescript(
            "INSERT INTO support_case VALUES ('case', 1, 'R8-0001', '8050の世帯', '2026-11-26', 0);"
            "INSERT INTO record (id, case_id, kind) VALUES ('household', 'case', 'household'),"
            " ('one', 'case', 'person'), ('other', 'case', 'person'), ('bond', 'case', 'family_tie');"
            "INSERT INTO family_tie VALUES ('bond', 'consent', 1, NULL, 'one', 'other', 'twins', 0, NULL, '同じ日');"
        )

    store = Store.open(path)

    [case] = store.cases.all(a_staff())
    assert (case.title, case.put_away_on) == ("8050の世帯", None)
    contents = store.cases.contents(a_staff(), "case")
    assert [(fact.a, fact.bond.label, fact.note) for fact in contents.facts] == [("one", "双子", "同じ日")]
    assert list(check(path)) == []
