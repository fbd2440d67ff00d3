"""The feature table, row by row: what a map shows of itself on a wall, on paper and in a file, and to whom."""

import io
import re
import zipfile
from pathlib import Path

import pytest
from browsing import english_in, ready, words_in
from feature_table import HOUSEHOLD, Seen, a_coordinator, press, sign, tab
from PIL import Image
from playwright.sync_api import expect
from word_reader import body_text, rows

pytestmark = pytest.mark.browser

SOON = 15_000
NAMES = (
    "葦原", "さより", "あしはら", "堤", "一丸", "瀬古", "みぎわ", "渡 はつ", "1991", "平成3年", "隣の市", "川向こう", "川岸九番地", "ミル",
    "こども家庭センター", "みなと産科医院", "川岸小学校", "家賃の滞納", "妊婦健診", "立ち仕事", "待ち伏せ", "母から", "夜の電話",
)  # fmt: skip


@pytest.fixture(scope="module")
def coordinator(browser, municipality):
    with a_coordinator(browser, municipality) as coordinator:
        yield coordinator


@pytest.fixture(scope="module")
def meeting(coordinator, municipality):
    """The screen of an open 支援会議 on the household."""
    municipality.in_a_meeting(HOUSEHOLD)
    window = municipality.show(coordinator, "meeting", meeting=municipality.meeting_id)
    expect(sign(window, "本人")).to_be_visible(timeout=20_000)
    return window


@pytest.fixture(scope="module")
def heard():
    """Every frame that the window for the projector was sent."""
    return []


@pytest.fixture(scope="module")
def wall(meeting, heard):
    """The window for the projector, dark."""
    with meeting.context.expect_page() as opened:
        meeting.get_by_role("link", name="投影の窓を開く").click()
    wall = opened.value
    wall.set_viewport_size({"width": 1920, "height": 1080})
    wall.on("websocket", lambda socket: socket.on("framereceived", lambda frame: heard.append(frame)))
    wall.reload()
    expect(wall.get_by_text("投影を止めています")).to_be_visible(timeout=20_000)
    return wall


@pytest.fixture(scope="module")
def desk(coordinator, municipality, meeting):
    """The household outside the meeting, with the tab of what can leave it, and all that the office knows."""
    window = municipality.show(coordinator, "household", case=municipality.case_id)
    window.get_by_text("支援会議で得た情報も表示する", exact=True).click()
    expect(window.get_by_text(re.compile("^支援会議で得た情報を表示しています"))).to_be_visible(timeout=SOON)
    return tab(ready(window), "書き出し")


@pytest.fixture
def reader(browser):
    """Somebody elsewhere to whom a file was given: their browser is not connected to anything."""
    page = browser.new_page(offline=True)
    yield page
    page.close()


def taken(window, title):
    """A file that a press of this button brings: its name and its bytes."""
    with window.expect_download() as download:
        window.get_by_role("link", name=title, exact=True).click()
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


def look(window, view):
    press(window, re.compile("^見方"), exact=False)
    window.get_by_test_id("stRadio").get_by_text(view, exact=True).click()
    window.keyboard.press("Escape")
    ready(window)


def faded(window):
    return {
        name.split("、")[0]
        for name in window.locator(".stage").first.evaluate(
            "(stage) => [...stage.querySelectorAll(':is([data-kind=person], [data-kind=agency])')]"
            ".filter((sign) => parseFloat(getComputedStyle(sign).opacity) < 0.5).map((sign) => sign.getAttribute('aria-label'))"
        )
    }


def test_18_family_agencies_or_the_surroundings_of_one_are_looked_at_while_the_rest_fades(meeting):
    people = {s.said.split("、")[0] for s in Seen(meeting).of("person")}
    agencies = {s.said.split("、")[0] for s in Seen(meeting).of("agency")}
    assert faded(meeting) == set()

    look(meeting, "家族")
    meeting.wait_for_timeout(400)
    assert faded(meeting) == agencies
    look(meeting, "機関")
    meeting.wait_for_timeout(400)
    assert faded(meeting) & agencies == set()
    look(meeting, "選んだものを中心に")
    sign(meeting, "川岸小学校").click()
    expect(sign(meeting, "元夫")).to_have_css("opacity", re.compile(r"^0\.[0-4]"), timeout=SOON)
    assert people - faded(meeting) == {"娘"}
    look(meeting, "全体")
    meeting.wait_for_timeout(400)
    assert faded(meeting) == set()


def test_19_a_window_for_the_room_shows_the_map_alone_in_large_letters_and_one_key_darkens_it(meeting, wall):
    assert wall.locator("[data-kind]").count() == 0

    meeting.bring_to_front()
    meeting.keyboard.press("F9")
    expect(sign(wall, "本人")).to_be_visible(timeout=SOON)
    letters = wall.locator(".stage > svg").evaluate(
        "(svg) => [...svg.querySelectorAll('text')].map((text) => parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a)"
    )
    assert min(letters) >= 20
    sheet = wall.locator(".stage > svg").bounding_box()
    assert sheet["width"] * sheet["height"] > 0.8 * 1920 * 1080, "hardly anything stands beside the map"
    assert (
        wall.get_by_role("button", name=re.compile("線を引く|足りないところ|元に戻す"))
        .locator("visible=true")
        .count()
        == 0
    )
    expect(meeting.get_by_text("投影中：地図の全体")).to_be_visible()

    meeting.keyboard.press("F9")
    expect(wall.locator("[data-kind]")).to_have_count(0, timeout=SOON)
    expect(meeting.get_by_text("投影：暗くしています")).to_be_visible()


def test_26_a_nameless_wall_is_told_none_of_the_names_and_a_nameless_sheet_neither(
    meeting, wall, heard, desk
):
    tab(meeting, "端末")
    press(meeting, "投影の名前を伏せる")
    expect(meeting.get_by_text(re.compile("伏せています"))).to_be_visible(timeout=SOON)
    heard.clear()
    press(meeting, re.compile("^投影を明るくする"), exact=False)
    expect(sign(wall, "Ａさん")).to_be_visible(timeout=SOON)

    sent = words_in(heard) + wall.content() + wall.title()
    assert "Ｂ機関" in sent
    assert [name for name in NAMES if name in sent] == []
    press(meeting, re.compile("^投影を暗くする"), exact=False)

    desk.get_by_text(re.compile("^名前を伏せる（")).click()
    name, sheet = taken(ready(desk), "名前を伏せた図（SVG）")
    assert "Ａさん" in sheet.decode()
    assert [word for word in NAMES if word in name + sheet.decode()] == []
    desk.get_by_text(re.compile("^名前を伏せる（")).click()
    ready(desk)


def test_22_a_press_brings_a_png_of_300_dots_to_the_inch_with_the_whole_map(desk):
    name, file = taken(desk, "エコマップ（PNG）")

    picture = Image.open(io.BytesIO(file))
    picture.load()
    wide, high = picture.size
    assert name.endswith(".png")
    assert picture.format == "PNG"
    assert [round(dots) for dots in picture.info["dpi"]] == [300, 300]
    assert wide / 300 * 25.4 > 250, "it fills a sheet of A4 laid broadside"
    sheet = desk.locator(".stage > svg").first.evaluate(
        "(svg) => svg.viewBox.baseVal.width / svg.viewBox.baseVal.height"
    )
    assert wide / high == pytest.approx(sheet, rel=0.01)
    assert len(picture.convert("RGB").getcolors(1 << 24)) > 20


def test_23_the_svg_that_is_taken_is_the_picture_on_the_screen(desk, reader, tmp_path):
    name, file = taken(desk, "エコマップ（SVG）")
    path = tmp_path / "map.svg"
    path.write_bytes(file)
    reader.goto(path.as_uri())

    told = (
        "(svg) => [...svg.querySelectorAll('[data-id]')]"
        ".map((sign) => [sign.dataset.id, sign.getAttribute('aria-label').replace('、メモあり', ''), sign.dataset.x, sign.dataset.y]).sort()"
    )
    assert name.endswith(".svg")
    assert reader.locator("svg").evaluate(told) == desk.locator(".stage > svg").first.evaluate(told)
    assert (
        reader.evaluate("() => document.querySelectorAll('image, script, foreignObject, [href]').length") == 0
    )


def test_24_the_word_file_holds_the_same_picture_and_the_relations_as_a_table(desk):
    name, file = taken(desk, "エコマップ（Word）")
    with zipfile.ZipFile(io.BytesIO(file)) as package:
        pictures = {Path(part).suffix: package.read(part) for part in package.namelist() if "/media/" in part}
    _, svg = taken(desk, "エコマップ（SVG）")

    assert name.endswith(".docx")
    assert pictures[".svg"] == svg
    assert Image.open(io.BytesIO(pictures[".png"])).width > 2000
    assert "保健センター" in body_text(file)
    told = [row for title in ("関係", "関係の表") for row in rows(file, title)]
    assert any("母から（推測）" in cell for row in told for cell in row), told


def test_21_it_prints_broadside_on_one_sheet_from_word_and_from_the_browser(desk, reader, tmp_path):
    sizes = {}
    for title in ("エコマップ（Word）", "エコマップ（Word・A3）"):
        _, file = taken(desk, title)
        with zipfile.ZipFile(io.BytesIO(file)) as package:
            [page] = {*re.findall(r"<w:pgSz [^>]+>", package.read("word/document.xml").decode())}
        sizes[title] = {
            side: int(int(twips) / 1440 * 25.4 + 0.5) for side, twips in re.findall(r'w:([wh])="(\d+)"', page)
        }
    assert list(sizes.values()) == [{"w": 297, "h": 210}, {"w": 420, "h": 297}]

    name, file = taken(desk, "エコマップ（HTML・課題ネットワークも）")
    path = tmp_path / "map.html"
    path.write_bytes(file)
    reader.goto(path.as_uri())
    printed = reader.pdf(prefer_css_page_size=True)
    assert name.endswith(".html")
    sheets = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", printed)
    assert [(round(float(wide)), round(float(high))) for wide, high in sheets] == [(842, 595)] * 2


def test_31_nothing_is_asked_of_anybody_outside_and_nothing_is_missed(coordinator, municipality, desk):
    asked = []
    coordinator.context.on("request", lambda request: asked.append(request.url))
    for page in ("cases", "todo", "people"):
        municipality.show(coordinator, page).close()
    window = municipality.show(coordinator, "household", case=municipality.case_id)
    for title in ("年表", "比較", "履歴", "関係の表", "課題ネットワーク"):
        tab(window, title)
    frame = window.frame_locator("iframe").first
    frame.locator("#drawn canvas").wait_for(state="attached", timeout=SOON)
    fonts = window.evaluate("async () => (await document.fonts.load('16px \"BIZ UDPGothic\"')).length")

    assert fonts
    assert len(asked) > 50
    assert [url for url in asked if not url.startswith((municipality.url, "data:", "blob:"))] == []
    assert coordinator.outside == []
    window.close()


def test_32_every_word_on_the_screens_is_japanese(coordinator, municipality, meeting):
    left = {}
    for page, asked in (
        ("cases", {}),
        ("todo", {}),
        ("people", {}),
        ("household", {"case": municipality.case_id}),
        ("meeting", {"meeting": municipality.meeting_id}),
    ):
        window = municipality.show(coordinator, page, **asked)
        ready(window).wait_for_load_state("networkidle")
        window.evaluate(
            "() => document.querySelectorAll('details:not([open]) > summary').forEach((closed) => closed.click())"
        )
        if page == "household":
            tab(window, "課題ネットワーク")
            window.locator("iframe").first.wait_for()
        if page == "meeting":
            sign(window, "本人").click()
            expect(window.get_by_label("呼び名", exact=True).locator("visible=true").first).to_have_value(
                "本人", timeout=SOON
            )
        ready(window).wait_for_timeout(300)
        left[page] = {said for said in english_in(window) if not re.search("[ぁ-んァ-ヶ一-龠]", said)}
        assert window.evaluate("() => document.documentElement.lang") == "ja"
        window.close()
    assert {page: words for page, words in left.items() if words} == {}
