"""開催: the households that meet on one day and in one place, across cases, as far as somebody may know of each."""

from __future__ import annotations

from datetime import date

from sqlite_utils import Database

from jusou_meeting.meeting import Sitting
from jusou_meeting.programme import Programme, Slot
from jusou_meeting.staff import NotAllowed, Permission, Staff, may, require
from jusou_meeting.store.file import MunicipalFile
from jusou_meeting.store.row import fact_of
from jusou_meeting.vocabulary import SittingId


class Sittings:
    """The sittings of the municipality."""

    def __init__(self, file: MunicipalFile) -> None:
        self._file = file

    def on(self, staff: Staff, day: date) -> tuple[Programme, ...]:
        """Those of one day that hold a case this person may read, in the order they begin."""
        require(staff, Permission.LIST_CASES)
        with self._file.reading() as db:
            found = [
                _for(staff, programme_of(db, SittingId(row["id"])))
                for row in db.query(
                    "SELECT id FROM sitting WHERE held_on = ? ORDER BY rowid", [day.isoformat()]
                )
            ]
        return tuple(
            sorted(
                (programme for programme in found if programme.slots),
                key=lambda programme: f"{programme.slots[0].starts_at or '~'}",
            )
        )

    def of(self, staff: Staff, sitting_id: SittingId) -> Programme:
        """One sitting, without the cases that this person may not read; NotAllowed where that leaves nothing."""
        require(staff, Permission.LIST_CASES)
        with self._file.reading() as db:
            programme = _for(staff, programme_of(db, sitting_id))
        if not programme.slots:
            raise NotAllowed(Permission.READ_CASE)
        return programme


def programme_of(db: Database, sitting_id: SittingId) -> Programme:
    """One sitting with all its households, within an open unit of work; NotAllowed when there is none."""
    sitting = next(db.query("SELECT * FROM sitting WHERE id = ?", [sitting_id]), None)
    if sitting is None:
        raise NotAllowed(Permission.LIST_CASES)
    slots = db.query(
        "SELECT m.*, m.id AS meeting_id, c.id AS case_id, c.number AS case_number, (SELECT count(*) FROM attendee a "
        "WHERE a.meeting_id = m.id AND a.footing = m.footing AND a.part <> 'absent') AS expected "
        "FROM meeting m JOIN record r USING (id) JOIN support_case c ON c.id = r.case_id "
        "WHERE m.sitting_id = ? ORDER BY m.starts_at IS NULL, m.starts_at, r.place",
        [sitting_id],
    )
    return Programme(sitting=fact_of(Sitting, sitting), slots=tuple(fact_of(Slot, slot) for slot in slots))


def _for(staff: Staff, programme: Programme) -> Programme:
    readable = (
        slot for slot in programme.slots if may(staff, Permission.READ_CASE, slot.case_id, slot.kind.footing)
    )
    return Programme(sitting=programme.sitting, slots=tuple(readable))
