"""An expert is there for one item: their device shows it then, and ends when they leave."""

from dataclasses import replace

import pytest
from builders import a_role, an_agenda_item
from screens import press, read

from jusou_meeting.ui.panel import TABS


@pytest.fixture
def expert(room):
    """The one attendee, there for one item, with a device that was let in."""
    room.save(an_agenda_item())
    [attendee] = room.record.attendees
    room.save(replace(attendee, item_ids=("item",)))
    room.save(a_role("visit"))
    return room.participant()


def said(phone):
    return " ".join(
        [*(info.value for info in phone.info), *(error.value for error in phone.error), read(phone)]
    )


def coordinator(room):
    window = room.coordinator()
    window.session_state[TABS] = "出席者"
    return window.run()


def test_an_experts_device_shows_nothing_before_their_item(room, expert):
    assert "あなたの議題になると、この画面に役割が出ます。" in said(expert)
    assert "週1回の訪問" not in said(expert)

    press(coordinator(room), "いま到着し、守秘を承諾した")

    assert "週1回の訪問" in said(expert.run())


def test_an_experts_device_ends_with_their_leaving(room, expert):
    window = press(coordinator(room), "いま到着し、守秘を承諾した")
    press(window, "いま退室した")

    assert room.record.attendees[0].until_at is not None
    assert [s for s in room.store.door.sessions_of("meeting") if s.attendee_id == "attendee"] == []
    assert "サインインが必要です。" in said(expert.run())
    assert "週1回の訪問" not in said(expert)
