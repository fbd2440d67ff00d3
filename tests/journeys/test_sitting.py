"""Two households in one afternoon: one after the other, and nobody of the first is told anything of the second."""

import json
from dataclasses import replace
from datetime import UTC, datetime, time

import pytest
from browsing import ready, words_in
from hour import Coordinator
from playwright.sync_api import expect

from jusou_meeting.agenda_template import AgendaTemplate
from jusou_meeting.japanese_date import today_in_tokyo
from jusou_meeting.staff import Permission, StaffRole
from jusou_meeting.vocabulary import Footing

pytestmark = pytest.mark.browser

SHORT = AgendaTemplate(id="short", name="経過の確認", lines="経過　20分\n役割と次回　10分")
FIRST, SECOND = ("母と二人暮らし", "あおば地域包括支援センター"), ("片付けの途中の家", "みどり訪問看護")


def household(title, agency):
    return {
        "title": title,
        "opened_on": "2026-10-01",
        "people": [{"id": "p1", "kinship": "本人"}],
        "agencies": [{"id": "a", "name": agency}],
        "ties": [{"between": ["a", "p1"], "word": "支援"}],
        "consents": [{"person": "p1", "given_on": "2026-10-01", "agencies": ["a"]}],
    }


@pytest.fixture
def cases(municipality, tmp_path):
    path = tmp_path / "household.json"

    def case(title, agency):
        path.write_text(json.dumps(household(title, agency), ensure_ascii=False), "utf-8")
        return municipality.case(path)

    return [case(*said) for said in (FIRST, SECOND)]


def seated(municipality, visitor, case_id):
    """The agency of a meeting at its device, and all that it is sent."""
    store, staff = municipality.store, municipality.staff
    [record] = store.cases.meetings(staff, case_id, Footing.STATUTORY)
    line = next(a for a in record.attendees if not a.host)
    now = datetime.now(UTC)
    seat = {"case_id": case_id, "meeting_id": record.meeting.id, "footing": record.meeting.kind.footing}
    municipality.seat(
        visitor, role=StaffRole.PARTICIPANT, staff_id="guest", name="鈴木", agency=line.agency, attendee_id=line.id,
        admitted_at=now, **seat,
    )  # fmt: skip
    window, heard = visitor.window(), []
    window.on("websocket", lambda socket: socket.on("framereceived", lambda frame: heard.append(frame)))
    window.goto(f"{municipality.url}/answer")
    expect(window.get_by_role("heading", name="役割の確認")).to_be_visible(timeout=20_000)
    return window, heard


def arrived(window, title):
    """The page of this household stands, and the one before it is gone."""
    expect(window.locator(".st-key-heading")).to_contain_text(title, timeout=20_000)
    expect(window.locator("[data-stale=true]")).to_have_count(0, timeout=20_000)
    ready(window)


def test_one_household_follows_another_and_the_devices_and_the_wall_of_the_first_hear_nothing_of_it(
    municipality, visitors, cases
):
    today = today_in_tokyo(datetime.now(UTC))
    office, phone = visitors(viewport={"width": 1366, "height": 768}), visitors()
    municipality.seat(office)
    municipality.store.agenda_templates.keep(municipality.staff, SHORT, at=datetime.now(UTC))
    numbers = {case.id: case.number for case in municipality.store.cases.all(municipality.staff)}
    first, second = (numbers[case_id] for case_id in cases)
    window = municipality.show(office, "household", case=cases[0])
    coordinator = Coordinator(window, municipality.store.file.path)

    coordinator.prepare("重層的支援会議", agencies=[FIRST[1]], place="第1会議室")
    window.goto(f"{municipality.url}/household?case={cases[1]}")
    ready(window)
    coordinator.prepare("支援会議", reason="安否", agencies=[SECOND[1]], beside=first, template=SHORT.name)
    expect(window.get_by_text("15:00～15:30").first).to_be_visible()
    waiting = window.locator("[class*=st-key-slot-there-]", has_text=first)
    waiting.get_by_role("button", name="開く").click()
    arrived(window, FIRST[0])
    coordinator.open()

    device, heard = seated(municipality, phone, cases[0])
    with office.context.expect_page() as opened:
        window.get_by_role("link", name="投影の窓を開く").click()
    wall = opened.value
    expect(wall.get_by_text("投影を止めています")).to_be_visible(timeout=15_000)
    window.get_by_role("button", name="投影を明るくする").click()
    expect(wall.locator("[data-kind=agency]").first).to_be_visible(timeout=15_000)

    window.get_by_role("button", name="閉会する").first.click()
    window.get_by_role("dialog").get_by_role("button", name="閉会する").click()
    onward = window.get_by_role("button", name=f"次の世帯へ（15:00　{second}）")
    expect(onward).to_be_visible(timeout=15_000)
    expect(device.get_by_role("heading", name="参加は終わりました")).to_be_visible(timeout=15_000)
    expect(wall.locator("[data-kind=agency]")).to_have_count(0, timeout=15_000)

    onward.click()
    arrived(window, SECOND[0])
    coordinator.open()

    told = words_in(heard) + device.content() + wall.content()
    assert FIRST[1] in words_in(heard)
    assert [said for said in (*SECOND, second) if said in told] == []
    assert wall.locator("[data-kind=agency]").count() == 0

    there = len(office.context.pages)
    window.get_by_role("link", name="投影の窓を開く").click()
    window.get_by_role("button", name="投影を明るくする").click()
    expect(wall.locator("[data-kind=agency]").first).to_be_visible(timeout=15_000)
    assert len(office.context.pages) == there, "the window that stands on the projector is taken again"
    [programme] = [
        each for each in municipality.store.sittings.on(municipality.staff, today) if each.is_shared
    ]
    assert [(slot.case_number, slot.phase.label) for slot in programme.slots] == [
        (first, "閉会"),
        (second, "開会中"),
    ]
    agendas = [
        [
            item.title
            for item in municipality.store.cases.meeting(municipality.staff, slot.meeting_id)[1].agenda
        ]
        for slot in programme.slots
    ]
    assert (len(agendas[0]), agendas[1]) == (7, ["経過", "役割と次回"])
    assert office.complaints == []


def moved(municipality, case_id, **hours):
    """Somebody else in the office gives this household other hours."""
    [record] = municipality.store.cases.meetings(municipality.staff, case_id, Footing.STATUTORY)
    hold = {"needs": Permission.HOLD_MEETING, "footing": record.meeting.kind.footing}
    with municipality.change(case_id, "会議の日時・場所を変更", **hold) as change:
        change.save(replace(record.meeting, **hours))


@pytest.mark.parametrize("at_the_table", [False, True], ids=["while it is prepared", "while it is held"])
def test_other_hours_of_the_next_household_come_to_the_open_page_of_this_one(
    municipality, visitors, cases, at_the_table
):
    office = visitors(viewport={"width": 1366, "height": 768})
    municipality.seat(office)
    numbers = {case.id: case.number for case in municipality.store.cases.all(municipality.staff)}
    second = numbers[cases[1]]
    window = municipality.show(office, "household", case=cases[1])
    coordinator = Coordinator(window, municipality.store.file.path)
    coordinator.prepare("重層的支援会議", place="第1会議室")
    window.goto(f"{municipality.url}/household?case={cases[0]}")
    ready(window)
    coordinator.prepare("支援会議", reason="安否", agencies=[FIRST[1]], beside=second)
    if at_the_table:
        coordinator.open()
        window.get_by_role("tab", name="一日の予定").click()
    line = window.locator("[class*=st-key-slot-there-]", has_text=second)
    expect(line).to_contain_text("14:00～15:00")

    moved(municipality, cases[1], starts_at=time(16, 15), ends_at=time(16, 45))

    expect(line).to_contain_text("16:15～16:45", timeout=5_000)
    line.get_by_role("button", name="開く").click()
    arrived(window, SECOND[0])
    assert office.complaints == []
