"""A map that many screens look at is composed once, and anew whenever anything of it differs."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from threading import Event

import pytest
from builders import TODAY, a_confirmation, a_consent, a_wish
from households_on_a_map import of_the_plan

from jusou_meeting.documents.composed import _MOST, Once, composed
from jusou_meeting.ecomap.scene import compose
from jusou_meeting.role import Answer


def counting():
    asked = []

    @Once
    def doubled(value, *, by=2):
        asked.append(value)
        if value is None:
            raise ValueError("nothing to double")
        return [value, by]

    return doubled, asked


def test_a_household_that_was_read_anew_and_says_the_same_is_the_same_map():
    household, again = of_the_plan("C01"), of_the_plan("C01")

    assert household is not again
    assert composed(household, on=TODAY).lines is composed(again, on=TODAY, caption=("壁",)).lines


@pytest.mark.parametrize("name", ["C01", "C02"])
def test_what_stands_on_no_map_makes_no_other_map_and_is_missed_on_none(name):
    household = of_the_plan(name)
    answered = replace(
        household,
        confirmations=tuple(a_confirmation(role.id, role_id=role.id) for role in household.roles),
        consents=(a_consent(),),
        wishes=(a_wish(),),
    )
    drawn = compose(answered, on=TODAY)

    assert composed(answered, on=TODAY).lines is composed(household, on=TODAY).lines
    assert composed(answered, on=TODAY) == drawn


def test_a_role_that_is_declined_makes_another_map():
    household = of_the_plan("C01")
    role = household.roles[0]
    no = a_confirmation(role_id=role.id, wording=role.wording, answer=Answer.DECLINED, text="人手がない")
    declined = replace(household, confirmations=(no,))

    assert composed(declined, on=TODAY) == compose(declined, on=TODAY)
    assert composed(declined, on=TODAY) != composed(household, on=TODAY)


def test_another_word_another_day_or_another_caption_is_another_map():
    household = of_the_plan("C01")
    first = household.people[0]
    renamed = replace(household, people=(replace(first, label="別の呼び名"), *household.people[1:]))
    map_of_today = composed(household, on=TODAY)

    for other in (
        composed(renamed, on=TODAY),
        composed(household, on=TODAY + timedelta(days=1)),
        composed(household, on=TODAY, caption=("ほかの会議",)),
    ):
        assert other is not map_of_today
        assert other != map_of_today


def test_the_answer_that_nobody_asked_for_longest_is_forgotten_first():
    doubled, asked = counting()
    for value in (*range(_MOST), 0, _MOST, 0, 1):
        doubled(value)

    assert asked == [*range(_MOST), _MOST, 1]


def test_whoever_asks_the_same_meanwhile_waits_for_the_one_answer():
    begun, go_on, asked = Event(), Event(), []

    @Once
    def slowly(value):
        asked.append(value)
        begun.set()
        go_on.wait(10)
        return [value]

    with ThreadPoolExecutor(8) as screens:
        answers = [screens.submit(slowly, 1) for _ in range(8)]
        assert begun.wait(10)
        go_on.set()
        first, *others = [answer.result() for answer in answers]

    assert asked == [1]
    assert all(other is first for other in others)


def test_a_failure_is_told_and_not_kept():
    doubled, asked = counting()
    for _ in range(2):
        with pytest.raises(ValueError, match="nothing to double"):
            doubled(None)

    assert asked == [None, None]
