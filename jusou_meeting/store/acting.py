"""行為: the line that what somebody did leaves in the history, or of the municipality itself in the access log."""

from __future__ import annotations

from datetime import datetime

from sqlite_utils import Database

from jusou_meeting.staff import Staff
from jusou_meeting.store import history
from jusou_meeting.store.row import instant
from jusou_meeting.vocabulary import CaseId, Footing, RecordId


def act(
    staff: Staff, action: str, *, at: datetime, case_id: CaseId | None = None, footing: Footing | None = None,
    meeting_id: RecordId | None = None, undoes: int | None = None,
) -> history.Act:  # fmt: skip
    """What this person did, as the history tells it; outside a case unless told."""
    return history.Act(
        at=instant(at),
        staff_id=staff.id,
        session_id=staff.session_id,
        case_id=case_id,
        meeting_id=meeting_id,
        footing=None if footing is None else footing.value,
        action=action,
        undoes=undoes,
    )


def log_act(
    db: Database, by: Staff, action: str, detail: str = "", *, screen: str = "", at: datetime
) -> None:
    """What is done to no case leaves no act in its history: the access log tells who did it, within an open unit of writing."""
    line = {
        "at": instant(at), "session_id": by.session_id, "staff_id": by.id, "screen": screen, "action": action,
        "detail": detail,
    }  # fmt: skip
    db.table("access").insert(line)
