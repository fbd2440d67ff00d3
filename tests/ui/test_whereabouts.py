"""Whoever opens a page anew finds it as they left it; nobody else does."""

from contextlib import closing
from dataclasses import replace

from builders import NOW, a_remark
from screens import press, read

from jusou_meeting.store.driver import connect
from jusou_meeting.ui.panel import SELECTED, TABS

SAID = "窓口は一つにする"


def fields(app, label):
    return [field for field in [*app.text_area, *app.text_input, *app.selectbox] if field.label == label]


def in_front(app, key):
    return app.session_state[key] if key in app.session_state else ""  # noqa: SIM401 - it has no get


def with_tab(app, key, title):
    app.session_state[key] = title
    return app.run()


def test_a_page_opened_anew_has_the_same_tabs_in_front_and_the_same_record_in_hand(room):
    window = with_tab(room.coordinator("プラン"), "support", "目標")
    window.session_state[SELECTED] = "client"
    window.run()

    anew = room.again(window, "meeting/live.py")
    assert (in_front(anew, TABS), in_front(anew, "support")) == ("プラン", "目標")
    assert anew.session_state[SELECTED] == "client"

    with_tab(anew, TABS, "入力")
    press(anew, "選択をやめる")
    last = room.again(anew, "meeting/live.py")
    assert in_front(last, TABS) == "入力"
    assert SELECTED not in last.session_state


def test_whoever_signs_in_anew_or_opens_another_page_begins_with_nothing_in_hand(room):
    window = room.coordinator("プラン")
    window.session_state[SELECTED] = "client"
    window.run()

    assert SELECTED not in room.coordinator().session_state
    household = room.again(window, "case/household.py")
    assert SELECTED not in household.session_state
    with_tab(household, "below", "年表")
    assert in_front(room.again(household, "case/household.py"), "below") == "年表"


def test_what_is_chosen_at_the_household_leaves_the_preparation_of_its_meeting_in_front(room):
    room.save(replace(room.record.meeting, opened_at=None))
    household = room.screen("case/household.py")
    household.session_state[SELECTED] = "client"
    household.session_state["chosen_anew"] = True  # as a hand on the map leaves it
    household.run()

    kept = in_front(household, TABS)
    window = room.coordinator(tab=kept or None)
    assert "開会を妨げるものはありません" in read(window)


def test_a_tab_that_the_meeting_left_behind_is_not_asked_for(room):
    window = room.coordinator("端末")
    room.save(replace(room.record.meeting, closed_at=NOW))

    anew = room.again(window, "meeting/live.py")
    assert not anew.exception
    assert "端末" not in [tab.label for tab in anew.tabs]
    assert in_front(anew, TABS) != "端末"


def test_a_role_begun_from_a_remark_is_there_again_with_what_was_typed_and_its_remark_knows_it(room):
    room.save(a_remark("said", text=SAID, speaker_id="attendee", said_at=NOW))
    window = room.coordinator()
    press(window, "3 役割")
    [task] = fields(window, "何を")
    task.input("毎週火曜に訪ねる")
    keep = next(button for button in window.button if button.key.startswith("keep:new:RoleAssignment"))
    keep.click().run()

    anew = room.again(window, "meeting/live.py")
    [task] = fields(anew, "何を")
    assert task.value == "毎週火曜に訪ねる"
    press(anew, "役割を追加")
    [role] = room.household.roles
    [remark] = room.record.remarks
    assert remark.became == role.id


def test_a_phone_has_the_map_in_front_again(room):
    phone = with_tab(room.participant(), "answer-tabs", "地図")

    assert in_front(room.again(phone, "meeting/answer.py"), "answer-tabs") == "地図"


def test_a_file_that_takes_nothing_now_stops_nobody_who_changes_the_tab(room, monkeypatch):
    window = room.coordinator()
    monkeypatch.setattr("jusou_meeting.store.driver._SETTINGS", ("PRAGMA busy_timeout=1",))
    with closing(connect(room.store.file.path)) as holder:
        holder.execute("BEGIN IMMEDIATE")
        with_tab(window, TABS, "出席者")

    assert not window.exception
    assert "地域包括支援センター" in read(window)
