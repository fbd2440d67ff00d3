"""The whole hour on household C02, in a real browser; what the papers then say, line by line."""

from pathlib import Path

import pytest
import script_C02 as script
from browsing import ready
from hour import Coordinator, begin, bring_in
from openxml_audit import OpenXmlValidator
from playwright.sync_api import expect
from running_server import running_server
from word_reader import body_text, faults, margin_texts, rows

HOUSEHOLD = Path(__file__).resolve().parents[1] / "households" / "hour_C02.json"

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


def test_an_hour_is_held_and_its_papers_say_all_that_was_said_and_nothing_else(office, visitor):
    window = visitor.window()
    begin(window, office)
    bring_in(window, HOUSEHOLD)
    coordinator = Coordinator(window, office.path)
    script.made_ready(coordinator)
    coordinator.tab("準備")
    for title in (
        "開催通知・出席依頼（案）",
        "次第",
        "出席者名簿（守秘の確認欄つき）",
        "役割分担表（書き込み用）",
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
