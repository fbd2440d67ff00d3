"""What of the 次第 may leave the building before anybody pledged secrecy."""

import pytest
from builders import a_case, a_household, a_person, an_agenda_item, an_involvement, an_issue

from jusou_meeting.household import Kinship
from jusou_meeting.invitation import outward_agenda

HOUSEHOLD = a_household(
    case=a_case(title="8050の世帯"),
    people=(
        a_person(name="若松 花子", kana="わかまつ はなこ"),
        a_person("son", Kinship.SON, name="会津一郎"),
        a_person("father", Kinship.FATHER),
    ),
    involvements=(an_involvement(outsider=True, name="隣の鈴木さん"),),
    issues=(an_issue(title="債務"),),
)


def told(title):
    return outward_agenda((an_agenda_item(title="開会"), an_agenda_item("second", title=title)), HOUSEHOLD)


def test_a_title_of_the_order_of_the_day_is_told():
    assert told("役割分担・緊急時の対応") == ("開会", "役割分担・緊急時の対応")


@pytest.mark.parametrize(
    "title", ["父の入院", "若松さんのこと", "花子さん", "債務の整理", "8050の世帯について", "本人の意向"]
)
def test_a_title_that_names_somebody_or_something_of_the_household_is_its_number(title):
    assert told(title) == ("開会", "議題2")


@pytest.mark.parametrize(
    "title", ["会津 一郎のこと", "ﾜｶﾏﾂさんの家", "ハナコさん", "わかまつ家", "隣の鈴木さんの話"]
)
def test_a_name_is_found_in_a_title_however_it_is_spelled(title):
    assert told(title) == ("開会", "議題2")


def test_a_name_of_spaces_alone_hides_no_title():
    nameless = a_household(people=(a_person(name="　", kana=" "),))

    assert outward_agenda((an_agenda_item(title="開会"),), nameless) == ("開会",)
