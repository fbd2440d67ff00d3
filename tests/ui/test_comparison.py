"""What changed since a moment is on the screen of the household and of its meeting, in words."""

from datetime import UTC, datetime

import pytest
from builders import a_meeting, a_staff, an_involvement
from screens import tables

from jusou_meeting.vocabulary import Footing


def compared(window, tabs):
    window.session_state[tabs] = "比較"
    return window.run()


def chosen(window, label):
    return next(box for box in window.selectbox if box.label == label)


@pytest.fixture
def begun(room):
    """The meeting began after the household was entered, and an agency came in it."""
    meeting = room.record.meeting
    with room.change("開会") as change:
        change.save(a_meeting(opened_at=datetime.now(UTC), version=meeting.version))
    room.save(an_involvement("school", name="**学校**"))
    return room


def test_what_changed_since_the_meeting_began_is_told_on_its_screen(begun):
    window = compared(begun.coordinator(), "hand")

    assert chosen(window, "前").value == "meeting:opened"
    assert chosen(window, "後").value == "now"
    assert "<td>＋新しい</td><td>**学校**（関与中）</td>" in tables(window)
    assert "こころの病院" not in tables(window).partition("変わったこと")[2]


def test_on_the_screen_of_the_household_any_day_may_be_chosen(begun):
    window = compared(begun.screen("case/household.py"), "below")
    chosen(window, "前").set_value("日を選ぶ").run()
    next(day for day in window.date_input if day.label == "前の日").set_value("2026-01-01").run()

    assert not window.exception
    assert "<td>＋新しい</td><td>こころの病院（関与中）</td>" in tables(window)


def test_that_nothing_changed_is_said(begun):
    window = compared(begun.coordinator(), "hand")
    chosen(window, "後").set_value(chosen(window, "前").value).run()

    assert "この間に変わったところはありません。" in [caption.value for caption in window.caption]


def test_one_may_step_back_to_the_moment_after_any_act(begun):
    window = compared(begun.coordinator(), "hand")
    [after, *_] = begun.store.cases.acts(a_staff(), "case", Footing.CONSENT)
    assert after.said in chosen(window, "前").options
    begun.save(an_involvement("nursery", name="保育園"))
    chosen(window, "前").set_value(after.key).run()

    told = tables(window).partition("変わったこと")[2]
    assert "保育園（関与中）" in told
    assert "学校" not in told
