"""出席者の端末: whether anybody may join from a device of their own; they may not until an administrator says so."""

from __future__ import annotations

from datetime import datetime

from sqlite_utils import Database

from jusou_meeting.staff import Permission, Staff, StaffRole, require
from jusou_meeting.store.acting import log_act
from jusou_meeting.store.file import MunicipalFile
from jusou_meeting.store.row import instant
from jusou_meeting.store.setting import choose, chosen

SETTING, ON = "devices", "1"

_LET_IN = (StaffRole.PARTICIPANT, StaffRole.INVITED, StaffRole.CORRESPONDENT)


def may_join(db: Database) -> bool:
    """Whether the switch is on, within an open unit of work; a file that says nothing has it off."""
    return chosen(db, SETTING) == ON


def last_switched_off(db: Database) -> datetime | None:
    """When the switch was last turned off, within an open unit of work; None = it never was."""
    (row,) = db.query("SELECT max(at) AS at FROM access WHERE action = 'devices_off'")
    return None if row["at"] is None else datetime.fromisoformat(row["at"])


class Devices:
    """The one switch of the municipality."""

    def __init__(self, file: MunicipalFile) -> None:
        self._file = file

    @property
    def on(self) -> bool:
        """Whether codes may be offered and are heard."""
        with self._file.reading() as db:
            return may_join(db)

    def switch(self, *, on: bool, by: Staff, at: datetime) -> None:
        """Let devices in from now on, or shut them out: whoever joined is out at once, and every code and link is void.

        NotAllowed unless `by` manages staff.
        """
        require(by, Permission.MANAGE_STAFF)
        with self._file.writing() as db:
            choose(db, SETTING, ON if on else "0")
            if not on:
                db.execute("DELETE FROM join_code")
                db.execute(
                    "UPDATE session SET revoked_at = ? WHERE role IN (?, ?, ?) AND revoked_at IS NULL",
                    [instant(at), *(role.value for role in _LET_IN)],
                )
            log_act(db, by, "devices_on" if on else "devices_off", screen="administration", at=at)
