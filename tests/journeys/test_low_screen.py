"""On the screen of an office laptop the words and keys of a meeting are in sight."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from browsing import ready
from playwright.sync_api import expect

from jusou_meeting.meeting import Attendance, Attendee
from jusou_meeting.role import Answer, Confirmation
from jusou_meeting.staff import Permission
from jusou_meeting.vocabulary import Footing, RecordId

pytestmark = pytest.mark.browser

LINES = """(e) => {
  const all = document.createRange();
  all.selectNodeContents(e);
  return new Set([...all.getClientRects()].map((at) => Math.round(at.top))).size;
}"""
WORD = """(e, word) => {
  const [told, at] = [e.firstChild, document.createRange()];
  at.setStart(told, told.data.indexOf(word));
  at.setEnd(told, told.data.indexOf(word) + word.length);
  return new Set([...at.getClientRects()].map((line) => Math.round(line.top))).size;
}"""
"""On how many lines a word of this text stands."""
FREE = """(e) => {
  const { left, bottom } = e.getBoundingClientRect();
  return e.contains(document.elementFromPoint(left + 9, bottom - 9));
}"""
"""Whether nothing lies over the lower edge of this field."""
CUT = """(maps) => maps.map((map) => {
  const there = map.parentElement.getBoundingClientRect();
  return [...map.querySelectorAll("[data-id]")].filter((sign) => {
    const { left, right, top, bottom } = sign.getBoundingClientRect();
    return left < there.left || right > there.right || top < there.top || bottom > there.bottom;
  }).map((sign) => sign.getAttribute("aria-label"));
})"""
"""What of each map is not in sight."""
CUT_AGENCIES = """(field) => {
  const there = field.getBoundingClientRect();
  return [...field.querySelectorAll("[role=group] > *")].filter((tag) => {
    const { top, bottom, left, right } = tag.getBoundingClientRect(), words = tag.querySelector("span");
    return top < there.top || bottom > there.bottom || left < there.left || right > there.right
      || words.scrollWidth > words.clientWidth;
  }).map((tag) => tag.textContent);
}"""
"""What of the agencies of a field is not read whole."""
C01 = Path(__file__).resolve().parents[2] / "sample_data" / "household-C01.json"


def test_whatever_a_role_says_its_answers_stand_in_sight_while_it_is_read(municipality, visitors, tmp_path):
    household = json.loads(C01.read_text("utf-8"))
    household["roles"][0] |= {
        "task": "会議の招集と、毎週金曜日に各機関へ知らせること。" * 6,
        "confirmations": [{"answer": "持ち帰り", "answered_by": "係長", "answered_at": "2026-11-05T15:00"}],
    }
    path = tmp_path / "household.json"
    path.write_text(json.dumps(household, ensure_ascii=False), "utf-8")
    laptop = visitors(viewport={"width": 1366, "height": 768})
    municipality.seat(laptop)
    municipality.in_a_meeting(path)
    window = municipality.show(laptop, "meeting", meeting=municipality.meeting_id)
    assert window.locator(".st-key-roles .jusou-row").nth(1).is_visible()

    window.get_by_role("button", name="読み上げ").click()
    expect(window.locator(".st-key-reading")).to_be_visible(timeout=15_000)
    ready(window)
    panel = window.locator(".st-key-reading")
    keys = panel.get_by_role("button", name="Alt")
    expect(keys).to_have_count(5)
    for key in keys.all():
        expect(key).to_be_in_viewport(ratio=1)
    assert len({key.bounding_box()["y"] for key in keys.all()}) == 1, "the keys stand in one row"
    tools = window.locator(".st-key-tools").bounding_box()
    assert tools["y"] + tools["height"] <= panel.bounding_box()["y"], "nothing lies over the tools"
    window.get_by_role("button", name="読み上げをやめる").click(timeout=5000)
    expect(window.locator(".st-key-reading")).to_have_count(0, timeout=15_000)


def test_the_whole_of_what_somebody_will_do_is_read_while_it_is_typed_and_enter_adds_it(
    municipality, visitors
):
    laptop = visitors(viewport={"width": 1366, "height": 768})
    municipality.seat(laptop)
    municipality.in_a_meeting(C01)
    window = municipality.show(laptop, "meeting", meeting=municipality.meeting_id)
    form = window.locator("[data-testid=stForm]", has=window.get_by_role("button", name="役割を追加"))
    task = form.get_by_label("何を", exact=True)
    assert task.bounding_box()["height"] < 50
    expect(form.get_by_role("button", name="役割を追加")).to_be_in_viewport()
    said = "要介護認定の申請を一緒に行い、認定調査の日は職員が立ち会う。サービスが始まるまで週1回電話で様子を聞く"
    form.get_by_role("combobox", name="誰が（機関・人）").click()
    window.keyboard.type("警察")
    window.keyboard.press("Enter")
    task.fill(said)
    assert task.evaluate("(field) => field.scrollHeight <= field.clientHeight + 2"), "all of it is seen"
    task.press("Enter")

    expect(window.locator(".jusou-row", has_text=said)).to_be_visible(timeout=15_000)
    expect(task).to_have_value("")


@pytest.mark.parametrize("height", [768, 640])
def test_the_button_that_adds_a_role_is_seen_whole_above_the_last_lines_of_the_record(
    municipality, visitors, height
):
    laptop = visitors(viewport={"width": 1366, "height": height})
    municipality.seat(laptop)
    municipality.in_a_meeting(C01, *(f"{n}つめの発言" for n in range(1, 6)))
    window = municipality.show(laptop, "meeting", meeting=municipality.meeting_id)
    expect(window.locator(".st-key-latest").get_by_text("5つめの発言")).to_be_in_viewport()
    window.evaluate("document.fonts.ready")

    expect(window.get_by_role("button", name="役割を追加")).to_be_in_viewport(ratio=1)
    person = window.get_by_label("担当者", exact=True)
    person.focus()
    expect(person).to_be_in_viewport(ratio=1)
    assert person.evaluate(FREE), "the button does not lie over the field that is filled in"


def test_two_moments_are_compared_on_whole_maps_alone_and_side_by_side(municipality, visitors):
    laptop = visitors(viewport={"width": 1024, "height": 768})
    municipality.seat(laptop)
    municipality.in_a_meeting(C01)
    window = municipality.show(laptop, "meeting", meeting=municipality.meeting_id)
    window.get_by_role("tab", name="比較", exact=True).click()
    maps = window.locator('[class*="st-key-compared-"] .stage > svg')
    for shown, there in (("後の図", 1), ("前と後を並べる", 2)):
        window.get_by_role("radio", name=shown).click()
        expect(maps).to_have_count(there, timeout=15_000)
        ready(window)
        assert maps.evaluate_all(CUT) == [[] for _ in range(there)]


def test_what_keeps_a_meeting_from_being_opened_is_read_beside_the_button_that_was_pressed(
    municipality, visitors
):
    laptop = visitors(viewport={"width": 1366, "height": 768})
    municipality.seat(laptop)
    window = municipality.show(laptop, "household", case=municipality.case(C01))
    window.get_by_role("button", name="会議を開く", exact=True).click()
    dialog = window.get_by_role("dialog")
    dialog.get_by_text("支援会議", exact=True).click()
    dialog.get_by_role("button", name="開会する").click()
    expect(dialog.get_by_text("支援会議を開く理由（同意がなくても")).to_be_in_viewport(
        ratio=1, timeout=15_000
    )


def test_when_somebody_accepted_the_secrecy_is_read_in_one_piece(municipality, visitors):
    laptop = visitors(viewport={"width": 1366, "height": 768})
    municipality.seat(laptop)
    municipality.in_a_meeting(C01)
    with municipality.change(municipality.case_id, "出席者", needs=Permission.HOLD_MEETING) as change:
        change.save(
            Attendee(
                id=RecordId("line"), meeting_id=municipality.meeting_id, agency="こども家庭センター", named_once=True,
                attendance=Attendance.PRESENT, pledged=True, pledged_at=datetime.now(UTC),
            )
        )  # fmt: skip
    window = municipality.show(laptop, "meeting", meeting=municipality.meeting_id)
    window.get_by_role("tab", name="出席者", exact=True).click()
    pledge = window.locator('[class*="st-key-attendee-"] .jusou-row').get_by_text("承諾")
    expect(window.get_by_role("radio", name="代理")).to_be_visible(timeout=15_000)
    ready(window)
    assert pledge.evaluate(LINES) <= 2, "承諾, and its time below it at most"


def test_the_household_and_what_the_wall_shows_are_read_whole_beside_the_keys_of_a_meeting(
    municipality, visitors, tmp_path
):
    title = "第2回会議のあと：両親80代・本人40代・子20代の複合課題世帯"
    path = tmp_path / "household.json"
    household = {**json.loads(C01.read_text("utf-8")), "title": title}
    path.write_text(json.dumps(household, ensure_ascii=False), "utf-8")
    laptop = visitors(viewport={"width": 1366, "height": 768})
    session = municipality.seat(laptop)
    municipality.in_a_meeting(path)
    known = municipality.store.cases.household(municipality.staff, municipality.case_id, Footing.STATUTORY)
    (centre,) = (i for i in known.involvements if i.name == "地域包括支援センター")
    municipality.show(laptop, "meeting", meeting=municipality.meeting_id)
    municipality.wall(visitors(), municipality.case_id, municipality.meeting_id)
    municipality.store.projections.change(
        replace(municipality.staff, session_id=session.id),
        municipality.meeting_id,
        lambda wall: replace(wall, dark=False, nameless=True, lit_by=session.id, focus_id=centre.id, steps=2),
    )
    window = municipality.show(laptop, "meeting", meeting=municipality.meeting_id)

    for said in (title, "「地域包括支援センター」のまわり（二つ先まで）"):
        words = window.locator(".st-key-heading").get_by_text(said)
        expect(words).to_be_visible(timeout=15_000)
        assert words.evaluate(
            "(e) => e.scrollHeight <= e.clientHeight + 2 && e.scrollWidth <= e.clientWidth + 2"
        )
    assert window.locator(".st-key-heading").bounding_box()["height"] < 50


def test_the_day_by_which_an_agency_answers_stands_on_one_line_of_the_roles(municipality, visitors):
    laptop = visitors(viewport={"width": 1366, "height": 768})
    municipality.seat(laptop)
    municipality.in_a_meeting(C01)
    known = municipality.store.cases.household(municipality.staff, municipality.case_id, Footing.STATUTORY)
    taken_back = Confirmation(
        id=RecordId("taken back"),
        role_id=known.roles[0].id,
        wording=known.roles[0].wording,
        answer=Answer.TAKEN_BACK,
        text="課長に聞く",
        answered_by="鈴木",
        oral=True,
        until_on=date(2026, 12, 10),
        answered_at=datetime.now(UTC),
    )
    with municipality.change(municipality.case_id, "口頭の回答を記録") as change:
        change.save(taken_back)
    window = municipality.show(laptop, "meeting", meeting=municipality.meeting_id)

    answer = window.locator('.st-key-roles [data-header="回答"]', has_text="（R8.12.10まで）")
    assert answer.evaluate(WORD, "R8.12.10まで") == 1
    assert answer.evaluate(WORD, "（口頭）") == 1


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (1920, 1080)])
def test_the_columns_of_the_roles_are_as_wide_as_what_stands_in_them_so_that_rows_are_low(
    municipality, visitors, width, height
):
    screen = visitors(viewport={"width": width, "height": height})
    municipality.seat(screen)
    municipality.in_a_meeting(C01)
    window = municipality.show(screen, "meeting", meeting=municipality.meeting_id)
    window.evaluate("document.fonts.ready")
    rows = window.locator('[class*="st-key-role-"]')
    expect(rows).to_have_count(7)

    assert rows.evaluate_all("(rows) => rows.reduce((all, row) => all + row.offsetHeight, 0)") < 410


def test_every_agency_that_a_consent_reaches_is_read_while_it_is_recorded(municipality, visitors, tmp_path):
    household = json.loads(C01.read_text("utf-8"))
    for agency in household["agencies"]:
        agency.pop("status", None)  # all of them are at work
    path = tmp_path / "household.json"
    path.write_text(json.dumps(household, ensure_ascii=False), "utf-8")
    laptop = visitors(viewport={"width": 1366, "height": 768})
    municipality.seat(laptop)
    window = municipality.show(laptop, "household", case=municipality.case(path))
    window.get_by_role("tab", name="同意", exact=True).click()
    window.get_by_text("同意を記録", exact=True).click()
    window.get_by_role("combobox", name="共有してよい機関をまとめて選ぶ").click()
    window.get_by_role("option", name="関わっている機関すべて").click()
    asked = window.get_by_test_id("stMultiSelect").filter(has_text="共有してよい機関").first
    field = asked.get_by_test_id("stMultiSelectTagsContainer")
    expect(field.locator("[role=group] > *")).to_have_count(len(household["agencies"]), timeout=15_000)
    ready(window)

    for width in (1366, 700):
        window.set_viewport_size({"width": width, "height": 768})
        field.scroll_into_view_if_needed()
        ready(window)
        assert field.evaluate(CUT_AGENCIES) == []
