"""会議の読み取り: meetings with all that was said in them, within an open unit of reading."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any, TypeVar

from sqlite_utils import Database

from jusou_meeting.agenda import AgendaItem
from jusou_meeting.correction_request import CorrectionRequest
from jusou_meeting.distribution import Distribution
from jusou_meeting.evaluation import Evaluation
from jusou_meeting.meeting import (
    Attendee,
    Correction,
    Decision,
    Final,
    Meeting,
    MeetingKind,
    MeetingRecord,
    Remark,
    Sitting,
)
from jusou_meeting.preparation_sheet import PreparationSheet
from jusou_meeting.resource_gap import ResourceGap
from jusou_meeting.role import RoleReview
from jusou_meeting.staff import NotAllowed, Permission
from jusou_meeting.store.reading import by_case, case_of, local_name, of_case, visible
from jusou_meeting.store.row import fact_of
from jusou_meeting.vocabulary import CaseId, Fact, Footing, RecordId, SittingId

Said = TypeVar(
    "Said",
    Attendee,
    Remark,
    Decision,
    AgendaItem,
    ResourceGap,
    Evaluation,
    RoleReview,
    Correction,
    CorrectionRequest,
    Distribution,
    PreparationSheet,
)


def meeting_of(db: Database, meeting_id: RecordId) -> tuple[CaseId, Meeting]:
    """A meeting and the case it belongs to; NotAllowed when there is none."""
    case_id = case_of(db, meeting_id)
    held = () if case_id is None else visible(db, Meeting, case_id, Footing.STATUTORY)
    meeting = next((m for m in held if m.id == meeting_id), None)
    if case_id is None or meeting is None:
        raise NotAllowed(Permission.READ_CASE)
    return case_id, meeting


def record_of(db: Database, case_id: CaseId, meeting: Meeting) -> MeetingRecord:
    """One meeting with all that belongs to it, on its own footing."""
    (record,) = _records(db, [meeting], case_id)
    return record


def records_of(db: Database, case_id: CaseId, footing: Footing) -> tuple[MeetingRecord, ...]:
    """The meetings on a household that this footing may know of, oldest first."""
    return records(db, footing, case_id).get(case_id, ())


def records(
    db: Database, footing: Footing, case_id: CaseId | None = None, *, but: Collection[type[Fact]] = ()
) -> dict[CaseId, tuple[MeetingRecord, ...]]:
    """The same by case; None = of every case. Nothing is read of the kinds in `but`."""
    held = by_case(db, Meeting, footing, case_id)
    read = _records(db, [meeting for meetings in held.values() for meeting in meetings], case_id, but)
    known = {record.meeting.id: record for record in read}
    return {
        of: tuple(sorted((known[m.id] for m in meetings), key=lambda record: record.moment))
        for of, meetings in held.items()
    }


def _records(
    db: Database, meetings: Iterable[Meeting], case_id: CaseId | None, but: Collection[type[Fact]] = ()
) -> list[MeetingRecord]:
    """Each kind is read once on each footing, and not once for each meeting."""
    read: dict[tuple[Footing, type[Fact]], dict[RecordId, list[Any]]] = {}

    def said(kind: type[Said], meeting: Meeting) -> tuple[Said, ...]:
        if kind in but:
            return ()
        key = (meeting.kind.footing, kind)
        if key not in read:
            read[key] = defaultdict(list)
            for facts in by_case(db, kind, meeting.kind.footing, case_id).values():
                for fact in facts:
                    read[key][fact.meeting_id].append(fact)
        return tuple(read[key].get(meeting.id, ()))

    sittings, finals = _sittings(db, case_id), _finals(db, case_id)
    names = {kind: local_name(db, kind) for kind in MeetingKind}
    return [
        MeetingRecord(
            sitting=sittings[meeting.sitting_id],
            meeting=meeting,
            attendees=said(Attendee, meeting),
            remarks=said(Remark, meeting),
            decisions=said(Decision, meeting),
            agenda=tuple(sorted(said(AgendaItem, meeting), key=lambda item: item.place)),
            resource_gaps=said(ResourceGap, meeting),
            evaluations=said(Evaluation, meeting),
            reviews=said(RoleReview, meeting),
            corrections=said(Correction, meeting),
            correction_requests=said(CorrectionRequest, meeting),
            distributions=said(Distribution, meeting),
            preparation_sheets=said(PreparationSheet, meeting),
            final=finals.get(meeting.id, (None, ""))[0],
            final_mark=finals.get(meeting.id, (None, ""))[1],
            local_name=names[meeting.kind],
        )
        for meeting in meetings
    ]


def _sittings(db: Database, case_id: CaseId | None) -> dict[SittingId, Sitting]:
    found = db.query(
        "SELECT DISTINCT s.* FROM record r JOIN meeting m ON m.id = r.id JOIN sitting s ON s.id = m.sitting_id "
        f"WHERE {of_case(case_id)}",
        [case_id],
    )
    return {SittingId(row["id"]): fact_of(Sitting, row) for row in found}


def _finals(db: Database, case_id: CaseId | None) -> dict[RecordId, tuple[Final | None, str]]:
    """The minutes that were made final, each with the mark of the act that made them so."""
    found = db.query(
        "SELECT f.meeting_id, f.at, f.by, f.paper_hash, c.seq || '-' || substr(c.hash, 1, 16) AS mark "
        "FROM record r JOIN final_minutes f ON f.meeting_id = r.id "
        "JOIN change_row t ON t.record_id = r.id AND t.kind = 'final_minutes' JOIN change c USING (seq) "
        f"WHERE {of_case(case_id)}",
        [case_id],
    )
    return {RecordId(row["meeting_id"]): (fact_of(Final, row), row["mark"]) for row in found}
