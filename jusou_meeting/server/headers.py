"""Security headers of every answer, and the content security policy under which Streamlit runs."""

from __future__ import annotations

import base64
import functools
import hashlib
from html.parser import HTMLParser
from pathlib import Path

import streamlit as st
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import Message, Scope, Send

from jusou_meeting.server.cookie import PROJECTOR_PATH

FORM_POLICY = (
    "default-src 'none'; style-src 'self'; font-src 'self'; img-src data:; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
"""For our own plain pages: no script at all."""

_KEPT_BY_BROWSERS = ("/static/", "/fonts/", f"{PROJECTOR_PATH}/static/")


def secured(scope: Scope, send: Send, *, by_projector: bool) -> Send:
    """A `send` that adds the headers which an answer did not set itself."""

    async def send_secured(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers.setdefault("content-security-policy", _app_policy(scope, by_projector=by_projector))
            headers.setdefault("x-content-type-options", "nosniff")
            headers.setdefault("referrer-policy", "same-origin")
            headers.setdefault("cross-origin-resource-policy", "same-origin")
            if not scope["path"].startswith(_KEPT_BY_BROWSERS):
                headers["cache-control"] = "no-store"
        await send(message)

    return send_secured


def _app_policy(scope: Scope, *, by_projector: bool) -> str:
    """A projector's window reaches the projector's path and nothing else, also when its session has ended.

    `blob:` is how Streamlit runs the script of a component; only a script that already runs can make one.
    """
    connect = "'self'"
    if by_projector:
        host = Headers(scope=scope).get("host", "")
        connect = (
            f"{scope['scheme']}://{host}{PROJECTOR_PATH}/ {_socket_scheme(scope)}://{host}{PROJECTOR_PATH}/"
        )
    return (
        f"default-src 'self'; script-src 'self' {_inline_script_hashes()} blob:; style-src 'self' 'unsafe-inline'; "
        f"img-src 'self' data: blob:; font-src 'self' data:; connect-src {connect}; worker-src 'self' blob:; "
        "object-src 'none'; base-uri 'self'; frame-ancestors 'none'; form-action 'self'"
    )


def _socket_scheme(scope: Scope) -> str:
    return "wss" if scope["scheme"] == "https" else "ws"


class _InlineScripts(HTMLParser):
    """The scripts that stand in a page itself."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._inside = tag == "script" and "src" not in dict(attrs)

    def handle_endtag(self, tag: str) -> None:
        self._inside = False

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.found.append(data)


@functools.cache
def _inline_script_hashes() -> str:
    """Streamlit's page carries a line of script that changes with its version."""
    page = _InlineScripts()
    page.feed((Path(st.__file__).parent / "static" / "index.html").read_text("utf-8"))
    digests = (hashlib.sha256(script.encode()).digest() for script in page.found)
    return " ".join(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)
