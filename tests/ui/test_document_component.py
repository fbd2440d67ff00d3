"""Streamlit speaks Japanese, in our fonts, and what somebody typed is left as it is."""

import re
from pathlib import Path

import pytest
from browsing import english_in, ready
from city import City, another_launcher
from playwright.sync_api import expect
from running_server import running_server

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def server(serve):
    with serve("document_app.py") as server:
        yield server


@pytest.fixture
def page(visitor, server):
    page = ready(visitor.window(server.url))
    page.wait_for_function("() => document.documentElement.lang === 'ja'")
    page.get_by_text("ファイルを選ぶ", exact=True).wait_for()
    page.get_by_label("次の欄を出す").wait_for()
    page.wait_for_load_state("networkidle")
    return page


def test_what_streamlit_says_itself_is_japanese(page):
    assert english_in(page) == []


def test_a_date_out_of_its_range_is_refused_in_japanese(page):
    field = page.get_by_test_id("stDateInput").filter(has_text="入っている日付")
    field.get_by_role("spinbutton").first.click()
    page.keyboard.type("20271201")
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    field.get_by_test_id("stDateInputError").hover()

    expect(page.get_by_role("tooltip")).to_contain_text("誤り：2026/12/31までの日付にしてください。")
    assert english_in(page) == []


def test_a_page_that_went_white_is_opened_anew_but_not_for_ever(page):
    for _ in range(4):
        page.get_by_label("一行", exact=True).wait_for()
        page.wait_for_function("() => document.documentElement.lang === 'ja'")
        page.evaluate("() => document.getElementById('root').replaceChildren()")
    page.wait_for_timeout(2000)
    assert page.get_by_label("一行", exact=True).count() == 0


def test_what_appears_later_is_japanese_too(page):
    page.get_by_label("一行", exact=True).fill("電話が減った")
    expect(page.get_by_text("Enterで確定", exact=True)).to_be_visible()
    page.get_by_label("数行").fill("電話が減った")
    expect(page.get_by_text("Ctrl+Enterで確定")).to_be_visible()
    page.get_by_label("送る一行").fill("電話が減った")
    expect(page.get_by_text("Enterで記録", exact=True)).to_be_visible()
    page.get_by_label("一つ選ぶ").first.click()
    page.keyboard.type("ない")
    expect(page.get_by_text("該当なし")).to_be_visible()
    page.keyboard.press("Escape")
    page.set_input_files("input[type=file]", {"name": "a.txt", "mimeType": "text/plain", "buffer": b"a"})
    expect(page.get_by_text("この種類のファイルは使えません。")).to_be_attached()

    assert english_in(page) == ["a.txt, 1.0B", "a.txt", "a.txt", "a.txtを外す"]


def test_what_somebody_typed_in_the_same_words_is_left_alone(page):
    typed = page.locator(".st-key-typed")
    words = [
        "Close",
        "No results",
        "Select all",
        "Choose an option",
        "Upload",
        "Open",
        "yyyy",
        "Press Enter to apply",
    ]
    assert re.split(r"\s*\n\s*", typed.inner_text().strip()) == [word for word in words for _ in range(3)]

    page.mouse.wheel(0, 10_000)  # an open list closes when the page is scrolled
    expect(page.get_by_label("数", exact=True)).to_be_in_viewport()
    page.get_by_role("combobox", name="一つ選ぶ").press("ArrowDown")
    expect(page.get_by_role("option")).to_have_text(words)
    page.keyboard.press("Escape")
    page.get_by_role("combobox", name="いくつか選ぶ").press("ArrowDown")
    expect(page.get_by_role("option")).to_have_text(["すべて選ぶ", *words])
    page.keyboard.type("op")
    expect(page.get_by_role("option").first).to_have_text("当てはまる3件を選ぶ")
    page.keyboard.press("Escape")
    page.get_by_label("一行", exact=True).fill("Close")
    assert page.get_by_label("一行", exact=True).input_value() == "Close"


def test_escape_closes_a_list_and_leaves_what_was_chosen_in_it(page):
    field = page.get_by_role("combobox", name="一つ選ぶ")

    def chosen(keys):
        for key in keys:
            field.press(key)
        page.wait_for_timeout(300)
        ready(page)
        expect(page.get_by_role("option")).to_have_count(0)
        return field.input_value()

    field.click()
    page.keyboard.type("yy")
    assert chosen(["Enter"]) == "yyyy"
    assert chosen(["Escape"]) == "yyyy"
    assert chosen(["ArrowDown", "Escape", "Escape"]) == "yyyy"
    assert chosen(["ArrowDown", "ArrowUp", "Escape"]) == "yyyy"
    field.press("End")
    page.keyboard.type("z")
    assert chosen(["Escape"]) == "yyyy"
    assert chosen(["Control+A", "Backspace", "Tab"]) == ""


def test_escape_in_a_field_of_a_question_still_closes_the_question(page):
    page.get_by_role("button", name="たずねる").click()
    page.get_by_role("dialog").get_by_role("combobox").click()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    ready(page)
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_a_question_of_ours_is_not_taken_for_a_lost_connection(page):
    page.get_by_role("button", name="たずねる").click()
    question = page.get_by_role("dialog")

    expect(question).to_contain_text("Connection error")
    expect(question).to_contain_text("Streamlit server is not responding. Are you connected to the internet?")
    expect(question.get_by_role("button", name="閉じる")).to_be_attached()


def test_the_pages_fonts_are_ours_and_come_from_this_server(visitor, tmp_path_factory):
    city = City(tmp_path_factory.mktemp("city"))
    with running_server(city.path) as server:
        page = ready(visitor.holds("jusou_session", city.session()).window(server.url))
        page.wait_for_function(
            "() => [...document.fonts].some((font) => font.family .includes('BIZ UDPGothic'))"
        )
        loaded = page.evaluate("""async () => {
            const own = [...document.fonts].filter((font) => /BIZ UDPGothic|Jusou Fallback JP/.test(font.family));
            await Promise.all(own.map((font) => font.load()));
            return own.map((font) => `${font.family.replaceAll('"', "")} ${font.weight} ${font.status}`);
        }""")

    assert loaded == [
        "BIZ UDPGothic 400 loaded",
        "BIZ UDPGothic 700 loaded",
        "Jusou Fallback JP 400 loaded",
    ]


def test_the_document_takes_no_room_on_the_page(page):
    page.locator(".jusou-document").wait_for(state="attached")
    assert not page.locator(".stElementContainer:has(.jusou-document)").is_visible()


def test_a_lost_connection_is_told_in_japanese(serve, visitor):
    with serve("document_app.py") as server:
        page = ready(visitor.window(server.url))
        page.get_by_text("ファイルを選ぶ", exact=True).wait_for()
        server.kill()
        expect(page.get_by_role("dialog")).to_contain_text("接続が切れました", timeout=60_000)
        expect(page.get_by_role("dialog")).to_contain_text("サーバーが応答しません")


def test_whose_session_ended_is_told_so_where_no_live_line_leads_them_out(visitor, tmp_path):
    city = City(tmp_path)
    launcher = another_launcher(tmp_path / "app", script=Path(__file__).with_name("document_app.py"))
    token = city.session()
    with running_server(city.path, app=launcher) as server:
        page = ready(visitor.holds("jusou_session", token).window(server.url))
        page.get_by_text("ファイルを選ぶ", exact=True).wait_for()
        city.revoke(token)
        told = page.get_by_role("dialog")
        expect(told).to_contain_text("入室は終わりました。サインインし直してください。", timeout=60_000)
        assert english_in(page) == []
