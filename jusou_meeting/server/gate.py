"""門: the middleware in front of everything; without a session only the door itself answers."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import quote, urlsplit

import streamlit as st
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from jusou_meeting.server.back_off import BackOff
from jusou_meeting.server.cookie import PROJECTOR_PATH, session_id_of, token_in
from jusou_meeting.server.farewell import farewell
from jusou_meeting.server.headers import secured
from jusou_meeting.server.plain_page import message_page
from jusou_meeting.server.presence import presence
from jusou_meeting.session import Session
from jusou_meeting.staff import StaffRole
from jusou_meeting.store.served import served

SESSION = "jusou.session"
"""Where routes behind the gate find the session in their scope."""

SESSION_HEADER = b"x-jusou-session"
"""What Streamlit hands on as `st.user["session"]` (server.trustedUserHeaders)."""

ENDED = 4401
"""The code with which sockets are closed when their session ends; the browser then asks for the page anew."""

_OPEN = frozenset({"/_stcore/health", "/enter", "/password", "/join", "/start", "/correct", "/door.css"})
_OPEN_TO_PROJECTORS = frozenset({"/_stcore/health"})
_FONT = re.compile("/fonts/[^/]+")
_CORE = frozenset({"/_stcore/health", "/_stcore/host-config"})
_CORE_BELOW = ("/_stcore/bidi-components/", "/_stcore/upload_file/")
_CLOSED = frozenset({"_stcore", "media", "component", "auth", "oauth2callback"})
"""Parts of Streamlit that this product does without: downloads come from a route of ours, which asks who is there."""
_SOCKETS = frozenset({"/_stcore/stream", "/live"})
_MAY_NOT_UPLOAD = frozenset({StaffRole.PARTICIPANT, StaffRole.INVITED, StaffRole.PROJECTOR})
_of_path, _of_cookie = BackOff(free=1), BackOff(free=20)
"""How often it is written down that a kept cookie asked: for the same thing once at first, for anything as a person might."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a request asks for: through which of the two doors, and the path behind it."""

    by_projector: bool
    path: str

    @property
    def first(self) -> str:
        return self.path.split("/")[1]

    @property
    def is_open(self) -> bool:
        known = _OPEN_TO_PROJECTORS if self.by_projector else _OPEN
        return self.path in known or _FONT.fullmatch(self.path) is not None

    def is_closed(self, own: Collection[str]) -> bool:
        """Whether nobody gets it here; a projector has none of our own routes but the live line."""
        if self.path in _CORE or self.path.startswith(_CORE_BELOW):
            return False
        return self.first in _CLOSED or (self.by_projector and self.first in own)


class Gate:
    """Lets a request or a socket through when its cookie holds, and says inside whose it is."""

    def __init__(self, app: ASGIApp, own: Collection[str]) -> None:
        self._app = app
        self._own = own

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Judge one request or one socket."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        asked, scope = _as_asked(scope)
        if scope["type"] == "websocket":
            await self._socket(asked, scope, receive, send)
        else:
            await self._request(asked, scope, receive, secured(scope, send, by_projector=asked.by_projector))

    async def _request(self, asked: _Asked, scope: Scope, receive: Receive, send: Send) -> None:
        answer: Response | None = None
        if not _host_is_ours(scope):
            answer = PlainTextResponse("Bad Request", 400)
        elif scope["path"] == PROJECTOR_PATH:
            answer = RedirectResponse(f"{PROJECTOR_PATH}/", 307)
        elif asked.is_open:
            pass
        elif (session := await _session(asked, scope)) is None:
            await _note_kept_cookie(asked, scope)
            answer = await _way_in(asked, scope)
        elif asked.is_closed(self._own) or (
            asked.path.startswith("/_stcore/upload_file/") and session.role in _MAY_NOT_UPLOAD
        ):
            answer = PlainTextResponse("Not Found", 404)
        else:
            scope = _with_session(scope, session)
        await (self._app if answer is None else answer)(scope, receive, send)

    async def _socket(self, asked: _Asked, scope: Scope, receive: Receive, send: Send) -> None:
        ours = asked.path in _SOCKETS and _host_is_ours(scope) and from_our_own_page(scope)
        session = await _session(asked, scope) if ours else None
        if session is None:
            if ours:
                await _note_kept_cookie(asked, scope)
            await _refuse_socket(receive, send)
            return
        with presence.socket(session.id) as ended:
            inside = asyncio.create_task(_run(self._app, _with_session(scope, session), receive, send))
            end = asyncio.create_task(ended.wait())
            try:
                await asyncio.wait({inside, end}, return_when=asyncio.FIRST_COMPLETED)
                if not inside.done():
                    inside.cancel()
                    with suppress(asyncio.CancelledError):
                        await inside
                    await send({"type": "websocket.close", "code": ENDED, "reason": "session ended"})
                else:
                    await inside
            finally:
                inside.cancel()
                end.cancel()


async def _run(app: ASGIApp, scope: Scope, receive: Receive, send: Send) -> None:
    await app(scope, receive, send)


def _as_asked(scope: Scope) -> tuple[_Asked, Scope]:
    """The request without the headers that only we may set; a projector's is told its root, as ASGI has it."""
    headers = [(name, value) for name, value in scope["headers"] if not name.lower().startswith(b"x-jusou-")]
    scope = {**scope, "headers": headers}
    path = scope["path"]
    if path == PROJECTOR_PATH or path.startswith(f"{PROJECTOR_PATH}/"):
        scope["root_path"] = PROJECTOR_PATH
        return _Asked(True, path.removeprefix(PROJECTOR_PATH) or "/"), scope
    return _Asked(False, path), scope


async def _session(asked: _Asked, scope: Scope) -> Session | None:
    """The session of the cookie that counts on this side; the other side's is none."""
    store = served()
    token = token_in(HTTPConnection(scope), by_projector=asked.by_projector)
    if store is None or token is None:
        return None
    session = await run_in_threadpool(store.door.session, session_id_of(token), datetime.now(UTC))
    if session is None or (session.role is StaffRole.PROJECTOR) is not asked.by_projector:
        return None
    return session


async def _note_kept_cookie(asked: _Asked, scope: Scope) -> None:
    """Whoever asks with the cookie of a meeting that is over for them gets nothing, and it is written down.

    A device that asks for the same again and again, or for very much, leaves a line only now and then.
    """
    store = served()
    token = token_in(HTTPConnection(scope), by_projector=asked.by_projector)
    if store is None or token is None or asked.first == "static":
        return
    session_id, now = session_id_of(token), datetime.now(UTC)
    if _of_path.wait((session_id, asked.path), now) or _of_cookie.wait(session_id, now):
        return
    ended = (await run_in_threadpool(store.door.sessions, {session_id})).get(session_id)
    if ended is not None and ended.meeting_id is not None:
        _of_path.wrong((session_id, asked.path), now)
        _of_cookie.wrong(session_id, now)
        await run_in_threadpool(store.door.log_refusal, asked.path, at=now, staff=ended.staff, screen="ended")


def _with_session(scope: Scope, session: Session) -> Scope:
    return {
        **scope,
        SESSION: session,
        "headers": [*scope["headers"], (SESSION_HEADER, session.id.encode())],
    }


async def _way_in(asked: _Asked, scope: Scope) -> Response:
    """What somebody without a session gets: a person the way to the forms, a program a refusal."""
    if scope["method"] not in {"GET", "HEAD"} or "text/html" not in Headers(scope=scope).get("accept", ""):
        return PlainTextResponse("Unauthorized", 401)
    if served() is None:
        return RedirectResponse("/start", 302)
    if asked.by_projector:
        return message_page(
            "投影は終わりました",
            "この窓は閉じてかまいません。会議が続いているときは、会議の画面の「投影の窓を開く」から映し直せます。",
            401,
            dark=True,
        )
    if (goodbye := await farewell(scope)) is not None:
        return goodbye
    query = scope["query_string"].decode("latin-1")
    wanted = f"{asked.path}?{query}" if query else asked.path
    return RedirectResponse("/enter" if wanted == "/" else f"/enter?next={quote(wanted, safe='')}", 302)


def _host_is_ours(scope: Scope) -> bool:
    """Whether the browser was sent to this server by a name of it (against DNS rebinding)."""
    try:
        name = urlsplit(f"//{Headers(scope=scope).get('host', '')}").hostname
    except ValueError:
        return False
    ours = {
        "localhost",
        "127.0.0.1",
        "::1",
        st.get_option("server.address"),
        *st.get_option("server.allowedHosts"),
    }
    return name is not None and name in ours


def from_our_own_page(scope: Scope) -> bool:
    """Whether a page of this very address asks, and no other page in the same browser."""
    headers = Headers(scope=scope)
    return urlsplit(headers.get("origin", "")).netloc == headers.get("host")


async def _refuse_socket(receive: Receive, send: Send) -> None:
    await receive()
    await send({"type": "websocket.close", "code": ENDED})
