"""担当者: a name is known once, and whoever left is asked no more."""

from dataclasses import replace
from datetime import timedelta

import pytest
from builders import TODAY, a_contact_person

from jusou_meeting.contact_person import contact_findings, full_name, in_office, same_name, usually_sent

YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
YAMADA = a_contact_person()
SUZUKI = a_contact_person("suzuki", name="鈴木 次郎", job="保健師")


def sent(*people, job="", name=""):
    return usually_sent(people, "directory", TODAY, job=job, name=name)


def test_two_spellings_name_one_person_and_a_blank_names_nobody():
    assert same_name("山田　一郎", "山田一郎")
    assert not same_name("山田", "山田 一郎")
    assert not same_name("", "")


def test_somebody_is_there_from_their_first_day_to_their_last():
    for since, until, there in (
        (None, None, True), (TODAY, TODAY, True), (TOMORROW, None, False), (None, YESTERDAY, False),
    ):  # fmt: skip
        person = replace(YAMADA, since_on=since, until_on=until)
        assert bool(in_office([person], "directory", TODAY)) is there
    assert in_office([YAMADA], "another", TODAY) == in_office([YAMADA], None, TODAY) == ()


def test_the_one_person_of_an_agency_is_asked_and_of_several_nobody_is_chosen():
    assert sent(YAMADA) == ("社会福祉士", "山田 一郎")
    assert sent(YAMADA, SUZUKI) == ("", "")
    assert sent() == ("", "")


def test_whoever_came_last_is_asked_again_until_they_left():
    assert sent(YAMADA, job="係長", name="高橋") == ("係長", "高橋")
    assert sent(YAMADA, SUZUKI, job="主任", name="山田一郎") == ("主任", "山田一郎")
    gone = replace(YAMADA, until_on=YESTERDAY)
    assert sent(gone, SUZUKI, job="主任", name="山田 一郎") == ("保健師", "鈴木 次郎")
    assert sent(gone, replace(SUZUKI, job=""), job="主任", name="山田 一郎") == ("", "鈴木 次郎")
    assert sent(gone, job="主任", name="山田 一郎") == ("", "")


@pytest.mark.parametrize(
    ("said", "told"),
    [({"name": " "}, "氏名"), ({"since_on": TODAY, "until_on": YESTERDAY}, "始まりの日より前")],
)
def test_somebody_without_a_name_or_with_days_that_cannot_be_is_not_entered(said, told):
    [finding] = contact_findings(replace(YAMADA, **said))
    assert told in finding.sentence


def test_a_surname_stands_for_the_one_person_there_who_bears_it():
    known = ("森下 さやか", "高橋　三郎", "高橋 四郎")

    assert full_name("森下", known) == "森下 さやか"
    assert [full_name(said, known) for said in ("高橋", "森", "森下 さやか", "")] == [
        "高橋", "森", "森下 さやか", "",
    ]  # fmt: skip
