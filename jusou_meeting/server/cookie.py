"""Cookies: one for people, one for projectors, each with an opaque token of which the store keeps the hash."""

from __future__ import annotations

import secrets

from starlette.requests import HTTPConnection, Request
from starlette.responses import Response

from jusou_meeting.session import LONGEST
from jusou_meeting.store import hashed
from jusou_meeting.vocabulary import SessionId

PROJECTOR_PATH = "/projector"
"""Windows of one browser share their cookies, so a projector has a path, and a cookie, of its own."""

_PERSON, _PROJECTOR = "jusou_session", "jusou_projector"


def new_token() -> str:
    """A secret for one browser; nobody guesses 256 random bits."""
    return secrets.token_urlsafe(32)


def session_id_of(token: str) -> SessionId:
    """The session that this token opens."""
    return SessionId(hashed(token))


def token_in(connection: HTTPConnection, *, by_projector: bool) -> str | None:
    """The token that counts on this side of the door."""
    return connection.cookies.get(_PROJECTOR if by_projector else _PERSON)


def give(response: Response, token: str, request: Request, *, to_projector: bool = False) -> None:
    """Put the token into the browser, out of reach of scripts and other sites, for no longer than a session lasts."""
    response.set_cookie(
        _PROJECTOR if to_projector else _PERSON,
        token,
        max_age=int(LONGEST.total_seconds()),
        path=PROJECTOR_PATH if to_projector else "/",
        secure=request.url.scheme == "https",
        httponly=True,
        samesite="strict",
    )


def take_back(response: Response) -> None:
    """Remove a person's token from the browser."""
    response.delete_cookie(_PERSON, path="/", httponly=True, samesite="strict")
