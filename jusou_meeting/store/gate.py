"""会議の門: no act leaves a meeting open out of its turn, without a legal footing, or with somebody whom that does not reach, nor a closed one with anybody in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from sqlite_utils import Database

from jusou_meeting.consent import Consent
from jusou_meeting.finding import Finding, stop_if_any
from jusou_meeting.japanese_date import today_in_tokyo
from jusou_meeting.meeting import Attendee, Meeting, MeetingKind, MeetingRecord
from jusou_meeting.meeting_gate import opening_findings, seating_findings, turn_findings, uncovered
from jusou_meeting.programme import moving_findings
from jusou_meeting.staff import StaffRole
from jusou_meeting.store import reading
from jusou_meeting.store.history import Touched
from jusou_meeting.store.meetings import meeting_of, record_of
from jusou_meeting.store.members import members_of
from jusou_meeting.store.projection import put_out
from jusou_meeting.store.row import fact_of, instant
from jusou_meeting.store.sittings import programme_of
from jusou_meeting.store.table import TABLES
from jusou_meeting.vocabulary import CaseId, SittingId

_MEETING, _ATTENDEE, _CONSENT = TABLES[Meeting], TABLES[Attendee], TABLES[Consent]
_SITTING = "sitting"


def pass_through(db: Database, case_id: CaseId, touched: Iterable[Touched], at: datetime) -> None:
    """Let an act pass that the law, and whoever else meets in the same sitting, lets pass; Stopped otherwise, with what is in its way.

    Whatever opens a meeting, or opens it again, is asked what an opening is asked, and whether it is its turn in the
    sitting; whoever is put on the list of an open one, what a late comer is asked. A sitting in which another household
    met already is not moved. When a consent changed, the devices of agencies that it no longer covers are
    put out of the meetings that rest on it. With a 閉会 the code opens nothing any more, whoever joined or projects is
    out, and the wall is dark.
    """
    rows = [row for row in touched if row.kind in (_MEETING, _ATTENDEE, _CONSENT, _SITTING)]
    if not rows:
        return
    stop_if_any(_findings(db, case_id, rows, at))
    if any(row.kind == _CONSENT for row in rows):
        for record in _open_on_consent(db, case_id):
            _put_out_uncovered(db, case_id, record, at)
    for row in rows:
        if row.kind == _MEETING and row.after is not None and row.after["closed_at"] is not None:
            _put_out_everybody(db, row.record_id, at)


def _findings(db: Database, case_id: CaseId, rows: list[Touched], at: datetime) -> Iterator[Finding]:
    opened = set()
    for row in rows:
        if row.kind == _MEETING and row.after is not None:
            before = None if row.before is None else fact_of(Meeting, row.before)
            meeting = fact_of(Meeting, row.after)
            if meeting.is_open and not (before is not None and before.is_open):
                opened.add(meeting.id)
                yield from turn_findings(programme_of(db, meeting.sitting_id), case_id)
                yield from _opening(db, case_id, meeting, at)
        if row.kind == _SITTING and row.before is not None:
            yield from moving_findings(programme_of(db, SittingId(row.record_id)), case_id)
    for row in rows:
        if row.kind == _ATTENDEE and row.after is not None:
            attendee = fact_of(Attendee, row.after)
            _, meeting = meeting_of(db, attendee.meeting_id)
            if meeting.is_open and meeting.id not in opened:
                seat = None if row.before is None else fact_of(Attendee, row.before)
                yield from _seating(db, case_id, meeting, attendee, seat, at)


def _opening(db: Database, case_id: CaseId, meeting: Meeting, at: datetime) -> Iterator[Finding]:
    record = record_of(db, case_id, meeting)
    yield from opening_findings(
        meeting.kind,
        reading.household(db, case_id, meeting.kind.footing),
        record.attendees,
        reason=meeting.reason,
        members=members_of(db),
        today=min(record.sitting.held_on, today_in_tokyo(at)),
    )


def _seating(
    db: Database, case_id: CaseId, meeting: Meeting, attendee: Attendee, before: Attendee | None, at: datetime
) -> Iterator[Finding]:
    household = reading.household(db, case_id, meeting.kind.footing)
    yield from seating_findings(
        meeting.kind, household, attendee, before=before, members=members_of(db), today=today_in_tokyo(at)
    )


def _open_on_consent(db: Database, case_id: CaseId) -> list[MeetingRecord]:
    meetings = reading.rows(db, Meeting, case_id)
    return [
        record_of(db, case_id, meeting)
        for meeting in meetings
        if meeting.is_open and meeting.kind is MeetingKind.MULTILAYERED
    ]


def _put_out_uncovered(db: Database, case_id: CaseId, record: MeetingRecord, at: datetime) -> None:
    household = reading.household(db, case_id, record.meeting.kind.footing)
    for attendee in uncovered(household, record.attendees, on=today_in_tokyo(at)):
        db.execute(
            "UPDATE session SET revoked_at = ? WHERE revoked_at IS NULL AND meeting_id = ? AND attendee_id = ?",
            [instant(at), record.meeting.id, attendee.id],
        )


def _put_out_everybody(db: Database, meeting_id: str, at: datetime) -> None:
    db.execute("DELETE FROM join_code WHERE meeting_id = ?", [meeting_id])
    db.execute(
        "UPDATE session SET revoked_at = :at WHERE meeting_id = :meeting_id AND role <> :link "
        "AND ifnull(revoked_at, '9') > :at",
        {"at": instant(at), "meeting_id": meeting_id, "link": StaffRole.CORRESPONDENT.value},
    )
    put_out(db, "meeting_id = ?", meeting_id)
