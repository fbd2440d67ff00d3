"""What the invited agencies answered before the meeting, and who has not yet."""

from builders import a_meeting, a_preparation_sheet, a_sitting, an_attendee

from jusou_meeting.meeting import MeetingRecord, Part, awaited
from jusou_meeting.preparation_sheet import sheet_findings


def waiting(attendees, *sheets):
    record = MeetingRecord(
        sitting=a_sitting(), meeting=a_meeting(), attendees=attendees, preparation_sheets=sheets
    )
    return [attendee.id for attendee in awaited(record)]


def test_only_what_was_answered_is_told_under_its_question():
    sheet = a_preparation_sheet(known="昼は眠っている", done="", asked="受診の同行")

    assert list(sheet.answers) == [
        ("把握している世帯の状況", "昼は眠っている"),
        ("ほかの機関にお願いしたいこと", "受診の同行"),
    ]


def test_a_sheet_without_any_answer_is_none():
    [finding] = sheet_findings(a_preparation_sheet(known="", done=""))

    assert "四つの問い" in finding.sentence
    assert list(sheet_findings(a_preparation_sheet())) == []


def test_answers_are_awaited_from_invited_agencies_and_from_nobody_else():
    room = (
        an_attendee("host", host=True),
        an_attendee("answered"),
        an_attendee("awaited"),
        an_attendee("family", involvement_id=None, person_id="client"),
    )

    assert waiting(room, a_preparation_sheet(attendee_id="answered")) == ["awaited"]


def test_whoever_stays_away_may_answer_in_writing():
    assert waiting((an_attendee(part=Part.ABSENT),)) == ["attendee"]
