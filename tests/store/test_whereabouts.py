"""Where somebody was on a page is known to nobody else, in no history, and gone when their day is over."""

from datetime import timedelta

import pytest
from builders import NOW, a_case, a_profile, a_staff

from jusou_meeting.session import LONGEST, Session
from jusou_meeting.staff import StaffRole
from jusou_meeting.store import Store

WHERE = {"hand": "記録", "selected": "client"}


@pytest.fixture
def store(tmp_path):
    store = Store.create(tmp_path / "city.db", municipality="見本市")
    store.cases.open_case(a_staff(), a_case(), [a_profile()], at=NOW)
    return store


def signed_in(store, name, at=NOW):
    store.door.start(
        Session(id=name, staff_id="staff", role=StaffRole.COORDINATOR, name="佐藤", started_at=at, seen_at=at)
    )
    return store.whereabouts(a_staff(session_id=name))


def count(store, table):
    with store.file.reading() as db:
        return db[table].count


def test_each_page_of_each_session_is_kept_apart_and_what_is_last_counts(store):
    mine, other = signed_in(store, "mine"), signed_in(store, "other")
    mine.keep("meeting", {"hand": "プラン"})
    mine.keep("meeting", WHERE)
    mine.keep("case", {"below": "年表"})

    assert Store.open(store.file.path).whereabouts(a_staff(session_id="mine")).at("meeting") == WHERE
    assert mine.at("case") == {"below": "年表"}
    assert mine.at("another") == other.at("meeting") == {}


def test_it_leaves_no_trace_in_the_history(store):
    acts = count(store, "change")
    signed_in(store, "mine").keep("case", WHERE)

    assert count(store, "change") == acts


def test_whoever_comes_the_next_day_finds_nothing_of_yesterday_in_the_file(store):
    mine = signed_in(store, "mine")
    mine.keep("meeting", WHERE)
    signed_in(store, "soon", NOW + LONGEST)
    assert mine.at("meeting") == WHERE

    signed_in(store, "later", NOW + LONGEST + timedelta(seconds=1))
    assert count(store, "whereabouts") == 0
