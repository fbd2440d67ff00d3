from datetime import date

import pytest
from builders import a_person

from jusou_meeting.ecomap.age_order import oldest_first
from jusou_meeting.household import Being, Kinship

ON = date(2026, 11, 28)


def child(label, age="", **said):
    return a_person(label, Kinship.CHILD, label=label, age_band=age, **said)


def in_order(*people):
    return [person.label for person in oldest_first(people, on=ON)]


@pytest.mark.parametrize(
    ("older", "younger"),
    [
        ("10歳", "6歳"), ("40代", "30代後半"), ("中学生", "小学生"), ("中1", "小学6年"), ("小学校高学年", "小3"),
        ("小学2年生", "小1"), ("高校生", "１４歳"), ("小学生", "幼児"), ("2歳", "8か月"), ("高校3年", "高2"),
        ("50代", "中学3年"),
    ],
)  # fmt: skip
def test_a_child_who_was_entered_first_stands_behind_one_who_is_surely_older(older, younger):
    assert in_order(child("後", younger), child("先", older)) == ["先", "後"]


@pytest.mark.parametrize(
    ("one", "other"),
    [("6歳", "小1"), ("10歳", "10歳"), ("不明", "3歳"), ("", "5歳"), ("30代", "35歳"), ("小学生", "小4")],
)
def test_what_the_words_leave_open_stays_as_it_was_entered(one, other):
    assert in_order(child("先", one), child("後", other)) == ["先", "後"]
    assert in_order(child("先", other), child("後", one)) == ["先", "後"]


def test_dates_of_birth_and_ages_in_words_are_put_in_one_order():
    assert in_order(
        child("三男", "幼児"),
        child("二男", birth_on=date(2016, 5, 1)),
        child("胎児", being=Being.UNBORN),
        child("長男", "中学生"),
        child("一歳", "1歳"),
    ) == ["長男", "二男", "三男", "一歳", "胎児"]


def test_an_age_at_death_tells_nothing_of_the_order():
    assert in_order(child("弟", "5歳"), child("亡くなった兄", "8歳", deceased=True)) == ["弟", "亡くなった兄"]
