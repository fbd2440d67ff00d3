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
