"""元に戻す walks back act by act, and says beforehand what comes next."""

from dataclasses import replace
from random import Random

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
from jusou_meeting.store import Store, history
from jusou_meeting.store import undo as undoing
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


def redo(store, staff=SATO):
    return store.cases.redo(staff, "case", Footing.CONSENT, at=NOW)


def household(store):
    return store.cases.household(SATO, "case", Footing.CONSENT)


def said(store):
    return [issue.title for issue in household(store).issues], household(store).profile.note


def test_fifty_steps_back_and_forth_lead_through_the_same_states(store):
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
    for state in states[1:]:
        redo(store)
        assert said(store) == state
    with pytest.raises(Stopped, match="やり直せる入力がありません"):
        redo(store)


def test_what_comes_next_is_told_beforehand(store):
    def told():
        last = store.cases.last_done(SATO, "case", Footing.CONSENT)
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


def test_what_was_taken_back_is_done_again_step_by_step(store):
    states = [said(store)]
    for number in range(3):
        save(store, an_issue(f"issue-{number}", title=f"課題{number}"), action=f"課題{number}を記録")
        states.append(said(store))
    for _ in range(3):
        undo(store)

    for number, state in enumerate(states[1:]):
        assert redo(store) == f"課題{number}を記録"
        assert said(store) == state
    with pytest.raises(Stopped, match="やり直せる入力がありません"):
        redo(store)


def test_what_was_removed_and_brought_back_is_removed_again(store):
    save(store, an_issue())
    with store.cases.change(
        SATO, Permission.EDIT_CASE, "消す", case_id="case", footing=Footing.CONSENT, at=NOW
    ) as change:
        change.remove(household(store).issues[0])
    undo(store)
    assert len(household(store).issues) == 1

    redo(store)

    assert household(store).issues == ()


def test_something_new_leaves_nothing_to_do_again(store):
    save(store, an_issue())
    undo(store)
    save(store, an_issue("other"))

    assert store.cases.last_undone(SATO, "case", Footing.CONSENT) is None
    with pytest.raises(Stopped):
        redo(store)


def test_nobody_does_again_what_a_colleague_took_back(store):
    save(store, an_issue())
    undo(store)

    with pytest.raises(Stopped):
        redo(store, a_staff(id="suzuki"))


def test_what_a_colleague_changed_since_is_not_done_again_over_it(store):
    save(store, replace(household(store).profile, note="はじめ"))
    undo(store)
    with store.cases.change(
        a_staff(id="suzuki"), Permission.EDIT_CASE, "書く", case_id="case", footing=Footing.CONSENT, at=NOW
    ) as change:
        change.save(replace(household(store).profile, note="鈴木が書いた"))

    with pytest.raises(Stopped, match="やり直しはできません"):
        redo(store)
    assert household(store).profile.note == "鈴木が書いた"


def test_what_a_colleague_did_again_counts_as_changed(store):
    suzuki = a_staff(id="suzuki")
    save(store, replace(household(store).profile, note="佐藤が書いた"))
    with store.cases.change(
        suzuki, Permission.EDIT_CASE, "書く", case_id="case", footing=Footing.CONSENT, at=NOW
    ) as change:
        change.save(replace(household(store).profile, note="鈴木が書いた"))
    store.cases.undo(suzuki, "case", Footing.CONSENT, at=NOW)
    redo(store, suzuki)

    with pytest.raises(Stopped, match="のあとに変更があるため"):
        undo(store)
    assert household(store).profile.note == "鈴木が書いた"


class Desk:
    """Somebody who writes, takes back and does again, beside a plain list of what was said at each step."""

    def __init__(self, store):
        self.store, self.done, self.undone, self.count = store, [said(store)], [], 0

    def write(self):
        self.count += 1
        if self.count % 3:
            save(self.store, replace(household(self.store).profile, note=str(self.count)))
        else:
            save(self.store, an_issue(f"issue-{self.count}", title=f"課題{self.count}"))
        self.done.append(said(self.store))
        self.undone.clear()

    def take_back(self):
        if len(self.done) > 1:
            undo(self.store)
            self.undone.append(self.done.pop())

    def do_again(self):
        if self.undone:
            redo(self.store)
            self.done.append(self.undone.pop())

    def is_unbroken(self):
        with self.store.file.reading() as db:
            return not list(history.broken_links(db))

    def agrees(self):
        cases = self.store.cases
        return (
            said(self.store) == self.done[-1]
            and (cases.last_done(SATO, "case", Footing.CONSENT) is not None) == (len(self.done) > 1)
            and (cases.last_undone(SATO, "case", Footing.CONSENT) is not None) == bool(self.undone)
            and self.is_unbroken()
        )


ACTS = (Desk.write, Desk.take_back, Desk.do_again)


def walk(store, steps):
    desk = Desk(store)
    for step in steps:
        step(desk)
        assert desk.agrees(), step.__name__


@pytest.mark.parametrize("seed", range(2))
def test_any_walk_back_and_forth_leads_through_what_was_said(store, seed):
    dice = Random(seed)

    walk(store, dice.choices(ACTS, (3, 4, 3), k=80))


def test_a_walk_would_notice_an_office_that_does_again_what_is_gone(store, monkeypatch):
    monkeypatch.setattr(undoing, "last_undone", lambda db, staff, case_id, footing: None)

    with pytest.raises((AssertionError, Stopped)):
        walk(store, (Desk.write, Desk.take_back, Desk.do_again))


def test_acts_of_one_second_keep_their_names_however_far_one_looks_back(store):
    for number in range(3):
        save(store, an_issue(f"issue-{number}"), action="課題を記録")

    def names(most):
        acts = store.cases.acts(SATO, "case", Footing.CONSENT, most=most)
        return [act.said for act in acts if "課題を記録" in act.said]

    assert len(set(names(60))) == 3
    assert names(2) == names(60)[:2]
    assert "・" not in names(60)[-1]
