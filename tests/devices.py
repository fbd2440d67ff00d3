"""A room full of devices without browsers: each joined by the code, and repaints as the page's own script would.

A device holds the two sockets a phone holds, comes back by itself when they break, and notes when it had painted what.
"""

import asyncio
import json
import os
import random
import re
import threading
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from time import time

from plain_form import PlainForm
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake

SPREAD = 0.2
"""Seconds over which the screens of one room ask for their repaint, as in live.js."""
RETRY = 0.5
SESSION_ENDED = 4401
PAINTED = re.compile(rb'"painted":\s*(\d+)')
ACCEPT = "承諾します"


@dataclass(eq=False)
class Device:
    """One participant's device; `answers` = it accepts each role of its agency as soon as it sees it."""

    host: str
    token: str
    agency: str
    answers: bool = False
    painted: list = field(default_factory=list)
    """(moment, revision) of each time that the page had been painted to its end."""
    returns: int = 0
    """How often the page was opened, the first time included."""
    acknowledged: set = field(default_factory=set)
    """The roles whose acceptance this page has shown."""
    ended: bool = False
    offline: bool = False
    latest: int = -1

    def __post_init__(self):
        self._board, self._revision, self._buttons, self._pressed = "", -1, {}, set()
        self._sockets, self._told_to = set(), False

    @property
    def revision(self):
        """The last that was painted to its end; -1 = nothing was."""
        return self.painted[-1][1] if self.painted else -1

    def __str__(self):
        state = "ended" if self.ended else "cut off" if self.offline else "here"
        return f"{self.agency} ({state}): heard of {self.latest}, painted {self.revision}, opened {self.returns} times"

    async def stay(self):
        """Be in the room until the session ends."""
        self._stirred = asyncio.Event()
        await asyncio.gather(self._again_and_again(self._listen), self._again_and_again(self._look))

    def cut(self):
        """The network is gone, from one moment to the next."""
        self.offline = True
        for socket in self._sockets:
            socket.transport.abort()

    def mend(self):
        """The network is there again."""
        self.offline = False

    async def _again_and_again(self, what):
        while not self.ended:
            try:
                await what()
            except ConnectionClosed as closed:
                self.ended = closed.rcvd is not None and closed.rcvd.code == SESSION_ENDED
            except (OSError, InvalidHandshake, TimeoutError, EOFError):
                pass
            await asyncio.sleep(RETRY * random.uniform(0.75, 1.25))

    @asynccontextmanager
    async def _socket(self, path):
        if self.offline:
            raise OSError
        async with connect(
            f"ws://{self.host}{path}",
            additional_headers={"Cookie": f"jusou_session={self.token}"},
            origin=f"http://{self.host}",
            subprotocols=["streamlit"],
            max_size=None,
            close_timeout=0.2,
            compression=None,
            proxy=None,
        ) as socket:
            self._sockets.add(socket)
            try:
                yield socket
            finally:
                self._sockets.discard(socket)

    async def _listen(self):
        async with self._socket("/live") as socket:
            async for said in socket:
                self.latest = max(self.latest, json.loads(said)["revision"])
                self._stirred.set()

    async def _look(self):
        async with self._socket("/_stcore/stream") as socket:
            self.returns += 1
            self._pressed.clear()
            await self._ask(socket)
            await self._heard(socket)
            while True:
                with suppress(TimeoutError):
                    async with asyncio.timeout(1):  # a closed socket is noticed without any news, too
                        await self._stirred.wait()
                self._stirred.clear()
                if socket.close_code is not None:
                    await socket.recv()
                if self.latest > self.revision:
                    await asyncio.sleep(random.random() * SPREAD)
                    await self._ask(socket, fragment=self._board)
                    await self._heard(socket)
                await self._answer(socket)

    async def _answer(self, socket):
        """Accept what is still to be accepted, as a thumb does, once for each time the page was opened."""
        for key, (widget, done) in list(self._buttons.items()):
            if (self.answers or self._told_to) and not done and key not in self._pressed:
                self._pressed.add(key)
                self._told_to = False
                await self._ask(socket, fragment=self._board, press=widget)
                await self._heard(socket)

    async def _ask(self, socket, *, fragment="", press=None):
        message = BackMsg()
        message.rerun_script.page_name = ""
        message.rerun_script.fragment_id = fragment
        if press is not None:
            message.rerun_script.widget_states.widgets.add(id=press, trigger_value=True)
        await socket.send(message.SerializeToString())

    async def _heard(self, socket):
        """Take in what the server paints until it has finished."""
        buttons = {}
        while True:
            async with asyncio.timeout(60):
                raw = await socket.recv()
            message = ForwardMsg()
            message.ParseFromString(raw)
            kind = message.WhichOneof("type")
            if kind == "delta" and (found := PAINTED.search(raw)):
                self._revision, self._board = int(found[1]), message.delta.fragment_id
            if kind == "delta" and message.delta.new_element.button.label == ACCEPT:
                button = message.delta.new_element.button
                buttons[button.id.split("accept:")[-1]] = (button.id, button.disabled)
            if kind == "script_finished":
                if message.script_finished == ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                    continue
                self._buttons = buttons
                self.acknowledged |= {key.split(":")[0] for key, (_, done) in buttons.items() if done}
                self.painted.append((time(), self._revision))
                return


class Room:
    """Many devices at once, in a thread of their own."""

    def __init__(self):
        self.devices, self._stays = [], []
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()

    def enter(self, device):
        """A device that is let in, or waits to be."""
        self.devices.append(device)
        self._stays.append(asyncio.run_coroutine_threadsafe(device.stay(), self._loop))
        return device

    def accept(self, device):
        """Have this device accept one role of its agency."""

        def told():
            device._told_to = True
            device._stirred.set()

        self._loop.call_soon_threadsafe(told)

    def cut(self, *devices):
        """Their network is gone."""
        for device in devices:
            self._loop.call_soon_threadsafe(device.cut)

    def mend(self, *devices):
        """Their network is there again."""
        for device in devices:
            self._loop.call_soon_threadsafe(device.mend)

    def leave(self):
        """Everybody goes home."""

        async def all_of_them():
            going = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
            for task in going:
                task.cancel()
            await asyncio.gather(*going, return_exceptions=True)

        asyncio.run_coroutine_threadsafe(all_of_them(), self._loop).result(20)
        self._loop.call_soon_threadsafe(self._loop.stop)
        for stay in self._stays:
            if not stay.cancelled():
                stay.result(0)
        self._thread.join(10)
        self._loop.close()


@contextmanager
def a_room():
    """A room, emptied in the end."""
    room = Room()
    try:
        yield room
    finally:
        room.leave()


def joined(server, code, *, name, agency, answers=False):
    """Somebody joins by the form of the door; they wait to be admitted."""
    form = PlainForm(server, f"/join?code={code}")
    answer = form.send(code=code, name=name, agency=agency, secrecy="accepted")
    assert answer.status_code == 303, answer.text[:500]
    return Device(server.host, form.cookie("jusou_session"), agency, answers)


class Load:
    """What a server takes of its machine: seconds of processor since it was last asked, and memory in MB."""

    def __init__(self, process):
        self._pid, self._before = process.pid, 0.0
        self.cpu()

    def cpu(self):
        told = Path(f"/proc/{self._pid}/stat").read_text("ascii").rpartition(")")[2].split()
        now = (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")
        self._before, spent = now, now - self._before
        return spent

    @property
    def memory(self):
        told = Path(f"/proc/{self._pid}/status").read_text("ascii")
        return int(re.search(r"VmRSS:\s*(\d+)", told)[1]) / 1024


def seconds_to_all(devices, moment, revision):
    """How long after a moment each of these devices had painted a revision; None where it never did."""
    return [
        next((at - moment for at, painted in list(device.painted) if painted >= revision), None)
        for device in devices
    ]
