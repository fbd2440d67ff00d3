"""The door in a real browser: Streamlit runs under our policy, a wall beside a desk, and a tab that was shut out."""

import re
from urllib.parse import urlsplit

import pytest
from browsing import ready
from running_server import running_server

from jusou_meeting.staff import StaffRole
from jusou_meeting.store import hashed

pytestmark = pytest.mark.browser

SOON = 5_000
"""Milliseconds; generous, since timing fails no test."""


def seen(page):
    return page.inner_text("body")


def test_a_first_visit_leads_into_the_demonstration_without_a_complaint(visitor, tmp_path):
    with running_server(tmp_path / "city.db") as fresh:
        page = visitor.window(fresh.url)
        assert page.url == f"{fresh.url}/start"
        page.get_by_role("button", name="見本で試す").click()
        assert "見本の包括化支援員" in seen(ready(page))
        assert page.evaluate("document.cookie").startswith("_streamlit_xsrf=")
        page.reload()
        assert "見本の包括化支援員" in seen(ready(page))
    assert visitor.complaints == []


def test_a_deep_link_leads_through_the_form_to_the_page(visitor, server, password):
    page = visitor.window(f"{server.url}/meeting?meeting=meeting")
    assert urlsplit(page.url).path == "/enter"
    page.get_by_label("サインイン名").fill("sato")
    page.get_by_label("パスワード").fill(password)
    page.get_by_role("button", name="サインイン").click()
    assert "佐藤" in seen(ready(page))
    assert page.url.startswith(f"{server.url}/meeting")
    assert visitor.complaints == []


def test_a_wall_and_a_desk_in_one_browser_do_not_share_a_session(visitor, server, city, secret):
    visitor.holds("jusou_session", city.session())
    desk = visitor.window(server.url)
    assert secret in seen(ready(desk))
    wall = visitor.window()
    asked = []
    wall.on("request", lambda request: asked.append(urlsplit(request.url).path))
    wall.on("websocket", lambda socket: asked.append(urlsplit(socket.url).path))
    wall.goto(f"{server.url}/project/meeting")
    ready(wall)

    assert urlsplit(wall.url).path.startswith("/projector/")
    assert [
        path
        for path in asked
        if not path.startswith(("/projector/", "http://"))  # what a page made for itself is no request
        and path != "/project/meeting"
        and path
    ] == []
    assert "/projector/_stcore/stream" in asked
    assert "佐藤" not in seen(wall)
    cookies = {cookie["name"]: cookie for cookie in visitor.context.cookies(f"{server.url}/projector/")}
    assert cookies["jusou_projector"]["path"] == "/projector"
    assert (cookies["jusou_projector"]["httpOnly"], cookies["jusou_projector"]["sameSite"]) == (
        True,
        "Strict",
    )
    assert city.now(cookies["jusou_projector"]["value"]).role is StaffRole.PROJECTOR
    desk.reload()
    assert secret in seen(ready(desk))
    assert visitor.complaints == []


def test_when_the_meeting_is_closed_the_wall_does_not_become_the_desk(visitor, server, city, secret):
    visitor.holds("jusou_session", city.session())
    wall = visitor.window(f"{server.url}/project/meeting")
    ready(wall)
    city.close_for_now()
    wall.wait_for_function(
        "() => document.body.innerText.includes('投影は終わりました') || document.querySelector('[role=dialog]')",
        timeout=30_000,
    )
    assert secret not in seen(wall)
    wall.goto(f"{server.url}/projector/cases")
    assert "投影は終わりました" in seen(wall)
    assert (
        wall.evaluate("() => getComputedStyle(document.body.parentElement).backgroundColor")
        == "rgb(17, 24, 39)"
    )
    assert secret not in seen(wall)
    desk_sockets = [s for s in visitor.sockets if urlsplit(s.url).path == "/_stcore/stream"]
    assert desk_sockets == []


def a_wall_that_loses_its_session_while_it_loads(visitor, server, city):
    """The paths of the sockets that its window opens when it looks one folder up, where the coordinator is signed in."""
    visitor.holds("jusou_session", city.session())
    wall = visitor.window()

    def close_meeting_first(route):
        city.close_for_now()
        route.continue_()

    wall.route(re.compile("/projector/_stcore/(health|host-config)$"), close_meeting_first)
    wall.goto(f"{server.url}/project/meeting")
    for _ in range(300):
        if visitor.sockets or any("/_stcore/health" in complaint for complaint in visitor.complaints):
            break
        wall.wait_for_timeout(100)
    wall.close()  # or it would go on trying, and closing the meeting
    return {urlsplit(socket.url).path for socket in visitor.sockets}


def test_a_wall_without_a_session_never_falls_back_to_the_desk(visitors, server, city):
    wall = visitors()
    guarded = a_wall_that_loses_its_session_while_it_loads(wall, server, city)
    assert any("/_stcore/health" in complaint for complaint in wall.complaints)
    unguarded = a_wall_that_loses_its_session_while_it_loads(visitors(bypass_csp=True), server, city)

    assert guarded == set()
    assert "/_stcore/stream" in unguarded, (
        "without our policy Streamlit would look for its root one folder up"
    )


def test_a_shut_out_tab_hears_nothing_and_does_nothing(visitor, server, city):
    token = city.session()
    visitor.holds("jusou_session", token)
    page = ready(visitor.window(server.url))
    stream = next(s for s in visitor.sockets if s.url.endswith("/_stcore/stream"))
    with stream.expect_event("close", timeout=SOON):
        city.revoke(token)
    heard = []
    stream.on("framereceived", lambda frame: heard.append(frame))
    acts = city.store.cases.revision("case")
    for button in page.get_by_role("button").all():
        if button.is_visible() and button.is_enabled():
            button.click(timeout=500, no_wait_after=True, force=True)
    page.wait_for_timeout(500)

    assert heard == []
    assert city.store.cases.revision("case") == acts
    page.goto(f"{server.url}/cases")
    assert urlsplit(page.url).path == "/enter"


def test_an_error_of_ours_tells_the_browser_the_time_and_the_log_no_names(visitor, failing):
    server, token = failing
    visitor.holds("jusou_session", token)
    told = seen(ready(visitor.window(server.url)))
    log = server.log.read_text("utf-8")

    assert "処理中に問題が起きました（" in told
    assert "太郎の電話番号" not in told
    assert "会津 太郎の電話番号" not in log
    assert "ValueError" in log
    assert "script.py:2 of" in log
    assert hashed(token) not in log
