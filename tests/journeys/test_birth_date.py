"""A date of birth of any year can be typed, and stays when something else on the page is refused."""

import json
from datetime import date

import pytest
from playwright.sync_api import expect

from jusou_meeting.vocabulary import Footing

pytestmark = pytest.mark.browser

HOUSEHOLD = {
    "title": "80代の一人暮らし",
    "opened_on": "2026-10-01",
    "people": [{"id": "p1", "kinship": "本人", "birth_on": "1941-03-09"}],
}


def test_a_birth_date_of_1941_outlives_a_refused_step(municipality, visitor, tmp_path):
    path = tmp_path / "household.json"
    path.write_text(json.dumps(HOUSEHOLD, ensure_ascii=False), "utf-8")
    case_id = municipality.case(path)
    municipality.seat(visitor)
    window = municipality.show(visitor, "household", case=case_id)
    window.locator("[data-kind=person]").first.click()
    expect(window.get_by_label("呼び名")).to_be_visible(timeout=15_000)

    called = window.get_by_label("呼び名").input_value()
    window.get_by_label("呼び名").fill("")
    window.get_by_role("button", name="保存", exact=True).click()
    expect(window.get_by_text("「呼び名」を入れてください")).to_be_visible(timeout=15_000)
    window.get_by_label("呼び名").fill(called)
    window.get_by_label("状況・メモ").fill("一人で買い物に行ける")
    window.get_by_role("button", name="保存", exact=True).click()
    expect(window.get_by_text("保存しました")).to_be_visible(timeout=15_000)

    [person] = municipality.store.cases.household(municipality.staff, case_id, Footing.CONSENT).people
    assert (person.birth_on, person.note) == (date(1941, 3, 9), "一人で買い物に行ける")
