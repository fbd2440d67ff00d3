"""読み取り: the facts of one case as one footing may know them, within an open unit of reading."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any, TypeVar

from sqlite_utils import Database

from jusou_meeting.agency import Involvement
from jusou_meeting.agenda import AgendaItem
from jusou_meeting.consent import Consent, Strictness
from jusou_meeting.correction_request import CorrectionRequest
from jusou_meeting.crossing import Crossing
from jusou_meeting.distribution import Distribution
from jusou_meeting.ecomap.family_tie import FamilyTie
from jusou_meeting.ecomap.ties import Tie
from jusou_meeting.evaluation import Evaluation
from jusou_meeting.finding import Finding, Stopped, Weight
from jusou_meeting.household import OFFICE, Case, Household, HouseholdProfile, Person, Position
from jusou_meeting.issue import Issue
from jusou_meeting.japanese_date import today_in_tokyo
from jusou_meeting.life_event import LifeEvent
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
from jusou_meeting.other_meeting import OtherMeeting
from jusou_meeting.plan import Goal, Plan, Wish
from jusou_meeting.preparation_sheet import PreparationSheet
from jusou_meeting.resource_gap import ResourceGap
from jusou_meeting.role import Confirmation, RoleAssignment, RoleReview
from jusou_meeting.safety import AbuseSuspicion, EmergencyContact
from jusou_meeting.sharing import Sharing
from jusou_meeting.staff import NotAllowed, Permission, StaffRole
from jusou_meeting.store.row import fact_of
from jusou_meeting.store.table import TABLES
from jusou_meeting.vocabulary import CaseId, Fact, Footing, RecordId

F = TypeVar("F", bound=Fact)

STRICTNESS, STRICTNESS_CHOSEN = "strictness", "strictness_chosen"
"""The setting, and how often it was chosen."""
LOCAL_NAME = "local_name:"
"""Before a kind of meeting, the setting that says what it goes by here."""


def rows(db: Database, kind: type[F], case_id: CaseId) -> Iterator[F]:
    """Every current version of one kind of fact, in its place; the ordinary version before the confidential one."""
    found = db.query(
        f"SELECT t.* FROM {TABLES[kind]} t JOIN record r USING (id) WHERE r.case_id = ? ORDER BY r.place, t.footing",
        [case_id],
    )
    return (fact_of(kind, row) for row in found)


def _rows_then(db: Database, kind: type[F], case_id: CaseId, seq: int) -> Iterator[F]:
    """Every version of one kind of fact that stood once the act with this number was done; what was destroyed is left out."""
    found = db.query(
        "SELECT body FROM (SELECT p.body, r.footing, d.place, row_number() OVER ("
        "PARTITION BY r.record_id, r.footing ORDER BY r.seq DESC, r.place DESC) AS back "
        "FROM change_row r JOIN record d ON d.id = r.record_id "
        "LEFT JOIN change_payload p ON p.seq = r.seq AND p.place = r.place "
        "WHERE d.case_id = ? AND r.kind = ? AND r.seq <= ?) "
        "WHERE back = 1 AND body IS NOT NULL ORDER BY place, footing",
        [case_id, TABLES[kind], seq],
    )
    stood = (json.loads(row["body"])["after"] for row in found)
    return (fact_of(kind, row) for row in stood if row is not None)


def positions_of(db: Database, case_id: CaseId) -> dict[RecordId, Position]:
    """Where somebody, or the first drawing, put the signs of a case."""
    found = db.query(
        "SELECT p.* FROM position p JOIN record r ON r.id = p.record_id WHERE r.case_id = ?", [case_id]
    )
    return {RecordId(row["record_id"]): Position(row["x"], row["y"]) for row in found}


def visible(
    db: Database, kind: type[F], case_id: CaseId, footing: Footing, *, seq: int | None = None
) -> tuple[F, ...]:
    """The facts of one kind as this footing may know them: the confidential version before the ordinary one.

    With `seq`, as they stood once that act was done.
    """
    seen: dict[RecordId, F] = {}
    for fact in rows(db, kind, case_id) if seq is None else _rows_then(db, kind, case_id, seq):
        if footing.admits(fact.footing):
            seen[fact.id] = fact
    return tuple(seen.values())


def household(db: Database, case_id: CaseId, footing: Footing, *, seq: int | None = None) -> Household:
    """The household as this footing may know it; what speaks of somebody hidden is left out with them.

    With `seq`, as it stood once that act was done; its numbers and places are those of today.
    """

    def known(kind: type[F]) -> tuple[F, ...]:
        return visible(db, kind, case_id, footing, seq=seq)

    case = next(db.query("SELECT * FROM support_case WHERE id = ?", [case_id]), None)
    if case is None:
        raise NotAllowed(Permission.READ_CASE)
    profile = next(
        iter(known(HouseholdProfile)),
        HouseholdProfile(id=household_id(db, case_id)),
    )
    people = known(Person)
    involvements = known(Involvement)
    issues = known(Issue)
    ends = {profile.id, *(p.id for p in people), *(i.id for i in involvements)}
    sayable = ends | {i.id for i in issues}
    roles = tuple(
        replace(
            role,
            for_ids=tuple(i for i in role.for_ids if i in ends),
            issue_ids=tuple(i for i in role.issue_ids if i in sayable),
        )
        for role in known(RoleAssignment)
        if role.assignee_id in ends
    )
    return Household(
        case=fact_of(Case, case),
        footing=footing,
        profile=profile,
        people=people,
        issues=tuple(issue for issue in issues if issue.subject_id in ends),
        involvements=involvements,
        ties=tuple(tie for tie in known(Tie) if tie.a in ends and tie.b in ends),
        family_ties=tuple(tie for tie in known(FamilyTie) if tie.a in ends and tie.b in ends),
        ties_said_on=_said_on(db, Tie, case_id, footing, seq),
        roles=roles,
        issues_ever=_ever(db, Issue, case_id, footing),
        roles_ever=_ever(db, RoleAssignment, case_id, footing),
        crossed=crossed(db, case_id, footing),
        released=_released(db, case_id, footing),
        strictness=strictness(db),
        people_ever=_ever(db, Person, case_id, footing),
        office=offices(db, footing).get(case_id, OFFICE),
        involvements_ever=_ever(db, Involvement, case_id, footing),
        confirmations=known(Confirmation),
        consents=known(Consent),
        wishes=tuple(wish for wish in known(Wish) if wish.person_id in ends),
        goals=tuple(
            replace(goal, issue_ids=tuple(i for i in goal.issue_ids if i in sayable)) for goal in known(Goal)
        ),
        plans=known(Plan),
        emergency_contacts=known(EmergencyContact),
        abuse_suspicions=tuple(one for one in known(AbuseSuspicion) if one.subject_id in ends),
        other_meetings=known(OtherMeeting),
        events=tuple(event for event in known(LifeEvent) if event.subject_id in ends),
        positions={end: at for end, at in positions_of(db, case_id).items() if end in ends},
    )


def offices(db: Database, footing: Footing) -> dict[CaseId, str]:
    """What the list of the last meeting on each case, as far as this footing may know of it, calls the office that held it."""
    rows = db.query(
        "SELECT r.case_id, a.agency, a.footing FROM attendee a JOIN record r USING (id) "
        "WHERE a.host AND a.agency <> '' ORDER BY r.place"
    )
    return {
        CaseId(row["case_id"]): str(row["agency"])
        for row in rows
        if footing.admits(Footing.stored(row["footing"]))
    }


def crossed(db: Database, case_id: CaseId, footing: Footing) -> frozenset[RecordId]:
    """The roles that a decision brought over from a 支援会議; on the footing of that meeting itself nothing had to cross."""
    if footing is Footing.STATUTORY:
        return frozenset()
    decided = visible(db, Crossing, case_id, Footing.STATUTORY)
    allowed = {crossing.record_id for crossing in decided if crossing.allowed}
    return frozenset(
        role.id
        for role in rows(db, RoleAssignment, case_id)
        if role.footing is Footing.STATUTORY and role.id in allowed
    )


def _released(db: Database, case_id: CaseId, footing: Footing) -> frozenset[RecordId]:
    """What the last decision on it lets be told; whoever reads under secrecy needs none."""
    if footing is Footing.STATUTORY:
        return frozenset()
    last = {c.record_id: c.allowed for c in visible(db, Crossing, case_id, Footing.STATUTORY)}
    return frozenset(record_id for record_id, allowed in last.items() if allowed)


def strictness(db: Database) -> Strictness:
    """As the municipality has it; a file that says nothing is strict."""
    row = next(db.query("SELECT value FROM setting WHERE key = ?", [STRICTNESS]), None)
    return Strictness.FAMILY if row is None else Strictness.stored(row["value"])


def local_name(db: Database, kind: MeetingKind) -> str:
    """What the municipality calls meetings of this kind; blank = what the law does."""
    row = next(db.query("SELECT value FROM setting WHERE key = ?", [f"{LOCAL_NAME}{kind.value}"]), None)
    return "" if row is None else str(row["value"])


def _ever(db: Database, kind: type[Fact], case_id: CaseId, footing: Footing) -> tuple[RecordId, ...]:
    """Every record of one kind that this footing ever knew of, in the order it came to know them."""
    readable = [known.value for known in Footing if footing.admits(known)]
    found = db.query(
        "SELECT c.record_id FROM change_row c JOIN record r ON r.id = c.record_id "
        f"WHERE r.case_id = ? AND c.kind = ? AND c.footing IN ({', '.join('?' for _ in readable)}) "
        "GROUP BY c.record_id ORDER BY min(c.seq), r.place",
        [case_id, TABLES[kind], *readable],
    )
    return tuple(RecordId(row["record_id"]) for row in found)


def _said_on(
    db: Database, kind: type[Fact], case_id: CaseId, footing: Footing, seq: int | None
) -> dict[RecordId, date]:
    """The day in Japan on which each record of one kind was last saved, as far as this footing may know of it."""
    readable = [known.value for known in Footing if footing.admits(known)]
    found = db.query(
        "SELECT r.record_id, max(c.at) AS at FROM record d JOIN change_row r ON r.record_id = d.id "
        "JOIN change c USING (seq) "
        f"WHERE d.case_id = ? AND r.kind = ? AND r.footing IN ({', '.join('?' for _ in readable)}) "
        "AND (? IS NULL OR r.seq <= ?) GROUP BY r.record_id",
        [case_id, TABLES[kind], *readable, seq, seq],
    )
    return {RecordId(row["record_id"]): today_in_tokyo(datetime.fromisoformat(row["at"])) for row in found}


def household_id(db: Database, case_id: CaseId) -> RecordId:
    """The household of a case, also for readers who may know nothing of it; Stopped unless there is exactly one."""
    found = list(db.query("SELECT id FROM record WHERE case_id = ? AND kind = 'household'", [case_id]))
    if len(found) != 1:
        raise Stopped((Finding(Weight.STOPS, "事例には世帯がひとつ要ります。"),))
    return RecordId(found[0]["id"])


def case_of(db: Database, record_id: RecordId) -> CaseId | None:
    """The case that a record belongs to."""
    row = next(db.query("SELECT case_id FROM record WHERE id = ?", [record_id]), None)
    return None if row is None else CaseId(row["case_id"])


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
    footing = meeting.kind.footing
    sitting = fact_of(Sitting, next(db.query("SELECT * FROM sitting WHERE id = ?", [meeting.sitting_id])))
    return MeetingRecord(
        sitting=sitting,
        meeting=meeting,
        attendees=_of(meeting, visible(db, Attendee, case_id, footing)),
        remarks=_of(meeting, visible(db, Remark, case_id, footing)),
        decisions=_of(meeting, visible(db, Decision, case_id, footing)),
        agenda=tuple(
            sorted(_of(meeting, visible(db, AgendaItem, case_id, footing)), key=lambda item: item.place)
        ),
        resource_gaps=_of(meeting, visible(db, ResourceGap, case_id, footing)),
        evaluations=_of(meeting, visible(db, Evaluation, case_id, footing)),
        reviews=_of(meeting, visible(db, RoleReview, case_id, footing)),
        corrections=_of(meeting, visible(db, Correction, case_id, footing)),
        correction_requests=_of(meeting, visible(db, CorrectionRequest, case_id, footing)),
        distributions=_of(meeting, visible(db, Distribution, case_id, footing)),
        preparation_sheets=_of(meeting, visible(db, PreparationSheet, case_id, footing)),
        final=final(db, meeting.id),
        final_mark=_final_mark(db, meeting.id),
        local_name=local_name(db, meeting.kind),
    )


def final(db: Database, meeting_id: RecordId) -> Final | None:
    """That the minutes of a meeting were made final; None = they were not."""
    row = next(
        db.query("SELECT at, by, paper_hash FROM final_minutes WHERE meeting_id = ?", [meeting_id]), None
    )
    return None if row is None else fact_of(Final, row)


def _final_mark(db: Database, meeting_id: RecordId) -> str:
    act = db.query(
        "SELECT c.seq || '-' || substr(c.hash, 1, 16) AS mark FROM change c JOIN change_row r USING (seq) "
        "WHERE r.kind = 'final_minutes' AND r.record_id = ?",
        [meeting_id],
    )
    return str(next(act, {"mark": ""})["mark"])


def sharings(db: Database, case_id: CaseId, footing: Footing) -> tuple[Sharing, ...]:
    """What was shared of a case on a footing that this one admits, latest first."""
    found = db.query(
        "SELECT a.*, s.role, s.name, s.agency FROM access a LEFT JOIN session s ON s.id = a.session_id "
        "WHERE a.case_id = ? AND a.basis <> '' ORDER BY a.seq DESC",
        [case_id],
    )
    return tuple(
        fact_of(Sharing, {**row, "thing": row["screen"], "receiver": _receiver(row)})
        for row in found
        if footing.admits(Footing.stored(row["footing"]))
    )


def decided(db: Database, case_id: CaseId) -> Iterator[tuple[datetime, Crossing]]:
    """Every decision on telling, on consent, what is known in confidence or of whoever did not consent, and when; oldest first."""
    known = {crossing.id: crossing for crossing in visible(db, Crossing, case_id, Footing.STATUTORY)}
    found = db.query(
        "SELECT c.at, r.record_id FROM change c JOIN change_row r USING (seq) "
        "WHERE c.case_id = ? AND r.kind = ? ORDER BY c.seq, r.place",
        [case_id, TABLES[Crossing]],
    )
    return ((datetime.fromisoformat(row["at"]), known[RecordId(row["record_id"])]) for row in list(found))


def _receiver(row: Mapping[str, Any]) -> str:
    if row["role"] is None:
        return "命令で書き出した人"
    if row["role"] == StaffRole.PROJECTOR.value:
        return "会議の出席者"
    return f"{row['agency']}　{row['name']}".strip()


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


def _of(meeting: Meeting, said: Iterable[Said]) -> tuple[Said, ...]:
    return tuple(fact for fact in said if fact.meeting_id == meeting.id)
