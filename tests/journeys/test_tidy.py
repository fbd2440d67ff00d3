"""整頓 lays the whole map out anew in either order, in a meeting and outside one; 元に戻す puts every sign back."""

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect

from jusou_meeting.ecomap.layout import lay_out
from jusou_meeting.ecomap.seating import RingOrder
from jusou_meeting.household import Position
from jusou_meeting.japanese_date import today_in_tokyo
from jusou_meeting.vocabulary import Footing

pytestmark = pytest.mark.browser

HOUSEHOLD = {
    "title": "母と二人暮らし",
    "opened_on": "2026-10-01",
    "people": [{"id": "p1", "kinship": "本人"}, {"id": "p2", "kinship": "母"}],
    "agencies": [{"id": f"a{n}", "name": f"第{n}相談窓口", "field": "介護" if n % 2 else "医療"} for n in range(5)],
    "ties": [{"between": ["a1", "p1"], "word": "支援"}],
    "meetings": [{"id": "m", "kind": "支援会議", "held_on": "2026-11-05", "reason": "安否の確認", "opened_at": "2026-11-05T14:00"}],
}  # fmt: skip


def tidy_up(window, order):
    window.get_by_role("button", name="整頓", exact=True).click()
    window.get_by_role("menuitem", name=order, exact=True).click()


@pytest.mark.parametrize("page", ["household", "meeting"])
def test_a_map_that_hands_put_in_disorder_is_tidied_and_put_back(municipality, visitor, tmp_path, page):
    path = tmp_path / "household.json"
    path.write_text(json.dumps(HOUSEHOLD, ensure_ascii=False), "utf-8")
    case_id = municipality.case(path)
    cases = municipality.store.cases

    def household():
        return cases.household(municipality.staff, case_id, Footing.STATUTORY)

    signs = [*household().people, *household().involvements]
    with municipality.change(case_id, "地図で動かす") as change:
        for number, sign in enumerate(signs):
            change.move(sign.id, Position(300 + 30.5 * number, 300 + 20.5 * number))
    disorder = dict(household().positions)
    [record] = cases.meetings(municipality.staff, case_id, Footing.STATUTORY)
    municipality.seat(visitor)
    asked = {"case": case_id} if page == "household" else {"meeting": record.meeting.id}
    window = municipality.show(visitor, page, **asked)

    tidy_up(window, "交わりが少ない順")
    expect(window.get_by_text("図を整頓しました。")).to_be_visible(timeout=15_000)
    tidy = household().positions
    assert all(tidy[sign.id] != disorder[sign.id] for sign in signs)

    tidy_up(window, "交わりが少ない順")
    expect(window.get_by_text("図はもう整っています。")).to_be_visible(timeout=15_000)
    assert household().positions == tidy

    window.get_by_role("button", name="元に戻す").click()
    expect(window.get_by_text("取り消しました：整頓")).to_be_visible(timeout=15_000)
    assert household().positions == disorder

    tidy_up(window, "分野順")
    expect(window.get_by_text("図を整頓しました。")).to_be_visible(timeout=15_000)
    unplaced = replace(household(), positions={})
    by_field = lay_out(unplaced, on=today_in_tokyo(datetime.now(UTC)), order=RingOrder.BY_FIELD)
    assert household().positions == by_field.positions() != tidy
