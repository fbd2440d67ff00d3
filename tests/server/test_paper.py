"""Papers are made when they are asked for, by whoever may have them, and what tells of a household is written down."""

import hashlib
import re
from dataclasses import replace
from datetime import UTC, date, datetime
from urllib.parse import unquote

import pytest
import requests
from builders import NOW, a_distribution, a_role, an_agency, an_issue
from city import City
from running_server import running_server
from word_reader import body_text, margin_texts

from jusou_meeting.directory_table import sample_table, written_table
from jusou_meeting.documents.handout import PAPERS
from jusou_meeting.japanese_date import today_in_tokyo
from jusou_meeting.meeting import Final
from jusou_meeting.sharing import SharedThing
from jusou_meeting.staff import StaffRole
from jusou_meeting.store.backup import check
from jusou_meeting.vocabulary import Footing

KEPT = b"PK\x03\x04 the minutes as they were"
FINAL = Final(at=NOW, by="佐藤", paper_hash=hashlib.sha256(KEPT).hexdigest())
NOT_OF_EVERY_MEETING = ("corrections", "certificate", "role-sheets", "preparation-sheets")
OF_AN_OPEN_MEETING = [what for what in PAPERS if what not in NOT_OF_EVERY_MEETING]


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    """A city of this file alone, since its meeting is made final."""
    return City(tmp_path_factory.mktemp("town"))


@pytest.fixture(scope="module")
def ask(town):
    """A way to ask for a paper as somebody in this role."""
    with running_server(town.path) as server:

        def asked(path, role=StaffRole.COORDINATOR):
            cookie = {"Cookie": f"jusou_session={town.session(role)}"}
            return requests.get(f"{server.url}/papers/{path}", headers=cookie)

        yield asked


def test_a_sheet_to_prepare_by_is_there_as_soon_as_somebody_is_asked_to_come(ask):
    assert ask("preparation-sheets/meeting").status_code == 200
    assert ask("preparation-sheets/secret-meeting").status_code == 409


def make_final(town, meeting_id="meeting"):
    sato = town.staff
    _, record = town.store.cases.meeting(sato, meeting_id)
    with town.change("閉会") as change:
        change.save(replace(record.meeting, closed_at=NOW))
    seen = town.store.cases.last_seq("case")
    with town.change("確定") as change:
        change.make_final(meeting_id, FINAL, paper=KEPT, household_file="{}", form_hash="f" * 64, seen=seen)


@pytest.mark.parametrize("what", OF_AN_OPEN_MEETING)
@pytest.mark.parametrize("meeting_id", ["meeting", "secret-meeting"])
def test_each_paper_of_a_meeting_is_a_word_file_named_by_the_case(ask, what, meeting_id):
    answer = ask(f"{what}/{meeting_id}")
    assert answer.status_code == 200
    assert answer.content.startswith(b"PK")
    assert answer.headers["content-type"].endswith("wordprocessingml.document")
    name = unquote(answer.headers["content-disposition"])
    assert "UTF-8''R" in name
    assert name.endswith(".docx")
    assert "会津" not in name


def test_a_paper_that_tells_of_the_household_is_a_sharing_and_the_others_only_a_line_in_the_log(ask, town):
    for what in OF_AN_OPEN_MEETING:
        ask(f"{what}/secret-meeting")
    logged = {row["screen"] for row in town.log() if row["action"] == "export"}
    assert set(OF_AN_OPEN_MEETING) <= logged
    shared = {s.thing for s in town.store.cases.sharings(town.staff, "case", Footing.STATUTORY)}
    assert shared == {
        SharedThing.MINUTES,
        SharedThing.PLAN,
        SharedThing.ROLE_TABLE,
        SharedThing.BLANK_ROLE_TABLE,
        SharedThing.AGENDA,
    }


@pytest.mark.parametrize("what", PAPERS)
def test_a_participant_gets_no_paper_and_that_they_asked_is_written_down(ask, town, what):
    assert ask(f"{what}/meeting", StaffRole.PARTICIPANT).status_code == 404
    assert (town.log()[-1]["action"], town.log()[-1]["detail"]) == ("refused", f"/papers/{what}/meeting")


def test_the_programme_of_a_day_goes_to_the_office_alone_and_tells_no_name(ask, town):
    answer = ask("programme/sitting.docx")
    assert "R8-0001" in body_text(answer.content)
    assert {"programme"} == {row["screen"] for row in town.log()[-2:] if row["action"] == "export"}
    assert ask("programme/sitting.docx", StaffRole.PARTICIPANT).status_code == 404
    assert (town.log()[-1]["action"], town.log()[-1]["screen"]) == ("refused", "papers")


def test_the_sample_of_a_directory_goes_to_whoever_keeps_it_and_opens_in_excel(ask, town):
    answer = ask("directory-sample.csv")
    assert answer.content == sample_table()
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert unquote(answer.headers["content-disposition"]).endswith("機関名簿（見本）.csv")
    assert ask("directory-sample.csv", StaffRole.PARTICIPANT).status_code == 404


def test_the_directory_goes_to_whoever_keeps_it_and_is_written_down(ask, town):
    town.store.directory.add(town.staff, [an_agency(name="ひがし園")], at=NOW)
    answer = ask("directory.csv")

    assert answer.content == written_table(
        *town.store.directory.listing(), today=today_in_tokyo(datetime.now(UTC))
    )
    assert "ひがし園" in answer.content.decode("utf-8-sig")
    assert (town.log()[-1]["action"], town.log()[-1]["screen"]) == ("export", "directory")
    assert ask("directory.csv", StaffRole.PARTICIPANT).status_code == 404


@pytest.mark.parametrize(
    "path",
    ["diary/meeting", "plan/nowhere", "programme/nowhere.docx", "ecomap/case.pdf", "network/case.html?footing=none"],
)  # fmt: skip
def test_what_there_is_not_is_not_there_and_nothing_is_said_to_have_left(town, ask, path):
    since = len(town.log())

    assert ask(path).status_code == 404
    assert "export" not in [line["action"] for line in town.log()[since:]]


def test_a_fault_of_ours_is_no_paper_that_is_missing_and_no_hand_that_is_wrong(tmp_path):
    town = City(tmp_path)
    with town.store.file.writing() as db:
        db.execute("UPDATE person SET kinship = 'a word of tomorrow'")
    event = {"number": 1, "kind": "move", "id": "agency", "x": 400, "y": 300}
    with running_server(town.path) as server:
        told = {"Cookie": f"jusou_session={town.session()}", "Origin": server.url}
        paper = requests.get(f"{server.url}/papers/chronology/case.docx", headers=told)
        hand = requests.post(
            f"{server.url}/hands?meeting=meeting", json={"client": "0" * 32, "items": [event]}, headers=told
        )
    log = server.log.read_text("utf-8")  # the second answer comes before its line

    assert (paper.status_code, hand.status_code) == (500, 500)
    assert "この時刻を添えてシステム管理者にお知らせください" in paper.text
    assert log.count("server error KeyError at") == 2
    assert "a word of tomorrow" not in log


def test_minutes_that_are_not_final_have_no_corrections_and_the_answer_says_so(ask):
    answer = ask("corrections/secret-meeting")
    assert answer.status_code == 409
    assert "会議録が確定していない" in answer.text


def test_where_nobody_has_a_role_there_is_no_sheet_to_take_home_and_the_answer_says_so(ask):
    answer = ask("role-sheets/meeting?agency=agency")
    assert answer.status_code == 409
    assert "役割のある機関がない" in answer.text


NUMBERED_MAP = "ecomap/case.docx?footing=consent&meeting=meeting"


def test_papers_of_the_room_leave_once_for_each_number_and_only_to_whoever_may_have_them(ask, town):
    assert ask("agenda/meeting?numbered").status_code == ask(NUMBERED_MAP).status_code == 409  # none yet
    with town.change("番号") as change:
        for number in (1, 2):
            change.save(a_distribution(f"copy-{number}", number=number))
    for path, name in (
        ("agenda/meeting?numbered", "次第（番号入り）"),
        ("blank-roles/meeting?numbered", "役割分担表（手書き用）（番号入り）"),
        (NUMBERED_MAP, "エコマップ（番号入り）"),
    ):
        answer = ask(path)
        assert [re.search("資料№.*部）", head)[0] for head in margin_texts(answer.content, "header")] == [
            "資料№1（全2部）", "資料№2（全2部）",
        ]  # fmt: skip
        assert name in unquote(answer.headers["content-disposition"])
        assert ask(path, StaffRole.PARTICIPANT).status_code == 404
    assert ask("ecomap/case.docx?footing=statutory&meeting=meeting").status_code == 404
    assert ask("ecomap/case.docx?footing=consent&meeting=secret-meeting").status_code == 404
    assert "資料№" not in margin_texts(ask("agenda/meeting").content, "header")[0]


def test_final_minutes_leave_to_the_byte_and_their_corrections_beside_them(ask, town):
    make_final(town)
    assert ask("minutes/meeting").content == KEPT
    assert ask("corrections/meeting").status_code == 200
    told = body_text(ask("certificate/meeting").content)
    mark = town.store.cases.meeting(town.staff, "meeting")[1].final_mark
    assert mark in told
    assert list(check(town.path, mark=mark)) == []
    assert all(FINAL.paper_hash[at : at + 16] in told for at in range(0, 64, 16))
    assert SharedThing.CORRECTIONS in {
        s.thing for s in town.store.cases.sharings(town.staff, "case", Footing.CONSENT)
    }


def test_the_next_meeting_is_a_calendar_file_and_no_sharing(ask, town):
    assert ask("calendar/secret-meeting.ics").status_code == 409
    _, record = town.store.cases.meeting(town.staff, "secret-meeting")
    with town.change("次回", footing=Footing.STATUTORY) as change:
        change.save(replace(record.meeting, next_on=date(2026, 12, 17)))
    answer = ask("calendar/secret-meeting.ics")
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert "DTSTART;VALUE=DATE:20261217" in answer.text
    assert unquote(answer.headers["content-disposition"]).endswith("次回.ics")
    assert ask("calendar/secret-meeting.ics", StaffRole.PARTICIPANT).status_code == 404
    assert [row["footing"] for row in town.log() if row["screen"] == "calendar"] == [None]


def test_what_changed_between_two_moments_is_a_word_file_and_a_sharing(ask, town):
    answer = ask("comparison/case.docx?since=2026-01-01&until=now&footing=statutory")

    assert answer.status_code == 200
    assert answer.content.startswith(b"PK")
    assert "会津" not in unquote(answer.headers["content-disposition"])
    assert SharedThing.COMPARISON in {
        sharing.thing for sharing in town.store.cases.sharings(town.staff, "case", Footing.STATUTORY)
    }


@pytest.mark.parametrize(
    "asked", ["since=2026-01-01", "since=yesterday&until=now", "since=now&until=now&footing=none"]
)
def test_a_comparison_of_no_two_moments_is_told_to_be_none(ask, asked):
    assert ask(f"comparison/case.docx?{asked}").status_code == 404


def test_whoever_may_take_no_paper_may_take_no_comparison(ask):
    assert ask("comparison/case.docx?since=now&until=now", StaffRole.PARTICIPANT).status_code == 404


def test_the_household_in_time_is_a_word_file_and_a_sharing_on_its_footing(ask, town):
    answer = ask("chronology/case.docx?footing=statutory")

    assert answer.status_code == 200
    assert "支援会議" in "".join(margin_texts(answer.content, "header"))
    assert unquote(answer.headers["content-disposition"]).endswith("年表.docx")
    shared = [town.store.cases.sharings(town.staff, "case", footing) for footing in Footing]
    assert [SharedThing.CHRONOLOGY in {sharing.thing for sharing in each} for each in shared] == [False, True]
    assert ask("chronology/case.docx", StaffRole.PARTICIPANT).status_code == 404


def test_what_an_agency_has_to_do_is_a_word_file_and_a_sharing_of_each_case_on_it(ask, town):
    asked = "agency-sheet.docx?agency=地域包括支援センター"
    assert ask(asked).status_code == 409
    with town.change("足す") as change:
        change.save(a_role(in_charge="鈴木 次郎"))
    answer = ask(asked)

    assert answer.status_code == 200
    assert "週1回の訪問" in body_text(answer.content)
    assert unquote(answer.headers["content-disposition"]).endswith("やること 地域包括支援センター.docx")
    assert SharedThing.AGENCY_SHEET in {
        sharing.thing for sharing in town.store.cases.sharings(town.staff, "case", Footing.CONSENT)
    }
    handed = ask(f"{asked}&from=山田 一郎&to=鈴木 次郎")
    assert "山田 一郎　から　鈴木 次郎　へ" in body_text(handed.content)
    assert ask(f"{asked}&to=田中").status_code == 409
    assert ask("agency-sheet.docx").status_code == 404
    for role in (StaffRole.PARTICIPANT, StaffRole.ADMINISTRATOR):
        assert ask(asked, role).status_code == 404


def test_the_network_is_looked_at_in_a_frame_of_our_own_and_nowhere_else(ask, town):
    answer = ask("network/case.html?footing=statutory")

    assert answer.status_code == 200
    assert answer.headers["content-security-policy"] == "frame-ancestors 'self'"
    assert "content-disposition" not in answer.headers
    assert "script-src 'nonce-" in answer.text
    assert {row["screen"] for row in town.log() if row["action"] == "view"} >= {"network"}


def test_map_and_network_leave_as_one_file_which_is_a_sharing(ask, town):
    answer = ask("ecomap/case.html")

    assert answer.headers["content-disposition"].endswith(".html")
    assert "data-kind" in answer.text
    assert SharedThing.MAP in {
        sharing.thing for sharing in town.store.cases.sharings(town.staff, "case", Footing.STATUTORY)
    }


@pytest.mark.parametrize("path", ["network/case.html", "network/nowhere.html", "network/case.html?footing=x"])
def test_whoever_may_take_no_paper_sees_no_network(ask, path):
    assert ask(path, StaffRole.PARTICIPANT).status_code == 404


@pytest.mark.parametrize("form", ["html?nameless", "docx?nameless&a3", "png?nameless"])
def test_a_nameless_map_leaves_in_every_form(ask, form):
    answer = ask(f"ecomap/case.{form}&footing=statutory")

    assert answer.status_code == 200
    assert "（名前を伏せた図）" in unquote(answer.headers["content-disposition"])
    assert "会津".encode() not in answer.content


def test_a_nameless_map_says_so_in_its_name_and_in_the_record_and_names_nobody(ask, town):
    answer = ask("ecomap/case.svg?footing=statutory&nameless")
    [last, *_] = town.store.cases.sharings(town.staff, "case", Footing.STATUTORY)
    assert last.thing is SharedThing.NAMELESS_MAP

    assert "（名前を伏せた図）.svg" in unquote(answer.headers["content-disposition"])
    assert "Ａさん" in answer.text
    assert "会津" not in answer.text


def test_a_comparison_finds_an_act_that_the_screen_listed_however_much_was_done_since(ask, town):
    [listed] = town.store.cases.acts(town.staff, "case", Footing.STATUTORY, most=1)
    for number in range(61):
        with town.change("課題") as change:
            change.save(an_issue(f"issue-{number}"))

    assert ask(f"comparison/case.docx?since={listed.key}&until=now&footing=statutory").status_code == 200
