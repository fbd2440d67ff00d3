"""A household is entered on the map itself: family, agencies and ties by hand and by keys, each one step to take back."""

import json
import re
from datetime import UTC, datetime

import pytest
from browsing import ready
from builders import an_agency
from playwright.sync_api import expect

from jusou_meeting.ecomap.ties import Direction, Strength
from jusou_meeting.household import Kinship
from jusou_meeting.vocabulary import Footing

pytestmark = pytest.mark.browser

HOUSEHOLD = {
    "title": "母と二人暮らし",
    "opened_on": "2026-10-01",
    "people": [{"id": "p1", "kinship": "本人"}, {"id": "p2", "kinship": "母"}],
    "agencies": [{"id": "a1", "name": "病院"}],
    "meetings": [{"id": "m", "kind": "支援会議", "held_on": "2026-11-05", "reason": "安否の確認", "opened_at": "2026-11-05T14:00"}],
}  # fmt: skip
DIRECTORY = [
    an_agency("life", name="生活サポート相談窓口", kana="せいかつさぽーとそうだんまどぐち", field="生活困窮"),
    an_agency("police", name="警察署", kana="けいさつしょ", field="警察"),
]


class Map:
    """The map of the running product, a coordinator's hands on it, and what the file says."""

    def __init__(self, municipality, window, case_id):
        self.municipality, self.window, self.case_id = municipality, window, case_id

    @property
    def household(self):
        return self.municipality.store.cases.household(
            self.municipality.staff, self.case_id, Footing.STATUTORY
        )

    def sign(self, name):
        return self.window.locator(
            f':is([data-kind=person], [data-kind=agency])[aria-label^="{name}、"]'
        ).first

    def choose(self, word):
        self.window.get_by_role("menuitem", name=re.compile(f"{word}$")).first.click()

    def at_rest(self):
        expect(self.window.locator(".ecomap .unsent").first).to_have_text("", timeout=20_000)
        ready(self.window)

    def field(self, label):
        return self.window.get_by_label(label, exact=True)

    def acts(self):
        return len(
            self.municipality.store.cases.acts(self.municipality.staff, self.case_id, Footing.STATUTORY)
        )


@pytest.fixture
def ecomap(municipality, visitor, tmp_path):
    path = tmp_path / "household.json"
    path.write_text(json.dumps(HOUSEHOLD, ensure_ascii=False), "utf-8")
    case_id = municipality.case(path)
    directory = municipality.store.directory
    known = {agency.id for agency in directory.agencies()}
    directory.add(
        municipality.staff, [agency for agency in DIRECTORY if agency.id not in known], at=datetime.now(UTC)
    )
    [record] = municipality.store.cases.meetings(municipality.staff, case_id, Footing.STATUTORY)
    municipality.seat(visitor)
    window = municipality.show(visitor, "meeting", meeting=record.meeting.id)
    yield Map(municipality, window, case_id)
    assert visitor.complaints == []


def test_a_family_and_its_agencies_are_entered_without_leaving_the_map(ecomap):
    window, before = ecomap.window, ecomap.acts()

    ecomap.sign("母").click()
    window.get_by_role("button", name="「母」の家族を加える").click()
    ecomap.choose("祖母 親")
    expect(ecomap.sign("祖母")).to_be_visible(timeout=20_000)
    ecomap.at_rest()
    grandmother = ecomap.household.people[-1]
    assert (grandmother.label, grandmother.kinship) == ("祖母", Kinship.GRANDMOTHER)
    expect(ecomap.field("呼び名")).to_have_value("祖母")

    ecomap.sign("本人").focus()
    window.keyboard.press("a")
    window.keyboard.press("5")
    expect(ecomap.sign("妹")).to_be_visible(timeout=20_000)
    ecomap.at_rest()

    stage = window.locator(".stage").first.bounding_box()
    spot = stage["x"] + stage["width"] * 0.9, stage["y"] + stage["height"] * 0.75
    window.mouse.click(*spot, button="right")
    ecomap.choose("機関")
    window.keyboard.insert_text("せい")
    window.keyboard.press("Enter")
    expect(ecomap.sign("生活サポート相談窓口")).to_be_visible(timeout=20_000)
    ecomap.at_rest()
    agency = ecomap.household.involvements[-1]
    assert (agency.name, agency.field, agency.agency_id) == ("生活サポート相談窓口", "生活困窮", "life")
    box = ecomap.sign("生活サポート相談窓口").bounding_box()
    assert box["x"] <= spot[0] <= box["x"] + box["width"]
    assert box["y"] <= spot[1] <= box["y"] + box["height"]

    ecomap.sign("生活サポート相談窓口").focus()
    for key in ("l", "Enter"):
        window.keyboard.press(key)
    ecomap.sign("本人").focus()
    window.keyboard.press("Enter")
    window.keyboard.press("6")
    ecomap.at_rest()
    (tie,) = ecomap.household.ties
    assert (tie.a, tie.label, tie.direction) == (agency.id, "支援", Direction.FORWARD)

    line = window.locator(f'[data-id="{tie.id}"]')
    line.focus()
    window.keyboard.press("l")
    window.keyboard.press("1")
    ecomap.at_rest()
    (tie,) = ecomap.household.ties
    assert (tie.strength, tie.label) == (Strength.STRONG, "")
    assert ecomap.acts() == before + 5

    for _ in range(5):
        window.get_by_role("button", name=re.compile("^元に戻す")).click()
        ready(window).wait_for_timeout(300)
    assert [person.label for person in ecomap.household.people] == ["本人", "母"]
    assert [agency.name for agency in ecomap.household.involvements] == ["病院"]
    assert ecomap.household.ties == ()


def test_the_keyboard_goes_from_a_sign_to_what_is_written_of_it_and_comes_back(ecomap):
    window, keys = ecomap.window, ecomap.window.keyboard
    ecomap.sign("母").focus()
    keys.press("Enter")
    expect(ecomap.field("呼び名")).to_have_value("母", timeout=20_000)
    keys.press("Enter")
    expect(ecomap.field("呼び名")).to_be_focused()

    keys.insert_text("よしえ")
    keys.press("Tab")
    keys.press("ArrowDown")  # the list of 続柄 opens
    keys.press("Escape")
    expect(window.get_by_role("listbox")).to_have_count(0)
    keys.press("Shift+Tab")
    keys.press("Enter")
    expect(ecomap.sign("よしえ")).to_be_visible(timeout=20_000)
    ecomap.at_rest()
    keys.press("Escape")
    expect(ecomap.sign("よしえ")).to_be_focused()

    ecomap.sign("病院").focus()
    keys.press("a")  # beside an agency nobody of the family is added, whoever was chosen before
    keys.press("1")
    keys.insert_text("となりの家主さん")
    keys.press("Enter")
    expect(ecomap.field("機関・関係者の名前")).to_be_focused(timeout=20_000)
    keys.press("Enter")
    expect(ecomap.sign("となりの家主さん")).to_be_visible(timeout=20_000)
    ecomap.at_rest()
    keys.press("Escape")
    expect(ecomap.sign("病院")).to_be_focused()


def test_what_is_missing_leads_to_the_map_and_does_not_lie_over_it(ecomap):
    window = ecomap.window
    window.get_by_role("button", name=re.compile("^足りないところ")).click()
    listed = window.get_by_test_id("stPopoverBody")
    listed.get_by_role("button", name="「母」には、つながっている機関がありません。").click()

    expect(listed).to_have_count(0, timeout=15_000)
    expect(ecomap.sign("母")).to_have_attribute("aria-pressed", "true", timeout=15_000)
    expect(ecomap.field("呼び名")).to_have_value("母", timeout=15_000)
    window.get_by_role("button", name=re.compile("^足りないところ")).click()
    expect(listed).to_be_visible(timeout=15_000)


def test_an_agency_that_is_in_no_directory_is_entered_by_its_form(ecomap):
    window = ecomap.window
    window.get_by_role("button", name="加える", exact=True).click()
    ecomap.choose("機関")
    window.keyboard.insert_text("となりの民生委員さん")
    window.keyboard.press("Enter")
    expect(ecomap.field("機関・関係者の名前")).to_have_value("となりの民生委員さん", timeout=20_000)
    before = ecomap.acts()

    ecomap.field("メモ").fill("月に一度の声かけ")
    assert window.locator("[data-jusou-unsaved]").count() == 1
    window.get_by_role("button", name="関係機関を追加").click()
    expect(ecomap.sign("となりの民生委員さん")).to_be_visible(timeout=20_000)
    ecomap.at_rest()
    expect(window.locator("[data-jusou-unsaved]")).to_have_count(0)

    assert ecomap.acts() == before + 1
    expect(ecomap.field("機関・関係者の名前")).to_have_value("となりの民生委員さん")
    expect(window.get_by_role("button", name="この関係機関を削除")).to_be_visible()

    window.get_by_text("機関名簿に載せる", exact=True).click()
    window.get_by_label("よみ（ひらがな）").fill("となりのみんせいいいんさん")
    window.get_by_role("button", name="名簿に載せる", exact=True).click()
    expect(window.get_by_text("機関名簿に載せました")).to_be_visible(timeout=20_000)
    [entry] = [a for a in ecomap.municipality.store.directory.agencies() if a.name == "となりの民生委員さん"]
    assert entry.kana == "となりのみんせいいいんさん"
    assert ecomap.household.involvements[-1].agency_id == entry.id
    ecomap.at_rest()

    window.get_by_role("button", name="加える", exact=True).click()
    window.keyboard.press("2")
    expect(ecomap.sign("家族")).to_be_visible(timeout=20_000)
    ecomap.at_rest()
    assert ecomap.household.people[-1].kinship is Kinship.OTHER


def test_what_is_opened_is_open_at_once_so_that_the_next_press_meets_its_button(ecomap):
    window = ecomap.window
    ecomap.sign("病院").click()
    ecomap.at_rest()
    head = window.get_by_text("機関名簿に載せる", exact=True)
    expect(head).to_be_visible(timeout=20_000)

    heights = head.evaluate(
        """async (word) => {
            const box = word.closest("details");
            word.closest("summary").click();
            const heights = [];
            for (const began = performance.now(); performance.now() - began < 900; ) {
                await new Promise(requestAnimationFrame);
                if (box.open) heights.push(Math.round(box.getBoundingClientRect().height));
            }
            return heights;
        }"""
    )

    assert len(heights) > 5
    assert (
        min(heights) > 0.75 * heights[-1]
    )  # a line may come a moment later on a slow machine, the box does not creep


def pull(window, sign, by):
    sign.hover()  # it stands still
    box = sign.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    window.mouse.move(x, y)
    window.mouse.down()
    window.mouse.move(x + by, y + 5, steps=3)
    window.mouse.up()


def test_a_sign_that_is_pulled_is_painted_by_its_own_answer_and_not_again_by_the_page(ecomap):
    window, before = ecomap.window, ecomap.acts()
    answers = []
    window.on("response", lambda answer: "/hands?" in answer.url and answers.append(answer.json()))
    picture = window.locator(".stage > svg").first
    place = f'[data-id="{ecomap.household.involvements[0].id}"]'

    pull(window, ecomap.sign("病院"), 40)
    expect(window.locator(".ecomap .unsent").first).to_have_text("", timeout=20_000)
    picture.evaluate("(svg) => (svg.isTheOne = true)")
    expect(window.get_by_role("button", name=re.compile("^元に戻す"))).to_be_enabled(timeout=20_000)
    ready(window).wait_for_timeout(1000)

    position = ecomap.household.positions[ecomap.household.involvements[0].id]
    assert len(answers) == 1
    assert float(window.locator(place).get_attribute("data-x")) == position.x
    assert picture.evaluate("(svg) => svg.isTheOne"), "the page painted the same bytes, so the picture stayed"
    assert ecomap.acts() == before + 1


def test_where_the_short_way_is_closed_what_hands_did_comes_the_usual_way_once(ecomap, visitor):
    window, before = ecomap.window, ecomap.acts()
    window.route("**/hands?*", lambda route: route.abort())

    pull(window, ecomap.sign("病院"), 40)
    ecomap.at_rest()
    moved = ecomap.household.positions[ecomap.household.involvements[0].id]
    window.unroute("**/hands?*")
    window.route(
        "**/hands?*", lambda route: (route.fetch(), route.abort())
    )  # it arrives, and its answer is lost
    pull(window, ecomap.sign("病院"), -70)
    ecomap.at_rest()

    assert ecomap.acts() == before + 2
    assert ecomap.household.positions[ecomap.household.involvements[0].id] != moved
    assert {each.split(":")[0] for each in visitor.complaints} == {"Failed to load resource"}
    visitor.complaints.clear()
