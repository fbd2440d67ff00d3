from datetime import UTC, date, datetime, timedelta

import pytest
from builders import NOW, a_meeting, a_sitting

from jusou_meeting.meeting import MeetingKind, MeetingRecord
from jusou_meeting.moment import after_act, moment, moments

LATER = NOW + timedelta(hours=1)


def a_record(**said):
    return MeetingRecord(sitting=a_sitting(), meeting=a_meeting(**said))


def test_a_household_is_looked_at_again_at_the_opening_and_the_closing_of_its_meetings_and_now():
    held = a_record(kind=MeetingKind.STATUTORY, closed_at=LATER)

    assert [(m.said, m.at) for m in moments([held], LATER + timedelta(days=1))] == [
        ("第1回 支援会議（R8.11.26）の開会", NOW),
        ("第1回 支援会議（R8.11.26）の閉会", LATER),
        ("いま", LATER + timedelta(days=1)),
    ]


def test_a_meeting_that_was_only_prepared_is_no_moment():
    assert [m.said for m in moments([a_record(opened_at=None)], NOW)] == ["いま"]


def test_a_day_ends_at_midnight_in_japan():
    day = moment("2026-11-26", [], LATER)

    assert day.said == "令和8年11月26日の終わり"
    assert day.at < datetime(2026, 11, 26, 15, tzinfo=UTC) <= day.at + timedelta(microseconds=1)


def test_what_an_address_names_is_found_again_and_nothing_else():
    held = [a_record(closed_at=LATER)]
    for known in moments(held, LATER):
        assert moment(known.key, held, LATER) == known
    assert moment(date(2026, 4, 1).isoformat(), held, LATER).said == "令和8年4月1日の終わり"
    for unknown in ("", "another:closed", "2026-13-01", "9999-12-31", "きのう"):
        with pytest.raises(KeyError):
            moment(unknown, held, LATER)


def test_two_acts_of_one_minute_are_two_moments_by_name():
    one, other = (after_act(n, "役割を記録", "佐藤", NOW + timedelta(seconds=20 * n)) for n in (1, 2))

    assert one.said != other.said


def test_two_acts_of_one_second_are_counted():
    one, other = (after_act(n, "関係線を引く", "佐藤", NOW, nth=n) for n in (1, 2))

    assert one.said == "R8.11.26 14:00:00 関係線を引く（佐藤）の直後"
    assert other.said == "R8.11.26 14:00:00・2 関係線を引く（佐藤）の直後"


def test_after_each_act_is_a_moment_that_an_address_can_name():
    done = after_act(12, "役割を記録", "佐藤", NOW)

    assert done.said == "R8.11.26 14:00:00 役割を記録（佐藤）の直後"
    assert moment("act:12", [], LATER, [done]) == done
    with pytest.raises(KeyError):
        moment("act:12", [], LATER)
