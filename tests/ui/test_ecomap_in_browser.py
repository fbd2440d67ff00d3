"""Hands on the map in a real browser: mouse, touch, pen and keyboard."""

import pytest
from browsing import finger, pen
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

SCROLLED = """() => [...document.querySelectorAll("*")].some((element) => element.scrollTop > 20)"""


def test_a_click_selects_and_moves_nothing(ecomap, household):
    ecomap.sign("agency").click()
    ecomap.answered()

    assert household.handed_over() == [[1, "select", "agency", None]]
    assert ecomap.sign("agency").get_attribute("aria-pressed") == "true"
    assert household.acts() == []


def test_a_trembling_hand_moves_nothing(ecomap, household):
    ecomap.drag("agency", 2, 2)
    ecomap.answered()

    assert household.handed_over() == [[1, "select", "agency", None]]
    assert household.now().positions == {}


def test_a_sign_that_was_dragged_stays_where_it_was_put(ecomap, household):
    ecomap.drag("agency", 120, 80)
    put = ecomap.place("agency")
    ecomap.answered()

    assert ecomap.place("agency") == put == tuple(map(round, household.now().positions["agency"]))
    assert put[0] > 300
    assert put[1] > 300


def test_escape_puts_a_dragged_sign_back(ecomap, household):
    before = ecomap.place("agency")
    ecomap.drag("agency", 120, 80, release=False)
    during = ecomap.place("agency")
    ecomap.page.keyboard.press("Escape")
    ecomap.page.mouse.up()
    ecomap.answered()

    assert during != before == ecomap.place("agency")
    assert household.handed_over() == []


def test_a_person_who_is_dragged_takes_their_issues_along_and_pulls_at_their_ties(ecomap, household):
    ecomap.draw("agency", "client")
    ecomap.answered()

    ecomap.drag("client", 30, 90, release=False)

    assert ecomap.page.locator(".rubber").count() == 1
    assert ecomap.page.locator(".is-stretched").count() == 1
    assert ecomap.place("issue")[0] == ecomap.place("client")[0] > 700
    ecomap.page.mouse.up()
    ecomap.answered()
    assert ecomap.page.locator(".rubber").count() == 0


def test_a_line_is_drawn_from_one_sign_to_another(ecomap, household):
    ecomap.draw("agency", "client")
    ecomap.answered()

    (tie,) = household.now().ties
    assert (tie.a, tie.b) == ("agency", "client")
    assert ecomap.page.get_by_role("button", name="線を引く").get_attribute("aria-pressed") == "false"


def test_a_line_is_drawn_by_choosing_its_two_ends(ecomap, household):
    ecomap.page.get_by_role("button", name="線を引く").click()
    ecomap.sign("agency").click()
    ecomap.sign("mother").click()
    ecomap.choose("普通")
    ecomap.answered()

    (tie,) = household.now().ties
    assert (tie.a, tie.b) == ("agency", "mother")


def test_a_line_that_ends_nowhere_is_none(ecomap, household):
    ecomap.page.get_by_role("button", name="線を引く").click()
    ecomap.drag("agency", 10, 200)
    ecomap.answered()

    assert household.now().ties == ()
    assert household.handed_over() == []


def test_a_line_may_end_at_the_household_itself(ecomap, household):
    ecomap.page.get_by_role("button", name="線を引く").click()
    ecomap.sign("agency").click()
    ecomap.sign("household").click(position={"x": 10, "y": 10})
    ecomap.choose("普通")
    ecomap.answered()

    assert household.handed_over() == [[1, "line", "agency", "household"]]


def test_the_keyboard_alone_selects_moves_and_connects(ecomap, household):
    keys = ecomap.page.keyboard
    ecomap.page.get_by_text("操作のしかた").focus()
    keys.press("Tab")
    walked = [ecomap.focused()]
    for _ in range(5):
        keys.press("Tab")
        walked.append(ecomap.focused())
    keys.press("Home")
    keys.press("Enter")
    ecomap.answered()
    assert walked == ["agency", "hospital", "client", "issue", "mother", "school"]
    assert household.handed_over() == [[1, "select", "agency", None]]

    keys.down("Alt")
    for _ in range(3):
        keys.press("ArrowDown")
    keys.press("Shift+ArrowRight")
    keys.up("Alt")
    ecomap.answered()
    assert tuple(household.now().positions["agency"]) == (250, 230)
    assert len(household.acts()) == 1

    keys.press("l")
    keys.press("Enter")
    keys.press("Tab")
    keys.press("Tab")
    keys.press("Enter")
    keys.press("4")
    ecomap.answered()
    (tie,) = household.now().ties
    assert (tie.a, tie.b, tie.stressful) == ("agency", "client", True)


def test_an_arrow_leads_to_the_nearest_sign_on_its_side_and_passes_none_that_lies_on_another(
    ecomap, household
):
    ecomap.draw("agency", "mother")  # its middle lies where the words of the household begin
    ecomap.answered()
    [tie] = household.now().ties
    ecomap.sign("agency").focus()
    walked = []
    for side in ("Right", "Right", "Right", "Down", "Up", "Right", "Right", "Down", "Right", "Left"):
        ecomap.page.keyboard.press(f"Arrow{side}")
        walked.append(ecomap.focused())

    assert walked == [
        "household", tie.id, "client", "issue", "client", "mother", "hospital", "school", "school", "mother",
    ]  # fmt: skip


def test_the_tab_key_leaves_the_map_after_its_last_sign(ecomap):
    ecomap.sign("school").focus()
    ecomap.page.keyboard.press("End")
    ecomap.page.keyboard.press("Tab")
    ecomap.page.wait_for_timeout(100)

    assert ecomap.focused() is None
    assert "全体を再実行" in ecomap.page.evaluate("() => document.activeElement.textContent")


def test_view_focus_and_selection_survive_a_repaint(ecomap, household):
    ecomap.sign("mother").click()
    ecomap.ctrl_wheel(-400)
    ecomap.answered()
    view = ecomap.view()
    assert view != "0 0 1600 900"

    ecomap.drag("mother", 20, 30)
    ecomap.answered()
    ecomap.run_all()
    ecomap.page.wait_for_timeout(300)
    ecomap.answered()

    assert household.now().positions["mother"]
    assert ecomap.view() == view
    assert ecomap.focused() == "mother"
    assert ecomap.sign("mother").get_attribute("aria-pressed") == "true"


def test_a_plain_wheel_scrolls_the_page_and_says_once_how_to_come_closer(ecomap):
    said = ecomap.page.get_by_text("Ctrlを押しながらホイールで拡大・縮小します")
    ecomap.make_the_page_long()
    ecomap.page.mouse.move(*ecomap.at("household"))
    ecomap.page.mouse.wheel(0, 200)
    said.wait_for()
    ecomap.page.wait_for_function(SCROLLED)
    assert ecomap.view() == "0 0 1600 900"

    said.wait_for(state="hidden", timeout=8000)
    ecomap.page.mouse.wheel(0, -200)
    ecomap.page.wait_for_timeout(300)
    assert not said.is_visible()


def test_the_wheel_with_ctrl_comes_closer_and_leaves_the_page_where_it_is(ecomap):
    ecomap.make_the_page_long()
    ecomap.page.mouse.move(*ecomap.at("household"))
    ecomap.ctrl_wheel(-400)
    closer = ecomap.view()
    ecomap.page.mouse.wheel(0, -100)
    ecomap.page.wait_for_timeout(200)

    assert float(closer.split()[2]) < 1600
    assert ecomap.view() == closer
    ecomap.ctrl_wheel(2000)
    assert ecomap.view() == "0 0 1600 900"
    assert not ecomap.page.evaluate(SCROLLED)


def test_a_map_that_fills_the_screen_takes_the_plain_wheel(ecomap):
    ecomap.page.get_by_role("button", name="全画面").click()
    ecomap.page.get_by_role("button", name="全画面を終える").wait_for()
    ecomap.page.mouse.move(*ecomap.at("household"))
    ecomap.page.mouse.wheel(0, -400)
    ecomap.page.wait_for_timeout(200)

    assert ecomap.view() != "0 0 1600 900"


def test_one_finger_on_the_ground_scrolls_the_page_and_on_a_sign_moves_it(map_of, server, household):
    phone = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
    ecomap = map_of(household, server.url, context=phone)
    ecomap.make_the_page_long()
    ecomap.page.get_by_role("button", name="全体を表示").click()
    hand = ecomap.page.context.new_cdp_session(ecomap.page)
    before = ecomap.place("client")
    finger(hand, ecomap.at("client"), ecomap.at("client", 0, -40))
    ecomap.answered()
    assert ecomap.place("client")[1] < before[1]
    assert not ecomap.page.evaluate(SCROLLED)

    x, y = ecomap.at("client", 0, 80)
    finger(hand, (x, y), (x, y - 150))
    ecomap.page.wait_for_function(SCROLLED)
    ecomap.answered()
    assert [kind for _, kind, *_ in household.handed_over()] == ["move"]


def test_escape_gives_up_a_line_that_was_begun(ecomap, household):
    keys = ecomap.page.keyboard
    ecomap.sign("agency").focus()
    for begun in ("l", "lEnter"):
        keys.press("l")
        if begun != "l":
            keys.press("Enter")
            keys.press("ArrowRight")
        keys.press("Escape")
        assert ecomap.page.locator(".is-drawing, .from").count() == 0
    keys.press("Enter")
    ecomap.answered()

    assert household.handed_over() == [[1, "select", "household", None]]


def test_the_page_says_what_the_keys_do(ecomap, map_of, server, household):
    ecomap.page.get_by_text("操作のしかた").focus()
    ecomap.page.keyboard.press("Enter")
    said = ecomap.page.locator(".help dl").inner_text()
    for key in ("Tab", "矢印", "Enter", "Alt＋矢印", "Shift", "L", "Esc", "Ctrl＋ホイール", "二本の指"):
        assert key in said
    ecomap.page.keyboard.press("Escape")
    assert not ecomap.page.locator(".help dl").is_visible()

    reader = map_of(household, server.url, readonly=1)
    reader.page.get_by_text("操作のしかた").click()
    assert "選ぶ" in reader.page.locator(".help dl").inner_text()
    assert "動かす" not in reader.page.locator(".help dl").inner_text()


def test_zoom_has_buttons_and_keys_and_a_way_back(ecomap):
    ecomap.page.get_by_role("button", name="拡大").click()
    closer = ecomap.view()
    ecomap.page.keyboard.press("-")
    whole = ecomap.view()
    ecomap.page.keyboard.press("+")
    ecomap.page.keyboard.press("+")
    ecomap.page.get_by_role("button", name="全体を表示").click()

    assert closer == "160 90 1280 720"
    assert whole == ecomap.view() == "0 0 1600 900"


def test_a_closer_view_is_panned_by_its_ground(ecomap, household):
    for _ in range(3):
        ecomap.page.get_by_role("button", name="拡大").click()
    before = ecomap.view()
    x, y = ecomap.at("household")
    ecomap.page.mouse.move(x, y)
    ecomap.page.mouse.down()
    ecomap.page.mouse.move(x - 100, y - 50, steps=4)
    ecomap.page.mouse.up()
    ecomap.answered()

    assert ecomap.view() != before
    assert household.handed_over() == []


def test_full_screen_is_entered_and_left_by_one_button(ecomap):
    ecomap.page.get_by_role("button", name="全画面").click()
    ecomap.page.get_by_role("button", name="全画面を終える").click()

    ecomap.page.get_by_role("button", name="全画面", exact=True).wait_for()
    assert ecomap.page.evaluate("() => document.fullscreenElement") is None


def test_a_double_click_opens_what_is_under_it(ecomap, household):
    ecomap.sign("agency").dblclick()
    ecomap.answered()
    ecomap.sign("school").click(button="right")
    ecomap.answered()

    assert [event[1:3] for event in household.handed_over()] == [
        ["select", "agency"],
        ["open", "agency"],
        ["open", "school"],
    ]


def test_a_click_on_the_ground_takes_the_selection_away(ecomap, household):
    ecomap.sign("agency").click()
    ecomap.answered()
    ecomap.page.mouse.click(*ecomap.at("agency", 0, 150))
    ecomap.answered()

    assert household.handed_over()[-1] == [2, "select", None, None]
    assert ecomap.page.locator(".is-selected").count() == 0


def test_what_is_refused_is_told_and_what_follows_is_applied(ecomap, household):
    ecomap.draw("client", "school")
    ecomap.page.get_by_text("この機関には線を引けません。").wait_for()
    ecomap.draw("client", "hospital")
    ecomap.page.get_by_text("ほかの人が先に変更しました。").wait_for()
    ecomap.draw("client", "agency")
    ecomap.answered()

    assert [tie.b for tie in household.now().ties] == ["agency"]
    ecomap.page.get_by_role("button", name="閉じる").click()
    assert not ecomap.page.get_by_text("ほかの人が先に変更しました。").is_visible()


def test_a_finger_and_a_pen_drag_and_draw(ecomap, household):
    hand = ecomap.page.context.new_cdp_session(ecomap.page)
    finger(hand, ecomap.at("agency"), ecomap.at("agency", 120, 60))
    ecomap.answered()
    assert household.now().positions["agency"].x > 300

    ecomap.page.get_by_role("button", name="線を引く").click()
    finger(hand, ecomap.at("agency"), ecomap.at("client"))
    ecomap.choose("普通")
    ecomap.answered()
    (tie,) = household.now().ties
    assert (tie.a, tie.b) == ("agency", "client")

    pen(hand, ecomap.at("hospital"), ecomap.at("hospital", -100, 50))
    ecomap.answered()
    assert household.now().positions["hospital"].x < 1300


def test_two_fingers_come_closer(ecomap, household):
    hand = ecomap.page.context.new_cdp_session(ecomap.page)
    x, y = ecomap.at("household")
    for kind, spread in (("touchStart", 40), ("touchMove", 80), ("touchMove", 120), ("touchEnd", 0)):
        fingers = [{"x": x - spread, "y": y, "id": 1}, {"x": x + spread, "y": y, "id": 2}] if spread else []
        hand.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": fingers})
    ecomap.answered()

    assert float(ecomap.view().split()[2]) < 700
    assert household.handed_over() == []


def test_a_drag_outlives_the_repaint_that_somebody_else_caused(ecomap, household):
    ecomap.drag("agency", 100, 40, release=False)
    household.move("hospital", 1300, 300)
    ecomap.run_all()
    ecomap.page.wait_for_function("""() => [...document.querySelectorAll('*')].some(
        (element) => element.shadowRoot?.querySelector('[data-id=hospital][data-x="1300"]'))""")
    x, y = ecomap.at("agency")
    ecomap.page.mouse.move(x + 60, y + 60, steps=3)
    ecomap.page.mouse.up()
    ecomap.answered()

    positions = household.now().positions
    assert tuple(positions["hospital"]) == (1300, 300)
    assert positions["agency"].x > 350


def test_the_same_picture_causes_no_work(ecomap):
    ecomap.page.evaluate("""() => {
        const stage = [...document.querySelectorAll('*')].map((e) => e.shadowRoot?.querySelector('.stage')).find(Boolean);
        window.changes = 0;
        new MutationObserver((all) => (window.changes += all.length)).observe(stage,
            { subtree: true, childList: true, attributes: true, characterData: true });
    }""")
    for _ in range(3):
        ecomap.page.get_by_role("button", name="全体を再実行").click()
        ecomap.page.wait_for_timeout(300)

    assert ecomap.page.evaluate("() => window.changes") == 0


def test_a_phone_begins_with_the_middle_of_the_map_and_changes_nothing(map_of, server, household):
    phone = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
    ecomap = map_of(household, server.url, context=phone, readonly=1)
    hand = ecomap.page.context.new_cdp_session(ecomap.page)
    finger(hand, ecomap.at("mother"), ecomap.at("mother", 0, 60))
    ecomap.page.wait_for_timeout(500)

    x, y, width, height = map(float, ecomap.view().split())
    assert (round(x + width / 2), round(y + height / 2)) == (800, 450)
    assert width < 900
    assert ecomap.page.evaluate("() => document.documentElement.scrollWidth") <= 390
    assert not ecomap.page.get_by_role("button", name="線を引く").is_visible()
    for name in ("拡大", "縮小", "全体を表示", "全画面"):
        size = ecomap.page.get_by_role("button", name=name).bounding_box()
        assert min(size["width"], size["height"]) >= 44
    assert household.acts() == []


def test_a_window_of_another_size_shows_the_map_as_if_it_were_opened_so_but_for_what_a_hand_chose(ecomap):
    def seen():
        ecomap.page.wait_for_timeout(300)
        return tuple(map(float, ecomap.view().split()))

    whole = seen()
    ecomap.page.set_viewport_size({"width": 390, "height": 844})
    x, _, width, _ = seen()
    assert width < 900
    assert round(x + width / 2) == round(whole[0] + whole[2] / 2)
    ecomap.page.set_viewport_size({"width": 1280, "height": 720})
    assert seen() == whole

    ecomap.page.get_by_role("button", name="拡大").click()
    chosen = seen()
    assert chosen[2] < whole[2]
    ecomap.page.set_viewport_size({"width": 1300, "height": 760})
    assert seen()[2] == chosen[2]


def test_where_the_directory_is_empty_the_search_says_what_to_do(ecomap, household):
    assert household.store.directory.agencies() == ()
    ecomap.page.get_by_role("button", name="加える", exact=True).click()
    ecomap.page.get_by_role("menuitem", name="機関").click()

    expect(ecomap.page.get_by_text("機関名簿はまだ空です。")).to_be_visible()
