"""The coordinator's two pages on a phone: nothing runs off the side, and every word of a row can be read."""

import json

import pytest

from jusou_meeting.vocabulary import Footing

pytestmark = pytest.mark.browser

WIDE, HIGH = 390, 844
HOUSEHOLD = {
    "title": "母と二人暮らし",
    "opened_on": "2026-10-01",
    "people": [{"id": "p1", "kinship": "本人"}, {"id": "p2", "kinship": "母"}],
    "agencies": [{"id": "a", "name": "若松第２地域包括支援センター"}, {"id": "b", "name": "警察署"}],
    "issues": [{"id": "i", "subject": "p2", "title": "介護サービスにつながっていない"}],
    "roles": [{"assignee": "a", "for": ["p2"], "issues": ["i"], "task": "週1回の訪問で様子を見る", "due_text": "次回会議まで"}],
    "meetings": [{"id": "m", "kind": "支援会議", "held_on": "2026-11-05", "reason": "安否の確認", "opened_at": "2026-11-05T14:00"}],
}  # fmt: skip
BEYOND = """(wide) => [...document.querySelectorAll('[data-testid="stMain"], [data-testid="stMain"] *')]
  .filter((e) => e.getBoundingClientRect().right > wide + 1 || e.scrollLeft > 0)
  .map((e) => e.outerHTML.slice(0, 80))"""


@pytest.mark.parametrize("page", ["household", "meeting"])
def test_map_and_roles_are_read_without_scrolling_sideways(municipality, visitors, tmp_path, page):
    path = tmp_path / "household.json"
    path.write_text(json.dumps(HOUSEHOLD, ensure_ascii=False), "utf-8")
    case_id = municipality.case(path)
    (record,) = municipality.store.cases.meetings(municipality.staff, case_id, Footing.STATUTORY)
    phone = visitors(viewport={"width": WIDE, "height": HIGH}, has_touch=True, is_mobile=True)
    municipality.seat(phone)
    asked = {"case": case_id} if page == "household" else {"meeting": record.meeting.id}
    window = municipality.show(phone, page, **asked)
    window.locator("[data-kind=agency]").first.wait_for()

    stage = window.locator(".stage").bounding_box()
    assert window.evaluate(BEYOND, WIDE) == []
    assert stage["width"] > 0.9 * WIDE
    assert stage["height"] < 0.7 * HIGH  # there is page left for the thumb
    row = window.locator(".jusou-row", has_text="週1回の訪問")
    row.scroll_into_view_if_needed()
    for cell in row.locator("> div").all():
        assert cell.bounding_box()["height"] < 60, cell.inner_text()
    window.get_by_role("button", name="直す", exact=True).click()
    window.get_by_role("button", name="保存", exact=True).scroll_into_view_if_needed()
    assert window.evaluate(BEYOND, WIDE) == []
