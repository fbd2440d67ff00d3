"""A household file in a demonstration: a fault is told where it was met, and the next try takes, and tells what cannot be right in the family."""

import json

import pytest
from browsing import ready
from playwright.sync_api import expect
from running_server import running_server

pytestmark = pytest.mark.browser

HOUSEHOLD = {
    "title": "父と子の世帯",
    "opened_on": "2026-10-01",
    "people": [{"id": "p", "kinship": "本人"}, {"id": "q", "kinship": "父"}],
    "family_ties": [{"between": ["p", "q"], "bond": "親子"}, {"between": ["q", "p"], "bond": "親子"}],
    "agencies": [{"id": "a", "name": "家主", "outsider": True}],
}


def test_after_a_fault_the_place_to_choose_a_file_stays_open(tmp_path, visitor):
    file = tmp_path / "household.json"
    with running_server(tmp_path / "city.db") as server:
        window = visitor.window(server.url)
        window.get_by_role("button", name="見本で試す").click()
        ready(window)
        window.get_by_text("世帯ファイルから取り込む", exact=True).click()
        expect(window.get_by_text("実際の世帯は取り込まないでください")).to_be_visible(timeout=15_000)

        file.write_text(json.dumps(HOUSEHOLD | {"opened_on": "令和8年10月1日"}), "utf-8")
        window.locator("input[type=file]").set_input_files(file)
        window.get_by_role("button", name="取り込む", exact=True).click()
        expect(window.get_by_text("「2026-10-01」ではありませんか")).to_be_visible(timeout=15_000)
        expect(window.get_by_role("button", name="取り込む", exact=True)).to_be_visible()

        mended = tmp_path / "mended.json"
        mended.write_text(json.dumps(HOUSEHOLD), "utf-8")
        with window.expect_response(lambda answer: "upload_file" in answer.url and answer.ok):
            window.locator("input[type=file]").first.set_input_files(mended)
        expect(window.get_by_text("2026-10-01")).to_have_count(
            0, timeout=15_000
        )  # the run that has the new file
        window.get_by_role("button", name="取り込む", exact=True).click()
        expect(window.locator("[data-kind=agency]")).to_be_visible(timeout=15_000)
        expect(window.get_by_text("見本・架空の世帯").first).to_be_visible()
        expect(window.get_by_text("「本人」は「父」の親とされていますが、")).to_be_visible()
    assert visitor.complaints == []
