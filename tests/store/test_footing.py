"""What was learned in a 支援会議 neither shows nor overwrites outside it."""

from dataclasses import replace

import pytest
from builders import NOW, a_case, a_person, a_profile, an_involvement, an_issue

from jusou_meeting.finding import Stopped
from jusou_meeting.household import Kinship
from jusou_meeting.staff import Permission, Staff, StaffRole
from jusou_meeting.store import Conflict, Store
from jusou_meeting.vocabulary import Footing

COORDINATOR = Staff(id="coordinator", name="佐藤", role=StaffRole.COORDINATOR)


@pytest.fixture
def store(tmp_path):
    store = Store.create(tmp_path / "city.db", municipality="見本市")
    store.cases.open_case(
        COORDINATOR,
        a_case(),
        [
            a_profile(),
            a_person("client"),
            a_person("child", Kinship.CHILD),
            an_involvement("hospital", name="病院"),
        ],
        at=NOW,
    )
    return store


def saved(store, fact, footing):
    with store.cases.change(
        COORDINATOR, Permission.EDIT_CASE, "書き直す", case_id="case", footing=footing, at=NOW
    ) as change:
        return change.save(fact)


def person(store, footing, record_id="child"):
    people = store.cases.household(COORDINATOR, "case", footing).people
    return next((p for p in people if p.id == record_id), None)


def test_what_was_learned_under_secrecy_is_absent_from_a_meeting_on_consent(store):
    saved(store, an_issue("breakoff", "child", title="治療の中断"), Footing.STATUTORY)

    on_consent = store.cases.household(COORDINATOR, "case", Footing.CONSENT)
    under_secrecy = store.cases.household(COORDINATOR, "case", Footing.STATUTORY)

    assert [issue.title for issue in on_consent.issues] == []
    assert [issue.title for issue in under_secrecy.issues] == ["治療の中断"]


def test_a_confidential_edit_neither_shows_nor_overwrites(store):
    saved(store, replace(person(store, Footing.STATUTORY), note="2年前に通院が途切れた"), Footing.STATUTORY)

    assert person(store, Footing.CONSENT).note == ""
    assert person(store, Footing.CONSENT).version == 1
    assert person(store, Footing.STATUTORY).note == "2年前に通院が途切れた"


def test_an_ordinary_edit_after_a_confidential_one_loses_neither(store):
    saved(store, replace(person(store, Footing.STATUTORY), note="2年前に通院が途切れた"), Footing.STATUTORY)
    saved(store, replace(person(store, Footing.CONSENT), age_band="30代"), Footing.CONSENT)

    assert person(store, Footing.CONSENT).age_band == "30代"
    assert person(store, Footing.CONSENT).note == ""
    under_secrecy = person(store, Footing.STATUTORY)
    assert (under_secrecy.age_band, under_secrecy.note) == ("30代", "2年前に通院が途切れた")


def test_a_confidential_edit_is_no_conflict_for_a_reader_who_may_not_know_of_it(store):
    seen = person(store, Footing.CONSENT)
    saved(store, replace(person(store, Footing.STATUTORY), note="秘"), Footing.STATUTORY)

    assert saved(store, replace(seen, name="会津 太郎"), Footing.CONSENT).version == 2


def test_two_people_who_edit_one_person_each_see_the_others_version(store):
    first = second = person(store, Footing.CONSENT)
    saved(store, replace(first, age_band="30代"), Footing.CONSENT)

    with pytest.raises(Conflict) as conflict:
        saved(store, replace(second, age_band="20代"), Footing.CONSENT)

    assert conflict.value.yours.age_band == "20代"
    assert conflict.value.theirs.age_band == "30代"
    assert person(store, Footing.CONSENT).age_band == "30代"


def test_an_ordinary_fact_may_not_speak_of_somebody_known_only_under_secrecy(store):
    saved(store, a_person("sister", Kinship.OLDER_SISTER), Footing.STATUTORY)

    with pytest.raises(Stopped):
        saved(store, an_issue("loneliness", "sister"), Footing.CONSENT)


def test_a_fact_may_not_speak_of_another_household(store):
    store.cases.open_case(
        COORDINATOR, a_case(id="other"), [a_profile(id="elsewhere"), a_person("stranger")], at=NOW
    )

    with pytest.raises(Stopped):
        saved(store, an_issue("mixed-up", "stranger"), Footing.STATUTORY)
    with pytest.raises(Stopped):
        saved(store, a_person("stranger", version=0), Footing.STATUTORY)


def test_undo_takes_back_the_last_act_and_the_ones_before_it(store):
    saved(store, an_issue("first", title="病気"), Footing.CONSENT)
    saved(store, an_issue("second", title="債務"), Footing.CONSENT)

    assert store.cases.undo(COORDINATOR, "case", Footing.CONSENT, at=NOW) == "書き直す"
    assert [i.title for i in store.cases.household(COORDINATOR, "case", Footing.CONSENT).issues] == ["病気"]
    store.cases.undo(COORDINATOR, "case", Footing.CONSENT, at=NOW)
    assert store.cases.household(COORDINATOR, "case", Footing.CONSENT).issues == ()
    with pytest.raises(Stopped, match="取り消せる入力がありません"):
        store.cases.undo(COORDINATOR, "case", Footing.STATUTORY, at=NOW)


def test_undo_is_refused_when_somebody_changed_the_record_since(store):
    colleague = Staff(id="colleague", name="鈴木", role=StaffRole.COORDINATOR)
    issue = saved(store, an_issue("first", title="病気"), Footing.CONSENT)
    with store.cases.change(
        colleague, Permission.EDIT_CASE, "課題を直す", case_id="case", footing=Footing.CONSENT, at=NOW
    ) as change:
        change.save(replace(issue, title="病気（糖尿病）"))

    with pytest.raises(Stopped, match="変更があるため"):
        store.cases.undo(COORDINATOR, "case", Footing.CONSENT, at=NOW)
    assert store.cases.household(COORDINATOR, "case", Footing.CONSENT).issues[0].title == "病気（糖尿病）"
