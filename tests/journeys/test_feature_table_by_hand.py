"""The feature table, row by row: what hands, keys and forms do to a map, and what it notices by itself."""

import re
import time
from datetime import UTC, datetime

import pytest
from browsing import ready
from builders import an_agency, an_involvement
from feature_table import (
    HOUSEHOLD,
    Seen,
    a_coordinator,
    at_rest,
    drag,
    line,
    middle,
    press,
    sign,
    tab,
    varied,
)
from playwright.sync_api import expect

from jusou_meeting.household import Position
from jusou_meeting.vocabulary import Footing

pytestmark = pytest.mark.browser

SOON = 15_000


@pytest.fixture(scope="module")
def coordinator(browser, municipality):
    with a_coordinator(browser, municipality) as coordinator:
        yield coordinator


@pytest.fixture(scope="module")
def window(coordinator, municipality):
    """The screen of an open 支援会議 on one household, on which one row after the other is tried."""
    municipality.in_a_meeting(HOUSEHOLD)
    window = municipality.show(coordinator, "meeting", meeting=municipality.meeting_id)
    expect(sign(window, "本人")).to_be_visible(timeout=20_000)
    return window


def reloaded(window):
    window.reload()
    expect(sign(window, "本人")).to_be_visible(timeout=20_000)
    return ready(window)


def places(window):
    """Where everybody stands."""
    return {s.said.split("、")[0]: s.outline.middle for s in Seen(window).signs if s.kind in ("person", "agency")}  # fmt: skip


def say(window, said, word):
    """Choose anew how two stand to one another, at their line."""
    line(window, said).focus()
    window.keyboard.press("l")
    window.get_by_role("menuitem", name=word, exact=True).click()
    at_rest(window)


def moved(before, after, by=3):
    return {
        name
        for name in before.keys() & after.keys()
        if max(abs(a - b) for a, b in zip(before[name], after[name], strict=True)) > by
    }


def test_11_what_was_dragged_stands_there_after_the_page_was_loaded_again(window):
    before = places(window)

    drag(window, sign(window, "川岸小学校"), -60, -70)
    put = places(window)
    after = places(reloaded(window))

    assert moved(before, put) == {"川岸小学校"}
    assert put["川岸小学校"][0] < before["川岸小学校"][0] - 30
    assert moved(put, after) == set()


def test_12_what_was_put_by_hand_stays_until_the_map_is_tidied_and_comes_back_by_one_press(
    window, municipality
):
    drag(window, sign(window, "川岸小学校"), -60, -70)
    put = places(window)
    with municipality.change(municipality.case_id, "機関を加える") as change:
        change.save(an_involvement("late", name="あとから来た機関"))
    expect(sign(window, "あとから来た機関")).to_be_visible(timeout=SOON)
    assert moved(put, places(window)) == set(), "who comes later takes a free place"
    put = places(window)

    press(window, "整頓")
    window.get_by_role("menuitem", name="交わりが少ない順", exact=True).click()
    expect(window.get_by_text("図を整頓しました。")).to_be_visible(timeout=SOON)
    at_rest(window)
    assert "川岸小学校" in moved(put, places(window))

    press(window, re.compile("^元に戻す"), exact=False)
    expect(window.get_by_text("取り消しました：整頓")).to_be_visible(timeout=SOON)
    at_rest(window)
    assert moved(put, places(window)) == set()


def test_13_a_line_is_pulled_with_the_mouse_and_its_kind_is_chosen_at_the_cursor(window):
    press(window, "線を引く")
    window.mouse.move(*middle(sign(window, "生活サポート相談窓口")))
    window.mouse.down()
    x, y = middle(sign(window, "娘"))
    window.mouse.move(x, y, steps=5)
    window.mouse.up()
    menu = window.get_by_role("menu")
    expect(menu).to_be_visible()
    box = menu.bounding_box()
    assert box["x"] - 30 < x < box["x"] + box["width"] + 30
    assert box["y"] - 30 < y < box["y"] + box["height"] + 30

    menu.get_by_role("menuitem", name="葛藤", exact=True).click()
    at_rest(window)

    [drawn] = Seen(window).joining("生活サポート相談窓口", "娘")
    assert drawn.turns > 3
    reloaded(window)
    expect(line(window, "生活サポート相談窓口―娘 葛藤")).to_be_attached()


def test_14_a_family_is_entered_by_its_kinship_and_the_map_draws_itself(coordinator, municipality):
    window = municipality.show(coordinator, "cases")
    window.get_by_text("新しい世帯を登録", exact=True).click()
    ready(window)
    window.get_by_label("事例の名前（個人が分からない言い方で）").fill("用紙だけで書いた世帯")
    for where, words in {"本人と同居の家族": ("妻", "息子", "母"), "別居の家族": ("姉",)}.items():
        window.get_by_role("combobox", name=where).click()
        for word in words:
            window.keyboard.insert_text(word)
            window.keyboard.press("Enter")
        window.keyboard.press("Tab")
    press(window, "登録する")
    expect(sign(window, "息子")).to_be_visible(timeout=20_000)

    seen = Seen(ready(window))
    at = {name: seen.named(name).outline for name in ("本人", "妻", "息子", "母", "姉")}
    assert at["母"].bottom < at["本人"].top
    assert at["本人"].bottom < at["息子"].top
    assert abs(at["本人"].middle[1] - at["妻"].middle[1]) < 3
    assert not seen.named("世帯").outline.meets(at["姉"])
    assert [s.strokes[0].dash for s in seen.joining("本人", "妻", "unnamed")] == ["none"]
    assert "息子" in {s.b for s in seen.of("unnamed")}, "the child hangs from its parents"
    window.close()


def test_15_five_acts_are_taken_back_one_by_one_and_done_again(window, municipality):
    drag(window, sign(window, "家主"), 10, 10)
    start = places(window)
    household = municipality.store.cases.household(
        municipality.staff, municipality.case_id, Footing.STATUTORY
    )
    [landlord] = [each.id for each in household.involvements if each.name == "家主"]
    for number in range(5):
        with municipality.change(municipality.case_id, f"{number}度めの移動") as change:
            change.move(landlord, Position(100 + 20 * number, 300))
    undo = window.get_by_role("button", name=re.compile("^元に戻す"))
    expect(undo).to_contain_text("：4度めの移動", timeout=SOON)
    end = places(at_rest(window))

    for number in reversed(range(5)):
        expect(undo).to_contain_text(f"：{number}度めの移動", timeout=SOON)
        undo.click()
    expect(undo).not_to_contain_text("度めの移動", timeout=SOON)
    assert moved(start, places(at_rest(window))) == set()
    assert moved(start, end) == {"家主"}

    for number in range(5):
        press(window, "やり直す")
        expect(undo).to_contain_text(f"：{number}度めの移動", timeout=SOON)
    assert moved(end, places(at_rest(window))) == set()


def test_16_every_act_is_in_the_history_and_the_household_goes_back_to_any_of_them(window):
    drag(window, sign(window, "家主"), 40, 10)
    before = places(window)
    say(window, "川岸小学校―娘", "葛藤")
    drag(window, sign(window, "川岸小学校"), -60, -70)
    assert Seen(window).line("川岸小学校―娘").turns > 3

    tab(window, "履歴")
    acts = window.locator(".st-key-history-acts label").filter(has_text="地図で動かす")
    expect(acts.first).to_contain_text("川岸小学校", timeout=SOON)
    acts.filter(has_text="家主").first.click()
    expect(window.locator("table", has_text="戻すと変わること")).to_contain_text("川岸小学校", timeout=SOON)
    press(window, "この時点に戻す")

    expect(line(window, "川岸小学校―娘 普通")).to_be_attached(timeout=SOON)
    assert Seen(at_rest(window)).line("川岸小学校―娘").turns < 3
    assert moved(before, places(window)) == set()


def test_17_two_moments_are_compared_in_sentences_and_on_maps_that_do_not_move(window, municipality):
    drag(window, sign(window, "川岸小学校"), -40, -40)
    say(window, "前に通った保育園―娘", "良好")
    with municipality.change(municipality.case_id, "機関を加える") as change:
        change.save(an_involvement(f"new-{municipality.case_id}", name="新しい居場所"))
    tab(window, "比較")
    table = window.locator("table", has_text="までに変わったこと")
    expect(table.locator("tr", has_text="新しい居場所")).to_contain_text("＋新しい", timeout=SOON)
    expect(table.locator("tr", has_text="前に通った保育園")).to_contain_text("△変わった")

    window.get_by_text("前と後を並べる", exact=True).click()
    pictures = window.locator("[class*=st-key-compared-] .stage > svg")
    expect(pictures).to_have_count(2, timeout=SOON)
    ready(window)
    places_of = "(svg) => Object.fromEntries([...svg.querySelectorAll('[data-x]')].map((s) => [s.dataset.id, [s.dataset.x, s.dataset.y]]))"
    before, after = (picture.evaluate(places_of) for picture in pictures.all())
    assert all(after[name] == at for name, at in before.items())
    assert len(after) > len(before)
    words = pictures.nth(1).locator("text").all_text_contents()
    assert {"＋", "△"} <= {word[0] for word in words if word.strip()}
    assert {"新しい", "変わった"} <= set(words), "the legend explains their signs and grounds"


def test_27_an_agency_comes_from_the_directory_by_two_kana_and_a_new_household_begins_with_several(
    window, coordinator, municipality
):
    entries = [
        an_agency(
            "harbour", name="みなと自立相談窓口", kana="みなとじりつそうだんまどぐち", field="生活困窮"
        ),
        an_agency("school", name="みなと小学校", kana="みなとしょうがっこう", field="教育"),
    ]
    municipality.store.directory.add(municipality.staff, entries, at=datetime.now(UTC))
    reloaded(window)

    press(window, "加える")
    window.get_by_role("menuitem", name=re.compile("機関$")).first.click()
    window.keyboard.insert_text("みなとじ")
    window.keyboard.press("Enter")
    expect(sign(window, "みなと自立相談窓口、生活困窮")).to_be_visible(timeout=SOON)

    cases = municipality.show(coordinator, "cases")
    cases.get_by_text("新しい世帯を登録").click()
    cases.get_by_label("事例の名前").fill("祖母と孫の世帯")
    cases.get_by_label(re.compile("^関わっている機関")).click()
    for name in ("みなと自立相談窓口", "みなと小学校"):
        cases.keyboard.insert_text(name)
        cases.get_by_role("option", name=name).click()
    cases.keyboard.press("Tab")
    press(cases, "登録する")
    cases.get_by_role("button", name="開く", exact=True).first.click()
    for said in ("みなと自立相談窓口、生活困窮", "みなと小学校、教育"):
        expect(sign(cases, said)).to_be_visible(timeout=SOON)
    cases.close()


def test_28_the_table_tells_the_same_as_the_map_and_what_a_form_adds_is_in_both(window):
    sign(window, "家主").click()
    press(window, "選択をやめる")
    tab(window, "関係線")
    form = window.get_by_test_id("stForm").filter(has_text="関係線を追加").locator("visible=true")
    for label, name in (("どこから", "民生委員・児童委員"), ("どこへ", "娘")):
        form.get_by_role("combobox", name=label).click()
        window.keyboard.type(name)
        window.get_by_role("option", name=re.compile(name)).first.click()
    press(window, "関係線を追加")
    expect(line(window, "民生委員・児童委員―娘")).to_be_attached(timeout=SOON)

    tab(window, "関係の表")
    table = window.locator("table", has=window.locator("caption", has_text=re.compile("^関係$")))
    expect(table).to_be_visible(timeout=SOON)
    rows = [row.locator("td").all_inner_texts() for row in table.locator("tbody tr").all()]
    told = sorted(f"{a}{arrow}{b}" for a, arrow, b, *_ in rows)
    drawn = sorted(s.said.split(" ")[0] for s in Seen(window).of("tie"))
    bonds = [said for said in told if said not in drawn]
    assert [said for said in told if said in drawn] == drawn
    assert len(bonds) == 4


def test_30_what_one_desk_changes_is_on_the_other_without_a_reload(window, visitors, municipality):
    colleague = visitors(viewport={"width": 1800, "height": 1100})
    municipality.seat(colleague, name="田中")
    other = municipality.show(colleague, "meeting", meeting=municipality.meeting_id)
    expect(sign(other, "家主")).to_be_visible(timeout=20_000)
    before = places(other)

    drag(window, sign(window, "家主"), 60, 10)
    began = time.monotonic()
    while moved(before, places(other)) != {"家主"}:
        assert time.monotonic() - began < 5
        other.wait_for_timeout(50)


def test_33_a_parent_who_is_younger_and_a_third_parent_are_noticed_and_the_map_is_drawn(
    coordinator, municipality, tmp_path
):
    people = [
        {"id": "本人", "kinship": "本人", "age_band": "40代", "sex": "女"},
        {"id": "母", "kinship": "母", "birth_on": "2001-05-01"},
        {"id": "父", "kinship": "父"},
        {"id": "もう一人の父", "kinship": "その他", "label": "もう一人の父", "sex": "男"},
        {"id": "子", "kinship": "子"},
    ]
    bonds = [
        {"between": ["もう一人の父", "本人"], "bond": "親子"},
        {"between": ["母", "本人"], "bond": "親子"},
        {"between": ["父", "本人"], "bond": "親子"},
        {"between": ["子", "本人"], "bond": "親子"},
    ]
    bare = {kind: [] for kind in ("issues", "agencies", "ties", "roles", "consents")}
    file = varied(tmp_path, people=people, family_ties=bonds, **bare)
    window = municipality.show(coordinator, "meeting", meeting=municipality.hold(municipality.case(file)))
    press(window, re.compile("^足りないところ"), exact=False)

    listed = window.get_by_test_id("stPopoverBody")
    for sentence in (
        "「母」は、子にあたる「本人」より年上ではありません。",
        "「本人」の実の親が3人になっています。",
        "「子」は「本人」の親とされていますが、続柄やほかの親子のつながりと合いません。",
    ):
        expect(listed.get_by_text(re.compile(re.escape(sentence)))).to_be_visible(timeout=SOON)
    assert {s.said.split("、")[0] for s in Seen(window).of("person")} == {p["id"] for p in people}
    window.close()


def test_34_what_is_missing_is_listed_by_rule_and_a_press_shows_it_on_the_map(window):
    press(window, re.compile("^足りないところ"), exact=False)
    listed = window.get_by_test_id("stPopoverBody")
    for sentence in (
        "課題「不登校」に担当がありません。",
        "「母」につながっているのは「民生委員・児童委員」だけです。",
        "「川岸小学校」は関与中ですが、役割がありません。",
        "「地域包括支援センター」と「祖母」の間に、必要なつながりがまだありません。",
        "「娘」の意向が、本人からは未確認です。",
    ):
        expect(listed.get_by_text(sentence)).to_be_visible(timeout=SOON)

    listed.get_by_role("button", name="「母」につながっているのは「民生委員・児童委員」だけです。").click()
    expect(listed).to_have_count(0, timeout=SOON)
    expect(sign(window, "母")).to_have_attribute("aria-pressed", "true", timeout=SOON)
