"""記号を動かす: a sign that was let go is kept, and the map painted anew, without a run of the whole page."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from jusou_meeting.ecomap.event import EcomapEvent, EventKind, read_delivery
from jusou_meeting.ecomap.folding import folded
from jusou_meeting.ecomap.layout import lay_out
from jusou_meeting.ecomap.svg import paint
from jusou_meeting.ecomap.working_map import unsettled, working_map
from jusou_meeting.finding import Stopped
from jusou_meeting.household import Position
from jusou_meeting.japanese_date import today_in_tokyo
from jusou_meeting.meeting import MeetingRecord
from jusou_meeting.server.gate import SESSION, from_our_own_page
from jusou_meeting.staff import NotAllowed, Permission, Staff
from jusou_meeting.store import Conflict, Store
from jusou_meeting.store.outbox import AlreadyAnswered, NotYourEvent
from jusou_meeting.store.served import served
from jusou_meeting.vocabulary import CaseId, Footing, RecordId

_LARGEST = 2_000
"""Bytes; one move has fewer."""


async def move(request: Request) -> Response:
    """Keep one move and answer with the map as it now is; whatever is refused here is sent to the page, which says why.

    `?case=` and `?footing=` say of which household, `?meeting=` in which meeting. The same event is never applied twice,
    whichever way it comes.
    """
    store, staff = served(), request.scope[SESSION].staff
    if store is None or not from_our_own_page(request.scope):
        return PlainTextResponse("Forbidden", 403)
    event = _read(await request.body())
    if event is None:
        return PlainTextResponse("Bad Request", 400)
    try:
        return JSONResponse(await run_in_threadpool(_moved, store, staff, dict(request.query_params), event))
    except NotAllowed:
        await run_in_threadpool(
            store.door.log_refusal, request.url.query, at=datetime.now(UTC), staff=staff, screen="map"
        )
        return PlainTextResponse("Not Found", 404)
    except (KeyError, ValueError):
        return PlainTextResponse("Bad Request", 400)
    except (Stopped, Conflict, NotYourEvent):
        return PlainTextResponse("Conflict", 409)


def _read(body: bytes) -> EcomapEvent | None:
    """The one move that a browser sent; None when it is anything else."""
    if len(body) > _LARGEST:
        return None
    try:
        delivery = read_delivery(json.loads(body))
    except (ValueError, RecursionError):
        return None
    if delivery is None or len(delivery.events) != 1:
        return None
    ((_, event),) = delivery.events
    return event if event is not None and event.kind is EventKind.MOVE else None


def _moved(store: Store, staff: Staff, where: dict[str, str], event: EcomapEvent) -> dict[str, Any]:
    assert isinstance(event.position, Position)
    assert event.id is not None
    with store.file.at_hand():
        case_id, footing, record = _place(store, staff, where)
        meeting_id = None if record is None else record.meeting.id
        now = datetime.now(UTC)
        today = today_in_tokyo(now)
        household = store.cases.household(staff, case_id, footing)
        if positions := unsettled(household, on=today):
            store.cases.settle(staff, case_id, footing, positions, at=now)
        at = lay_out(household, on=today).within(event.id, event.position)
        with (
            suppress(AlreadyAnswered),
            store.cases.change(
                staff, Permission.EDIT_CASE, "地図で動かす", case_id=case_id, footing=footing,
                meeting_id=meeting_id, at=now, event=event.origin,
            ) as change,
        ):  # fmt: skip
            change.move(event.id, at)
        revision = store.cases.revision(case_id, meeting_id)
        known = folded(store.cases.household(staff, case_id, footing), ())
        scene = working_map(known, on=today, record=record, author=staff.signed, preset=store.preset)
    return {"revision": revision, "svg": paint(scene)}


def _place(store: Store, staff: Staff, where: dict[str, str]) -> tuple[CaseId, Footing, MeetingRecord | None]:
    """Which household, on which footing, in which meeting; KeyError or ValueError when it is not said."""
    if "meeting" in where:
        case_id, record = store.cases.meeting(staff, RecordId(where["meeting"]))
        return case_id, record.meeting.kind.footing, record
    return CaseId(where["case"]), Footing.stored(where["footing"]), None
