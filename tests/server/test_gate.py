"""Nothing is served without a session: every kind of path, every kind of visitor, every page, and every trick."""

import secrets
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import requests
from running_server import ROOT, running_server
from streamlit_tab import tab
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from jusou_meeting.staff import StaffRole
from jusou_meeting.store import hashed

PAGES = sorted((ROOT / "pages").rglob("*.py"))
STREAMLIT = Path(requests.__file__).parents[1] / "streamlit" / "static" / "static" / "js"

PATHS = (
    "/",
    "/cases",
    "/meeting?meeting=meeting",
    "/index.html",
    "/favicon.png",
    f"/static/js/{next(STREAMLIT.glob('index.*.js')).name}",
    "/static/media/nothing.woff2",
    "/media/0123456789abcdef.docx",
    "/component/jusou/index.html",
    "/_stcore/host-config",
    "/_stcore/metrics",
    "/_stcore/script-health-check",
    "/_stcore/agent/openapi.json",
    "/_stcore/bidi-components/jusou/index.js",
    "/_stcore/upload_file/session/file",
    "/auth/login",
    "/oauth2callback",
    "/leave",
    "/project/meeting",
    "/papers/minutes/meeting",
    "/papers/plan/meeting",
    "/papers/household/case.json",
    "/projector/",
    "/projector/wall",
    "/projector/cases",
    "/projector/_stcore/host-config",
    "/projector/_stcore/metrics",
    "/projector/leave",
    "/projector/project/meeting",
    "/projector/papers/minutes/meeting",
    "/ENTER",
    "/enter/",
    "/enter/../cases",
    "/fonts/../cases",
    "/fonts/deep/er",
    "/fonts/",
    "/door.css/../cases",
    "/%5Fstcore/metrics",
    "/./cases",
)
SOCKETS = ("/_stcore/stream", "/live", "/projector/_stcore/stream", "/projector/live")


def visitors(city):
    """Everybody who must stay outside, and the cookie each would show."""
    revoked = city.session()
    city.revoke(revoked)
    idle = city.session()
    city.make_idle(idle, timedelta(minutes=31))
    yesterday = city.session(started_at=datetime.now(UTC) - timedelta(hours=11))
    wall, coordinator = city.session(StaffRole.PROJECTOR), city.session()
    return {
        "nobody": None,
        "forged": f"jusou_session={secrets.token_urlsafe(32)}; jusou_projector={secrets.token_urlsafe(32)}",
        "the stored hash": f"jusou_session={hashed(coordinator)}",
        "revoked": f"jusou_session={revoked}",
        "idle": f"jusou_session={idle}",
        "yesterday": f"jusou_session={yesterday}",
        "swapped": f"jusou_session={wall}; jusou_projector={coordinator}",
    }


def leaks(server, cookie):
    """What somebody with this cookie gets that they should not."""
    session = requests.Session()
    for path in PATHS:
        for accept in ("text/html", "*/*") if path.count("/") == 1 else ("text/html",):
            headers = {"Accept": accept, "Cookie": cookie or "", "Connection": "close"}
            request = requests.Request("GET", server.url, headers=headers)
            prepared = request.prepare()
            prepared.url = server.url + path  # as it stands: requests would tidy the dots away
            answer = session.send(prepared, allow_redirects=False)
            if answer.status_code == 302 and answer.headers["location"].startswith("/enter"):
                continue
            if answer.status_code not in {401, 404} or "<script" in answer.text:
                yield f"{path} {answer.status_code}"
    for method in ("POST", "PUT", "DELETE", "OPTIONS"):
        answer = session.request(
            method, f"{server.url}/_stcore/upload_file/a/b", headers={"Cookie": cookie or ""}
        )
        if answer.status_code != 401:
            yield f"{method} upload {answer.status_code}"
    for path in SOCKETS:
        try:
            with tab(server, cookie, path):
                yield path
        except InvalidStatus as refused:
            if refused.response.status_code != 403:
                yield f"{path} {refused.response.status_code}"


@pytest.mark.parametrize(
    "who", ["nobody", "forged", "the stored hash", "revoked", "idle", "yesterday", "swapped"]
)
def test_whoever_has_no_session_gets_nothing(server, city, who):
    assert list(leaks(server, visitors(city)[who])) == []


def test_without_its_gate_the_server_would_leak_and_the_test_would_see_it(ungated):
    found = list(leaks(ungated, None))

    assert {"/ 200", "/_stcore/host-config 200", "/_stcore/metrics 200", "/_stcore/stream"} <= set(found)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_opened_first_on_a_fresh_server_shows_nothing(city, page):
    with running_server(city.path.with_name(f"{page.stem}.db")) as fresh:
        for path in (f"/{page.stem}", f"/{page.parent.name}/{page.stem}"):
            first = requests.get(fresh.url + path, headers={"Accept": "text/html"})
            assert first.url == f"{fresh.url}/start"
            assert "<script" not in first.text
            with pytest.raises(InvalidStatus), tab(fresh):
                pass


def test_behind_the_gate_every_page_asks_again_who_is_there(ungated, city, secret):
    with tab(ungated) as stranger:
        for page in ("", *(page.stem for page in PAGES)):
            told = stranger.told(page)
            assert "サインインが必要です" in told
            assert secret not in told


def test_what_needs_no_session_is_the_door_alone(server):
    for path in ("/_stcore/health", "/enter", "/join", "/door.css", "/fonts/BIZUDPGothic-Regular.ttf"):
        answer = requests.get(server.url + path)
        assert answer.status_code == 200
        assert "static/js" not in answer.text[:5000]
    assert requests.get(f"{server.url}/fonts/session.py").status_code == 404


def test_what_the_product_does_without_is_closed_to_those_inside_too(server, city):
    cookie = {"Cookie": f"jusou_session={city.session()}"}
    for path in (
        "/media/0123.docx",
        "/component/x/y",
        "/_stcore/metrics",
        "/_stcore/agent/openapi.json",
        "/auth/login",
    ):
        assert requests.get(server.url + path, headers=cookie, allow_redirects=False).status_code == 404
    assert requests.get(server.url + "/", headers=cookie).status_code == 200


def test_a_participant_uploads_nothing(server, city):
    def upload(role):
        cookie = {"Cookie": f"jusou_session={city.session(role)}"}
        return requests.put(f"{server.url}/_stcore/upload_file/a/b", headers=cookie).status_code

    assert upload(StaffRole.PARTICIPANT) == 404
    assert upload(StaffRole.COORDINATOR) == 403  # Streamlit's own answer to an upload without its token


def test_a_paper_is_for_whoever_may_export_alone(server, city):
    paths = (
        "minutes/meeting",
        "ecomap/case.svg",
        "household/case.json",
        "minutes/secret-meeting",
        "ecomap/case.svg?footing=statutory",
    )

    def answers(role):
        cookie = {"Cookie": f"jusou_session={city.session(role)}"}
        return [requests.get(f"{server.url}/papers/{path}", headers=cookie).status_code for path in paths]

    assert answers(StaffRole.COORDINATOR) == [200] * 5
    assert answers(StaffRole.PARTICIPANT) == answers(StaffRole.ADMINISTRATOR) == [404] * 5


def test_a_session_named_by_the_client_counts_for_nothing(server, city, secret):
    coordinator = hashed(city.session())

    with tab(server, f"jusou_session={city.session()}") as inside:
        assert secret in inside.told()
    with pytest.raises(InvalidStatus), tab(server, X_Jusou_Session=coordinator):
        pass
    participant = city.session(StaffRole.PARTICIPANT, name="鈴木")
    with tab(server, f"jusou_session={participant}", X_Jusou_Session=coordinator) as inside:
        told = inside.told()
    assert "鈴木" in told
    assert secret not in told


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "", "localhost@evil.example"])
def test_a_name_that_is_not_ours_reaches_nothing(server, city, host):
    cookie = f"jusou_session={city.session()}"
    for path in ("/", "/enter", "/_stcore/health"):
        answer = requests.get(server.url + path, headers={"Host": host, "Cookie": cookie})
        assert answer.status_code == 400
    assert requests.get(server.url, headers={"Host": "localhost", "Cookie": cookie}).status_code == 200


@pytest.mark.parametrize("origin", [None, "http://evil.example", "null"])
@pytest.mark.parametrize("path", SOCKETS[:2])
def test_a_socket_from_another_site_is_refused(server, city, path, origin):
    cookie = {"Cookie": f"jusou_session={city.session()}"}
    with (
        pytest.raises(InvalidStatus),
        connect(f"ws://{server.host}{path}", additional_headers=cookie, origin=origin),
    ):
        pass


def test_every_answer_carries_the_security_headers(server, city):
    cookie = {"Cookie": f"jusou_session={city.session()}", "Accept": "text/html"}
    for path in ("/", "/cases", "/leave", "/media/x", "/_stcore/host-config", "/_stcore/health", PATHS[5]):
        headers = requests.get(server.url + path, headers=cookie, allow_redirects=False).headers
        policy = headers["content-security-policy"]
        assert "frame-ancestors 'none'" in policy
        assert "unsafe-eval" not in policy
        scripts = [part for part in policy.split("; ") if part.startswith(("default-src ", "script-src "))]
        assert scripts
        assert "unsafe-inline" not in str(scripts)
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"
        kept = "max-age" in headers["cache-control"]
        assert kept is path.startswith("/static/")
        assert kept or headers["cache-control"] == "no-store"
