"""The next meeting leaves as an entry of anybody's calendar, and tells nobody's name there."""

from dataclasses import replace
from datetime import date, datetime, time

import pytest
from icalendar import Calendar
from meeting_of_a_household import PLACE, a_record, an_occasion, planned
from word_reader import body_text

from jusou_meeting.documents.handout import meeting_paper
from jusou_meeting.documents.next_meeting import next_meeting_file
from jusou_meeting.finding import Stopped
from jusou_meeting.japanese_date import TOKYO

ON = date(2026, 12, 17)


def that_meets_again(**said):
    record = a_record()
    filled = {"next_on": ON, "next_at": time(14), "next_place": PLACE} | said
    return replace(record, meeting=replace(record.meeting, **filled))


def written(**said):
    return next_meeting_file(that_meets_again(**said), case_number="R8-0002")


def event(**said):
    [told] = Calendar.from_ical(written(**said)).walk("VEVENT")
    return told


def test_the_next_meeting_is_an_hour_in_tokyo_with_its_place():
    told = event()
    assert told.decoded("dtstart") == datetime(2026, 12, 17, 14, tzinfo=TOKYO)
    assert told.decoded("dtend") == datetime(2026, 12, 17, 15, tzinfo=TOKYO)
    assert (str(told["summary"]), str(told["location"])) == ("会議（R8-0002）", PLACE)
    assert "VTIMEZONE" in written().decode()


def test_without_an_hour_it_takes_the_day_and_without_a_place_it_has_none():
    told = event(next_at=None, next_place="")
    assert told.decoded("dtstart") == ON
    assert "location" not in told


def test_a_calendar_that_others_see_tells_no_name_no_trouble_and_not_the_kind_of_meeting():
    record, household = that_meets_again(next_time="退去期限の見通し"), planned()
    text = written(next_time="退去期限の見通し").decode().replace("\r\n ", "")
    told = ["支援会議", "重層", "退去", record.meeting.reason, household.case.title]
    told += [p.label for p in household.people] + [i.title for i in household.issues]
    assert [word for word in told if word in text] == []
    assert "CLASS:PRIVATE" in text


def test_a_place_with_signs_of_the_format_stays_one_line():
    place = "東庁舎; 2階, 北\\会議室" + "あ" * 60
    assert str(event(next_place=place)["location"]) == place
    assert all(len(line) <= 75 for line in written(next_place=place).split(b"\r\n"))


def test_the_same_record_gives_the_same_entry_and_no_day_gives_none():
    assert written() == written()
    with pytest.raises(Stopped, match="次回の日が決まっていない"):
        written(next_on=None)


def test_day_hour_and_place_stand_on_the_papers_before_what_they_meet_for():
    record = that_meets_again(next_time="受診の結果を確かめる")
    said = f"令和8年12月17日（木）　午後2時から　{PLACE}\n受診の結果を確かめる"
    assert said in body_text(meeting_paper("role-sheets", an_occasion(record=record)))
