"""A role keeps its number for as long as people may speak of it, and no number tells of a role its reader may not know."""

from dataclasses import replace

import pytest
from builders import NOW, a_case, a_person, a_profile, a_role, a_staff, an_involvement

from jusou_meeting.staff import Permission
from jusou_meeting.store import Store
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
