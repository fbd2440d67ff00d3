"""元に戻す walks back act by act, and says beforehand what comes next."""

from dataclasses import replace

import pytest
from builders import (
    NOW,
    a_case,
    a_confirmation,
    a_person,
    a_profile,
    a_role,
    a_staff,
    an_involvement,
    an_issue,
)

from jusou_meeting.finding import Stopped
from jusou_meeting.staff import Permission
from jusou_meeting.store import Store
from jusou_meeting.vocabulary import Footing

SATO = a_staff(id="sato")


@pytest.fixture
def store(tmp_path):
    store = Store.create(tmp_path / "city.db", municipality="見本市")
    facts = [a_profile(), a_person(), an_involvement(), a_role()]
    store.cases.open_case(SATO, a_case(), facts, at=NOW)
    return store


def save(store, fact, action="書き直す"):
    with store.cases.change(
        SATO, Permission.EDIT_CASE, action, case_id="case", footing=Footing.CONSENT, at=NOW
    ) as change:
        return change.save(fact)


def undo(store):
    return store.cases.undo(SATO, "case", Footing.CONSENT, at=NOW)


def household(store):
    return store.cases.household(SATO, "case", Footing.CONSENT)


def said(store):
    return [issue.title for issue in household(store).issues], household(store).profile.note


def test_fifty_steps_back_lead_through_the_same_states(store):
    states = [said(store)]
    for number in range(50):
        if number % 2:
            save(store, replace(household(store).profile, note=f"{number}"))
        else:
            save(store, an_issue(f"issue-{number}", title=f"課題{number}"))
        states.append(said(store))

    for state in reversed(states[:-1]):
        undo(store)
        assert said(store) == state
    with pytest.raises(Stopped, match="取り消せる入力がありません"):
        undo(store)


def test_what_comes_next_is_told_beforehand(store):
    def told():
        last = store.cases.last_act(SATO, "case", Footing.CONSENT)
        return last and (last.action, last.at)

    assert told() is None
    save(store, an_issue(), action="課題を記録")
    save(store, an_issue("other"), action="もう一つ")
    assert told() == ("もう一つ", NOW)
    assert undo(store) == "もう一つ"
    assert told() == ("課題を記録", NOW)


def test_an_answer_is_never_taken_back_and_does_not_stand_in_the_way(store):
    save(store, an_issue())
    save(store, a_confirmation(wording=1))

    undo(store)

    assert (household(store).issues, len(household(store).confirmations)) == ((), 1)
