from dataclasses import replace

from builders import a_role
from screens import press


def button(app):
    return next(b for b in app.button if b.label.startswith("元に戻す"))


def test_the_button_says_beforehand_what_it_takes_back(room):
    window = room.coordinator()
    assert button(window).disabled
    role = room.save(a_role("visit"))
    room.save(replace(role, task="月2回の訪問"))
    window.run()
    assert button(window).label.startswith("元に戻す：役割を記録（")

    press(window, button(window).label)
    assert [role.task for role in room.household.roles] == ["週1回の訪問"]
    press(window, button(window).label)
    assert room.household.roles == ()
    assert button(window).disabled


def test_the_button_says_that_it_passes_over_what_was_done_last_to_the_meeting_itself(room):
    window = room.coordinator()
    assert button(window).help == ""
    room.save(a_role("visit"))
    assert button(window.run()).help == ""

    with room.change("会議を直す", meeting="meeting") as change:
        change.save(replace(room.record.meeting, papers_returned="12部中12部"))
    window.run()

    assert button(window).label.startswith("元に戻す：その前の「役割を記録」（")
    assert button(window).help.startswith("最後の「会議を直す」（")
    assert button(window).help.endswith("押すと、その前の「役割を記録」を取り消します。")


def test_what_was_taken_back_is_done_again_with_one_button(room):
    window = room.coordinator()
    assert next(b for b in window.button if b.label == "やり直す").disabled
    room.save(a_role("visit"))
    press(window.run(), button(window).label)
    assert room.household.roles == ()

    again = next(b for b in window.button if b.label == "やり直す")
    assert again.help.startswith("もう一度行います：役割を記録（")
    press(window, "やり直す")

    assert [role.task for role in room.household.roles] == ["週1回の訪問"]
    assert next(b for b in window.button if b.label == "やり直す").disabled
