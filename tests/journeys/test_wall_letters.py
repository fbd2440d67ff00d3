"""What the wall says can be read from the back of the room: no letter is under 20 px at 1920 × 1080."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import expect

from jusou_meeting.agency import FIELDS
from jusou_meeting.issue import COMMON_TITLES
from jusou_meeting.vocabulary import Footing

pytestmark = pytest.mark.browser

SAMPLES = Path(__file__).resolve().parents[2] / "sample_data"
KINSHIPS = ("本人", "父", "母", "妻", "息子", "娘")
SIX_AND_TEN = {
    "title": "三世代6人",
    "opened_on": "2026-10-14",
    "people": [{"id": k, "kinship": k, "age_band": "40代"} for k in KINSHIPS],
    "issues": [
        {"id": f"i{n}", "subject": KINSHIPS[n % 6] if n < 10 else "世帯", "title": COMMON_TITLES[3 * n]}
        for n in range(12)
    ],
    "agencies": [
        {"id": f"a{n}", "name": f"第{n + 1}地域包括支援センター（基幹型）", "field": FIELDS[n]} for n in range(10)
    ],
    "ties": [
        {"between": [f"a{n}", KINSHIPS[n % 6]], "word": word, "label": label}
        for n, (word, label) in enumerate([("支援", "見守り"), ("葛藤", "過度の苦情"), ("弱い", ""), ("検討中", "")])
    ],
    "roles": [
        {"assignee": f"a{n}", "task": "訪問", "for": [KINSHIPS[n % 6]], "issues": [f"i{n}"], "lead": n == 0}
        for n in range(9)
    ],
}  # fmt: skip
NEARLY_FORTY = [("医療", "駅前内科クリニック")] * 6 + [("介護", "居宅介護支援事業所（ケアマネジャー）")] * 5 + [
    ("障がい", "相談支援事業所（計画相談支援）")] * 14 + [("こども", "放課後等デイサービスにじいろキッズ")] * 5 + [
    ("教育", "市教育委員会学校教育課")] * 5 + [("生活困窮", "自立相談支援機関・家計改善支援事業")] * 4  # fmt: skip
TWELVE = ("祖父", "祖母", "父", "母", "おじ", "おば", "本人", "妻", "兄", "妹", "息子", "娘")
LARGEST = {
    "title": "三世代12人",
    "opened_on": "2026-10-14",
    "people": [{"id": k, "kinship": k, "age_band": "40代"} for k in TWELVE],
    "issues": [
        {"id": f"i{n}", "subject": TWELVE[n % 12], "title": COMMON_TITLES[2 * n % len(COMMON_TITLES)]} for n in range(24)
    ],
    "agencies": [
        {"id": f"a{n}", "name": f"第{n + 1}{name}", "field": field} for n, (field, name) in enumerate(NEARLY_FORTY)
    ],
    "ties": [{"between": [f"a{n}", TWELVE[n * 5 % 12]], "word": "支援"} for n in range(39)],
    "roles": [{"assignee": "a0", "task": "調整", "for": ["本人"], "issues": ["i1"], "lead": True}],
}  # fmt: skip
MEETING = {
    "id": "m",
    "kind": "支援会議",
    "held_on": "2026-11-05",
    "reason": "安否の確認",
    "opened_at": "2026-11-05T14:00",
}


def household(name):
    """The household file, with a meeting that is open."""
    made = {"6 + 10": SIX_AND_TEN, "12 + 39": LARGEST}
    said = made.get(name) or json.loads((SAMPLES / f"household-{name}.json").read_text("utf-8"))
    return said | {"meetings": [MEETING]}


def fold_in_the_meeting(window):
    """The coordinator is told that letters are small, folds the fields, and reads who stands in a box."""
    expect(window.get_by_text("文字が小さくなっています。分野をたたむと大きくなります。")).to_be_visible(
        timeout=20_000
    )
    window.get_by_role("button", name="分野をたたむ", exact=True).click()
    expect(window.get_by_text("投影中：分野をたたんで地図の全体")).to_be_visible(timeout=20_000)
    expect(window.locator('[data-kind=agency][aria-label^="医療 5機関、"]')).to_be_visible()
    expect(window.locator('[data-kind=agency][aria-label^="第1駅前内科クリニック、"]')).to_be_visible()
    window.locator('[data-kind=agency][aria-label^="教育 5機関、"]').click()
    expect(window.get_by_role("button", name="第31市教育委員会学校教育課")).to_be_visible(timeout=20_000)


@pytest.mark.parametrize("name", ["C01", "C02", "6 + 10", "12 + 39"])
def test_no_letter_on_the_wall_is_under_20_px(municipality, visitors, tmp_path, name):
    path = tmp_path / "household.json"
    path.write_text(json.dumps(household(name), ensure_ascii=False), "utf-8")
    case_id = municipality.case(path)
    store = municipality.store
    [record] = store.cases.meetings(municipality.staff, case_id, Footing.STATUTORY)
    store.projections.change(municipality.staff, record.meeting.id, lambda wall: replace(wall, dark=False))
    projector = visitors(viewport={"width": 1920, "height": 1080})
    window = municipality.wall(projector, case_id, record.meeting.id)
    window.goto(f"{municipality.url}/projector/")
    expect(window.locator("[data-kind=agency]").first).to_be_visible(timeout=20_000)
    if name == "12 + 39":
        coordinator = visitors()
        municipality.seat(coordinator)
        fold_in_the_meeting(municipality.show(coordinator, "meeting", meeting=record.meeting.id))
        expect(window.locator("[data-kind=agency]")).to_have_count(7, timeout=20_000)
    picture = window.locator("svg", has=window.locator("[data-kind=agency]"))

    letters = picture.evaluate(
        "(svg) => [...svg.querySelectorAll('text')].map("
        "(text) => [parseFloat(text.getAttribute('font-size')) * text.getScreenCTM().a, text.textContent])"
    )
    sheet = picture.bounding_box()

    assert len(letters) > 30
    assert min(letters)[0] >= 20, min(letters)
    assert 0 <= sheet["x"] <= 1920 - sheet["width"]
    assert 0 <= sheet["y"] <= 1080 - sheet["height"]
