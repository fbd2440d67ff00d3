"""The issues beside the map: who carries each, how urgent each is, and that nobody takes one for now."""

import pytest
from builders import a_role
from screens import press, read

from jusou_meeting.issue import Sphere, Urgency
from jusou_meeting.ui.issues import TITLE


@pytest.fixture
def window(room):
    room.save(a_role("help", issue_ids=("money",)))
    return room.coordinator(TITLE)


def issue(room, issue_id):
    return next(issue for issue in room.household.issues if issue.id == issue_id)


def test_the_list_says_who_carries_each_and_whom_nobody_does(window):
    assert "地域包括支援センター" in read(window)
    assert read(window).count("担当なし") == 1
    assert window.button(key="issue:defer:money").disabled


def test_what_the_office_that_holds_the_meetings_carries_stands_under_its_name(room, window):
    room.save(a_role("own", assignee_id=room.household.id, issue_ids=("home",)))

    assert f"{room.household.office}\n" in f"{read(window.run())}\n"
    assert "担当なし" not in read(window)


def test_a_press_has_the_issue_in_hand_and_on_the_map(window):
    window.button(key="issue:choose:home").click()
    window.run()

    assert window.session_state["selected"] == "home"
    assert window.session_state["hand"] == "入力"


def test_a_role_for_an_issue_begins_with_it(room, window):
    window.button(key="issue:role:home").click()
    window.run()
    next(w for w in window.selectbox if w.label == "誰が（機関・人）").set_value("hospital")
    next(w for w in window.text_area if w.label == "何を").set_value("受け入れ先を探す")

    press(window, "役割を追加")

    role = room.household.roles[-1]
    assert (role.assignee_id, role.issue_ids, role.for_ids) == ("hospital", ("home",), ("client",))


def test_a_due_day_that_no_calendar_has_stays_as_words_and_is_told(room, window):
    window.button(key="issue:role:home").click()
    window.run()
    next(w for w in window.selectbox if w.label == "誰が（機関・人）").set_value("hospital")
    fields = {w.label: w for w in (*window.text_input, *window.text_area)}
    fields["何を"].set_value("受け入れ先を探す")
    fields["いつまで"].set_value("令和8年13月1日")

    press(window, "役割を追加")

    role = room.household.roles[-1]
    assert (role.due_on, role.due_text) == (None, "令和8年13月1日")
    assert "「令和8年13月1日」という日は暦にないので、言葉のまま残しました。" in read(window)


def test_that_nobody_takes_it_now_is_written_at_the_issue_and_told_in_the_list(room, window):
    window.button(key="issue:defer:home").click()
    window.run()
    fields = {w.label: w for w in window.text_input}
    fields["いまは担当を置かないわけ"].set_value("受診が先")
    fields["いつまで置かないか"].set_value("次回")
    press(window, "保存")

    assert issue(room, "home").deferred == "受診が先、次回"
    window.session_state["hand"] = TITLE
    assert "担当を置かない（受診が先、次回）" in read(window.run())


def test_an_issue_is_sorted_in_its_form_as_in_the_four_quarters(room, window):
    window.session_state["hand"], window.session_state["selected"] = "入力", "home"
    window.run()
    fields = {w.label: w for w in window.selectbox}
    fields["本人⇔まわり"].set_value(Sphere.AROUND)
    fields["急ぐ⇔急がない"].set_value(Urgency.URGENT)
    press(window, "保存")
    window.session_state["hand"], window.session_state["issues:view"] = TITLE, "本人⇔まわり・急ぐ⇔急がない"

    text = read(window.run())

    assert (issue(room, "home").sphere, issue(room, "home").urgency) == (Sphere.AROUND, Urgency.URGENT)
    assert "まわり・急ぐ" in text
