"""Whatever breaks at whichever line of the hour: what was taken is in the file, once, and the meeting goes on."""

import random
import re
from pathlib import Path

import pytest
import script_C02 as script
from browsing import ready
from hour import Coordinator, begin, bring_in
from playwright.sync_api import expect
from replay import told
from running_server import running_server

from jusou_meeting.store import Store

HOUSEHOLD = Path(__file__).resolve().parents[1] / "households" / "hour_C02.json"

pytestmark = pytest.mark.browser


class Office:
    """A city hall whose server dies, whose browser reloads, and where a second window is opened by mistake."""

    def __init__(self, folder, visitor):
        self.path = folder / "city.db"
        self.visitor = visitor
        self.server = None
        self._forgotten = None

    def start(self, port=None):
        self._running = running_server(self.path, port=port)
        self.server = self._running.__enter__()

    def stop(self):
        self._running.__exit__(None, None, None)

    def server_dies(self, coordinator):
        """The power goes and comes back; nobody touches the browser."""
        port = int(self.server.host.rpartition(":")[2])
        self.server.kill()
        self.stop()
        self.start(port)
        return self._come_to_rest(coordinator)

    def tab_is_reloaded(self, coordinator):
        coordinator.window.reload()
        return self._come_to_rest(coordinator)

    def second_window(self, coordinator):
        """The coordinator goes on in another window and forgets the first; the one forgotten before is closed by then."""
        if self._forgotten is not None:
            self._forgotten.close()
        self._forgotten = coordinator.window
        window = self.visitor.window(coordinator.window.url)
        return self._come_to_rest(Coordinator(window, self.path))

    def _come_to_rest(self, coordinator):
        """The page is all there again, as somebody would see before they go on."""
        for _ in range(2):
            ready(coordinator.window)
            coordinator.window.locator("[data-kind=agency]").first.wait_for()
            coordinator.window.wait_for_timeout(700)
        return coordinator


def held(office, steps, accident):
    """These steps of the hour, each followed by what `accident(number)` does to the office."""
    office.start()
    try:
        window = office.visitor.window()
        begin(window, office.server)
        bring_in(window, HOUSEHOLD)
        coordinator = Coordinator(window, office.path)
        coordinator.prepare("支援会議", reason=script.REASON, agencies=script.PEOPLE, at_once=True)
        for number, step in enumerate(steps):
            step(coordinator)
            before = told(office.path)
            happens = accident(number)
            if happens is not None:
                coordinator = happens(coordinator)
                assert told(office.path) == before, f"after step {number}"
        expect(coordinator.window.get_by_role("button", name="閉会する").first).to_be_visible()
        return told(office.path)
    finally:
        office.stop()


PLAIN = [
    step
    for _, step in script.SCRIPT
    if step not in (script.everybody_pledges, script.the_birth_date_is_found)
]
"""The hour without what needs the roster of its preparation."""
PLAIN = [
    step
    for step in PLAIN
    if getattr(step, "__qualname__", "").split(".")[0] not in ("the_lawyer", "answered")
]


def test_a_few_lines_outlive_a_dead_server_a_reload_and_a_second_window(tmp_path, visitor):
    office = Office(tmp_path, visitor)
    accidents = {1: office.server_dies, 3: office.tab_is_reloaded, 5: office.second_window}

    said = held(office, PLAIN[1:8], accidents.get)

    assert set(said.values()) == {1}
    assert sum(said.values()) == 5


@pytest.mark.nightly
@pytest.mark.parametrize("seed", range(3))
def test_every_line_outlives_whatever_breaks_after_it(tmp_path, visitor, seed):
    office, dice = Office(tmp_path, visitor), random.Random(seed)
    kinds = (office.server_dies, office.tab_is_reloaded, office.second_window)

    said = held(office, PLAIN, lambda number: dice.choice(kinds))

    assert {
        words: times for words, times in said.items() if times != 1 and not words.startswith(("110", "119"))
    } == {}
    for words in (*script.REMARKS, script.HIDDEN, *script.DECISIONS, *script.ROLES, script.GAP, script.WISH):
        assert said[words] == 1, (words, said)


def test_an_office_that_forgets_would_be_noticed(tmp_path, visitor):
    office = Office(tmp_path, visitor)

    def forgets(coordinator):
        with Store.open(office.path).file.writing() as db:
            db.execute("DELETE FROM remark")
        return coordinator

    with pytest.raises(AssertionError, match=re.escape("after step 0")):
        held(office, [script.remark("10月14日")], lambda number: forgets)
