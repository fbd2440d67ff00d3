"""Every fact comes back from its table as it was, and the tables are those we think they are."""

import re
import sqlite3
import unicodedata
from contextlib import closing
from dataclasses import fields
from datetime import datetime, timedelta, timezone
from typing import get_args, get_type_hints

import pytest
from builders import an_involvement
from facts import facts
from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st
from sqlite_utils import Database

from jusou_meeting.agency import Agency, Involvement
from jusou_meeting.household import Case
from jusou_meeting.meeting import Sitting
from jusou_meeting.projection import Projection
from jusou_meeting.role import RoleAssignment
from jusou_meeting.session import Session
from jusou_meeting.staff import Account
from jusou_meeting.store import Store
from jusou_meeting.store.driver import connect
from jusou_meeting.store.migrations import migrations
from jusou_meeting.store.row import encode, fact_of, instant, row_of
from jusou_meeting.store.table import REFERENCES, TABLES
from jusou_meeting.vocabulary import Code

KINDS = TABLES | {
    Case: "support_case",
    Sitting: "sitting",
    Agency: "agency",
    Account: "account",
    Session: "session",
    Projection: "projection",
}
"""Every dataclass that stands in a table."""

OTHERS = {"agenda_template", "contact_person", "membership",
    "setting", "change", "change_row", "change_payload", "access", "outbox_event", "case_counter", "record",
    "position", "join_code", "draft", "whereabouts", "final_minutes", "_sqlite_migrations",
}  # fmt: skip
"""The tables that hold no dataclass."""


@pytest.fixture(scope="module")
def tables():
    """Today's tables, empty, without the rows that others would refer to."""
    with closing(Database(sqlite3.connect(":memory:", isolation_level=None))) as db:
        migrations.apply(db)
        yield db


def came_back(tables, fact):
    """The fact as its table gives it back."""
    kind, row = type(fact), row_of(fact)
    columns, marks = ", ".join(row), ", ".join(f":{name}" for name in row)
    tables.execute("BEGIN")
    try:
        tables.execute(f"INSERT INTO {KINDS[kind]} ({columns}) VALUES ({marks})", row)
        (back,) = tables.query(f"SELECT * FROM {KINDS[kind]}")
    finally:
        tables.rollback()
    return fact_of(kind, back)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_a_fact_comes_back_from_its_table_as_it_was(tables, kind, data):
    fact = data.draw(facts(kind))

    assert came_back(tables, fact) == fact


@pytest.mark.parametrize(
    "faulty",
    [
        lambda value: unicodedata.normalize("NFKC", value) if isinstance(value, str) else encode(value),
        lambda value: value or None if isinstance(value, str) else encode(value),
        lambda value: ",".join(value) if isinstance(value, tuple) else encode(value),
    ],
    ids=["normalises names", "takes blank for nothing", "joins lists by commas"],
)
def test_the_round_trip_would_find_a_row_that(tables, monkeypatch, faulty):
    monkeypatch.setattr("jusou_meeting.store.row.encode", faulty)

    def is_lost(fact):
        try:
            return came_back(tables, fact) != fact
        except (sqlite3.Error, ValueError):
            return True

    found = settings(database=None, phases=[Phase.generate], max_examples=500)
    find(facts(RoleAssignment), is_lost, settings=found)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_the_columns_of_a_table_are_the_fields_of_its_fact(tables, kind):
    assert {column.name for column in tables.table(KINDS[kind]).columns} == {
        field.name for field in fields(kind)
    }


def test_there_are_the_tables_we_know_of_and_no_others(tables):
    assert set(tables.table_names()) - {"sqlite_sequence"} == set(KINDS.values()) | OTHERS


def test_every_table_of_ours_is_strict(tables):
    ours = set(tables.table_names()) - {"sqlite_sequence", "_sqlite_migrations"}

    assert {name for name in ours if not tables.table(name).strict} == set()


@pytest.mark.parametrize("kind", TABLES, ids=lambda kind: kind.__name__)
def test_what_refers_to_another_record_must_find_it(tables, kind):
    to_records = {
        key.column for key in tables.table(TABLES[kind]).foreign_keys if key.other_table == "record"
    }
    single = {name for name in REFERENCES[kind] if not name.endswith("_ids")}

    assert to_records == {"id", "learned_in"} | single


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_a_table_that_lists_its_words_lists_all_there_are(tables, kind):
    (table,) = tables.query("SELECT sql FROM sqlite_master WHERE name = ?", [KINDS[kind]])
    hints = get_type_hints(kind)
    for name, listed in re.findall(r"CHECK \((\w+) IN \(('[^)]*')\)\)", table["sql"]):
        (codes,) = [each for each in (hints[name], *get_args(hints[name])) if isinstance(each, type(Code))]
        assert listed == ", ".join(f"'{code.value}'" for code in codes)


def test_a_connection_keeps_its_promises(tmp_path):
    with closing(connect(tmp_path / "city.db")) as db:
        told = {
            name: next(iter(db.execute(f"PRAGMA {name}").fetchone()))
            for name in ("journal_mode", "synchronous", "foreign_keys", "trusted_schema", "secure_delete")
        }
    assert told == {
        "journal_mode": "truncate",
        "synchronous": 2,
        "foreign_keys": 1,
        "trusted_schema": 0,
        "secure_delete": 1,
    }


def test_tables_laid_twice_stay_as_they_are(tmp_path):
    store = Store.create(tmp_path / "city.db", municipality="見本市")
    before = store.file.path.read_bytes()

    with closing(connect(store.file.path)) as db:
        migrations.apply(db)
    Store.open(store.file.path)

    assert store.file.path.read_bytes() == before


def test_instants_stand_in_utc_at_one_width_so_that_their_order_is_the_order_of_time():
    in_tokyo = datetime(2026, 11, 26, 14, 0, tzinfo=timezone(timedelta(hours=9)))
    moments = [in_tokyo, in_tokyo + timedelta(microseconds=1), in_tokyo + timedelta(days=400)]

    assert instant(in_tokyo) == "2026-11-26T05:00:00.000000Z"
    assert sorted(map(instant, moments)) == [instant(moment) for moment in moments]
    assert len({len(instant(moment)) for moment in moments}) == 1


def test_what_no_column_can_hold_is_refused():
    for unknown in (object(), {"a": 1}, [1], b"bytes"):
        with pytest.raises(TypeError):
            encode(unknown)


def test_a_word_that_is_no_code_is_not_read_as_one(tables):
    row = row_of(an_involvement()) | {"status": "rumoured"}

    with pytest.raises(KeyError):
        fact_of(Involvement, row)
