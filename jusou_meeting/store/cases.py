"""事例の読み書き: every read of a case passes `may`, every change leaves its act in the history."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import date, datetime
from typing import TypeVar

from sqlite_utils import Database

from jusou_meeting.crossing import Crossing, Decided
from jusou_meeting.finding import stopped
from jusou_meeting.household import Case, Household, Position
from jusou_meeting.household_file import HouseholdContents
from jusou_meeting.japanese_date import fiscal_year, fiscal_year_short, local, wareki_short
from jusou_meeting.meeting import Meeting, MeetingRecord, Sitting
from jusou_meeting.moment import Moment
from jusou_meeting.own_sheet import OwnSheet, own_sheet
from jusou_meeting.sharing import Sharing
from jusou_meeting.staff import NotAllowed, Permission, Staff, attends, require
from jusou_meeting.store import answering, draft, gate, history, outbox, reading, stepping_back, undo
from jusou_meeting.store.change import Change
from jusou_meeting.store.file import MunicipalFile
from jusou_meeting.store.kept_roles import stop_if_a_role_vanishes
from jusou_meeting.store.meetings import meeting_of, record_of, records_of
from jusou_meeting.store.remembered import Remembered
from jusou_meeting.store.row import fact_of, instant, row_of
from jusou_meeting.store.setting import chosen
from jusou_meeting.store.table import TABLES
from jusou_meeting.vocabulary import CaseId, Fact, Footing, RecordId

F = TypeVar("F", bound=Fact)

_WRITING = {
    Permission.EDIT_CASE: frozenset({*TABLES.values(), "position", "support_case"}),
    Permission.HOLD_MEETING: frozenset({*TABLES.values(), "position", "sitting", "final_minutes"}),
    Permission.ANSWER_ROLE: frozenset({"confirmation"}),
    Permission.FILL_SHEET: frozenset({"preparation_sheet"}),
}
"""What each permission lets somebody write; the others let them write nothing."""


class Cases:
    """The cases of one file, as far as whoever asks may see them."""

    def __init__(self, file: MunicipalFile) -> None:
        self._file = file
        self._remembered = Remembered()

    def all(self, staff: Staff) -> tuple[Case, ...]:
        """Every case of the municipality, newest first; NotAllowed unless the person may list them."""
        require(staff, Permission.LIST_CASES)
        with self._file.reading() as db:
            rows = list(db.query("SELECT * FROM support_case ORDER BY opened_on DESC, number DESC"))
        return tuple(fact_of(Case, row) for row in rows)

    def household(self, staff: Staff, case_id: CaseId, footing: Footing) -> Household:
        """All that may be known of the household on this footing; NotAllowed otherwise, also when there is no such case."""
        require(staff, Permission.READ_CASE, case_id, footing)
        with self._file.reading() as db:
            return self._household(db, case_id, footing)

    def _household(self, db: Database, case_id: CaseId, footing: Footing) -> Household:
        known = self._remembered.of(db, (case_id, footing), lambda: reading.household(db, case_id, footing))
        strictness = reading.strictness(db)  # a setting is no act
        return known if known.strictness is strictness else replace(known, strictness=strictness)

    def _record(self, db: Database, case_id: CaseId, meeting: Meeting) -> MeetingRecord:
        known = self._remembered.of(db, meeting.id, lambda: record_of(db, case_id, meeting))
        name = reading.local_name(db, meeting.kind)  # neither is this
        return known if known.local_name == name else replace(known, local_name=name)

    def household_at(self, staff: Staff, case_id: CaseId, footing: Footing, at: datetime) -> Household:
        """The same as it stood at this instant; empty before anything was recorded."""
        require(staff, Permission.READ_CASE, case_id, footing)
        with self._file.reading() as db:
            row = next(
                db.query(
                    "SELECT ifnull(max(seq), 0) AS seq FROM change WHERE case_id = ? AND at <= ?",
                    [case_id, instant(at)],
                )
            )
            return reading.household(db, case_id, footing, seq=int(row["seq"]))

    def household_on_paper(self, staff: Staff, case_id: CaseId, record: MeetingRecord) -> Household:
        """The household that the papers of this meeting tell of: as it is, and from 確定 on as it then was, beside the minutes."""
        footing = record.meeting.kind.footing
        require(staff, Permission.READ_CASE, case_id, footing)
        with self._file.reading() as db:
            found = db.query(
                "SELECT seq FROM change_row WHERE kind = 'final_minutes' AND record_id = ?",
                [record.meeting.id],
            )
            final = next(found, None)
            if final is None:
                return self._household(db, case_id, footing)
            return reading.household(db, case_id, footing, seq=int(final["seq"]))

    def contents(self, staff: Staff, case_id: CaseId) -> HouseholdContents:
        """Everything the case holds, on both footings, as a household file says it."""
        require(staff, Permission.EXPORT, case_id, Footing.STATUTORY)
        with self._file.reading() as db:
            case = reading.household(db, case_id, Footing.STATUTORY).case
            return HouseholdContents(
                case=case,
                facts=tuple(fact for kind in TABLES for fact in reading.rows(db, kind, case_id)),
                sittings=tuple(
                    fact_of(Sitting, row)
                    for row in db.query(
                        "SELECT DISTINCT s.* FROM sitting s JOIN meeting m ON m.sitting_id = s.id "
                        "JOIN record r ON r.id = m.id WHERE r.case_id = ? ORDER BY s.held_on, s.id",
                        [case_id],
                    )
                ),
                positions=reading.positions_of(db, case_id),
            )

    def projected(self, staff: Staff, case_id: CaseId, footing: Footing) -> Household:
        """The household for the wall; the caller masks it before anything leaves."""
        require(staff, Permission.VIEW_PROJECTION, case_id, footing)
        with self._file.reading() as db:
            return self._household(db, case_id, footing)

    def projected_meeting(self, staff: Staff, meeting_id: RecordId) -> MeetingRecord:
        """What was recorded in the meeting of a wall; what is shown of it is said in words of the map alone."""
        with self._file.reading() as db:
            case_id, meeting = meeting_of(db, meeting_id)
            require(staff, Permission.VIEW_PROJECTION, case_id, meeting.kind.footing, meeting_id)
            return record_of(db, case_id, meeting)

    def meetings(self, staff: Staff, case_id: CaseId, footing: Footing) -> tuple[MeetingRecord, ...]:
        """The meetings on this household that this footing may know of, oldest first."""
        require(staff, Permission.READ_CASE, case_id, footing)
        with self._file.reading() as db:
            held = records_of(db, case_id, footing)
        return tuple(record for record in held if attends(staff, record.meeting.id))

    def sharings(self, staff: Staff, case_id: CaseId, footing: Footing) -> tuple[Sharing, ...]:
        """提供記録 of the household, as far as this footing may know of it, latest first: a reading of the access log."""
        require(staff, Permission.EXPORT, case_id, footing)
        with self._file.reading() as db:
            return reading.sharings(db, case_id, footing)

    def crossings(self, staff: Staff, case_id: CaseId) -> tuple[Crossing, ...]:
        """What was decided on telling, on consent, what is known in confidence; oldest first."""
        require(staff, Permission.READ_CASE, case_id, Footing.STATUTORY)
        with self._file.reading() as db:
            return reading.visible(db, Crossing, case_id, Footing.STATUTORY)

    def decisions(self, staff: Staff, case_id: CaseId, footing: Footing) -> tuple[Decided, ...]:
        """Each of them as it was taken, in the words that this footing may read; oldest first."""
        require(staff, Permission.READ_CASE, case_id, Footing.STATUTORY)
        with self._file.reading() as db:
            key = ("decisions", case_id, footing)
            return self._remembered.of(db, key, lambda: tuple(reading.decisions(db, case_id, footing)))

    def final_paper(self, staff: Staff, meeting_id: RecordId) -> bytes | None:
        """The Word file of minutes that were made final, to the byte; None = they were not."""
        with self._file.reading() as db:
            case_id, meeting = meeting_of(db, meeting_id)
            require(staff, Permission.EXPORT, case_id, meeting.kind.footing)
            row = next(db.query("SELECT paper FROM final_minutes WHERE meeting_id = ?", [meeting_id]), None)
        return None if row is None else bytes(row["paper"])

    def last_seq(self, case_id: CaseId) -> int:
        """The number of the last act on this case."""
        with self._file.reading() as db:
            row = next(db.query("SELECT ifnull(max(seq), 0) AS seq FROM change WHERE case_id = ?", [case_id]))
        return int(row["seq"])

    def meeting(self, staff: Staff, meeting_id: RecordId) -> tuple[CaseId, MeetingRecord]:
        """One meeting and its case; NotAllowed when there is none or it is not for this person."""
        with self._file.reading() as db:
            case_id, meeting = meeting_of(db, meeting_id)
            require(staff, Permission.READ_CASE, case_id, meeting.kind.footing, meeting_id)
            return case_id, self._record(db, case_id, meeting)

    def own_sheet(self, staff: Staff, meeting_id: RecordId) -> OwnSheet | None:
        """What whoever answers for an invited agency is shown of its meeting; None = nothing is asked of them."""
        with self._file.reading() as db:
            case_id, meeting = meeting_of(db, meeting_id)
            footing = meeting.kind.footing
            require(staff, Permission.FILL_SHEET, case_id, footing, meeting_id)
            number = self._household(db, case_id, footing).case.number
            return own_sheet(self._record(db, case_id, meeting), staff.attendee_id, case_number=number)

    def revision(self, case_id: CaseId, meeting_id: RecordId | None = None) -> int:
        """A number that grows with every act on this case, with who joins and what the wall shows, when a sitting gets another day, on the page of a meeting when another one gets other hours, begins or ends, and with what the municipality lets be shown; it says no more."""
        with self._file.reading() as db:
            row = next(
                db.query(
                    "SELECT (SELECT ifnull(max(seq), 0) FROM change WHERE case_id = :case_id)"
                    " + ifnull((SELECT CAST(value AS INTEGER) FROM setting WHERE key = :chosen), 0)"
                    " + (SELECT ifnull(sum(version - 1), 0) FROM sitting WHERE version > 1)"
                    " + (SELECT ifnull(sum(version), 0) FROM meeting WHERE :meeting_id IS NOT NULL)"
                    " + (SELECT ifnull(max(version), 0) FROM projection WHERE meeting_id = :meeting_id)"
                    " + (SELECT count(*) + count(admitted_at) + count(revoked_at) FROM session"
                    " WHERE meeting_id = :meeting_id) AS revision",
                    {"case_id": case_id, "meeting_id": meeting_id, "chosen": reading.STRICTNESS_CHOSEN},
                )
            )
        return int(row["revision"])

    @contextmanager
    def change(
        self,
        staff: Staff,
        permission: Permission,
        action: str,
        *,
        case_id: CaseId,
        footing: Footing,
        meeting_id: RecordId | None = None,
        at: datetime,
        event: outbox.Event | None = None,
        form: str | None = None,
    ) -> Iterator[Change]:
        """One act: what the block saves is on disk when it ends, with its link in the history, or nothing is.

        `event` is the browser's number for it (client, number): the same event is never applied twice, a second
        time is AlreadyAnswered. `form` is the form that it saves, whose draft is gone with it.
        """
        require(staff, permission, case_id, footing)
        with self._file.writing() as db:
            if event is not None:
                outbox.claim(db, event, staff.session_id)
            change = Change(db, case_id=case_id, footing=footing, meeting_id=meeting_id)
            yield change
            if {row.kind for row in change.touched} - _WRITING.get(permission, frozenset()):
                raise NotAllowed(permission)
            answering.stop_unless_own(db, staff, permission, change.touched)
            gate.pass_through(db, case_id, change.touched, at)
            stop_if_a_role_vanishes(db, case_id, footing, meeting_id, change.touched)
            seq = change.done(staff, action, at=at) if change.touched else None
            if event is not None:
                outbox.applied(db, event, staff.session_id, seq)
            if form is not None:
                saved = draft.Form(case_id=case_id, footing=footing, meeting_id=meeting_id, name=form)
                draft.discard(db, staff.id, saved)

    def settle(
        self, staff: Staff, case_id: CaseId, footing: Footing, positions: dict[RecordId, Position], *,
        at: datetime,
    ) -> None:  # fmt: skip
        """Keep signs where the map first drew them, so that what comes later moves none; who was placed stays there."""
        require(staff, Permission.EDIT_CASE, case_id, footing)
        with self._file.writing() as db:
            change = Change(db, case_id=case_id, footing=footing)
            placed = reading.positions_of(db, case_id)
            for record_id, position in positions.items():
                if record_id not in placed:
                    change.move(record_id, position)
            if change.touched:
                change.done(staff, undo.SETTLED, at=at)

    def last_done(self, staff: Staff, case_id: CaseId, footing: Footing) -> undo.LastAct | None:
        """What `undo` would take back; None = there is nothing."""
        require(staff, Permission.EDIT_CASE, case_id, footing)
        with self._file.reading() as db:
            return undo.last_done(db, staff, case_id, footing)

    def last_kept(self, staff: Staff, case_id: CaseId, footing: Footing) -> undo.LastAct | None:
        """What this person did last, where `undo` would pass it over; None = `undo` takes back what they did last."""
        require(staff, Permission.EDIT_CASE, case_id, footing)
        with self._file.reading() as db:
            return undo.last_kept(db, staff, case_id, footing)

    def last_undone(self, staff: Staff, case_id: CaseId, footing: Footing) -> undo.LastAct | None:
        """What `redo` would do again; None = there is nothing, or something new was done since."""
        require(staff, Permission.EDIT_CASE, case_id, footing)
        with self._file.reading() as db:
            return undo.last_undone(db, staff, case_id, footing)

    def acts(self, staff: Staff, case_id: CaseId, footing: Footing, *, most: int = 60) -> tuple[Moment, ...]:
        """The last acts on this case that this footing may know of, latest first (-1: all): who did what when, not what it said."""
        require(staff, Permission.EDIT_CASE, case_id, footing)
        with self._file.reading() as db:
            return undo.acts(db, case_id, footing, most=most)

    def undo(self, staff: Staff, case_id: CaseId, footing: Footing, *, at: datetime) -> str:
        """Take back one's own last act on this case, as a new act; returns what was taken back.

        What is never undone is passed over. Stopped when there is nothing, or when somebody changed or came to speak of
        one of its records since. A confidential edit since forbids nothing, which would betray it, and keeps its own.
        """
        require(staff, Permission.EDIT_CASE, case_id, footing)
        with self._file.writing() as db:
            return _reverse(db, staff, case_id, undo.last_done(db, staff, case_id, footing), "取り消し", at)

    def redo(self, staff: Staff, case_id: CaseId, footing: Footing, *, at: datetime) -> str:
        """Do again, as a new act, what this person took back last; returns what it was. Stopped as `undo` is."""
        require(staff, Permission.EDIT_CASE, case_id, footing)
        with self._file.writing() as db:
            return _reverse(db, staff, case_id, undo.last_undone(db, staff, case_id, footing), "やり直し", at)

    def tried_back(
        self, staff: Staff, case_id: CaseId, footing: Footing, to: str, *, meeting_id: RecordId | None = None
    ) -> Household:
        """The household as `step_back` would leave it; nothing is changed. Stopped as `step_back` is."""
        require(staff, Permission.EDIT_CASE, case_id, footing)
        with suppress(_OnlyTried), self._file.writing() as db:
            change = Change(db, case_id=case_id, footing=footing, meeting_id=meeting_id)
            moment = stepping_back.moment_of(db, case_id, footing, to)
            stepping_back.step_back(db, change, case_id, footing, moment)
            household = reading.household(db, case_id, footing)
            raise _OnlyTried
        return household

    def step_back(
        self, staff: Staff, case_id: CaseId, footing: Footing, to: str, *, meeting_id: RecordId | None = None,
        seen: str, at: datetime,
    ) -> str:  # fmt: skip
        """Bring the household back to the moment `to` after an act, as one new act; returns what the act is called.

        What a meeting said, and what is never undone, stays. Stopped when there is nothing to bring back, or when
        anything came after the act `seen`. Both are keys of `acts`.
        """
        require(staff, Permission.EDIT_CASE, case_id, footing)
        with self._file.writing() as db:
            stepping_back.stop_if_seen_otherwise(db, case_id, footing, seen)
            moment = stepping_back.moment_of(db, case_id, footing, to)
            change = Change(db, case_id=case_id, footing=footing, meeting_id=meeting_id)
            stepping_back.step_back(db, change, case_id, footing, moment)
            then = local(moment.at)
            action = f"{wareki_short(then.date())} {then:%H:%M:%S}の時点に戻す"
            change.done(staff, action, at=at)
        return action

    def open_case(
        self, staff: Staff, case: Case, facts: Iterable[Fact], *, sittings: Iterable[Sitting] = (),
        positions: dict[RecordId, Position] | None = None, at: datetime,
    ) -> Case:  # fmt: skip
        """A new case with all it brings, in one act; its number is the next of the 年度 it was opened in.

        In a demonstration it is a sample, whatever its writer says.
        """
        require(staff, Permission.OPEN_CASE)
        with self._file.writing() as db:
            sample = case.sample or chosen(db, "demonstration") == "1"
            case = replace(case, number=_next_number(db, case.opened_on), sample=sample, version=1)
            db.table("support_case").insert(row_of(case))
            change = Change(db, case_id=case.id, footing=Footing.STATUTORY)
            change.note("support_case", case.id, None, 1, None, row_of(case))
            for sitting in sittings:
                change.hold(sitting)
            change.insert(*facts)
            for record_id, position in (positions or {}).items():
                change.move(record_id, position)
            reading.household_id(db, case.id)
            gate.pass_through(db, case.id, change.touched, at)
            change.done(staff, "事例を登録", at=at)
        return case


class _OnlyTried(Exception):
    """What was done inside a unit of writing was done to be looked at, and is left undone."""


def _reverse(
    db: Database, staff: Staff, case_id: CaseId, last: undo.LastAct | None, how: str, at: datetime
) -> str:
    if last is None:
        raise stopped(f"{'取り消せる' if how == '取り消し' else 'やり直せる'}入力がありません。")
    touched = history.rows_of(db, last.seq)
    shown = [row for row in touched if _shows(last.footing, row)]
    if not touched or any(history.changed_since(db, row, last.seq) for row in shown):
        raise stopped(f"「{last.action}」のあとに変更があるため、{how}はできません。")
    change = Change(db, case_id=case_id, footing=last.footing, meeting_id=last.meeting_id)
    for row in reversed(touched):
        change.take_back(row, last.seq)
    gate.pass_through(db, case_id, change.touched, at)
    given = [row for row in change.touched if (row.before or {}).get("assigned_in")]
    stop_if_a_role_vanishes(db, case_id, last.footing, last.meeting_id, given)
    change.done(staff, f"{how}：{last.action}", at=at, undoes=last.seq)
    return last.action


def _shows(footing: Footing, row: history.Touched) -> bool:
    """Whether readers on this footing see such a row; a position belongs to everybody who sees the sign."""
    return row.footing is None or footing.admits(Footing.stored(row.footing))


def _next_number(db: Database, opened_on: date) -> str:
    row = next(
        db.query(
            "INSERT INTO case_counter VALUES (?, 1) ON CONFLICT DO UPDATE SET last = last + 1 RETURNING last",
            [fiscal_year(opened_on)],
        )
    )
    return f"{fiscal_year_short(opened_on)}-{row['last']:04d}"
