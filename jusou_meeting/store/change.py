"""変更: one act of one person on one case; what it saves, what it refuses, and what it leaves in the history."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any, TypeVar

from sqlite_utils import Database

from jusou_meeting.consent import Consent
from jusou_meeting.ecomap.family_tie import FamilyTie
from jusou_meeting.ecomap.ties import Tie
from jusou_meeting.finding import Stopped, stopped
from jusou_meeting.household import Case, HouseholdProfile, Position
from jusou_meeting.meeting import Final, Meeting, Sitting
from jusou_meeting.role import RoleAssignment, reworded
from jusou_meeting.staff import Staff
from jusou_meeting.store import history
from jusou_meeting.store.acting import act
from jusou_meeting.store.history import Touched
from jusou_meeting.store.records import Records
from jusou_meeting.store.row import Value, fact_of, row_of
from jusou_meeting.store.table import KINDS, MINUTED, OPTIONAL, REFERENCES, TABLES, references
from jusou_meeting.store.version import merged_into, reads_alike, says_the_same, was_seen
from jusou_meeting.vocabulary import CaseId, Fact, Footing, RecordId

F = TypeVar("F", bound=Fact)
S = TypeVar("S", Sitting, Case)


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
        self._records = Records(db, case_id)
        self._footing = footing
        self._meeting_id = meeting_id
        self.touched: list[Touched] = []
        if meeting_id is not None:
            self._stop_unless_seen(meeting_id, footing)

    def save(self, fact: F, *, again: bool = False) -> F:
        """The fact as it now stands, one version on; Conflict when it is not the version last saved.

        On the statutory footing an ordinary record is left as it is and a confidential version is laid beside it; a
        later ordinary edit then changes, in that confidential version, only the fields that were still alike. What says
        the same as before is left as it is, unless it is said `again`: then the history knows that it still stands. A
        consent is never known in confidence: whoever gave it knows of it, and others are asked for it.
        """
        if (known := self._where_it_is_known(fact)) is not self:
            return known.save(fact, again=again)
        rows = self._records.versions(type(fact), fact.id)
        visible = self._visible(rows)
        if not was_seen(fact, visible):
            raise Conflict(fact, visible)
        if visible is None:
            self._records.identify(fact)
        elif says_the_same(fact, visible) and not again:
            return visible
        if isinstance(fact, RoleAssignment) and isinstance(visible, RoleAssignment):
            fact = replace(fact, wording=reworded(visible, fact).wording)
        self._stop_unless_known(fact, self._footing)
        before = rows.get(self._footing)
        saved = self._write(replace(fact, footing=self._footing, learned_in=self._meeting_id), before)
        confidential = rows.get(Footing.STATUTORY)
        if self._footing is Footing.CONSENT and before is not None and confidential is not None:
            self._follow(confidential, before, saved)
        return saved

    def insert(self, *facts: Fact) -> None:
        """Facts with the footing, meeting and version they name themselves, as a household file brings them.

        Conflict when one stands there already; Stopped when one speaks of what its own readers could not see.
        """
        for fact in facts:
            self._records.identify(fact)
        order = list(TABLES)
        for fact in sorted(facts, key=lambda fact: order.index(type(fact))):
            there = self._records.versions(type(fact), fact.id).get(fact.footing)
            if there is not None:
                raise Conflict(fact, there)
            self._stop_unless_known(fact, fact.footing)
            self._put(replace(fact, version=max(fact.version, 1)), None)

    def remove(self, fact: Fact) -> None:
        """The record leaves this footing; on the consent footing what is known of it in confidence stays behind.

        Stopped when other records speak of it, or when it is known without secrecy and the act is under secrecy.
        """
        if (known := self._where_it_is_known(fact)) is not self:
            known.remove(fact)
            return
        rows = self._records.versions(type(fact), fact.id)
        visible = self._visible(rows)
        if visible is None or not was_seen(fact, visible):
            raise Conflict(fact, visible)
        if isinstance(fact, HouseholdProfile):
            raise stopped("世帯そのものは消せません。書かれたことを直してください。")
        if self._footing is Footing.STATUTORY and Footing.CONSENT in rows:
            raise stopped(
                "ふだんの記録にあるものは、支援会議の中では消せません。関係線は状態を「断絶・終了」に、機関は"
                "関与の状況を「終了」にできます。まちがいなら、世帯の画面で消してください。"
            )
        self._erase(visible)

    def bring_back(self, then: Fact) -> None:
        """Have a record read on this footing as it did then; a confidential version that would only repeat the ordinary one goes.

        Stopped when it speaks of what its readers do not know any more.
        """
        rows = self._records.versions(type(then), then.id)
        visible, ordinary = self._visible(rows), rows.get(Footing.CONSENT)
        if visible is None:
            self.save(replace(then, version=0))
        elif not reads_alike(visible, then):
            if ordinary is not None and ordinary is not visible and reads_alike(ordinary, then):
                self._erase(visible)
            else:
                self.save(replace(then, version=visible.version, footing=visible.footing))

    def cross(self, fact: Fact) -> None:
        """Let readers on consent know a record as it reads in confidence; a 移行の判断 goes with it in the same act.

        What it says of records that they may not know is left out; Stopped when without that it says nothing.
        """
        rows = self._records.versions(type(fact), fact.id)
        known = rows.get(Footing.STATUTORY)
        if known is None or known.version != fact.version:
            raise Conflict(fact, known)
        told = replace(known, footing=Footing.CONSENT, learned_in=None, **self._sayable(known))
        try:
            self._stop_unless_known(told, Footing.CONSENT)
        except Stopped:
            raise stopped(
                "この記録が指す人・機関・課題が、まだ移されていません。先に（または一緒に）それらを移してください。"
            ) from None
        self._write(told, rows.get(Footing.CONSENT))

    def recall(self, fact: Fact) -> None:
        """Let readers on consent know a record no more than they did before decisions brought it over; under secrecy nothing is lost.

        A new 移行の判断 goes with it in the same act. Stopped when they have come to speak of it since.
        """
        kind, record_id = type(fact), fact.id
        for brought in history.brought_over(self._db, TABLES[kind], record_id):
            versions = self._records.versions(kind, record_id)
            told = versions.get(Footing.CONSENT)
            if told is None:
                return
            if Footing.STATUTORY not in versions:
                self._write(replace(told, footing=Footing.STATUTORY), None)
            if brought.before is None:
                self._erase(told)
            else:
                self._follow(told, fact_of(kind, brought.after or {}), fact_of(kind, brought.before))

    def _sayable(self, fact: Fact) -> dict[str, Any]:
        """The references of a fact that may be left out, without those that readers on consent do not know."""
        kept: dict[str, Any] = {}
        for name in REFERENCES[type(fact)]:
            value = getattr(fact, name)
            if isinstance(value, tuple):
                kept[name] = tuple(each for each in value if self._records.is_seen(each, Footing.CONSENT))
            elif name in OPTIONAL[type(fact)] and value is not None:
                kept[name] = value if self._records.is_seen(value, Footing.CONSENT) else None
        return kept

    def move(self, record_id: RecordId, position: Position | None) -> None:
        """Put a sign on the map, or give it back to the layout (None); the last move wins.

        Stopped when there is no such sign in this case for whoever reads on this footing.
        """
        self._stop_unless_seen(record_id, self._footing)
        before = next(self._db.query("SELECT * FROM position WHERE record_id = ?", [record_id]), None)
        version = 1 if before is None else before["version"] + 1
        after: dict[str, Value] | None = None
        if position is not None:
            after = {"record_id": record_id, "version": version, "x": position.x, "y": position.y}
            self._db.execute("INSERT OR REPLACE INTO position VALUES (:record_id, :version, :x, :y)", after)
        elif before is not None:
            self._db.execute("DELETE FROM position WHERE record_id = ?", [record_id])
        self.note("position", record_id, None, version, before, after)

    def hold(self, sitting: Sitting) -> Sitting:
        """A new date and place to meet."""
        return self._keep("sitting", replace(sitting, version=0), "日時と場所")

    def reschedule(self, sitting: Sitting) -> Sitting:
        """Another hour or place for a sitting; Stopped when it is not the one last saved."""
        return self._keep("sitting", sitting, "日時と場所")

    def amend(self, case: Case) -> Case:
        """The case by another title, put away or taken out again; Stopped when it is not the one last saved."""
        return self._keep("support_case", case, "この事例")

    def _keep(self, table: str, said: S, called: str) -> S:
        before = next(self._db.query(f"SELECT * FROM {table} WHERE id = ?", [said.id]), None)
        if (0 if before is None else before["version"]) != said.version:
            raise stopped(f"{called}を、ほかの人が先に変更しました。いまの内容を確かめてください。")
        said = replace(said, version=said.version + 1)
        row = row_of(said)
        self._db.table(table).upsert(row, pk="id")
        self.note(table, said.id, None, said.version, before, row)
        return said

    def make_final(
        self,
        meeting_id: RecordId,
        final: Final,
        *,
        paper: bytes,
        household_file: str,
        form_hash: str,
        seen: int,
    ) -> None:
        """確定: keep the minutes of a meeting as they are; Stopped when the case changed after act `seen`."""
        last = next(self._db.query("SELECT max(seq) AS seq FROM change WHERE case_id = ?", [self._case_id]))
        if last["seq"] != seen:
            raise stopped(
                "確定しようとしている間に記録が変わりました。内容を確かめて、もう一度確定してください。"
            )
        kept = {"meeting_id": meeting_id, **row_of(final), "form_hash": form_hash}
        self._stop_if_final(self._records.versions(Meeting, meeting_id)[self._footing])
        self._db.table("final_minutes").insert({**kept, "paper": paper, "household_file": household_file})
        self.note("final_minutes", meeting_id, None, 1, None, kept)

    def take_back(self, touched: Touched, seq: int) -> None:
        """Put back what stood before act `seq` touched it; the caller has seen that nothing visible came between.

        A confidential edit that did come between keeps what it said, whatever the act before it had said.
        """
        record_id = RecordId(touched.record_id)
        if touched.kind == "position":
            before = touched.before
            self.move(
                record_id,
                None if before is None else Position(float(before["x"] or 0), float(before["y"] or 0)),
            )
            return
        if touched.kind == "support_case":
            now = next(self._db.query("SELECT version FROM support_case WHERE id = ?", [self._case_id]))
            self.amend(replace(fact_of(Case, touched.before or {}), version=now["version"]))
            return
        kind, footing = KINDS[touched.kind], Footing.stored(touched.footing or "")
        rows = self._records.versions(kind, record_id)
        current = rows.pop(footing, None)
        beside = next(iter(rows.values()), None)
        earlier = None if touched.before is None else fact_of(kind, touched.before)
        left = None if touched.after is None else fact_of(kind, touched.after)
        if left is not None and current is None:
            return  # a confidential version that followed the act, and was itself taken back since
        if earlier is None:
            if current is not None and left is not None and says_the_same(current, left):
                self._erase(current)
        elif current is not None and left is not None and footing is not self._footing:
            self._follow(current, left, earlier)
        else:
            then = self._then(seq, beside)
            if footing is Footing.STATUTORY and beside is not None and then is not None:
                earlier = merged_into(earlier, then, beside)
            self._stop_unless_known(earlier, footing)
            back = self._write(earlier, current)
            if footing is Footing.CONSENT and beside is not None and left is not None:
                self._follow(beside, left, back, but=then)

    def _where_it_is_known(self, fact: Fact) -> Change:
        """This act, but for a consent as one without secrecy: what either touches, this one did."""
        if not isinstance(fact, Consent) or self._footing is Footing.CONSENT:
            return self
        ordinary = Change(self._db, case_id=self._case_id, footing=Footing.CONSENT)
        ordinary.touched = self.touched
        return ordinary

    def _visible(self, rows: dict[Footing, F]) -> F | None:
        confidential = rows.get(Footing.STATUTORY) if self._footing is Footing.STATUTORY else None
        return confidential or rows.get(Footing.CONSENT)

    def _stop_unless_known(self, fact: Fact, footing: Footing) -> None:
        """A fact may only speak of records of this case that its own readers can see."""
        for referred in references(fact):
            self._stop_unless_seen(referred, footing)

    def _stop_unless_seen(self, record_id: RecordId, footing: Footing) -> None:
        if not self._records.is_seen(record_id, footing):
            raise stopped(
                "もとになる記録が見つかりません。ほかの人が消した可能性があります。画面を確かめてください。"
            )

    def _stop_if_final(self, fact: Fact) -> None:
        if not isinstance(fact, MINUTED):
            return
        meeting_id = fact.id if isinstance(fact, Meeting) else fact.meeting_id
        if next(self._db.query("SELECT 1 FROM final_minutes WHERE meeting_id = ?", [meeting_id]), None):
            raise stopped("この会議の会議録は確定しているため、直せません。訂正を加えてください。")

    def _then(self, seq: int, fact: F | None) -> F | None:
        """The version on the same footing as it stood once act `seq` was done."""
        if fact is None:
            return None
        row = history.then(self._db, seq, TABLES[type(fact)], fact.id, fact.footing.value)
        return None if row is None else fact_of(type(fact), row)

    def _follow(self, confidential: F, before: F, after: F, *, but: F | None = None) -> None:
        """Take an ordinary edit over into the confidential version.

        `but` is that version as the edit found it: what it said alike of itself it goes on saying.
        """
        merged = merged_into(confidential, before, after, but=but)
        joins_nothing = isinstance(merged, Tie | FamilyTie) and merged.a == merged.b
        if not says_the_same(merged, confidential) and not joins_nothing:
            self._write(merged, confidential)

    def _write(self, fact: F, before: F | None) -> F:
        fact = replace(fact, version=self._next_version(fact))
        self._put(fact, before)
        return fact

    def _put(self, fact: Fact, before: Fact | None) -> None:
        self._stop_if_final(fact)
        table, row = TABLES[type(fact)], row_of(fact)
        columns = ", ".join(row)
        values = ", ".join(f":{name}" for name in row)
        self._db.execute(f"INSERT OR REPLACE INTO {table} ({columns}) VALUES ({values})", row)
        self.note(table, fact.id, fact.footing, fact.version, None if before is None else row_of(before), row)

    def _erase(self, current: Fact) -> None:
        """Take one version away, unless somebody would then speak of a record their readers cannot see.

        To stop because of what is known in confidence would betray it: the record stays known there instead.
        """
        self._stop_if_final(current)
        table = TABLES[type(current)]
        others = self._records.versions(type(current), current.id).keys() - {current.footing}
        left = [
            fact
            for fact in self._records.referring(current.id)
            if not any(fact.footing.admits(footing) for footing in others)
        ]
        if any(fact.footing is current.footing for fact in left):
            raise stopped(
                "関係線・課題・役割などがこの記録を使っているため消せません。先にそれらを消してください。機関なら、状況を「終了」にもできます。"
            )
        if left:
            self._write(replace(current, footing=Footing.STATUTORY), None)
        version = self._next_version(current)
        self._db.execute(
            f"DELETE FROM {table} WHERE id = ? AND footing = ?", [current.id, current.footing.value]
        )
        self.note(table, current.id, current.footing, version, row_of(current), None)

    def _next_version(self, fact: Fact) -> int:
        """One more than any number that readers on the fact's footing ever saw: none means two different things."""
        table = TABLES[type(fact)]
        written = history.versions(self._db, table, fact.id)
        now = [(t.footing, t.version) for t in self.touched if (t.kind, t.record_id) == (table, fact.id)]
        return 1 + max(
            (
                version
                for footing, version in (*written, *now)
                if fact.footing.admits(Footing.stored(footing or ""))
            ),
            default=0,
        )

    def note(
        self, table: str, record_id: str, footing: Footing | None, version: int, before: dict[str, Any] | None,
        after: dict[str, Any] | None,
    ) -> None:  # fmt: skip
        """Have a row of this act in the history: what stood there before and after."""
        known_on = None if footing is None else footing.value
        row = Touched(
            kind=table, record_id=record_id, footing=known_on, version=version, before=before, after=after
        )
        self.touched.append(row)

    def done(self, staff: Staff, action: str, *, at: datetime, undoes: int | None = None) -> int:
        """Leave the act in the history, as the last thing in its transaction: who did what, and when; returns its place there."""
        said = act(
            staff, action, at=at, case_id=self._case_id, footing=self._footing, meeting_id=self._meeting_id, undoes=undoes
        )  # fmt: skip
        return history.append(self._db, said, self.touched)
