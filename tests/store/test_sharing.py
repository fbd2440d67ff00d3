"""提供記録: what was shown or handed to others is read from the access log, with the basis it had that day."""

from dataclasses import replace
from datetime import timedelta

import pytest
from builders import (
    NOW,
    TODAY,
    a_case,
    a_consent,
    a_meeting,
    a_person,
    a_profile,
    a_sitting,
    a_staff,
    an_involvement,
)

from jusou_meeting.session import Session
from jusou_meeting.sharing import SharedThing
from jusou_meeting.staff import NotAllowed, Permission, StaffRole
from jusou_meeting.store import Store
from jusou_meeting.vocabulary import Footing

COORDINATOR = a_staff()
ON_CONSENT = "本人の同意（令和8年11月26日）"


@pytest.fixture
def store(tmp_path):
    store = Store.create(tmp_path / "city.db", municipality="見本市")
    facts = [a_profile(), a_person(), an_involvement(), a_consent(), a_meeting()]
    store.cases.open_case(COORDINATOR, a_case(), facts, sittings=[a_sitting()], at=NOW)
    return store


def sits(store, id, role, **said):
    """Whoever looks at the household from a seat in the meeting."""
    session = Session(
        id=id, staff_id=id, role=role, case_id="case", meeting_id="meeting", footing=Footing.CONSENT,
        started_at=NOW, seen_at=NOW, admitted_at=NOW, **{"name": "鈴木", "agency": "地域包括支援センター"} | said,
    )  # fmt: skip
    store.door.start(session)
    return session.staff


def looks(store, staff, screen, at=NOW, footing=Footing.CONSENT):
    store.door.log(
        "view", at=at, staff=staff, screen=screen, case_id="case", meeting_id="meeting", footing=footing
    )


def sharings(store, footing=Footing.STATUTORY):
    return store.cases.sharings(COORDINATOR, "case", footing)


def test_whoever_sees_the_roles_on_their_device_is_in_the_record_once(store):
    suzuki = sits(store, "suzuki", StaffRole.PARTICIPANT)
    looks(store, suzuki, "answer")
    looks(store, suzuki, "answer", NOW + timedelta(minutes=5))

    [sharing] = sharings(store)
    assert (sharing.at, sharing.thing) == (NOW, SharedThing.ROLES)
    assert (sharing.receiver, sharing.meeting_id) == ("地域包括支援センター　鈴木", "meeting")
    assert sharing.basis == ON_CONSENT


def test_the_wall_and_each_paper_are_in_the_record_latest_first(store):
    looks(store, sits(store, "wall", StaffRole.PROJECTOR, name="投影"), "wall")
    sato = sits(store, "sato", StaffRole.COORDINATOR, name="佐藤", agency="市地域福祉課")
    for screen, by in (("minutes", sato), ("minutes", sato), ("household", a_staff())):
        store.door.log("export", at=NOW, staff=by, screen=screen, case_id="case", footing=Footing.STATUTORY)

    assert [(s.thing, s.receiver, s.basis) for s in sharings(store)] == [
        (SharedThing.HOUSEHOLD_FILE, "命令で書き出した人", "社会福祉法第106条の6"),
        (SharedThing.MINUTES, "市地域福祉課　佐藤", "社会福祉法第106条の6"),
        (SharedThing.MINUTES, "市地域福祉課　佐藤", "社会福祉法第106条の6"),
        (SharedThing.MAP_ON_THE_WALL, "会議の出席者", ON_CONSENT),
    ]


def test_what_was_shared_on_a_consent_is_not_changed_by_its_withdrawal(store):
    looks(store, sits(store, "suzuki", StaffRole.PARTICIPANT), "answer")
    with store.cases.change(
        COORDINATOR, Permission.EDIT_CASE, "同意を撤回", case_id="case", footing=Footing.CONSENT, at=NOW
    ) as change:
        change.save(replace(a_consent(version=1), withdrawn_on=TODAY))
    looks(store, sits(store, "tanaka", StaffRole.PARTICIPANT), "answer")

    assert [sharing.basis for sharing in sharings(store)] == ["本人の同意は記録されていません", ON_CONSENT]


def test_what_the_coordinator_sees_at_their_own_desk_is_no_sharing(store):
    store.door.log("view", at=NOW, staff=COORDINATOR, screen="household", case_id="case")

    assert sharings(store) == ()


def test_a_reader_on_consent_does_not_learn_of_a_sharing_under_secrecy(store):
    store.door.log(
        "export", at=NOW, staff=COORDINATOR, screen="household", case_id="case", footing=Footing.STATUTORY
    )

    assert len(sharings(store)) == 1
    assert sharings(store, Footing.CONSENT) == ()


def test_whoever_was_shared_with_does_not_read_the_record(store):
    suzuki = sits(store, "suzuki", StaffRole.PARTICIPANT)

    with pytest.raises(NotAllowed):
        store.cases.sharings(suzuki, "case", Footing.CONSENT)
