"""投影の窓: the coordinator opens it; it has a session of its own, seated in one meeting, and can do nothing else."""

from __future__ import annotations

from datetime import UTC, datetime

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from jusou_meeting.server.cookie import PROJECTOR_PATH, give, new_token, session_id_of
from jusou_meeting.server.gate import SESSION
from jusou_meeting.server.plain_page import message_page
from jusou_meeting.session import Session
from jusou_meeting.staff import NotAllowed, Permission, Staff, StaffRole, may
from jusou_meeting.store import Store
from jusou_meeting.store.served import served
from jusou_meeting.vocabulary import RecordId


async def project(request: Request) -> Response:
    """Give this browser a projector's cookie beside the one it has, and go to the wall."""
    opener: Session = request.scope[SESSION]
    store, token = served(), new_token()
    try:
        if store is None:
            raise NotAllowed(Permission.HOLD_MEETING)
        meeting_id = RecordId(request.path_params["meeting_id"])
        await run_in_threadpool(_open, store, opener.staff, meeting_id, token)
    except NotAllowed:
        if store is not None:
            await run_in_threadpool(
                store.door.log_refusal,
                request.url.path,
                at=datetime.now(UTC),
                staff=opener.staff,
                screen="project",
            )
        return message_page(
            "投影できません", "開いている会議の画面から「投影の窓を開く」を押してください。", 403
        )
    response = RedirectResponse(f"{PROJECTOR_PATH}/", 303)
    give(response, token, request, to_projector=True)
    return response


def _open(store: Store, opener: Staff, meeting_id: RecordId, token: str) -> None:
    case_id, record = store.cases.meeting(opener, meeting_id)
    footing, now = record.meeting.kind.footing, datetime.now(UTC)
    if record.meeting.closed_at is not None or not may(opener, Permission.HOLD_MEETING, case_id, footing):
        raise NotAllowed(Permission.HOLD_MEETING)
    session = Session(
        id=session_id_of(token),
        staff_id=opener.id,
        role=StaffRole.PROJECTOR,
        name=StaffRole.PROJECTOR.label,
        case_id=case_id,
        meeting_id=meeting_id,
        footing=footing,
        started_at=now,
        seen_at=now,
        admitted_at=now,
    )
    store.projections.put_out_left(now)
    store.door.start(session)
    store.door.log("project", at=now, staff=opener, case_id=case_id, meeting_id=meeting_id)
