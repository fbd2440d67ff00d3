"""Two households through their meetings in a real browser, and what the papers then say, line by line."""

from pathlib import Path

import pytest
import script_C01 as later
import script_C02 as script
from browsing import ready
from hour import Coordinator, begin, bring_in
from openxml_audit import OpenXmlValidator
from playwright.sync_api import expect
from running_server import running_server
from word_reader import body_text, faults, margin_texts, rows

HOUSEHOLDS = Path(__file__).resolve().parents[1] / "households"
C01, C02 = HOUSEHOLDS / "hour_C01.json", HOUSEHOLDS / "hour_C02.json"

pytestmark = pytest.mark.browser


@pytest.fixture
def office(tmp_path):
    with running_server(tmp_path / "city.db") as server:
        yield server


def paper(coordinator, title):
    download = coordinator.paper(title)
    file = Path(download.path())
    docx = file.with_suffix(".docx")
    docx.write_bytes(file.read_bytes())
    assert [str(error) for error in OpenXmlValidator().validate(docx).errors] == []
    assert faults(docx.read_bytes()) == []
    return docx.read_bytes()


@pytest.mark.nightly
def test_a_household_goes_from_secrecy_to_consent_to_its_closing(office, visitor):
    window = visitor.window()
    begin(window, office)
    bring_in(window, C01)
    coordinator = Coordinator(window, office.path)

    later.first_meeting(coordinator)
    first = body_text(paper(coordinator, "会議録"))
    assert later.FROM_POLICE in first
    assert later.POLICE not in first.split(later.FROM_POLICE)[0].rsplit("\n", 2)[-1]
    assert later.PENDING in body_text(paper(coordinator, "支援方針（案）"))
    later.consent_is_given(coordinator)
    later.the_roles_cross(coordinator)
    later.second_meeting(coordinator)
    minutes, plan = paper(coordinator, "会議録"), paper(coordinator, "支援プラン（案）")
    told, planned = body_text(minutes), body_text(plan)

    secrets = (later.FROM_POLICE, "臨場", later.POLICE, "高齢者虐待", "40回ほど", later.PENDING)
    assert [secret for secret in secrets if secret in told + planned] == []
    reviewed = rows(minutes, "前回までの役割の確認")
    for task, standing in zip(later.FIRST_ROLES, ("継続", "継続", "完了"), strict=True):
        assert any(task in " ".join(row) and standing in row for row in reviewed), task
    for said in (*later.SECOND_REMARKS, later.SECOND_DECISION, later.GAP, later.SAFE_CONTACT):
        assert said in told, said
    for said in (
        *later.WISHES.values(),
        later.PASSED_ON,
        later.DIRECTION,
        later.LONG_GOAL,
        *later.SHORT_GOALS,
    ):
        assert said in told, said
        assert said in planned, said
    for task, agency in later.SECOND_ROLES.items():
        assert any(
            task in " ".join(row) and agency in " ".join(row) for row in rows(minutes, "役割分担表")
        ), task
        assert task in planned
    for task, (kind, text, _) in later.CONDITIONS.items():
        [line] = [row for row in rows(minutes, "役割分担表") if task in row[3]]
        assert kind in line[6]
        assert text in line[3]
    assert "本人（自署）" in planned.replace(" ", "").replace("　", "")
    assert "支援決定" in planned
    assert "R9.1.31" in planned or "令和9年1月31日" in planned

    later.third_meeting(coordinator)
    final = paper(coordinator, "会議録")
    closing = body_text(final)
    for said in (*later.CLOSING.values(), later.CLOSING_DECISION, "終結", "受診は2回で間が空いた"):
        assert said in closing, said
    assert final == paper(coordinator, "会議録")
    assert visitor.complaints == []


@pytest.mark.nightly
def test_an_hour_is_held_and_its_papers_say_all_that_was_said_and_nothing_else(office, visitor):
    window = visitor.window()
    begin(window, office)
    bring_in(window, C02)
    coordinator = Coordinator(window, office.path)
    script.made_ready(coordinator)
    coordinator.tab("準備")
    for title in (
        "開催通知・出席依頼（案）",
        "次第",
        "出席者名簿（守秘の確認欄つき）",
        "役割分担表（手書き用）",
    ):
        expect(window.get_by_role("link", name=title, exact=True)).to_be_visible()
    coordinator.open()
    for _, step in script.SCRIPT:
        step(coordinator)
    coordinator.close(next_time=script.NEXT_TIME, returned="12部中12部")

    minutes = paper(coordinator, "会議録")
    policy = paper(coordinator, "支援方針（案）")
    table = paper(coordinator, "役割分担表")
    told = body_text(minutes)

    for said in (*script.REMARKS, script.HIDDEN, *script.DECISIONS, *script.ROLES, script.GAP, script.WISH):
        assert said in told, said
    avoid = next(text for text in script.REMARKS if text.startswith("支援者が"))
    for said in (script.GAP, script.DECISIONS[0], avoid):
        assert told.count(said) == 1, said
    assert "（→役割№6）" in told
    assert any(script.NO_HOME in row for row in rows(minutes, "課題"))
    for said in (script.PLACE, script.REASON, script.NEXT_TIME, "12部中12部", "高齢福祉課長", "64歳"):
        assert said in told, said
    for task, (kind, text, _) in script.CONDITIONS.items():
        [line] = [row for row in rows(minutes, "役割分担表") if task in row[3]]
        assert kind in line[6], task
        assert text in line[3], task
    for task, agency in script.ROLES.items():
        for file in (minutes, table):
            assert any(task in " ".join(row) and agency in " ".join(row) for row in rows(file, "役割分担表"))
        assert task in body_text(policy)
    assert "読み上げ 14／14" in told
    assert told.count("（情報源は秘匿）") == 1
    assert "保健師" not in told.split(script.HIDDEN)[0].rsplit("\n", 3)[-1]
    for noise in ("プロジェクター", "防災訓練", "駐車場"):
        assert noise not in told
    assert "同意欄" not in body_text(policy)
    assert "決裁" not in body_text(policy)
    assert script.WISH in body_text(policy)
    assert all("支援会議" in head for head in margin_texts(minutes, "header"))

    ready(window)
    assert visitor.complaints == []
