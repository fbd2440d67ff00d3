"""Commands beside a server that holds the file: copies and entries go on, nobody takes the file away."""

import json

import pytest
from running_server import running_server

from jusou_meeting.cli import run
from jusou_meeting.cli.calling import OPERATOR
from jusou_meeting.store import Store

HOUSEHOLD = {"title": "単身の方", "opened_on": "2026-10-01"}


def test_a_file_that_is_served_is_copied_and_written_to_but_not_put_back(tmp_path, capsys):
    file, copy, household = tmp_path / "city.db", tmp_path / "copy.db", tmp_path / "h.json"
    Store.create(file, municipality="見本市")
    household.write_text(json.dumps(HOUSEHOLD), "utf-8")

    def call(*arguments):
        code = run([*map(str, arguments), "--db", str(file)])
        return code, capsys.readouterr().err

    with running_server(file):
        assert call("backup", "--out", copy) == (0, "")
        assert call("import", household) == (0, "")
        assert call("check") == (0, "")
        code, said = call("restore", copy)
        assert code == 1
        assert "ほかで使われています" in said
        with pytest.raises(RuntimeError, match="ほかで使われています"), running_server(file):
            pass
        assert call("list", "cases") == (0, "")

    assert len(list_of(file)) == 1
    assert call("restore", copy) == (0, "")
    assert list_of(file) == ()
    assert {left.name for left in tmp_path.glob("*before-restore*")} == {"city.db.before-restore-1"}


def list_of(file):
    return Store.open(file).cases.all(OPERATOR)
