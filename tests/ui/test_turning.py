"""What the room said becomes what it meant by one press, and one step back takes both away."""

import pytest
from builders import NOW, a_remark, a_staff
from screens import press

from jusou_meeting.staff import Permission
from jusou_meeting.vocabulary import Footing

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


def test_an_older_remark_is_pointed_at(room, window):
    press(window, "↓")
    press(window, "4 不足")

    [gap] = room.record.resource_gaps
    assert gap.text == "電話が減った"
    assert remark(room).became == ""
    assert remark(room, "older").became == gap.id


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
    with room.store.cases.change(
        a_staff(), Permission.EDIT_CASE, "削除", case_id="case", footing=Footing.CONSENT, at=NOW
    ) as change:
        change.remove(room.record.decisions[0])

    window.run()

    assert not button(window, "3 役割").disabled
