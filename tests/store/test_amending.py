"""A case is put right itself: its name, and whether it stands in the list."""

from dataclasses import replace

import pytest
from builders import NOW, TODAY, a_case, a_profile, a_staff, an_issue

from jusou_meeting.finding import Stopped
from jusou_meeting.staff import Permission
from jusou_meeting.store import Store
from jusou_meeting.store.backup import check
from jusou_meeting.vocabulary import Footing

SATO = a_staff(id="sato")


@pytest.fixture
def store(tmp_path):
    store = Store.create(tmp_path / "city.db", municipality="見本市")
    store.cases.open_case(SATO, a_case(title="80代の両親と40代の子の世態"), [a_profile()], at=NOW)
    return store


def case(store):
    return store.cases.all(SATO)[0]


def amend(store, case, action="事例の名前を直す"):
    with store.cases.change(
        SATO, Permission.EDIT_CASE, action, case_id="case", footing=Footing.CONSENT, at=NOW
    ) as change:
        return change.amend(case)


def test_a_name_mistyped_is_put_right_and_the_mistake_may_come_back(store):
    amend(store, replace(case(store), title="80代の両親と40代の子の世帯"))
    assert case(store).title == "80代の両親と40代の子の世帯"

    assert store.cases.undo(SATO, "case", Footing.CONSENT, at=NOW) == "事例の名前を直す"
    assert case(store).title == "80代の両親と40代の子の世態"

    store.cases.redo(SATO, "case", Footing.CONSENT, at=NOW)
    assert case(store).title == "80代の両親と40代の子の世帯"
    assert list(check(store.file.path)) == []


def test_a_case_put_away_keeps_all_it_holds(store):
    with store.cases.change(
        SATO, Permission.EDIT_CASE, "課題を記録", case_id="case", footing=Footing.CONSENT, at=NOW
    ) as change:
        change.save(an_issue(subject_id="household"))
    amend(store, replace(case(store), put_away_on=TODAY), "事例を一覧からしまう")

    household = store.cases.household(SATO, "case", Footing.CONSENT)
    assert household.case.put_away_on == TODAY
    assert len(household.issues) == 1
    assert household.case.number == "R8-0001"

    store.cases.undo(SATO, "case", Footing.CONSENT, at=NOW)
    assert case(store).put_away_on is None


def test_that_a_case_was_opened_is_never_undone(store):
    amend(store, replace(case(store), title="世帯"))
    store.cases.undo(SATO, "case", Footing.CONSENT, at=NOW)

    with pytest.raises(Stopped, match="取り消せる入力がありません"):
        store.cases.undo(SATO, "case", Footing.STATUTORY, at=NOW)


def test_who_saw_an_older_name_overwrites_none(store):
    seen = case(store)
    amend(store, replace(seen, title="先に直した名前"))

    with pytest.raises(Stopped, match="ほかの人が先に変更しました"):
        amend(store, replace(seen, title="あとから来た名前"))
    assert case(store).title == "先に直した名前"
