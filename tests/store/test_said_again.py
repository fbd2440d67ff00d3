"""The history knows on which day a tie was last recorded, or somebody said that it is still so."""

from datetime import UTC, date, datetime

import pytest
from builders import a_case, a_person, a_profile, a_staff, a_tie, an_involvement

from jusou_meeting.household import Position
from jusou_meeting.staff import Permission
from jusou_meeting.store import Store
from jusou_meeting.vocabulary import Footing

SATO = a_staff()
MARCH, MAY, JUNE = (datetime(2026, month, 10, 1, tzinfo=UTC) for month in (3, 5, 6))


@pytest.fixture
def cases(tmp_path):
    """A household whose one tie was recorded in March."""
    cases = Store.create(tmp_path / "city.db", municipality="見本市").cases
    cases.open_case(SATO, a_case(), [a_profile(), a_person(), an_involvement(), a_tie(id="help")], at=MARCH)
    return cases


def act(cases, at, footing=Footing.CONSENT):
    return cases.change(SATO, Permission.EDIT_CASE, "直す", case_id="case", footing=footing, at=at)


def said_on(cases, footing=Footing.CONSENT):
    return cases.household(SATO, "case", footing).ties_said_on["help"]


def tie(cases, footing=Footing.CONSENT):
    return cases.household(SATO, "case", footing).ties[0]


def test_a_tie_is_as_old_as_its_last_record_and_its_signs_may_move(cases):
    with act(cases, MAY) as change:
        change.move("client", Position(1, 2))

    assert said_on(cases) == date(2026, 3, 10)


def test_that_it_is_still_so_can_be_said_without_changing_it(cases):
    before = tie(cases)
    with act(cases, MAY) as change:
        change.save(before)
    assert said_on(cases) == date(2026, 3, 10)

    with act(cases, MAY) as change:
        change.save(before, again=True)

    assert said_on(cases) == date(2026, 5, 10)
    assert tie(cases).version == before.version + 1


def test_what_was_said_in_confidence_is_new_to_those_alone_who_may_know_of_it(cases):
    with act(cases, JUNE, Footing.STATUTORY) as change:
        change.save(tie(cases, Footing.STATUTORY), again=True)

    assert said_on(cases, Footing.STATUTORY) == date(2026, 6, 10)
    assert said_on(cases) == date(2026, 3, 10)


def test_looked_back_at_it_is_as_old_as_it_was_then(cases):
    with act(cases, JUNE) as change:
        change.save(tie(cases), again=True)

    then = cases.household_at(SATO, "case", Footing.CONSENT, MAY)
    assert then.ties_said_on == {"help": date(2026, 3, 10)}
