"""参加: somebody with the code of a meeting asks for a seat in it, and waits for the coordinator's word."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import UTC, datetime

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from jusou_meeting.join_code import typed, well_formed
from jusou_meeting.server.back_off import BackOff, sentence
from jusou_meeting.server.cookie import give, new_token, session_id_of
from jusou_meeting.server.plain_page import filled_in, form_page, message_page
from jusou_meeting.server.sign_in import address_of, start
from jusou_meeting.session import Session
from jusou_meeting.staff import Seat, StaffRole
from jusou_meeting.store.served import served
from jusou_meeting.text import clean_line
from jusou_meeting.vocabulary import Footing, StaffId

_NO_SUCH_CODE = (
    "このコードでは参加できません。コードを確かめるか、包括化支援員に新しいコードを聞いてください。"
)

_SWITCHED_OFF = (
    "この市町村では、出席者の端末を使わない設定になっています。会議には口頭と紙で、いつもどおり参加できます。"
)

_A_ROOM = 60
"""A room of thirty behind one address, where everybody slips twice; of 31⁸ codes that many guesses find none."""

_of_device, _of_address = BackOff(), BackOff(free=_A_ROOM)


async def join(request: Request) -> Response:
    """The form to join, and what comes back from it; a wrong, old and closed code are answered alike."""
    store = served()
    if store is None:
        return RedirectResponse("/start", 303)
    on = await run_in_threadpool(lambda: store.devices.on)
    if request.method != "POST":
        if not on:
            return _switched_off()
        return _form(request, {"code": typed(request.query_params.get("code", ""))[:20]})
    filled = await filled_in(request)
    now, address = datetime.now(UTC), address_of(request)
    device = (address, filled["token"])
    if wait := max(_of_device.wait(device, now), _of_address.wait(address, now)):
        return _form(request, filled, said=sentence(wait), status=429)
    if not on:
        _of_address.wrong(address, now)
        await run_in_threadpool(store.door.log, "join_failed", at=now, detail=address)
        return _switched_off()
    code = typed(filled.get("code", ""))
    seat = await run_in_threadpool(store.door.seat_of_code, code, now) if well_formed(code) else None
    if seat is None:
        _of_device.wrong(device, now)
        _of_address.wrong(address, now)
        await run_in_threadpool(store.door.log, "join_failed", at=now, detail=address)
        return _form(request, filled, said=_NO_SUCH_CODE, status=401)
    name, agency = (clean_line(filled.get(field, ""))[:100] for field in ("name", "agency"))
    if not name or not agency:
        return _form(request, filled, seat, said="お名前と機関を入れてください。", status=422)
    if seat.footing is Footing.STATUTORY and filled.get("secrecy") != "accepted":
        if filled.get("asked") != "secrecy":  # only whoever holds the code learns what kind of meeting it is
            return _form(request, filled, seat)
        said = "守秘義務の文を読んで、チェックを入れてください。"
        return _form(request, filled, seat, said=said, status=422)
    token = new_token()
    session = Session(
        id=session_id_of(token),
        staff_id=StaffId(secrets.token_hex(8)),
        role=StaffRole.PARTICIPANT,
        name=name,
        agency=agency,
        case_id=seat.case_id,
        meeting_id=seat.meeting_id,
        footing=seat.footing,
        started_at=now,
        seen_at=now,
    )
    await start(request, store, session)
    accepted = "守秘義務を了承" if seat.footing is Footing.STATUTORY else ""
    await run_in_threadpool(
        store.door.log,
        "join",
        at=now,
        staff=session.staff,
        case_id=seat.case_id,
        meeting_id=seat.meeting_id,
        detail=f"{address} {accepted}".strip(),
    )
    response = RedirectResponse("/", 303)
    give(response, token, request)
    return response


def _switched_off() -> Response:
    return message_page("端末からは参加できません", _SWITCHED_OFF, 403)


def _form(
    request: Request,
    filled: Mapping[str, str],
    seat: Seat | None = None,
    *,
    said: str = "",
    status: int = 200,
) -> Response:
    return form_page(
        request,
        "join.html",
        status=status,
        said=said,
        code=filled.get("code", ""),
        name=filled.get("name", ""),
        agency=filled.get("agency", ""),
        secrecy=seat is not None and seat.footing is Footing.STATUTORY,
    )
