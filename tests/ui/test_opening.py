"""What a meeting is opened with."""

from dataclasses import replace
from datetime import time, timedelta

from builders import (
    NOW,
    TODAY,
    a_case,
    a_consent,
    a_contact_person,
    a_meeting,
    a_membership,
    a_profile,
    a_sitting,
    a_staff,
    an_attendee,
    an_involvement,
)
from screens import press, read

from jusou_meeting.agency import InvolvementStatus
from jusou_meeting.agenda_template import STANDARD, AgendaTemplate
from jusou_meeting.meeting import MeetingKind, MeetingRecord
from jusou_meeting.ui.appointment import planned_again
from jusou_meeting.ui.opening import next_ordinal
from jusou_meeting.vocabulary import Footing

A_DAY = timedelta(days=1)


def test_the_next_meeting_has_a_number_that_none_of_its_kind_had():
    held = [MeetingRecord(sitting=a_sitting(), meeting=a_meeting(f"m{n}", ordinal=n)) for n in (3, 7)]

    assert next_ordinal([], MeetingKind.MULTILAYERED) == 1
    assert next_ordinal(held, MeetingKind.MULTILAYERED) == 8


def test_a_first_meeting_on_consent_does_not_tell_that_others_met_before():
    secret = a_meeting("secret", kind=MeetingKind.STATUTORY, ordinal=4)
    held = [MeetingRecord(sitting=a_sitting(), meeting=secret)]

    assert next_ordinal(held, MeetingKind.MULTILAYERED) == 1
    assert next_ordinal(held, MeetingKind.STATUTORY) == 5


def test_a_meeting_is_offered_for_when_and_where_the_last_one_said():
    said = {"next_on": TODAY + timedelta(days=21), "next_at": time(10), "next_place": "第2会議室"}
    held = [
        MeetingRecord(sitting=a_sitting(), meeting=a_meeting("first", **said)),
        MeetingRecord(sitting=a_sitting(), meeting=a_meeting("second")),
    ]
    again = planned_again(held, MeetingKind.MULTILAYERED, TODAY)
    assert again == (said["next_on"], time(10), "第2会議室")
    over = planned_again(held, MeetingKind.MULTILAYERED, TODAY + timedelta(days=22))
    assert over == (TODAY + timedelta(days=22), time(14), "")


def test_a_meeting_on_consent_is_not_offered_the_day_that_a_statutory_one_set():
    secret = a_meeting("secret", kind=MeetingKind.STATUTORY, next_on=TODAY + timedelta(days=21))
    held = [MeetingRecord(sitting=a_sitting(), meeting=secret)]

    assert planned_again(held, MeetingKind.MULTILAYERED, TODAY).held_on == TODAY
    assert planned_again(held, MeetingKind.STATUTORY, TODAY).held_on == TODAY + timedelta(days=21)


def opening(room, kind, **said):
    window = room.screen("case/household.py", **said)
    window.session_state["opening:kind"] = kind
    return press(window, "会議を開く")


def agencies(window):
    return next(field for field in window.multiselect if field.label == "出席する機関")


def not_chosen(window):
    return "".join(c.value for c in window.caption if "選んでいない方" in c.value)


def test_who_may_be_a_landlord_is_not_asked_unless_somebody_chooses_them(room):
    for fact in (
        an_involvement("landlord", name="団地の管理人", field="住宅"),
        an_involvement("watch", name="見守り隊", field="地域"),
        an_involvement("volunteers", name="民生委員・児童委員", field="地域", agency_id="police"),
    ):
        room.save(fact)
    room.store.members.enter(a_staff(), [a_membership(agency="見守り隊")], at=NOW)
    window = opening(room, MeetingKind.STATUTORY)
    asked = agencies(window)
    assert asked.value == ["agency", "hospital", "watch", "volunteers"]
    assert "団地の管理人" in asked.options
    assert "団地の管理人" in not_chosen(window)

    asked.select("landlord")
    press(window, "会議を開く")

    assert agencies(window).value[-1] == "landlord"
    assert not_chosen(window) == ""


def test_of_an_agency_of_which_several_people_may_come_it_is_said_that_its_name_is_left_open(room):
    room.save(replace(next(i for i in room.household.involvements if i.id == "agency"), agency_id="police"))
    people = [a_contact_person(name, agency_id="police", name=name) for name in ("山田 一郎", "鈴木 花子")]
    room.store.directory.keep_people(a_staff(), people, at=NOW)
    room.save(replace(room.record.meeting, closed_at=NOW))
    said = "氏名を空けておく機関（名簿に担当者が二人以上）：地域包括支援センター。"
    window = opening(room, MeetingKind.MULTILAYERED)
    assert any(c.value.startswith(said) for c in window.caption)

    press(window, "準備をはじめる")

    [held] = [
        m for m in room.store.cases.meetings(a_staff(), "case", Footing.CONSENT) if m.meeting.is_prepared
    ]
    assert [a.name for a in held.attendees if not a.host] == [""]

    room.store.directory.keep_people(
        a_staff(), [replace(people[1], version=1, until_on=TODAY - A_DAY)], at=NOW
    )
    assert not any("氏名を空けて" in c.value for c in opening(room, MeetingKind.MULTILAYERED).caption)


def test_only_who_was_chosen_is_said_not_to_be_on_the_register(room):
    room.save(an_involvement("landlord", name="団地の管理人", field="住宅"))

    def not_on_the_register(window):
        return [c.value for c in window.caption if "構成員名簿にないもの" in c.value]

    window = opening(room, MeetingKind.STATUTORY)
    assert not_on_the_register(window) == [
        "選んだ機関のうち、構成員名簿にないもの：地域包括支援センター、こころの病院"
    ]
    agencies(window).set_value(["landlord"])
    window = press(window, "会議を開く")
    assert not_on_the_register(window) == ["選んだ機関のうち、構成員名簿にないもの：団地の管理人"]
    agencies(window).set_value([])
    assert not_on_the_register(press(window, "会議を開く")) == []


def test_who_was_there_last_time_is_asked_again_or_named(room):
    room.save(an_involvement("clinic", name="クリニック", field="医療", status=InvolvementStatus.CONSIDERED))
    consent = room.save(a_consent("wider", agency_ids=("agency", "clinic")))
    room.save(an_attendee("from clinic", agency="クリニック", involvement_id="clinic"))
    again = opening(room, MeetingKind.MULTILAYERED)
    assert agencies(again).value == ["agency", "clinic"]
    assert not_chosen(again).endswith("：こころの病院")

    room.save(a_meeting(version=1, closed_at=NOW))
    room.save(replace(consent, withdrawn_on=TODAY))

    again = opening(room, MeetingKind.MULTILAYERED)
    assert agencies(again).value == ["agency"]
    assert not_chosen(again).endswith("：こころの病院、クリニック")


def test_the_office_that_holds_the_meeting_is_not_asked_a_second_time(room):
    asked = agencies(opening(room, MeetingKind.MULTILAYERED, agency="地域包括支援センター"))

    assert "agency" not in asked.value
    assert "agency" in agencies(opening(room, MeetingKind.MULTILAYERED, agency="地域福祉課")).value


def test_the_hour_that_is_offered_has_the_steps_that_are_there(room):
    hour = AgendaTemplate(id=STANDARD.id, name="45分", lines="前回の役割の確認　5分\n各機関から　40分")
    room.store.agenda_templates.keep(a_staff(), hour, at=NOW)

    def ends(case):
        window = opening(room, MeetingKind.STATUTORY, case=case)
        return next(field.value for field in window.time_input if field.label == "終了")

    assert ends("case") == time(14, 45)
    room.store.cases.open_case(a_staff(), a_case(id="new"), [a_profile(id="new household")], at=NOW)
    assert ends("new") == time(14, 40)


def test_what_is_in_the_way_of_an_opening_stands_on_the_screen_once(room):
    refusal = "本人の同意に「こころの病院」が含まれていません。"
    prepared = a_meeting("later", opened_at=None)
    room.save(prepared)
    room.save(an_attendee("psw", meeting_id="later", agency="こころの病院", involvement_id="hospital"))
    window = room.screen("meeting/live.py", meeting="later")
    assert read(window).count(refusal) == 1

    press(window, "開会する")

    assert read(window).count(refusal) == 1
    assert not room.store.cases.meeting(a_staff(), "later")[1].meeting.is_open
    assert read(window.run()).count(refusal) == 1


def test_a_day_that_is_typed_right_before_the_button_is_the_day_of_the_meeting(room):
    room.save(replace(room.record.meeting, closed_at=NOW))
    window = opening(room, MeetingKind.MULTILAYERED)
    day = window.date_input(key="opening:day")
    later = day.value + 21 * A_DAY
    day.set_value(later)
    press(window, "準備をはじめる")

    [begun] = [
        m for m in room.store.cases.meetings(a_staff(), "case", Footing.CONSENT) if not m.meeting.opened_at
    ]
    assert begun.sitting.held_on == later
