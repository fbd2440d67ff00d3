"""行為: whether somebody may do something, and the line that it leaves in the history."""

from __future__ import annotations

from datetime import datetime

from jusou_meeting.staff import NotAllowed, Permission, Staff, attends, may
from jusou_meeting.store import history
from jusou_meeting.store.row import instant
from jusou_meeting.vocabulary import CaseId, Footing, RecordId


def require(
    staff: Staff, permission: Permission, case_id: CaseId | None = None, footing: Footing | None = None,
    meeting_id: RecordId | None = None,
) -> None:  # fmt: skip
    """NotAllowed unless this person may do this, here, on this footing, in this meeting."""
    if not may(staff, permission, case_id, footing) or (meeting_id and not attends(staff, meeting_id)):
        raise NotAllowed(permission)


def act(
    staff: Staff, action: str, *, case_id: CaseId | None, footing: Footing | None, meeting_id: RecordId | None,
    at: datetime,
    undoes: int | None = None,
) -> history.Act:  # fmt: skip
    """What this person did, as the history tells it."""
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
