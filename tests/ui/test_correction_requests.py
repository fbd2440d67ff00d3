"""A slip of paper comes back: it is entered as it was written, and whoever asked is answered."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import streamlit as st
from builders import a_role, a_staff
from screens import press, read
from streamlit import config

from jusou_meeting.correction_request import Settlement
from jusou_meeting.japanese_date import today_in_tokyo
from jusou_meeting.meeting import Attendance
from jusou_meeting.staff import StaffRole


@pytest.fixture
def window(room):
    room.save(replace(room.record.meeting, closed_at=datetime.now(UTC)))
    return in_the_tab(room)


def in_the_tab(room):
    return room.coordinator("訂正の申出")


def field(app, label):
    return next(w for w in (*app.text_input, *app.text_area, *app.selectbox) if w.label == label)


def hand_in(window):
    field(window, "会議録のどこ").set_value("役割3")
    field(window, "どう直すか").set_value("月1回です")
    field(window, "申出人（機関・職・氏名）").set_value("社協　田中")
    press(window, "訂正の申出を追加")


def test_a_slip_is_entered_and_taken(room, window):
    hand_in(window)
    [slip] = room.record.correction_requests
    assert (slip.passage, slip.text, slip.asked_by, slip.settlement) == (
        "役割3",
        "月1回です",
        "社協　田中",
        None,
    )

    window = in_the_tab(room)
    field(window, "扱い").set_value(Settlement.TAKEN)
    press(window, "保存")
    assert room.record.correction_requests[0].settlement is Settlement.TAKEN


def test_a_slip_that_is_declined_says_why(room, window):
    hand_in(window)
    window = in_the_tab(room)
    field(window, "扱い").set_value(Settlement.DECLINED)
    press(window, "保存")
    assert "取り入れないわけを書いてください。" in read(window)
    assert room.record.correction_requests[0].settlement is None

    field(window, "どう直したか、または取り入れないわけ").set_value("会議で確かめたとおり")
    press(window, "保存")
    assert room.record.correction_requests[0].answer == "会議で確かめたとおり"


def test_before_the_closing_there_is_nothing_to_correct(room):
    window = room.coordinator()
    assert "訂正の申出" not in [tab.label for tab in window.tabs]


def test_who_had_no_device_is_handed_a_link_and_it_can_be_ended(room, window):
    meeting = room.record.meeting
    room.save(replace(meeting, corrections_until=today_in_tokyo(datetime.now(UTC)) + timedelta(days=7)))
    attendee = room.record.attendees[0]
    room.save(replace(attendee, attendance=Attendance.PRESENT, pledged=True))
    room.store.devices.switch(on=True, by=a_staff(StaffRole.ADMINISTRATOR), at=datetime.now(UTC))
    window = in_the_tab(room)
    field(window, "リンクを渡す方").set_value(attendee.id).run()
    press(window, "リンクを出す")
    [link] = [s for s in room.store.door.sessions_of(meeting.id) if s.role is StaffRole.CORRESPONDENT]
    assert link.attendee_id == attendee.id
    found = room.store.correction_links.own_part(link.id, datetime.now(UTC))
    assert found is not None

    press(window, "止める")
    assert room.store.correction_links.own_part(link.id, datetime.now(UTC)) is None


@pytest.fixture
def reached():
    """The server stands under a name by which other devices reach it."""
    before = st.get_option("server.allowedHosts")
    config.set_option("server.allowedHosts", ["kaigi.example"])
    yield
    config.set_option("server.allowedHosts", before)


def sheet_links(window):
    return [link.proto.url for link in window.get("link_button") if "role-sheets" in link.proto.url]


def test_whoever_prints_the_sheets_chooses_whether_they_carry_links(room, reached):
    until = today_in_tokyo(datetime.now(UTC)) + timedelta(days=7)
    room.save(a_role(assigned_in="meeting"))
    room.save(replace(room.record.meeting, closed_at=datetime.now(UTC), corrections_until=until))
    window = room.coordinator("書類")
    assert [toggle.label for toggle in window.toggle if "リンク" in toggle.label] == []  # devices are off
    assert all("links" not in url for url in sheet_links(window))

    room.store.devices.switch(on=True, by=a_staff(StaffRole.ADMINISTRATOR), at=datetime.now(UTC))
    window.run()
    assert window.toggle(key="print-links").label == "訂正の申出のリンク（二次元コード）を刷る（1機関）"
    assert len(sheet_links(window)) == 2
    assert all("links" in url for url in sheet_links(window))
    window.toggle(key="print-links").set_value(False).run()
    assert all("links" not in url for url in sheet_links(window))
