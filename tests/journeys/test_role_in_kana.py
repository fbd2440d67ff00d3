"""A role typed through a Japanese input method: the Enter that takes a word for kana sends nothing."""

from pathlib import Path

import pytest
from hour import Coordinator, InputMethod, begin, bring_in
from playwright.sync_api import expect
from running_server import running_server

HOUSEHOLD = Path(__file__).resolve().parents[1] / "households" / "hour_C02.json"

pytestmark = pytest.mark.browser


def test_a_role_is_typed_in_kana_and_nothing_is_sent_before_its_words_are_whole(tmp_path, visitor):
    with running_server(tmp_path / "city.db") as office:
        window = visitor.window()
        begin(window, office)
        bring_in(window, HOUSEHOLD)
        coordinator = Coordinator(window, office.path)
        coordinator.prepare("支援会議", reason="急ぐ", at_once=True)
        before, hand = coordinator.acts(), InputMethod(window)

        coordinator.cursor("F2", "誰が")
        hand.compose("せいかつ")
        hand.enter_while_composing()
        hand.take("生活")
        expect(window.get_by_role("option", name="生活サポート相談窓口")).to_be_visible()
        window.keyboard.press("Enter")
        window.keyboard.press("Tab")
        coordinator.pick("1")
        window.keyboard.press("Tab")
        hand.compose("まず訪問する")
        hand.enter_while_composing()
        window.wait_for_timeout(500)
        assert coordinator.acts() == before
        hand.take("まず訪問する")
        window.keyboard.press("Tab")
        window.keyboard.type("11/30")
        window.keyboard.press("Enter")

        coordinator.written(before)
        row = window.locator(".jusou-row", has_text="まず訪問する")
        expect(row).to_contain_text("生活サポート相談窓口")
        assert window.locator("[class*=st-key-role-]").count() == 1
    assert visitor.complaints == []
