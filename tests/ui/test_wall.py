"""The coordinator reads what is on the wall, and puts what is missing on it one at a time."""

import pytest
from builders import a_role, an_abuse_suspicion
from screens import labels, press, read

from jusou_meeting.mask import Audience
from jusou_meeting.missing import projected
from jusou_meeting.ui.panel import DEVICES, TABS


@pytest.fixture
def window(room):
    return room.coordinator()


def on_wall(room):
    return room.store.projections.of("meeting")


def gap_on_wall(room):
    """The sentence that the wall reads."""
    today = room.record.sitting.held_on
    return projected(on_wall(room).gap, room.household, room.record, Audience.PROJECTOR, on=today)


def row(window, sentence):
    """The button beside a sentence of the list, which is opened."""
    window.session_state["gaps"] = True
    window.run()
    buttons = list(window.button)
    labels = ["".join(button.label.split("\\")) for button in buttons]
    return buttons[labels.index(sentence) + 1]


def put(window, sentence):
    row(window, sentence).click()
    window.run()
    assert not window.exception


def test_what_is_on_the_wall_is_told_as_it_changes(room, window):
    assert "投影：暗くしています" in read(window)

    press(window, "投影を明るくする")
    assert "投影の窓が開いていません" in read(window)
    room.wall()
    assert "投影中：地図の全体" in read(window.run())

    window.session_state[TABS] = DEVICES
    press(window.run(), "投影の名前を伏せる")
    assert "投影中：名前を伏せて地図の全体" in read(window)


def test_one_thing_that_is_missing_is_put_on_the_wall_until_it_is_taken_off(room, window):
    room.wall()
    press(window, "投影を明るくする")
    sentence = "課題「住まい不安定」に担当がありません。"

    put(window, sentence)
    assert gap_on_wall(room).sentence == sentence
    assert f"投影中：{sentence}" in read(window)

    put(window, sentence)
    assert gap_on_wall(room) is None
    assert "投影中：地図の全体" in read(window)


def test_a_second_takes_the_place_of_the_first(room, window):
    put(window, "課題「住まい不安定」に担当がありません。")
    put(window, "「こころの病院」は関与中ですが、役割がありません。")

    assert gap_on_wall(room).sentence == "「こころの病院」は関与中ですが、役割がありません。"


def test_it_leaves_the_wall_when_it_is_mended(room, window):
    put(window, "課題「住まい不安定」に担当がありません。")
    room.save(a_role("tidying", issue_ids=("home",)))

    assert gap_on_wall(room) is None


def test_a_suspicion_of_abuse_has_no_way_to_the_wall(room):
    room.save(an_abuse_suspicion())
    window = room.coordinator()

    sentence = "虐待の疑い（高齢者虐待）に、通報・事実確認の判断がありません。"
    assert row(window, sentence).label != "投影に出す"


def test_outside_a_meeting_nothing_is_offered_to_a_wall(room):
    window = room.screen("case/household.py")
    window.session_state["gaps"] = True
    window.run()

    assert any("つながっている機関がありません" in button.label for button in window.button)
    assert "投影に出す" not in labels(window)
    assert "投影" not in read(window)
