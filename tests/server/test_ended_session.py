"""A session that ends takes its open tabs with it: they hear nothing more and can do nothing more."""

import time
from contextlib import suppress
from datetime import timedelta

import pytest
from streamlit_tab import tab
from websockets.exceptions import ConnectionClosed

from jusou_meeting.staff import StaffRole

ENDED = 4401
SOON = 5
"""Seconds; generous, since timing fails no test. The median is reported by tests/benchmarks."""


def closing_of(socket):
    """The code with which the server closes this socket."""
    with pytest.raises(ConnectionClosed) as closed:
        everything_heard(socket, SOON)
    return closed.value.rcvd.code


def everything_heard(socket, patience):
    """What comes until nothing came for so long; ConnectionClosed when the server ends it."""
    heard = []
    with suppress(TimeoutError):
        while True:
            heard.append(socket.recv(timeout=patience))
    return heard


def revoked(city, token):
    city.revoke(token)


def idle(city, token):
    city.make_idle(token, timedelta(minutes=31))


def meeting_closed(city, token):
    city.close_for_now()


@pytest.mark.parametrize(
    ("end", "role"),
    [
        (revoked, StaffRole.PARTICIPANT),
        (idle, StaffRole.COORDINATOR),
        (meeting_closed, StaffRole.PARTICIPANT),
    ],
)
def test_both_sockets_of_a_session_close_when_it_ends(server, city, end, role):
    token = city.session(role)
    cookie = f"jusou_session={token}"
    with tab(server, cookie) as page, tab(server, cookie, "/live") as line:
        page.told()
        end(city, token)
        assert closing_of(page.socket) == ENDED
        assert closing_of(line.socket) == ENDED


def test_an_open_tab_of_an_ended_session_is_not_heard_again(server, city, secret):
    token = city.session()
    with tab(server, f"jusou_session={token}") as page:
        assert secret in page.told()
        city.revoke(token)
        heard, closed = [], False
        for _ in range(1000):
            try:
                page.ask()
                heard += everything_heard(page.socket, 0.02)
            except ConnectionClosed:
                closed = True
                break
    assert closed
    assert not any(secret.encode() in message for message in heard)


def test_the_other_sessions_stay(server, city):
    leaving, staying = city.session(), city.session()
    with tab(server, f"jusou_session={staying}") as page, tab(server, f"jusou_session={leaving}") as other:
        page.told()
        city.revoke(leaving)
        assert closing_of(other.socket) == ENDED
        assert "佐藤" in page.told()


def test_whoever_only_listens_to_a_long_meeting_stays_in_it(server, city):
    token = city.session(StaffRole.PARTICIPANT)
    with tab(server, f"jusou_session={token}") as page:
        page.told()
        city.make_idle(token, timedelta(hours=2))
        time.sleep(1.2)
        page.told()


def test_a_projector_stands_idle_and_stays_but_ends_with_its_meeting(server, city):
    token = city.session(StaffRole.PROJECTOR)
    cookie = f"jusou_projector={token}"
    with tab(server, cookie, "/projector/_stcore/stream") as wall:
        wall.told()
        city.make_idle(token, timedelta(hours=3))
        time.sleep(1.2)
        wall.told()
        city.close_for_now()
        assert closing_of(wall.socket) == ENDED


def test_a_file_out_of_reach_for_a_moment_keeps_no_ended_session_open(server, city):
    token = city.session()
    away = city.path.with_name("away.db")
    with tab(server, f"jusou_session={token}") as page:
        page.told()
        city.path.rename(away)
        city.store.file.path = away
        city.revoke(token)  # noticed through the connection that watches, but the file is not where it was
        time.sleep(1)
        city.store.file.path = city.path
        away.rename(city.path)
        assert closing_of(page.socket) == ENDED
    assert "trying again" in server.log.read_text("utf-8")
