"""A room at its meeting: the coordinator's screen, the wall and phones in real browsers, many devices, and what befalls them."""

import re
import socket
import threading
import time
from collections import Counter
from contextlib import suppress
from datetime import UTC, datetime

from browsing import ready
from builders import a_staff
from devices import joined
from hour import Coordinator, begin, bring_in
from playwright.sync_api import expect
from running_server import running_server

from jusou_meeting.household import Household
from jusou_meeting.staff import Staff, StaffRole
from jusou_meeting.store import Store
from jusou_meeting.turning import became
from jusou_meeting.vocabulary import Footing

READER = Staff(id="reader", name="", role=StaffRole.COORDINATOR)
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
BACK_IN = 40
"""Seconds in which everybody must be back by themselves."""
NOTE = """(() => {
  let pending = null;
  window.painted = [];
  const Real = window.WebSocket;
  window.WebSocket = class extends Real {
    constructor(...asked) {
      super(...asked);
      this.addEventListener("message", ({ data }) => {
        if (!(data instanceof ArrayBuffer)) return;
        const found = /"painted":\\s*(\\d+)/.exec(new TextDecoder("latin1").decode(data));
        if (found) pending = Number(found[1]);
      });
    }
  };
  setInterval(() => {
    const app = document.querySelector("[data-testid=stApp]");
    if (pending === null || app?.dataset.testScriptState !== "notRunning") return;
    window.painted.push([Date.now() / 1000, pending]);
    pending = null;
  }, 10);
})()"""
"""In every page: when it had painted which revision to its end."""


def told(path):
    """Everything of the meeting that the file holds, each by its words, with how often it stands there.

    A remark that became something in its own words stands there, not here.
    """
    cases = Store.open(path).cases
    [case] = cases.all(READER)
    household: Household = cases.household(READER, case.id, Footing.STATUTORY)
    [record] = cases.meetings(READER, case.id, Footing.STATUTORY)
    since = {remark.id: became(remark, record, household) for remark in record.remarks}
    words = [
        *(r.text for r in record.remarks if not (since[r.id] and since[r.id].alike)),
        *(household.profile.avoid if household.profile.learned_in else ()),
        *(decision.text for decision in record.decisions),
        *(gap.text for gap in record.resource_gaps),
        *(role.task for role in household.roles),
        *(f"{issue.title}／{issue.note}" for issue in household.issues if issue.learned_in),
        *(wish.words for wish in household.wishes),
        *(contact.whom for contact in household.emergency_contacts),
    ]
    return Counter(words)


class Wire:
    """The network of one device: while it is cut, nothing comes through and nobody is told."""

    def __init__(self, port):
        self._to, self._flows = port, threading.Event()
        self._flows.set()
        self._ear = socket.create_server(("127.0.0.1", 0))
        self.port = self._ear.getsockname()[1]
        self._ends = [self._ear]
        threading.Thread(target=self._accept, daemon=True).start()

    def cut(self):
        self._flows.clear()

    def mend(self):
        self._flows.set()

    def close(self):
        self._flows.set()
        for end in self._ends:
            with suppress(OSError):
                end.close()

    def _accept(self):
        with suppress(OSError):
            while True:
                near, _ = self._ear.accept()
                threading.Thread(target=self._connect, args=(near,), daemon=True).start()

    def _connect(self, near):
        self._flows.wait()
        try:
            far = socket.create_connection(("127.0.0.1", self._to))
        except OSError:
            near.close()
            return
        self._ends += [near, far]
        for a, b in ((near, far), (far, near)):
            threading.Thread(target=self._pump, args=(a, b), daemon=True).start()

    def _pump(self, a, b):
        with suppress(OSError):
            while said := a.recv(65536):
                self._flows.wait()
                b.sendall(said)
        for end in (a, b):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)


class Screen:
    """A window of a real browser, and when it had painted what, however often it was reloaded."""

    def __init__(self, name, window):
        self.name, self.window, self._kept = name, window, []

    def reload(self):
        self._kept = self.painted
        self.window.reload()

    @property
    def painted(self):
        return self._kept + [tuple(each) for each in self.window.evaluate("window.painted ?? []")]

    @property
    def revision(self):
        """The newest that this window shows at this moment."""
        noted = self.window.evaluate("window.painted ?? []")
        return noted[-1][1] if noted else -1


class MeetingRoom:
    """The meeting of one household, held with everything a city hall has."""

    def __init__(self, folder, visitors, devices):
        self.path, self._visitors, self.devices = folder / "city.db", visitors, devices
        self.screens, self.phones, self.wires = [], [], []
        self._written, self._over = [], threading.Event()
        self.start()

    def start(self, port=None):
        self._running = running_server(self.path, port=port)
        self.server = self._running.__enter__()

    def stop(self):
        self._over.set()
        for wire in self.wires:
            wire.close()
        self._running.__exit__(None, None, None)

    # who comes

    def coordinator_begins(self, household):
        visitor = self._visitors(viewport={"width": 1366, "height": 768})
        visitor.context.add_init_script(NOTE)
        window = visitor.window()
        begin(window, self.server)
        bring_in(window, household)
        self.c, self.store = Coordinator(window, self.path), Store.open(self.path)
        self.store.devices.switch(on=True, by=a_staff(StaffRole.ADMINISTRATOR), at=datetime.now(UTC))
        self.screens.append(Screen("coordinator", window))

    def meeting_is_open(self):
        self._case = self.store.cases.all(READER)[0].id
        [self._record] = self.store.cases.meetings(READER, self._case, Footing.STATUTORY)
        self.meeting_id = self._record.meeting.id
        threading.Thread(target=self._watch, daemon=True).start()

    def wall_is_lit(self):
        with self.c.window.context.expect_page() as opened:
            self.c.window.get_by_role("link", name="投影の窓を開く").click()
        wall = opened.value
        expect(wall.get_by_text("投影を止めています")).to_be_visible(timeout=20_000)
        self.c.button(re.compile("^投影を明るくする"))
        expect(wall.locator("[data-kind=agency]").first).to_be_visible(timeout=20_000)
        self.screens.append(Screen("wall", wall))

    def code_is_given(self):
        self.c.tab("端末")
        self.c.button("参加コードを出す")
        said = self.c.window.get_by_text(re.compile("参加コード　")).inner_text(timeout=15_000)
        self._code = "".join(re.search(r"(\w{4}) (\w{4})", said).groups())

    def phone_joins(self, agency, name):
        """By the code, with secrecy accepted, and let in on the coordinator's screen."""
        wire = Wire(int(self.server.host.rpartition(":")[2]))
        self.wires.append(wire)
        visitor = self._visitors(**PHONE)
        visitor.context.add_init_script(NOTE)
        phone = visitor.window(f"http://127.0.0.1:{wire.port}/join?code={self._code}")
        phone.get_by_label("お名前").fill(name)
        phone.get_by_label("機関").fill(agency)
        phone.get_by_role("button").click()
        phone.get_by_role("checkbox").check()
        phone.get_by_role("button").click()
        expect(phone.get_by_text("入室の希望を送りました")).to_be_visible(timeout=20_000)
        self.c.tab("端末")
        expect(self.c.window.get_by_text(f"入室の希望：{agency}　{name}")).to_be_visible(timeout=20_000)
        ready(self.c.window)
        self.c.choose("出席者名簿のどの方ですか", agency)
        self.c.take("入室を認める")
        expect(phone.get_by_text("あなたの機関の役割は、まだありません")).to_be_visible(timeout=20_000)
        self.phones.append(phone)
        self.screens.append(Screen(f"phone of {agency}", phone))

    def devices_join(self, size, agencies, answering=()):
        """So many, some from each agency; the first of an agency that is `answering` accepts whatever it is given."""
        lines = {a.agency: a.id for a in self._record.attendees}
        seen = set()
        for n in range(size):
            agency = agencies[n % len(agencies)]
            answers = agency in answering and agency not in seen
            seen.add(agency)
            device = joined(self.server, self._code, name=f"参加者{n}", agency=agency, answers=answers)
            [waiting] = (s for s in self.store.door.sessions_of(self.meeting_id) if s.waits)
            self.store.door.admit(waiting.id, lines[agency], by=READER, at=datetime.now(UTC))
            self.devices.enter(device)

    # how it goes

    @property
    def revision(self):
        return self.store.cases.revision(self._case, self.meeting_id)

    def everybody_is_back(self):
        """All by themselves: every screen and every device shows what the file holds."""
        until = time.monotonic() + BACK_IN
        while behind := self._behind():
            assert time.monotonic() < until, behind
            self.c.window.wait_for_timeout(100)
        ready(self.c.window)
        self.c.window.locator("[data-kind=agency]").first.wait_for()
        self.c.window.wait_for_timeout(700)
        ready(self.c.window)

    def _behind(self):
        now = self.revision
        screens = [screen.name for screen in self.screens if screen.revision < now]
        return screens + [str(device) for device in self.devices.devices if device.revision < now]

    def phones_answer(self):
        """Each phone accepts what its agency was given, and sees that it was taken."""
        for phone in self.phones:
            accept = phone.get_by_role("button", name="承諾します", disabled=False)
            while accept.count():
                before = accept.count()
                accept.first.click()
                expect(accept).to_have_count(before - 1, timeout=20_000)
                ready(phone)

    def answers(self):
        """How often each wording of each role was accepted from a device; that it was read out does not answer again."""
        household = Store.open(self.path).cases.household(READER, self._case, Footing.STATUTORY)
        return Counter(
            (c.role_id, c.wording) for c in household.confirmations if not c.oral and c.read_in is None
        )

    # what befalls it

    def server_dies(self):
        """The power goes and comes back; nobody touches anything."""
        port = int(self.server.host.rpartition(":")[2])
        self.server.kill()
        self._running.__exit__(None, None, None)
        self.start(port)

    def network_is_cut(self, seconds, meanwhile):
        """A phone and a third of the devices are cut off while the meeting goes on."""
        gone = self.devices.devices[::3]
        self.wires[0].cut()
        self.devices.cut(*gone)
        since = time.monotonic()
        meanwhile()
        self.c.window.wait_for_timeout(max(0, seconds - (time.monotonic() - since)) * 1000)
        self.wires[0].mend()
        self.devices.mend(*gone)

    def everything_is_reloaded(self):
        for screen in self.screens:
            screen.reload()
        self.devices.cut(*self.devices.devices)
        self.devices.mend(*self.devices.devices)

    # how fast it was

    def latencies(self, steady):
        """Of each change that no accident fell on, the milliseconds from the file to each screen and device."""
        found = {}
        everywhere = [(s.name, s.painted) for s in self.screens]
        everywhere += [("devices", list(device.painted)) for device in self.devices.devices]
        for at, revision in self._written:
            if not any(start <= at <= end for start, end in steady):
                continue
            for name, painted in everywhere:
                seen = next((t for t, shown in painted if shown >= revision), None)
                assert seen is not None, (name, revision)
                found.setdefault(name, []).append(max(0, seen - at) * 1000)
        return found

    def _watch(self):
        while not self._over.wait(0.01):
            now = self.revision
            if not self._written or now > self._written[-1][1]:
                self._written.append((time.time(), now))
