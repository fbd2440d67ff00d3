"""The next page comes whole, whatever was still asked of the page before it."""

from pathlib import Path

import pytest
from browsing import ready
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

HOUSEHOLD = Path(__file__).resolve().parents[1] / "households" / "hour_C02.json"
PRESSED_ON = """() => {
  const press = () => document.querySelectorAll('[class*="st-key-keep-"] button, [class*="st-key-draft-"] button').forEach((button) => button.click());
  const pressing = setInterval(press, 15);
  setTimeout(() => clearInterval(pressing), 4000);
}"""


def test_a_meeting_that_is_prepared_is_there_while_its_form_is_still_being_kept(municipality, visitor):
    municipality.seat(visitor)
    case_id = municipality.case(HOUSEHOLD)
    for _ in range(2):
        window = municipality.show(visitor, "household", case=case_id)
        window.get_by_role("button", name="会議を開く").first.click()
        dialog = window.get_by_role("dialog")
        dialog.get_by_text("支援会議", exact=True).first.click()
        dialog.get_by_label("支援会議を開く理由").fill("安否が分からない")
        expect(window.get_by_text("書きかけを控えました")).to_be_visible(timeout=15_000)
        ready(window)
        window.evaluate(PRESSED_ON)
        dialog.get_by_role("button", name="準備をはじめる").click()

        expect(window.get_by_role("button", name="世帯の画面へ")).to_be_visible(timeout=15_000)
        window.wait_for_timeout(4500)
        expect(window.get_by_role("button", name="世帯の画面へ")).to_be_visible(timeout=15_000)
        window.close()
