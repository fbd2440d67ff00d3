"""変更: one act of one person on one case; what it saves, what it refuses, and what it leaves in the history."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, TypeVar, get_args, get_type_hints

from sqlite_utils import Database

from jusou_meeting.agency import Involvement
from jusou_meeting.consent import Consent
from jusou_meeting.ecomap.ties import Tie
from jusou_meeting.finding import Finding, Stopped, Weight
from jusou_meeting.household import HouseholdProfile, Person, Position
from jusou_meeting.issue import Issue
from jusou_meeting.meeting import Attendee, Decision, Meeting, Remark
from jusou_meeting.role import Confirmation, RoleAssignment
from jusou_meeting.store.history import Touched
from jusou_meeting.store.row import Value, fact_of, row_of
from jusou_meeting.vocabulary import CaseId, Fact, Footing, RecordId

TABLES: dict[type[Fact], str] = {
    HouseholdProfile: "household",
    Person: "person",
    Issue: "issue",
    Involvement: "involvement",
    Tie: "tie",
    Consent: "consent",
    Meeting: "meeting",
    Attendee: "attendee",
    Remark: "remark",
    Decision: "decision",
    RoleAssignment: "role",
    Confirmation: "confirmation",
}
"""Every kind of fact and the table it stands in."""

KINDS = {table: kind for kind, table in TABLES.items()}

_OWN = ("id", "footing", "version", "learned_in")

F = TypeVar("F", bound=Fact)


class Conflict(Exception):
    """Somebody else changed the record first; both sides are here, and nothing was overwritten."""

    def __init__(self, yours: Fact, theirs: Fact | None) -> None:
        super().__init__("ほかの人が先に変更しました。")
        self.yours = yours
        self.theirs = theirs
        """None = somebody removed it."""


class Change:
    """One act, inside its transaction: facts are saved on its footing, each naming the version it was seen in."""

    def __init__(
        self, db: Database, *, case_id: CaseId, footing: Footing, meeting_id: RecordId | None = None
    ) -> None:
        self._db = db
        self._case_id = case_id
        self._footing = footing
        self._meeting_id = meeting_id
        self.touched: list[Touched] = []

    def save(self, fact: F) -> F:
        """The fact as it now stands, one version on; Conflict when it is not the version last saved.

        On the statutory footing an ordinary record is left as it is and a confidential version is laid beside it; a
        later ordinary edit then changes, in that confidential version, only the fields that were still alike.
        """
        rows = self._rows(type(fact), fact.id)
        visible = rows.get(Footing.STATUTORY) if self._footing is Footing.STATUTORY else None
        visible = visible or rows.get(Footing.CONSENT)
        if fact.version != (0 if visible is None else visible.version):
            raise Conflict(fact, visible)
        if visible is None:
            self._identify(fact)
        elif _says_the_same(fact, visible):
            return visible
        self._stop_unless_known(fact)
        saved = replace(fact, version=fact.version + 1, footing=self._footing, learned_in=self._meeting_id)
        before = rows.get(self._footing)
        self._write(saved, before)
        confidential = rows.get(Footing.STATUTORY)
        if self._footing is Footing.CONSENT and before is not None and confidential is not None:
            self._write(_rebased(confidential, before, saved), confidential)
        return saved

    def insert(self, fact: Fact) -> None:
        """A fact with the footing and meeting it names itself, as a household file brings it."""
        if not self._rows(type(fact), fact.id):
            self._identify(fact)
        self._write(replace(fact, version=max(fact.version, 1)), None)

    def remove(self, fact: Fact) -> None:
        """The record leaves this footing; on the consent footing a confidential version of it stays behind.

        Stopped when other records refer to it, or when it is known without secrecy and the act is under secrecy.
        """
        current = self._rows(type(fact), fact.id).get(fact.footing)
        if current is None or current.version != fact.version:
            raise Conflict(fact, current)
        if current.footing is not self._footing:
            raise _stopped(
                "ふだんの記録にあるものは、支援会議の中では消せません。状況を「終了」にしてください。"
            )
        if any(self._referring(fact.id)):
            raise _stopped(
                "関係線・課題・役割などがこの記録を使っているため消せません。先にそれらを消すか、状況を「終了」にしてください。"
            )
        self._erase(current)

    def move(self, record_id: RecordId, position: Position | None) -> None:
        """Put a sign on the map, or give it back to the layout (None); the last move wins.

        Stopped when there is no such sign in this case for whoever reads on this footing.
        """
        self._stop_unless_seen(record_id)
        before = next(self._db.query("SELECT * FROM position WHERE record_id = ?", [record_id]), None)
        version = 1 if before is None else before["version"] + 1
        after: dict[str, Value] | None = None
        if position is not None:
            after = {"record_id": record_id, "version": version, "x": position.x, "y": position.y}
            self._db.execute("INSERT OR REPLACE INTO position VALUES (:record_id, :version, :x, :y)", after)
        elif before is not None:
            self._db.execute("DELETE FROM position WHERE record_id = ?", [record_id])
        self.note("position", record_id, None, version, before, after)

    def restore(self, touched: Touched) -> None:
        """Put back what stood before an act, as a new version; the caller has seen that nothing came between."""
        if touched.kind == "position":
            before = touched.before
            self.move(
                RecordId(touched.record_id),
                None if before is None else Position(float(before["x"] or 0), float(before["y"] or 0)),
            )
            return
        kind = KINDS[touched.kind]
        footing = Footing.stored(touched.footing or "")
        current = self._rows(kind, RecordId(touched.record_id)).get(footing)
        if touched.before is None:
            if current is not None:
                self._erase(current)
            return
        earlier = fact_of(kind, touched.before)
        self._write(replace(earlier, version=touched.version + 1), current)

    def _identify(self, fact: Fact) -> None:
        known = next(self._db.query("SELECT case_id, kind FROM record WHERE id = ?", [fact.id]), None)
        if known is not None and (known["case_id"], known["kind"]) != (self._case_id, TABLES[type(fact)]):
            raise _stopped("この記録は、この世帯のものではありません。")
        if known is None:
            self._db.execute(
                "INSERT INTO record (id, case_id, kind) VALUES (?, ?, ?)",
                [fact.id, self._case_id, TABLES[type(fact)]],
            )

    def _stop_unless_known(self, fact: Fact) -> None:
        """A fact may only speak of records of this case that its own readers can see."""
        for referred in references(fact):
            self._stop_unless_seen(referred)

    def _stop_unless_seen(self, record_id: RecordId) -> None:
        known = next(
            self._db.query(
                "SELECT kind FROM record WHERE id = ? AND case_id = ?", [record_id, self._case_id]
            ),
            None,
        )
        rows = {} if known is None else self._rows(KINDS[known["kind"]], record_id)
        if not any(self._footing.admits(footing) for footing in rows):
            raise _stopped(
                "もとになる記録が見つかりません。ほかの人が消した可能性があります。画面を確かめてください。"
            )

    def _referring(self, record_id: RecordId) -> Iterator[Fact]:
        for kind, table in TABLES.items():
            if REFERENCES[kind]:
                for row in self._db.query(
                    f"SELECT t.* FROM {table} t JOIN record r USING (id) WHERE r.case_id = ?", [self._case_id]
                ):
                    fact = fact_of(kind, row)
                    if record_id in references(fact) and self._footing.admits(fact.footing):
                        yield fact

    def _rows(self, kind: type[F], record_id: RecordId) -> dict[Footing, F]:
        found = self._db.query(
            f"SELECT t.* FROM {TABLES[kind]} t JOIN record r USING (id) WHERE r.id = ? AND r.case_id = ?",
            [record_id, self._case_id],
        )
        facts = (fact_of(kind, row) for row in found)
        return {fact.footing: fact for fact in facts}

    def _write(self, fact: Fact, before: Fact | None) -> None:
        table, row = TABLES[type(fact)], row_of(fact)
        columns = ", ".join(row)
        values = ", ".join(f":{name}" for name in row)
        self._db.execute(f"INSERT OR REPLACE INTO {table} ({columns}) VALUES ({values})", row)
        self.note(
            table,
            fact.id,
            fact.footing,
            fact.version,
            None if before is None else row_of(before),
            row,
        )

    def _erase(self, current: Fact) -> None:
        table = TABLES[type(current)]
        self._db.execute(
            f"DELETE FROM {table} WHERE id = ? AND footing = ?", [current.id, current.footing.value]
        )
        self.note(table, current.id, current.footing, current.version + 1, row_of(current), None)

    def note(
        self,
        table: str,
        record_id: str,
        footing: Footing | None,
        version: int,
        before: dict[str, Any] | None,
        after: dict[str, Any] | None,
    ) -> None:
        """Leave a row of this act in the history: what stood there before and after."""
        self.touched.append(
            Touched(
                kind=table,
                record_id=record_id,
                footing=None if footing is None else footing.value,
                version=version,
                before=before,
                after=after,
            )
        )


def _reference_fields(kind: type[Fact]) -> tuple[str, ...]:
    hints = get_type_hints(kind)
    return tuple(
        name
        for name, hint in hints.items()
        if name not in _OWN and (hint is RecordId or RecordId in get_args(hint))
    )


REFERENCES = {kind: _reference_fields(kind) for kind in TABLES}
"""The fields of each kind of fact that name other records of the case."""


def references(fact: Fact) -> frozenset[RecordId]:
    """The records of the case that this fact speaks of."""
    named: set[RecordId] = set()
    for name in REFERENCES[type(fact)]:
        value = getattr(fact, name)
        named.update(value if isinstance(value, tuple) else () if value is None else (value,))
    return frozenset(named)


def _stopped(sentence: str) -> Stopped:
    return Stopped((Finding(Weight.STOPS, sentence),))


def _says_the_same(one: Fact, other: Fact) -> bool:
    first, second = row_of(one), row_of(other)
    return all(first[name] == second[name] for name in first if name not in _OWN)


def _rebased(confidential: F, before: F, after: F) -> F:
    """The confidential version with the ordinary edit taken over where it had said nothing of its own."""
    same, old, new = row_of(confidential), row_of(before), row_of(after)
    taken = {name: new[name] for name in new if name not in _OWN and same[name] == old[name]}
    return replace(fact_of(type(confidential), {**same, **taken}), version=confidential.version + 1)
