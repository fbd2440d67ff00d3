"""一つの事例の記録: which records a case has, by whom each is known and who speaks of it, within an open transaction."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

from sqlite_utils import Database

from jusou_meeting.finding import stopped
from jusou_meeting.store.row import fact_of
from jusou_meeting.store.table import KINDS, REFERENCES, TABLES, references
from jusou_meeting.vocabulary import CaseId, Fact, Footing, RecordId

F = TypeVar("F", bound=Fact)


class Records:
    """The records of one case, as they stand now."""

    def __init__(self, db: Database, case_id: CaseId) -> None:
        self._db = db
        self._case_id = case_id

    def identify(self, fact: Fact) -> None:
        """Enter a record that is new; Stopped when it is another case's, or of another kind."""
        known = next(self._db.query("SELECT case_id, kind FROM record WHERE id = ?", [fact.id]), None)
        if known is not None and (known["case_id"], known["kind"]) != (self._case_id, TABLES[type(fact)]):
            raise stopped("この記録は、この世帯のものではありません。")
        if known is None:
            self._db.execute(
                "INSERT INTO record (id, case_id, kind) VALUES (?, ?, ?)",
                [fact.id, self._case_id, TABLES[type(fact)]],
            )

    def versions(self, kind: type[F], record_id: RecordId) -> dict[Footing, F]:
        """The ordinary and the confidential version of a record, as far as it has them."""
        found = self._db.query(
            f"SELECT t.* FROM {TABLES[kind]} t JOIN record r USING (id) WHERE r.id = ? AND r.case_id = ?",
            [record_id, self._case_id],
        )
        facts = (fact_of(kind, row) for row in found)
        return {fact.footing: fact for fact in facts}

    def is_seen(self, record_id: RecordId, footing: Footing) -> bool:
        """Whether readers on this footing know the record."""
        known = next(
            self._db.query(
                "SELECT kind FROM record WHERE id = ? AND case_id = ?", [record_id, self._case_id]
            ),
            None,
        )
        versions = {} if known is None else self.versions(KINDS[known["kind"]], record_id)
        return any(footing.admits(known_on) for known_on in versions)

    def referring(self, record_id: RecordId) -> Iterator[Fact]:
        """Every version of every record that speaks of this one."""
        for kind, table in TABLES.items():
            if REFERENCES[kind]:
                for row in self._db.query(
                    f"SELECT t.* FROM {table} t JOIN record r USING (id) WHERE r.case_id = ?", [self._case_id]
                ):
                    fact = fact_of(kind, row)
                    if record_id in references(fact):
                        yield fact
