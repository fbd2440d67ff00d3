"""変更履歴: every act of a person as a link of a chain, and the check that no link was altered."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import groupby, takewhile
from operator import itemgetter
from typing import Any

from sqlite_utils import Database

from jusou_meeting.store.row import Value
from jusou_meeting.vocabulary import Footing

SCHEMA_VERSION = 8
"""Of the payloads, noted with each act; one from before a column came is read with what that column says by default."""

_FIRST = "0" * 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Touched:
    """One row that an act touched: what stood there before and after (None = no row)."""

    kind: str
    record_id: str
    footing: str | None
    version: int
    before: Mapping[str, Value] | None
    after: Mapping[str, Value] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """The head of a change: who did what, when, where and on which footing."""

    at: str
    staff_id: str
    session_id: str | None
    case_id: str | None
    meeting_id: str | None
    footing: str | None
    action: str
    undoes: int | None = None


def _canonical(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _link(previous: str, head: Mapping[str, Any], rows: Sequence[Sequence[Any]]) -> str:
    return _sha256(previous + _canonical([head, rows]))


_HEAD = (
    "seq", "at", "staff_id", "session_id", "case_id", "meeting_id", "footing", "action", "schema_version", "undoes",
)  # fmt: skip
_ROW = ("seq", "place", "kind", "record_id", "footing", "version", "payload_hash")


def append(db: Database, act: Act, touched: Sequence[Touched]) -> int:
    """Write one act into the open transaction; returns its place in the history of the file."""
    last = next(db.query("SELECT hash FROM change ORDER BY seq DESC LIMIT 1"), None)
    previous = _FIRST if last is None else last["hash"]
    seq = _counted(db) + 1
    head = {"seq": seq, **asdict(act), "schema_version": SCHEMA_VERSION}
    rows, payloads = [], []
    for place, row in enumerate(touched):
        salt, body = secrets.token_hex(16), _canonical({"before": row.before, "after": row.after})
        rows.append((seq, place, row.kind, row.record_id, row.footing, row.version, _sha256(salt + body)))
        payloads.append((seq, place, salt, body))
    db.table("change").insert({**head, "previous_hash": previous, "hash": _link(previous, head, rows)})
    db.conn.executemany("INSERT INTO change_row VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
    db.conn.executemany("INSERT INTO change_payload VALUES (?, ?, ?, ?)", payloads)
    return seq


def _counted(db: Database) -> int:
    """How many acts there ever were: a number that was cut off is not given again, so its gap stays."""
    row = next(db.query("SELECT seq FROM sqlite_sequence WHERE name = 'change'"), None)
    return 0 if row is None else int(row["seq"])


def broken_links(db: Database) -> Iterator[str]:
    """What is wrong with the chain, in sentences; nothing = every act stands as it was written.

    A payload that is gone was destroyed by 廃棄 and breaks nothing; a payload that is there must be the one the chain
    was told of.
    """
    previous, last = _FIRST, 0
    told = db.query(
        "SELECT c.*, r.place, r.kind, r.record_id, r.footing AS known_on, r.version, r.payload_hash, p.salt, p.body "
        "FROM change c LEFT JOIN change_row r USING (seq) LEFT JOIN change_payload p USING (seq, place) "
        "ORDER BY c.seq, r.place"
    )
    for seq, group in groupby(told, key=itemgetter("seq")):
        change, *_ = lines = list(group)
        if seq != last + 1:
            yield f"変更履歴の{last + 1}番が欠けています。"
        rows = [
            [line["known_on" if name == "footing" else name] for name in _ROW]
            for line in lines
            if line["place"] is not None
        ]
        if change["previous_hash"] != previous or change["hash"] != _link(
            previous, {name: change[name] for name in _HEAD}, rows
        ):
            yield f"変更履歴の{seq}番が書き換えられています。"
        if any(
            line["body"] is not None and _sha256(line["salt"] + line["body"]) != line["payload_hash"]
            for line in lines
        ):
            yield f"変更履歴の{seq}番の内容が書き換えられています。"
        previous, last = change["hash"], seq
    if last != _counted(db):
        yield f"変更履歴の末尾が失われています（{_counted(db)}番まであったはずです）。"
    strays = "SELECT 1 FROM {} WHERE seq NOT IN (SELECT seq FROM change) LIMIT 1"
    if any(next(db.query(strays.format(table)), None) for table in ("change_row", "change_payload")):
        yield "変更履歴に、どの変更にも属さない行があります。"


def versions(db: Database, kind: str, record_id: str) -> list[tuple[str | None, int]]:
    """The highest version that the history knows of one record, on each footing."""
    rows = db.query(
        "SELECT footing, max(version) AS version FROM change_row WHERE record_id = ? AND kind = ? GROUP BY footing",
        [record_id, kind],
    )
    return [(row["footing"], row["version"]) for row in rows]


def next_version(db: Database, kind: str, record_id: str) -> int:
    """The number of the next act on something that counts no versions of its own."""
    return 1 + max((version for _, version in versions(db, kind, record_id)), default=0)


def changed_since(db: Database, row: Touched, seq: int) -> bool:
    """Whether any act after this one that is in effect touched the same version of the same record.

    An act is out of effect when it was taken back, and in effect again when it was done again.
    """
    found = db.query(
        "SELECT 1 FROM change_row r JOIN change c USING (seq) "
        "WHERE r.record_id = ? AND r.kind = ? AND r.footing IS ? AND r.seq > ? "
        "AND c.undoes IS NULL AND (WITH RECURSIVE chain (seq) AS ("
        "SELECT c.seq UNION ALL SELECT u.seq FROM change u JOIN chain ON u.undoes = chain.seq) "
        "SELECT count(*) FROM chain) % 2 = 1",
        [row.record_id, row.kind, row.footing, seq],
    )
    return next(found, None) is not None


def then(db: Database, seq: int, kind: str, record_id: str, footing: str) -> dict[str, Value] | None:
    """A record's row on this footing as it stood once the act with this number was done; None = there was none."""
    row = next(
        db.query(
            "SELECT p.body FROM change_row r JOIN change_payload p USING (seq, place) "
            "WHERE r.record_id = ? AND r.kind = ? AND r.footing = ? AND r.seq <= ? "
            "ORDER BY r.seq DESC, r.place DESC LIMIT 1",
            [record_id, kind, footing, seq],
        ),
        None,
    )
    after: dict[str, Value] | None = None if row is None else json.loads(row["body"])["after"]
    return after


def brought_over(db: Database, kind: str, record_id: str) -> Iterator[Touched]:
    """What 移行の判断 did to the ordinary version of a record since the last that refused it, latest first."""
    decisions = db.query(
        "SELECT c.seq, t.allowed FROM crossing t JOIN change_row c ON c.record_id = t.id AND c.kind = 'crossing' "
        "WHERE t.record_id = ? ORDER BY c.seq DESC",
        [record_id],
    )
    for decision in takewhile(itemgetter("allowed"), list(decisions)):
        for row in rows_of(db, decision["seq"]):
            if (row.kind, row.record_id, row.footing) == (kind, record_id, Footing.CONSENT.value):
                yield row


def rows_of(db: Database, seq: int) -> list[Touched]:
    """What one act touched, with its payloads; a destroyed payload leaves its row out."""
    return [
        Touched(
            kind=row["kind"],
            record_id=row["record_id"],
            footing=row["footing"],
            version=row["version"],
            **json.loads(row["body"]),
        )
        for row in db.query(
            "SELECT r.*, p.body FROM change_row r JOIN change_payload p USING (seq, place) "
            "WHERE r.seq = ? ORDER BY r.place",
            [seq],
        )
    ]
