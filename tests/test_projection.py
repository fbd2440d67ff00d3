"""Whoever answers for the wall reads in one line what is on it."""

import pytest
from builders import a_household, a_person, an_involvement, an_issue

from jusou_meeting.finding import Finding, Weight
from jusou_meeting.household import Kinship
from jusou_meeting.mask import Audience
from jusou_meeting.projection import Projection, on_the_wall
from jusou_meeting.read_back import ReadAloud

HOUSEHOLD = a_household(
    people=(a_person(), a_person("mother", Kinship.MOTHER)),
    involvements=(an_involvement(),),
    issues=(an_issue("money", title="家賃の滞納"),),
)


def line(gap=None, role=None, **said):
    return on_the_wall(Projection(meeting_id="meeting", **{"dark": False} | said), HOUSEHOLD, gap, role)


def test_a_dark_wall_is_told_as_dark_whatever_it_would_show():
    assert line(dark=True, focus_id="mother", gap="key") == "投影：暗くしています"


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({}, "投影中：地図の全体"),
        ({"nameless": True}, "投影中：名前を伏せて地図の全体"),
        ({"folded": ("医療",)}, "投影中：分野をたたんで地図の全体"),
        ({"focus_id": "mother"}, "投影中：「母」のまわり"),
        ({"focus_id": "agency", "steps": 2}, "投影中：「地域包括支援センター」のまわり（二つ先まで）"),
        ({"focus_id": "money"}, "投影中：「家賃の滞納」のまわり"),
        ({"focus_id": "a tie"}, "投影中：選んだもののまわり"),
    ],
)
def test_a_lit_wall_is_told_by_what_it_looks_at_and_whether_names_are_on_it(said, told):
    assert line(**said) == told


def test_a_gap_on_the_wall_is_told_in_its_sentence():
    gap = Finding(Weight.WARNS, "主担当機関が決まっていません。")

    assert line(gap, focus_id="mother") == "投影中：主担当機関が決まっていません。"


def test_a_role_that_is_read_aloud_is_told_by_its_number_before_all_else():
    role = ReadAloud(number=3, who="こころの病院", for_whom="母", task="初診の枠を取る")

    assert line(Finding(Weight.WARNS, "主担当機関が決まっていません。"), role) == "投影中：役割№3の読み上げ"


def test_letters_are_for_strangers():
    assert Projection(meeting_id="meeting").audience is Audience.PROJECTOR
    assert Projection(meeting_id="meeting", nameless=True).audience is Audience.STRANGER
