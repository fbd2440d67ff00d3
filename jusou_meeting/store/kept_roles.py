"""前の会議の役割: within an act, none leaves it that a meeting of the past gave and no meeting has spoken of."""

from __future__ import annotations

from collections.abc import Iterable

from sqlite_utils import Database

from jusou_meeting.finding import stop_if_any
from jusou_meeting.meeting import ended
from jusou_meeting.role import RoleAssignment, RoleReview, role_removal_findings, standing_findings
from jusou_meeting.store import reading
from jusou_meeting.store.history import Touched
from jusou_meeting.store.meetings import records_of
from jusou_meeting.store.row import fact_of
from jusou_meeting.store.table import TABLES
from jusou_meeting.vocabulary import CaseId, Footing, RecordId


def ended_meetings(
    db: Database, case_id: CaseId, footing: Footing, at: RecordId | None
) -> frozenset[RecordId]:
    """The meetings that are over for an act in the meeting `at`, as far as this footing may know of them."""
    return ended(records_of(db, case_id, footing), at)


def stop_if_a_role_vanishes(
    db: Database, case_id: CaseId, footing: Footing, at: RecordId | None, touched: Iterable[Touched]
) -> None:
    """Stopped when what an act in the meeting `at` touched takes an earlier role away, or ends it unspoken of."""
    roles = [row for row in touched if row.kind == TABLES[RoleAssignment]]
    if not roles:
        return
    over, crossed = ended_meetings(db, case_id, footing, at), reading.crossed(db, case_id, footing)
    reviews = reading.visible(db, RoleReview, case_id, footing)
    for row in roles:
        before = None if row.before is None else fact_of(RoleAssignment, row.before)
        after = None if row.after is None else fact_of(RoleAssignment, row.after)
        if after is not None:
            stop_if_any(standing_findings(before, after, over, reviews, crossed))
        elif before is not None:
            stop_if_any(role_removal_findings(before, over, crossed))
