"""What a person reads of a file at a Japanese console, and what a program reads of it."""

import json
import os
import subprocess
import sys
from datetime import date

import pytest

from jusou_meeting.cli.listing import as_json, as_table
from jusou_meeting.staff import Staff, StaffRole
from jusou_meeting.store import Store

CASE = {"id": "0123", "number": "R8-0001", "title": "世帯", "opened_on": date(2026, 10, 1), "sample": False}


def columns(text):
    """As a Japanese console counts them: its letters take two bytes of cp932 and two columns."""
    return len(text.encode("cp932", "replace"))


def test_the_columns_stand_straight_under_their_headings():
    rows = [CASE, CASE | {"title": "80代の両親と40代の子", "sample": True}, CASE | {"title": "①ＡﾊﾝｶｸA"}]
    heading, *lines = as_table(rows, "cases").splitlines()

    assert heading.split() == ["番号", "受付日", "見本", "事例の名前", "id"]
    assert lines[0].split() == ["R8-0001", "R8.10.1", "世帯", "0123"]
    assert [columns(line[: line.index("0123")]) for line in lines] == [
        columns(heading[: heading.index("id")])
    ] * 3
    assert "○" in lines[1]
    assert "True" not in lines[1]


def test_a_long_name_is_cut_off_and_bends_no_column():
    [_, line] = as_table([CASE | {"title": "長" * 2_000}], "cases").splitlines()

    assert line.endswith("長…  0123")
    assert columns(line) < 80


@pytest.mark.parametrize(("what", "said"), [("cases", "事例"), ("meetings", "会議")])
def test_an_empty_list_says_that_it_is_empty(what, said):
    assert as_table([], what) == f"{said}はまだありません。"


def test_a_program_is_told_days_and_truths_as_json_knows_them():
    assert json.loads(as_json([CASE], "utf-8")) == [CASE | {"opened_on": "2026-10-01"}]
    assert "世帯" in as_json([CASE], "utf-8")


@pytest.mark.parametrize("encoding", ["utf-8", "cp932"])
def test_a_name_that_the_console_cannot_write_stops_no_list(tmp_path, encoding):
    store = Store.create(tmp_path / "city.db", municipality="見本市")
    (tmp_path / "household.json").write_text('{"title": "𠮷田家 葛󠄀 🏠", "opened_on": "2026-10-01"}', "utf-8")

    def said(*command):
        return subprocess.run(
            [sys.executable, "-m", "jusou_meeting", *command, "--db", str(store.file.path)],
            env=os.environ | {"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"},
            check=True,
            capture_output=True,
        ).stdout.decode(encoding)

    assert "取り込みました" in said("import", str(tmp_path / "household.json"))
    assert "R8-0001" in said("list", "cases")
    [told] = json.loads(said("list", "cases", "--json"))
    assert told["title"] == "𠮷田家 葛󠄀 🏠"
    assert told["id"] == store.cases.all(Staff(id="s", name="", role=StaffRole.COORDINATOR))[0].id
