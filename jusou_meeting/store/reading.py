"""読み取り: the facts of one case as one footing may know them, within an open unit of reading."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from itertools import groupby
from operator import itemgetter
from typing import Any, TypeVar

from sqlite_utils import Database

from jusou_meeting.agency import Involvement
from jusou_meeting.consent import Consent, Strictness
from jusou_meeting.crossing import Crossing, Decided
from jusou_meeting.ecomap.family_tie import FamilyTie
from jusou_meeting.ecomap.ties import Tie
from jusou_meeting.finding import Finding, Stopped, Weight
from jusou_meeting.household import OFFICE, Case, Household, HouseholdProfile, Person, Position
from jusou_meeting.issue import Issue
from jusou_meeting.japanese_date import today_in_tokyo
from jusou_meeting.life_event import LifeEvent
from jusou_meeting.meeting import MeetingKind
from jusou_meeting.other_meeting import OtherMeeting
from jusou_meeting.plan import Goal, Plan, Wish
from jusou_meeting.role import Confirmation, RoleAssignment
from jusou_meeting.safety import AbuseSuspicion, EmergencyContact
from jusou_meeting.sharing import Sharing
from jusou_meeting.staff import NotAllowed, Permission, StaffRole
from jusou_meeting.store.row import fact_of
from jusou_meeting.store.setting import chosen
from jusou_meeting.store.table import TABLES
from jusou_meeting.vocabulary import CaseId, Fact, Footing, RecordId

F = TypeVar("F", bound=Fact)

STRICTNESS, STRICTNESS_CHOSEN = "strictness", "strictness_chosen"
"""The setting, and how often it was chosen."""
LOCAL_NAME = "local_name:"
"""Before a kind of meeting, the setting that says what it goes by here."""


def rows(db: Database, kind: type[F], case_id: CaseId) -> Iterator[F]:
    """Every current version of one kind of fact, in its place; the ordinary version before the confidential one."""
    return (fact for _, fact in _rows(db, kind, case_id))


def _rows(db: Database, kind: type[F], case_id: CaseId | None) -> Iterator[tuple[CaseId, F]]:
    """The same with the case of each; None = of every case."""
    found = db.query(
        f"SELECT t.*, r.case_id AS of_case FROM {TABLES[kind]} t JOIN record r USING (id) "
        f"WHERE {of_case(case_id)} ORDER BY r.place, t.footing",
        [case_id],
    )
    return ((CaseId(row["of_case"]), fact_of(kind, row)) for row in found)


def of_case(case_id: CaseId | None, column: str = "r.case_id") -> str:
    """The condition that a row is of this case; None = of any."""
    return "? IS NULL" if case_id is None else f"{column} = ?"


def _rows_then(db: Database, kind: type[F], case_id: CaseId, seq: int) -> Iterator[tuple[CaseId, F]]:
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
    return ((case_id, fact_of(kind, row)) for row in stood if row is not None)


def positions_of(db: Database, case_id: CaseId) -> dict[RecordId, Position]:
    """Where somebody, or the first drawing, put the signs of a case."""
    return _positions(db, case_id)[case_id]


def _positions(db: Database, case_id: CaseId | None) -> defaultdict[CaseId, dict[RecordId, Position]]:
    found: defaultdict[CaseId, dict[RecordId, Position]] = defaultdict(dict)
    for row in db.query(
        f"SELECT p.*, r.case_id FROM position p JOIN record r ON r.id = p.record_id WHERE {of_case(case_id)}",
        [case_id],
    ):
        found[CaseId(row["case_id"])][RecordId(row["record_id"])] = Position(row["x"], row["y"])
    return found


def visible(
    db: Database, kind: type[F], case_id: CaseId, footing: Footing, *, seq: int | None = None
) -> tuple[F, ...]:
    """The facts of one kind as this footing may know them: the confidential version before the ordinary one.

    With `seq`, as they stood once that act was done.
    """
    return by_case(db, kind, footing, case_id, seq).get(case_id, ())


def by_case(
    db: Database, kind: type[F], footing: Footing, case_id: CaseId | None, seq: int | None = None
) -> dict[CaseId, tuple[F, ...]]:
    """The same by case; None = of every case, as it stands."""
    stood = _rows(db, kind, case_id)
    if seq is not None and case_id is not None:
        stood = _rows_then(db, kind, case_id, seq)
    seen: defaultdict[CaseId, dict[RecordId, F]] = defaultdict(dict)
    for of, fact in stood:
        if footing.admits(fact.footing):
            seen[of][fact.id] = fact
    return {of: tuple(facts.values()) for of, facts in seen.items()}


def household(db: Database, case_id: CaseId, footing: Footing, *, seq: int | None = None) -> Household:
    """The household of this case, as `households` reads it; NotAllowed when there is none.

    With `seq`, as it stood once that act was done; its numbers and places are those of today.
    """
    known = next(households(db, footing, case_id, seq=seq), None)
    if known is None:
        raise NotAllowed(Permission.READ_CASE)
    return known


def households(
    db: Database,
    footing: Footing,
    case_id: CaseId | None = None,
    *,
    seq: int | None = None,
    but: Collection[type[Fact]] = (),
) -> Iterator[Household]:
    """Every household as this footing may know it, newest case first, or that of one case; each kind of facts is read once.

    What speaks of somebody hidden is left out with them. Nothing is read of the kinds in `but`.
    """
    shelves: dict[type[Fact], dict[CaseId, tuple[Any, ...]]] = {kind: {} for kind in but}

    def known(kind: type[F]) -> tuple[F, ...]:
        if kind not in shelves:
            shelves[kind] = by_case(db, kind, footing, case_id, seq)
        return shelves[kind].get(case.id, ())

    ids, positions, ever = _household_ids(db, case_id), _positions(db, case_id), _ever(db, footing, case_id)
    said_on = {} if Tie in but else _said_on(db, Tie, footing, case_id, seq)
    learned_in = {} if but else _learned_first_in(db, footing, case_id, seq)
    decided, secret = _decided(db, footing, case_id), _roles_in_confidence(db, case_id)
    strict, of_it = strictness(db), of_case(case_id, "id")
    offices = _offices(db, footing, case_id)
    for row in db.query(
        f"SELECT * FROM support_case WHERE {of_it} ORDER BY opened_on DESC, number DESC", [case_id]
    ):
        case = fact_of(Case, row)
        profile = next(iter(known(HouseholdProfile)), None) or HouseholdProfile(id=ids[case.id])
        people, involvements, issues = known(Person), known(Involvement), known(Issue)
        ends = {profile.id, *(p.id for p in people), *(i.id for i in involvements)}
        sayable = ends | {i.id for i in issues}
        crossings = decided.get(case.id, ())
        yield Household(
            case=case,
            footing=footing,
            profile=profile,
            people=people,
            issues=tuple(issue for issue in issues if issue.subject_id in ends),
            involvements=involvements,
            ties=tuple(tie for tie in known(Tie) if tie.a in ends and tie.b in ends),
            family_ties=tuple(tie for tie in known(FamilyTie) if tie.a in ends and tie.b in ends),
            ties_said_on=said_on.get(case.id, {}),
            roles=tuple(
                _sayable(role, ends, sayable) for role in known(RoleAssignment) if role.assignee_id in ends
            ),
            learned_first_in=learned_in.get(case.id, {}),
            issues_ever=ever[case.id, Issue],
            roles_ever=ever[case.id, RoleAssignment],
            crossed=_crossed(crossings, secret),
            released=_released(crossings),
            strictness=strict,
            office=offices.get(case.id, OFFICE),
            people_ever=ever[case.id, Person],
            involvements_ever=ever[case.id, Involvement],
            confirmations=known(Confirmation),
            consents=known(Consent),
            wishes=tuple(wish for wish in known(Wish) if wish.person_id in ends),
            goals=tuple(
                replace(goal, issue_ids=tuple(i for i in goal.issue_ids if i in sayable))
                for goal in known(Goal)
            ),
            plans=known(Plan),
            emergency_contacts=known(EmergencyContact),
            abuse_suspicions=tuple(one for one in known(AbuseSuspicion) if one.subject_id in ends),
            other_meetings=known(OtherMeeting),
            events=tuple(event for event in known(LifeEvent) if event.subject_id in ends),
            positions={end: at for end, at in positions[case.id].items() if end in ends},
        )


def _sayable(role: RoleAssignment, ends: set[RecordId], sayable: set[RecordId]) -> RoleAssignment:
    if ends.issuperset(role.for_ids) and sayable.issuperset(role.issue_ids):
        return role
    return replace(
        role,
        for_ids=tuple(i for i in role.for_ids if i in ends),
        issue_ids=tuple(i for i in role.issue_ids if i in sayable),
    )


def _offices(db: Database, footing: Footing, case_id: CaseId | None) -> dict[CaseId, str]:
    """What the list of the last meeting on each case, as far as this footing may know of it, calls the office that held it."""
    rows = db.query(
        "SELECT r.case_id, a.agency, a.footing FROM attendee a JOIN record r USING (id) "
        f"WHERE {of_case(case_id)} AND a.host AND a.agency <> '' ORDER BY r.place",
        [case_id],
    )
    known = (row for row in rows if footing.admits(Footing.stored(row["footing"])))
    return {CaseId(row["case_id"]): str(row["agency"]) for row in known}


def crossed(db: Database, case_id: CaseId, footing: Footing) -> frozenset[RecordId]:
    """The roles that a decision brought over from a 支援会議; on the footing of that meeting itself nothing had to cross."""
    return _crossed(_decided(db, footing, case_id).get(case_id, ()), _roles_in_confidence(db, case_id))


def _decided(db: Database, footing: Footing, case_id: CaseId | None) -> dict[CaseId, tuple[Crossing, ...]]:
    """What lets readers on consent know of what was learned in confidence; whoever reads under secrecy needs none of it."""
    return {} if footing is Footing.STATUTORY else by_case(db, Crossing, Footing.STATUTORY, case_id)


def _roles_in_confidence(db: Database, case_id: CaseId | None) -> frozenset[RecordId]:
    found = db.query(
        f"SELECT t.id FROM role t JOIN record r USING (id) WHERE {of_case(case_id)} AND t.footing = ?",
        [case_id, Footing.STATUTORY.value],
    )
    return frozenset(RecordId(row["id"]) for row in found)


def _crossed(decided: Iterable[Crossing], roles: frozenset[RecordId]) -> frozenset[RecordId]:
    return roles.intersection(crossing.record_id for crossing in decided if crossing.allowed)


def _released(decided: Iterable[Crossing]) -> frozenset[RecordId]:
    """What the last decision on it lets be told."""
    last = {crossing.record_id: crossing.allowed for crossing in decided}
    return frozenset(record_id for record_id, allowed in last.items() if allowed)


def strictness(db: Database) -> Strictness:
    """As the municipality has it; a file that says nothing is strict."""
    said = chosen(db, STRICTNESS)
    return Strictness.FAMILY if said is None else Strictness.stored(said)


def local_name(db: Database, kind: MeetingKind) -> str:
    """What the municipality calls meetings of this kind; blank = what the law does."""
    return chosen(db, f"{LOCAL_NAME}{kind.value}") or ""


def _ever(
    db: Database, footing: Footing, case_id: CaseId | None
) -> defaultdict[tuple[CaseId, type[Fact]], tuple[RecordId, ...]]:
    """Every record of the kinds that are counted which this footing ever knew of, in the order it came to know them."""
    counted = {TABLES[kind]: kind for kind in (Person, Involvement, Issue, RoleAssignment)}
    ever: defaultdict[tuple[CaseId, type[Fact]], tuple[RecordId, ...]] = defaultdict(tuple)
    for row in db.query(
        "SELECT c.kind, c.record_id, r.case_id FROM record r JOIN change_row c ON c.record_id = r.id "
        f"WHERE {of_case(case_id)} AND c.kind IN ({marks(counted)}) AND c.footing IN ({marks(footing.admitted)}) "
        "GROUP BY c.record_id ORDER BY min(c.seq), r.place",
        [case_id, *counted, *footing.admitted],
    ):
        ever[CaseId(row["case_id"]), counted[row["kind"]]] += (RecordId(row["record_id"]),)
    return ever


def _learned_first_in(
    db: Database, footing: Footing, case_id: CaseId | None, seq: int | None
) -> dict[CaseId, dict[RecordId, RecordId]]:
    """The meeting in which each record was learned as this footing first knew it, where it was in one."""
    learned_in: defaultdict[CaseId, dict[RecordId, RecordId]] = defaultdict(dict)
    for row in db.query(
        "SELECT known.case_id, known.record_id, json_extract(p.body, '$.after.learned_in') AS meeting_id FROM ("
        "SELECT r.case_id, t.record_id, min(t.seq * 1000000 + t.place) AS first "
        f"FROM record r JOIN change_row t ON t.record_id = r.id WHERE {of_case(case_id)} "
        f"AND t.footing IN ({marks(footing.admitted)}) AND (? IS NULL OR t.seq <= ?) GROUP BY t.record_id) AS known "
        "JOIN change_payload p ON p.seq = known.first / 1000000 AND p.place = known.first % 1000000 "
        "WHERE meeting_id IS NOT NULL",
        [case_id, *footing.admitted, seq, seq],
    ):
        learned_in[CaseId(row["case_id"])][RecordId(row["record_id"])] = RecordId(row["meeting_id"])
    return learned_in


def marks(values: Collection[object]) -> str:
    """As many marks of parameters as there are values."""
    return ", ".join("?" for _ in values)


def _said_on(
    db: Database, kind: type[Fact], footing: Footing, case_id: CaseId | None, seq: int | None
) -> dict[CaseId, dict[RecordId, date]]:
    """The day in Japan on which each record of one kind was last saved, as far as this footing may know of it."""
    said_on: defaultdict[CaseId, dict[RecordId, date]] = defaultdict(dict)
    for row in db.query(
        "SELECT r.case_id, t.record_id, max(c.at) AS at FROM record r JOIN change_row t ON t.record_id = r.id "
        f"JOIN change c USING (seq) WHERE {of_case(case_id)} AND t.kind = ? AND t.footing IN ({marks(footing.admitted)}) "
        "AND (? IS NULL OR t.seq <= ?) GROUP BY t.record_id",
        [case_id, TABLES[kind], *footing.admitted, seq, seq],
    ):
        on = today_in_tokyo(datetime.fromisoformat(row["at"]))
        said_on[CaseId(row["case_id"])][RecordId(row["record_id"])] = on
    return said_on


def household_id(db: Database, case_id: CaseId) -> RecordId:
    """The household of a case, also for readers who may know nothing of it; Stopped unless there is exactly one."""
    found = list(db.query("SELECT id FROM record WHERE case_id = ? AND kind = 'household'", [case_id]))
    if len(found) != 1:
        raise Stopped((Finding(Weight.STOPS, "事例には世帯がひとつ要ります。"),))
    return RecordId(found[0]["id"])


def _household_ids(db: Database, case_id: CaseId | None) -> dict[CaseId, RecordId]:
    found = db.query(
        f"SELECT r.id, r.case_id FROM record r WHERE {of_case(case_id)} AND r.kind = 'household'", [case_id]
    )
    return {CaseId(row["case_id"]): RecordId(row["id"]) for row in found}


def case_of(db: Database, record_id: RecordId) -> CaseId | None:
    """The case that a record belongs to."""
    row = next(db.query("SELECT case_id FROM record WHERE id = ?", [record_id]), None)
    return None if row is None else CaseId(row["case_id"])


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


def decisions(db: Database, case_id: CaseId, footing: Footing) -> Iterator[Decided]:
    """Every decision on telling, on consent, what is known in confidence or of whoever did not consent; oldest first.

    In the words that this footing may read.
    """
    known = {crossing.id: crossing for crossing in visible(db, Crossing, case_id, Footing.STATUTORY)}
    found = db.query(
        "SELECT c.seq, c.at, r.record_id, EXISTS (SELECT 1 FROM change_row t JOIN crossing d ON d.record_id = t.record_id "
        "WHERE d.id = r.record_id AND t.seq = c.seq AND t.footing = ? AND t.kind <> 'position') AS moved "
        "FROM change c JOIN change_row r USING (seq) WHERE c.case_id = ? AND r.kind = ? ORDER BY c.seq, r.place",
        [Footing.CONSENT.value, case_id, TABLES[Crossing]],
    )
    for seq, acted in groupby(list(found), key=itemgetter("seq")):
        then = household(db, case_id, footing, seq=seq)
        for row in acted:
            yield Decided(
                at=datetime.fromisoformat(row["at"]),
                crossing=known[RecordId(row["record_id"])],
                moved=bool(row["moved"]),
                then=then,
            )


def _receiver(row: Mapping[str, Any]) -> str:
    if row["role"] is None:
        return "命令で書き出した人"
    if row["role"] == StaffRole.PROJECTOR.value:
        return "会議の出席者"
    return f"{row['agency']}　{row['name']}".strip()
