"""職員: who uses the software, and what each may do, on which case, on which footing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from jusou_meeting.vocabulary import CaseId, Code, Footing, RecordId, SessionId, StaffId


class StaffRole(Code):
    """利用者の区分: the kinds of people (and screens) that a session can belong to."""

    ADMINISTRATOR = "administrator", "システム管理者"
    COORDINATOR = "coordinator", "包括化支援員"
    PARTICIPANT = "participant", "出席者"
    INVITED = "invited", "準備シートの記入者"
    PROJECTOR = "projector", "投影"
    CORRESPONDENT = "correspondent", "訂正の申出人"


class Permission(Code):
    """権限: one thing a person may be allowed to do."""

    LIST_CASES = "list_cases", "事例の一覧を見る"
    OPEN_CASE = "open_case", "事例を新しく始める・取り込む"
    READ_CASE = "read_case", "世帯の情報を見る"
    EDIT_CASE = "edit_case", "世帯の情報を書く"
    HOLD_MEETING = "hold_meeting", "会議を開く・記録する・閉じる"
    ANSWER_ROLE = "answer_role", "自機関の役割に回答する"
    FILL_SHEET = "fill_sheet", "自機関の準備シートを書く"
    VIEW_PROJECTION = "view_projection", "投影画面を映す"
    EXPORT = "export", "文書を書き出す"
    MANAGE_STAFF = "manage_staff", "職員を登録・停止する"
    HAND_OVER = "hand_over", "担当者を登録・交代する"


_EVERYWHERE: dict[StaffRole, frozenset[Permission]] = {
    StaffRole.ADMINISTRATOR: frozenset({Permission.MANAGE_STAFF}),
    StaffRole.COORDINATOR: frozenset(
        {
            Permission.LIST_CASES,
            Permission.OPEN_CASE,
            Permission.READ_CASE,
            Permission.EDIT_CASE,
            Permission.HOLD_MEETING,
            Permission.EXPORT,
            Permission.HAND_OVER,
        }
    ),
}
"""What a role may do in every case of the municipality, on either footing."""

_IN_ITS_SEAT: dict[StaffRole, frozenset[Permission]] = {
    StaffRole.PARTICIPANT: frozenset({Permission.READ_CASE, Permission.ANSWER_ROLE, Permission.FILL_SHEET}),
    StaffRole.INVITED: frozenset({Permission.FILL_SHEET}),
    StaffRole.PROJECTOR: frozenset({Permission.VIEW_PROJECTION}),
}
"""What a role may do only where it was given a seat, and on that seat's footing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """席: one case that somebody was let into, on one footing, for one meeting or until further notice."""

    case_id: CaseId
    footing: Footing
    meeting_id: RecordId | None = None
    """None = not bound to a meeting."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Staff:
    """職員: somebody (or a screen) with a valid session: an account, a participant who joined, or a projector."""

    id: StaffId
    name: str
    role: StaffRole
    agency: str = ""
    seats: tuple[Seat, ...] = ()
    session_id: SessionId | None = None
    """None = the command line, where whoever holds the file holds everything in it."""
    attendee_id: RecordId | None = None
    """A participant's own line in the list of attendees."""

    @property
    def signed(self) -> str:
        """Who it is, as a paper says it."""
        return f"{self.agency} {self.name}".strip()


def may(
    staff: Staff, permission: Permission, case_id: CaseId | None = None, footing: Footing | None = None
) -> bool:
    """Whether this person may do this, with this case, on this footing; every read and every change asks here."""
    if permission in _EVERYWHERE.get(staff.role, frozenset()):
        return True
    if permission not in _IN_ITS_SEAT.get(staff.role, frozenset()) or case_id is None:
        return False
    return any(
        seat.case_id == case_id and (footing is None or seat.footing.admits(footing)) for seat in staff.seats
    )


def attends(staff: Staff, meeting_id: RecordId) -> bool:
    """Whether no seat of theirs is for another meeting alone: access ends at the meeting that somebody was let into."""
    return not staff.seats or any(seat.meeting_id in (None, meeting_id) for seat in staff.seats)


class NotAllowed(Exception):
    """Somebody asked for what they may not see or do; the message names no record."""

    def __init__(self, permission: Permission) -> None:
        super().__init__(f"この操作の権限がありません（{permission.label}）。")
        self.permission = permission


def require(
    staff: Staff, permission: Permission, case_id: CaseId | None = None, footing: Footing | None = None,
    meeting_id: RecordId | None = None,
) -> None:  # fmt: skip
    """NotAllowed unless this person may do this, here, on this footing, in this meeting."""
    if not may(staff, permission, case_id, footing) or (meeting_id and not attends(staff, meeting_id)):
        raise NotAllowed(permission)


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """アカウント: a member of staff who signs in with a password."""

    id: StaffId
    login: str
    name: str
    role: StaffRole
    agency: str = ""
    password_hash: str
    one_time_until: datetime | None = None
    """Until when a password that somebody else gave opens the door once, to choose one of their own; None = it is their own."""
    disabled_at: datetime | None = None
    """From when on it opens nothing, which may lie ahead; None = it opens the door until somebody says otherwise."""

    def opens(self, now: datetime) -> bool:
        """Whether somebody may sign in with it now."""
        return self.disabled_at is None or now < self.disabled_at

    @property
    def staff(self) -> Staff:
        """Whoever it belongs to, outside a session."""
        return Staff(id=self.id, name=self.name, role=self.role, agency=self.agency)
