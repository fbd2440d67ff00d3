"""The administrator lets devices in, registers whoever signs in, and stops whoever leaves."""

from datetime import UTC, datetime, timedelta

import pytest
from builders import a_staff
from screens import labels, press, read

from jusou_meeting.join_code import typed
from jusou_meeting.meeting import MeetingKind
from jusou_meeting.staff import Account, NotAllowed, StaffRole
from jusou_meeting.store.password import hash_of, matches
from jusou_meeting.ui.panel import DEVICES


@pytest.fixture
def office(room):
    return room.screen(
        "office/administration.py", StaffRole.ADMINISTRATOR, staff_id="admin", name="管理 太郎"
    )


def devices_of(room):
    """The 端末 tab, as the coordinator has it."""
    return room.coordinator(DEVICES)


def register(office, **said):
    office.session_state["new-account"] = True
    office.run()
    filled = {"name": "佐藤 花子", "login": "sato"} | said
    for field, text in filled.items():
        office.text_input(key=f"account:{field}").set_value(text)
    return press(office, "登録する")


def test_the_coordinator_is_told_who_lets_devices_in_and_has_no_code(room, office):
    window = devices_of(room)
    assert "システム管理者がサインインし、「管理」の画面で入れます。" in read(window)
    assert "参加コードを出す" not in labels(window)

    press(office, "端末を使えるようにする")
    assert "出席者の端末　使えます" in read(office)
    assert "参加コードを出す" in labels(devices_of(room))

    press(office, "端末を使わないようにする")
    assert not room.store.devices.on


def test_whoever_is_registered_signs_in_and_whoever_is_stopped_does_not(room, office):
    register(office)
    account = room.store.accounts.named("sato")
    assert (account.name, account.role) == ("佐藤 花子", StaffRole.COORDINATOR)
    assert office.text_input(key="account:login").value == ""

    register(office, login="tanaka", name="田中 一郎")
    with room.store.file.writing() as db:
        db.execute(
            "UPDATE account SET one_time_until = NULL WHERE login = 'tanaka'"
        )  # who has signed in since
    press(office, "佐藤 花子（包括化支援員）を停止")
    assert "停止は元に戻せません" in read(office)
    assert room.store.accounts.named("sato").disabled_at is None, "it is asked once"
    press(office, "停止する")
    assert room.store.accounts.named("sato").disabled_at is not None


def test_a_stop_on_a_day_ahead_is_called_off_with_one_press(room, office):
    account = Account(
        id="tanaka", login="tanaka", name="田中", role=StaffRole.COORDINATOR, password_hash="",
        disabled_at=datetime.now(UTC) + timedelta(days=9),
    )  # fmt: skip
    room.store.accounts.add(account, by=a_staff(StaffRole.ADMINISTRATOR), at=datetime.now(UTC))

    press(office.run(), "田中（包括化支援員）の停止の予定をやめる")

    assert room.store.accounts.named("tanaka").disabled_at is None
    assert "田中（包括化支援員）の停止の予定をやめる" not in labels(office)


def test_the_first_password_is_shown_until_it_was_told_and_is_to_be_exchanged(room, office):
    register(office)
    [shown] = office.code
    account = room.store.accounts.named("sato")

    assert matches(typed(shown.value), account.password_hash)
    assert account.one_time_until > datetime.now(UTC)
    assert "佐藤 花子さんの一度だけのパスワード" in read(office)
    assert office.run().code, "a press elsewhere does not take it away before it was told"
    press(office, "伝えたので、消す")
    assert not office.code


def test_whoever_forgot_their_password_is_given_another_and_their_screens_end(room, office):
    account = Account(
        id="tanaka", login="tanaka", name="田中", role=StaffRole.COORDINATOR, password_hash=hash_of("忘れた")
    )
    room.store.accounts.add(account, by=a_staff(StaffRole.ADMINISTRATOR), at=datetime.now(UTC))
    window = room.screen("office/todo.py", staff_id="tanaka")

    press(office.run(), "田中（包括化支援員）のパスワードを出し直す")

    [shown] = office.code
    kept = room.store.accounts.named("tanaka").password_hash
    assert matches(typed(shown.value), kept)
    assert not matches("忘れた", kept)
    assert [error.value[:11] for error in window.run().error] == ["サインインが必要です。"]


def test_nobody_gives_themselves_a_password_in_this_page(room, office):
    account = Account(id="admin", login="admin", name="管理", role=StaffRole.ADMINISTRATOR, password_hash="")
    room.store.accounts.add(account, by=a_staff(StaffRole.ADMINISTRATOR), at=datetime.now(UTC))

    assert [b.label for b in office.run().button if b.key in ("give:admin", "stop:admin")] == []


def test_the_administrator_says_what_meetings_go_by_here_and_nobody_else(room, office):
    office.text_input(key="meeting-name:multilayered").set_value("くらし支援会議 ")
    press(office, "この名前にする")

    assert room.record.called == "くらし支援会議（重層的支援会議）"
    assert room.store.meeting_names[MeetingKind.STATUTORY] == ""
    with room.store.file.reading() as db:
        [line] = db.query("SELECT staff_id FROM access WHERE action = 'meeting_names'")
    assert line["staff_id"] == "admin"
    with pytest.raises(NotAllowed):
        room.store.name_meetings({MeetingKind.MULTILAYERED: ""}, by=a_staff(), at=datetime.now(UTC))

    office.text_input(key="meeting-name:multilayered").set_value("")
    press(office, "この名前にする")
    assert room.record.called == "重層的支援会議"


def test_the_last_coordinator_is_not_stopped_and_two_do_not_share_a_name(room, office):
    register(office)
    register(office, login="tanaka", name="田中 一郎")
    press(office, "佐藤 花子（包括化支援員）を停止")
    press(office, "停止する")
    assert "ほかにサインインできる包括化支援員がいないので" in read(office), "nobody has signed in yet"

    register(office)
    assert "このサインイン名は、もう使われています。" in read(office)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"name": ""}, "「お名前」を入れてください。"),
        ({"login": " 　"}, "「サインイン名」を入れてください。"),
    ],
)
def test_an_account_that_says_too_little_is_not_made(room, office, said, told):
    register(office, **said)

    assert told in read(office)
    assert room.store.accounts.all() == ()
