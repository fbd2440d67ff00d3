"""The map is walked by the arrow keys as it is seen: each leads to its side, and no sign is out of their reach."""

from pathlib import Path

import networkx as nx
import pytest
from browsing import ready

pytestmark = pytest.mark.browser

ROOT = Path(__file__).resolve().parents[2]
HOUSEHOLDS = "tests/households/three_generations.json", "sample_data/household-C01.json"
FOCUSED = """() => {
  let focused = document.activeElement;
  while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
  return focused?.dataset.id;
}"""


@pytest.mark.parametrize("file", HOUSEHOLDS, ids=["three generations", "C01"])
def test_from_every_sign_the_arrows_lead_to_every_other(municipality, visitor, file):
    municipality.seat(visitor)
    window = municipality.show(visitor, "household", case=municipality.case(ROOT / file))
    signs = ready(window).locator(".stage > svg [data-id]")
    ids = signs.evaluate_all("(signs) => signs.map((sign) => sign.dataset.id)")
    kinds = set(signs.evaluate_all("(signs) => signs.map((sign) => sign.dataset.kind)"))
    assert {"person", "agency", "issue", "tie", "household"} <= kinds
    walked = nx.DiGraph()
    for place, id in enumerate(ids):
        for side in ("Left", "Right", "Up", "Down"):
            signs.nth(place).evaluate("(sign) => sign.focus({ preventScroll: true })")
            window.keyboard.press(f"Arrow{side}")
            walked.add_edge(id, window.evaluate(FOCUSED))

    assert set(walked) == set(ids)
    assert nx.is_strongly_connected(walked)
    assert visitor.complaints == []


def test_while_a_line_is_drawn_the_keys_lead_to_its_ends_alone_and_one_end_twice_is_no_line(
    municipality, visitor
):
    municipality.seat(visitor)
    window = municipality.show(visitor, "household", case=municipality.case(ROOT / HOUSEHOLDS[0]))
    signs = ready(window).locator(".stage > svg [data-id]")
    kinds = dict(signs.evaluate_all("(signs) => signs.map(({ dataset }) => [dataset.id, dataset.kind])"))
    ends = {id for id, kind in kinds.items() if kind in {"person", "agency", "household"}}
    first = window.locator("[data-kind=person]").first
    first.evaluate("(sign) => sign.focus({ preventScroll: true })")
    keyboard = window.keyboard
    keyboard.press("l")
    keyboard.press("Enter")
    keyboard.press("Enter")
    assert window.get_by_role("button", name="線を引く").get_attribute("aria-pressed") == "true"

    walked = []
    keyboard.press("Home")
    while (reached := window.evaluate(FOCUSED)) not in (None, *walked):
        walked.append(reached)
        keyboard.press("Tab")
    assert set(walked) == ends
    first.evaluate("(sign) => sign.focus({ preventScroll: true })")
    for side in ("Left", "Right", "Up", "Down") * 3:
        keyboard.press(f"Arrow{side}")
        assert window.evaluate(FOCUSED) in ends
    keyboard.press("Escape")
    assert visitor.complaints == []
