"""Several households in one sitting: by the clock, one after the other, and each for itself."""

from dataclasses import replace
from datetime import time

import pytest
from builders import NOW, a_sitting, a_slot

from jusou_meeting.agenda import later, minutes_between
from jusou_meeting.finding import Weight
from jusou_meeting.meeting_gate import turn_findings
from jusou_meeting.programme import Programme, moving_findings, overlap_findings

FIRST = a_slot("first", case_number="R8-0001")
SECOND = a_slot("second", case_number="R8-0002", starts_at=time(15), ends_at=time(15, 40))
THIRD = a_slot("third", case_number="R8-0003", starts_at=None, ends_at=None)
OPEN, OVER = {"opened_at": NOW}, {"opened_at": NOW, "closed_at": NOW}


def a_programme(*slots):
    return Programme(sitting=a_sitting(), slots=slots)


def test_a_further_household_begins_when_the_last_is_over():
    assert a_programme(FIRST, SECOND, THIRD).over_at == time(15, 40)
    assert a_programme(THIRD).over_at is None


@pytest.mark.parametrize(
    ("slots", "following"),
    [
        ((replace(FIRST, **OVER), SECOND, THIRD), "second"),
        ((replace(FIRST, **OVER), replace(SECOND, **OVER), THIRD), "third"),
        ((SECOND, replace(FIRST, **OVER)), "second"),
        ((replace(FIRST, **OVER), replace(SECOND, **OPEN), replace(THIRD, **OVER)), None),
    ],
    ids=["the next", "whoever waits", "one that was passed over", "nobody waits"],
)
def test_after_a_household_comes_the_next_that_waits(slots, following):
    found = a_programme(*slots).after("first")

    assert (found and found.meeting_id) == following


def test_two_meetings_of_one_household_are_no_sitting_of_several():
    again = a_slot("again", case_id=FIRST.case_id)

    assert not a_programme(FIRST, again).is_shared
    assert a_programme(FIRST, again, SECOND).is_shared


def test_a_turn_begins_once_whoever_sits_over_another_household_has_closed():
    [finding] = turn_findings(a_programme(replace(FIRST, **OPEN), SECOND), SECOND.case_id)

    assert (finding.weight, "R8-0001" in finding.sentence) == (Weight.STOPS, True)
    assert list(turn_findings(a_programme(replace(FIRST, **OVER), SECOND), SECOND.case_id)) == []
    assert list(turn_findings(a_programme(FIRST, SECOND), SECOND.case_id)) == []
    assert list(turn_findings(a_programme(replace(FIRST, **OPEN)), FIRST.case_id)) == []


def test_a_sitting_in_which_another_household_met_is_held_where_it_was():
    assert list(moving_findings(a_programme(FIRST, SECOND), SECOND.case_id)) == []
    for begun in (OPEN, OVER):
        [finding] = moving_findings(a_programme(replace(FIRST, **begun), SECOND), SECOND.case_id)
        assert finding.weight is Weight.STOPS


def test_hours_that_overlap_are_noticed_between_households():
    early = replace(SECOND, starts_at=time(14, 30))

    [finding] = overlap_findings(a_programme(FIRST, early))
    assert "R8-0001（14:00～15:00）とR8-0002（14:30～15:40）" in finding.sentence
    assert list(overlap_findings(a_programme(FIRST, SECOND, THIRD))) == []
    assert list(overlap_findings(a_programme(FIRST, replace(early, case_id=FIRST.case_id)))) == []


def test_hours_that_overlap_are_noticed_past_a_short_one_between_them():
    short = replace(SECOND, starts_at=time(14, 10), ends_at=time(14, 20))
    late = replace(THIRD, starts_at=time(14, 30), ends_at=time(15, 30))

    said = "".join(finding.sentence for finding in overlap_findings(a_programme(FIRST, short, late)))
    assert "R8-0001（14:00～15:00）とR8-0003（14:30～15:30）" in said


def test_how_far_a_household_is_stands_in_a_word():
    assert [replace(FIRST, **how).phase.label for how in ({}, OPEN, OVER)] == ["準備中", "開会中", "閉会"]
    assert [slot.hours for slot in (FIRST, THIRD, replace(FIRST, ends_at=None))] == [
        "14:00～15:00",
        "",
        "14:00～",
    ]


def test_no_hour_runs_over_midnight():
    assert (later(time(14), 90), later(time(23), 60)) == (time(15, 30), None)
    assert (minutes_between(time(14), time(15, 30)), minutes_between(None, time(15))) == (90, None)
