import json
import time
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlencode

import pytest
from browsing import ready
from builders import NOW, a_case, a_person, a_profile, a_staff, an_involvement
from playwright.sync_api import expect
from running_server import running_server
from screens import Room

from jusou_meeting.household import Kinship, Position
from jusou_meeting.session import Session
from jusou_meeting.staff import Permission, StaffRole
from jusou_meeting.store import Store
from jusou_meeting.store.served import serve as serve_file
from jusou_meeting.store.served import stop_serving
from jusou_meeting.vocabulary import Footing

SATO = a_staff(session_id="session of 佐藤")


class Household:
    """The household that the map shows: what its file and the page's log say of it."""

    def __init__(self, folder):
        self.folder = folder
        self.file = folder / "city.db"
        self.store = Store.create(self.file, municipality="見本市")
        self.store.cases.open_case(
            SATO,
            a_case(),
            [
                a_profile(),
                a_person("client"),
                a_person("mother", Kinship.MOTHER),
                an_involvement("agency"),
                an_involvement("hospital", name="病院"),
                an_involvement("school", name="学校"),
            ],
            at=NOW,
        )
        now = datetime.now(UTC)
        self.store.door.start(
            Session(
                id=SATO.session_id,
                staff_id=SATO.id,
                role=StaffRole.COORDINATOR,
                name="佐藤",
                started_at=now,
                seen_at=now,
            )
        )

    def now(self):
        return self.store.cases.household(SATO, "case", Footing.CONSENT)

    def changing(self):
        """Somebody elsewhere changes something."""
        return self.store.cases.change(
            SATO, Permission.EDIT_CASE, "動かす", case_id="case", footing=Footing.CONSENT, at=NOW
        )

    def move(self, record_id, x, y):
        """Somebody elsewhere moves a sign."""
        with self.changing() as change:
            change.move(record_id, Position(x, y))

    def wait_for(self, seen):
        """Wait until the file or the log shows something."""
        for _ in range(200):
            if seen():
                return
            time.sleep(0.02)
        raise AssertionError("it never came")

    def handed_over(self):
        """Every event that the page was given, as [number, kind, id, other]."""
        log = self.file.with_suffix(".log")
        return [json.loads(line) for line in log.read_text("utf-8").splitlines()] if log.exists() else []

    def acts(self):
        """Every act in the history after the household was entered: what was saved, in the order it was."""
        with self.store.file.reading() as db:
            rows = db.query(
                "SELECT c.seq, c.action, r.record_id FROM change c JOIN change_row r USING (seq) WHERE c.seq > 1 ORDER BY seq"
            )
            return [(row["action"], row["record_id"]) for row in rows]


class MapPage:
    """The map in a real browser, and a person's hands on it."""

    def __init__(self, page, url, household, **query):
        self.page = page
        page.goto(f"{url}/?{urlencode({'file': household.file, **query})}")
        page.wait_for_selector(".stage > svg")
        ready(page)

    def sign(self, record_id):
        return self.page.locator(f'[data-id="{record_id}"]')

    def at(self, record_id, dx=0, dy=0):
        """A point on a sign, beside its words, in pixels of the window."""
        box = None
        while box is None:  # it was repainted while it was measured
            box = self.sign(record_id).bounding_box()
        return box["x"] + box["width"] / 2 + dx, box["y"] + box["height"] / 2 + dy

    def place(self, record_id):
        """Where a sign is shown, in units of the map; one that is just being painted anew is looked up again."""
        at = """(sign) => {
            const at = new DOMMatrix(getComputedStyle(sign).transform);
            return sign.isConnected ? [at.e, at.f] : null;
        }"""
        while (found := self.sign(record_id).evaluate(at)) is None:
            pass
        return tuple(map(round, found))

    def drag(self, record_id, dx, dy, *, release=True):
        x, y = self.at(record_id)
        self.page.mouse.move(x, y)
        self.page.mouse.down()
        self.page.mouse.move(x + dx, y + dy, steps=4)
        if release:
            self.page.mouse.up()

    def draw(self, one, other, word="普通"):
        self.pull(one, other)
        self.choose(word)

    def pull(self, one, other):
        """Pull a line; it waits for its word."""
        begin = self.page.get_by_role("button", name="線を引く")
        if begin.get_attribute("aria-pressed") == "false":
            begin.click()
        self.page.mouse.move(*self.at(one))
        self.page.mouse.down()
        self.page.mouse.move(*self.at(other), steps=4)
        self.page.mouse.up()

    @property
    def menu(self):
        """What is offered where the hand is."""
        return self.page.get_by_role("menu")

    def choose(self, word):
        self.menu.get_by_role("menuitem", name=word, exact=True).click()

    def ctrl_wheel(self, dy):
        self.page.keyboard.down("Control")
        self.page.mouse.wheel(0, dy)
        self.page.keyboard.up("Control")
        self.page.wait_for_timeout(100)

    def make_the_page_long(self):
        """Give it what it can be scrolled to."""
        self.page.evaluate("""() => {
            document.querySelector('[data-testid="stMainBlockContainer"]').style.paddingBottom = "3000px";
        }""")

    def run_all(self):
        """Have the whole page run again, without touching the keyboard or the mouse."""
        self.page.evaluate("""() => [...document.querySelectorAll("button")].find(
            (button) => button.textContent === "全体を再実行")?.click()""")

    def answered(self):
        """Wait until nothing is unsent and the page has come to rest."""
        expect(self.page.locator(".unsent")).to_have_text("", timeout=30_000)
        ready(self.page)

    def focused(self):
        """The sign that has the keyboard; None = it is elsewhere."""
        return self.page.evaluate("""() => {
            let focused = document.activeElement;
            while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
            return focused?.dataset.id;
        }""")

    def view(self):
        return self.page.locator(".stage > svg").get_attribute("viewBox")


@pytest.fixture
def household(tmp_path):
    return Household(tmp_path)


@pytest.fixture(scope="session")
def serve(tmp_path_factory):
    """`serve("ecomap_app.py")` serves a script of these tests as the product is served."""
    settings = {
        "STREAMLIT_SERVER_ADDRESS": "127.0.0.1",
        "STREAMLIT_SERVER_HEADLESS": "true",
        "STREAMLIT_SERVER_FILE_WATCHER_TYPE": "none",
        "STREAMLIT_BROWSER_GATHER_USAGE_STATS": "false",
        "STREAMLIT_RUNNER_POST_SCRIPT_GC": "false",
        "STREAMLIT_CLIENT_TOOLBAR_MODE": "minimal",
    }

    def served(app, *, port=None):
        log = tmp_path_factory.mktemp("server") / "city.db"
        return running_server(log, app=Path(__file__).with_name(app), port=port, **settings)

    return served


@pytest.fixture(scope="module")
def server(serve):
    with serve("ecomap_app.py") as server:
        yield server


@pytest.fixture
def ecomap(visitor, server, household):
    """One person's window with the map; no error of the page goes unnoticed."""
    ecomap = MapPage(visitor.window(), server.url, household)
    yield ecomap
    assert visitor.complaints == []


@pytest.fixture
def map_of(visitors):
    """`map_of(household, url)` opens the map of a household in a browser of its own; `script` runs in it first."""

    def open_map(household, url, *, context=None, script="", **query):
        visitor = visitors(**context or {})
        visitor.context.add_init_script(script)
        return MapPage(visitor.window(), url, household, **query)

    return open_map


@pytest.fixture
def room(tmp_path):
    """One open meeting, served to screens that need no browser."""
    room = Room(tmp_path)
    serve_file(room.store)
    yield room
    stop_serving()
