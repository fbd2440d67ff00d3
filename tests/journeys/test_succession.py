"""April: one person of an agency follows another, in every household at once, and whoever left is out by itself."""

import json
from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZipFile

import pytest
from browsing import ready
from builders import a_staff
from playwright.sync_api import expect

from jusou_meeting.staff import Account, StaffRole
from jusou_meeting.vocabulary import Footing

pytestmark = pytest.mark.browser

CENTRE = "あおば地域包括支援センター"


def household(title):
    return {
        "title": title,
        "opened_on": "2026-10-01",
        "people": [{"id": "p1", "kinship": "本人"}],
        "agencies": [{"id": "a", "name": CENTRE}],
        "consents": [{"person": "p1", "given_on": "2026-10-01", "agencies": ["a"]}],
        "roles": [
            {"assignee": "a", "task": f"{title}を訪ねる", "in_charge": "高橋 正", "due_on": "2026-10-30"}
        ],
    }


def test_one_step_hands_every_household_over_and_whoever_leaves_is_out(municipality, visitors, tmp_path):
    cases = []
    for title in ("母と二人暮らし", "父と三人暮らし"):
        path = tmp_path / "household.json"
        path.write_text(json.dumps(household(title), ensure_ascii=False), "utf-8")
        cases.append(municipality.case(path))
    for login, name in (("takahashi", "高橋　正"), ("sato", "佐藤")):
        account = Account(
            id=login, login=login, name=name, agency=CENTRE, role=StaffRole.COORDINATOR, password_hash="x"
        )
        administrator = a_staff(StaffRole.ADMINISTRATOR)
        municipality.store.accounts.add(account, by=administrator, at=datetime.now(UTC))
    leaving, staying = visitors(), visitors()
    municipality.seat(leaving, staff_id="takahashi", name="高橋 正")
    municipality.seat(staying)
    desk = municipality.show(leaving, "household", case=cases[0])

    window = municipality.show(staying, "cases")
    window.get_by_role("button", name="機関名簿と担当者").click()
    window.get_by_role("combobox", name="機関", exact=False).first.click()
    window.get_by_role("option", name=CENTRE).click()
    window.get_by_role("combobox", name="前任").click()
    window.get_by_role("option", name="高橋").click()
    window.get_by_label("後任の氏名").fill("後藤 美咲")
    window.get_by_role("button", name="内容を確かめる").click()
    expect(window.get_by_text("高橋　正 さんのアカウント（包括化支援員）は")).to_be_visible()
    window.get_by_role("button", name="後藤 美咲に引き継ぐ（2事例・役割2件）").click()

    expect(window.get_by_text("引き継ぎました（2事例・役割2件）。")).to_be_visible(timeout=15_000)
    expect(window.get_by_role("combobox", name="機関", exact=False).first).to_have_value("")
    expect(desk.get_by_text("サインイン名")).to_be_visible(timeout=15_000)
    link = window.get_by_role("link", name="引き継ぎシート").get_attribute("href")
    sheet = staying.context.request.get(f"{municipality.url}{link}").body()
    with ZipFile(BytesIO(sheet)) as parts:
        written = parts.read("word/document.xml").decode()
    assert "高橋" in written
    assert written.count("後藤 美咲") == 3

    window = municipality.show(staying, "todo")
    expect(window.get_by_text("父と三人暮らしを訪ねる")).to_be_visible()
    row = window.locator("[class*=st-key-task-late-]", has_text="母と二人暮らしを訪ねる")
    expect(row.get_by_text("後藤 美咲")).to_be_visible()
    row.get_by_role("button", name="開く").click()
    task = window.get_by_label("何を", exact=True).locator("visible=true").first
    expect(task).to_have_value("母と二人暮らしを訪ねる", timeout=15_000)
    back = ready(window).get_by_role("button", name="元に戻す：担当の交代")
    back.click()
    expect(back).to_have_count(0, timeout=15_000)
    names = [
        municipality.store.cases.household(municipality.staff, case, Footing.CONSENT).roles[0].in_charge
        for case in cases
    ]
    assert names == ["高橋 正", "後藤 美咲"]
