"""Whoever presses a key of ours and types on at once: every letter is in the new field, none in the one that was left."""

import re
import time
from pathlib import Path

import pytest
from browsing import ready
from hour import InputMethod
from playwright.sync_api import expect

from jusou_meeting.vocabulary import Footing

pytestmark = pytest.mark.browser

HOUSEHOLD = Path(__file__).resolve().parents[1] / "households" / "three_generations.json"
BUSY = 1.0
"""Seconds for which the server answers nobody."""
BACK = 15_000


@pytest.fixture
def meeting(municipality, visitor):
    """The screen of a meeting that has heard one remark, before anybody opened its tabs."""
    municipality.in_a_meeting(HOUSEHOLD, "電話が減った")
    municipality.seat(visitor)
    window = municipality.show(visitor, "meeting", meeting=municipality.meeting_id)
    yield window
    assert visitor.complaints == []


def form(window, button):
    return window.get_by_test_id("stForm").filter(
        has_text=button
    )  # an open list hides the rest from its readers


def field(window, button, label):
    return form(window, button).get_by_label(label, exact=True)


def decision(window):
    return field(window, "決定事項を追加", "決まったこと")


def speaker(window):
    return field(window, "発言を追加", "発言者")


def task(window):
    return field(window, "役割を追加", "何を")


def in_the_task(window):
    """The cursor in the form of a role, with a word there already; no other tab was opened."""
    window.get_by_role("tab", name="入力", exact=True).click()
    task(window).click()
    window.keyboard.insert_text("訪問する")
    return task(window)


def the_record_is_open(window):
    window.get_by_role("tab", name="記録", exact=True).click()
    expect(speaker(window)).to_be_visible(timeout=BACK)
    ready(window)


def records(office):
    household = office.store.cases.household(office.staff, office.case_id, Footing.STATUTORY)
    record = office.store.cases.meeting(office.staff, office.meeting_id)[1]
    return [r.text for r in record.remarks], [d.text for d in record.decisions], len(household.roles)


def test_a_remark_is_typed_at_once_while_its_tab_was_never_opened(municipality, meeting):
    old, before = in_the_task(meeting), records(municipality)

    with municipality.away_for(BUSY):
        meeting.keyboard.press("F4")
        meeting.keyboard.type("zq 12")

    expect(speaker(meeting)).to_have_value("zq 12", timeout=BACK)
    expect(speaker(meeting)).to_be_focused()
    meeting.keyboard.type("3")
    expect(speaker(meeting)).to_have_value("zq 123")
    expect(old).to_have_value("訪問する")
    assert records(municipality) == before


def test_a_remark_and_a_role_go_in_at_one_go_with_every_enter_and_tab_between_their_fields(
    municipality, meeting
):
    in_the_task(meeting)
    keyboard = meeting.keyboard
    _, decisions, roles = records(municipality)

    with municipality.away_for(BUSY):
        for key in ("F4", "Escape", "Tab"):
            keyboard.press(key)
        keyboard.type("mado")
        keyboard.insert_text("窓口は一つ")
        keyboard.press("Enter")
        expect(meeting.locator(".jusou-ahead")).to_be_visible()
        keyboard.press("F2")
        keyboard.insert_text("小学校")
        for key in ("Enter", "Tab", "Tab"):
            keyboard.press(key)
        keyboard.insert_text("迎えに行く")
        keyboard.press("Enter")

    expect(meeting.locator(".st-key-latest td", has_text="mado窓口は一つ")).to_be_visible(timeout=BACK)
    row = meeting.locator(".jusou-row", has_text="迎えに行く")
    expect(row).to_contain_text("小学校", timeout=BACK)
    expect(row).not_to_contain_text("訪問する")
    expect(meeting.locator(".jusou-ahead")).to_have_count(0)
    assert records(municipality) == (["電話が減った", "mado窓口は一つ"], decisions, roles + 1)


def test_two_keys_in_a_row_each_get_their_own_words(municipality, meeting):
    the_record_is_open(meeting)
    decision(meeting).fill("窓口")
    decision(meeting).focus()
    with municipality.away_for(BUSY):
        meeting.keyboard.press("F2")
        meeting.keyboard.type("zq")
        meeting.keyboard.press("F8")
        meeting.keyboard.type("1tu")

    expect(decision(meeting)).to_have_value("窓口1tu", timeout=BACK)
    expect(decision(meeting)).to_be_focused()


def test_fields_that_are_on_the_page_have_the_cursor_though_the_server_sleeps(municipality, meeting):
    the_record_is_open(meeting)
    decision(meeting).fill("窓口は一つに")
    old = in_the_task(meeting)
    meeting.wait_for_timeout(1000)  # a run that was only asked for looks like one that is over
    ready(meeting)

    with municipality.away_for(3 * BUSY):
        begun = time.monotonic()
        meeting.keyboard.press("F8")
        meeting.keyboard.type("zuru")
        expect(decision(meeting)).to_have_value("窓口は一つにzuru")
        meeting.keyboard.press("F4")
        meeting.keyboard.type("zq")
        expect(speaker(meeting)).to_have_value("zq")
        assert time.monotonic() - begun < 3 * BUSY

    ready(meeting)
    expect(speaker(meeting)).to_be_focused()
    expect(speaker(meeting)).to_have_value("zq")
    expect(decision(meeting)).to_have_value("窓口は一つにzuru")
    expect(old).to_have_value("訪問する")


def test_a_list_that_a_key_opens_has_every_letter_and_looks_for_them(municipality, meeting):
    the_record_is_open(meeting)
    decision(meeting).fill("窓口")

    for key, button, label in (
        ("F2", "役割を追加", "誰が（機関・人）"),
        ("Alt+2", "課題を追加", "誰の課題"),
        ("Alt+3", "役割を追加", "誰が（機関・人）"),
    ):
        decision(meeting).focus()
        with municipality.away_for(BUSY):
            meeting.keyboard.press(key)
            meeting.keyboard.type("zqx")

        new = field(meeting, button, label).locator("visible=true")
        expect(new).to_have_value("zqx", timeout=BACK)
        expect(new).to_be_focused()
        expect(meeting.get_by_role("option")).to_have_text(["該当なし"])
        meeting.keyboard.press("F8")
        expect(decision(meeting)).to_be_focused(timeout=BACK)
        expect(decision(meeting)).to_have_value("窓口")


def test_kana_are_composed_in_peace_and_go_on_into_the_new_field(municipality, meeting):
    in_the_task(meeting)
    hand = InputMethod(meeting)

    with municipality.away_for(BUSY):
        meeting.keyboard.press("F8")
        hand.compose("まどぐち")
        hand.enter_while_composing()
    meeting.wait_for_timeout(2500)  # the field is there, and waits for the word
    expect(decision(meeting)).to_have_value("")
    hand.compose("まどぐちは")
    hand.take("窓口は")

    expect(decision(meeting)).to_have_value("窓口は", timeout=BACK)
    expect(decision(meeting)).to_be_focused()
    hand.compose("ひとつ")
    hand.take("一つ")
    expect(decision(meeting)).to_have_value("窓口は一つ")
    expect(task(meeting)).to_have_value("訪問する")


def test_a_button_that_asks_for_words_keeps_them_too(municipality, meeting):
    in_the_task(meeting)
    meeting.get_by_role("tab", name="課題の整理", exact=True).click()
    give = meeting.get_by_role("button", name="＋役割").first
    expect(give).to_be_visible(timeout=BACK)
    ready(meeting)

    with municipality.away_for(BUSY):
        give.click()
        meeting.keyboard.type("zqx")

    new = field(meeting, "役割を追加", "誰が（機関・人）").locator("visible=true")
    expect(new).to_have_value("zqx", timeout=BACK)
    assert "-panel" not in new.evaluate(
        "(field) => field.closest('[class*=st-key-new-RoleAssignment]').className"
    )


def test_what_no_field_came_for_stays_in_sight_and_goes_where_the_next_key_leads(municipality, meeting):
    old = in_the_task(meeting)
    meeting.evaluate("""() => {
      const style = document.head.appendChild(document.createElement('style'));
      style.textContent = '[class*="st-key-new-Remark-meeting"] { display: none; }';
    }""")

    meeting.keyboard.press("F4")
    meeting.keyboard.type("zq 12")

    kept = meeting.locator(".jusou-ahead")
    expect(kept).to_contain_text("欄が開きませんでした", timeout=BACK)
    expect(kept.locator("textarea")).to_have_value("zq 12")
    meeting.keyboard.press("F8")
    expect(decision(meeting)).to_have_value("zq 12", timeout=BACK)
    expect(kept).to_have_count(0)
    expect(old).to_have_value("訪問する")


def test_a_form_that_is_drawn_for_the_first_time_is_whole_before_the_cursor_is_in_it(municipality, meeting):
    the_record_is_open(meeting)
    meeting.wait_for_timeout(1000)  # that this part is in front is remembered with the run after it
    ready(meeting)

    def comes_late(route):
        time.sleep(3 * BUSY)
        route.continue_()

    meeting.route(re.compile(r"/Multiselect\."), comes_late)
    meeting.reload()
    expect(speaker(meeting)).to_be_visible(timeout=BACK)
    meeting.keyboard.press("F2")
    meeting.keyboard.type("小学校")
    who = field(meeting, "役割を追加", "誰が（機関・人）").locator("visible=true")
    expect(who).to_be_focused(timeout=BACK)
    expect(meeting.get_by_role("option", name="小学校").first).to_be_visible(timeout=BACK)
    meeting.keyboard.press("Enter")
    expect(who).to_have_value(re.compile("小学校"))
    meeting.keyboard.press("Tab")

    expect(field(meeting, "役割を追加", "どの課題に").locator("visible=true")).to_be_focused()
