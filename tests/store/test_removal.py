"""What leaves the ordinary record takes nothing confidential with it, and betrays nothing of it."""

from dataclasses import replace

import pytest
from builders import (
    NOW,
    a_case,
    a_meeting,
    a_person,
    a_profile,
    a_role,
    a_sitting,
    a_staff,
    a_tie,
    an_involvement,
    an_issue,
)

from jusou_meeting.agency import InvolvementStatus
from jusou_meeting.ecomap.ties import TieStatus
from jusou_meeting.finding import Stopped
from jusou_meeting.household import Kinship, Position
from jusou_meeting.meeting import MeetingKind
from jusou_meeting.staff import Permission
from jusou_meeting.store import Conflict, Store
from jusou_meeting.vocabulary import Footing

SATO = a_staff()
SUZUKI = a_staff(id="suzuki", name="鈴木")


@pytest.fixture
def store(tmp_path):
    store = Store.create(tmp_path / "city.db", municipality="見本市")
    store.cases.open_case(
        SATO,
        a_case(),
        [a_profile(), a_person("client"), a_person("child", Kinship.CHILD), an_involvement("agency")],
        at=NOW,
    )
    return store


def change(store, footing, *, staff=SATO, meeting_id=None, needs=Permission.EDIT_CASE):
    return store.cases.change(
        staff,
        needs,
        "書き直す",
        case_id="case",
        footing=footing,
        meeting_id=meeting_id,
        at=NOW,
    )


def saved(store, fact, footing, *, staff=SATO):
    with change(store, footing, staff=staff) as act:
        return act.save(fact)


def removed(store, fact, footing, *, staff=SATO):
    with change(store, footing, staff=staff) as act:
        act.remove(fact)


def household(store, footing):
    return store.cases.household(SATO, "case", footing)


def undone(store, footing=Footing.CONSENT, *, staff=SATO):
    return store.cases.undo(staff, "case", footing, at=NOW)


def person(store, footing, record_id="child"):
    return next((p for p in household(store, footing).people if p.id == record_id), None)


def test_who_is_spoken_of_in_confidence_stays_known_there_when_the_ordinary_record_goes(store):
    saved(store, an_issue("breakoff", "child", title="治療の中断"), Footing.STATUTORY)

    removed(store, person(store, Footing.CONSENT), Footing.CONSENT)

    assert person(store, Footing.CONSENT) is None
    assert person(store, Footing.STATUTORY).kinship is Kinship.CHILD
    assert [i.title for i in household(store, Footing.STATUTORY).issues] == ["治療の中断"]


def test_a_removal_taken_back_leaves_no_confidential_copy_behind(store):
    saved(store, an_issue("breakoff", "child"), Footing.STATUTORY, staff=SUZUKI)
    removed(store, person(store, Footing.CONSENT), Footing.CONSENT)

    undone(store)

    assert person(store, Footing.CONSENT).kinship is Kinship.CHILD
    assert person(store, Footing.STATUTORY).footing is Footing.CONSENT


def test_an_ordinary_record_is_not_removed_under_secrecy_even_when_it_is_told_differently_there(store):
    saved(store, replace(person(store, Footing.STATUTORY), note="秘"), Footing.STATUTORY)

    with pytest.raises(Stopped, match="支援会議の中では消せません") as refused:
        removed(store, person(store, Footing.STATUTORY), Footing.STATUTORY)
    for word in (TieStatus.ENDED.label, InvolvementStatus.ENDED.label):
        assert f"「{word}」" in str(refused.value), "the words that stand in the form"

    assert person(store, Footing.STATUTORY).note == "秘"


def test_whoever_may_not_know_of_the_confidential_version_is_never_shown_it_as_the_other_side(store):
    saved(store, replace(person(store, Footing.STATUTORY), note="秘"), Footing.STATUTORY)
    forged = replace(person(store, Footing.CONSENT), footing=Footing.STATUTORY, version=9)

    with pytest.raises(Conflict) as conflict:
        removed(store, forged, Footing.CONSENT)

    assert conflict.value.theirs == person(store, Footing.CONSENT)


def test_the_household_itself_is_never_removed(store):
    with pytest.raises(Stopped, match="世帯"):
        removed(store, household(store, Footing.CONSENT).profile, Footing.CONSENT)


def test_a_version_number_never_comes_twice(store):
    first = saved(store, an_issue("issue", title="病気"), Footing.CONSENT)
    removed(store, first, Footing.CONSENT)

    again = saved(store, an_issue("issue", title="債務"), Footing.CONSENT)

    assert again.version > first.version
    with pytest.raises(Conflict):
        saved(store, replace(first, title="古い画面から"), Footing.CONSENT)


def test_a_screen_left_from_an_undone_confidential_edit_does_not_overwrite(store):
    confidential = saved(store, replace(person(store, Footing.STATUTORY), note="秘"), Footing.STATUTORY)
    undone(store, Footing.STATUTORY)
    for band in ("30代", "20代", "10代"):
        ordinary = saved(store, replace(person(store, Footing.CONSENT), age_band=band), Footing.CONSENT)
        if ordinary.version == confidential.version:
            break

    with pytest.raises(Conflict):
        saved(store, replace(confidential, note="古い画面から"), Footing.STATUTORY)


def test_an_ordinary_edit_that_changes_nothing_in_the_confidential_version_leaves_its_number(store):
    saved(store, an_issue("issue", title="病気", note=""), Footing.CONSENT)
    issue = household(store, Footing.STATUTORY).issues[0]
    confidential = saved(store, replace(issue, note="服薬していない"), Footing.STATUTORY)

    saved(store, replace(household(store, Footing.CONSENT).issues[0], note="通院中"), Footing.CONSENT)

    assert household(store, Footing.STATUTORY).issues == (confidential,)


def test_what_others_came_to_speak_of_is_not_undone_away(store):
    with change(store, Footing.CONSENT) as act:
        act.save(a_person("grandmother", Kinship.GRANDMOTHER))
    saved(store, an_issue("care", "grandmother", title="介護"), Footing.CONSENT, staff=SUZUKI)

    with pytest.raises(Stopped):
        undone(store)

    assert [i.title for i in household(store, Footing.CONSENT).issues] == ["介護"]


def test_what_speaks_of_somebody_removed_since_is_not_brought_back(store):
    tie = saved(store, a_tie("agency", "child"), Footing.CONSENT)
    removed(store, tie, Footing.CONSENT)
    removed(store, person(store, Footing.CONSENT), Footing.CONSENT, staff=SUZUKI)

    with pytest.raises(Stopped):
        undone(store)


def test_a_confidential_edit_since_neither_forbids_an_ordinary_undo_nor_is_lost_by_it(store):
    saved(store, replace(person(store, Footing.CONSENT), age_band="30代"), Footing.CONSENT)
    saved(store, replace(person(store, Footing.STATUTORY), note="秘"), Footing.STATUTORY, staff=SUZUKI)

    undone(store)

    assert person(store, Footing.CONSENT).age_band == "40代"
    confidential = person(store, Footing.STATUTORY)
    assert (confidential.age_band, confidential.note) == ("40代", "秘")


def test_a_confidential_word_that_the_room_says_too_survives_when_the_room_takes_it_back(store):
    saved(
        store,
        replace(person(store, Footing.STATUTORY), note="通院が途切れた"),
        Footing.STATUTORY,
        staff=SUZUKI,
    )
    saved(store, replace(person(store, Footing.CONSENT), note="通院が途切れた"), Footing.CONSENT)

    undone(store)

    assert person(store, Footing.CONSENT).note == ""
    assert person(store, Footing.STATUTORY).note == "通院が途切れた"


def test_a_confidential_undo_does_not_bring_back_what_the_ordinary_record_said_long_ago(store):
    saved(store, replace(person(store, Footing.STATUTORY), note="秘"), Footing.STATUTORY)
    saved(store, replace(person(store, Footing.STATUTORY), age_band="秘"), Footing.STATUTORY)
    saved(store, replace(person(store, Footing.CONSENT), age_band="30代"), Footing.CONSENT, staff=SUZUKI)

    undone(store, Footing.STATUTORY)

    confidential = person(store, Footing.STATUTORY)
    assert (confidential.age_band, confidential.note) == ("30代", "秘")


def test_an_act_on_several_records_is_undone_as_one(store):
    with change(store, Footing.CONSENT) as act:
        act.save(a_person("grandmother", Kinship.GRANDMOTHER))
        act.save(a_tie("agency", "grandmother"))
        act.save(a_role(for_ids=("grandmother",)))
        act.move("grandmother", Position(1, 2))
    before = household(store, Footing.CONSENT)
    with change(store, Footing.CONSENT) as act:
        act.remove(before.ties[0])
        act.remove(before.roles[0])
        act.remove(before.people[-1])

    undone(store)
    again = household(store, Footing.CONSENT)
    assert [replace(fact, version=1) for fact in (*again.people, *again.ties, *again.roles)] == [
        *before.people, *before.ties, *before.roles
    ]  # fmt: skip
    undone(store)
    assert household(store, Footing.CONSENT) == replace(
        before, people=before.people[:-1], ties=(), roles=(), positions={}
    )


def test_a_household_file_may_name_the_meeting_in_which_somebody_was_heard_of(store):
    store.cases.open_case(
        SATO,
        a_case(id="brought"),
        [
            a_profile(id="brought-household", learned_in="heard-in"),
            a_person("brought-client", learned_in="heard-in"),
            a_person("brought-client", learned_in="heard-in", footing=Footing.STATUTORY, note="秘"),
            a_meeting("heard-in", kind=MeetingKind.STATUTORY, footing=Footing.STATUTORY, sitting_id="then"),
        ],
        sittings=[a_sitting(id="then")],
        at=NOW,
    )

    people = store.cases.household(SATO, "brought", Footing.STATUTORY).people
    assert [(p.note, p.learned_in) for p in people] == [("秘", "heard-in")]


@pytest.mark.parametrize(
    "facts",
    [
        [a_profile(id="h"), an_issue("i", "nobody")],
        [a_profile(id="h"), a_person("p", footing=Footing.STATUTORY), an_issue("i", "p")],
        [a_profile(id="h"), a_person("p"), a_person("p", label="もう一人")],
        [a_profile(id="h"), a_person("child")],
        [a_person("p")],
    ],
    ids=["of nobody", "of somebody hidden", "twice", "of another case", "of no household"],
)
def test_a_case_that_does_not_hold_together_is_not_opened(store, facts):
    with pytest.raises((Stopped, Conflict)):
        store.cases.open_case(SATO, a_case(id="brought"), facts, at=NOW)

    assert [case.id for case in store.cases.all(SATO)] == ["case"]
    assert store.cases.household(SATO, "case", Footing.STATUTORY).people[1].label == "子"


def test_a_household_known_only_in_confidence_is_an_empty_one_outside(store):
    store.cases.open_case(
        SATO,
        a_case(id="quiet"),
        [a_profile(id="q", note="秘", footing=Footing.STATUTORY), a_person("q1", footing=Footing.STATUTORY)],
        at=NOW,
    )

    outside = store.cases.household(SATO, "quiet", Footing.CONSENT)

    assert (outside.id, outside.profile.note, outside.people) == ("q", "", ())
    with store.cases.change(
        SATO, Permission.EDIT_CASE, "概要", case_id="quiet", footing=Footing.CONSENT, at=NOW
    ) as act:
        act.save(replace(outside.profile, note="窓口に来た"))
    assert store.cases.household(SATO, "quiet", Footing.CONSENT).profile.note == "窓口に来た"
    assert store.cases.household(SATO, "quiet", Footing.STATUTORY).profile.note == "秘"


def test_an_ordinary_change_cannot_claim_to_come_from_a_confidential_meeting(store):
    with change(store, Footing.STATUTORY, needs=Permission.HOLD_MEETING) as act:
        sitting = act.hold(a_sitting())
        act.save(a_meeting("confidential", kind=MeetingKind.STATUTORY, sitting_id=sitting.id))

    with pytest.raises(Stopped), change(store, Footing.CONSENT, meeting_id="confidential") as act:
        act.save(an_issue("issue"))
    with change(store, Footing.STATUTORY, meeting_id="confidential") as act:
        assert act.save(an_issue("issue")).learned_in == "confidential"
