"""What the room and the day need, by command: the programme of a sitting, numbered copies, the next day for a calendar."""

import json
import re

import pytest
from word_reader import body_text, margin_texts

from jusou_meeting.cli import run
from jusou_meeting.cli.calling import OPERATOR
from jusou_meeting.store import Store
from jusou_meeting.vocabulary import Footing

HOUSEHOLD = {
    "title": "単身の方",
    "opened_on": "2026-10-01",
    "people": [{"id": "p", "kinship": "本人", "name": "会津 太郎"}],
    "agencies": [{"id": "a", "name": "市建築住宅課"}],
    "meetings": [
        {
            "id": "m",
            "kind": "支援会議",
            "reason": "本人と連絡がつかない",
            "held_on": "2026-11-05",
            "starts_at": "14:00",
            "ends_at": "15:00",
            "opened_at": "2026-11-05T14:00",
            "closed_at": "2026-11-05T15:00",
            "next_on": "2026-12-03",
            "attendees": [{"id": "t", "agency": "a"}],
            "distributions": [{"number": 1, "attendee": "t"}, {"number": 2}],
        }
    ],
}


OF_TWO = {
    "title": "きょうだい二人の世帯",
    "opened_on": "2026-10-01",
    "people": [{"id": "p", "kinship": "本人"}, {"id": "s", "kinship": "姉"}],
    "issues": [{"title": "治療の中断", "subject": "s"}],
    "agencies": [{"id": "a", "name": "市建築住宅課"}, {"id": "b", "name": "地域包括支援センター"}],
    "consents": [
        {"person": "p", "given_on": "2026-10-01", "agencies": ["a", "b"]},
        {"person": "s", "given_on": "2026-10-01", "agencies": ["a"]},
    ],
    "meetings": [
        {
            "kind": "重層的支援会議",
            "held_on": "2026-11-05",
            "starts_at": "14:00",
            "attendees": [{"id": "t", "agency": "a"}, {"agency": "b"}],
            "distributions": [{"number": 1, "attendee": "t"}],
        }
    ],
}


@pytest.fixture
def export(request, tmp_path, capsys):
    """A way to let something of the one meeting leave: its exit code, what was said, and the file."""
    city, household = tmp_path / "city.db", tmp_path / "household.json"
    household.write_text(json.dumps(getattr(request, "param", HOUSEHOLD)), "utf-8")
    assert run(["init", "--municipality", "見本市", "--db", str(city)]) == 0
    assert run(["import", str(household), "--db", str(city)]) == 0
    capsys.readouterr()
    run(["list", "meetings", "--json", "--db", str(city)])
    [meeting] = json.loads(capsys.readouterr().out)

    def call(what, *arguments, of="--meeting", suffix=".docx"):
        out = tmp_path / f"{what}{suffix}"
        named = meeting["id"] if of == "--meeting" else meeting["case"]
        code = run(
            ["export", what, of, named, *arguments, "--out", str(out), "--overwrite", "--db", str(city)]
        )
        return code, capsys.readouterr().err, out.read_bytes() if code == 0 else b""

    call.store, call.meeting = Store.open(city), meeting
    return call


def log_of(export):
    with export.store.file.reading() as db:
        return list(db.query("SELECT screen, case_id, meeting_id, footing FROM access ORDER BY seq"))


def test_the_programme_of_the_sitting_tells_numbers_and_hours_and_is_no_sharing(export):
    code, error, file = export("programme")

    assert (code, error) == (0, "")
    assert "14:00～15:00" in body_text(file)
    assert "会津" not in body_text(file)
    [line] = log_of(export)
    assert line == {
        "screen": "programme", "case_id": export.meeting["case"], "meeting_id": export.meeting["id"],
        "footing": None,
    }  # fmt: skip


@pytest.mark.parametrize("what", ["agenda", "blank-roles", "ecomap"])
def test_papers_of_the_room_leave_once_for_each_numbered_copy(export, what):
    code, error, file = export(what, "--numbered")

    assert (code, error) == (0, "")
    assert [re.search("資料№.*?部）", head)[0] for head in margin_texts(file, "header")] == [
        "資料№1（全2部）", "資料№2（全2部）",
    ]  # fmt: skip
    [shared] = export.store.cases.sharings(OPERATOR, export.meeting["case"], Footing.STATUTORY)
    assert (shared.thing.value, shared.meeting_id) == (what, export.meeting["id"])


@pytest.mark.parametrize("export", [OF_TWO], indirect=True)
def test_a_map_for_the_room_tells_of_the_sister_only_what_her_consent_lets_every_agency_there_know(export):
    to_one_agency = export("ecomap", of="--case")[2]
    to_the_room = export("ecomap", "--numbered")[2]

    assert "治療の中断" in body_text(to_one_agency)
    assert "治療の中断" not in body_text(to_the_room)


@pytest.mark.parametrize(
    ("what", "said", "code", "told"),
    [
        ("minutes", {}, 2, "--numbered は agenda・blank-roles・ecomap に付けられます。"),
        ("ecomap", {"of": "--case"}, 2, "--meeting を指定してください。"),
        ("ecomap", {"suffix": ".svg"}, 1, ".docx で終わるように"),
    ],
)
def test_what_is_not_handed_out_in_the_room_has_no_numbered_copies(export, what, said, code, told):
    ended, error, _ = export(what, "--numbered", **said)

    assert (ended, error.count("\n")) == (code, 1)
    assert told in error
    assert log_of(export) == []


@pytest.mark.parametrize(
    ("what", "words", "of", "told"),
    [
        ("minutes", ["--nameless"], "--meeting", "--nameless は ecomap に付けられます。"),
        ("chronology", ["--nameless"], "--case", "--nameless は ecomap に付けられます。"),
        ("agenda", ["--confidential"], "--meeting", "--confidential は ecomap・chronology に付けられます。"),
        (
            "ecomap", ["--numbered", "--confidential"], "--meeting",
            "--numbered のときは、その会議の種別に従います。--confidential は付けられません。",
        ),
    ],
)  # fmt: skip
def test_a_word_that_would_change_nothing_of_a_paper_is_answered_and_nothing_leaves(
    export, what, words, of, told
):
    ended, error, _ = export(what, *words, of=of)

    assert (ended, error) == (2, f"{told}\n")
    assert log_of(export) == []


def test_the_next_day_leaves_for_a_calendar_and_names_nobody(export):
    code, _, file = export("calendar", suffix=".ics")

    assert code == 0
    assert "20261203" in file.decode()
    assert "会津" not in file.decode()
    assert export("calendar")[:2] == (1, "書き出す先の名前は .ics で終わるようにしてください。\n")
