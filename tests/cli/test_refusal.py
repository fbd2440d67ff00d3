"""Whatever goes wrong, the answer is one Japanese sentence and an exit code."""

import gettext
import os
import re
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, suppress
from pathlib import Path

import pytest

from jusou_meeting.__main__ import told
from jusou_meeting.cli import commands, run
from jusou_meeting.store import Store

ENGLISH = re.compile(
    r"Usage|Options|Commands|Arguments|Missing|Error|Invalid|such|Show|exit|mean|Try|required|default|TEXT|"
    r"ARGS|not |does|unexpected|Traceback"
)


def ended(*arguments, **said):
    """How the program ended, started as a person starts it."""
    return subprocess.run(
        [sys.executable, "-m", "jusou_meeting", *map(str, arguments)],
        capture_output=True, text=True, encoding="utf-8", check=False,
        env={**os.environ, "PYTHONIOENCODING": "utf-8", "LANGUAGE": "en", "LANG": "en_US.UTF-8"},
        **said,
    )  # fmt: skip


def is_one_sentence(said):
    return bool(re.fullmatch(r"[^\n]*[ぁ-ん][^\n]*。\n", said)) and not ENGLISH.search(said)


@pytest.fixture
def file(tmp_path):
    return Store.create(tmp_path / "city.db", municipality="見本市").file.path


@pytest.mark.parametrize("command", [(), *((name,) for name in commands.commands)])
def test_the_help_is_japanese_only(capsys, monkeypatch, command):
    monkeypatch.setenv("LANGUAGE", "en")
    assert run([*command, "--help"]) == 0

    said = capsys.readouterr().out
    assert "使い方：" in said
    assert "この説明を出します" in said
    assert not ENGLISH.search(said)
    assert os.environ["LANGUAGE"] == "en"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["exprt"], "「exprt」という命令はありません。'export' ではありませんか。"),
        (["list", "case"], "「case」とは書けません。'cases', 'meetings' のどれかにしてください。"),
        (["list"], "cases か meetings を指定してください。"),
        (["list", "cases", "meetings"], "「meetings」が余分です。"),
        (["list", "cases", "--json=1"], "--json に値は書けません。"),
        (["list", "cases", "--jsn"], "「--jsn」という指定はありません。'--json' ではありませんか。"),
        (["backup"], "--out を指定してください。"),
        (["backup", "--out"], "--out の値を書いてください。"),
        (["import"], "FILE を指定してください。"),
        (["check", "--db", "/"], "「/」はフォルダーです。ファイルの名前まで書いてください。"),
    ],
)
def test_a_wrong_call_is_answered_in_a_japanese_sentence(capsys, arguments, said):
    assert run(arguments) == 2

    told = capsys.readouterr()
    assert told.out == ""
    assert told.err == f"{said}使い方は --help で見られます。\n"


def test_no_command_at_all_shows_the_help(capsys):
    assert run([]) == 2
    assert not ENGLISH.search(capsys.readouterr().out)


@pytest.mark.parametrize("command", ["list cases", "check", "import /dev/null", "backup --out {}/copy.db"])
@pytest.mark.parametrize("state", ["none", "text", "secret", "foreign", "newer", "locked"])
def test_a_file_that_cannot_be_used_is_answered_in_a_sentence(
    tmp_path, capsys, file, command, state, monkeypatch
):
    if state == "none":
        file.unlink()
    elif state == "text":
        file.write_text("メモです。" * 100, "utf-8")
    elif state == "secret":
        file.write_bytes(os.urandom(8192))
    elif state == "foreign":
        file.unlink()
        with closing(sqlite3.connect(file)) as db:
            db.executescript("CREATE TABLE other (a); PRAGMA user_version = 3")
    elif state == "newer":
        with closing(sqlite3.connect(file)) as db, db:
            db.execute(
                "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) SELECT migration_set, 'm9999', '' FROM _sqlite_migrations LIMIT 1"
            )
    elif state == "locked":
        monkeypatch.setattr("jusou_meeting.store.driver._SETTINGS", ("PRAGMA busy_timeout=1",))
        holder = sqlite3.connect(file, isolation_level=None)
        holder.execute("BEGIN EXCLUSIVE")
    before = file.read_bytes() if state not in ("none", "locked") else None

    code = run([*command.format(tmp_path).split(), "--db", str(file)])

    told = capsys.readouterr()
    assert code == 1
    assert is_one_sentence(told.err)
    if state == "none":
        assert command == "check" or ("init" in told.err and "demo" in told.err)
        assert not file.exists()
    elif state == "locked":
        assert "ほかで使われています" in told.err
        holder.close()
    else:
        assert file.read_bytes() == before
    assert not (tmp_path / "copy.db").exists()


def test_a_new_file_is_never_put_on_what_lies_there(tmp_path, capsys):
    memo = tmp_path / "memo.txt"
    memo.write_text("メモ", "utf-8")
    for command in ("init", "demo"):
        assert run([command, "--db", str(memo)]) == 1
        assert "すでにあります" in capsys.readouterr().err
    assert memo.read_text("utf-8") == "メモ"


def test_a_reader_that_has_had_enough_is_no_trouble(file):
    reading, writing = os.pipe()
    os.close(reading)
    program = subprocess.run(
        [sys.executable, "-m", "jusou_meeting", "list", "cases", "--json", "--db", file],
        stdout=writing, stderr=subprocess.PIPE, check=False,
    )  # fmt: skip
    os.close(writing)

    assert program.stderr == b""
    assert program.returncode == 1


def waits_for(program, file):
    """The program has the file open, and waits because somebody else holds it."""
    until = time.monotonic() + 30
    while time.monotonic() < until:
        with suppress(FileNotFoundError):
            if any(link.resolve() == file for link in Path(f"/proc/{program.pid}/fd").iterdir()):
                return
        time.sleep(0.05)
    raise AssertionError("the program never opened the file")


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="nobody here tells which files are open")
def test_ctrl_c_ends_a_command_with_a_sentence_and_leaves_nothing(tmp_path, file):
    with closing(sqlite3.connect(file, isolation_level=None)) as held:
        held.execute("BEGIN EXCLUSIVE")
        program = subprocess.Popen(
            [sys.executable, "-m", "jusou_meeting", "backup", "--out", tmp_path / "copy.db", "--db", file],
            stderr=subprocess.PIPE, text=True, encoding="utf-8", env=os.environ | {"PYTHONIOENCODING": "utf-8"},
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # also where the tests run in the background
        )  # fmt: skip
        waits_for(program, file)
        program.send_signal(signal.SIGINT)
        time.sleep(0.1)

    said = program.communicate(timeout=30)[1]
    assert program.returncode == 1
    assert said.strip() == "中止しました。"
    assert not list(tmp_path.glob("copy*"))


def test_a_mistake_of_ours_is_told_without_what_the_household_said(capsys):
    try:
        {}["山田太郎"]
    except KeyError as error:
        told(KeyError, error, error.__traceback__)

    said = capsys.readouterr().err
    assert is_one_sentence(said.replace("KeyError", ""))
    assert re.search(r"（KeyError、test_refusal\.py \d+行）", said)
    assert "山田" not in said


def test_the_words_of_click_are_compiled_as_they_are_written():
    """`msgfmt` writes the .mo from the .po; whoever edits one must not forget the other."""
    words = Path(sys.modules["jusou_meeting.cli"].__file__).with_name("locale") / "ja" / "LC_MESSAGES"
    written = re.findall(
        r'^msgid "(.+)"\n(?:msgid_plural "(.+)"\n)?msgstr(?:\[0\])? "(.+)"$',
        (words / "messages.po").read_text("utf-8"),
        re.M,
    )
    with (words / "messages.mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)

    assert len(written) > 15
    for one, several, japanese in written:
        assert (compiled.ngettext(one, several, 2) if several else compiled.gettext(one)) == japanese
