"""On the screen a household comes into the sitting of another, leaves it, and waits for its turn there."""

from datetime import UTC, datetime, time, timedelta

import pytest
from builders import (
    TODAY,
    a_case,
    a_consent,
    a_meeting,
    a_person,
    a_profile,
    a_sitting,
    a_staff,
    an_involvement,
)
from screens import press, read

from jusou_meeting.japanese_date import today_in_tokyo


@pytest.fixture
def beside(room):
    """Another household, prepared for a sitting of its own on the day of the first, whose meeting is open."""
    return lambda **said: another(room, **said)


def another(room, sitting_id="own", held_on=TODAY, **said):
    room.store.cases.open_case(
        a_staff(),
        a_case(id="other"),
        [
            a_profile(id="household of the other"),
            a_person("other client"),
            an_involvement("other agency"),
            a_consent("other consent", "other client", agency_ids=("other agency",)),
            a_meeting("other", sitting_id="own", opened_at=None, **said),
        ],
        sittings=[a_sitting(id="own", held_on=held_on, place="第2会議室")],
        at=datetime.now(UTC),
    )


def record(room, meeting_id="other"):
    return room.store.cases.meeting(a_staff(), meeting_id)[1]


def join(room):
    app = room.screen("meeting/live.py", meeting="other")
    box = next(box for box in app.selectbox if box.label == "ほかの世帯と同じ開催にする")
    return press(box.select("sitting").run(), "この開催に加える")


def test_a_household_joins_another_behind_it_and_waits_for_its_turn(room, beside):
    beside(starts_at=time(10), ends_at=time(10, 30))

    app = join(room)

    joined = record(room)
    assert (joined.sitting.id, joined.sitting.place) == ("sitting", "市役所 第1会議室")
    assert (joined.meeting.starts_at, joined.meeting.ends_at) == (time(15), time(15, 30))
    press(app, "開会する")
    assert "R8-0001の会議が、まだ開会中です" in read(app)
    assert record(room).meeting.opened_at is None


def test_a_household_leaves_the_sitting_and_keeps_its_day(room, beside):
    beside()

    press(join(room), "この世帯だけ別の開催にする")

    alone = record(room)
    assert alone.sitting.id not in ("sitting", "own")
    assert (alone.sitting.held_on, alone.sitting.place) == (TODAY, "市役所 第1会議室")
    assert room.store.sittings.of(a_staff(), "sitting").is_shared is False


def test_whoever_is_opened_before_the_day_leaves_the_others_theirs(room, beside):
    ahead = today_in_tokyo(datetime.now(UTC)) + timedelta(days=3)
    beside(held_on=ahead)
    room.save(a_meeting(version=1, opened_at=None, sitting_id="own"))

    press(room.screen("meeting/live.py", meeting="other"), "開催日を今日に改めて開会する")

    assert record(room).meeting.is_open
    assert (record(room).sitting.held_on, record(room, "meeting").sitting.held_on) == (
        ahead - timedelta(days=3),
        ahead,
    )
