"""The hours that an office commonly holds."""

from dataclasses import replace

import pytest

from jusou_meeting.agenda import steps
from jusou_meeting.agenda_template import (
    REVIEW,
    STANDARD,
    AgendaTemplate,
    of_a_first_meeting,
    template_findings,
    with_standard,
)

SHORT = AgendaTemplate(id="short", name="30分", lines="前回の役割の確認　10分\n各機関から15分\n\n次回 5")


def test_the_standard_hour_takes_an_hour():
    assert STANDARD.minutes == 60
    assert len(STANDARD.steps) == 7


def test_a_template_is_a_step_a_line_with_its_minutes():
    assert SHORT.steps == ((REVIEW, 10), ("各機関から", 15), ("次回", 5))
    assert SHORT.minutes == 30


def test_a_first_meeting_asks_after_no_earlier_roles():
    assert of_a_first_meeting(SHORT.steps) == (("各機関から", 15), ("次回", 5))
    assert of_a_first_meeting(STANDARD.steps)[1] == ("世帯の状況（エコマップ）", 12)
    assert of_a_first_meeting(steps("開会\n閉会")) == steps("開会\n閉会")


def test_the_standard_hour_comes_first_as_the_office_told_it_or_as_it_comes():
    told = replace(STANDARD, lines="開会", version=3)

    assert with_standard([]) == (STANDARD,)
    assert with_standard([SHORT]) == (STANDARD, SHORT)
    assert with_standard([SHORT, told]) == (told, SHORT)


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"name": "　"}, "名前を入れてください"),
        ({"lines": " \n"}, "一行に一つ"),
        ({"name": "標 準"}, "もうあります"),
    ],
)
def test_a_template_that_says_too_little_or_is_called_like_another_is_refused(said, sentence):
    [finding] = template_findings(replace(SHORT, **said), [STANDARD, SHORT])

    assert sentence in finding.sentence
    assert list(template_findings(SHORT, [STANDARD, SHORT])) == []
