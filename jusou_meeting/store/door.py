"""入口: sessions, the codes by which a meeting is joined, and the log of who looked at what."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import datetime, timedelta

from sqlite_utils import Database

from jusou_meeting.consent import Consent
from jusou_meeting.finding import stop_if_any, stopped
from jusou_meeting.household import Person
from jusou_meeting.japanese_date import today_in_tokyo
from jusou_meeting.meeting import Attendee, MeetingKind, seated, with_pledge
from jusou_meeting.meeting_gate import seating_findings
from jusou_meeting.session import HELD, LONGEST, Session
from jusou_meeting.sharing import SharedThing, basis_of
from jusou_meeting.staff import Permission, Seat, Staff, StaffRole, require
from jusou_meeting.store import history, meetings, reading
from jusou_meeting.store.change import Change
from jusou_meeting.store.devices import may_join
from jusou_meeting.store.file import FileProblem, MunicipalFile
from jusou_meeting.store.members import members_of
from jusou_meeting.store.projection import put_out
from jusou_meeting.store.row import fact_of, instant, row_of
from jusou_meeting.vocabulary import CaseId, Footing, RecordId, SessionId

SEEN_EVERY = timedelta(seconds=30)
"""How finely the file remembers that somebody is still there."""

_TOLD = ("role", "name", "agency", "attendee_id", "admitted_at", "revoked_at")
"""What the history tells of a session."""


def hashed(secret: str) -> str:
    """What the file keeps of a cookie's token or a join code: long random secrets need no salt."""
    return hashlib.sha256(secret.encode()).hexdigest()


class Door:
    """Who may come in; what they may see inside is asked of `may` at every read."""

    def __init__(self, file: MunicipalFile) -> None:
        self._file = file

    def start(self, session: Session) -> None:
        """Let somebody in; the session's id is the hash of the token in their cookie.

        It ends when their account does; whose account was closed while they signed in has one that is over. Where others
        were whose day is over is forgotten.
        """
        over = [instant(session.started_at - LONGEST)]
        with self._file.writing() as db:
            db.execute(
                "DELETE FROM whereabouts WHERE session_id IN (SELECT id FROM session WHERE started_at < ?)",
                over,
            )
            db.table("session").insert(row_of(session))
            db.execute(
                "UPDATE session SET revoked_at = a.disabled_at FROM account a "
                "WHERE session.id = ? AND a.id = session.staff_id AND a.disabled_at IS NOT NULL",
                [session.id],
            )

    def session(self, session_id: SessionId, now: datetime) -> Session | None:
        """The session behind a cookie if it still holds, noting that somebody is there.

        A file that takes nothing more, as on a full disk, shuts out nobody who only looks.
        """
        with self._file.reading() as db:
            found = session_of(db, session_id)
        if found is None or not found.holds(now):
            return None
        if now - found.seen_at >= SEEN_EVERY:
            with suppress(FileProblem), self._file.writing() as db:
                db.execute("UPDATE session SET seen_at = ? WHERE id = ?", [instant(now), session_id])
        return found

    def attend(self, session_id: SessionId, meeting_id: RecordId, now: datetime) -> None:
        """Note that somebody has the screen of a meeting before them: while it is held they may listen without a press."""
        held = "SELECT 1 FROM meeting WHERE id = ? AND opened_at > ? AND closed_at IS NULL"
        told = [instant(now), session_id, meeting_id, instant(now - HELD)]
        with self._file.writing() as db:
            db.execute(f"UPDATE session SET seen_at = ? WHERE id = ? AND EXISTS ({held})", told)

    def sessions_of(self, meeting_id: RecordId) -> tuple[Session, ...]:
        """Everybody who joined or projects this meeting and was not sent away, first come first."""
        with self._file.reading() as db:
            rows = list(
                db.query(
                    "SELECT * FROM session WHERE meeting_id = ? AND revoked_at IS NULL ORDER BY started_at",
                    [meeting_id],
                )
            )
        return tuple(fact_of(Session, row) for row in rows)

    def admit(self, session_id: SessionId, attendee_id: RecordId, *, by: Staff, at: datetime) -> None:
        """The coordinator knows who this is: the participant gets a seat, and their line among the attendees.

        Before the opening that seat shows the 準備シート of this line alone, and whoever has the very name of it is bound
        since they asked; they are let into the meeting by being admitted again. In the same act their line says that they are present, in a 支援会議 since when they are
        bound, and their name if it was blank; a name that is there stays. Stopped when nobody waits there any more,
        there is no such line, before the opening one that is asked nothing, or after it one whom the law keeps out.
        """
        session, seat = self._seated(session_id)
        with self._act("入室を認める", seat, by=by, at=at) as (db, change):
            lines = reading.visible(db, Attendee, seat.case_id, seat.footing)
            line = next((a for a in lines if (a.id, a.meeting_id) == (attendee_id, seat.meeting_id)), None)
            _, meeting = meetings.meeting_of(db, seat.meeting_id or RecordId(""))
            ahead = meeting.is_prepared
            if ahead and line is not None and not line.is_asked:
                raise stopped("開会までは、準備シートを頼む機関の方だけを認められます。")
            role = StaffRole.INVITED if ahead else StaffRole.PARTICIPANT
            waits = session.waits or (session.role is StaffRole.INVITED and not ahead)
            admitted = replace(session, role=role, admitted_at=at, attendee_id=attendee_id)
            if line is None or not waits or not _replaced(db, session, admitted):
                raise stopped(
                    "入室の希望が取り下げられたか、出席者名簿が変わりました。画面を確かめてください。"
                )
            note_session(db, change, session, admitted)
            if not ahead:
                here = seated(line, session.name, footing=seat.footing, asked_at=session.started_at)
                known = reading.household(db, seat.case_id, seat.footing)
                members, today = members_of(db), today_in_tokyo(at)
                stop_if_any(seating_findings(meeting.kind, known, here, members=members, today=today))
                change.save(here)
            elif seat.footing is Footing.STATUTORY and line.name == session.name:
                change.save(with_pledge(line, session.started_at))

    def send_out(self, session_id: SessionId, *, by: Staff, at: datetime) -> None:
        """The coordinator refuses whoever waits at the door, sends out whoever was let in, or ends a link to corrections."""
        session, seat = self._seated(session_id)
        action = "入室を断る" if session.waits else "退室させる"
        if session.role is StaffRole.CORRESPONDENT:
            action = "訂正のリンクを止める"
        with self._act(action, seat, by=by, at=at) as (db, change):
            out = replace(session, revoked_at=at)
            if _replaced(db, session, out):
                note_session(db, change, session, out)

    def revoke(self, session_id: SessionId, *, at: datetime) -> None:
        """End one session now, and darken the walls that it lit."""
        with self._file.writing() as db:
            end_sessions(db, "id = ?", session_id, at)
            put_out(db, "lit_by = ?", session_id)

    def sessions(self, session_ids: Collection[SessionId]) -> dict[SessionId, Session]:
        """These sessions as they now stand, without noting that anybody is there."""
        with self._file.reading() as db:
            rows = list(
                db.query(
                    "SELECT * FROM session WHERE id IN (SELECT value FROM json_each(?))",
                    [json.dumps(list(session_ids))],
                )
            )
        return {SessionId(row["id"]): fact_of(Session, row) for row in rows}

    def offer_code(self, code: str, seat: Seat, *, by: Staff, at: datetime, until: datetime) -> None:
        """Let participants ask for this seat in a meeting with this code; an earlier code of it stops working.

        Stopped while no devices are let in.
        """
        meeting_id = seat.meeting_id or RecordId("")
        with self._act("参加コードを出す", seat, by=by, at=at) as (db, change):
            if not may_join(db):
                raise stopped(
                    "出席者の端末は、いまは使わない設定です。システム管理者が「管理」の画面で入れると使えます。"
                )
            db.execute("DELETE FROM join_code WHERE meeting_id = ?", [meeting_id])
            db.execute(
                "INSERT INTO join_code VALUES (?, ?, ?, ?, ?)",
                [hashed(code), seat.case_id, meeting_id, instant(at), instant(until)],
            )
            version = history.next_version(db, "join_code", meeting_id)
            change.note("join_code", meeting_id, None, version, None, {"until_at": instant(until)})

    def seat_of_code(self, code: str, now: datetime) -> Seat | None:
        """The seat that this code opens today; None for a wrong, old or withdrawn one, and where no devices are let in."""
        with self._file.reading() as db:
            row = may_join(db) and next(
                db.query(
                    "SELECT c.case_id, c.meeting_id, m.kind FROM join_code c JOIN meeting m ON m.id = c.meeting_id "
                    "WHERE c.code_hash = ? AND c.until_at > ? AND m.closed_at IS NULL",
                    [hashed(code), instant(now)],
                ),
                None,
            )
        if not row:
            return None
        return Seat(
            case_id=CaseId(row["case_id"]),
            footing=MeetingKind.stored(row["kind"]).footing,
            meeting_id=RecordId(row["meeting_id"]),
        )

    def _seated(self, session_id: SessionId) -> tuple[Session, Seat]:
        """A participant or projector with the seat they ask for; Stopped when there is none of them any more."""
        session = self.sessions([session_id]).get(session_id)
        if session is None or session.seat is None or session.revoked_at is not None:
            raise stopped("この方は、もう入室を待っていないか、退室しています。画面を確かめてください。")
        return session, session.seat

    @contextmanager
    def _act(self, action: str, seat: Seat, *, by: Staff, at: datetime) -> Iterator[tuple[Database, Change]]:
        """One act of whoever holds the meeting; like every act it leaves its link in the history of the case."""
        require(by, Permission.HOLD_MEETING, seat.case_id, seat.footing)
        with self._file.writing() as db:
            change = Change(db, case_id=seat.case_id, footing=seat.footing, meeting_id=seat.meeting_id)
            yield db, change
            change.done(by, action, at=at)

    def log_refusal(self, asked: str, *, at: datetime, staff: Staff, screen: str) -> None:
        """Somebody asked for what they may not have; `asked` is what the address said, for the auditor."""
        self.log("refused", at=at, staff=staff, screen=screen, detail=asked[:64])

    def log(
        self, action: str, *, at: datetime, staff: Staff | None = None, screen: str = "",
        case_id: CaseId | None = None, meeting_id: RecordId | None = None, footing: Footing | None = None,
        detail: str = "",
    ) -> None:  # fmt: skip
        """One line of the access log; a view leaves one per session × screen × case × meeting, not per rerun.

        `footing` is named when something of a case goes to others on it: the line is then part of the 提供記録, and
        says on what basis; KeyError when the screen is no `SharedThing`, since nobody could read such a line there.
        """
        row: dict[str, str | None] = {
            "at": instant(at),
            "session_id": None if staff is None else staff.session_id,
            "staff_id": None if staff is None else staff.id,
            "action": action,
            "screen": screen,
            "case_id": case_id,
            "meeting_id": meeting_id,
            "detail": detail,
        }
        if footing is not None:
            SharedThing.stored(screen)
        if action == "view" and self._seen_before(row):
            return
        with self._file.writing() as db:
            if footing is not None and case_id is not None:
                people = reading.visible(db, Person, case_id, footing)
                client = next((person.id for person in people if person.is_client), None)
                consents, today = reading.visible(db, Consent, case_id, footing), today_in_tokyo(at)
                row |= {"footing": footing.value, "basis": basis_of(footing, consents, client, on=today)}
            db.table("access").insert(row, ignore=True)

    def log_views(self, cases: Collection[CaseId], *, at: datetime, staff: Staff, screen: str) -> None:
        """A look at many cases at once: the same lines as a look at each, written together."""
        with self._file.reading() as db:
            found = db.query(
                "SELECT case_id FROM access WHERE action = 'view' AND session_id IS ? AND screen = ?",
                [staff.session_id, screen],
            )
            seen = {row["case_id"] for row in found}
        line = {
            "at": instant(at),
            "session_id": staff.session_id,
            "staff_id": staff.id,
            "action": "view",
            "screen": screen,
        }
        if unseen := [line | {"case_id": case_id} for case_id in cases if case_id not in seen]:
            with self._file.writing() as db:
                db.table("access").insert_all(unseen, ignore=True)

    def _seen_before(self, row: dict[str, str | None]) -> bool:
        with self._file.reading() as db:
            found = db.query(
                "SELECT 1 FROM access WHERE action = 'view' AND session_id IS :session_id AND screen = :screen "
                "AND case_id IS :case_id AND ifnull(meeting_id, '') = ifnull(:meeting_id, '')",
                row,
            )
            return next(found, None) is not None


def end_session(db: Database, session: Session, *, by: Staff, at: datetime) -> None:
    """Within an act: whoever joined a meeting with this device is out of it, and the history of the case tells so."""
    if session.seat is None:
        return
    out, seat = replace(session, revoked_at=at), session.seat
    change = Change(db, case_id=seat.case_id, footing=seat.footing, meeting_id=seat.meeting_id)
    if _replaced(db, session, out):
        note_session(db, change, session, out)
        change.done(by, "退室させる", at=at)


def session_of(db: Database, session_id: SessionId) -> Session | None:
    """The session of this id, within an open unit of work; whether it holds is for the caller to ask."""
    row = next(db.query("SELECT * FROM session WHERE id = ?", [session_id]), None)
    return None if row is None else fact_of(Session, row)


def _replaced(db: Database, before: Session, after: Session) -> bool:
    """Write a session that nobody changed since; False = somebody did."""
    done = db.execute(
        "UPDATE session SET role = :role, admitted_at = :admitted_at, attendee_id = :attendee_id, revoked_at = :revoked_at "
        "WHERE id = :id AND admitted_at IS :was_admitted_at AND revoked_at IS NULL",
        {**row_of(after), "was_admitted_at": row_of(before)["admitted_at"]},
    )
    return bool(done.rowcount)


def note_session(db: Database, change: Change, before: Session | None, after: Session) -> None:
    """Leave in the history who was let in or sent out, and as whom; of the cookie it says nothing."""
    was, is_now = (
        None if session is None else {name: row_of(session)[name] for name in _TOLD}
        for session in (before, after)
    )
    version = history.next_version(db, "session", after.id)
    change.note("session", RecordId(after.id), None, version, was, is_now)


def end_sessions(db: Database, where: str, value: str, at: datetime) -> None:
    """Within an act: every session of which this holds ends at this instant, if it does not end before."""
    db.execute(
        f"UPDATE session SET revoked_at = ? WHERE {where} AND ifnull(revoked_at, '9') > ?",
        [instant(at), value, instant(at)],
    )
