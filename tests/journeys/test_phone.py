"""On a phone nothing runs off the side, every word of a row can be read, and a thumb hits what it aims at."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from browsing import ready
from builders import a_staff
from playwright.sync_api import expect

from jusou_meeting import ui
from jusou_meeting.meeting import Attendee
from jusou_meeting.staff import Permission, Seat, StaffRole
from jusou_meeting.vocabulary import Footing

pytestmark = pytest.mark.browser

WIDE, HIGH = 390, 844
UI = Path(ui.__file__).parent
HOUSEHOLD = {
    "title": "母と二人暮らし",
    "opened_on": "2026-10-01",
    "people": [{"id": "p1", "kinship": "本人"}, {"id": "p2", "kinship": "母"}],
    "agencies": [{"id": "a", "name": "若松第２地域包括支援センター"}, {"id": "b", "name": "警察署"}],
    "issues": [{"id": "i", "subject": "p2", "title": "介護サービスにつながっていない"}],
    "roles": [{"assignee": "a", "for": ["p2"], "issues": ["i"], "task": "週1回の訪問で様子を見る", "due_text": "次回会議まで"}],
    "meetings": [{"id": "m", "kind": "支援会議", "held_on": "2026-11-05", "reason": "安否の確認", "opened_at": "2026-11-05T14:00"}],
}  # fmt: skip
LOW = """() => [...document.querySelectorAll('button, a, summary, [role="radio"]')]
  .map((e) => [e.getBoundingClientRect(), e.outerHTML.slice(0, 80)])
  .filter(([at]) => at.width > 1 && at.right > 0 && at.height > 1 && at.height < 44)
  .map(([, said]) => said)"""
PRESS_ALL_BOXES = """async () => {
  for (const head of document.querySelectorAll("summary")) {
    head.click();
    await new Promise((next) => setTimeout(next, 30));
  }
}"""
ON_TOP = """(button) => {
  button.scrollIntoView({ block: "center" });
  const { x, y, width, height } = button.getBoundingClientRect();
  return button.contains(document.elementFromPoint(x + width / 2, y + height / 2));
}"""
ALL_IS_SEEN = "(e) => e.scrollHeight <= e.clientHeight + 2 && e.scrollWidth <= e.clientWidth + 2"
BEYOND = """(wide) => [...document.querySelectorAll('body, body *')]
  .filter((e) => e.getBoundingClientRect().right > wide + 1 || e.scrollLeft > 0)
  .map((e) => e.outerHTML.slice(0, 80))"""


def shown_on_a_phone(municipality, visitors, tmp_path, page):
    path = tmp_path / "household.json"
    path.write_text(json.dumps(HOUSEHOLD, ensure_ascii=False), "utf-8")
    case_id = municipality.case(path)
    (record,) = municipality.store.cases.meetings(municipality.staff, case_id, Footing.STATUTORY)
    phone = visitors(viewport={"width": WIDE, "height": HIGH}, has_touch=True, is_mobile=True)
    municipality.seat(phone)
    asked = {"case": case_id} if page == "household" else {"meeting": record.meeting.id}
    return municipality.show(phone, page, **asked)


@pytest.mark.parametrize("page", ["household", "meeting"])
def test_map_and_roles_are_read_without_scrolling_sideways(municipality, visitors, tmp_path, page):
    window = shown_on_a_phone(municipality, visitors, tmp_path, page)
    window.locator("[data-kind=agency]").first.wait_for()

    stage = window.locator(".stage").bounding_box()
    assert window.evaluate(BEYOND, WIDE) == []
    assert stage["width"] > 0.9 * WIDE
    assert stage["height"] < 0.7 * HIGH  # there is page left for the thumb
    row = window.locator(".jusou-row", has_text="週1回の訪問")
    row.scroll_into_view_if_needed()
    for cell in row.locator("> div").all():
        assert cell.bounding_box()["height"] < 60, cell.inner_text()
    window.get_by_role("button", name="直す", exact=True).click()
    window.get_by_role("button", name="保存", exact=True).scroll_into_view_if_needed()
    assert window.evaluate(BEYOND, WIDE) == []


def may_join(municipality, case_id, code):
    """The meeting on a household and the line of its first agency, for which somebody may come in by this code."""
    store, staff, now = municipality.store, municipality.staff, datetime.now(UTC)
    (record,) = store.cases.meetings(staff, case_id, Footing.STATUTORY)
    agency = store.cases.household(staff, case_id, Footing.STATUTORY).involvements[0]
    seat = Seat(case_id=case_id, footing=Footing.STATUTORY, meeting_id=record.meeting.id)
    line = Attendee(
        id=f"line of {case_id}",
        named_once=True,
        meeting_id=record.meeting.id,
        agency=agency.name,
        involvement_id=agency.id,
    )
    with municipality.change(case_id, "出席者", needs=Permission.HOLD_MEETING) as change:
        change.save(line)
    store.devices.switch(on=True, by=a_staff(StaffRole.ADMINISTRATOR), at=now)
    store.door.offer_code(code, seat, by=staff, at=now, until=now + timedelta(hours=1))
    return record, line


def test_the_list_of_cases_and_the_meetings_of_today_are_read_in_one_hand(municipality, visitors, tmp_path):
    path = tmp_path / "household.json"
    today = datetime.now(UTC) + timedelta(hours=9)
    held = {
        **HOUSEHOLD["meetings"][0],
        "held_on": f"{today:%Y-%m-%d}",
        "opened_at": f"{today:%Y-%m-%dT%H:%M}",
    }
    household = {**HOUSEHOLD, "title": "体調の悪い親と治療が中断した子、12月末で退去", "meetings": [held]}
    path.write_text(json.dumps(household, ensure_ascii=False), "utf-8")
    case_id = municipality.case(path)
    phone = visitors(viewport={"width": WIDE, "height": HIGH}, has_touch=True, is_mobile=True)
    municipality.seat(phone)
    window = municipality.show(phone, "cases")

    row = window.locator(f".st-key-case-{case_id}")
    assert row.get_by_text("体調の悪い親").bounding_box()["width"] > WIDE / 2
    assert window.evaluate(BEYOND, WIDE) == []
    today = window.locator("[class*=st-key-slot-]", has_text="支援会議").first
    expect(today).to_be_visible()
    expect(window.locator(".st-key-heads-of-slots")).to_be_hidden()


def test_an_invited_agency_answers_its_sheet_with_one_hand_before_the_meeting(
    municipality, visitors, tmp_path
):
    path = tmp_path / "household.json"
    (meeting,) = HOUSEHOLD["meetings"]
    ahead = {name: said for name, said in meeting.items() if name != "opened_at"}
    path.write_text(json.dumps({**HOUSEHOLD, "meetings": [ahead]}, ensure_ascii=False), "utf-8")
    case_id, store, staff = municipality.case(path), municipality.store, municipality.staff
    record, line = may_join(municipality, case_id, "3456ABCD")
    phone = visitors(viewport={"width": WIDE, "height": HIGH}, has_touch=True, is_mobile=True)
    window = phone.window(f"{municipality.url}/join?code=3456ABCD")
    window.get_by_label("お名前").fill("鈴木")
    window.get_by_label("機関").fill(line.agency)
    window.get_by_role("button").click()
    window.get_by_role("checkbox").check()
    window.get_by_role("button").click()
    expect(window.get_by_text("入室の希望を送りました")).to_be_visible(timeout=20_000)
    (waiting,) = (session for session in store.door.sessions_of(record.meeting.id) if session.waits)
    store.door.admit(waiting.id, line.id, by=staff, at=datetime.now(UTC))

    label = window.get_by_role("cell", name="事例番号", exact=True)
    assert label.bounding_box()["height"] < 36, "it stands on one line"
    done = window.get_by_label("現在の取組")
    done.fill("週1回の訪問で様子を見ている")
    expect(window.get_by_text("書きかけを控えました")).to_be_visible(timeout=20_000)
    window.reload()
    expect(done).to_have_value("週1回の訪問で様子を見ている", timeout=20_000)
    assert window.evaluate(BEYOND, WIDE) == []
    assert window.evaluate(LOW) == []
    assert HOUSEHOLD["title"] not in window.inner_text("body")
    window.get_by_role("button", name="送る", exact=True).click()
    expect(window.get_by_text("届いています")).to_be_visible(timeout=20_000)

    (held,) = store.cases.meetings(staff, case_id, Footing.STATUTORY)
    (sheet,) = held.preparation_sheets
    assert (sheet.done, sheet.answered_by, sheet.on_device) == ("週1回の訪問で様子を見ている", "鈴木", True)
    with municipality.change(case_id, "開会", needs=Permission.HOLD_MEETING) as change:
        change.save(replace(held.meeting, opened_at=datetime.now(UTC)))
    expect(window.get_by_text("会議が開会しました")).to_be_visible(timeout=20_000)
    store.door.admit(waiting.id, line.id, by=staff, at=datetime.now(UTC))
    expect(window.get_by_role("button", name="承諾します")).to_be_visible(timeout=20_000)


def test_a_participant_comes_in_waits_and_answers_with_one_hand(municipality, visitors, tmp_path):
    path = tmp_path / "household.json"
    path.write_text(json.dumps(HOUSEHOLD, ensure_ascii=False), "utf-8")
    case_id = municipality.case(path)
    record, line = may_join(municipality, case_id, "2345ABCD")
    store, staff, agency = municipality.store, municipality.staff, line.agency
    phone = visitors(viewport={"width": WIDE, "height": HIGH}, has_touch=True, is_mobile=True)
    window = phone.window(f"{municipality.url}/join?code=2345ABCD")

    def in_one_hand():
        return window.evaluate(BEYOND, WIDE) == [] and window.evaluate(LOW) == []

    window.get_by_label("お名前").fill("鈴木")
    window.get_by_label("機関").fill(agency)
    assert in_one_hand()
    window.get_by_role("button").click()
    window.get_by_role("checkbox").check()
    assert in_one_hand()
    window.get_by_role("button").click()
    expect(window.get_by_text("入室の希望を送りました")).to_be_visible(timeout=20_000)
    assert in_one_hand()

    (waiting,) = (session for session in store.door.sessions_of(record.meeting.id) if session.waits)
    store.door.admit(waiting.id, line.id, by=staff, at=datetime.now(UTC))
    expect(window.get_by_role("button", name="承諾します")).to_be_visible(timeout=20_000)
    window.get_by_text("文言を提案する").click()
    window.get_by_text("すべての役割分担").click()
    expect(window.get_by_role("button", name="提案を送る")).to_be_visible()
    expect(window.locator(".jusou-row", has_text="週1回の訪問")).to_be_visible()
    assert window.evaluate(BEYOND, WIDE) == []
    assert window.evaluate(LOW) == []

    for _ in range(12):
        window.evaluate(PRESS_ALL_BOXES)
    ready(window).wait_for_timeout(500)
    expect(window.get_by_role("button", name="承諾します")).to_be_visible()
    assert phone.complaints == []

    expect(window.locator("[data-kind=agency]")).to_have_count(0)  # what nobody opened is not drawn
    window.get_by_role("tab", name="地図").click()
    window.locator("[data-kind=agency]").first.wait_for()
    assert window.evaluate(BEYOND, WIDE) == []
    assert window.evaluate(LOW) == []


def at_the_answers(municipality, visitors, tmp_path, code, *more_roles):
    """The phone of a participant who was let in, and whose agency has so many roles more."""
    path = tmp_path / "household.json"
    roles = [*HOUSEHOLD["roles"], *({"assignee": "a", "task": task} for task in more_roles)]
    path.write_text(json.dumps(HOUSEHOLD | {"roles": roles}, ensure_ascii=False), "utf-8")
    case_id = municipality.case(path)
    record, line = may_join(municipality, case_id, code)
    phone = visitors(viewport={"width": WIDE, "height": HIGH}, has_touch=True, is_mobile=True)
    window = phone.window(f"{municipality.url}/join?code={code}")
    window.get_by_label("お名前").fill("鈴木")
    window.get_by_label("機関").fill(line.agency)
    window.get_by_role("button").tap()
    window.get_by_role("checkbox").check()
    window.get_by_role("button").tap()
    expect(window.get_by_text("入室の希望を送りました")).to_be_visible(timeout=20_000)
    door = municipality.store.door
    (waiting,) = (session for session in door.sessions_of(record.meeting.id) if session.waits)
    door.admit(waiting.id, line.id, by=municipality.staff, at=datetime.now(UTC))
    expect(window.get_by_role("button", name="承諾します").first).to_be_visible(timeout=20_000)
    return ready(window), case_id


def test_why_an_answer_was_not_taken_is_read_where_it_was_given_also_when_somebody_else_changes_something(
    municipality, visitors, tmp_path
):
    window, case_id = at_the_answers(
        municipality, visitors, tmp_path, "5678ABCD", "家計の相談に乗る", "通院に付き添う", "朝の電話"
    )
    window.get_by_text("条件付き", exact=True).last.tap()
    window.get_by_role("button", name="送る", exact=True).tap()
    refused = window.get_by_text("「条件付き」の内容")
    expect(refused).to_be_in_viewport(ratio=1, timeout=15_000)

    store, staff = municipality.store, municipality.staff
    role = store.cases.household(staff, case_id, Footing.STATUTORY).roles[-1]
    with municipality.change(case_id, "役割") as change:
        change.save(replace(role, task="朝の電話、平日だけ", wording=role.wording + 1))
    expect(window.get_by_text("朝の電話、平日だけ").first).to_be_visible(timeout=20_000)
    expect(ready(window).get_by_text("「条件付き」の内容")).to_be_visible()

    window.get_by_role("button", name="承諾します").first.tap()
    expect(refused).to_have_count(0, timeout=15_000)


def test_all_of_a_condition_is_read_while_it_is_typed_and_an_answer_chosen_by_mistake_is_let_go(
    municipality, visitors, tmp_path
):
    window, _ = at_the_answers(municipality, visitors, tmp_path, "4567ABCD")
    conditional = window.get_by_text("条件付き", exact=True)
    conditional.tap()
    words = window.get_by_label("質問・条件・理由・持ち帰る先")
    words.fill("空き教室を使うので、週3日まで、17時までなら引き受けられる。見守りの人は市で手配してほしい。")
    assert words.evaluate(ALL_IS_SEEN)
    words.fill("")
    ready(window)

    conditional.tap()

    expect(words).to_have_count(0, timeout=15_000)


@pytest.mark.parametrize("page", ["household", "meeting"])
def test_what_is_chosen_on_the_map_comes_into_view_below_it(municipality, visitors, tmp_path, page):
    window = ready(shown_on_a_phone(municipality, visitors, tmp_path, page))
    for kind, heading in (("agency", "関係機関"), ("person", "世帯員")):
        sign = window.locator(f"[data-kind={kind}]").first
        sign.scroll_into_view_if_needed()
        sign.tap()
        title = window.get_by_role("heading", name=heading, exact=True)
        expect(title).to_be_in_viewport(ratio=1, timeout=15_000)
        assert title.bounding_box()["y"] < HIGH / 3, "with room below it for what is written"
        save = window.get_by_role("button", name="保存", exact=True).first
        assert save.evaluate(ON_TOP), "nothing lies over it"


def test_no_word_says_on_which_side_what_was_chosen_opens():
    texts = [*UI.rglob("*.py"), *UI.rglob("*.html"), *UI.rglob("*.js")]
    assert [file.name for file in texts if "右の欄" in file.read_text("utf-8")] == []
