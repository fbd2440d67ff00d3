"""サインイン: staff come in by name and password, choose another password, and go out again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from anyio import CapacityLimiter
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from jusou_meeting.finding import Stopped
from jusou_meeting.join_code import typed
from jusou_meeting.password import as_meant, password_findings
from jusou_meeting.server.back_off import BackOff, sentence
from jusou_meeting.server.cookie import give, new_token, session_id_of, take_back, token_in
from jusou_meeting.server.gate import SESSION
from jusou_meeting.server.plain_page import filled_in, form_page
from jusou_meeting.session import Session
from jusou_meeting.staff import Account
from jusou_meeting.store import Store
from jusou_meeting.store.password import hash_of, matches
from jusou_meeting.store.served import served
from jusou_meeting.text import clean_line

_PASSWORD = "password.html"
_AN_OFFICE = 100
"""An office behind one proxy, where everybody slips in the same hour; whoever signs in from there clears them."""

_tries, _of_address = BackOff(), BackOff(free=_AN_OFFICE)
_ONCE = "いまのパスワードは、一度だけのものです。自分のパスワードを決めると、サインインできます。"
_OUT = (
    "前のサインインは終わりました（ほかの画面でのサインイン、パスワードの変更、または時間が過ぎたため）。"
    "保存していない書きかけは、サインインすると戻ります。"
)
_STOPPED = "このアカウントは停止されました。担当が替わったのでなければ、システム管理者に確かめてください。"
_hashing = CapacityLimiter(2)
"""Two at a time: argon2id takes 64 MiB for each."""


async def enter(request: Request) -> Response:
    """The form to sign in, and what comes back from it."""
    store = served()
    if store is None or not await run_in_threadpool(store.accounts.exist):
        return RedirectResponse("/start", 303)
    if request.method != "POST":
        said = await run_in_threadpool(_why_out, store, token_in(request, by_projector=False))
        return _form(request, {"next": request.query_params.get("next", "")}, said=said)
    filled = await filled_in(request)
    match await _recognised(request, store, filled):
        case _Refusal() as refusal:
            return _form(request, filled, said=[refusal.sentence], status=refusal.status)
        case account if account.one_time_until is not None:
            return _form(request, filled, page=_PASSWORD, said=[_ONCE])
        case account:
            return await let_in(request, store, account, to=filled.get("next", ""))


def _why_out(store: Store, token: str | None) -> list[str]:
    """Why whoever sits at this browser is out, when they did not go out themselves."""
    if token is None:
        return []
    session_id = session_id_of(token)
    before = store.door.sessions({session_id}).get(session_id)
    if before is None or before.seat is not None or store.door.session(session_id, datetime.now(UTC)):
        return []
    accounts = {account.id: account for account in store.accounts.all()}
    account = accounts.get(before.staff_id)
    return [_STOPPED if account is not None and account.disabled_at is not None else _OUT]


async def choose_password(request: Request) -> Response:
    """The form by which somebody who knows their password, or was given one for once, chooses another; then they are in."""
    store = served()
    if store is None or not await run_in_threadpool(store.accounts.exist):
        return RedirectResponse("/start", 303)
    if request.method != "POST":
        return _form(request, {}, page=_PASSWORD)
    filled = await filled_in(request)
    found = await _recognised(request, store, filled)
    if isinstance(found, _Refusal):
        return _form(request, filled, page=_PASSWORD, said=[found.sentence], status=found.status)
    chosen = filled.get("chosen", "")
    near = (found.login, found.name, store.municipality)
    said = [finding.sentence for finding in password_findings(chosen, near=near)]
    if chosen != filled.get("again", ""):
        said.append("2つの新しいパスワードが一致していません。")
    if as_meant(chosen) == as_meant(filled.get("password", "")):
        said.append("新しいパスワードが、いまのパスワードと同じです。")
    if said:
        return _form(request, filled, page=_PASSWORD, said=said, status=422)
    async with _hashing:
        kept = await run_in_threadpool(hash_of, chosen)
    try:
        await run_in_threadpool(
            store.accounts.choose_password, found, kept, by=found.staff, at=datetime.now(UTC)
        )
    except Stopped as refused:
        return _form(request, filled, page=_PASSWORD, said=[str(refused)], status=409)
    return await let_in(request, store, found, to=filled.get("next", ""))


@dataclass(frozen=True, slots=True)
class _Refusal:
    """Why nobody is recognised by what they typed."""

    sentence: str
    status: int


async def _recognised(request: Request, store: Store, filled: Mapping[str, str]) -> Account | _Refusal:
    """Whose name and password this is."""
    login, now = clean_line(filled.get("login", ""))[:100], datetime.now(UTC)
    address = address_of(request)
    who = (login.casefold(), address)
    if wait := max(_tries.wait(who, now), _of_address.wait(address, now)):
        return _Refusal(sentence(wait), 429)
    _tries.wrong(who, now)  # counted before the slow check, so that many at once are no way around it
    account = await run_in_threadpool(store.accounts.named, login)
    kept = None if account is None else account.password_hash
    async with _hashing:
        if wait := _of_address.wait(address, datetime.now(UTC)):  # they failed while this one queued
            return _Refusal(sentence(wait), 429)
        right = await run_in_threadpool(matches, _password(account, filled), kept)
    if account is None or not right or not account.opens(now):
        _of_address.wrong(address, now)
        staff = None if account is None else account.staff
        await run_in_threadpool(store.door.log, "sign_in_failed", at=now, staff=staff, detail=address)
        return _Refusal("サインイン名かパスワードが違います。", 401)
    _tries.right(who)
    _of_address.right(address)
    if account.one_time_until is not None and account.one_time_until <= now:
        return _Refusal(
            "この一度だけのパスワードは、期限が過ぎました。システム管理者に、出し直してもらってください。",
            401,
        )
    return account


def _password(account: Account | None, filled: Mapping[str, str]) -> str:
    """As it was typed; one that was given for once was copied from a screen, as a code is."""
    said = filled.get("password", "")
    return said if account is None or account.one_time_until is None else typed(said)


async def let_in(request: Request, store: Store, account: Account, *, to: str = "/") -> Response:
    """A session for this member of staff, in this browser; whatever it had before ends."""
    token, now = new_token(), datetime.now(UTC)
    session = Session(
        id=session_id_of(token),
        staff_id=account.id,
        role=account.role,
        name=account.name,
        agency=account.agency,
        started_at=now,
        seen_at=now,
        admitted_at=now,
    )
    await start(request, store, session)
    await run_in_threadpool(
        store.door.log, "sign_in", at=now, staff=session.staff, detail=address_of(request)
    )
    response = RedirectResponse(_inside(to), 303)
    give(response, token, request)
    return response


async def start(request: Request, store: Store, session: Session) -> None:
    """Begin a session; the one this browser had before ends, so that a device is one person at a time."""
    before = token_in(request, by_projector=False)
    if before is not None:
        await run_in_threadpool(store.door.revoke, session_id_of(before), at=session.started_at)
    await run_in_threadpool(store.door.start, session)


async def leave(request: Request) -> Response:
    """Whether to go out, and going out."""
    session: Session = request.scope[SESSION]
    store = served()
    if request.method != "POST" or store is None:
        return form_page(request, "leave.html", name=session.name, has_password=session.seat is None)
    await filled_in(request)
    now = datetime.now(UTC)
    await run_in_threadpool(store.door.revoke, session.id, at=now)
    await run_in_threadpool(store.door.log, "sign_out", at=now, staff=session.staff)
    response = RedirectResponse("/enter", 303)
    take_back(response)
    return response


def address_of(request: Request) -> str:
    """Where the browser is; a proxy on this machine tells it."""
    return "" if request.client is None else request.client.host


def _form(
    request: Request,
    filled: Mapping[str, str],
    *,
    page: str = "enter.html",
    said: Sequence[str] = (),
    status: int = 200,
) -> Response:
    return form_page(
        request,
        page,
        status=status,
        said=said,
        login=filled.get("login", ""),
        next=filled.get("next", ""),
    )


def _inside(wanted: str) -> str:
    """The page that was asked for, if it is one of ours."""
    ours = wanted.startswith("/") and not wanted.startswith("//")
    return wanted if ours and "\\" not in wanted and wanted.isprintable() else "/"
