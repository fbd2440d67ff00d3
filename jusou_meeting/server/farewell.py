"""お別れ: the last page on a participant's own device, and the address there by which they may yet ask for corrections."""

from __future__ import annotations

from datetime import UTC, datetime

import segno
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.requests import HTTPConnection
from starlette.responses import Response
from starlette.types import Scope

from jusou_meeting.correction_link import link_path
from jusou_meeting.server.cookie import session_id_of, token_in
from jusou_meeting.server.plain_page import said_page
from jusou_meeting.staff import StaffRole
from jusou_meeting.store import Store, hashed
from jusou_meeting.store.served import served
from jusou_meeting.vocabulary import SessionId


async def farewell(scope: Scope) -> Response | None:
    """The page for a browser that belonged to a participant whose session has ended; None = it did not."""
    store, token = served(), token_in(HTTPConnection(scope), by_projector=False)
    if store is None or token is None:
        return None
    session_id = session_id_of(token)
    session = (await run_in_threadpool(store.door.sessions, {session_id})).get(session_id)
    if session is None or session.role not in (StaffRole.PARTICIPANT, StaffRole.INVITED):
        return None
    path = await run_in_threadpool(_way_to_corrections, store, token, session_id)
    address = f"{scope['scheme']}://{Headers(scope=scope).get('host', '')}{path}"
    picture = segno.make(address, error="m").svg_data_uri(scale=4, border=2) if path else ""
    return said_page("farewell.html", 401, path=path, address=address, picture=picture)


def _way_to_corrections(store: Store, token: str, device: SessionId) -> str:
    """The path of the link of this device; the same device always finds the same, and the file keeps its hash alone."""
    secret = hashed(f"correction:{token}")
    kept = store.correction_links.keep(SessionId(hashed(secret)), device, at=datetime.now(UTC))
    return link_path(secret) if kept else ""
