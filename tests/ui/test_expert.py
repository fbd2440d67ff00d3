"""An expert is there for one item: their device shows it then, and ends when they leave."""

import secrets
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from builders import a_confirmation, a_role, a_staff, an_agenda_item
from playwright.sync_api import expect
from running_server import running_server
from screens import Room, press, read

from jusou_meeting.japanese_date import local
from jusou_meeting.session import Session
from jusou_meeting.sharing import SharedThing
from jusou_meeting.staff import StaffRole
from jusou_meeting.store import hashed
from jusou_meeting.vocabulary import Footing


@pytest.fixture
def expert(room):
    """The one attendee, there for one item, with a device that was let in."""
    ask_for_one_item(room)
    return room.participant()


def ask_for_one_item(room):
    room.save(an_agenda_item())
    [attendee] = room.record.attendees
    room.save(replace(attendee, item_ids=("item",)))
    room.save(a_role("visit"))


def note(room, field, at):
    """Let this hour stand in the line of the one attendee to the second, or a test would wait for the minute to turn."""
    with room.store.file.writing() as db:
        db.execute(f"UPDATE attendee SET {field} = ?", [f"{at:%H:%M:%S.%f}"])
    room.save(an_agenda_item(field))  # whoever looks hears of an act


def said(phone):
    return " ".join(
        [*(info.value for info in phone.info), *(error.value for error in phone.error), read(phone)]
    )


def coordinator(room):
    return room.coordinator("出席者")


def test_an_experts_device_shows_nothing_before_their_item(room, expert):
    assert "あなたの議題になると、この画面に役割が出ます。" in said(expert)
    assert "週1回の訪問" not in said(expert)

    press(coordinator(room), "いま到着し、守秘を承諾した")

    assert "週1回の訪問" in said(expert.run())


def test_what_was_disclosed_to_an_expert_is_recorded_when_they_see_it_and_not_while_they_wait(room, expert):
    assert disclosed(room) == []

    press(coordinator(room), "いま到着し、守秘を承諾した")
    came = datetime.now(UTC)
    expert.run()

    [sharing] = disclosed(room)
    assert sharing.at >= came


def disclosed(room):
    """What the 提供記録 says was shown on the one device."""
    found = room.store.cases.sharings(a_staff(), "case", Footing.CONSENT)
    return [sharing for sharing in found if sharing.thing is SharedThing.ROLES]


def test_an_experts_device_ends_with_their_leaving(room, expert):
    window = press(coordinator(room), "いま到着し、守秘を承諾した")
    press(window, "いま退室した")

    assert room.record.attendees[0].until_at is not None
    assert [s for s in room.store.door.sessions_of("meeting") if s.attendee_id == "attendee"] == []
    assert "サインインが必要です。" in said(expert.run())
    assert "週1回の訪問" not in said(expert)


def test_before_an_expert_goes_it_is_said_which_of_their_roles_has_no_answer_yet(room):
    ask_for_one_item(room)
    room.save(a_role("letter", task="意見書を書く"))
    window = coordinator(room)

    def asked():
        return [caption.value for caption in window.run().caption if "まだもらっていません" in caption.value]

    assert asked() == [], "they are not there yet"
    press(window, "いま到着し、守秘を承諾した")
    assert asked() == ["役割№1・2の回答を、まだもらっていません。"]

    room.save(a_confirmation(role_id="visit", oral=True))
    assert asked() == ["役割№2の回答を、まだもらっていません。"]

    press(window, "いま退室した")
    assert asked() == []


def test_an_open_screen_follows_an_expert_who_comes_and_whose_hour_is_over(tmp_path, visitor):
    room, token, now = Room(tmp_path), secrets.token_urlsafe(32), datetime.now(UTC)
    ask_for_one_item(room)
    room.store.door.start(
        Session(
            id=hashed(token),
            staff_id="guest",
            role=StaffRole.PARTICIPANT,
            name="鈴木",
            case_id="case",
            meeting_id="meeting",
            footing=Footing.CONSENT,
            attendee_id="attendee",
            started_at=now,
            seen_at=now,
            admitted_at=now,
        )
    )
    with running_server(room.store.file.path) as server:
        window = visitor.holds("jusou_session", token).window(server.url)
        expect(window.get_by_text("あなたの議題になると")).to_be_visible(timeout=20_000)

        note(room, "from_at", local(datetime.now(UTC)))

        expect(window.get_by_text("週1回の訪問").first).to_be_visible(timeout=20_000)

        note(room, "until_at", local(datetime.now(UTC) + timedelta(seconds=6)))  # as they had said beforehand

        expect(window.get_by_text("退室の時刻になりました")).to_have_count(0)
        expect(window.get_by_text("退室の時刻になりました")).to_be_visible(timeout=20_000)
        expect(window.get_by_text("週1回の訪問")).to_have_count(0)
