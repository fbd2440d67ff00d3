"""What the coordinator fills in: what is offered, what follows from it, and what a rule refuses."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from builders import (
    NOW,
    a_family_tie,
    a_meeting,
    a_person,
    a_role,
    a_staff,
    a_tie,
    an_agency,
    an_attendee,
    an_involvement,
)
from screens import labels, press, read, tables

from jusou_meeting.ecomap.family_tie import Bond
from jusou_meeting.ecomap.notation import Sign, sign_of
from jusou_meeting.ecomap.ties import Confidence, Direction, TieWord
from jusou_meeting.household import Being, Kinship, Sex
from jusou_meeting.role import RoleStanding
from jusou_meeting.staff import Permission
from jusou_meeting.vocabulary import Footing


def field(app, label):
    """The field of this label in the form that is in front."""
    return next(w for w in (*app.text_input, *app.text_area, *app.selectbox) if w.label == label)


@pytest.fixture
def window(room):
    return room.coordinator()


def additions(window, tab):
    window.session_state["additions"] = tab
    return window.run()


def test_an_agency_is_taken_from_the_directory_and_linked(room, window):
    additions(window, "関係機関")
    field(window, "機関名簿から選ぶ").set_value("警察署　警察").run()
    assert field(window, "機関・関係者の名前").value == "警察署"

    press(window, "関係機関を追加")

    added = room.household.involvements[-1]
    assert (added.name, added.field, added.agency_id) == ("警察署", "警察", "police")
    assert field(window, "機関・関係者の名前").value == ""


def test_an_agency_nobody_listed_may_be_written_freely(room, window):
    additions(window, "関係機関")
    field(window, "分野を選ぶ").set_value("地域").run()
    field(window, "機関・関係者の名前").set_value("**家主**の息子")

    press(window, "関係機関を追加")

    added = room.household.involvements[-1]
    assert (added.name, added.field, added.agency_id) == ("**家主**の息子", "地域", None)


def test_an_agency_that_was_not_renamed_is_not_linked_behind_ones_back(room):
    room.save(an_involvement("namesake", name="警察署", field=""))
    window = room.coordinator()
    window.session_state["selected"] = "namesake"
    window.run()
    field(window, "メモ").set_value("巡回あり")

    press(window, "保存")

    assert room.household.involvements[-1].note == "巡回あり"
    assert room.household.involvements[-1].agency_id is None


def test_an_issue_is_chosen_from_the_usual_words_and_still_put_in_ones_own(room, window):
    additions(window, "課題")
    field(window, "よくある課題から選ぶ").set_value("債務").run()
    field(window, "課題").set_value(field(window, "課題").value + "（親族から）")

    press(window, "課題を追加")

    assert room.household.issues[-1].title == "債務（親族から）"


def test_a_second_client_is_refused_in_a_sentence(room, window):
    additions(window, "世帯員")
    field(window, "呼び名").set_value("太郎")
    field(window, "続柄（本人から見て）").set_value(Kinship.CLIENT)

    press(window, "世帯員を追加")

    assert "「本人」と「太郎」がどちらも「本人」です。" in read(window)
    assert field(window, "呼び名").value == "太郎"
    assert len(room.household.people) == 1


def test_the_one_client_may_be_corrected(room):
    window = room.coordinator()
    window.session_state["selected"] = "client"
    window.run()
    field(window, "呼び名").set_value("母さん")

    press(window, "保存")

    assert [person.label for person in room.household.people] == ["母さん"]


def test_a_kinship_is_asked_for_and_never_guessed(room, window):
    additions(window, "世帯員")
    assert field(window, "続柄（本人から見て）").value is None
    field(window, "呼び名").set_value("太郎")

    press(window, "世帯員を追加")

    assert "「続柄（本人から見て）」を入れてください。" in read(window)
    assert len(room.household.people) == 1


def test_a_tie_is_heard_until_somebody_says_it_was_confirmed(room, window):
    additions(window, "関係線")
    field(window, "どこから").set_value("agency")
    field(window, "どこへ").set_value("client")
    field(window, "向き").set_value(Direction.FORWARD)

    press(window, "関係線を追加")

    (tie,) = room.household.ties
    assert (tie.a, tie.b, tie.confidence) == ("agency", "client", Confidence.HEARD)
    window.session_state["selected"] = tie.id
    window.run()
    assert field(window, "向き").options[1:3] == [
        "地域包括支援センター → 本人",
        "本人 → 地域包括支援センター",
    ]


def test_a_tie_to_itself_is_refused_in_a_sentence(room, window):
    additions(window, "関係線")
    field(window, "どこから").set_value("client")
    field(window, "どこへ").set_value("client")

    press(window, "関係線を追加")

    assert "線の両端が同じです。" in read(window)
    assert room.household.ties == ()


def test_a_remark_is_a_line_that_knows_when_it_was_noted(room, window):
    window.session_state["hand"] = "記録"
    field(window.run(), "発言の要旨").set_value("家賃が5か月、手持ちは3千円")
    press(window, "発言を追加")

    (remark,) = room.record.remarks
    assert remark.text == "家賃が5か月、手持ちは3千円"
    assert datetime.now(UTC) - remark.said_at < timedelta(minutes=1)
    noted = remark.said_at
    window.selectbox(key="correct:Remark").set_value(remark.id).run()
    next(w for w in window.text_area if w.value == remark.text).set_value("家賃が6か月")
    press(window, "保存")
    assert [(r.text, r.said_at) for r in room.record.remarks] == [("家賃が6か月", noted)]


def test_what_is_always_something_cannot_be_emptied(room):
    window = room.coordinator()
    window.session_state["selected"] = "agency"
    window.run()

    assert field(window, "関与の状況").proto.HasField("default")  # without one the browser offers to clear it


def test_whoever_comes_late_needs_the_consent_of_the_client(room, window):
    window.session_state["hand"] = "出席者"
    field(window.run(), "所属（名簿と会議録に載る名前）").set_value("こころの病院")
    field(window, "地図の機関").set_value("hospital")
    press(window, "出席者を追加")

    assert "本人の同意に「こころの病院」が含まれていません。" in read(window)
    assert field(window, "所属（名簿と会議録に載る名前）").value == "こころの病院"
    assert len(room.record.attendees) == 1

    field(window, "所属（名簿と会議録に載る名前）").set_value("地域包括支援センター")
    field(window, "地図の機関").set_value("agency")
    press(window, "出席者を追加")
    assert [attendee.involvement_id for attendee in room.record.attendees] == ["agency", "agency"]


def test_a_tie_is_told_in_the_panel_by_the_word_that_was_chosen_on_the_map(room):
    room.save(a_tie(id="help", word=TieWord.CONSIDERED))
    window = room.coordinator()
    window.session_state["selected"] = "help"

    assert "地域包括支援センター―本人 検討中" in [text.value for text in window.run().text]


def test_that_a_tie_is_still_so_is_noted_in_one_press(room):
    with room.store.cases.change(
        a_staff(), Permission.EDIT_CASE, "関係線を引く", case_id="case", footing=Footing.CONSENT,
        at=datetime(2025, 3, 1, tzinfo=UTC),
    ) as change:  # fmt: skip
        tie = change.save(a_tie(id="help"))
    window = room.coordinator()
    window.session_state["selected"] = "help"
    assert "最後に記録　令和7年3月1日" in [caption.value for caption in window.run().caption]

    press(window, "いまもこのとおり")

    assert room.household.ties_said_on["help"] > date(2025, 3, 1)
    assert replace(room.household.ties[0], version=tie.version, learned_in=None) == tie
    assert "いまもこのとおり" not in labels(window)


def missed(window):
    """What stands under 足りないところ, opened."""
    window.session_state["gaps"] = True
    return " ".join(button.label for button in window.run().button if "gap:" in (button.key or ""))


def test_what_cannot_be_right_in_a_family_is_told_when_it_is_saved_and_stays_missing_until_it_is_mended(room):
    room.save(a_person("mother", Kinship.MOTHER, birth_on=date(1950, 4, 1)))
    window = room.coordinator()
    window.session_state["selected"] = "client"
    window.run()
    born = next(field for field in window.date_input if field.label.startswith("生年月日"))
    born.set_value(date(1949, 4, 1))
    press(window, "保存")

    told = "「母」は、子にあたる「本人」より年上ではありません。"
    assert told in read(window)
    assert room.household.client.birth_on == date(1949, 4, 1), "as it was typed"
    assert told not in read(window.run()), "told once"
    assert told in missed(window)

    room.save(replace(room.household.client, birth_on=date(1979, 4, 1)))
    assert told not in missed(window)


def test_a_third_parent_by_birth_is_told_and_a_circle_is_refused(room):
    for id, kinship in (("father", Kinship.FATHER), ("mother", Kinship.MOTHER), ("man", Kinship.OTHER)):
        room.save(a_person(id, kinship))
    room.save(a_family_tie("father", "client", Bond.BIRTH))
    room.save(a_family_tie("mother", "client", Bond.BIRTH))
    window = additions(room.coordinator(), "家族")

    def bond(parent, child):
        field(window, "誰が（親子なら親）").set_value(parent)
        field(window, "誰と（親子なら子）").set_value(child)
        field(window, "つながり").set_value(Bond.BIRTH)
        press(window, "家族のつながりを追加")

    bond("man", "client")
    assert "「本人」の実の親が3人になっています。" in read(window)
    assert len(room.household.family_ties) == 3
    assert "「本人」の実の親が3人になっています。" in missed(window)

    bond("client", "man")
    assert "誰が親で誰が子かを確かめてください。" in read(window)
    assert len(room.household.family_ties) == 3
    assert field(window, "誰と（親子なら子）").value == "man", "nothing typed is lost"


def test_from_the_card_of_a_child_a_parent_is_added_and_the_form_can_be_turned_around(room):
    for id, kinship in (("son", Kinship.SON), ("former", Kinship.FORMER_HUSBAND)):
        room.save(a_person(id, kinship))
    window = room.coordinator()
    window.session_state["selected"] = "son"
    side = next(each for each in window.run().button_group if each.label.startswith("親子のつながりなら"))
    assert (side.label, side.value) == ("親子のつながりなら、「息子」は", "b")
    assert field(window, "誰と（親子なら子）").value == "son"
    field(window, "誰が（親子なら親）").set_value("former")
    field(window, "つながり").set_value(Bond.BIRTH)
    press(window, "家族のつながりを追加")
    assert [(tie.a, tie.b) for tie in room.household.family_ties] == [("former", "son")]

    side = next(each for each in window.button_group if each.label.startswith("親子のつながりなら"))
    side.set_value("a").run()
    assert field(window, "誰が（親子なら親）").value == "son"
    assert field(window, "誰と（親子なら子）").value is None


def test_a_bond_that_nobody_named_is_asked_for_and_taken_for_no_marriage(room):
    room.save(a_person("son", Kinship.SON))
    window = additions(room.coordinator(), "家族")
    field(window, "誰が（親子なら親）").set_value("client")
    field(window, "誰と（親子なら子）").set_value("son")
    press(window, "家族のつながりを追加")

    assert "「つながり」を入れてください。" in read(window)
    assert room.household.family_ties == ()

    field(window, "つながり").set_value(Bond.MARRIED)
    press(window, "家族のつながりを追加")
    assert [tie.bond for tie in room.household.family_ties] == [Bond.MARRIED]


def test_the_form_says_which_sex_the_map_draws(room):
    room.save(a_person("mother", Kinship.MOTHER, sex=Sex.UNKNOWN))
    window = room.coordinator()
    window.session_state["selected"] = "mother"
    assert field(window.run(), "性別").options == ["男", "女", "女（続柄から）"]
    assert sign_of(next(p for p in room.household.people if p.id == "mother")) is Sign.CIRCLE

    window.session_state["selected"] = "client"
    assert field(window.run(), "性別").options == ["男", "女", "不明"]


def test_a_role_of_an_earlier_meeting_has_no_button_to_remove_it(room):
    room.save(a_meeting("before", ordinal=1, closed_at=NOW, sitting_id="sitting"))
    room.save(a_role("visit", assigned_in="before", task="週1回の訪問"))
    room.save(a_role("new", assigned_in="meeting"))
    window = room.coordinator()
    window.session_state["hand"], window.session_state["selected"] = "入力", "new"
    assert "この役割を削除" in labels(window.run())

    window.session_state["selected"] = "visit"
    window.run()

    assert "この役割を削除" not in labels(window)
    assert any("前の会議までの役割なので消せません" in caption.value for caption in window.caption)
    field(window, "状況").set_value(RoleStanding.UNDONE)
    field(window, "結果・できなかった理由").set_value("入院した")
    press(window, "保存")
    assert "会議の「前回」の欄です" in read(window)
    assert {role.standing for role in room.household.roles} == {RoleStanding.OPEN}


def test_a_speaker_is_found_by_two_digits_or_two_kana(room):
    room.store.directory.add(
        a_staff(), [an_agency("kokoro", name="こころの病院", kana="ココロノビョウイン")], at=NOW
    )
    room.save(an_involvement("heart", name="こころの病院", agency_id="kokoro"))
    [consent] = room.household.consents
    room.save(replace(consent, agency_ids=(*consent.agency_ids, "heart")))
    room.save(an_attendee("psw", agency="こころの病院", involvement_id="heart", job="相談員", name="鈴木"))
    window = room.coordinator()
    window.session_state["hand"] = "記録"

    speakers = field(window.run(), "発言者").options

    assert speakers[1:] == ["01　地域包括支援センター", "02　こころの病院　相談員　鈴木（こころの）"]


def test_a_role_is_offered_to_the_office_that_holds_the_meeting_and_to_nobody_who_cannot_act(room):
    room.save(a_person("father", Kinship.FATHER, deceased=True))
    room.save(a_person("dog", Kinship.OTHER, label="犬", being=Being.ANIMAL))
    room.save(a_person("mother", Kinship.MOTHER))
    room.save(an_attendee("host", agency="福祉総務課 包括化支援担当", involvement_id=None, host=True))
    window = room.coordinator()
    who = next(box for box in window.selectbox if box.label == "誰が（機関・人）")
    assert who.options == [
        "地域包括支援センター", "こころの病院", "事務局（福祉総務課 包括化支援担当）", "本人", "母",
    ]  # fmt: skip

    who.set_value("household")
    next(f for f in window.text_area if f.label == "何を").set_value("次回の日程を調整する")
    press(window, "役割を追加")

    [role] = room.household.roles
    assert room.household.assignee(role) == "福祉総務課 包括化支援担当"
    press(window, "承諾（口頭）")
    assert [said.answered_for for said in room.household.confirmations] == ["福祉総務課 包括化支援担当"]


def test_where_both_changed_a_record_what_is_shown_is_what_is_saved(room):
    role = room.save(a_role("visit", task="訪問する", due_text="週1回"))
    window = press(room.coordinator(), "直す")
    field(window, "何を").set_value("二人で訪問する")
    room.save(replace(role, task="電話する", due_text="毎日"))
    press(window, "保存")

    table = next(said for said in tables(window).split("<table") if "二つの内容のくらべ" in said)
    assert "二人で訪問する" in table
    assert "電話する" in table
    assert "毎日" not in table, "of what only the other changed there is nothing to choose"

    press(window, "あなたの入力で保存する")
    [kept] = room.household.roles
    assert (kept.task, kept.due_text) == ("二人で訪問する", "毎日")
