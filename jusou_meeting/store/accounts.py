"""アカウント: who signs in by name and password, and by which password; whatever ends one ends its sessions."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlite_utils import Database

from jusou_meeting.finding import stopped
from jusou_meeting.staff import Account, Permission, Staff, StaffRole, require
from jusou_meeting.store import history
from jusou_meeting.store.acting import act, log_act
from jusou_meeting.store.door import end_sessions
from jusou_meeting.store.file import MunicipalFile
from jusou_meeting.store.history import Touched
from jusou_meeting.store.projection import put_out
from jusou_meeting.store.row import Value, fact_of, instant, row_of
from jusou_meeting.vocabulary import StaffId


class Accounts:
    """Who has an account."""

    def __init__(self, file: MunicipalFile) -> None:
        self._file = file

    def add(self, account: Account, *, by: Staff, at: datetime) -> None:
        """A new member of staff; the password comes hashed and stays out of the history.

        The first one may be made by whoever it is for, every other by whoever manages staff. Stopped when somebody else
        signs in by this name.
        """
        with self._file.writing() as db:
            if next(db.query("SELECT 1 FROM account"), None) is not None:
                require(by, Permission.MANAGE_STAFF)
            if next(db.query("SELECT 1 FROM account WHERE login = ?", [account.login]), None) is not None:
                raise stopped("このサインイン名は、もう使われています。")
            db.table("account").insert(row_of(account))
            _note_account(db, "職員を登録", None, account, by=by, at=at)

    def disable(self, staff_id: StaffId, *, by: Staff, at: datetime) -> None:
        """This account signs in no more: its sessions end and the walls they lit go dark in the same act.

        NotAllowed unless `by` manages staff; Stopped when there is no such open account, or no other coordinator's.
        """
        require(by, Permission.MANAGE_STAFF)
        with self._file.writing() as db:
            end_account(db, _open_account(db, staff_id, at), by=by, at=at, ends=at)

    def go_on(self, staff_id: StaffId, *, by: Staff, at: datetime) -> None:
        """An account that was to end on a day ahead opens the door until somebody says otherwise.

        NotAllowed unless `by` manages staff; Stopped when it is over, or was not to end.
        """
        require(by, Permission.MANAGE_STAFF)
        with self._file.writing() as db:
            before = _open_account(db, staff_id, at)
            if before.disabled_at is None:
                raise stopped("このアカウントに、停止の予定はありません。")
            db.table("account").update(staff_id, {"disabled_at": None})
            db.execute(
                "UPDATE session SET revoked_at = NULL WHERE staff_id = ? AND revoked_at > ?",
                [staff_id, instant(at)],
            )
            after = replace(before, disabled_at=None)
            _note_account(db, "停止の予定をやめる", before, after, by=by, at=at)

    def give_password(
        self, staff_id: StaffId, password_hash: str, *, until: datetime, by: Staff, at: datetime
    ) -> None:
        """This password opens the door once, to choose another, and until then; whoever was in with the account is out.

        NotAllowed unless `by` manages staff; Stopped when there is no such open account.
        """
        require(by, Permission.MANAGE_STAFF)
        with self._file.writing() as db:
            before = _open_account(db, staff_id, at)
            after = replace(before, password_hash=password_hash, one_time_until=until)
            _exchange_password(db, "パスワードを出し直す", before, after, by=by, at=at)

    def choose_password(self, account: Account, password_hash: str, *, by: Staff, at: datetime) -> None:
        """Their own password from now on; whoever was in with the account is out.

        The caller knows that `by` knew the one before, or holds the file. Stopped when the account is no longer open, or
        has another password than was seen.
        """
        with self._file.writing() as db:
            before = _open_account(db, account.id, at)
            if before.password_hash != account.password_hash:
                raise stopped("パスワードは、そのあいだに変わりました。もう一度やり直してください。")
            after = replace(before, password_hash=password_hash, one_time_until=None)
            _exchange_password(db, "パスワードを変える", before, after, by=by, at=at)

    def named(self, login: str) -> Account | None:
        """The account with this sign-in name, in whatever case it was typed."""
        with self._file.reading() as db:
            row = next(db.query("SELECT * FROM account WHERE login = ?", [login]), None)
        return None if row is None else fact_of(Account, row)

    def all(self) -> tuple[Account, ...]:
        """Everybody who has an account, stopped ones too, in the order they were registered."""
        with self._file.reading() as db:
            rows = list(db.query("SELECT * FROM account ORDER BY rowid"))
        return tuple(fact_of(Account, row) for row in rows)

    def exist(self) -> bool:
        """Whether anybody can sign in yet; until then the first page asks for the first coordinator."""
        with self._file.reading() as db:
            return next(db.query("SELECT 1 FROM account"), None) is not None


def end_account(db: Database, account: Account, *, by: Staff, at: datetime, ends: datetime) -> None:
    """Within an act: nobody signs in with this account from `ends` on, and its sessions end then.

    The walls that it lit go dark with the sessions. Stopped when no other coordinator would be left who has signed in
    with a password of their own.
    """
    if account.role is StaffRole.COORDINATOR:
        others = "SELECT 1 FROM account WHERE role = ? AND id <> ? AND disabled_at IS NULL AND one_time_until IS NULL"
        if next(db.query(others, [StaffRole.COORDINATOR.value, account.id]), None) is None:
            raise stopped("ほかにサインインできる包括化支援員がいないので、このアカウントは停止できません。")
    db.table("account").update(account.id, {"disabled_at": instant(ends)})
    end_sessions(db, "staff_id = ?", account.id, ends)
    if ends <= at:
        _darken(db, account)
    _note_account(db, "職員を停止", account, replace(account, disabled_at=ends), by=by, at=at)


def _open_account(db: Database, staff_id: StaffId, at: datetime) -> Account:
    rows = db.query("SELECT * FROM account WHERE ifnull(disabled_at, '9') > ?", [instant(at)])
    account = next((a for a in (fact_of(Account, row) for row in rows) if a.id == staff_id), None)
    if account is None:
        raise stopped("このアカウントは、ないか、もう停止されています。")
    return account


def _exchange_password(
    db: Database, action: str, before: Account, after: Account, *, by: Staff, at: datetime
) -> None:
    kept = row_of(after)
    db.table("account").update(after.id, {name: kept[name] for name in ("password_hash", "one_time_until")})
    end_sessions(db, "staff_id = ?", after.id, at)
    _darken(db, after)
    _note_account(db, action, before, after, by=by, at=at)
    log_act(db, by, "password_given" if after.one_time_until else "password_chosen", after.id, at=at)


def _darken(db: Database, account: Account) -> None:
    put_out(db, "lit_by IN (SELECT id FROM session WHERE staff_id = ?)", account.id)


def _note_account(
    db: Database, action: str, before: Account | None, after: Account, *, by: Staff, at: datetime
) -> None:
    """An act on an account as a link of the history; the password's hash stays out of it."""
    touched = Touched(
        kind="account",
        record_id=after.id,
        footing=None,
        version=history.next_version(db, "account", after.id),
        before=None if before is None else _of_account(before),
        after=_of_account(after),
    )
    history.append(db, act(by, action, at=at), [touched])


def _of_account(account: Account) -> dict[str, Value]:
    return {key: value for key, value in row_of(account).items() if key != "password_hash"}
