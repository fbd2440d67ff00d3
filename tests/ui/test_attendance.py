"""Who came: nobody is told as there before somebody in the room said so."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from builders import a_consent, a_person, an_attendee
from screens import press, read
from word_reader import body_text

from jusou_meeting.documents.handout import minutes_file
from jusou_meeting.household import Being, Kinship
from jusou_meeting.meeting import Attendance, Part
from jusou_meeting.missing import missing


@pytest.fixture
def window(room):
    room.save(an_attendee("doctor", agency="こころの病院", involvement_id=None, host=True, attendance=None))
    room.save(an_attendee("lawyer", agency="法テラス", involvement_id=None, host=True, part=Part.ABSENT))
    return in_the_list(room)


def in_the_list(room):
    return room.coordinator("出席者")


def of(room, record_id):
    return next(a for a in room.record.attendees if a.id == record_id)


def mark(window, who, word):
    control = next(g for g in window.button_group if g.label == f"{who}の出欠")
    control.set_value(word)
    window.run()
    assert not window.exception


def test_everybody_who_is_expected_came_in_one_press_and_whoever_is_absent_stays_so(room, window):
    assert of(room, "doctor").is_only_expected

    press(window, "こころの病院が出席")

    assert of(room, "doctor").came
    assert not of(room, "lawyer").came
    assert not [b for b in window.button if b.label.endswith("が出席")]


def test_at_the_close_whoever_nobody_confirmed_is_named_and_came_by_one_press(room, window):
    press(window, "閉会する")
    assert "来たかどうかを確かめていない方：こころの病院" in read(window)

    window.button(key="all-came:closing").click().run()
    assert of(room, "doctor").came
    assert not of(room, "lawyer").came
    assert "来たかどうかを確かめていない" not in read(window)
    assert room.record.meeting.is_open


def test_who_did_not_come_or_came_for_another_is_noted_in_a_press(room, window):
    mark(window, "こころの病院", "代理")
    assert of(room, "doctor").attendance is Attendance.PROXY

    mark(window, "こころの病院", "欠席")
    doctor = of(room, "doctor")
    assert (doctor.part, doctor.attendance) == (Part.ABSENT, None)

    mark(window, "法テラス", "出席")
    assert of(room, "lawyer").came


def test_secrecy_is_asked_of_whoever_came_alone(room, window):
    press(window, "地域包括支援センターが守秘を承諾した")
    assert [a.id for a in room.record.attendees if a.pledged] == ["attendee"]


def test_whoever_was_down_as_absent_needs_the_consent_to_sit_down_after_all(room):
    room.save(an_attendee("late", agency="こころの病院", involvement_id="hospital", part=Part.ABSENT))
    window = in_the_list(room)

    mark(window, "こころの病院", "出席")

    assert "本人の同意に「こころの病院」が含まれていません。" in read(window)
    assert not of(room, "late").came


def test_before_the_opening_nobody_is_asked_who_came(room):
    room.save(replace(room.record.meeting, opened_at=None))
    window = in_the_list(room)
    assert not [g for g in window.button_group if g.label.endswith("の出欠")]


@pytest.mark.parametrize(
    ("stage", "may_be_put_right"),
    [({"opened_at": None}, True), ({}, False), ({"closed_at": datetime.now(UTC)}, True)],
    ids=["in preparation", "in the meeting", "after the closing"],
)
def test_the_law_is_asked_of_whoever_sits_in_the_meeting_and_of_no_other_line(room, stage, may_be_put_right):
    room.save(a_consent(agency_ids=(), version=1))
    room.save(replace(room.record.meeting, **stage))
    window = in_the_list(room)

    window.button(key="seat:attendee").click().run()
    [agency] = (field for field in window.text_input if field.value == "地域包括支援センター")
    agency.set_value("若松第２地域包括支援センター")
    save = next(b for b in window.button if b.label == "保存" and b.form_id == agency.form_id)
    save.click().run()

    assert (of(room, "attendee").agency == "若松第２地域包括支援センター") is may_be_put_right


def test_one_of_the_family_is_in_the_list_by_what_the_room_calls_them_and_not_by_name(room):
    room.save(replace(room.household.client, name="若松 花子"))
    window = in_the_list(room)

    offer = next(s for s in window.selectbox if s.label == "地図の機関・人から選ぶ")
    offer.set_value("本人　若松 花子").run()
    press(window, "出席者を追加")

    assert ("本人", "client") in [(a.agency, a.person_id) for a in room.record.attendees]
    paper = minutes_file(room.record, room.household, (), organisation="架空市", preset=room.store.preset)
    assert "若松" not in body_text(paper)


def test_whoever_comes_for_another_is_not_taken_for_them(room):
    room.save(
        an_attendee(
            "psw",
            agency="こころの病院",
            job="相談員",
            name="小林",
            attendance=None,
            involvement_id=None,
            host=True,
            pledged=True,
        )
    )
    window = in_the_list(room)
    mark(window, "こころの病院　相談員", "代理")

    line = of(room, "psw")
    assert (line.name, line.job, line.remark, line.pledged) == ("", "", "小林（相談員）の代理", False)
    name_wanted = "「こころの病院」の代理で来た方の氏名がありません（「出席者」の欄で入れます）。"
    assert name_wanted in [finding.sentence for finding in missing(room.household, room.record)]

    name = next(f for f in window.text_input if f.label == "氏名" and f.key.startswith("Attendee:psw"))
    name.set_value("高橋")
    press(window, "保存")
    assert (of(room, "psw").name, of(room, "psw").remark) == ("高橋", "小林（相談員）の代理")
    assert name_wanted not in [finding.sentence for finding in missing(room.household, room.record)]


def test_nobody_is_asked_to_come_who_cannot(room):
    room.save(a_person("late father", Kinship.FATHER, deceased=True))
    room.save(a_person("dog", Kinship.OTHER, label="犬", being=Being.ANIMAL))
    room.save(a_person("to come", Kinship.OTHER, label="胎児", being=Being.UNBORN))
    window = in_the_list(room)

    offered = next(s for s in window.selectbox if s.label == "地図の機関・人から選ぶ").options
    family = next(s for s in window.selectbox if s.label == "本人・家族として出る人").options
    assert "本人" in family
    assert not {"父", "犬", "胎児"} & {*offered, *family}
