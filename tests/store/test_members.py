"""構成員名簿: entered and ended with a line in the history, by whoever opens cases, and by nobody twice at once."""

from dataclasses import replace
from datetime import timedelta

import pytest
from builders import NOW, TODAY, a_membership, a_staff

from jusou_meeting.finding import Stopped
from jusou_meeting.staff import NotAllowed, StaffRole
from jusou_meeting.store import Store
from jusou_meeting.store.backup import check


@pytest.fixture
def city(tmp_path):
    return Store.create(tmp_path / "city.db", municipality="見本市")


def test_who_is_entered_stands_on_the_register_and_in_the_history(city):
    city.members.enter(a_staff(), [a_membership("one"), a_membership("two", agency="警察署")], at=NOW)

    assert [member.agency for member in city.members.all()] == ["地域包括支援センター", "警察署"]
    with city.file.reading() as db:
        rows = [row["kind"] for row in db.query("SELECT kind FROM change_row")]
    assert rows == ["membership", "membership"]
    assert list(check(city.file.path)) == []


def test_whose_time_is_over_stays_on_the_register_with_its_last_day(city):
    city.members.enter(a_staff(), [a_membership()], at=NOW)
    [member] = city.members.all()

    city.members.end(a_staff(), member, until=TODAY, at=NOW)

    [ended] = city.members.all()
    assert (ended.until_on, ended.in_force(TODAY), ended.in_force(TODAY + timedelta(days=1))) == (
        TODAY,
        True,
        False,
    )


def test_what_another_changed_first_is_not_overwritten(city):
    city.members.enter(a_staff(), [a_membership()], at=NOW)
    [member] = city.members.all()
    city.members.end(a_staff(), member, until=TODAY, at=NOW)

    with pytest.raises(Stopped, match="ほかの人が先に変更しました"):
        city.members.end(a_staff(), member, until=TODAY + timedelta(days=9), at=NOW)


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"agency": " "}, "構成員にする機関を選ぶか"),
        ({"basis": ""}, "根拠"),
        ({"until_on": TODAY - timedelta(days=999)}, "委嘱・指名の日より前"),
    ],
)
def test_a_line_that_says_too_little_is_refused_and_nothing_is_entered(city, said, sentence):
    with pytest.raises(Stopped, match=sentence):
        city.members.enter(a_staff(), [a_membership("good"), replace(a_membership("bad"), **said)], at=NOW)

    assert city.members.all() == ()


@pytest.mark.parametrize("role", [StaffRole.PARTICIPANT, StaffRole.PROJECTOR])
def test_who_may_open_no_case_enters_and_ends_nobody(city, role):
    city.members.enter(a_staff(), [a_membership()], at=NOW)
    [member] = city.members.all()

    with pytest.raises(NotAllowed):
        city.members.enter(a_staff(role), [a_membership("other")], at=NOW)
    with pytest.raises(NotAllowed):
        city.members.end(a_staff(role), member, until=TODAY, at=NOW)
    assert city.members.all() == (member,)
