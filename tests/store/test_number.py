"""A role or an issue keeps its number while people may speak of it, and none tells of what its reader may not know."""

from dataclasses import replace

import pytest
from builders import NOW, TODAY, a_case, a_person, a_profile, a_role, a_staff, an_involvement, an_issue

from jusou_meeting.ecomap.scene import compose
from jusou_meeting.minutes import role_rows
from jusou_meeting.staff import Permission
from jusou_meeting.store import Store
from jusou_meeting.ui.entries.choice_of import issues_of
from jusou_meeting.vocabulary import Footing

SATO = a_staff()


@pytest.fixture
def store(tmp_path):
    store = Store.create(tmp_path / "city.db", municipality="見本市")
    facts = [a_profile(), a_person(), an_involvement()]
    store.cases.open_case(SATO, a_case(), facts, at=NOW)
    return store


def change(store, footing=Footing.CONSENT):
    return store.cases.change(
        SATO, Permission.EDIT_CASE, "役割を記録", case_id="case", footing=footing, at=NOW
    )


def give(store, *names, footing=Footing.CONSENT):
    for name in names:
        with change(store, footing) as act:
            act.save(a_role(name))


def numbers(store, footing=Footing.CONSENT):
    household = store.cases.household(SATO, "case", footing)
    return {role.id: household.role_numbers[role.id] for role in household.roles}


def role(store, name):
    return next(r for r in store.cases.household(SATO, "case", Footing.CONSENT).roles if r.id == name)


def test_a_number_stays_when_another_role_leads_or_is_removed(store):
    give(store, "first", "second", "third")
    with change(store) as act:
        act.save(replace(role(store, "third"), lead=True))
    with change(store) as act:
        act.remove(role(store, "first"))
    give(store, "fourth")

    assert numbers(store) == {"second": 2, "third": 3, "fourth": 4}


def test_a_number_tells_nothing_of_a_role_given_in_confidence(store):
    give(store, "first")
    give(store, "hidden", footing=Footing.STATUTORY)
    give(store, "second")

    assert numbers(store) == {"first": 1, "second": 2}
    assert numbers(store, Footing.STATUTORY) == {"first": 1, "hidden": 2, "second": 3}


def test_a_role_that_was_edited_in_confidence_keeps_its_number_on_both_footings(store):
    give(store, "first", "second")
    with change(store, Footing.STATUTORY) as act:
        act.save(replace(role(store, "first"), task="見守り"))

    assert numbers(store) == numbers(store, Footing.STATUTORY) == {"first": 1, "second": 2}


def test_a_role_whose_removal_was_taken_back_has_its_number_again(store):
    give(store, "first", "second", "third")
    with change(store) as act:
        act.remove(role(store, "first"))
    store.cases.undo(SATO, "case", Footing.CONSENT, at=NOW)

    assert numbers(store) == {"first": 1, "second": 2, "third": 3}


def found(store, *names, footing=Footing.CONSENT):
    for name in names:
        with change(store, footing) as act:
            act.save(an_issue(name))


def issue_numbers(store, footing=Footing.CONSENT):
    household = store.cases.household(SATO, "case", footing)
    return {issue.id: household.issue_numbers[issue.id] for issue in household.issues}


def test_an_issue_keeps_its_number_when_another_is_removed_and_gets_it_back_with_itself(store):
    found(store, "first", "second", "third")
    household = store.cases.household(SATO, "case", Footing.CONSENT)
    with change(store) as act:
        act.remove(household.issues[0])

    assert issue_numbers(store) == {"second": 2, "third": 3}
    store.cases.undo(SATO, "case", Footing.CONSENT, at=NOW)
    found(store, "fourth")
    assert issue_numbers(store) == {"first": 1, "second": 2, "third": 3, "fourth": 4}


def test_a_number_tells_nothing_of_an_issue_found_in_confidence(store):
    found(store, "first")
    found(store, "hidden", footing=Footing.STATUTORY)
    found(store, "second")
    household = store.cases.household(SATO, "case", Footing.STATUTORY)
    with change(store, Footing.STATUTORY) as act:
        act.remove(household.issues[1])

    assert issue_numbers(store) == {"first": 1, "second": 2}
    assert issue_numbers(store, Footing.STATUTORY) == {"first": 1, "second": 3}


def test_map_table_and_minutes_call_an_issue_by_one_number(store):
    found(store, "first", "second")
    with change(store) as act:
        act.save(a_role("role", issue_ids=("second",)))
    household = store.cases.household(SATO, "case", Footing.CONSENT)
    with change(store) as act:
        act.remove(household.issues[0])
    household = store.cases.household(SATO, "case", Footing.CONSENT)

    [row] = role_rows(household)
    assert row.issues == "2 医療未受診"
    assert issues_of(household) == {"second": "2 医療未受診（本人）"}
    people = compose(household, on=TODAY).plan.people
    assert [row.badge.number for person in people for row in person.issues.rows] == [2]
