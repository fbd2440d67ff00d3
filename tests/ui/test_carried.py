"""What was decided last time, and what was left open, stands beside the map."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from builders import NOW, TODAY, a_decision, a_meeting, a_role, a_sitting
from screens import labels, press, read, tables

from jusou_meeting.role import RoleStanding
from jusou_meeting.ui.panel import TABS


@pytest.fixture
def window(room):
    with room.change("前の会議") as change:
        change.hold(a_sitting(id="earlier", held_on=TODAY - timedelta(days=21)))
        change.save(
            a_meeting(
                "before",
                sitting_id="earlier",
                closed_at=NOW,
                next_on=TODAY,
                next_place="市役所",
                next_time="退去の見通しを確かめる",
            )
        )
        change.save(a_decision("decided", meeting_id="before", text="窓口は一つにする"))
    home = next(issue for issue in room.household.issues if issue.id == "home")
    room.save(replace(home, deferred_because="受診が先", deferred_until="次回"))
    return room.coordinator()


def test_the_last_decisions_and_the_minutes_are_one_look_away(window):
    assert window.tabs[0].label == "前回"
    for said in (
        "前回の決定（第1回 重層的支援会議　令和8年11月5日）",
        "窓口は一つにする",
        "令和8年11月26日（木）　市役所\n退去の見通しを確かめる",
    ):
        assert said in tables(window)


def test_what_was_deferred_is_brought_back_and_opens_by_a_press(window):
    button = window.button(key="deferred:home")
    assert "受診が先、次回" in button.label

    button.click()
    window.run()

    assert window.session_state["selected"] == "home"


def test_a_first_meeting_has_no_past(room):
    assert "前回" not in [tab.label for tab in room.coordinator().tabs]


def test_nobody_is_taken_to_have_said_that_a_role_goes_on(room, window):
    room.save(a_role("visit", assigned_in="before"))
    window.session_state[TABS] = "前回"
    press(window.run(), "記す")

    assert "「どうなったか」を入れてください。" in read(window)
    assert room.record.reviews == ()

    next(choice for choice in window.button_group if choice.label == "どうなったか").set_value(
        RoleStanding.OPEN
    )
    press(window, "記す")
    [review] = room.record.reviews
    assert (review.role_id, review.standing) == ("visit", RoleStanding.OPEN)


def test_a_role_that_was_not_done_is_given_once_more_with_another_day(room, window):
    room.save(a_role("visit", assigned_in="before", due_on=TODAY, issue_ids=("money",), lead=True))
    window.session_state[TABS] = "前回"
    window.run()
    assert not [label for label in labels(window) if label.startswith("もう一度頼む")]
    next(choice for choice in window.button_group if choice.label == "どうなったか").set_value(
        RoleStanding.UNDONE
    )
    next(field for field in window.text_input if field.label.startswith("結果")).set_value("担当が休んだ")
    press(window, "記す")
    again = "もう一度頼む：№1　地域包括支援センター　週1回の訪問"

    press(window, again)
    assert window.session_state[TABS] == "入力"
    next(field for field in window.text_input if field.label == "いつまで").set_value("12/24")
    press(window, "役割を追加")

    undone, anew = room.household.roles
    assert (undone.standing, undone.result) == (RoleStanding.UNDONE, "担当が休んだ")
    assert (anew.assignee_id, anew.task, anew.issue_ids, anew.lead) == (
        "agency",
        "週1回の訪問",
        ("money",),
        True,
    )
    assert (anew.due_on, anew.assigned_in) == (date(2026, 12, 24), "meeting")
    window.session_state[TABS] = "前回"
    assert again not in labels(window.run())
