"""移行: whoever decides on moving a record reads all of it first, is asked once, and can take it back."""

from dataclasses import replace

import pytest
from builders import (
    a_confirmation,
    a_person,
    a_profile,
    a_role,
    a_staff,
    an_abuse_suspicion,
    an_emergency_contact,
    an_issue,
)
from screens import labels, press, read, tables

from jusou_meeting.household import Kinship
from jusou_meeting.role import Answer
from jusou_meeting.vocabulary import Footing


def issues(room, footing):
    return [issue.title for issue in room.store.cases.household(a_staff(), "case", footing).issues]


def crossings_tab(room, *, in_confidence=True):
    window = room.screen("case/household.py")
    window.toggle[0].set_value(in_confidence)
    window.session_state["below"] = "移行"
    return window.run()


def choose(window, record_id, *, reason="本人の同意の範囲"):
    window.checkbox(key=f"cross:{record_id}").check()
    window.text_input(key="cross:reason").set_value(reason)
    return press(window, "選んだ情報を移す")


@pytest.fixture
def told(room):
    """What only the 支援会議 knows: the client drinks."""
    with room.change(footing=Footing.STATUTORY) as change:
        change.save(an_issue("drink", "client", title="飲酒"))
    return room


def test_it_is_asked_once_before_a_record_crosses_and_said_what_will_be_told(told):
    window = choose(crossings_tab(told), "drink")

    assert "・課題：飲酒" in read(window)
    assert "この1件が、重層的支援会議の画面・投影・出席者の端末・書類に出るようになります。" in read(window)
    assert "飲酒" not in issues(told, Footing.CONSENT), "it is asked first"

    press(window, "移す")

    assert "飲酒" in issues(told, Footing.CONSENT)


def test_without_a_ground_nothing_is_asked_and_nothing_crosses(told):
    window = choose(crossings_tab(told), "drink", reason="")

    assert "判断の根拠、またはわけを書いてください。" in read(window)
    assert "移す" not in labels(window)


def test_what_was_moved_by_mistake_is_told_no_more_by_one_press_and_stays_known_under_secrecy(told):
    window = choose(crossings_tab(told), "drink")
    press(window, "移す")

    press(window, "移したのを取り消す：課題：飲酒（本人）")

    assert "飲酒" not in issues(told, Footing.CONSENT)
    assert "飲酒" in issues(told, Footing.STATUTORY)
    assert "移したのを取り消した" in tables(window)
    assert not [label for label in labels(window) if label.startswith("移したのを取り消す")]
    window.checkbox(key="cross:drink")


def test_a_decision_keeps_the_words_in_which_it_was_taken(told):
    window = choose(crossings_tab(told), "drink")
    press(window, "移す")
    with told.change(footing=Footing.STATUTORY) as change:
        known = told.store.cases.household(a_staff(), "case", Footing.STATUTORY)
        [drink] = (i for i in known.issues if i.id == "drink")
        change.save(replace(drink, title="もう飲んでいない"))

    window = crossings_tab(told)

    assert "課題：飲酒（本人）" in tables(window)
    window.session_state["below"] = "提供記録"
    assert "課題：飲酒（本人）" in tables(window.run())


def test_where_consent_reads_no_decision_tells_what_is_not_told_there(told):
    window = choose(crossings_tab(told), "drink")
    press(window, "移す")
    press(window, "移したのを取り消す：課題：飲酒（本人）")

    window = crossings_tab(told, in_confidence=False)
    window.session_state["below"] = "提供記録"
    window.run()

    assert "示さないと判断" in tables(window)
    assert "（示さないと判断）（ここでは見えない記録）" in tables(window)


def test_every_word_that_would_be_moved_stands_under_its_line(room):
    facts = (
        a_profile(version=1, address="東栄町三丁目", safe_contact="平日の昼に携帯へ"),
        a_person("father", Kinship.FATHER, name="会津　太郎", residence="県外", lives_apart=True),
        a_role("visit", task="訪問する", due_text="月2回", for_ids=("client",)),
        an_abuse_suspicion(reason="あざを見た"),
        an_emergency_contact(how="0242-00-0000"),
    )
    with room.change(footing=Footing.STATUTORY) as change:
        for fact in facts:
            change.save(fact)
    window = crossings_tab(room)

    assert not window.exception
    told = "\n".join(caption.value for caption in window.caption)
    for words in (
        "東栄町三丁目",
        "平日の昼に携帯へ",
        "会津　太郎",
        "県外",
        "月2回",
        "あざを見た",
        "0242",
    ):
        assert words in told, words
    assert "別居している：はい" in told
    assert "：（なし） → 東栄町三丁目" in told, "of the household something is told already"
    assert "いいえ" not in told
    assert "移行の判断は、まだありません。" in read(window) + told


def test_how_the_agency_answered_a_role_is_read_before_it_is_moved(room):
    roles = (
        a_role("visit", task="訪問する"),
        a_role("call", task="電話する"),
        a_role("write", task="手紙を書く"),
    )
    answers = (
        a_confirmation("no", "visit", answer=Answer.DECLINED, text="人手がない", oral=True),
        a_confirmation("yes", "call"),
    )
    with room.change(footing=Footing.STATUTORY) as change:
        for fact in (*roles, *answers):
            change.save(fact)
    window = crossings_tab(room)

    said = {role.id: window.checkbox(key=f"cross:{role.id}").label for role in roles}
    assert "訪問する　回答：辞退（口頭）　人手がない" in said["visit"]
    assert "電話する　回答：承諾" in said["call"]
    assert "手紙を書く　回答：未確認" in said["write"]

    choose(window, "visit")

    assert "訪問する　回答：辞退（口頭）　人手がない" in read(window), "whoever is asked reads it once more"
