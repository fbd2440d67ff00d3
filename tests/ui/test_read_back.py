"""The coordinator reads role after role out, notes each answer by a key, and the wall follows."""

from dataclasses import replace
from datetime import date, time

import pytest
from builders import (
    a_confirmation,
    a_person,
    a_role,
    an_abuse_suspicion,
    an_agenda_item,
    an_involvement,
    an_issue,
)
from screens import press, read, tables

from jusou_meeting.household import Kinship
from jusou_meeting.mask import Audience
from jusou_meeting.minutes import minutes
from jusou_meeting.read_back import read_out
from jusou_meeting.role import Answer, exchange


@pytest.fixture
def window(room):
    room.save(a_role("visit", due_text="月2回"))
    room.save(a_role("beds", task="初診の枠を取る"))
    return press(room.coordinator(), "読み上げ 0／2")


def on_wall(room, audience=Audience.PROJECTOR):
    reading, record = room.store.projections.of("meeting").reading, room.record
    return read_out(room.household, reading, audience, on=record.sitting.held_on, record=record)


def test_role_after_role_stands_on_the_wall_until_all_were_read(room, window):
    assert on_wall(room).task == "週1回の訪問"
    assert "週1回の訪問" in tables(window).split("読み上げている役割")[1].split("</table>")[0]
    assert "投影：暗くしています" in read(window)

    press(window, "承諾")
    assert on_wall(room).task == "初診の枠を取る"

    press(window, "承諾")
    assert on_wall(room) is None
    assert [(c.role_id, c.answer, c.oral, c.read_in) for c in room.household.confirmations] == [
        ("visit", Answer.ACCEPTED, True, "meeting"), ("beds", Answer.ACCEPTED, True, "meeting"),
    ]  # fmt: skip
    assert next(b for b in window.button if b.key == "read-back").label == "読み上げ 2／2"


def test_what_an_agency_takes_back_is_noted_with_its_day(room, window):
    window.text_input(key="read:visit:text").set_value("課長に聞く")
    press(window, "持ち帰り")
    assert "「持ち帰り」は、いつまでに返事をするか（日付）を入れてください。" in read(window)
    assert on_wall(room).task == "週1回の訪問"

    window.date_input(key="read:visit:until").set_value(date(2026, 12, 8))
    press(window, "持ち帰り")

    [said] = room.household.confirmations
    assert (said.answer, said.text, said.until_on) == (Answer.TAKEN_BACK, "課長に聞く", date(2026, 12, 8))


def test_a_refusal_says_why(room, window):
    press(window, "辞退")
    assert room.household.confirmations == ()

    window.text_input(key="read:visit:text").set_value("人手がない")
    press(window, "辞退")
    [said] = room.household.confirmations
    assert (said.answer, said.text, said.read_in) == (Answer.DECLINED, "人手がない", "meeting")


def test_what_was_answered_before_is_read_too_and_stays_as_it_was(room):
    room.save(a_role("visit"))
    room.save(a_confirmation(role_id="visit", answer=Answer.CONDITIONAL, text="本人が望めば"))
    window = press(room.coordinator(), "読み上げ 0／1")
    assert "これまでの回答：条件付き　本人が望めば" in read(window)
    [first] = [b.label for b in window.button if b.proto.type == "primary" and b.key.startswith("read:")]
    assert first == "条件付きのまま"

    press(window, "条件付きのまま")

    last = max(room.household.confirmations, key=lambda said: said.answered_at)
    assert (last.answer, last.text, last.read_in) == (Answer.CONDITIONAL, "本人が望めば", "meeting")
    assert (last.answered_by, last.oral) == ("鈴木", False)
    assert len(exchange("visit", room.household.confirmations)) == 1


def accepted_on_a_device(room):
    room.save(a_role("visit"))
    room.save(a_confirmation(role_id="visit", text="火曜以外"))
    return press(room.coordinator(), "読み上げ 0／1")


def test_what_was_accepted_on_a_device_and_is_accepted_aloud_too_still_came_from_the_device(room):
    press(accepted_on_a_device(room), "承諾")

    [row] = minutes(room.record, room.household).roles
    assert (row.answer, row.answer_text) == ("承諾", "火曜以外")
    assert minutes(room.record, room.household).read_aloud == "読み上げ 1／1"
    assert len(exchange("visit", room.household.confirmations)) == 1


def test_what_was_accepted_on_a_device_and_is_accepted_in_other_words_was_said_aloud(room):
    window = accepted_on_a_device(room)
    window.text_input(key="read:visit:text").set_value("月曜に")
    press(window, "承諾")

    [row] = minutes(room.record, room.household).roles
    assert (row.answer, row.answer_text) == ("承諾（口頭）", "月曜に")


def test_a_question_is_answered_and_does_not_stay_one(room):
    room.save(a_role("visit"))
    room.save(a_confirmation(role_id="visit", answer=Answer.QUESTIONED, text="主治医は誰か"))
    window = press(room.coordinator(), "読み上げ 0／1")

    assert [b.label for b in window.button if b.label.endswith("のまま")] == []


def test_a_role_that_is_put_otherwise_is_read_again(room, window):
    press(press(window, "承諾"), "承諾")
    role = next(role for role in room.household.roles if role.id == "visit")
    room.save(replace(role, task="月1回の訪問"))

    assert next(b for b in window.run().button if b.key == "read-back").label == "読み上げ 1／2"


def test_reading_can_be_stopped_and_begins_again_where_it_was(room, window):
    press(window, "承諾")
    press(window, "読み上げをやめる")
    assert on_wall(room) is None

    press(window, "読み上げ 1／2")
    assert on_wall(room).task == "初診の枠を取る"


def test_a_role_on_whoever_may_be_abused_is_read_aloud_and_not_shown(room, window):
    room.save(an_abuse_suspicion())
    window.run()

    assert on_wall(room) is None
    assert "虐待の疑いのある方の役割なので、投影には出ません。" in "".join(c.value for c in window.caption)
    assert "週1回の訪問" in tables(window)


def test_a_role_on_a_trouble_of_whoever_may_be_abused_is_shown_on_no_wall_that_is_not_told_of_the_trouble(
    room,
):
    for fact in (
        a_person("sister", Kinship.OLDER_SISTER),
        an_issue("hers", "sister", title="暴力を受けている"),
        an_abuse_suspicion(subject_id="sister"),
        a_role("refuge", task="避難先を探す", issue_ids=("hers",)),
    ):
        room.save(fact)
    window = press(press(room.coordinator(), "読み上げ 0／1"), "投影を明るくする")
    wall = room.wall()

    assert "いま読み上げている役割は、声だけでお伝えします。" in read(wall)
    assert "避難先を探す" not in tables(wall)
    assert "投影中：地図の全体" in read(window.run())


def test_the_minutes_count_what_was_read(room, window):
    assert minutes(room.record, room.household).read_aloud == ""
    press(window, "承諾")
    assert minutes(room.record, room.household).read_aloud == "読み上げ 1／2"


def nurse_who_did_not_come(room):
    room.save(an_involvement("nurse", name="訪問看護"))
    room.save(a_role("care", "nurse", task="服薬を見守る"))
    room.save(a_role("visit"))
    return press(room.coordinator(), "読み上げ 0／2")


def test_an_agency_that_is_not_in_the_room_is_told_of_and_accepts_nothing_by_itself(room):
    window = nurse_who_did_not_come(room)
    assert "「訪問看護」は、いまこの場にいません。" in "".join(c.value for c in window.caption)

    press(window, "承諾")
    assert "「訪問看護」は、その場にいません。承諾をどう聞いたか（電話など）を書いてください。" in read(
        window
    )
    assert room.household.confirmations == ()

    press(window, "未確認のまま")
    assert on_wall(room).task == "週1回の訪問"
    press(window, "承諾")
    assert on_wall(room) is None
    assert [said.role_id for said in room.household.confirmations] == ["visit"]
    told = minutes(room.record, room.household)
    assert (told.read_aloud, told.not_there) == ("読み上げ 1／2", (1,))


def test_an_expert_who_left_before_the_roles_were_read_out_accepts_nothing_by_themselves(room):
    [line] = room.record.attendees
    room.save(an_agenda_item())
    room.save(replace(line, item_ids=("item",), until_at=time(0)))
    room.save(a_role("visit"))
    window = press(room.coordinator(), "読み上げ 0／1")
    assert "「地域包括支援センター」は、いまこの場にいません。" in "".join(c.value for c in window.caption)

    press(window, "承諾")

    assert "「地域包括支援センター」は、その場にいません。承諾をどう聞いたか" in read(window)
    assert room.household.confirmations == ()


def test_what_was_heard_from_it_by_telephone_is_noted_with_that(room):
    window = nurse_who_did_not_come(room)
    window.text_input(key="read:care:text").set_value("電話で聞いた")
    press(window, "承諾")

    [said] = room.household.confirmations
    assert (said.role_id, said.answer, said.text) == ("care", Answer.ACCEPTED, "電話で聞いた")


def test_what_it_answered_from_elsewhere_before_stays_as_it_was(room):
    room.save(a_role("beds", "hospital", task="初診の枠を取る"))
    room.save(a_confirmation(role_id="beds", answered_by="田中", answered_for="こころの病院"))
    press(press(room.coordinator(), "読み上げ 0／1"), "承諾のまま")

    last = max(room.household.confirmations, key=lambda said: said.answered_at)
    assert (last.answered_by, last.oral, last.read_in) == ("田中", False, "meeting")


def test_the_paper_counts_what_was_read_in_the_meeting_though_it_was_put_right_since(room, window):
    press(press(window, "承諾"), "承諾")
    role = next(role for role in room.household.roles if role.id == "visit")
    room.save(replace(role, task="月1回の訪問"))

    told = minutes(room.record, room.household)
    assert (told.read_aloud, told.reworded_since) == ("読み上げ 2／2", (1,))
