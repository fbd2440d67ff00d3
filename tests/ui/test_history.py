"""The history is in sight, and one act of it is chosen to go back to the moment after it."""

from dataclasses import replace

from builders import a_confirmation, a_person, a_role, a_staff, an_issue
from screens import press, read, tables

from jusou_meeting.household import Kinship
from jusou_meeting.vocabulary import Footing


def open_history(window):
    window.session_state["hand"] = "履歴"
    return window.run()


def acts(window):
    return next(radio for radio in window.radio if radio.label.startswith("入力の履歴"))


def go_to(room, window, place):
    """Choose the act at this place of the list, 1 = the latest."""
    history = room.store.cases.acts(a_staff(), "case", Footing.CONSENT)
    acts(window).set_value(history[place - 1].key)
    window.run()


def test_what_would_change_is_told_before_it_is_done_and_can_be_undone(room):
    room.save(a_role("visit"))
    room.save(a_confirmation(role_id="visit"))
    role = room.household.roles[0]
    room.save(replace(role, task="月2回の訪問"))
    room.save(a_person("son", Kinship.SON))
    room.save(an_issue("school", "son", title="不登校"))
    window = open_history(room.coordinator())
    assert len(acts(window).options) == 5
    assert acts(window).options[0].endswith("役割を記録の直後　不登校"), "what was done to what"
    assert "戻りたい時点を選ぶと" in "\n".join(caption.value for caption in window.caption)

    go_to(room, window, 4)
    told = tables(window)
    assert "戻すと変わること" in told
    assert "息子（息子・同居）" in told
    assert "不登校" in told
    assert "地域包括支援センター「月2回の訪問」 → 地域包括支援センター「週1回の訪問」" in told
    assert [p.label for p in room.household.people] == ["本人", "息子"]

    press(window, "この時点に戻す")
    assert [p.label for p in room.household.people] == ["本人"]
    assert room.household.roles[0].task == "週1回の訪問"
    assert len(room.household.confirmations) == 1
    back = next(b for b in window.button if b.label.startswith("元に戻す"))
    assert "の時点に戻す" in back.label
    press(window, back.label)
    assert [p.label for p in room.household.people] == ["本人", "息子"]


def test_what_stays_is_told_as_well(room):
    first = room.save(an_issue("school", title="不登校"))
    room.save(a_role("visit"))
    room.save(a_confirmation(role_id="visit"))
    room.save(replace(first, title="登校しぶり"))
    window = open_history(room.coordinator())

    go_to(room, window, 4)
    before, after = tables(window).split("戻すと変わること")[1].split("そのまま残るもの")
    assert "登校しぶり（本人・担当なし） → 不登校（本人・担当なし）" in before
    assert "週1回の訪問" not in before
    assert "地域包括支援センター「週1回の訪問」" in after

    press(window, "この時点に戻す")
    assert [issue.title for issue in room.household.issues if issue.id == "school"] == ["不登校"]
    assert [role.id for role in room.household.roles] == ["visit"]


def test_what_an_act_changed_is_told_in_the_words_of_that_moment(room):
    first = room.save(an_issue("school", title="不登校"))
    second = room.save(replace(first, title="登校しぶり"))
    room.save(replace(second, title="通学が続いている"))
    window = open_history(room.coordinator())

    go_to(room, window, 2)
    changed = tables(window).split("この入力で変わったこと")[1].split("戻すと変わること")[0]

    assert "不登校（本人・担当なし） → 登校しぶり（本人・担当なし）" in changed
    assert "通学が続いている" not in changed


def test_where_nothing_would_change_no_button_offers_it(room):
    room.save(an_issue("school", title="不登校"))
    window = open_history(room.coordinator())

    go_to(room, window, 1)

    assert "その時点から、戻すところはありません。" in read(window)
    assert not any(button.label == "この時点に戻す" for button in window.button)


def test_a_longer_history_is_looked_at_further_back(room):
    for number in range(60):
        room.save(an_issue(f"issue-{number}", title=f"課題{number}"))
    window = open_history(room.coordinator())
    assert len(acts(window).options) == 50

    press(window, "もっと前")

    assert len(acts(window).options) == 60
    assert not any(b.label == "もっと前" for b in window.button)


def when_acts_were_done(room):
    with room.store.file.reading() as db:
        return [row["at"] for row in db.query("SELECT at FROM change ORDER BY seq")]


def test_what_is_pressed_after_somebody_else_saved_stands_after_it_in_time(room):
    window = room.coordinator()
    room.save(a_person("son", Kinship.SON))

    next(field for field in window.text_area if field.label == "何を").set_value("月1回の訪問")
    next(box for box in window.selectbox if box.label.startswith("誰が")).select("agency")
    press(window, "役割を追加")

    assert [role.task for role in room.household.roles] == ["月1回の訪問"]
    assert when_acts_were_done(room) == sorted(when_acts_were_done(room))
