"""The hours of a meeting as its papers tell them: as they were, beside the plan where that was another."""

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest
from builders import a_meeting, a_sitting
from meeting_of_a_household import a_record, an_occasion
from word_reader import body_text

from jusou_meeting.documents.handout import meeting_paper
from jusou_meeting.documents.said import held
from jusou_meeting.meeting import MeetingRecord

DAY = "令和8年11月26日（木）"
PLAN = "午後2時から午後3時まで"


def at(hour, minute=0, day=26):
    """By the clock of Tokyo."""
    return datetime(2026, 11, day, hour - 9, minute, tzinfo=UTC)


def told(opened_at, closed_at=None, **hours):
    meeting = a_meeting(opened_at=opened_at, closed_at=closed_at, **hours)
    return held(MeetingRecord(sitting=a_sitting(), meeting=meeting))


@pytest.mark.parametrize(
    ("opened_at", "closed_at", "said"),
    [
        (None, None, PLAN),
        (at(14, 2), None, "午後2時2分開会"),
        (at(14, 4), at(15, 4), "午後2時4分開会　午後3時4分閉会"),
        (at(14, 5), at(15), f"午後2時5分開会　午後3時閉会\n（予定　{PLAN}）"),
        (at(14), at(15, 20), f"午後2時開会　午後3時20分閉会\n（予定　{PLAN}）"),
        (at(14), at(10, day=27), "午後2時開会"),
        (at(14, day=30), at(14, 5, day=30), PLAN),
    ],
    ids=["not opened", "open", "as planned", "late", "longer", "closed another day", "entered afterwards"],
)
def test_the_hours_are_told_as_they_were_and_the_plan_where_it_was_another(opened_at, closed_at, said):
    assert told(opened_at, closed_at) == f"{DAY}　{said}"


def test_hours_that_nobody_planned_are_not_told_as_another_plan():
    assert told(at(14), at(15, 30), starts_at=None, ends_at=None) == f"{DAY}　午後2時開会　午後3時30分閉会"
    assert told(at(14), at(15, 30), ends_at=None) == f"{DAY}　午後2時開会　午後3時30分閉会"


@pytest.mark.parametrize("what", ["roles", "attendance"])
def test_papers_that_follow_the_meeting_tell_its_hours(what):
    record = a_record()
    record = replace(record, meeting=replace(record.meeting, opened_at=at(14, 10), closed_at=at(15, 2)))
    text = body_text(meeting_paper(what, an_occasion(record=record)))
    assert "午後2時10分開会　午後3時2分閉会" in text
    assert f"（予定　{PLAN}）" in text
    assert (
        "開会" not in body_text(meeting_paper("invitation", an_occasion(record=record))).split("日時")[1][:40]
    )


def test_a_meeting_that_is_only_prepared_is_told_by_its_plan():
    record = a_record()
    hours = {"starts_at": time(9, 30), "ends_at": None}
    meeting = replace(record.meeting, opened_at=None, closed_at=None, **hours)
    sitting = replace(record.sitting, held_on=date(2026, 12, 1))
    text = body_text(
        meeting_paper("attendance", an_occasion(record=replace(record, meeting=meeting, sitting=sitting)))
    )
    assert "令和8年12月1日（火）　午前9時30分から" in text
