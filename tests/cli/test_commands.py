"""From a household file to Word without a screen; a refusal is one Japanese sentence."""

import hashlib
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from builders import NOW, a_staff
from docx import Document

from jusou_meeting.cli import commands, run
from jusou_meeting.cli.calling import OPERATOR
from jusou_meeting.documents.handout import PAPERS as MEETING_PAPERS
from jusou_meeting.meeting import Final
from jusou_meeting.staff import Account, Permission, StaffRole
from jusou_meeting.store import Store
from jusou_meeting.store.password import matches
from jusou_meeting.vocabulary import Footing

SAMPLES = Path(__file__).resolve().parents[2] / "sample_data"
HOUSEHOLD = {
    "title": "70代の姉妹の世帯",
    "opened_on": "2026-10-01",
    "people": [
        {"id": "p1", "kinship": "本人", "name": "𠮷田 <b>花</b>"},
        {"id": "p2", "kinship": "妹"},
    ],
    "issues": [{"id": "i1", "subject": "p1", "title": "家賃の滞納"}],
    "agencies": [{"id": "a1", "name": "市建築住宅課", "field": "住宅"}],
    "roles": [
        {"assignee": "a1", "task": "転居先を探す", "for": ["p1"], "issues": ["i1"], "assigned_in": "m1"}
    ],
    "meetings": [
        {
            "id": "m1",
            "kind": "支援会議",
            "reason": "本人と連絡がつかない",
            "held_on": "2026-11-05",
            "opened_at": "2026-11-05T14:00",
            "closed_at": "2026-11-05T15:00",
            "attendees": [{"id": "t1", "agency": "a1"}],
            "decisions": [{"text": "12月までに転居先を決める"}],
        }
    ],
}


@pytest.fixture
def city(tmp_path, capsys):
    """A municipality's file, and a way to run commands on it that returns (exit code, output, error)."""

    def call(*arguments, db=tmp_path / "city.db"):
        code = run([*map(str, arguments), "--db", str(db)])
        said = capsys.readouterr()
        return code, said.out, said.err

    assert call("init", "--municipality", "見本市")[0] == 0
    return call


@pytest.fixture
def written(tmp_path):
    def write(household, name="household.json"):
        path = tmp_path / name
        path.write_text(json.dumps(household, ensure_ascii=False), "utf-8")
        return path

    return write


def test_a_household_written_by_hand_becomes_minutes_in_word(city, written, tmp_path):
    assert city("import", written(HOUSEHOLD))[0] == 0
    [meeting] = json.loads(city("list", "meetings", "--json")[1])

    code, _, error = city("export", "minutes", "--meeting", meeting["id"], "--out", tmp_path / "会議録.docx")

    assert (code, error) == (0, "")
    paper = Document(tmp_path / "会議録.docx")
    text = "\n".join(node.text or "" for node in paper.element.body.iter() if node.tag.endswith("}t"))
    assert "12月までに転居先を決める" in text
    assert "転居先を探す" in text
    assert meeting["kind"] == "支援会議"


def test_a_household_comes_back_as_it_was_written(city, written, tmp_path):
    city("import", written(HOUSEHOLD))
    [case] = json.loads(city("list", "cases", "--json")[1])
    out = tmp_path / "back.json"

    assert city("export", "household", "--case", case["id"], "--out", out)[0] == 0
    back = json.loads(out.read_text("utf-8"))

    assert back["people"][0]["name"] == "𠮷田 <b>花</b>"
    assert back["issues"][0]["title"] == "家賃の滞納"
    assert city("import", out)[0] == 0


@pytest.mark.parametrize(("suffix", "begins"), [(".svg", b"<"), (".png", b"\x89PNG")])
def test_the_map_leaves_as_a_picture(city, written, tmp_path, suffix, begins):
    city("import", written(HOUSEHOLD))
    [case] = json.loads(city("list", "cases", "--json")[1])
    out = tmp_path / f"map{suffix}"

    assert city("export", "ecomap", "--case", case["id"], "--out", out)[0] == 0
    assert out.read_bytes().startswith(begins)


def test_the_household_in_time_leaves_as_a_word_file(city, written, tmp_path):
    city("import", written(HOUSEHOLD | {"events": [{"happened": "令和8年5月", "text": "転居"}]}))
    [case] = json.loads(city("list", "cases", "--json")[1])
    out = tmp_path / "年表.docx"

    assert city("export", "chronology", "--case", case["id"], "--out", out)[::2] == (0, "")
    words = "".join(node.text or "" for node in Document(out).element.body.iter() if node.tag.endswith("}t"))
    assert "転居" in words
    assert city("export", "chronology", "--out", out)[0] == 2


def test_a_file_is_begun_with_the_name_of_its_municipality_or_says_when_that_is_asked(city, tmp_path):
    assert "最初の画面で" not in city("init", "--municipality", " 見本市\n", db=tmp_path / "named.db")[1]
    assert Store.open(tmp_path / "named.db").municipality == "見本市"

    code, said, _ = city("init", db=tmp_path / "nameless.db")
    assert code == 0
    assert "市町村の名前は、最初の画面で入れます" in said


def test_a_demonstration_holds_the_sample_households(city, tmp_path):
    assert city("demo", db=tmp_path / "demo.db")[0] == 0
    cases = json.loads(city("list", "cases", "--json", db=tmp_path / "demo.db")[1])

    assert len(cases) == len(list(SAMPLES.glob("household-*.json")))
    assert all(case["sample"] for case in cases)


def test_a_household_in_a_demonstration_is_a_sample_and_whoever_brings_it_is_told(city, written, tmp_path):
    """Invented households stand beside real offices: no screen and no paper of the file may pass for a real one."""
    demo = tmp_path / "demo.db"
    city("demo", db=demo)

    code, _, warning = city("import", written(HOUSEHOLD), db=demo)
    assert code == 0
    assert warning.endswith("これは見本のファイルです。実際の世帯の情報は入れないでください。\n")
    [case] = [
        c for c in json.loads(city("list", "cases", "--json", db=demo)[1]) if c["title"] == HOUSEHOLD["title"]
    ]
    assert case["sample"]
    city("export", "ecomap", "--case", case["id"], "--out", tmp_path / "map.svg", db=demo)
    assert "架空" in (tmp_path / "map.svg").read_text("utf-8")

    assert city("import", written(HOUSEHOLD | {"sample": True}), db=demo)[2] == ""
    assert city("import", written(HOUSEHOLD))[2] == ""
    assert not json.loads(city("list", "cases", "--json")[1])[0]["sample"]


def test_what_cannot_be_right_in_a_family_is_told_when_it_is_brought_in(city, written):
    mutual = [{"between": pair, "bond": "親子"} for pair in (["p1", "p2"], ["p2", "p1"])]

    code, said, noticed = city("import", written(HOUSEHOLD | {"family_ties": mutual}))

    assert (code, said.startswith("取り込みました：")) == (0, True)
    assert noticed.startswith("「本人」は「妹」の親とされていますが、")


def test_a_backup_brings_back_what_was_there(city, written, tmp_path):
    city("import", written(HOUSEHOLD))
    assert city("backup", "--out", tmp_path / "copy.db")[0] == 0
    city("import", written(HOUSEHOLD))

    assert city("restore", tmp_path / "copy.db")[0] == 0

    assert len(json.loads(city("list", "cases", "--json")[1])) == 1
    assert city("check")[0] == 0


def test_a_mark_from_a_backup_is_found_again_in_the_file_that_went_on(city, written, tmp_path):
    [mark] = re.findall(r"印 ([0-9a-f-]+)）", city("backup", "--out", tmp_path / "copy.db")[1])
    city("import", written(HOUSEHOLD))

    assert city("check", "--mark", mark)[0] == 0
    [later] = re.findall(r"印は ([0-9a-f-]+) です", city("check")[1])
    code, _, error = city("check", "--mark", later, db=tmp_path / "copy.db")
    assert code == 1
    assert "0番までです" in error
    assert city("check", "--mark", "昨日")[0] == 2


NOT_YET = {
    "corrections": "会議録が確定していない",
    "certificate": "確定の証はありません",
    "role-sheets": "役割票はつくりません",
}
"""The papers that this meeting has not, and why."""


def test_every_paper_of_a_meeting_leaves_by_command(city, written, tmp_path):
    city("import", written(HOUSEHOLD))
    [meeting] = json.loads(city("list", "meetings", "--json")[1])
    for what in MEETING_PAPERS:
        out = tmp_path / f"{what}.docx"
        code, _, error = city("export", what, "--meeting", meeting["id"], "--out", out)
        if what in NOT_YET:
            assert (code, error.count("\n")) == (1, 1)
            assert NOT_YET[what] in error
        else:
            assert (code, error) == (0, "")
            assert Document(out).core_properties.subject == meeting["case_number"]


def test_a_paper_that_tells_nothing_of_the_household_is_no_sharing(city, written, tmp_path):
    city("import", written(HOUSEHOLD))
    [case] = json.loads(city("list", "cases", "--json")[1])
    [meeting] = json.loads(city("list", "meetings", "--json")[1])
    for what in ("invitation", "attendance", "plan"):
        city("export", what, "--meeting", meeting["id"], "--out", tmp_path / f"{what}.docx")

    store = Store.open(tmp_path / "city.db")
    shared = store.cases.sharings(OPERATOR, case["id"], Footing.STATUTORY)
    assert [sharing.thing.value for sharing in shared] == ["plan"]
    with store.file.reading() as db:
        logged = [row["screen"] for row in db.query("SELECT screen FROM access ORDER BY seq")]
    assert logged[-3:] == ["invitation", "attendance", "plan"]


def test_final_minutes_leave_as_they_were_kept(city, written, tmp_path):
    city("import", written(HOUSEHOLD))
    [meeting] = json.loads(city("list", "meetings", "--json")[1])
    store, kept = Store.open(tmp_path / "city.db"), b"PK the minutes"
    final = Final(at=NOW, by="佐藤", paper_hash=hashlib.sha256(kept).hexdigest())
    with store.cases.change(
        OPERATOR, Permission.HOLD_MEETING, "確定", case_id=meeting["case"], footing=Footing.STATUTORY, at=NOW
    ) as change:
        change.make_final(
            meeting["id"], final, paper=kept, household_file="{}", form_hash="f" * 64,
            seen=store.cases.last_seq(meeting["case"]),
        )  # fmt: skip

    assert city("export", "minutes", "--meeting", meeting["id"], "--out", tmp_path / "m.docx")[0] == 0
    assert (tmp_path / "m.docx").read_bytes() == kept
    assert city("export", "corrections", "--meeting", meeting["id"], "--out", tmp_path / "c.docx")[0] == 0


PAPERS = {
    "minutes": ".docx",
    "plan": ".docx",
    "household": ".json",
    "ecomap": ".svg",
    "chronology": ".docx",
    "backup": ".db",
}


def test_every_paper_that_leaves_by_command_is_in_the_record_of_what_was_shared(city, written, tmp_path):
    city("import", written(HOUSEHOLD))
    [case] = json.loads(city("list", "cases", "--json")[1])
    [meeting] = json.loads(city("list", "meetings", "--json")[1])
    city("export", "minutes", "--meeting", meeting["id"], "--out", tmp_path / "会議録.docx")
    city("export", "household", "--case", case["id"], "--out", tmp_path / "世帯.json")
    city("export", "ecomap", "--case", case["id"], "--out", tmp_path / "図.svg")
    city("export", "ecomap", "--nameless", "--case", case["id"], "--out", tmp_path / "図2.svg")
    city("export", "chronology", "--confidential", "--case", case["id"], "--out", tmp_path / "年表.docx")

    shared = Store.open(tmp_path / "city.db").cases.sharings(OPERATOR, case["id"], Footing.STATUTORY)
    assert [(sharing.thing.value, sharing.meeting_id, sharing.basis) for sharing in shared] == [
        ("chronology", None, "社会福祉法第106条の6"),
        ("ecomap-nameless", None, "本人の同意は記録されていません"),
        ("ecomap", None, "本人の同意は記録されていません"),
        ("household", None, "社会福祉法第106条の6"),
        ("minutes", meeting["id"], "社会福祉法第106条の6"),
    ]


@pytest.fixture(params=PAPERS)
def leaving(request, city, written):
    """A way to let one kind of paper, or a backup, leave for a place."""
    city("import", written(HOUSEHOLD))
    [case] = json.loads(city("list", "cases", "--json")[1])
    [meeting] = json.loads(city("list", "meetings", "--json")[1])
    of = ("--meeting", meeting["id"]) if request.param in MEETING_PAPERS else ("--case", case["id"])
    command = ("backup",) if request.param == "backup" else ("export", request.param, *of)

    def leave(folder, *arguments):
        out = folder / f"出す{PAPERS[request.param]}"
        return out, *city(*command, "--out", out, *arguments)

    return leave


def test_what_lies_there_already_is_overwritten_only_when_asked(leaving, tmp_path):
    out, code, _, _ = leaving(tmp_path)
    assert code == 0
    out.write_text("手で書いたメモ", "utf-8")

    _, code, _, error = leaving(tmp_path)
    assert (code, error.count("\n")) == (1, 1)
    assert "すでにあります" in error
    assert out.read_text("utf-8") == "手で書いたメモ"

    assert leaving(tmp_path, "--overwrite")[1] == 0
    assert len(out.read_bytes()) > 100
    assert not list(tmp_path.glob("*draft*"))


def test_a_folder_that_is_not_there_is_named(leaving, tmp_path):
    _, code, _, error = leaving(tmp_path / "usb")

    assert (code, error) == (
        1,
        f"フォルダー {tmp_path / 'usb'} がありません。場所を確かめるか、先に作ってください。\n",
    )


def test_where_nothing_can_be_written_is_named(leaving):
    out, code, _, error = leaving(Path("/proc"))

    assert (code, error.count("\n")) == (1, 1)
    assert f"{out} に書き込めません" in error


def test_a_disk_without_room_leaves_no_half_written_paper(leaving, tmp_path):
    resource = pytest.importorskip("resource")
    there = set(tmp_path.iterdir())
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (500, limits[1]))
    try:
        _, code, _, error = leaving(tmp_path)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)

    assert (code, error.count("\n")) == (1, 1)
    assert "ディスク" in error
    assert set(tmp_path.iterdir()) == there


@pytest.mark.parametrize(
    ("arguments", "code", "about"),
    [
        (("export", "minutes", "--meeting", "nowhere", "--out", "x.docx"), 1, "nowhere"),
        (("export", "household", "--case", "nowhere", "--out", "x.json"), 1, "nowhere"),
        (("export", "minutes", "--out", "x.docx"), 2, "--meeting"),
        (("export", "plan", "--out", "x.docx"), 2, "--meeting"),
        (("export", "roles", "--meeting", "nowhere", "--out", "x.docx"), 1, "nowhere"),
        (("export", "agenda", "--meeting", "m", "--out", "x.pdf"), 1, ".docx"),
        (("export", "minutes", "--meeting", "m"), 2, "--out"),
        (("import", "absent.json"), 1, "absent.json"),
        (("restore", "absent.db"), 1, "absent.db"),
        (("list", "everything"), 2, "meetings"),
        (("list", "cases", "--yaml"), 2, "--yaml"),
        (("dance",), 2, "命令"),
    ],
)
def test_a_refusal_is_one_japanese_sentence(city, arguments, code, about):
    ended, _, error = city(*arguments)

    assert ended == code
    assert about in error
    assert error.count("\n") == 1
    assert "Traceback" not in error
    assert "Error" not in error
    assert any("ぁ" <= sign <= "ん" for sign in error)


@pytest.mark.parametrize("command", ["list cases", "check", "backup --out copy.db"])
@pytest.mark.parametrize("content", [None, b"", b"no database at all" * 100])
def test_a_file_that_is_none_of_ours_is_refused_in_a_sentence(city, tmp_path, command, content):
    strange = tmp_path / "strange.db"
    if content is not None:
        strange.write_bytes(content)

    code, _, error = city(*command.split(), db=strange)

    assert code == 1
    assert error.count("\n") == 1
    assert content is None or strange.read_bytes() == content


def test_a_household_file_with_a_fault_changes_nothing(city, written):
    faulty = json.loads(json.dumps(HOUSEHOLD))
    faulty["people"][1]["sex"] = "男性"

    code, _, error = city("import", written(faulty))

    assert code == 1
    assert "sex" in error
    assert "男性" in error
    assert json.loads(city("list", "cases", "--json")[1]) == []


def test_the_command_line_is_a_program_of_its_own(tmp_path):
    called = subprocess.run(
        [sys.executable, "-m", "jusou_meeting", "list", "cases", "--db", str(tmp_path / "none.db")],
        capture_output=True, text=True, encoding="utf-8", check=False,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )  # fmt: skip

    assert called.returncode == 1
    assert called.stdout == ""
    assert called.stderr.count("\n") == 1


def test_every_command_helps_in_japanese(capsys):
    for name, command in commands.commands.items():
        assert command.help, name
        assert any("ぁ" <= sign <= "ん" for sign in command.help)


def test_whoever_holds_the_file_makes_the_first_administrator(city, tmp_path, monkeypatch):
    typed = iter(
        [
            "ゆきどけの川をわたる朝に聞いた歌",
            "ゆきどけの川をわたる朝に聞いた歌",
            "みじかい",
            "ゆきどけの川をわたる朝に聞いた歌",
            "違う",
        ]
    )
    monkeypatch.setattr("click.termui.hidden_prompt_func", lambda prompt: next(typed))

    made = city("administrator", "--login", "kanri", "--name", "管理 太郎")
    too_short = city("administrator", "--login", "second", "--name", "管理 次郎")
    unlike = city("administrator", "--login", "third", "--name", "管理 三郎")
    nobody = city("administrator", "--login", "　", "--name", "管理 四郎")

    assert made[0] == 0
    assert made[1].endswith("システム管理者を登録しました：管理 太郎\n")
    assert [code for code, *_ in (too_short, unlike)] == [1, 1]
    assert (nobody[0], "--login と --name" in nobody[2]) == (2, True)
    assert "15文字以上" in too_short[2]
    assert "一致していません" in unlike[2]
    [account] = Store.open(tmp_path / "city.db").accounts.all()
    assert (account.login, account.role) == ("kanri", StaffRole.ADMINISTRATOR)


def test_whoever_holds_the_file_chooses_a_forgotten_password_anew(city, tmp_path, monkeypatch):
    first, second = "ゆきどけの川をわたる朝に聞いた歌", "なつの山でひろった小さな石のはなし"
    typed = iter([first, first, second, second])
    monkeypatch.setattr("click.termui.hidden_prompt_func", lambda prompt: next(typed))
    city("administrator", "--login", "kanri", "--name", "管理 太郎")

    changed = city("password", "--login", "KANRI")
    nobody = city("password", "--login", "dareka")

    assert (changed[0], changed[1].endswith("パスワードを決め直しました：管理 太郎\n")) == (0, True)
    assert (nobody[0], "というサインイン名の職員はいません。" in nobody[2]) == (1, True)
    store = Store.open(tmp_path / "city.db")
    store.accounts.add(
        Account(
            id="gone",
            login="gone",
            name="前任者",
            role=StaffRole.COORDINATOR,
            password_hash="",
            disabled_at=NOW,
        ),
        by=a_staff(StaffRole.ADMINISTRATOR),
        at=NOW,
    )
    gone = city("password", "--login", "gone")
    assert (gone[0], "停止されています" in gone[2]) == (1, True), "it is said before anything is asked"
    account = store.accounts.named("kanri")
    assert matches(second, account.password_hash)
