"""The family on the map: a stated bond is chosen by its line and changed, and the signs are those of the municipality."""

import json

import pytest
from browsing import ready
from hour import Coordinator
from playwright.sync_api import expect

from jusou_meeting.household import Kinship
from jusou_meeting.vocabulary import Footing

pytestmark = pytest.mark.browser

HOUSEHOLD = {
    "title": "父母が別れた世帯",
    "opened_on": "2026-10-01",
    "people": [
        {"id": "本人", "kinship": "本人", "sex": "女"},
        {"id": "父", "kinship": "父"},
        {"id": "母", "kinship": "母"},
        {"id": "祖母", "kinship": "祖母", "deceased": True},
    ],
    "family_ties": [
        {"between": ["父", "母"], "bond": "離婚"},
        {"between": ["母", "本人"], "bond": "親子", "custody": True},
        {"between": ["祖母", "母"], "bond": "親子"},
    ],
}


def test_a_bond_is_changed_by_its_line_and_the_signs_follow_the_municipality(municipality, visitor, tmp_path):
    path = tmp_path / "household.json"
    path.write_text(json.dumps(HOUSEHOLD, ensure_ascii=False), "utf-8")
    case_id = municipality.case(path)
    municipality.seat(visitor)
    window = municipality.show(visitor, "household", case=case_id)

    window.get_by_role("button", name="父―母 離婚", exact=True).click(force=True)
    expect(window.get_by_role("heading", name="家族のつながり")).to_be_visible(timeout=15_000)
    window.get_by_role("combobox", name="つながり").click()
    window.get_by_role("option", name="夫婦（別居）", exact=True).click()
    window.get_by_role("button", name="保存", exact=True).click()
    expect(window.get_by_role("button", name="父―母 夫婦（別居）", exact=True)).to_be_attached(timeout=15_000)

    grandmother = window.locator("g[data-kind=person][aria-label^=祖母]")
    assert grandmother.locator("path").count() == 2, "× is two strokes"
    window = municipality.show(visitor, "cases")
    window.get_by_text("地図の記号（市町村の決まり）").click()
    window.get_by_text("黒く塗る", exact=True).click()
    window.get_by_role("button", name="この記号にする").click()
    expect(window.get_by_text("地図の記号を決めました")).to_be_visible(timeout=15_000)

    window = municipality.show(visitor, "household", case=case_id)
    grandmother = window.locator("g[data-kind=person][aria-label^=祖母]")
    expect(grandmother.locator("circle").first).to_have_attribute("fill", "#111111", timeout=15_000)
    assert grandmother.locator("path").count() == 0


def test_a_household_begins_with_the_family_that_is_known(municipality, visitor):
    municipality.seat(visitor)
    window = municipality.show(visitor, "cases")

    window.get_by_text("新しい世帯を登録", exact=True).click()
    ready(window)
    window.get_by_label("事例の名前（個人が分からない言い方で）").fill("両親と40代の子の世帯")
    chooser = window.get_by_role("combobox", name="本人と同居の家族")
    for word in ("父", "母", "長女", "次女"):
        chooser.click()
        window.keyboard.insert_text(word)
        window.keyboard.press("Enter")
    expect(window.locator("[aria-label$=を外す]")).to_have_count(4)
    window.keyboard.press("Escape")
    window.get_by_role("button", name="登録する", exact=True).click()

    for word in ("本人", "父", "母", "長女", "次女"):
        expect(window.locator(f"g[data-kind=person][aria-label^={word}]")).to_be_attached(timeout=20_000)

    hand = Coordinator(window, municipality.store.file.path)
    window.locator("g[data-kind=person][aria-label^=本人]").click()
    expect(window.get_by_role("heading", name="世帯員")).to_be_visible(timeout=15_000)
    ready(window)
    hand.unfold("家族のつながりを追加")
    window.wait_for_timeout(800)  # a list closes while the place that it stands in still unfolds
    for word in ("父", "母"):
        hand.choose("誰が（親子なら親）", word)
        hand.choose("つながり", "内縁")
        hand.take("家族のつながりを追加")
        expect(window.get_by_role("combobox", name="誰が（親子なら親）")).to_be_visible()

    window.locator("g[data-kind=person][aria-label^=父]").click()
    expect(window.get_by_label("呼び名").last).to_have_value("父", timeout=15_000)
    expect(window.get_by_role("heading", name="世帯員")).to_be_in_viewport(ratio=1)


FOCUSED = """() => {
  let one = document.activeElement;
  while (one.shadowRoot?.activeElement) one = one.shadowRoot.activeElement;
  return (one.getAttribute("aria-label") || one.innerText || "").trim();
}"""


def test_a_relative_is_entered_by_the_form_with_keys_alone(municipality, visitor, tmp_path):
    path = tmp_path / "household.json"
    path.write_text(json.dumps(HOUSEHOLD, ensure_ascii=False), "utf-8")
    case_id = municipality.case(path)
    municipality.seat(visitor)
    window = municipality.show(visitor, "household", case=case_id)
    expect(window.locator("g[data-kind=person][aria-label^=本人]")).to_be_attached(timeout=20_000)
    ready(window)
    keys = window.keyboard

    def reach(label, key="Tab", most=100):
        for _ in range(most):
            keys.press(key)
            ready(window)
            if window.evaluate(FOCUSED).startswith(label):
                return
        raise AssertionError(label)

    reach("役割")
    reach("世帯員", "ArrowRight", most=12)
    keys.press("Enter")
    expect(window.get_by_role("combobox", name="続柄")).to_be_visible(timeout=15_000)
    ready(window)
    reach("続柄")
    keys.type("妹")
    expect(window.get_by_role("option", name="妹", exact=True)).to_be_visible()
    keys.press("Enter")
    reach("呼び名")
    keys.insert_text("下の妹")
    reach("世帯員を追加")
    ready(window)
    keys.press("Enter")

    expect(window.locator("g[data-kind=person][aria-label^=下の妹]")).to_be_attached(timeout=20_000)
    people = municipality.store.cases.household(municipality.staff, case_id, Footing.CONSENT).people
    assert [person.kinship for person in people if person.label == "下の妹"] == [Kinship.YOUNGER_SISTER]
