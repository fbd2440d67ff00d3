"""Whoever comes back from a dead server has the words they were writing, and is told to see whether what they pressed came."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect
from running_server import running_server

pytestmark = pytest.mark.browser

HOUSEHOLD = Path(__file__).resolve().parents[1] / "households" / "single.json"
BACK = 30_000
CHECK = "つながりが戻りました。切れている間に押したものは、画面に出ているか確かめてください。"


def test_whoever_comes_back_from_a_dead_server_is_told_to_see_what_came(file_only, visitor):
    office = file_only.in_a_meeting(HOUSEHOLD)
    office.seat(visitor)
    with running_server(office.store.file.path) as server:
        office.url = server.url
        window = office.show(visitor, "meeting", meeting=office.meeting_id)
        window.get_by_role("tab", name="記録", exact=True).click()
        window.get_by_role("textbox", name="発言の要旨").fill("昼に訪ねる")
        expect(window.get_by_text(re.compile("書きかけを控えました")).first).to_be_visible(timeout=BACK)
        server.kill()

    with running_server(office.store.file.path, port=int(server.host.rpartition(":")[2])):
        expect(window.get_by_text(CHECK)).to_be_visible(timeout=BACK)
        remark = window.get_by_role("textbox", name="発言の要旨")
        expect(remark).to_have_value("昼に訪ねる", timeout=BACK)
