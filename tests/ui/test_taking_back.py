"""Opening before the day is asked about, and an opening by mistake is taken back on the screen."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from builders import a_remark, a_staff, an_attendee
from screens import labels, press, read

from jusou_meeting.japanese_date import today_in_tokyo
from jusou_meeting.meeting import MeetingKind
from jusou_meeting.ui.preparation import OPEN_TODAY


@pytest.fixture
def today():
    return today_in_tokyo(datetime.now(UTC))


def opening(room):
    """The dialog, on the day that was set; every run of the page without its button would close it."""
    window = room.screen("case/household.py")
    window.session_state["opening:kind"] = MeetingKind.MULTILAYERED
    return press(window, "会議を開く")


def test_a_meeting_that_is_set_for_a_day_to_come_is_opened_today_only_by_a_button_that_says_so(room, today):
    closed = replace(room.record.meeting, closed_at=datetime.now(UTC), next_on=today + timedelta(days=85))
    room.save(closed)
    window = opening(room)
    assert "開会する" not in labels(window)
    assert "いま開会すると、開催日を今日に改めます。" in read(window)

    press(window, OPEN_TODAY)

    [_, second] = room.store.cases.meetings(a_staff(), "case", room.household.footing)
    assert (second.meeting.is_open, second.sitting.held_on) == (True, today)
    room.store.openings.take_back(a_staff(), second.meeting.id, at=datetime.now(UTC))
    [_, second] = room.store.cases.meetings(a_staff(), "case", room.household.footing)
    assert (second.meeting.is_prepared, second.sitting.held_on) == (True, today + timedelta(days=85))


def test_today_it_is_opened_as_ever(room):
    room.save(replace(room.record.meeting, closed_at=datetime.now(UTC)))
    assert "開会する" in labels(opening(room))


def test_an_opening_by_mistake_is_taken_back_until_something_is_recorded(room):
    window = room.coordinator()
    press(window, "開会を取り消す")
    assert room.record.meeting.is_prepared
    assert "開会を取り消す" not in labels(window)

    press(window, "開会する")
    assert "開会を取り消す" in labels(window)
    room.save(a_remark())
    press(window, "開会を取り消す")
    assert "この会議には、開会してからの記録があります。開会は取り消せません。" in read(window)
    assert room.record.meeting.is_open
    assert "開会を取り消す" not in labels(window.run())


def test_whoever_opens_it_is_there_however_their_name_is_spelled_in_the_list(room):
    window = room.coordinator()
    press(window, "開会を取り消す")
    room.save(
        an_attendee(
            "host", agency="地域福祉課", involvement_id=None, host=True, name="佐 藤", attendance=None
        )
    )

    press(window, "開会する")

    assert next(a for a in room.record.attendees if a.id == "host").came


def test_what_the_law_refuses_before_the_day_is_not_left_prepared(room, today):
    room.save(replace(room.record.meeting, closed_at=datetime.now(UTC), next_on=today + timedelta(days=85)))
    [consent] = room.household.consents
    room.save(replace(consent, withdrawn_on=today))

    window = press(opening(room), OPEN_TODAY)

    assert len(room.store.cases.meetings(a_staff(), "case", room.household.footing)) == 1
    assert "開会しました" not in read(window)


def test_before_the_opening_nothing_is_asked_that_only_its_close_can_tell(room):
    window = press(room.coordinator(), "開会を取り消す")
    asked = {field.label for field in (*window.text_input, *window.date_input, *window.text_area)}

    assert {"文書番号", "同意のない家族について、共有する項目と根拠", "開催日"} <= asked
    assert {
        label for label in asked if label.startswith(("次の", "次回")) or "訂正" in label or "回収" in label
    } == set()
