"""What is offered where the hand is: the word of a line, the family beside a person, the agencies of the directory."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from browsing import finger, pen
from builders import a_staff, an_agency
from playwright.sync_api import expect

from jusou_meeting.ecomap.ties import Strength, TieStatus, TieWord, said_as

pytestmark = pytest.mark.browser

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
DIRECTORY = [
    an_agency("police", name="警察署", kana="けいさつしょ", field="警察"),
    an_agency("daycare", name="デイサービス桜", kana="でいさーびすさくら"),
    an_agency("school", name="桜小学校", kana="さくらしょうがっこう", field="教育"),
]


@pytest.fixture
def household(household):
    household.store.directory.add(a_staff(), DIRECTORY, at=datetime.now(UTC))
    return household


def only_tie(household):
    (tie,) = household.now().ties
    return tie


def items(ecomap):
    """What is offered, as (digit, word)."""
    found = ecomap.menu.get_by_role("menuitem").all()
    return [(item.locator("kbd").inner_text(), item.locator("span").inner_text()) for item in found]


def test_a_pulled_line_asks_for_its_word_beside_the_hand_and_waits(ecomap, household):
    ecomap.pull("agency", "client")

    assert items(ecomap) == [(str((n + 1) % 10), word.label) for n, word in enumerate(TieWord)]
    assert ecomap.menu.locator("svg").count() == 10
    assert ecomap.page.locator(".rubber").count() == 1
    box, (x, y) = ecomap.menu.bounding_box(), ecomap.at("client")
    assert abs(box["x"] - x) < 30
    assert abs(box["y"] - y) < 30 or box["y"] < y
    ecomap.choose("支援")
    ecomap.answered()
    tie = only_tie(household)
    assert tie == said_as(tie, TieWord.SUPPORT)
    assert (tie.a, tie.b, tie.label) == ("agency", "client", "支援")


def test_arrows_lead_round_the_words_and_enter_takes_one(ecomap, household):
    def focused():
        return ecomap.page.evaluate("""() => {
            let focused = document.activeElement;
            while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
            return focused.querySelector("span")?.textContent;
        }""")

    keys, walked = ecomap.page.keyboard, []
    ecomap.pull("agency", "client")
    for key in ("ArrowUp", "ArrowDown", "ArrowDown", "ArrowRight", "ArrowRight", "ArrowLeft", "End", "Home"):
        keys.press(key)
        walked.append(focused())
    assert walked == ["検討中", "良好", "普通", "依存", "依存", "普通", "検討中", "良好"]

    keys.press("ArrowDown")
    keys.press("ArrowDown")
    keys.press("Enter")
    ecomap.answered()
    assert only_tie(household).strength is Strength.WEAK


def test_escape_tab_or_a_press_elsewhere_leaves_no_line_and_does_nothing_else(ecomap, household):
    def press_elsewhere():
        ecomap.page.mouse.click(*ecomap.at("agency"))

    for leave in (
        lambda: ecomap.page.keyboard.press("Escape"),
        lambda: ecomap.page.keyboard.press("Tab"),
        press_elsewhere,
        lambda: ecomap.page.get_by_role("button", name="全体を表示").click(),
    ):
        ecomap.pull("agency", "mother")
        leave()
        expect(ecomap.menu).to_have_count(0)
        assert ecomap.page.locator(".rubber").count() == 0
    ecomap.page.wait_for_timeout(300)

    assert household.handed_over() == []
    assert household.now().ties == ()


def test_letters_typed_at_a_menu_are_no_keys_of_the_map_or_of_streamlit(ecomap, household):
    ecomap.pull("agency", "client")
    for key in ("c", "r", "+", "-", "l", "x"):
        ecomap.page.keyboard.press(key)
    ecomap.page.wait_for_timeout(300)

    assert ecomap.view() == "0 0 1600 900"
    assert ecomap.menu.is_visible()
    assert ecomap.page.get_by_role("dialog").count() == 0
    assert household.handed_over() == []


@pytest.mark.parametrize("end", ["school", "hospital", "agency"])
def test_a_menu_stays_within_the_map(ecomap, end):
    ecomap.pull("client", end)

    within(ecomap.menu.bounding_box(), ecomap.page.locator(".stage").bounding_box())


def within(box, frame, by=1):
    assert box["x"] >= frame["x"] - by
    assert box["y"] >= frame["y"] - by
    assert box["x"] + box["width"] <= frame["x"] + frame["width"] + by
    assert box["y"] + box["height"] <= frame["y"] + frame["height"] + by


def test_fingers_connect_and_choose_on_targets_that_they_can_meet(map_of, server, household):
    ecomap = map_of(household, server.url, context=PHONE)
    hand = ecomap.page.context.new_cdp_session(ecomap.page)
    ecomap.page.get_by_role("button", name="線を引く").tap()
    finger(hand, ecomap.at("client"), ecomap.at("mother"))
    expect(ecomap.menu).to_be_visible()
    within(ecomap.menu.bounding_box(), {"x": 0, "y": 0, "width": 390, "height": 844})
    for item in ecomap.menu.get_by_role("menuitem").all():
        box = item.bounding_box()
        assert round(min(box["width"], box["height"])) >= 44
    ecomap.menu.get_by_role("menuitem", name="葛藤").tap()
    ecomap.answered()
    assert only_tie(household).stressful

    ecomap.page.touchscreen.tap(*ecomap.at("mother"))
    ecomap.answered()
    handle = ecomap.page.get_by_role("button", name="「母」の家族を加える")
    box = handle.bounding_box()
    assert round(min(box["width"], box["height"])) >= 44
    handle.tap()
    ecomap.menu.get_by_role("menuitem", name="祖母").tap()
    ecomap.answered()
    assert household.handed_over()[-1][1:3] == ["kin", "mother"]


def test_the_tap_that_ends_a_line_chooses_nothing_from_the_menu_it_opens(map_of, server, household):
    ecomap = map_of(household, server.url, context={**PHONE, "viewport": {"width": 700, "height": 700}})
    ecomap.page.get_by_role("button", name="線を引く").tap()
    ecomap.page.touchscreen.tap(*ecomap.at("mother"))
    frame = ecomap.sign("household").bounding_box()
    x, y = frame["x"] + frame["width"] - 12, frame["y"] + frame["height"] - 12
    ecomap.page.touchscreen.tap(x, y)
    expect(ecomap.menu).to_be_visible()
    ecomap.page.wait_for_timeout(700)

    box = ecomap.menu.bounding_box()
    assert box["x"] < x < box["x"] + box["width"], "it lies elsewhere, which proves nothing"
    assert box["y"] < y < box["y"] + box["height"], "it lies elsewhere, which proves nothing"
    assert household.handed_over() == []


def test_a_pen_pulls_a_line_and_taps_its_word(ecomap, household):
    hand = ecomap.page.context.new_cdp_session(ecomap.page)
    ecomap.page.get_by_role("button", name="線を引く").click()
    pen(hand, ecomap.at("hospital"), ecomap.at("mother"))
    word = ecomap.menu.get_by_role("menuitem", name="介護").bounding_box()
    middle = word["x"] + word["width"] / 2, word["y"] + word["height"] / 2
    ecomap.page.wait_for_timeout(100)
    pen(hand, middle, middle)
    ecomap.page.wait_for_timeout(300)
    ecomap.answered()

    assert household.handed_over() == [[1, "line", "hospital", "mother"]]


def test_a_tie_is_said_anew_by_the_second_button_the_key_or_its_handle(ecomap, household):
    ecomap.draw("agency", "client", "支援")
    ecomap.answered()
    tie = ecomap.sign(only_tie(household).id)

    tie.dispatch_event("contextmenu", {"bubbles": True, "clientX": 400, "clientY": 300})
    ecomap.choose("断絶")
    ecomap.answered()
    cut = only_tie(household)
    assert (cut.status, cut.label, cut.version) == (TieStatus.ENDED, "", 2)

    tie.focus()
    ecomap.page.keyboard.press("l")
    ecomap.page.keyboard.press("1")
    ecomap.answered()
    assert only_tie(household).strength is Strength.STRONG

    tie.focus()
    ecomap.page.keyboard.press("Enter")
    ecomap.answered()
    ecomap.page.get_by_role("button", name="関係の言葉を選び直す").click()
    ecomap.choose("検討中")
    ecomap.answered()
    assert only_tie(household).status is TieStatus.PLANNED
    assert [kind for _, kind, *_ in household.handed_over()] == ["line", "word", "word", "select", "word"]


def test_family_is_offered_beside_a_person_by_button_and_key(ecomap, household):
    ecomap.sign("client").click(button="right")
    assert items(ecomap)[:3] == [("1", "父"), ("2", "兄"), ("3", "姉")], "there is a mother already"
    assert items(ecomap)[-1] == ("", "ほかの家族"), "a choice beyond the tenth has no digit"
    ecomap.page.keyboard.press("Escape")

    ecomap.sign("mother").focus()
    ecomap.page.keyboard.press("a")
    ecomap.page.keyboard.press("2")
    ecomap.answered()

    assert household.handed_over() == [[1, "kin", "mother", None]]
    assert ecomap.focused() == "mother"


def test_two_kana_of_either_kind_find_an_agency_and_enter_takes_it(ecomap, household):
    field = open_directory(ecomap)
    found = ecomap.page.get_by_role("option")
    expect(found).to_have_count(0)
    for typed, names in (
        ("さく", ["桜小学校", "デイサービス桜"]),
        ("ﾃﾞｲ", ["デイサービス桜"]),
        ("ケイ", ["警察署"]),
        ("桜", ["桜小学校", "デイサービス桜"]),
        ("ない", []),
    ):
        field.fill(typed)
        told = found.all_inner_texts()
        assert [text.split("\n")[0] for text in told[:-1]] == names
        assert told[-1] == f"名簿にない：「{typed}」を用紙で入れる"

    field.fill("さく")
    ecomap.page.keyboard.press("ArrowDown")
    assert found.nth(1).get_attribute("aria-selected") == "true"
    assert field.get_attribute("aria-activedescendant") == found.nth(1).get_attribute("id")
    ecomap.page.keyboard.press("ArrowUp")
    ecomap.page.keyboard.press("Enter")
    ecomap.answered()
    assert household.handed_over() == [[1, "agency", None, None]]
    expect(field).to_have_count(0)


def open_directory(ecomap):
    ecomap.page.get_by_role("button", name="加える", exact=True).click()
    ecomap.choose("機関")
    field = ecomap.page.get_by_role("combobox", name="機関の名前")
    expect(field).to_be_focused()
    return field


def test_the_directory_stays_within_the_map_while_one_types(ecomap):
    stage = ecomap.page.locator(".stage").bounding_box()
    corner = stage["x"] + stage["width"] - 5, stage["y"] + stage["height"] - 5
    ecomap.page.mouse.click(*corner, button="right")
    ecomap.choose("機関")
    window = ecomap.page.locator(".search")
    before = window.bounding_box()
    ecomap.page.keyboard.insert_text("さく")
    expect(ecomap.page.get_by_role("option")).to_have_count(3)

    within(window.bounding_box(), stage)
    assert window.bounding_box() == before


def test_an_agency_that_is_on_the_map_is_chosen_there(ecomap, household):
    school = household.now().involvements[-1]
    with household.changing() as change:
        change.save(replace(school, name="桜小学校", agency_id="school"))
    ecomap.run_all()
    expect(ecomap.page.get_by_text("桜小学校")).to_be_visible()

    open_directory(ecomap).fill("がっこ")
    assert "地図にあります" in ecomap.page.get_by_role("option").first.inner_text()
    ecomap.page.keyboard.press("Enter")
    ecomap.answered()

    assert household.handed_over() == [[1, "select", school.id, None]]


def test_what_somebody_named_is_shown_as_text_and_runs_nothing(ecomap, household):
    harm = "<img src=x onerror=window.top.harm=1>"
    agencies = [an_agency("harm", name=f"悪{harm}", kana="わる", field=harm)]
    household.store.directory.add(a_staff(), agencies, at=datetime.now(UTC))
    with household.changing() as change:
        change.save(replace(household.now().people[0], label=harm))
    ecomap.run_all()
    expect(ecomap.page.get_by_text(harm).first).to_be_visible()

    ecomap.sign("client").click(button="right")
    assert f"「{harm}」" in ecomap.menu.inner_text()
    ecomap.page.keyboard.press("Escape")
    open_directory(ecomap).fill("わる")
    assert ecomap.page.get_by_role("option").first.inner_text().split("\n") == [f"悪{harm}", harm]
    ecomap.page.get_by_role("combobox").fill(f"悪{harm}")
    assert harm in ecomap.page.get_by_role("option").last.inner_text()
    assert ecomap.page.evaluate("window.harm") is None


def test_what_an_input_method_is_still_composing_chooses_nothing(ecomap, household):
    field = open_directory(ecomap)
    hand = ecomap.page.context.new_cdp_session(ecomap.page)
    for kana in ("ｓ", "さ", "さｋ", "さく"):
        hand.send(
            "Input.imeSetComposition", {"text": kana, "selectionStart": len(kana), "selectionEnd": len(kana)}
        )
    expect(ecomap.page.get_by_role("option")).to_have_count(3)
    for key in ("Enter", "ArrowDown", "Escape"):
        for kind in ("rawKeyDown", "keyUp"):
            hand.send(
                "Input.dispatchKeyEvent",
                {"type": kind, "key": "Process", "code": key, "windowsVirtualKeyCode": 229},
            )
    ecomap.page.wait_for_timeout(200)
    expect(field).to_be_focused()
    assert household.handed_over() == []

    hand.send("Input.insertText", {"text": "桜"})
    ecomap.page.keyboard.press("Enter")
    ecomap.answered()
    assert household.handed_over() == [[1, "agency", None, None]]


def test_a_menu_outlives_the_repaint_that_somebody_else_caused(ecomap, household):
    ecomap.pull("agency", "client")
    household.move("hospital", 1300, 300)
    ecomap.run_all()
    ecomap.page.wait_for_function("""() => [...document.querySelectorAll('*')].some(
        (element) => element.shadowRoot?.querySelector('[data-id=hospital][data-x="1300"]'))""")

    ecomap.page.keyboard.press("2")
    ecomap.answered()

    assert only_tie(household).strength is Strength.NORMAL


def test_who_only_looks_is_offered_nothing(map_of, server, household):
    ecomap = map_of(household, server.url, readonly=1)
    ecomap.sign("client").click(button="right")
    ecomap.sign("client").focus()
    ecomap.page.keyboard.press("a")
    ecomap.page.keyboard.press("l")
    ecomap.answered()

    assert ecomap.menu.count() == 0
    assert not ecomap.page.get_by_role("button", name="加える", exact=True).is_visible()
    assert not ecomap.page.locator(".handle").is_visible()
