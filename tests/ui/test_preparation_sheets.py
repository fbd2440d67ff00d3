"""準備シート: written by the agency on its device or copied from paper, put right, and taken into the record by one press."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from builders import a_meeting, a_preparation_sheet, a_staff
from screens import press, read

from jusou_meeting.japanese_date import end_of_day
from jusou_meeting.session import Session
from jusou_meeting.staff import StaffRole
from jusou_meeting.ui.panel import DEVICES
from jusou_meeting.ui.preparation_sheets import TITLE
from jusou_meeting.vocabulary import Footing


def sheets(room):
    return room.coordinator(TITLE)


def arrivals(window):
    """The rows of the table that tells whose sheets have come."""
    [table] = [html.proto.body for html in window.get("html") if "準備シートの届いた機関" in html.proto.body]
    return [tuple(re.findall("<td>(.*?)</td>", row)) for row in re.findall("<tr>(.*?)</tr>", table)]


def answer(app, question, words):
    next(area for area in app.text_area if area.label == question).set_value(words)


def ahead(room):
    """The meeting is prepared, and not yet open."""
    room.save(replace(room.record.meeting, opened_at=None))


def test_an_agency_that_has_not_answered_is_named_and_its_answers_are_copied(room):
    window = sheets(room)
    assert ("地域包括支援センター", "まだ届いていません", "") in arrivals(window)

    next(area for area in window.text_area if area.label == "現在の取組").set_value("月1回の訪問")
    press(window, "準備シートを追加")

    [sheet] = room.record.preparation_sheets
    assert (sheet.attendee_id, sheet.done, sheet.known) == ("attendee", "月1回の訪問", "")
    assert "現在の取組：月1回の訪問" in [text.value for text in window.text]


@pytest.mark.parametrize(("prepared", "part"), [(True, "準備"), (False, "書類")])
def test_the_paper_is_printed_from_a_part_that_is_there(room, prepared, part):
    if prepared:
        ahead(room)
    window = sheets(room)

    assert part in [tab.label for tab in window.tabs]
    assert any(f"用紙は「{part}」の欄から印刷します" in caption.value for caption in window.caption)


def test_where_nobody_is_asked_for_one_the_room_is_repainted_all_the_same(room):
    [attendee] = room.record.attendees
    room.save(replace(attendee, involvement_id=None, host=True))
    window = sheets(room)
    assert any("準備シートを頼む機関がありません。" in caption.value for caption in window.caption)

    window.radio(key="view").set_value("family").run()

    assert not window.exception


def test_a_sheet_that_says_nothing_is_refused(room):
    window = sheets(room)

    press(window, "準備シートを追加")

    assert room.record.preparation_sheets == ()
    assert any("四つの問い" in text.value for text in window.text)


def test_an_answer_becomes_a_remark_of_its_agency_once(room):
    room.save(a_preparation_sheet(done=""))
    window = sheets(room)

    press(window, "発言に")

    [remark] = room.record.remarks
    assert (remark.text, remark.speaker_id) == ("昼夜逆転で、昼は眠っている", "attendee")
    assert next(button for button in window.button if button.label == "発言に").disabled


@pytest.mark.parametrize("opened", [True, False])
def test_before_the_opening_answers_are_read_and_taken_nowhere(room, opened):
    room.save(a_preparation_sheet())
    if not opened:
        [meeting] = [room.record.meeting]
        room.save(a_meeting(version=meeting.version, opened_at=None))

    window = sheets(room)

    assert any(button.label == "発言に" for button in window.button) is opened


def test_an_agency_answers_on_its_own_device_before_the_meeting_and_the_office_sees_by_which_way(room):
    ahead(room)
    device = room.invited()
    answer(device, "現在の取組", "月1回の訪問")
    press(device, "送る")

    [sheet] = room.record.preparation_sheets
    assert (sheet.attendee_id, sheet.done, sheet.answered_by) == ("attendee", "月1回の訪問", "鈴木")
    assert "届いています" in read(device)
    [(agency, way, by)] = arrivals(sheets(room))[1:]
    assert (agency, way) == ("地域包括支援センター", "端末から")
    assert by.startswith("鈴木")


def test_the_device_that_answers_knows_the_case_by_its_number_alone(room):
    ahead(room)
    device = room.invited()
    told = read(device) + "".join(html.proto.body for html in device.get("html"))

    assert "R8-0001" in told
    assert "8050の世帯" not in told
    assert "こころの病院" not in told
    assert [tab.label for tab in device.tabs] == []


def test_a_sheet_that_came_on_paper_is_put_right_on_the_device(room):
    room.save(a_preparation_sheet())
    ahead(room)
    device = room.invited()
    assert "事務局が書き写しました" in read(device)
    answer(device, "現在の取組", "月2回の訪問")
    press(device, "直して送る")

    [sheet] = room.record.preparation_sheets
    assert (sheet.id, sheet.done, sheet.on_device) == ("sheet", "月2回の訪問", True)


def test_whoever_copies_a_sheet_while_it_comes_from_the_device_sees_both_and_loses_neither(room):
    ahead(room)
    window, device = sheets(room), room.invited()
    answer(device, "現在の取組", "月2回の訪問")
    press(device, "送る")
    answer(window, "現在の取組", "月1回の訪問")
    press(window, "準備シートを追加")

    assert [sheet.done for sheet in room.record.preparation_sheets] == ["月2回の訪問"]
    assert any("ほかの人が先に変更しました" in error.value for error in window.error)
    press(window, "あなたの入力で保存する")
    assert [sheet.done for sheet in room.record.preparation_sheets] == ["月1回の訪問"]


def test_a_sheet_that_says_nothing_is_refused_on_the_device_too(room):
    ahead(room)
    device = press(room.invited(), "送る")

    assert "四つの問い" in read(device)
    assert room.record.preparation_sheets == ()


def test_while_the_meeting_is_open_the_sheet_stands_beside_the_roles(room):
    device = room.participant()
    device.session_state["answer-tabs"] = TITLE
    device.run()
    answer(device, "ほかの機関にお願いしたいこと", "受診の同行")
    press(device, "送る")

    [sheet] = room.record.preparation_sheets
    assert (sheet.asked, sheet.on_device) == ("受診の同行", True)


def test_a_device_of_the_sheet_alone_sees_no_role_when_the_meeting_opens(room):
    device = room.invited()

    assert "会議が開会しました" in device.info[0].value
    assert [button.label for button in device.button if "承諾" in button.label] == []


def test_after_the_closing_no_sheet_is_taken(room):
    device = room.invited()
    answer(device, "現在の取組", "月1回の訪問")
    room.save(replace(room.record.meeting, closed_at=datetime.now(UTC)))
    press(device, "送る")

    assert room.record.preparation_sheets == ()
    assert [error.value for error in device.error] == ["サインインが必要です。画面を読み込み直してください。"]
    with room.store.file.reading() as db:
        refused = list(db.query("SELECT screen, detail FROM access WHERE action = 'refused'"))
    assert refused == [{"screen": "change", "detail": "準備シートを記入（端末）"}]


def at_the_door(room):
    """The devices' part of the coordinator's screen, with 鈴木 waiting to be let in."""
    room.store.devices.switch(on=True, by=a_staff(StaffRole.ADMINISTRATOR), at=datetime.now(UTC))
    now = datetime.now(UTC)
    knocking = Session(
        id="suzuki", staff_id="guest", role=StaffRole.PARTICIPANT, name="鈴木", agency="地域包括支援センター", case_id="case",
        meeting_id="meeting", footing=Footing.CONSENT, started_at=now, seen_at=now,
    )  # fmt: skip
    room.store.door.start(knocking)
    return room.coordinator(DEVICES)


def test_who_is_let_in_before_the_opening_came_to_no_meeting_yet_and_is_let_into_it_by_a_second_press(room):
    room.save(replace(room.record.attendees[0], attendance=None))
    ahead(room)
    window = at_the_door(room)
    next(box for box in window.selectbox if box.label == "出席者名簿のどの方ですか").set_value(
        "attendee"
    ).run()
    press(window, "入室を認める")

    assert room.store.door.sessions(["suzuki"])["suzuki"].role is StaffRole.INVITED
    assert "準備シート：地域包括支援センター　鈴木" in read(window)
    assert room.record.attendees[0].is_only_expected

    room.save(replace(room.record.meeting, opened_at=datetime.now(UTC)))
    window.run()
    press(window, "会議への入室を認める")

    assert room.store.door.sessions(["suzuki"])["suzuki"].role is StaffRole.PARTICIPANT
    assert room.record.attendees[0].came


def test_a_code_of_a_meeting_ahead_is_good_until_its_day_ends(room):
    ahead(room)
    window = at_the_door(room)
    press(window, "参加コードを出す")

    code = window.session_state["code:meeting"]
    last = max(end_of_day(room.record.sitting.held_on), datetime.now(UTC) + timedelta(hours=3))
    assert room.store.door.seat_of_code(code, last - timedelta(minutes=1)) is not None
    assert room.store.door.seat_of_code(code, last + timedelta(minutes=1)) is None
