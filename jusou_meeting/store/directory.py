"""機関名簿: the agencies and community resources that every case knows, with their people; it names no household."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from sqlite_utils import Database

from jusou_meeting.agency import Agency
from jusou_meeting.contact_person import ContactPerson, contact_findings, in_office, same_name
from jusou_meeting.finding import stop_if_any, stopped
from jusou_meeting.staff import Permission, Staff
from jusou_meeting.store import history
from jusou_meeting.store.acting import act, require
from jusou_meeting.store.file import MunicipalFile
from jusou_meeting.store.row import Value, fact_of, row_of
from jusou_meeting.succession import Succession
from jusou_meeting.vocabulary import ContactId


class Directory:
    """The one directory of the municipality."""

    def __init__(self, file: MunicipalFile) -> None:
        self._file = file

    def agencies(self) -> tuple[Agency, ...]:
        """All entries, in the order they were entered."""
        with self._file.reading() as db:
            rows = list(db.query("SELECT * FROM agency ORDER BY rowid"))
        return tuple(fact_of(Agency, row) for row in rows)

    def add(self, staff: Staff, agencies: Iterable[Agency], *, at: datetime) -> None:
        """Enter agencies, as one act."""
        require(staff, Permission.OPEN_CASE)
        entered = [row_of(replace(agency, version=1)) for agency in agencies]
        if not entered:
            return
        with self._file.writing() as db:
            db.table("agency").insert_all(entered)
            line = act(staff, "機関名簿に登録", case_id=None, footing=None, meeting_id=None, at=at)
            history.append(db, line, [_entered(row) for row in entered])

    def people(self) -> tuple[ContactPerson, ...]:
        """担当者 of every agency, also those who left, in the order they were entered."""
        with self._file.reading() as db:
            return _people(db)

    def keep_people(self, staff: Staff, people: Iterable[ContactPerson], *, at: datetime) -> None:
        """Enter these 担当者, or what is told otherwise of them, as one act; Stopped when somebody was faster."""
        require(staff, Permission.HAND_OVER)
        with self._file.writing() as db:
            _keep(db, staff, "担当者を登録", people, at=at)


def leaving(db: Database, succession: Succession) -> tuple[ContactPerson, ...]:
    """Whoever leaves, as the directory has them on their last day."""
    if succession.agency_id is None:
        return ()
    there = in_office(_people(db), succession.agency_id, succession.last_day)
    return tuple(
        person
        for person in there
        if same_name(person.name, succession.outgoing) and person.until_on != succession.last_day
    )


def succeeded(db: Database, staff: Staff, succession: Succession, new: ContactId, *, at: datetime) -> None:
    """Within a succession: the directory's agency has whoever leaves until the day before, and the successor from it."""
    if succession.agency_id is None:
        return
    there = [person for person in _people(db) if person.agency_id == succession.agency_id]
    gone = [replace(person, until_on=succession.last_day) for person in leaving(db, succession)]
    known = any(same_name(p.name, succession.successor) and p.in_office(succession.on) for p in there)
    coming = ContactPerson(
        id=new,
        agency_id=succession.agency_id,
        name=succession.successor,
        kana=succession.kana,
        job=succession.job,
        since_on=succession.on,
    )
    _keep(db, staff, "担当の交代", [*gone, *[coming] * (not known)], at=at)


def _people(db: Database) -> tuple[ContactPerson, ...]:
    return tuple(
        fact_of(ContactPerson, row) for row in db.query("SELECT * FROM contact_person ORDER BY rowid")
    )


def _keep(db: Database, staff: Staff, action: str, people: Iterable[ContactPerson], *, at: datetime) -> None:
    kept: list[history.Touched] = []
    for person in people:
        stop_if_any(contact_findings(person))
        before = next(db.query("SELECT * FROM contact_person WHERE id = ?", [person.id]), None)
        if (0 if before is None else before["version"]) != person.version:
            raise stopped("この担当者を、ほかの人が先に変更しました。いまの内容を確かめてください。")
        row = row_of(replace(person, version=person.version + 1))
        db.table("contact_person").upsert(row, pk="id")
        kept.append(
            history.Touched(
                kind="contact_person",
                record_id=person.id,
                footing=None,
                version=person.version + 1,
                before=before,
                after=row,
            )
        )
    if kept:
        line = act(staff, action, case_id=None, footing=None, meeting_id=None, at=at)
        history.append(db, line, kept)


def _entered(row: dict[str, Value]) -> history.Touched:
    return history.Touched(
        kind="agency", record_id=str(row["id"]), footing=None, version=1, before=None, after=row
    )
