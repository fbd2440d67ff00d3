"""訂正のリンク: addresses by which single attendees ask for corrections of what is their own, and by which they are answered.

A link is a session that no cookie opens: its id is the hash of the secret in the address.
"""

from __future__ import annotations

import secrets
from datetime import datetime

from sqlite_utils import Database

from jusou_meeting.correction_link import OwnPart, link_findings, own_part
from jusou_meeting.correction_request import CorrectionRequest
from jusou_meeting.finding import stop_if_any, stopped
from jusou_meeting.japanese_date import today_in_tokyo
from jusou_meeting.meeting import Attendee, Meeting
from jusou_meeting.session import Session
from jusou_meeting.staff import Permission, Staff, StaffRole, require
from jusou_meeting.store import reading
from jusou_meeting.store.change import Change
from jusou_meeting.store.devices import last_switched_off, may_join
from jusou_meeting.store.door import note_session, session_of
from jusou_meeting.store.file import MunicipalFile
from jusou_meeting.store.meetings import meeting_of, record_of, records_of
from jusou_meeting.store.row import row_of
from jusou_meeting.vocabulary import CaseId, Footing, RecordId, SessionId, StaffId


class CorrectionLinks:
    """The links of one file; each begins as `link_findings` lets it, and shows its own part as long as `own_part` has any."""

    def __init__(self, file: MunicipalFile) -> None:
        self._file = file

    def offer(self, link_id: SessionId, meeting_id: RecordId, attendee_id: RecordId, *, by: Staff, at: datetime) -> None:  # fmt: skip
        """Let this attendee ask through this link, which the coordinator hands to them; the same again stands as it is.

        Stopped when they may not.
        """
        with self._file.writing() as db:
            case_id, meeting = meeting_of(db, meeting_id)
            footing = meeting.kind.footing
            require(by, Permission.HOLD_MEETING, case_id, footing)
            if not may_join(db):
                raise stopped(
                    "出席者の端末を使わない設定なので、リンクは出せません。紙の申出を使ってください。"
                )
            record = record_of(db, case_id, meeting)
            attendee = next((a for a in record.attendees if a.id == attendee_id), None)
            if attendee is None:
                raise stopped("出席者名簿が変わりました。画面を確かめてください。")
            household = reading.household(db, case_id, footing)
            stop_if_any(link_findings(record, household, attendee, today=today_in_tokyo(at)))
            if session_of(db, link_id) is None:
                _begin(db, _link(link_id, case_id, meeting, attendee, at), case_id, by, at)

    def ended(self, meeting_id: RecordId, attendee_id: RecordId) -> int:
        """How many links of this attendee were stopped."""
        with self._file.reading() as db:
            found = db.query(
                "SELECT count(revoked_at) AS n FROM session WHERE role = ? AND meeting_id = ? AND attendee_id = ?",
                [StaffRole.CORRESPONDENT.value, meeting_id, attendee_id],
            )
            return int(next(found)["n"])

    def keep(self, link_id: SessionId, device: SessionId, *, at: datetime) -> bool:
        """Whether whoever sat behind this device until 閉会 asks through this link; the first time it is made.

        Not for who was sent away before, nor for a device that was shut out since.
        """
        with self._file.writing() as db:
            session = session_of(db, device)
            if session is None or session.role is not StaffRole.PARTICIPANT or session.revoked_at is None:
                return False
            meeting_id, attendee_id = session.meeting_id, session.attendee_id
            if meeting_id is None or attendee_id is None or session.admitted_at is None:
                return False
            case_id, meeting = meeting_of(db, meeting_id)
            until_the_end = meeting.closed_at is not None and session.revoked_at >= meeting.closed_at
            off = last_switched_off(db)
            if not until_the_end or not may_join(db) or (off is not None and off >= session.revoked_at):
                return False
            if session_of(db, link_id) is None:
                record = record_of(db, case_id, meeting)
                attendee = next((a for a in record.attendees if a.id == attendee_id), None)
                if attendee is None or record.final is not None:
                    return False
                _begin(db, _link(link_id, case_id, meeting, attendee, at), case_id, session.staff, at)
            return _own_part(db, session_of(db, link_id), at) is not None

    def own_part(self, link_id: SessionId, at: datetime) -> tuple[Session, OwnPart] | None:
        """Who holds this link, and what it shows them; None for a wrong, old or withdrawn one."""
        with self._file.reading() as db:
            session = session_of(db, link_id)
            part = _own_part(db, session, at)
        return None if session is None or part is None else (session, part)

    def ask(self, link_id: SessionId, request_id: RecordId, *, passage: str, text: str, at: datetime) -> bool:
        """Keep what they ask for; the same once only, however often it is sent. False = nothing may be asked through it."""
        with self._file.writing() as db:
            session = session_of(db, link_id)
            part = _own_part(db, session, at)
            if session is None or part is None or not part.may_ask or session.attendee_id is None:
                return False
            if next(db.query("SELECT 1 FROM record WHERE id = ?", [request_id]), None) is not None:
                return True
            case_id, meeting = meeting_of(db, session.meeting_id or RecordId(""))
            footing = meeting.kind.footing
            change = Change(db, case_id=case_id, footing=footing, meeting_id=meeting.id)
            change.save(
                CorrectionRequest(
                    id=request_id,
                    meeting_id=meeting.id,
                    attendee_id=session.attendee_id,
                    asked_by=session.staff.signed,
                    asked_on=today_in_tokyo(at),
                    passage=passage,
                    text=text,
                )
            )
            change.done(session.staff, "訂正の申出（リンク）", at=at)
        return True


def _link(link_id: SessionId, case_id: CaseId, meeting: Meeting, attendee: Attendee, at: datetime) -> Session:
    return Session(
        id=link_id, staff_id=StaffId(secrets.token_hex(8)), role=StaffRole.CORRESPONDENT,
        name=attendee.name, agency=attendee.title, case_id=case_id, meeting_id=meeting.id, footing=meeting.kind.footing,
        attendee_id=attendee.id, started_at=at, seen_at=at, admitted_at=at,
    )  # fmt: skip


def _begin(db: Database, link: Session, case_id: CaseId, by: Staff, at: datetime) -> None:
    """The link stands from now on; like every act it leaves its mark in the history of the case."""
    footing = link.footing or Footing.CONSENT
    db.table("session").insert(row_of(link))
    change = Change(db, case_id=case_id, footing=footing, meeting_id=link.meeting_id)
    note_session(db, change, None, link)
    change.done(by, "訂正のリンクを出す", at=at)


def _own_part(db: Database, link: Session | None, at: datetime) -> OwnPart | None:
    if (
        link is None
        or link.role is not StaffRole.CORRESPONDENT
        or (link.revoked_at is not None and link.revoked_at <= at)
    ):
        return None
    if link.meeting_id is None or link.attendee_id is None:
        return None
    case_id, meeting = meeting_of(db, link.meeting_id)
    footing = meeting.kind.footing
    held = records_of(db, case_id, footing)
    return own_part(
        next(record for record in held if record.meeting.id == meeting.id),
        reading.household(db, case_id, footing),
        held,
        link.attendee_id,
        today=today_in_tokyo(at),
    )
