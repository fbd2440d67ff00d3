"""Whoever comes back from a reload or a dead server is where they were: the same tab in front, the same record in hand."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from browsing import ready
from playwright.sync_api import expect
from running_server import running_server

from jusou_meeting.staff import StaffRole
from jusou_meeting.vocabulary import Footing

pytestmark = pytest.mark.browser

HOUSEHOLD = Path(__file__).resolve().parents[1] / "households" / "single.json"
BACK = 30_000
CHECK = "つながりが戻りました。切れている間に押したものは、画面に出ているか確かめてください。"


def in_front(window):
    """The tabs that are open beside the map, the outer one first."""
    return window.locator("[role=tab][aria-selected=true]").locator("visible=true")


def open_tab(window, *names):
    for name in names:
        window.get_by_role("tab", name=name, exact=True).locator("visible=true").first.click()
        ready(window)


def test_a_reload_and_a_dead_server_leave_the_tab_in_front_and_the_record_in_hand(file_only, visitor):
    office = file_only.in_a_meeting(HOUSEHOLD)
    office.seat(visitor)
    with running_server(office.store.file.path) as server:
        office.url = server.url
        window = office.show(visitor, "meeting", meeting=office.meeting_id)
        window.locator("[data-kind=person]").first.click()
        note = window.get_by_label("状況・メモ").locator("visible=true").first
        note.fill("昼は寝ている")
        expect(window.get_by_text(re.compile("書きかけを控えました")).first).to_be_visible(timeout=BACK)
        open_tab(window, "プラン", "目標")

        window.reload()
        ready(window)
        expect(in_front(window)).to_have_text(["プラン", "目標"], timeout=BACK)
        open_tab(window, "入力")
        expect(note).to_have_value("昼は寝ている", timeout=BACK)
        server.kill()

    with running_server(office.store.file.path, port=int(server.host.rpartition(":")[2])):
        expect(window.get_by_text(CHECK)).to_be_visible(timeout=BACK)
        expect(in_front(window).first).to_have_text("入力", timeout=BACK)
        expect(note).to_have_value("昼は寝ている", timeout=BACK)
        window.get_by_role("button", name="選択をやめる").click()
        expect(note).to_have_count(0, timeout=BACK)

        window.reload()
        ready(window)
        expect(window.get_by_text("新しく加えるときは下から選びます")).to_be_visible(timeout=BACK)


def test_a_phone_says_that_the_connection_is_lost_and_no_more_once_it_is_back(file_only, visitor):
    office = file_only.in_a_meeting(HOUSEHOLD)
    place = {"case_id": office.case_id, "meeting_id": office.meeting_id, "footing": Footing.STATUTORY}
    office.seat(visitor, role=StaffRole.PARTICIPANT, admitted_at=datetime.now(UTC), **place)
    lost = """() => getComputedStyle(document.querySelector('[data-testid="stApp"]'), '::before').content"""
    with running_server(office.store.file.path) as server:
        office.url = server.url
        phone = office.show(visitor, "answer")
        expect(phone.locator(".st-key-answers")).to_be_visible(timeout=BACK)
        assert phone.evaluate(lost) == "none"
        server.kill()
        phone.wait_for_function(f"() => ({lost})().includes('接続が切れています')", timeout=BACK)

    with running_server(office.store.file.path, port=int(server.host.rpartition(":")[2])):
        phone.wait_for_function(f"() => ({lost})() === 'none'", timeout=BACK)
