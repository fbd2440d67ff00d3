"""知らせ: after each commit every page hears one number, the revision of what it shows, and whose session ended is out."""

from __future__ import annotations

import asyncio
import json
import logging
import threading
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from starlette.concurrency import run_in_threadpool
from starlette.websockets import WebSocket

from jusou_meeting.server.gate import SESSION
from jusou_meeting.server.presence import presence
from jusou_meeting.session import Session
from jusou_meeting.staff import NotAllowed, Permission, StaffRole, require
from jusou_meeting.store import Store
from jusou_meeting.store.driver import DatabaseError
from jusou_meeting.store.served import served
from jusou_meeting.vocabulary import CaseId, RecordId, SessionId

_log = logging.getLogger(__name__)

LOOK_EVERY = 0.5
"""Seconds between looks for commits of other processes and for sessions that idled out."""
ATTEND_EVERY = timedelta(minutes=10)
"""So often it is noted that the screen of a meeting is before somebody."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What a page shows: a case, or one meeting on it."""

    case_id: CaseId
    meeting_id: RecordId | None = None


@dataclass(frozen=True, slots=True)
class News:
    """What a page is told: that something changed, never what."""

    revision: int
    blank: bool | None = None
    """Whether the wall is dark; None = this page is no wall."""

    def as_json(self) -> str:
        """As it is sent."""
        return json.dumps(
            {"revision": self.revision}
            if self.blank is None
            else {"revision": self.revision, "blank": self.blank}
        )


@dataclass(eq=False, slots=True)
class Line:
    """One page that listens."""

    session_id: SessionId
    subject: Subject | None
    news: News | None = None
    attended_at: datetime | None = None
    """When it was noted last that somebody has this page before them."""
    told: asyncio.Event = field(default_factory=asyncio.Event)

    def tell(self, news: News | None) -> None:
        """Note the newest news; whatever was not sent yet is out of date."""
        if news is not None and news != self.news:
            self.news = news
            self.told.set()


class Live:
    """The lines of this process and the look at the file that feeds them; used on the event loop only."""

    def __init__(self) -> None:
        self._lines: set[Line] = set()
        self._sessions: dict[SessionId, Session] = {}
        self._lighters: tuple[Session, ...] = ()
        self._stirred = asyncio.Event()

    @contextmanager
    def line(self, session_id: SessionId, subject: Subject | None) -> Iterator[Line]:
        """Listen."""
        line = Line(session_id, subject)
        self._lines.add(line)
        self._stirred.set()
        try:
            yield line
        finally:
            self._lines.discard(line)

    async def run(self) -> None:
        """Look at the file after each commit, and every half second at whose session has ended."""
        loop, stop = asyncio.get_running_loop(), threading.Event()

        def stir() -> None:
            # RuntimeError: the loop is closed, the server goes down, and nobody listens any more.
            with suppress(RuntimeError):
                loop.call_soon_threadsafe(self._stirred.set)

        threading.Thread(target=_watch, args=(stir, stop), daemon=True).start()
        try:
            while True:
                with suppress(TimeoutError):
                    async with asyncio.timeout(LOOK_EVERY):
                        await self._stirred.wait()
                stirred = self._stirred.is_set()
                self._stirred.clear()
                store = served()
                if store is not None and presence.session_ids():
                    try:
                        await self._look(store, stirred)
                    except Exception:  # noqa: BLE001  # it closes sockets too, whatever goes wrong for one line
                        _log.exception("the look failed; trying again")
                        self._stirred.set()
                        await asyncio.sleep(LOOK_EVERY)
        finally:
            stop.set()

    async def _look(self, store: Store, stirred: bool) -> None:
        ids = presence.session_ids()
        if stirred or not ids <= self._sessions.keys():
            subjects = {line.subject for line in self._lines if line.subject is not None}
            self._sessions, self._lighters, news = await run_in_threadpool(_seen, store, ids, subjects)
            for line in self._lines:
                session = self._sessions.get(line.session_id)
                if session is not None and session.holds(datetime.now(UTC)):
                    line.tell(_for(session, line.subject, news))
        for line in tuple(self._lines):
            await self._attend(store, line)
        for session_id in ids:
            session = self._sessions.get(session_id)
            if session is None or not session.holds(datetime.now(UTC)):
                presence.end(session_id)
        if not all(lighter.holds(datetime.now(UTC)) for lighter in self._lighters):
            await run_in_threadpool(store.projections.put_out_left, datetime.now(UTC))

    async def _attend(self, store: Store, line: Line) -> None:
        now, session = datetime.now(UTC), self._sessions.get(line.session_id)
        if session is None or line.subject is None or line.subject.meeting_id is None:
            return
        last = max(session.seen_at, line.attended_at or session.seen_at)
        if session.seat is None and session.holds(now) and now - last > ATTEND_EVERY:
            line.attended_at = now
            await run_in_threadpool(store.door.attend, session.id, line.subject.meeting_id, now)


Looked = dict[Subject, tuple[int, bool]]
"""Of each case or meeting its revision, and whether its wall is dark."""


def _seen(
    store: Store, ids: Collection[SessionId], subjects: Collection[Subject]
) -> tuple[dict[SessionId, Session], tuple[Session, ...], Looked]:
    """The file as it is now, for everybody at once."""
    looked = {
        subject: (
            store.cases.revision(subject.case_id, subject.meeting_id),
            subject.meeting_id is not None and store.projections.of(subject.meeting_id).dark,
        )
        for subject in subjects
    }
    return store.door.sessions(ids), store.projections.lighters(), looked


def _for(session: Session, subject: Subject | None, looked: Looked) -> News | None:
    """What this session may hear; whoever waits to be admitted hears nothing but that they were."""
    if subject is None or subject not in looked:
        return None
    revision, dark = looked[subject]
    if session.waits:
        return News(0)
    return News(revision, dark if session.role is StaffRole.PROJECTOR else None)


def _watch(stir: Callable[[], None], stop: threading.Event) -> None:
    """A thread of its own: hear of each commit of this process at once, and of those of others in half a second."""
    while (store := served()) is None:
        if stop.wait(LOOK_EVERY):
            return
    store.on_commit(stir)
    with store.file.watching() as changed:
        while not stop.wait(LOOK_EVERY):
            try:
                if changed():
                    stir()
            except DatabaseError:
                stir()


live = Live()


async def listen(websocket: WebSocket) -> None:
    """The live line of one page: `?meeting=` or `?case=` says of what, as far as the session may see it."""
    session: Session = websocket.scope[SESSION]
    try:
        subject = await run_in_threadpool(_subject, session, dict(websocket.query_params))
    except NotAllowed:
        await websocket.close(4403)
        return
    await websocket.accept()
    with live.line(session.id, subject) as line:
        sending = asyncio.create_task(_send(websocket, line))
        try:
            while (await websocket.receive())["type"] != "websocket.disconnect":
                pass
        finally:
            sending.cancel()


async def _send(websocket: WebSocket, line: Line) -> None:
    while True:
        await line.told.wait()
        line.told.clear()
        if line.news is not None:
            await websocket.send_text(line.news.as_json())


def _subject(session: Session, asked: dict[str, str]) -> Subject | None:
    """What this page is about; a participant and a projector have but their own meeting. Who asks for another's is refused, and it is written down."""
    store = served()
    try:
        return _asked(store, session, asked)
    except NotAllowed:
        if store is not None:
            store.door.log_refusal(
                "&".join(f"{name}={value}" for name, value in asked.items()),
                at=datetime.now(UTC), staff=session.staff, screen="live",
            )  # fmt: skip
        raise


def _asked(store: Store | None, session: Session, asked: dict[str, str]) -> Subject | None:
    if session.case_id is not None:
        return Subject(session.case_id, session.meeting_id)
    if store is not None and "meeting" in asked:
        meeting_id = RecordId(asked["meeting"])
        return Subject(store.cases.meeting(session.staff, meeting_id)[0], meeting_id)
    if "case" in asked:
        case_id = CaseId(asked["case"])
        require(session.staff, Permission.READ_CASE, case_id)
        return Subject(case_id)
    return None
