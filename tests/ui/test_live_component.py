"""A board repaints when somebody elsewhere changed what it shows, and the rest of the page does not."""

from pathlib import Path

import pytest
from browsing import ready
from builders import an_issue
from city import City, another_launcher
from playwright.sync_api import expect
from running_server import running_server

from jusou_meeting.staff import StaffRole
from jusou_meeting.store import Store

pytestmark = pytest.mark.browser

NO_LIVE_LINE = """
    const Socket = window.WebSocket;
    window.WebSocket = class extends Socket {
        constructor(address, ...more) { super(String(address).replace("/live", "/nowhere"), ...more); }
    };
"""


@pytest.fixture(scope="module")
def city(tmp_path_factory):
    return City(tmp_path_factory.mktemp("city"))


@pytest.fixture(scope="module")
def server(city, tmp_path_factory):
    script = Path(__file__).with_name("live_app.py")
    launcher = another_launcher(tmp_path_factory.mktemp("live") / "app", script=script)
    with running_server(city.path, app=launcher) as server:
        yield server


@pytest.fixture
def desk(visitor, server, city):
    return ready(visitor.holds("jusou_session", city.session()).window(server.url))


def changed(city):
    """Somebody elsewhere enters an issue; returns the revision that everybody must come to show."""
    with city.change("課題") as change:
        change.save(an_issue(f"issue-{city.store.cases.revision('case', 'meeting')}"))
    return city.store.cases.revision("case", "meeting")


def shows(page, revision):
    expect(page.get_by_text(f"改訂 {revision}", exact=True)).to_be_visible(timeout=10_000)


def count(page, of):
    return int(page.get_by_text(f"{of} ").inner_text().removeprefix(f"{of} ").removesuffix("回"))


def test_what_changes_elsewhere_is_painted_and_the_page_around_it_stays(desk, city):
    desk.get_by_label("メモ").fill("書きかけ")
    pages, boards = count(desk, "全体"), count(desk, "盤面")

    shows(desk, changed(city))
    shows(desk, changed(city))

    assert count(desk, "全体") == pages
    assert count(desk, "盤面") >= boards + 2
    assert desk.get_by_label("メモ").input_value() == "書きかけ"


def test_a_board_that_is_up_to_date_is_not_painted_again(desk, city):
    shows(desk, changed(city))
    desk.wait_for_timeout(600)
    boards = count(desk, "盤面")

    desk.wait_for_timeout(1500)

    assert count(desk, "盤面") == boards


def test_a_change_in_the_middle_of_painting_is_painted_afterwards(visitor, server, city):
    desk = visitor.holds("jusou_session", city.session()).window(f"{server.url}/?slow=1")
    ready(desk)
    changed(city)
    desk.wait_for_timeout(600)

    shows(desk, changed(city))


def test_the_line_takes_no_room_on_the_page(desk):
    desk.locator(".jusou-live").wait_for(state="attached")
    assert not desk.locator(".stElementContainer:has(.jusou-live)").is_visible()


def test_a_page_without_a_live_line_looks_every_two_seconds(visitor, server, city):
    visitor.context.add_init_script(NO_LIVE_LINE)
    desk = ready(visitor.holds("jusou_session", city.session()).window(server.url))
    desk.wait_for_timeout(3000)
    pages = count(desk, "全体")

    shows(desk, changed(city))
    shows(desk, changed(city))

    assert count(desk, "全体") == pages
    assert not [socket for socket in visitor.sockets if "/live" in socket.url]


def test_the_wall_goes_black_before_anything_is_painted(visitor, server, city):
    city.shows(dark=False)
    token = city.session(StaffRole.PROJECTOR)
    visitor.holds("jusou_projector", token, path="/projector")
    wall = ready(visitor.window(f"{server.url}/projector/?slow=1.2"))
    shown = wall.get_by_text("改訂 ").inner_text()

    city.shows(dark=True)
    wall.wait_for_function("() => document.documentElement.classList.contains('jusou-dark')", timeout=5000)
    assert wall.get_by_text("改訂 ").text_content() == shown
    assert not wall.get_by_text("改訂 ").is_visible()
    assert wall.evaluate("() => getComputedStyle(document.documentElement).backgroundColor") == "rgb(0, 0, 0)"

    wall.wait_for_function("() => !document.documentElement.classList.contains('jusou-dark')", timeout=10_000)
    assert wall.get_by_text(f"改訂 {city.store.cases.revision('case', 'meeting')}", exact=True).is_visible()


def test_the_wall_stays_black_while_nothing_can_be_painted(visitor, server, city):
    city.shows(dark=False)
    visitor.holds("jusou_projector", city.session(StaffRole.PROJECTOR), path="/projector")
    wall = ready(visitor.window(f"{server.url}/projector/"))
    shows(wall, city.store.cases.revision("case", "meeting"))
    wall.evaluate("() => { WebSocket.prototype.send = () => {}; }")

    city.shows(dark=True)
    wall.wait_for_function("() => document.documentElement.classList.contains('jusou-dark')", timeout=5000)
    wall.wait_for_timeout(6000)

    assert wall.evaluate("() => document.documentElement.classList.contains('jusou-dark')")


def test_whose_session_ended_is_led_to_the_door(visitor, server, city):
    token = city.session()
    desk = ready(visitor.holds("jusou_session", token).window(server.url))
    shows(desk, changed(city))

    city.revoke(token)

    desk.wait_for_url("**/enter*", timeout=10_000)


def test_whose_session_ended_before_the_line_was_open_is_led_to_the_door_too(visitor, server, city):
    token = city.session()
    visitor.holds("jusou_session", token)
    desk = visitor.window()

    def end_the_session_first(line):
        city.revoke(token)
        line.connect_to_server()

    desk.route_web_socket("**/live*", end_the_session_first)

    desk.goto(server.url)

    desk.wait_for_url("**/enter*", timeout=20_000)


def test_a_server_that_comes_back_is_followed_again(visitor, city, tmp_path, monkeypatch):
    launcher = another_launcher(tmp_path / "app", script=Path(__file__).with_name("live_app.py"))
    copy = tmp_path / "city.db"
    token = city.session()
    copy.write_bytes(city.path.read_bytes())
    with running_server(copy, app=launcher) as server:
        desk = ready(visitor.holds("jusou_session", token).window(server.url))
        desk.get_by_label("メモ").fill("書きかけ")
        desk.wait_for_load_state("networkidle")
        server.kill()
        port = int(server.host.rpartition(":")[2])
    with running_server(copy, app=launcher, port=port):
        ready(desk)
        monkeypatch.setattr(city, "store", Store.open(copy))
        shows(desk, changed(city))
