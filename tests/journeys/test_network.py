"""The 課題ネットワーク stands beside the map, and what is chosen in it is in hand."""

from pathlib import Path

import pytest
from browsing import ready
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

HOUSEHOLD = Path(__file__).resolve().parents[1] / "households" / "three_generations.json"


def test_what_is_chosen_in_the_network_is_in_hand_beside_the_map(municipality, visitor):
    municipality.seat(visitor)
    case = municipality.case(HOUSEHOLD)
    window = municipality.show(visitor, "household", case=case)
    window.get_by_role("tab", name="課題ネットワーク", exact=True).click()
    ready(window)
    frame = window.frame_locator("iframe").first
    frame.locator("#drawn canvas").wait_for(timeout=15_000)
    inside = next(each for each in window.frames if "/papers/network/" in each.url)
    inside.wait_for_function("() => document.body.dataset.drawn === 'whole'")
    issue = inside.evaluate("() => drawn.get().find((node) => node.said.startsWith('課題：'))")
    at = inside.evaluate("(id) => network.canvasToDOM(network.getPosition(id))", issue["id"])

    frame.locator("#drawn").click(position=at)

    expect(window.get_by_role("heading", name="課題", exact=True)).to_be_visible(timeout=15_000)
    title = issue["label"].partition("　")[2]
    named = window.locator("input").and_(window.get_by_label("課題", exact=True))
    expect(named.locator("visible=true").first).to_have_value(title)


def test_the_whole_network_is_seen_in_a_window_of_its_own(municipality, visitor):
    municipality.seat(visitor)
    window = municipality.show(visitor, "household", case=municipality.case(HOUSEHOLD))
    window.get_by_role("tab", name="課題ネットワーク", exact=True).click()
    ready(window)
    with visitor.context.expect_page() as opened:
        window.get_by_role("link", name="広い窓で全体を見る").click()
    wide = opened.value
    wide.wait_for_function("() => document.body.dataset.drawn === 'whole'")
    assert wide.evaluate("() => network.getScale()") > 0.5
