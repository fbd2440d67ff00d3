"""The door's own pages: plain HTML forms, autoescaped, without a script, accepted back only from themselves."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response

from jusou_meeting.server.headers import FORM_POLICY
from jusou_meeting.store.served import served

_FOLDER = Path(__file__).with_name("plain_page")
_LARGEST = 16 * 1024
_COOKIE = "jusou_form"

_templates = Environment(
    loader=FileSystemLoader(_FOLDER, encoding="utf-8"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def form_page(request: Request, template: str, *, status: int = 200, **said: object) -> Response:
    """A form of ours; whatever is said in it is text."""
    token = form_token(request) or secrets.token_urlsafe(16)
    response = said_page(template, status, token=token, **said)
    response.set_cookie(
        _COOKIE, token, secure=request.url.scheme == "https", httponly=True, samesite="strict", path="/"
    )
    return response


def message_page(title: str, sentence: str, status: int, *, dark: bool = False) -> Response:
    """A page that only says something; dark where a whole room looks at it."""
    return said_page("message.html", status, title=title, sentence=sentence, dark=dark)


def trouble_page(title: str, sentence: str, status: int) -> Response:
    """The same where the file itself may be in trouble: it is asked nothing, not even whose it is."""
    return _page("message.html", status, whose="", demonstration=False, title=title, sentence=sentence)


def said_page(template: str, status: int, **said: object) -> Response:
    """A page of ours without a form; whatever is said in it is text."""
    store = served()
    whose = "" if store is None else store.municipality
    demonstration = store is not None and store.demonstration
    return _page(template, status, whose=whose, demonstration=demonstration, **said)


def _page(template: str, status: int, **said: object) -> Response:
    html = _templates.get_template(template).render(**{"dark": False} | said)
    return HTMLResponse(html, status, headers={"content-security-policy": FORM_POLICY})


def form_token(request: Request) -> str:
    """What tells this browser's forms from another's; blank = it had none of ours yet."""
    return request.cookies.get(_COOKIE, "")


class FormRefused(Exception):
    """What came back is no form of ours; the title, the sentence and the status of the page that says so."""


_FROM_ELSEWHERE = (
    "この用紙は受け取れません",
    "開いたままの古い画面か、ほかのところから送られました。ページを開き直して、もう一度お試しください。",
    403,
)


async def filled_in(request: Request) -> Mapping[str, str]:
    """What was filled into one of our forms; FormRefused when it did not come from one.

    The browser must say that it comes from this very origin, and bring the token of the form both ways.
    """
    origin = urlsplit(request.headers.get("origin", ""))
    if (origin.scheme, origin.netloc) != (request.url.scheme, request.headers.get("host")):
        raise FormRefused(*_FROM_ELSEWHERE)
    length = request.headers.get("content-length", "")
    if not length.isdecimal() or int(length) > _LARGEST:
        raise FormRefused("送られた内容が大きすぎます", "内容を短くして、もう一度お試しください。", 413)
    form = await request.form(max_files=0, max_fields=20)
    filled = {name: value for name, value in form.items() if isinstance(value, str)}
    token = form_token(request)
    if not token or not hmac.compare_digest(token.encode(), filled.get("token", "").encode()):
        raise FormRefused(*_FROM_ELSEWHERE)
    return filled


async def refused_form(request: Request, refused: Exception) -> Response:
    """What is answered to FormRefused."""
    return message_page(*refused.args)


async def style(request: Request) -> Response:
    """The looks of the door."""
    return FileResponse(_FOLDER / "door.css", media_type="text/css")
