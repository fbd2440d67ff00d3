"""One household from the first page to Word: what a coordinator, a participant and the wall see, in real browsers."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from browsing import ready
from builders import a_staff
from hour import begin, bring_in
from playwright.sync_api import expect
from running_server import running_server
from word_reader import body_text

from jusou_meeting.staff import StaffRole
from jusou_meeting.store import Store

HOUSEHOLD = Path(__file__).resolve().parents[1] / "households" / "three_generations.json"

pytestmark = pytest.mark.browser


@pytest.fixture
def office(tmp_path):
    """A municipality that has just installed the product."""
    with running_server(tmp_path / "city.db") as server:
        yield server


def open_statutory_meeting(window, reason):
    """支援会議として開会する."""
    window.get_by_role("button", name="会議を開く", exact=True).click()
    window.get_by_test_id("stRadio").get_by_text("支援会議", exact=True).click()
    window.get_by_label("支援会議を開く理由").fill(reason)
    window.get_by_text("この会議に限り、構成員に指名する").click()
    window.get_by_role("button", name="開会する").click()
    expect(window.get_by_role("button", name="閉会する")).to_be_visible(timeout=15_000)
    ready(window)


def give_role(window, agency, task):
    """The agency on the map, then what it shall do."""
    window.locator(f'[data-kind=agency][aria-label*="{agency}"]').first.click()
    expect(window.get_by_text("この機関に役割を追加")).to_be_visible(timeout=15_000)
    window.get_by_text("この機関に役割を追加").click()
    window.get_by_label("何を", exact=True).last.fill(task)
    window.get_by_role("button", name="役割を追加").press(
        "Enter"
    )  # a part that still unfolds slips from under a mouse
    expect(window.locator(".jusou-row", has_text=task)).to_be_visible(timeout=15_000)


def task_of(window):
    """何を, in the form of the role that is in hand."""
    form = window.get_by_test_id("stForm").filter(has=window.get_by_role("button", name="保存", exact=True))
    return form.get_by_label("何を", exact=True)


def decide(window, text):
    """決まったこと."""
    window.get_by_role("tab", name="記録").click()
    window.get_by_label("決まったこと").first.fill(text)
    window.get_by_role("button", name="決定事項を追加").click()
    expect(window.locator("td", has_text=text).first).to_be_visible(timeout=15_000)


def let_in(window, phone, office, name, agency):
    """The administrator lets devices in, the participant asks, the coordinator knows who it is."""
    administrator = a_staff(StaffRole.ADMINISTRATOR)
    Store.open(office.path).devices.switch(on=True, by=administrator, at=datetime.now(UTC))
    window.get_by_role("tab", name="端末").click()
    window.get_by_role("button", name="参加コードを出す").click()
    shown = window.get_by_text(re.compile("参加コード　"))
    code = re.search(r"(\w{4}) (\w{4})", shown.inner_text(timeout=15_000)).expand(r"\1\2")
    phone.goto(f"{office.url}/join")
    phone.get_by_label("参加コード").fill(code)
    phone.get_by_label("お名前").fill(name)
    phone.get_by_label("機関").fill(agency)
    phone.get_by_role("button").first.click()
    phone.get_by_role("checkbox").check()
    phone.get_by_role("button").first.click()
    expect(phone.get_by_text("入室の希望を送りました")).to_be_visible(timeout=15_000)
    window.get_by_label("出席者名簿のどの方ですか").click()
    window.get_by_role("option", name=re.compile(agency)).click()
    window.get_by_role("button", name="入室を認める").click()


@pytest.mark.nightly
def test_a_household_written_by_hand_is_met_about_and_leaves_as_word(office, visitors):
    coordinator, participant = (
        visitors(viewport={"width": 1366, "height": 768}),
        visitors(viewport={"width": 390, "height": 844}),
    )
    window, phone = coordinator.window(), participant.window()
    begin(window, office)
    bring_in(window, HOUSEHOLD)
    open_statutory_meeting(window, "本人と連絡がつかず、世帯全体の状況を確かめるため")

    agency = window.locator("[data-kind=agency]").first.get_attribute("aria-label").split("、")[0]
    give_role(window, agency, "週1回の訪問で様子を見る")
    decide(window, "窓口は一つにする")
    let_in(window, phone, office, "鈴木", agency)

    own = phone.locator("[class*=st-key-own]", has_text="週1回の訪問で様子を見る")
    expect(own).to_be_visible(timeout=15_000)
    own.get_by_role("button", name="承諾します").click()
    row = window.locator(".jusou-row", has_text="週1回の訪問で様子を見る")
    expect(row).to_contain_text("承諾", timeout=15_000)
    expect(row).not_to_contain_text("未確認", timeout=15_000)

    with coordinator.context.expect_page() as opened:
        window.get_by_role("link", name="投影の窓を開く").click()
    wall = opened.value
    expect(wall.get_by_text("投影を止めています")).to_be_visible(timeout=15_000)
    assert wall.locator("[data-kind=agency]").count() == 0
    window.get_by_role("button", name="投影を明るくする").click()
    expect(wall.locator("[data-kind=agency]").first).to_be_visible(timeout=15_000)

    window.get_by_role("button", name="閉会する").first.click()
    window.get_by_role("dialog").get_by_label(re.compile("次回")).fill("12月17日 14時")
    window.get_by_role("dialog").get_by_role("button", name="閉会する").click()
    paper = window.get_by_role("link", name="会議録（Word）")
    expect(paper).to_be_visible(timeout=15_000)
    expect(phone.get_by_role("heading", name="参加は終わりました")).to_be_visible(timeout=15_000)
    with window.expect_download() as download:
        paper.click()
    text = body_text(Path(download.value.path()).read_bytes())
    for said in (
        "週1回の訪問で様子を見る",
        "窓口は一つにする",
        "12月17日 14時",
        "社会福祉法第106条の6",
        agency,
    ):
        assert said in text
    assert coordinator.complaints == []


def test_two_windows_that_edit_one_role_each_see_the_others_version(office, visitor):
    first = visitor.window()
    begin(first, office)
    bring_in(first, HOUSEHOLD)
    agency = first.locator("[data-kind=agency]").first.get_attribute("aria-label").split("、")[0]
    give_role(first, agency, "家計の相談")
    second = visitor.window(first.url)
    ready(second)
    for window in (first, second):
        window.locator("[class*=st-key-role-]", has_text="家計の相談").get_by_role(
            "button", name="直す"
        ).click()
        expect(task_of(window)).to_have_value("家計の相談", timeout=15_000)

    task_of(first).fill("家計の相談と滞納の整理")
    first.get_by_role("button", name="保存", exact=True).click()
    expect(first.locator(".jusou-row", has_text="滞納の整理")).to_be_visible(timeout=15_000)
    task_of(second).fill("家計の相談と年金の確認")
    second.get_by_role("button", name="保存", exact=True).click()

    compared = second.locator("table", has_text="二つの内容のくらべ")
    expect(compared).to_contain_text("家計の相談と年金の確認", timeout=15_000)
    expect(compared).to_contain_text("家計の相談と滞納の整理")
    expect(first.locator(".jusou-row", has_text="滞納の整理")).to_be_visible()
    second.get_by_role("button", name="あなたの入力で保存する").click()
    expect(first.locator(".jusou-row", has_text="年金の確認")).to_be_visible(timeout=15_000)
