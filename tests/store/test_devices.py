"""Others' devices stay outside until an administrator lets them in, and go out when they are shut out again."""

from datetime import timedelta

import pytest
from builders import (
    NOW,
    a_case,
    a_consent,
    a_meeting,
    a_person,
    a_profile,
    a_sitting,
    a_staff,
    an_involvement,
)

from jusou_meeting.finding import Stopped
from jusou_meeting.session import Session
from jusou_meeting.staff import NotAllowed, Seat, StaffRole
from jusou_meeting.store import Store
from jusou_meeting.store.demonstration import create_demonstration
from jusou_meeting.vocabulary import Footing

ADMINISTRATOR = a_staff(StaffRole.ADMINISTRATOR)
SEAT = Seat(case_id="case", footing=Footing.CONSENT, meeting_id="meeting")


@pytest.fixture
def store(tmp_path):
    store = Store.create(tmp_path / "city.db", municipality="見本市")
    facts = [a_profile(), a_person(), an_involvement(), a_consent(), a_meeting()]
    store.cases.open_case(a_staff(), a_case(), facts, sittings=[a_sitting()], at=NOW)
    return store


def switch(store, on, by=ADMINISTRATOR):
    store.devices.switch(on=on, by=by, at=NOW)


def offer(store):
    store.door.offer_code("AAAA2222", SEAT, by=a_staff(), at=NOW, until=NOW + timedelta(hours=1))


def test_a_new_file_lets_no_device_in_and_offers_no_code(store):
    assert not store.devices.on
    with pytest.raises(Stopped, match="システム管理者"):
        offer(store)


def test_only_whoever_manages_staff_has_the_switch(store):
    for role in StaffRole:
        if role is not StaffRole.ADMINISTRATOR:
            with pytest.raises(NotAllowed):
                switch(store, True, by=a_staff(role, seats=(SEAT,)))
    assert not store.devices.on


def test_shut_out_everybody_who_joined_is_out_and_the_code_is_void(store):
    switch(store, True)
    offer(store)
    assert store.door.seat_of_code("AAAA2222", NOW) == SEAT
    seat = {
        "case_id": "case",
        "meeting_id": "meeting",
        "footing": Footing.CONSENT,
        "started_at": NOW,
        "seen_at": NOW,
    }
    for id, role in (("phone", StaffRole.PARTICIPANT), ("wall", StaffRole.PROJECTOR)):
        store.door.start(Session(id=id, staff_id=id, role=role, name=id, admitted_at=NOW, **seat))

    switch(store, False)

    assert [session.id for session in store.door.sessions_of("meeting")] == ["wall"]
    switch(store, True)
    assert store.door.seat_of_code("AAAA2222", NOW) is None


def test_both_turns_of_the_switch_are_written_down(store):
    switch(store, True)
    switch(store, False)

    with store.file.reading() as db:
        lines = list(db.query("SELECT action, staff_id FROM access ORDER BY rowid"))
    assert [line["action"] for line in lines] == ["devices_on", "devices_off"]
    assert {line["staff_id"] for line in lines} == {ADMINISTRATOR.id}


def test_a_demonstration_may_be_tried_on_a_phone_at_once(tmp_path):
    assert create_demonstration(tmp_path / "demo.db", at=NOW).devices.on
