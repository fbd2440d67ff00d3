"""The 次第 as it is typed, as the clock has it, and as the meeting goes through it."""

from datetime import time, timedelta

import pytest
from builders import NOW, an_agenda_item
from hypothesis import given
from hypothesis import strategies as st

from jusou_meeting.agenda import (
    Step,
    as_lines,
    current,
    from_lines,
    planned,
    spoken_at,
    steps,
    taken_up_again,
)

TYPED = "世帯の状況と緊急度　15分\n住まいと債務（弁護士出席）10分\n役割分担"


def told(text, agenda=()):
    return from_lines(text, agenda, new=lambda: an_agenda_item("new", title=""))


def test_an_item_is_typed_a_line_with_its_minutes_at_the_end():
    assert [(item.title, item.minutes, item.place) for item in told(TYPED)] == [
        ("世帯の状況と緊急度", 15, 1),
        ("住まいと債務（弁護士出席）", 10, 2),
        ("役割分担", 0, 3),
    ]


@pytest.mark.parametrize(
    "line",
    ["8050の世帯", "30", "令和8年度", "議題3", "8050", "第2", "議題 1", "第 2", "住まい（3）", "その　4"],
)
def test_a_number_that_is_no_time_stays_in_the_title(line):
    assert [(item.title, item.minutes) for item in told(line)] == [(line, 0)]


def test_what_is_typed_again_is_the_same():
    assert as_lines(told(TYPED)) == TYPED.replace("）10", "）　10")
    assert told("\n  \n") == ()


def test_a_number_of_minutes_needs_no_word_behind_it():
    assert [(item.title, item.minutes) for item in told("状況 15\n役割　5\n次回（10）\n議題 1 3分")] == [
        ("状況", 15),
        ("役割", 5),
        ("次回", 10),
        ("議題 1", 3),
    ]


@given(
    st.text("議題第2 　（)1分08年", min_size=1).filter(lambda title: title == title.strip().rstrip("（")),
    st.integers(0, 240),
)
def test_an_item_that_was_saved_is_read_again_as_it_is(title, minutes):
    saved = an_agenda_item("a", title=title, minutes=minutes)

    assert steps(as_lines([saved])) == (Step(title, minutes),)


def test_an_item_that_the_meeting_comes_back_to_is_one_of_its_own_behind_the_one_it_is_at():
    items = (
        an_agenda_item("a", title="状況", minutes=15, place=1, begun_at=NOW),
        an_agenda_item("b", title="住まい", place=2, begun_at=NOW + timedelta(minutes=10)),
        an_agenda_item("c", title="次回", place=3),
    )
    at = NOW + timedelta(minutes=30)

    again = taken_up_again(items[0], items, id="d", at=at)
    agenda = sorted((*items, again), key=lambda item: item.place)

    assert [item.title for item in agenda] == ["状況", "住まい", "状況（続き）", "次回"]
    assert (again.minutes, again.begun_at, again.version) == (0, at, 0)
    assert spoken_at(agenda, NOW + timedelta(minutes=1)).id == "a"
    assert spoken_at(agenda, at).id == "d"
    assert taken_up_again(again, agenda, id="e", at=at).title == "状況（続き）"


def test_an_item_that_is_still_called_so_stays_itself_wherever_it_now_stands():
    items = an_agenda_item("a", title="状況", begun_at=NOW), an_agenda_item("b", title="役割")

    moved = told("役割　20分\n状況　5分", items)

    assert [(item.id, item.minutes, item.begun_at) for item in moved] == [("b", 20, None), ("a", 5, NOW)]


def test_an_item_that_is_put_in_other_words_where_it_stood_stays_itself():
    items = (
        an_agenda_item("a", title="状況", begun_at=NOW),
        an_agenda_item("b", title="役割"),
        an_agenda_item("c", title="次回"),
    )

    put = told("世帯の状況　10分\n次回\n役割\n記念撮影", items)

    assert [(item.id, item.title, item.begun_at) for item in put] == [
        ("a", "世帯の状況", NOW),
        ("c", "次回", None),
        ("b", "役割", None),
        ("new", "記念撮影", None),
    ]
    assert [item.id for item in told("役割\n次回\n開会", items)] == ["b", "c", "new"], (
        "another one in another place"
    )


def test_the_clock_gives_each_item_its_time():
    items = an_agenda_item("a", minutes=15), an_agenda_item("b", minutes=0), an_agenda_item("c", minutes=50)

    assert [(p.begins_at, p.ends_at) for p in planned(items, time(14))] == [
        (time(14), time(14, 15)),
        (time(14, 15), time(14, 15)),
        (time(14, 15), time(15, 5)),
    ]
    assert {p.begins_at for p in planned(items, None)} == {None}


def test_what_is_said_belongs_to_the_item_the_meeting_is_at():
    items = (
        an_agenda_item("a", begun_at=NOW),
        an_agenda_item("b", begun_at=NOW + timedelta(minutes=10)),
        an_agenda_item("c"),
    )

    assert current(items) == 1
    assert spoken_at(items, NOW + timedelta(minutes=9)).id == "a"
    assert spoken_at(items, NOW + timedelta(minutes=10)).id == "b"
    assert spoken_at(items, NOW - timedelta(minutes=1)) is None
    assert spoken_at(items, None) is None
    assert current((an_agenda_item(),)) is None


def test_the_meeting_is_at_what_it_came_to_last_though_what_it_comes_back_to_was_put_behind_it():
    to_come_back_to = an_agenda_item("a", begun_at=NOW)
    items = (an_agenda_item("b", begun_at=NOW + timedelta(minutes=10)), to_come_back_to, an_agenda_item("c"))

    assert current(items) == 0
    assert spoken_at(items, NOW + timedelta(minutes=11)).id == "b"
