"""初回: the first page asks one thing: try a demonstration, or begin this municipality's own file."""

from __future__ import annotations

import asyncio
import hmac
import ipaddress
import secrets
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from jusou_meeting.join_code import LENGTH, SIGNS, typed
from jusou_meeting.password import password_findings
from jusou_meeting.server import municipal_file
from jusou_meeting.server.back_off import BackOff, sentence
from jusou_meeting.server.plain_page import filled_in, form_page
from jusou_meeting.server.sign_in import address_of, let_in
from jusou_meeting.staff import Account, StaffRole
from jusou_meeting.store import FileProblem, Store
from jusou_meeting.store.demonstration import demonstration_account
from jusou_meeting.store.password import hash_of
from jusou_meeting.store.served import served
from jusou_meeting.text import clean_line
from jusou_meeting.vocabulary import StaffId

CONSOLE_CODE = "".join(secrets.choice(SIGNS) for _ in range(LENGTH))
"""Who can read the console of the server may begin a file from another machine."""

_tries = BackOff()
_choosing = asyncio.Lock()


async def start(request: Request) -> Response:
    """What this process shall serve, and as whom; once there are accounts, only the way back into a demonstration."""
    if not await still_asks():
        return RedirectResponse("/enter", 303)
    if request.method != "POST":
        return _form(request, {})
    filled = await filled_in(request)
    address, now = address_of(request), datetime.now(UTC)
    if not is_this_machine(address):
        if wait := _tries.wait(address, now):
            return _form(request, filled, said=[sentence(wait)], status=429)
        if not hmac.compare_digest(typed(filled.get("console", "")).encode(), CONSOLE_CODE.encode()):
            _tries.wrong(address, now)
            return _form(
                request, filled, said=["サーバーの画面に出ているコードを入れてください。"], status=403
            )
    async with _choosing:
        if not await still_asks():
            return RedirectResponse("/enter", 303)
        try:
            return await _begin(request, filled, now)
        except FileProblem as problem:
            return _form(request, filled, said=[str(problem)], status=409)


async def still_asks() -> bool:
    """Whether the first page is still to be answered."""
    store = served()
    return store is None or store.demonstration or not await run_in_threadpool(store.accounts.exist)


async def _begin(request: Request, filled: Mapping[str, str], now: datetime) -> Response:
    store = served()
    match filled.get("choice"):
        case "demonstration" if store is not None and store.demonstration:
            return await let_in(request, store, demonstration_account(store))
        case "demonstration" | "afresh" as choice if store is None:
            store = await run_in_threadpool(
                municipal_file.begin_demonstration, afresh=choice == "afresh", at=now
            )
            return await let_in(request, store, demonstration_account(store))
        case "new" if store is None or not store.demonstration:
            if said := list(_missing(filled)):
                return _form(request, filled, said=said, status=422)
            coordinator = await run_in_threadpool(_coordinator, filled)
            store = await run_in_threadpool(_with_coordinator, filled, coordinator, now)
            return await let_in(request, store, coordinator)
        case _:
            return _form(request, filled, said=["どちらかを選んでください。"], status=422)


def _with_coordinator(filled: Mapping[str, str], coordinator: Account, now: datetime) -> Store:
    """A new file, or the one without accounts that is served already, with its first coordinator."""
    municipality = clean_line(filled["municipality"])
    store = served() or municipal_file.begin(municipality)
    by = coordinator.staff
    store.name_municipality(municipality, by=by)
    store.accounts.add(coordinator, by=by, at=now)
    return store


def _coordinator(filled: Mapping[str, str]) -> Account:
    return Account(
        id=StaffId(secrets.token_hex(8)),
        login=clean_line(filled["login"]),
        name=clean_line(filled["name"]),
        role=StaffRole.COORDINATOR,
        agency=clean_line(filled.get("agency", "")),
        password_hash=hash_of(filled["password"]),
    )


def _missing(filled: Mapping[str, str]) -> Iterator[str]:
    """Why these entries cannot begin a file, in sentences."""
    asked = {"municipality": "市町村名", "name": "お名前", "login": "サインイン名"}
    for field, label in asked.items():
        if not clean_line(filled.get(field, "")):
            yield f"{label}を入れてください。"
    password = filled.get("password", "")
    near = [clean_line(filled.get(field, "")) for field in asked]
    yield from (finding.sentence for finding in password_findings(password, near=near))
    if password != filled.get("again", ""):
        yield "2つのパスワードが一致していません。"


def is_this_machine(address: str) -> bool:
    """Whether this is an address that nobody else reaches."""
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return address == "localhost"


def _form(
    request: Request, filled: Mapping[str, str], *, said: list[str] | None = None, status: int = 200
) -> Response:
    store = served()
    fields = ("municipality", "name", "agency", "login")
    shown = {field: filled.get(field, "") for field in fields}
    if store is not None and not shown["municipality"]:
        shown["municipality"] = store.municipality
    return form_page(
        request,
        "start.html",
        status=status,
        said=said or [],
        filled=shown,
        demonstration_offered=store is None,
        demonstration_served=store is not None and store.demonstration,
        earlier=store is None and municipal_file.demonstration_location().exists(),
        console=not is_this_machine(address_of(request)),
    )
