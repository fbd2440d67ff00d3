"""What the room said becomes what it meant by one press, and one step back takes both away."""

import re
from datetime import timedelta

import pytest
import streamlit as st
from builders import NOW, a_decision, a_remark
from screens import press

from jusou_meeting.ui import hand

SAID = "窓口は一つにする"


@pytest.fixture
def room(room):
    room.save(a_remark("older", text="電話が減った", said_at=NOW))
    room.save(a_remark("said", text=SAID, speaker_id="attendee", said_at=NOW))
    return room


@pytest.fixture
def window(room):
    return room.coordinator()


def remark(room, remark_id="said"):
    return next(r for r in room.record.remarks if r.id == remark_id)


def undone(room, window):
    window.button(key="undo").click()
    window.run()


def button(window, label):
    return next(button for button in window.button if button.label == label)


@pytest.fixture
def keys(monkeypatch):
    """Our keys as buttons, which no browser has to press."""

    def watch(steps, **_):
        for key, step in steps.items():
            st.button(key, key=f"key:{key}", on_click=step)

    monkeypatch.setattr(hand, "watch_keys", watch)


def marked(window):
    """The remark at the mark, as the strip of the last lines has it."""
    strip = next(html.proto.body for html in window.get("html") if "直近の記録" in html.proto.body)
    return "".join(row for row in re.findall("<tr>.*?</tr>", strip) if "▶" in row)


def told(window):
    return [toast.value for toast in window.toast]


def test_the_newest_remark_becomes_a_decision_and_is_not_offered_again(room, window):
    press(window, "1 決定")

    [decision] = room.record.decisions
    assert decision.text == SAID
    assert decision.decided_at is not None
    assert remark(room).became == decision.id
    assert button(window, "1 決定").disabled, "the older remark is not turned by a slip"

    undone(room, window)
    assert room.record.decisions == ()
    assert remark(room).became == ""
    assert not button(window, "1 決定").disabled


def test_the_mark_goes_on_down_the_list_and_the_same_key_waits_for_a_choice(room, keys):
    room.save(a_remark("newest", text="家賃が遅れている", said_at=NOW))
    window = room.coordinator()
    press(window, "1 決定")
    assert SAID in marked(window)

    press(window, "Alt+1")
    assert [decision.text for decision in room.record.decisions] == ["家賃が遅れている"]
    assert told(window) == [
        "▶は次の発言に移っています。これも決定事項にするときは、Alt＋↓で選んでから押してください。"
    ]

    press(window, "Alt+4")
    assert [gap.text for gap in room.record.resource_gaps] == [SAID]
    assert "電話が減った" in marked(window)

    press(window, "↓")
    press(window, "4 不足")
    assert [gap.text for gap in room.record.resource_gaps] == [SAID, "電話が減った"]
    press(window, "Alt+2")
    assert told(window) == ["▶の発言がありません。発言はみな、決定や課題などになっています。"]


def test_what_was_said_since_has_the_mark(room, window):
    press(window, "1 決定")
    room.save(a_remark("since", text="来週また話す", said_at=NOW + timedelta(hours=1)))

    window.run()

    assert "来週また話す" in marked(window)
    assert not button(window, "1 決定").disabled


def test_of_a_remark_that_became_something_elsewhere_it_is_said_that_another_is_to_be_chosen(
    room, keys, window
):
    press(window, "1 決定")
    elsewhere = room.coordinator()

    press(elsewhere, "Alt+1")

    assert len(room.record.decisions) == 1
    assert told(elsewhere) == ["▶の発言がありません。Alt＋↓・Alt＋↑で発言を選んでください。"]


def test_an_older_remark_is_pointed_at(room, window):
    press(window, "↓")
    press(window, "4 不足")

    [gap] = room.record.resource_gaps
    assert gap.text == "電話が減った"
    assert remark(room).became == ""
    assert remark(room, "older").became == gap.id


def test_what_was_noted_last_is_in_sight_however_old_the_remark_at_the_mark_is(room, window):
    for number in range(4):
        room.save(
            a_decision(
                f"d{number}", text=f"決めたこと{number}", decided_at=NOW + timedelta(minutes=number + 1)
            )
        )
    window.run()
    strip = next(html.proto.body for html in window.get("html") if "直近の記録" in html.proto.body)

    assert SAID in marked(window)
    assert "決めたこと3" in strip
    assert strip.count("<tr>") == 4, "three lines under their heads"


def test_what_is_to_be_avoided_is_one_more_line_of_the_household(room, window):
    press(window, "5 避ける")

    assert room.household.profile.avoid == (SAID,)
    assert remark(room).became == room.household.id
    undone(room, window)
    assert room.household.profile.avoid == ()


def test_a_role_begins_filled_and_is_saved_with_where_it_came_from(room, window):
    press(window, "3 役割")
    assert room.household.roles == ()
    task = next(w for w in window.text_area if w.label == "何を")
    assert task.value == SAID
    task.set_value("窓口を担う")

    press(window, "役割を追加")

    [role] = room.household.roles
    assert (role.assignee_id, role.task, role.assigned_in) == ("agency", "窓口を担う", "meeting")
    assert remark(room).became == role.id
    undone(room, window)
    assert room.household.roles == ()
    assert remark(room).became == ""


def test_an_issue_asks_whose_it_is(room, window):
    press(window, "2 課題")
    whose = next(w for w in window.selectbox if w.label == "誰の課題")
    whose.set_value("client")

    press(window, "課題を追加")

    issue = room.household.issues[-1]
    assert (issue.title, issue.subject_id) == (SAID, "client")
    assert remark(room).became == issue.id


def test_a_remark_whose_decision_was_removed_may_become_something_else(room, window):
    press(window, "1 決定")
    with room.change("削除") as change:
        change.remove(room.record.decisions[0])

    window.run()

    assert not button(window, "3 役割").disabled
