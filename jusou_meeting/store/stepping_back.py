"""この時点に戻す: the household as it stood after an earlier act, brought back as an act of its own."""

from __future__ import annotations

from contextlib import suppress

from sqlite_utils import Database

from jusou_meeting.finding import Stopped, stopped
from jusou_meeting.household import HouseholdProfile, Person, Position, client_findings
from jusou_meeting.moment import Moment
from jusou_meeting.role import RoleAssignment, is_earlier
from jusou_meeting.store import reading, undo
from jusou_meeting.store.change import Change
from jusou_meeting.store.kept_roles import ended_meetings
from jusou_meeting.store.table import BESIDE_MINUTES, MINUTED, TABLES
from jusou_meeting.vocabulary import CaseId, Footing, RecordId

_OF_MEETINGS = (*MINUTED, *BESIDE_MINUTES)

RESTORED = tuple(kind for kind in TABLES if kind not in _OF_MEETINGS and TABLES[kind] not in undo.NEVER)
"""What goes back: the household itself, not what a meeting said nor what is never undone; each after what it speaks of."""

_STAYS = (*(TABLES[kind] for kind in _OF_MEETINGS), *undo.NEVER)


def moment_of(db: Database, case_id: CaseId, footing: Footing, key: str) -> Moment:
    """The moment after the act of this key; Stopped when this footing knows of no such act."""
    found = (act for act in undo.acts(db, case_id, footing, most=-1) if act.key == key)
    if (act := next(found, None)) is None:
        raise stopped("その時点は見つかりません。")
    return act


def step_back(db: Database, change: Change, case_id: CaseId, footing: Footing, to: Moment) -> None:
    """Have every record of the household that goes back read on this footing as it did once the act of `to` was done.

    What others that stay speak of stays as well, and so do the roles of meetings that ended, what was saved in one act with something that stays, what
    cannot be told any more since it was destroyed, and what may not be removed on this footing.
    """
    seq = int(to.key.removeprefix("act:"))
    staying = _staying(db, case_id, footing, seq)
    stood = {kind: reading.visible(db, kind, case_id, footing, seq=seq) for kind in RESTORED}
    if not stood[HouseholdProfile]:
        known_now = reading.visible(db, HouseholdProfile, case_id, footing)
        stood[HouseholdProfile] = tuple(HouseholdProfile(id=profile.id) for profile in known_now)
    for kind in RESTORED:
        for fact in stood[kind]:
            if fact.id not in staying:
                with suppress(Stopped):
                    change.bring_back(fact)
    over, crossed = ended_meetings(db, case_id, footing, None), reading.crossed(db, case_id, footing)
    for kind in reversed(RESTORED):
        known = {fact.id for fact in stood[kind]} | staying
        for fact in reading.visible(db, kind, case_id, footing):
            if fact.id not in known and not (
                isinstance(fact, RoleAssignment) and is_earlier(fact, over, crossed)
            ):
                with suppress(Stopped):
                    change.remove(fact)
    now = reading.positions_of(db, case_id)
    for record_id, at in _places_then(db, case_id, seq).items():
        if now.get(record_id) != at:
            with suppress(Stopped):
                change.move(record_id, at)
    findings = tuple(client_findings(reading.visible(db, Person, case_id, footing)))
    if findings:
        raise Stopped(findings)
    if not change.touched:
        raise stopped("その時点から、戻すところはありません。")


def _staying(db: Database, case_id: CaseId, footing: Footing, seq: int) -> set[RecordId]:
    """Records saved since in one act with something that stays, and records whose payload of then was destroyed."""
    readable, known, kinds = footing.admitted, reading.marks(footing.admitted), reading.marks(_STAYS)
    found = db.query(
        "SELECT r.record_id FROM change_row r JOIN record d ON d.id = r.record_id "
        f"WHERE d.case_id = ? AND r.footing IN ({known}) AND r.seq > ? AND EXISTS "
        f"(SELECT 1 FROM change_row o WHERE o.seq = r.seq AND o.kind IN ({kinds})) "
        "UNION SELECT r.record_id FROM change_row r JOIN record d ON d.id = r.record_id "
        "LEFT JOIN change_payload p ON p.seq = r.seq AND p.place = r.place "
        f"WHERE d.case_id = ? AND r.footing IN ({known}) AND r.seq <= ? AND p.body IS NULL",
        [case_id, *readable, seq, *_STAYS, case_id, *readable, seq],
    )
    return {RecordId(row["record_id"]) for row in found}


def _places_then(db: Database, case_id: CaseId, seq: int) -> dict[RecordId, Position]:
    """Where the signs had been put by then."""
    found = db.query(
        "SELECT record_id, x, y FROM (SELECT r.record_id, p.body ->> '$.after.x' AS x, p.body ->> '$.after.y' AS y, "
        "row_number() OVER (PARTITION BY r.record_id ORDER BY r.seq DESC, r.place DESC) AS back "
        "FROM change_row r JOIN change_payload p ON p.seq = r.seq AND p.place = r.place "
        "JOIN record d ON d.id = r.record_id WHERE d.case_id = ? AND r.kind = 'position' AND r.seq <= ?) "
        "WHERE back = 1 AND x IS NOT NULL",
        [case_id, seq],
    )
    return {RecordId(row["record_id"]): Position(float(row["x"]), float(row["y"])) for row in found}


def stop_if_seen_otherwise(db: Database, case_id: CaseId, footing: Footing, seen: str) -> None:
    """Stopped when something was done since whoever asks saw what would change; `seen` is the key of the last act then."""
    last = undo.acts(db, case_id, footing, most=1)
    if [act.key for act in last] != [seen]:
        raise stopped(
            "確かめている間に、記録が変わりました。何が変わるかをもう一度確かめてから、戻してください。"
        )
