"""Others find their way into a meeting: the coordinator sees the address, the code, and a picture of both."""

import json
import re
from datetime import UTC, datetime

import pytest
import segno
from browsing import ready
from builders import a_staff
from playwright.sync_api import expect
from running_server import running_server

from jusou_meeting.staff import StaffRole
from jusou_meeting.vocabulary import Footing

pytestmark = pytest.mark.browser

HOUSEHOLD = {
    "title": "60代の親と30代の子",
    "opened_on": "2026-10-14",
    "people": [{"id": "p1", "kinship": "本人"}],
    "meetings": [
        {"id": "m", "kind": "支援会議", "held_on": "2026-11-05", "reason": "滞納", "opened_at": "2026-11-05T14:00"}
    ],
}  # fmt: skip


@pytest.fixture
def devices(file_only, visitor, tmp_path):
    """The 端末 panel of an open meeting on a server with these names."""
    path = tmp_path / "household.json"
    path.write_text(json.dumps(HOUSEHOLD, ensure_ascii=False), "utf-8")
    case_id = file_only.case(path)
    [record] = file_only.store.cases.meetings(file_only.staff, case_id, Footing.STATUTORY)
    file_only.store.devices.switch(on=True, by=a_staff(StaffRole.ADMINISTRATOR), at=datetime.now(UTC))
    file_only.seat(visitor)

    def shown(server):
        file_only.url = server.url
        window = file_only.show(visitor, "meeting", meeting=record.meeting.id)
        window.get_by_role("tab", name="端末").click()
        return ready(window)

    return shown


def test_a_server_for_this_machine_alone_says_so_and_how_to_change_it(devices, file_only):
    with running_server(file_only.store.file.path) as server:
        window = devices(server)

        expect(window.get_by_text("このパソコンの中からしか開けません")).to_be_visible(timeout=15_000)
        expect(window.get_by_text("streamlit run app.py --server.address=")).to_be_visible()


def test_the_picture_leads_to_the_page_to_join_with_the_code_filled_in(devices, file_only):
    names = {"STREAMLIT_SERVER_ALLOWED_HOSTS": "127.0.0.1 kaigi.example"}
    with running_server(file_only.store.file.path, **names) as server:
        window, port = devices(server), server.host.split(":")[1]
        address = f"http://kaigi.example:{port}/join"
        expect(window.get_by_text(address)).to_be_visible(timeout=15_000)
        window.get_by_role("button", name="参加コードを出す").click()
        told = window.get_by_text(re.compile("参加コード　")).inner_text(timeout=15_000)
        code = re.search(r"(\w{4}) (\w{4})", told)

        picture = segno.make(f"{address}?code={code[1]}{code[2]}", error="m")
        shown = window.get_by_test_id("stImage").locator("img")
        assert shown.get_attribute("src") == picture.svg_data_uri(scale=5, border=2)
