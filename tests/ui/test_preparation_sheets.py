"""準備シート: copied from paper by the coordinator, put right, and taken into the record by one press."""

import pytest
from builders import a_meeting, a_preparation_sheet
from screens import press

from jusou_meeting.ui.panel import TABS
from jusou_meeting.ui.preparation_sheets import TITLE


def sheets(room):
    window = room.coordinator()
    window.session_state[TABS] = TITLE
    return window.run()


def test_an_agency_that_has_not_answered_is_named_and_its_answers_are_copied(room):
    window = sheets(room)
    assert "まだ届いていない機関：地域包括支援センター" in [text.value for text in window.text]

    next(area for area in window.text_area if area.label == "現在の取組").set_value("月1回の訪問")
    press(window, "準備シートを追加")

    [sheet] = room.record.preparation_sheets
    assert (sheet.attendee_id, sheet.done, sheet.known) == ("attendee", "月1回の訪問", "")
    assert "現在の取組：月1回の訪問" in [text.value for text in window.text]


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
