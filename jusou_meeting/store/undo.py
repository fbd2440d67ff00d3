"""元に戻す・やり直す: one's own acts, taken back and done again; and everybody's, as moments to look back at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from jusou_meeting.moment import Moment, after_act
from jusou_meeting.staff import Staff
from jusou_meeting.store.reading import marks
from jusou_meeting.store.row import fact_of, instant
from jusou_meeting.vocabulary import CaseId, Footing, RecordId

SETTLED = "図の配置を保つ"
"""No act of anybody's, so nobody takes it back."""

NEVER = (
    "confirmation", "consent", "meeting", "sitting", "agency", "membership", "session", "join_code",
    "crossing", "final_minutes", "correction",
)  # fmt: skip
"""What is followed by a new record instead; who was let in is sent out."""

_IS_OPENING = "r.kind = 'support_case' AND r.version = 1"
"""With it a case began: there is nothing before it to go back to."""

_CHAINS = (
    "WITH RECURSIVE chain (root, seq, length) AS ("
    "SELECT seq, seq, 0 FROM change WHERE case_id = ? AND staff_id = ? AND undoes IS NULL AND action <> ? "
    "UNION ALL SELECT chain.root, u.seq, chain.length + 1 FROM change u JOIN chain ON u.undoes = chain.seq) "
    "SELECT chain.seq, root.at, root.action, root.footing, root.meeting_id FROM chain "
    "JOIN change root ON root.seq = chain.root "
    "WHERE NOT EXISTS (SELECT 1 FROM change u WHERE u.undoes = chain.seq) "
)
"""An act with what took it back, did it again, took it back …, by the last of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LastAct:
    """最後の入力: what somebody would take back, or do again, if they asked now."""

    seq: int
    """The act to be reversed: the input itself, or what last took it back or did it again."""
    at: datetime
    """When it was first done."""
    action: str
    footing: Footing
    meeting_id: RecordId | None


def last_done(db: Database, staff: Staff, case_id: CaseId, footing: Footing) -> LastAct | None:
    """One's own last act on this case that may be taken back; under consent, none under secrecy."""
    readable = footing.admitted
    row = next(
        db.query(
            f"{_CHAINS} AND chain.length % 2 = 0 AND root.footing IN ({marks(readable)}) AND NOT EXISTS "
            f"(SELECT 1 FROM change_row r WHERE r.seq = chain.root AND (r.kind IN ({marks(NEVER)}) OR {_IS_OPENING})) "
            "ORDER BY chain.root DESC LIMIT 1",
            [case_id, staff.id, SETTLED, *readable, *NEVER],
        ),
        None,
    )
    return None if row is None else fact_of(LastAct, row)


def last_kept(db: Database, staff: Staff, case_id: CaseId, footing: Footing) -> LastAct | None:
    """One's own last act on this case that is never taken back, if it came after what would be."""
    readable, last = footing.admitted, last_done(db, staff, case_id, footing)
    row = next(
        db.query(
            f"{_CHAINS} AND chain.length = 0 AND root.footing IN ({marks(readable)}) AND root.at > ? AND EXISTS "
            f"(SELECT 1 FROM change_row r WHERE r.seq = chain.root AND r.kind IN ({marks(NEVER)})) "
            f"AND NOT EXISTS (SELECT 1 FROM change_row r WHERE r.seq = chain.root AND {_IS_OPENING}) "
            "ORDER BY chain.root DESC LIMIT 1",
            [case_id, staff.id, SETTLED, *readable, "" if last is None else instant(last.at), *NEVER],
        ),
        None,
    )
    return None if row is None else fact_of(LastAct, row)


def last_undone(db: Database, staff: Staff, case_id: CaseId, footing: Footing) -> LastAct | None:
    """What this person took back last and may do again: nothing, once they did something new."""
    readable = footing.admitted
    row = next(
        db.query(
            f"{_CHAINS} AND chain.length % 2 = 1 AND root.footing IN ({marks(readable)}) "
            "AND chain.seq > (SELECT max(seq) FROM change WHERE case_id = root.case_id "
            "AND staff_id = root.staff_id AND undoes IS NULL AND action <> ?) "
            "ORDER BY chain.seq DESC LIMIT 1",
            [case_id, staff.id, SETTLED, *readable, SETTLED],
        ),
        None,
    )
    return None if row is None else fact_of(LastAct, row)


def acts(db: Database, case_id: CaseId, footing: Footing, *, most: int) -> tuple[Moment, ...]:
    """The last acts on this case that this footing may know of, latest first; two of one second are counted."""
    readable = footing.admitted
    rows = db.query(
        "SELECT c.*, ifnull(s.name, '') AS name, (SELECT r.record_id FROM change_row r "
        f"WHERE r.seq = c.seq AND (r.footing IS NULL OR r.footing IN ({marks(readable)})) "
        "ORDER BY r.place LIMIT 1) AS about FROM (SELECT seq, at, action, session_id, "
        "row_number() OVER (PARTITION BY substr(at, 1, 19) ORDER BY seq) AS nth FROM change "
        f"WHERE case_id = ? AND action <> ? AND footing IN ({marks(readable)}) ORDER BY seq DESC LIMIT ?) c "
        "LEFT JOIN session s ON s.id = c.session_id ORDER BY c.seq DESC",
        [*readable, case_id, SETTLED, *readable, most],
    )
    return tuple(_moment(row) for row in rows)


def _moment(row: Mapping[str, Any]) -> Moment:
    at = datetime.fromisoformat(row["at"])
    return after_act(row["seq"], row["action"], row["name"], at, RecordId(row["about"]), nth=row["nth"])
