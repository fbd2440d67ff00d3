"""What the coordinator and an agency see of a role and say to it, run by Streamlit itself without a browser."""

from dataclasses import replace
from datetime import date

import pytest
from builders import a_confirmation, a_role
from screens import labels, press, read

from jusou_meeting.role import Answer, RoleStanding, latest_answers
from jusou_meeting.ui.address import SHOWN_TOO
from jusou_meeting.vocabulary import Footing


def otherwise(phone, answer, words=""):
    """Choose one of the other answers, and write beside it."""
    phone.segmented_control(key="answer:visit:kind").set_value(answer).run()
    return phone.text_area(key="answer:visit:text").set_value(words)


def test_a_question_is_replied_to_and_both_read_the_whole_exchange(room):
    room.save(a_role("visit"))
    phone = room.participant()
    assert "answer:visit:text" not in [field.key for field in phone.text_area]
    otherwise(phone, Answer.QUESTIONED, "**主治医**は誰か")
    press(phone, "送る")

    window = room.coordinator()
    assert "質問：**主治医**は誰か" in read(window)
    window.text_input(key="reply:visit:text").set_value("会津病院の先生です")
    press(window, "返答する")

    assert [c.answer for c in room.household.confirmations] == [Answer.QUESTIONED, Answer.REPLIED]
    assert "reply:visit:text" not in [field.key for field in window.text_input]
    phone.run()
    assert "包括化支援員　佐藤　返答：会津病院の先生です" in read(phone)
    assert "地域包括支援センター　鈴木　質問：**主治医**は誰か" in read(phone)

    press(phone, "承諾します")
    window.run()
    assert read(window).index("質問：") < read(window).index("返答：") < read(window).index("鈴木　承諾")


def test_an_answer_that_comes_from_a_device_is_told_where_its_row_may_be_out_of_sight(room):
    room.save(a_role("visit"))
    window = room.coordinator()
    assert not window.toast
    phone = room.participant()
    otherwise(phone, Answer.CONDITIONAL, "週1回なら")
    press(phone, "送る")

    window.run()
    assert [told.value for told in window.toast] == ["№1　地域包括支援センター：条件付き"]
    window.run()
    assert not window.toast

    press(window, "承諾（口頭）")
    assert "条件付き" not in "".join(told.value for told in window.toast)


def test_an_answer_of_another_day_is_not_told_as_new_when_what_a_support_meeting_learned_is_shown(room):
    room.save(a_role("visit"))
    with room.change("役割に回答", footing=Footing.STATUTORY) as change:
        change.save(a_confirmation(role_id="visit", answer=Answer.CONDITIONAL, wording=1, text="週1回なら"))
    window = room.screen("case/household.py")

    window.toggle(key=SHOWN_TOO).set_value(True).run()

    assert "条件付き" in read(window)
    assert not window.toast


def test_a_proposed_wording_is_told_as_one(room):
    room.save(a_role("visit", task="週1回の訪問"))
    window = room.coordinator()
    propose(room.participant(), "月2回の訪問")
    assert [told.value for told in window.run().toast] == ["№1　地域包括支援センター：文言の提案"]


def test_an_empty_reply_is_asked_for_and_not_recorded(room):
    room.save(a_role("visit"))
    phone = room.participant()
    otherwise(phone, Answer.QUESTIONED, "時間は")
    press(phone, "送る")

    window = press(room.coordinator(), "返答する")

    assert "「返答」の内容（条件・理由・質問など）を書いてください。" in read(window)
    assert len(room.household.confirmations) == 1


def test_what_an_agency_takes_back_from_its_device_says_until_when(room):
    room.save(a_role("visit"))
    phone = room.participant()
    otherwise(phone, Answer.DECLINED)
    assert [field.key for field in phone.date_input] == []
    otherwise(phone, Answer.TAKEN_BACK, "課長の判断が要る")
    press(phone, "送る")

    assert "「持ち帰り」は、いつまでに返事をするか（日付）を入れてください。" in read(phone)
    assert room.household.confirmations == ()
    assert phone.text_area(key="answer:visit:text").value == "課長の判断が要る"

    phone.date_input(key="answer:visit:until").set_value(date(2026, 12, 8))
    press(phone, "送る")
    [said] = room.household.confirmations
    assert (said.answer, said.text, said.until_on) == (
        Answer.TAKEN_BACK, "課長の判断が要る", date(2026, 12, 8),
    )  # fmt: skip
    assert "持ち帰り（R8.12.8まで）：課長の判断が要る" in read(room.coordinator())
    assert "answer:visit:text" not in [field.key for field in phone.text_area]


def propose(phone, task="", due=""):
    phone.session_state["propose:visit:1:open"] = True
    phone.run()
    if task:
        phone.text_area(key="propose:visit:1:task").set_value(task)
    if due:
        phone.text_input(key="propose:visit:1:due").set_value(due)
    return press(phone, "提案を送る")


def test_what_was_left_unsent_is_open_when_the_agency_comes_back(room):
    room.save(a_role("visit", task="週1回の訪問"))
    phone = room.participant()
    otherwise(phone, Answer.TAKEN_BACK, "所長に諮る")
    phone.button(key="keep:answer:visit").click().run()
    phone.session_state["propose:visit:1:open"] = True
    phone.run().text_area(key="propose:visit:1:task").set_value("月2回の訪問")
    phone.button(key="keep:propose:visit:1").click().run()

    again = room.participant()

    assert again.segmented_control(key="answer:visit:kind").value is Answer.TAKEN_BACK
    assert again.text_area(key="answer:visit:text").value == "所長に諮る"
    assert again.text_area(key="propose:visit:1:task").value == "月2回の訪問"


def test_the_words_that_an_agency_proposes_are_taken_with_one_press(room):
    room.save(a_role("visit", task="週1回の訪問"))
    phone = propose(room.participant(), "月2回の**訪問**と電話", "12/4")
    window = room.coordinator()
    assert "鈴木　文言の提案：「月2回の**訪問**と電話」　いつまで「12/4」" in read(window)

    press(window, "取り入れる")

    [role] = room.household.roles
    assert (role.task, role.wording, role.due_on.month, role.due_on.day) == (
        "月2回の**訪問**と電話",
        2,
        12,
        4,
    )
    assert "返答：文言を取り入れました" in read(phone.run())
    assert "取り入れる" not in labels(window)
    press(phone, "承諾します")
    assert "承諾" in read(window.run()).split("文言を取り入れました")[1]


def test_what_is_not_taken_is_told_and_the_role_stays_as_it_was_put(room):
    room.save(a_role("visit", task="週1回の訪問"))
    phone = propose(room.participant(), due="4月から")

    window = press(room.coordinator(), "取り入れない")

    [role] = room.household.roles
    assert (role.task, role.due_text, role.wording) == ("週1回の訪問", "", 1)
    assert "返答：文言は取り入れませんでした" in read(phone.run())
    assert "文言の提案：いつまで「4月から」" in read(window)


def test_a_proposal_that_changes_nothing_is_not_sent(room):
    room.save(a_role("visit"))
    phone = propose(room.participant())

    assert "「何を」か「いつまで」を書き直してから送ってください。" in read(phone)
    assert room.household.confirmations == ()


def test_an_answer_to_an_earlier_wording_is_shown_as_such(room):
    role = room.save(a_role("visit"))
    press(room.participant(), "承諾します")
    assert "鈴木　承諾" not in read(room.coordinator())
    room.save(replace(role, task="月2回の訪問"))

    assert "鈴木　承諾（前の内容への回答）" in read(room.participant())
    assert "鈴木　承諾（前の内容への回答）" in read(room.coordinator())


def test_a_role_to_be_put_right_comes_to_the_front_whichever_tab_is_open(room):
    room.save(a_role("visit", task="週1回の訪問"))
    window = room.coordinator("記録")

    press(window, "直す")

    assert window.session_state["hand"] == "入力"
    assert "週1回の訪問" in [field.value for field in window.text_area if field.label == "何を"]
    window.session_state["hand"] = "プラン"
    press(window, "選択をやめる")
    assert window.session_state["hand"] == "プラン"


def test_an_answer_to_a_role_that_was_taken_away_meanwhile_is_refused_in_a_sentence(room):
    role = room.save(a_role("visit"))
    window = press(room.coordinator(), "直す")
    with room.change("役割を削除") as change:
        change.remove(role)

    press(window, "口頭の回答を記す")

    assert "この役割は、ほかの人が消しました。" in read(window)
    assert room.household.confirmations == ()


def test_a_role_for_several_issues_says_which(room):
    room.save(a_role("visit", issue_ids=("money", "home")))

    rows = [element.proto.body for element in room.coordinator().get("html")]

    assert any("1 経済的困窮（家賃…\n2 住まい不安定" in row for row in rows)


def test_wording_that_the_agency_itself_asked_for_keeps_its_answer(room):
    room.save(a_role("visit"))
    room.save(a_confirmation(role_id="visit", answered_by="鈴木"))
    window = room.coordinator()
    assert "前の回答を残す" not in labels(window)
    [role] = room.household.roles
    room.save(replace(role, task="月1回の訪問"))
    assert latest_answers(room.household.roles, room.household.confirmations) == {}

    press(window.run(), "前の回答を残す")

    kept = latest_answers(room.household.roles, room.household.confirmations)["visit"]
    assert (kept.answer, kept.answered_by, kept.text) == (Answer.ACCEPTED, "鈴木", "申出による文言")
    assert "前の回答を残す" not in labels(window)


def test_a_proposal_that_is_taken_keeps_what_the_agency_had_answered(room):
    room.save(a_role("visit", task="週1回の訪問"))
    room.save(a_confirmation(role_id="visit"))
    propose(room.participant(), "月2回の訪問")

    press(room.coordinator(), "取り入れる")

    kept = latest_answers(room.household.roles, room.household.confirmations)["visit"]
    assert (kept.answer, kept.wording, kept.text) == (Answer.ACCEPTED, 2, "申出による文言")


def test_one_act_is_told_once_though_it_keeps_an_answer_that_came_from_a_device(room):
    room.save(a_role("visit", task="週1回の訪問"))
    press(room.participant(), "承諾します")
    propose(room.participant(), "月2回の訪問")
    window = room.coordinator()

    press(window, "取り入れる")

    assert [told.value for told in window.toast] == ["役割の文言を改めました"]
    [role] = room.household.roles
    room.save(replace(role, task="月3回の訪問"))
    window.run()
    press(window, "前の回答を残す")
    assert [told.value for told in window.toast] == ["前の回答を残しました"]


def test_whoever_takes_a_proposal_is_told_when_the_room_has_put_the_role_otherwise_since(room):
    room.save(a_role("visit", task="週1回の訪問"))
    propose(room.participant(), "月2回の訪問")
    [role] = room.household.roles
    room.save(replace(role, task="週2回の訪問と電話"))
    window = room.coordinator()

    assert "取り入れる" not in [button.label for button in window.button]
    assert "役割1の文言の提案（提案のあとで、役割を書き直しています）" in read(window)
    press(window, "書き直した文言に替えて取り入れる")
    assert [role.task for role in room.household.roles] == ["月2回の訪問"]


def test_a_role_that_was_put_otherwise_while_its_proposal_was_on_the_screen_stays_as_it_is(room):
    room.save(a_role("visit", task="週1回の訪問"))
    propose(room.participant(), "月2回の訪問")
    window = room.coordinator()
    [role] = room.household.roles
    room.save(replace(role, task="週2回の訪問と電話"))

    press(window, "取り入れる")

    assert "ほかの人が先に変更しました。" in read(window)
    assert [role.task for role in room.household.roles] == ["週2回の訪問と電話"]


@pytest.mark.parametrize("word", ["取り入れる", "取り入れない"])
def test_a_proposal_that_came_while_an_earlier_one_was_on_the_screen_is_not_replied_to_unread(room, word):
    room.save(a_role("visit", task="週1回の訪問"))
    phone = propose(room.participant(), "月2回の訪問")
    window = room.coordinator()
    propose(phone, "月3回の訪問")

    press(window, word)

    assert "この提案のあとに、ほかの提案・回答・返答がありました。" in read(window)
    assert [role.task for role in room.household.roles] == ["週1回の訪問"]
    assert [said.answer for said in room.household.confirmations] == [Answer.QUESTIONED] * 2
    press(window, "取り入れる")
    assert [role.task for role in room.household.roles] == ["月3回の訪問"]


def test_outside_a_meeting_a_role_that_is_over_says_what_became_of_it(room):
    room.save(a_role("visit", standing=RoleStanding.DONE))
    room.save(a_confirmation("said", role_id="visit"))

    assert "完了" in "".join(html.proto.body for html in room.screen("case/household.py").get("html"))


def test_whoever_leads_reads_it_on_their_own_device(room):
    room.save(a_role(lead=True))
    assert [heading.value for heading in room.participant().subheader] == ["役割 1　◎主担当"]
