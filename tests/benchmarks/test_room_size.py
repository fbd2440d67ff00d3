"""How many devices a room may have: 30 and 100 that are really joined, idle, then with an answer every five seconds."""

import os
import statistics
import time
from datetime import UTC, datetime, timedelta

import pytest
from builders import (
    a_case,
    a_consent,
    a_meeting,
    a_person,
    a_profile,
    a_role,
    a_sitting,
    a_staff,
    an_attendee,
    an_involvement,
    an_issue,
)
from devices import Load, a_room, joined, seconds_to_all
from running_server import running_server

from jusou_meeting.staff import Seat, StaffRole
from jusou_meeting.store import Store
from jusou_meeting.vocabulary import Footing

pytestmark = pytest.mark.benchmark

CODE = "2345ABCD"
AGENCIES, ROLES = 11, 14
IDLE = 20
"""Seconds."""
CHANGES, EVERY = 11, 5
STAFF = a_staff()


def a_city(path):
    """An open meeting of eleven agencies with fourteen roles, as in household C02."""
    agencies = [an_involvement(f"agency{n}", name=f"関係機関その{n}") for n in range(AGENCIES)]
    facts = [
        a_profile(),
        a_person(),
        *agencies,
        an_issue(),
        a_consent(agency_ids=tuple(agency.id for agency in agencies)),
        a_meeting("meeting"),
        *(
            an_attendee(f"line{n}", agency=agency.name, involvement_id=agency.id)
            for n, agency in enumerate(agencies)
        ),
        *(
            a_role(f"role{n}", f"agency{n % AGENCIES}", task=f"役割その{n}", issue_ids=("issue",), assigned_in="meeting")
            for n in range(ROLES)
        ),
    ]  # fmt: skip
    store, now = Store.create(path, municipality="架空市"), datetime.now(UTC)
    store.cases.open_case(STAFF, a_case(), facts, sittings=[a_sitting()], at=now)
    store.devices.switch(on=True, by=a_staff(StaffRole.ADMINISTRATOR), at=now)
    seat = Seat(case_id="case", footing=Footing.CONSENT, meeting_id="meeting")
    store.door.offer_code(CODE, seat, by=STAFF, at=now, until=now + timedelta(hours=1))
    return store


def admitted(room, server, store, size):
    """So many devices, each of which has painted its roles."""
    for n in range(size):
        room.enter(joined(server, CODE, name=f"参加者{n}", agency=f"関係機関その{n % AGENCIES}"))
    waiting = {session.name: session.id for session in store.door.sessions_of("meeting")}
    for n in range(size):
        store.door.admit(waiting[f"参加者{n}"], f"line{n % AGENCIES}", by=STAFF, at=datetime.now(UTC))
    settled(room, store)


def settled(room, store, patience=180):
    revision = store.cases.revision("case", "meeting")
    for _ in range(patience * 10):
        if all(device.revision >= revision for device in room.devices):
            return time.sleep(1)
        time.sleep(0.1)
    raise AssertionError("not everybody has painted the newest revision")


@pytest.mark.parametrize("size", [30, 100])
def test_a_room_idle_and_busy(tmp_path, capsys, size):
    store = a_city(tmp_path / "city.db")
    with running_server(tmp_path / "city.db") as server, a_room() as room:
        load = Load(server.process)
        before = load.memory
        admitted(room, server, store, size)
        joining = load.cpu()
        time.sleep(IDLE)
        idle, memory = load.cpu() / IDLE, load.memory
        taken, started = [], time.monotonic()
        for n in range(CHANGES):
            room.accept(room.devices[n % AGENCIES])
            time.sleep(EVERY)
            taken.append(newest(store))
        settled(room, store)
        busy = load.cpu() / (time.monotonic() - started)
        waits = [seconds_to_all(room.devices, *each) for each in taken]

    everybody = [wait * 1000 for each in waits for wait in each]
    last = [max(each) * 1000 for each in waits]
    assert len(everybody) == size * CHANGES
    with capsys.disabled():
        print(  # noqa: T201  # what a benchmark is for
            f"\n{size} devices (load {os.getloadavg()[0]:.1f}): joining {joining / size:.2f} s of processor each; "
            f"idle {idle:.1%} of a core; {(memory - before) / size:.1f} MB each ({load_text(before, memory)}); "
            f"an answer every {EVERY} s: {busy:.0%} of a core, change → screen p50 {statistics.median(everybody):.0f} ms, "
            f"p95 {statistics.quantiles(everybody, n=20)[-1]:.0f} ms, the last screen p50 {statistics.median(last):.0f} ms"
        )


def newest(store):
    """When the last act was taken, and the revision that shows it."""
    with store.file.reading() as db:
        [act] = db.query("SELECT at, action FROM change ORDER BY seq DESC LIMIT 1")
    assert "回答" in act["action"], act
    return datetime.fromisoformat(act["at"]).timestamp(), store.cases.revision("case", "meeting")


def load_text(before, memory):
    return f"{before:.0f} → {memory:.0f} MB"
