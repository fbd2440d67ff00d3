import os
import statistics
import sys
import time
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

import pytest
import requests
from city import City
from plain_form import PlainForm
from running_server import running_server
from streamlit_tab import tab
from websockets.exceptions import ConnectionClosed

from jusou_meeting.staff import StaffRole

pytestmark = pytest.mark.benchmark

ROOM = 30


@pytest.fixture(scope="module")
def city(tmp_path_factory):
    return City(tmp_path_factory.mktemp("city"))


@pytest.fixture(scope="module")
def server(city):
    with running_server(city.path) as running:
        yield running


def report(capsys, what, taken):
    with capsys.disabled():
        print(  # noqa: T201  # what a benchmark is for
            f"\n{what}: median {statistics.median(taken) * 1000:.1f} ms, longest {max(taken) * 1000:.1f} ms"
        )


def closed_at(socket):
    while True:
        try:
            socket.recv(timeout=5)
        except ConnectionClosed:
            return time.perf_counter()


def test_from_a_revocation_by_another_process_to_closed_sockets(server, city, capsys):
    taken = []
    for _ in range(10):
        token = city.session()
        cookie = f"jusou_session={token}"
        with tab(server, cookie) as page, tab(server, cookie, "/live") as line:
            page.told()
            start = time.perf_counter()
            city.revoke(token)
            taken.append(max(closed_at(page.socket), closed_at(line.socket)) - start)
    report(capsys, "revoked by another process → both sockets closed", taken)
    assert len(taken) == 10


def test_from_a_commit_of_the_server_to_everybody_in_the_room(server, city, capsys):
    taken = []
    with ExitStack() as stack:
        room = [
            stack.enter_context(tab(server, f"jusou_session={city.session()}", "/live?meeting=meeting"))
            for _ in range(ROOM)
        ]
        city.offer("ABCD2345")
        for _ in range(10):
            form = PlainForm(server, "/leave", token=city.session(StaffRole.PARTICIPANT))
            time.sleep(0.7)
            for line in room:
                drain(line.socket)
            start = time.perf_counter()
            form.send()
            for line in room:
                line.socket.recv(timeout=5)
            taken.append(time.perf_counter() - start)
    report(capsys, f"somebody goes out (request included) → {ROOM} others have heard", taken)
    assert len(taken) == 10


def drain(socket):
    while True:
        try:
            socket.recv(timeout=0)
        except TimeoutError:
            return


def test_from_darkening_by_another_process_to_the_wall(server, city, capsys):
    taken, token = [], city.session(StaffRole.PROJECTOR)
    with tab(server, f"jusou_projector={token}", "/projector/live") as wall:
        wall.socket.recv(timeout=5)
        for n in range(10):
            start = time.perf_counter()
            city.shows(dark=bool(n % 2))
            wall.socket.recv(timeout=5)
            taken.append(time.perf_counter() - start)
    report(capsys, "dark (commit of another process) → the wall hears", taken)
    assert len(taken) == 10


def test_what_the_gate_costs_one_request(server, city, capsys):
    def each(path, cookie):
        taken = []
        for _ in range(100):
            start = time.perf_counter()
            answer = requests.get(server.url + path, headers={"Cookie": cookie})
            taken.append(time.perf_counter() - start)
            assert answer.ok
        return taken

    report(capsys, "a file of the door, open to all", each("/door.css", ""))
    report(
        capsys,
        "a file behind the gate, session looked up",
        each("/favicon.png", f"jusou_session={city.session()}"),
    )


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")
def test_what_a_quiet_room_costs(server, city, capsys):
    def used():
        fields = Path(f"/proc/{server.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    with ExitStack() as stack:
        for _ in range(ROOM):
            cookie = f"jusou_session={city.session()}"
            stack.enter_context(tab(server, cookie)).told()
            stack.enter_context(tab(server, cookie, "/live?meeting=meeting"))
        time.sleep(1)
        before, start = used(), datetime.now(UTC)
        time.sleep(6)
        share = (used() - before) / (datetime.now(UTC) - start).total_seconds()
    with capsys.disabled():
        print(f"\n{ROOM} people, {2 * ROOM} sockets, nothing happens: {share:.1%} of one core")  # noqa: T201
    assert share < 1
