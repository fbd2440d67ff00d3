"""地図への手: what one hand did on the map is kept, and the map painted anew, without a run of the whole page."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from jusou_meeting.agency import Agency
from jusou_meeting.documents.composed import working_map
from jusou_meeting.ecomap.event import EcomapEvent, EventKind, read_delivery
from jusou_meeting.ecomap.folding import folded
from jusou_meeting.ecomap.hands import Hands
from jusou_meeting.ecomap.kept_places import unsettled
from jusou_meeting.ecomap.svg import paint
from jusou_meeting.finding import Stopped
from jusou_meeting.household import Household
from jusou_meeting.japanese_date import today_in_tokyo
from jusou_meeting.meeting import MeetingRecord
from jusou_meeting.server.gate import SESSION, from_our_own_page
from jusou_meeting.staff import NotAllowed, Permission, Staff, require
from jusou_meeting.store import Change, Conflict, Store
from jusou_meeting.store.outbox import AlreadyAnswered, NotYourEvent
from jusou_meeting.store.served import served
from jusou_meeting.vocabulary import CaseId, Footing, RecordId

_LARGEST = 2_000
"""Bytes; one event has fewer."""
_TAKEN = frozenset({EventKind.MOVE, EventKind.LINE, EventKind.KIN, EventKind.PERSON, EventKind.AGENCY})
"""What speaks of no record that somebody else may have changed meanwhile: all else is judged by the page, which knows what was seen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Table:
    """The household that the hands work on, as the file has it."""

    store: Store
    staff: Staff
    case_id: CaseId
    footing: Footing
    record: MeetingRecord | None
    at: datetime

    @property
    def day(self) -> date:
        return today_in_tokyo(self.at)

    @property
    def meeting_id(self) -> RecordId | None:
        return None if self.record is None else self.record.meeting.id

    def known(self) -> Household:
        return self.store.cases.household(self.staff, self.case_id, self.footing)

    def agencies(self) -> tuple[Agency, ...]:
        return self.store.directory.agencies()

    @contextmanager
    def change(self, action: str, *, event: tuple[str, int] | None = None) -> Iterator[Change]:
        if positions := unsettled(self.known(), on=self.day):
            self.store.cases.settle(self.staff, self.case_id, self.footing, positions, at=self.at)
        with self.store.cases.change(
            self.staff, Permission.EDIT_CASE, action, case_id=self.case_id, footing=self.footing,
            meeting_id=self.meeting_id, at=self.at, event=event,
        ) as change:  # fmt: skip
            yield change


async def take(request: Request) -> Response:
    """Keep what one hand did and answer with the map as it now is; what is refused here is sent to the page, which says why.

    `?case=` and `?footing=` say of which household, `?meeting=` in which meeting. The same event is never applied twice,
    whichever way it comes.
    """
    store, staff = served(), request.scope[SESSION].staff
    if store is None or not from_our_own_page(request.scope):
        return PlainTextResponse("Forbidden", 403)
    event, where = _read(await _sent(request)), _named(request.query_params)
    if event is None or where is None:
        return PlainTextResponse("Bad Request", 400)
    try:
        return JSONResponse(await run_in_threadpool(_taken, store, staff, where, event))
    except NotAllowed:
        await run_in_threadpool(
            store.door.log_refusal, request.url.query, at=datetime.now(UTC), staff=staff, screen="map"
        )
        return PlainTextResponse("Not Found", 404)
    except (Stopped, Conflict, NotYourEvent):
        return PlainTextResponse("Conflict", 409)


async def _sent(request: Request) -> bytes:
    """What a browser sent, or as much of it as shows that it is too much."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > _LARGEST:
            break
    return body


def _read(body: bytes) -> EcomapEvent | None:
    """The one event that a browser sent; None when it is anything else, or not to be taken here."""
    if len(body) > _LARGEST:
        return None
    try:
        delivery = read_delivery(json.loads(body))
    except (ValueError, RecursionError):
        return None
    if delivery is None or len(delivery.events) != 1:
        return None
    ((_, event),) = delivery.events
    return event if event is not None and event.kind in _TAKEN else None


def _named(asked: Mapping[str, str]) -> RecordId | tuple[CaseId, Footing] | None:
    """The meeting, or the household and its footing, of which an address speaks; None when it speaks of neither."""
    if "meeting" in asked:
        return RecordId(asked["meeting"])
    try:
        return CaseId(asked["case"]), Footing.stored(asked["footing"])
    except KeyError:
        return None


def _taken(
    store: Store, staff: Staff, where: RecordId | tuple[CaseId, Footing], event: EcomapEvent
) -> dict[str, Any]:
    with store.file.at_hand():
        table = _table(store, staff, where)
        try:
            made = Hands(table, table.known(), new_id=_new_id).take(event)
        except AlreadyAnswered:
            made = None
        revision = store.cases.revision(table.case_id, table.meeting_id)
        scene = working_map(
            folded(table.known(), ()), on=table.day, record=table.record, author=staff.signed,
            preset=store.preset,
        )  # fmt: skip
    return {"revision": revision, "svg": paint(scene), "made": made}


def _table(store: Store, staff: Staff, where: RecordId | tuple[CaseId, Footing]) -> _Table:
    """Where somebody works; NotAllowed to whoever may only look, since the map is answered also where nothing had to change."""
    record = None
    if isinstance(where, str):
        case_id, record = store.cases.meeting(staff, where)
        footing = record.meeting.kind.footing
    else:
        case_id, footing = where
    require(staff, Permission.EDIT_CASE, case_id, footing)
    return _Table(
        store=store, staff=staff, case_id=case_id, footing=footing, record=record, at=datetime.now(UTC)
    )


def _new_id() -> RecordId:
    return RecordId(secrets.token_hex(8))
