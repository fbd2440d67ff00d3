"""Whoever looks at a case hears that it changed, and nothing else; the wall hears at once that it is dark."""

import asyncio
import json
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest
from builders import an_issue
from streamlit_tab import tab
from websockets.exceptions import ConnectionClosed, InvalidStatus

from jusou_meeting.server.live import Live
from jusou_meeting.server.presence import presence
from jusou_meeting.session import HELD, IDLE
from jusou_meeting.staff import StaffRole
from jusou_meeting.store import FileProblem, hashed
from jusou_meeting.store.driver import DatabaseError

IN_TIME = 5


def line(server, token, query="", cookie="jusou_session", prefix=""):
    return tab(server, f"{cookie}={token}", f"{prefix}/live{query}")


def heard(line):
    return json.loads(line.socket.recv(timeout=IN_TIME))


def add_issue(city, id):
    with city.change("課題を追加") as change:
        change.save(an_issue(id))


def test_a_page_hears_the_revision_first_and_again_after_each_change(server, city):
    with line(server, city.session(), "?case=case&meeting=meeting") as page:
        first = heard(page)
        assert first == {"revision": city.store.cases.revision("case", "meeting")}
        add_issue(city, "debts")
        assert heard(page)["revision"] > first["revision"]


def test_a_page_of_a_household_hears_of_it_without_a_meeting(server, city):
    with line(server, city.session(), "?case=case") as page:
        first = heard(page)
        add_issue(city, "illness")
        assert heard(page) == {"revision": city.store.cases.revision("case")} != first


def test_a_participant_hears_of_their_own_meeting_whatever_they_ask_for(server, city):
    with line(server, city.session(StaffRole.PARTICIPANT), "?meeting=secret-meeting&case=other") as page:
        assert heard(page) == {"revision": city.store.cases.revision("case", "meeting")}


def test_whoever_waits_at_the_door_hears_only_that_they_were_let_in(server, city):
    token = city.session(StaffRole.PARTICIPANT, admitted_at=None)
    with line(server, token) as page:
        assert heard(page) == {"revision": 0}
        add_issue(city, "housing")
        city.admit(token)
        assert heard(page)["revision"] > 0


def test_the_wall_hears_that_it_is_dark_and_that_it_is_lit(server, city):
    city.shows(dark=True)
    token = city.session(StaffRole.PROJECTOR)
    with line(server, token, cookie="jusou_projector", prefix="/projector") as page:
        assert heard(page)["blank"] is True
        city.shows(dark=False)
        assert heard(page)["blank"] is False
        city.shows(dark=True)
        assert heard(page)["blank"] is True


@pytest.mark.parametrize("leave", ["signs out", "idles out"])
def test_the_wall_goes_dark_when_whoever_lit_it_has_gone(server, city, leave):
    coordinator = city.session()
    city.shows(dark=False, lit_by=hashed(coordinator))
    token = city.session(StaffRole.PROJECTOR)
    with line(server, token, cookie="jusou_projector", prefix="/projector") as page:
        first = heard(page)
        assert first["blank"] is False
        if leave == "signs out":
            city.revoke(coordinator)
        else:
            city.make_idle(coordinator, IDLE + timedelta(seconds=1))
        told = heard(page)
        assert told["blank"] is True
        assert told["revision"] > first["revision"]
    assert city.store.projections.of("meeting").dark


@pytest.mark.parametrize(
    ("query", "ago", "stays"),
    [
        ("?case=case&meeting=meeting", timedelta(minutes=40), True),
        ("?case=case&meeting=meeting", HELD + timedelta(minutes=1), False),
        ("?case=case", timedelta(minutes=40), False),
    ],
    ids=["of a meeting", "of a forgotten meeting", "of a household"],
)
def test_who_has_the_screen_of_a_meeting_before_them_may_listen_while_it_is_held(
    server, city, query, ago, stays
):
    city.begin("meeting", datetime.now(UTC) - ago)
    token = city.session()
    with line(server, token, query) as page:
        heard(page)
        city.make_idle(token, IDLE - timedelta(minutes=1))
        time.sleep(2)
        assert (city.idle_for(token) < timedelta(minutes=1)) is stays


def test_the_wall_stays_lit_when_somebody_else_goes(server, city):
    coordinator, other = city.session(), city.session()
    city.shows(dark=False, lit_by=hashed(coordinator))
    city.revoke(other)

    assert not city.store.projections.of("meeting").dark
    city.shows(dark=True, lit_by=None)


@pytest.mark.parametrize(
    ("role", "query"),
    [
        (StaffRole.ADMINISTRATOR, "?meeting=meeting"),
        (StaffRole.ADMINISTRATOR, "?case=case"),
        (StaffRole.ADMINISTRATOR, "?case=case&meeting=meeting"),
        (StaffRole.COORDINATOR, "?meeting=none"),
    ],
)
def test_whoever_may_not_read_a_case_does_not_hear_of_it(server, city, role, query):
    with pytest.raises((ConnectionClosed, InvalidStatus)), line(server, city.session(role), query) as page:
        heard(page)
    refusal = city.log()[-1]
    assert (refusal["action"], refusal["screen"]) == ("refused", "live")


def test_one_commit_in_this_process_is_heard_by_all_in_the_room(server, city):
    """Somebody signs out over the door itself: the server's own commit, told without waiting for the half-second look."""
    import requests

    from jusou_meeting.store.served import served

    assert served() is None, "the tests are another process than the server"
    with (
        line(server, city.session(), "?meeting=meeting") as one,
        line(server, city.session(), "?meeting=meeting") as two,
    ):
        before = heard(one), heard(two)
        participant = requests.Session()
        participant.cookies.set("jusou_session", city.session(StaffRole.PARTICIPANT))
        after_joining = heard(one), heard(two)
        page = participant.get(f"{server.url}/leave", headers={"Accept": "text/html"})
        token = page.text.split('name="token" value="')[1].split('"')[0]
        participant.post(f"{server.url}/leave", {"token": token}, headers={"Origin": server.url})
        after_leaving = heard(one), heard(two)
    assert before[0]["revision"] < after_joining[0]["revision"] < after_leaving[0]["revision"]
    assert before[1]["revision"] < after_joining[1]["revision"] < after_leaving[1]["revision"]


@pytest.mark.parametrize("trouble", [FileProblem("busy"), DatabaseError("malformed"), KeyError("of ours")])
def test_whatever_goes_wrong_in_one_look_is_not_the_last(city, monkeypatch, trouble):
    """Whoever stopped looking would push nothing any more, and close no socket of a session that ended."""
    looks = []

    async def look(store, stirred):
        looks.append(stirred)
        if len(looks) == 1:
            raise trouble

    async def run():
        live = Live()
        monkeypatch.setattr(live, "_look", look)
        with presence.socket(hashed("somebody")):
            running = asyncio.create_task(live.run())
            async with asyncio.timeout(IN_TIME):
                while len(looks) < 2 and not running.done():
                    await asyncio.sleep(0.05)
            running.cancel()
            with suppress(asyncio.CancelledError):
                await running

    monkeypatch.setattr("jusou_meeting.server.live.served", lambda: city.store)
    with ThreadPoolExecutor(1) as apart:  # a browser of an earlier test keeps a loop running in this thread
        apart.submit(lambda: asyncio.run(run())).result()

    assert len(looks) >= 2
