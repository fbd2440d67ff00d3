"""訂正の申出: what one attendee reads of their own after 閉会, and asks to have put right, behind a link of their own."""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping
from datetime import UTC, datetime
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from jusou_meeting.correction_link import OwnPart
from jusou_meeting.japanese_date import wareki
from jusou_meeting.server.back_off import BackOff
from jusou_meeting.server.plain_page import filled_in, form_page, form_token, message_page
from jusou_meeting.server.sign_in import address_of
from jusou_meeting.session import Session
from jusou_meeting.store import hashed
from jusou_meeting.store.served import served
from jusou_meeting.text import clean, clean_line
from jusou_meeting.vocabulary import RecordId, SessionId

_AN_OFFICE = 60
"""An office behind one address, where old links lie about; of 2²⁵⁶ links that many guesses find none."""
_LONGEST = 2000
_REQUEST = re.compile("[0-9a-f]{16}")

_of_device, _of_address = BackOff(), BackOff(free=_AN_OFFICE)


async def correct(request: Request) -> Response:
    """The own part behind a link, and what is asked for there; a wrong, old, ended and withdrawn link are answered alike."""
    store = served()
    if store is None:
        return RedirectResponse("/start", 303)
    filled: Mapping[str, str] = await filled_in(request) if request.method == "POST" else {}
    link = filled.get("link", request.query_params.get("link", ""))[:200]
    now, address = datetime.now(UTC), address_of(request)
    device = (address, form_token(request))
    if max(_of_device.wait(device, now), _of_address.wait(address, now)):
        return _nothing()
    link_id = SessionId(hashed(link))
    found = await run_in_threadpool(store.correction_links.own_part, link_id, now)
    if found is None:
        _of_address.wrong(address, now)
        if device[1]:
            _of_device.wrong(device, now)
        await run_in_threadpool(store.door.log, "correction_failed", at=now, detail=address)
        return _nothing()
    session, part = found
    if request.method != "POST":
        await run_in_threadpool(
            store.door.log, "view", at=now, staff=session.staff, screen="correction",
            case_id=session.case_id, meeting_id=session.meeting_id, footing=session.footing,
        )  # fmt: skip
        return _form(request, link, session, part)
    back = RedirectResponse(f"/correct?{urlencode({'link': link})}", 303)
    if not part.may_ask:
        return back
    text, passage = (
        clean(filled.get("text", ""))[:_LONGEST].strip(),
        clean_line(filled.get("passage", ""))[:200],
    )
    request_id = filled.get("request", "")
    if not text or not _REQUEST.fullmatch(request_id):
        return _form(
            request, link, session, part, said="どう直すかを書いてください。", passage=passage, status=422
        )  # fmt: skip
    await run_in_threadpool(
        store.correction_links.ask, link_id, RecordId(request_id), passage=passage, text=text, at=now
    )  # fmt: skip
    return back


def _nothing() -> Response:
    return message_page(
        "このページは開けません",
        "アドレスが違うか、訂正の申出の受付が終わっています。訂正があるときは、会議の事務局に伝えてください。",
        404,
    )


def _form(
    request: Request, link: str, session: Session, part: OwnPart, *, said: str = "", passage: str = "",
    status: int = 200,
) -> Response:  # fmt: skip
    return form_page(
        request,
        "correction.html",
        status=status,
        said=said,
        link=link,
        request_id=secrets.token_hex(8),
        who=session.staff.signed,
        part=part,
        held_on=wareki(part.held_on, weekday=True),
        until=wareki(part.until, weekday=True),
        asked=[(wareki(r.asked_on), r) for r in part.requests],
        passage=passage,
        longest=_LONGEST,
    )
