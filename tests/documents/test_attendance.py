"""Who was in the room, as the minutes tell it and as the list asks for it."""

from dataclasses import replace
from datetime import UTC, datetime, time

import pytest
from builders import a_distribution, an_agenda_item
from builders import an_attendee as anybody
from meeting_of_a_household import a_record, an_occasion, the_minutes, with_record
from word_reader import body_text, rows

from jusou_meeting.documents.handout import meeting_paper
from jusou_meeting.documents.minutes import minutes_document
from jusou_meeting.meeting import Attendance, MeetingKind, Part


def an_attendee(*said, **more):
    """Somebody of an agency on the register; whoever is not on it, is named for this once."""
    return anybody(*said, **{"named_once": False} | more)


def written(paper):
    return minutes_document(paper, organisation="地域福祉課", pictures=None)


def the_list(kind=MeetingKind.STATUTORY, **said):
    record = a_record(kind)
    meeting = replace(record.meeting, **said.pop("meeting", {}))
    return meeting_paper("attendance", an_occasion(kind, record=replace(record, meeting=meeting, **said)))


def test_somebody_absent_is_shown_as_absent():
    file = written(the_minutes())
    absent = [row for row in rows(file, "出席者") if "欠席" in row[3]]
    assert absent == [["○○内科医院", "看護師", "", "欠席（書面意見）", ""]]
    assert "出席者（出席12人、欠席1人）" in body_text(file)


def test_who_comes_late_leaves_early_or_is_there_for_one_item_is_told_beside_their_name():
    paper = with_record(
        the_minutes(),
        agenda=(an_agenda_item("first"), an_agenda_item("debts", title="住まいと債務")),
        attendees=(
            an_attendee(
                agency="法テラス",
                from_at=time(14, 39),
                until_at=time(14, 46),
                item_ids=("debts",),
                pledged=True,
            ),
            an_attendee("chair", part=Part.CHAIR, remark="議事録も", agency="市地域福祉課"),
        ),
    )
    assert [row[3:] for row in rows(written(paper), "出席者")[1:]] == [
        ["到着 14:39\n退室 14:46\n議題2のみ", "承諾"],
        ["司会（議事録も）", ""],
    ]


def test_that_everybody_pledged_secrecy_is_said_in_a_sentence_once_everybody_has():
    said = "出席者の全員が、守秘を承諾した。"
    paper = the_minutes()
    assert said not in body_text(written(paper))
    there = tuple(replace(a, pledged=a.part is not Part.ABSENT) for a in paper.record.attendees)
    assert said in body_text(written(with_record(paper, attendees=there)))
    but_one = (replace(there[0], pledged=False), *there[1:])
    assert said not in body_text(written(with_record(paper, attendees=but_one)))


FAMILY = an_attendee(
    "client", agency="本人", person_id="client", involvement_id=None, name="若松 花子", from_at=time(14, 45)
)


def test_who_comes_for_themselves_is_named_on_no_paper_and_is_bound_by_no_office():
    there = (an_attendee(pledged=True, name="鈴木"), FAMILY)
    minutes = written(with_record(the_minutes(), attendees=there))
    assert "若松 花子" not in body_text(minutes)
    assert "本人・家族を除く出席者の全員が、守秘を承諾した。" in body_text(minutes)
    assert rows(minutes, "出席者")[2] == ["本人", "", "", "遅参 14:45", ""]
    line = rows(the_list(attendees=there), "出席者名簿")[2]
    assert line[1:6] == ["本人", "", "", "―", "遅参 14:45"]
    agenda = meeting_paper("agenda", an_occasion(record=replace(a_record(), attendees=there)))
    assert "2人（1機関、本人・家族1人）" in body_text(agenda)


def test_the_list_has_a_line_for_each_attendee_and_some_for_whoever_comes_unannounced():
    file = the_list()
    lines = rows(file, "出席者名簿")[1:]
    assert [line[1] for line in lines] == [a.agency for a in a_record().attendees] + ["", "", ""]
    assert lines[0][2] == "包括化支援員（司会）"
    assert [line[0] for line in lines[-3:]] == ["", "", ""]


def test_who_is_absent_signs_nothing_and_gets_no_papers():
    (absent,) = (line for line in rows(the_list(), "出席者名簿") if line[1] == "○○内科医院")
    assert absent[4:] == ["―", "欠席", "―"]


def test_who_pledged_already_need_not_sign_and_whoever_comes_for_one_item_is_told_when():
    lines = rows(
        the_list(
            agenda=(an_agenda_item("debts"),),
            attendees=(
                an_attendee("early", pledged=True),
                an_attendee("lawyer", from_at=time(14, 39), item_ids=("debts",)),
            ),
        ),
        "出席者名簿",
    )
    assert [line[4:6] for line in lines[1:3]] == [["承諾済み", ""], ["", "到着 14:39\n議題1のみ"]]


@pytest.mark.parametrize("kind", MeetingKind, ids=lambda kind: kind.value)
def test_the_list_says_the_duty_of_law_where_there_is_one(kind):
    text = body_text(the_list(kind))
    assert ("第106条の6第5項" in text) is (kind is MeetingKind.STATUTORY)
    assert "漏らし" in text or "漏らさない" in text


def test_the_papers_that_came_back_are_told_once_they_were_counted():
    assert "資料の回収：配付　　　部、回収　　　部" in body_text(the_list())
    assert "資料の回収：12部中12部" in body_text(the_list(meeting={"papers_returned": "12部中12部"}))


def test_whoever_nobody_saw_is_not_printed_as_there():
    record = a_record()
    came, proxy, expected, absent = (
        replace(line, part=part, attendance=attendance)
        for line, part, attendance in zip(
            record.attendees,
            (Part.CHAIR, Part.MEMBER, Part.MEMBER, Part.ABSENT),
            (Attendance.PRESENT, Attendance.PROXY, None, None),
            strict=False,
        )
    )
    file = written(with_record(the_minutes(), attendees=(came, proxy, expected, absent)))
    assert "出席者（出席2人、欠席1人、出欠の記録なし1人）" in body_text(file)
    assert [row[3] for row in rows(file, "出席者")[1:]] == ["司会", "代理出席", "出欠の記録なし", "欠席"]


def test_of_whom_nobody_asked_yet_a_prepared_meeting_says_nothing():
    record = a_record()
    expected = replace(record.attendees[2], attendance=None)
    prepared = replace(record.meeting, opened_at=None, closed_at=None)
    file = written(with_record(the_minutes(), attendees=(expected,), meeting=prepared))
    assert [row[3] for row in rows(file, "出席者")[1:]] == [""]


def test_numbered_papers_stand_in_the_list_and_their_count_in_the_minutes():
    copies = (
        a_distribution(attendee_id="chair", returned=True),
        a_distribution("c2", number=2, attendee_id="note"),
    )
    lines = rows(the_list(distributions=copies), "出席者名簿")
    assert [line[6] for line in lines[1:4]] == ["№1\n☑", "№2\n☐", "№\n☐"]
    assert "資料の回収：2部中1部（未回収　№2 市地域福祉課（多機関協働事業者））" in body_text(
        the_list(distributions=copies)
    )
    ahead = the_list(distributions=copies, meeting={"opened_at": None, "closed_at": None})
    assert "資料の回収：配付　2　部、回収　　　部" in body_text(ahead), "nothing came back yet"
    told = dict(rows(written(with_record(the_minutes(), distributions=copies)), "会議の概要"))
    assert told["資料の回収"] == "2部中1部（未回収　№2 市地域福祉課（多機関協働事業者））"


def test_the_list_says_who_sent_somebody_else():
    proxy = an_attendee(attendance=Attendance.PROXY, from_at=time(14, 10))
    assert rows(the_list(attendees=(proxy,)), "出席者名簿")[1][5] == "代理出席\n遅参 14:10"


def test_whoever_was_named_for_this_meeting_alone_is_marked_so_where_the_law_asks_for_it():
    seat = an_attendee(
        agency="家主", named_once=True, pledged=True, pledged_at=datetime(2026, 11, 5, 5, 2, tzinfo=UTC)
    )

    def line(kind):
        return rows(written(with_record(the_minutes(kind), attendees=(seat,))), "出席者")[1]

    assert line(MeetingKind.STATUTORY)[3:] == ["この会議に限り構成員に指名", "承諾 14:02"]
    assert "指名" not in line(MeetingKind.MULTILAYERED)[3]
