"""機関名簿: the agencies and community resources that every case knows, with their people; it names no household."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from sqlite_utils import Database

from jusou_meeting.agency import Agency
from jusou_meeting.contact_person import ContactPerson, contact_findings, in_office, same_name
from jusou_meeting.directory_uptake import Listing, Uptake
from jusou_meeting.finding import stop_if_any, stopped
from jusou_meeting.staff import Permission, Staff, require
from jusou_meeting.store.file import MunicipalFile
from jusou_meeting.store.register import keep
from jusou_meeting.store.row import fact_of
from jusou_meeting.succession import Succession
from jusou_meeting.vocabulary import ContactId


class Directory:
    """The one directory of the municipality."""

    def __init__(self, file: MunicipalFile) -> None:
        self._file = file

    def agencies(self) -> tuple[Agency, ...]:
        """All entries, in the order they were entered."""
        with self._file.reading() as db:
            return _agencies(db)

    def add(self, staff: Staff, agencies: Iterable[Agency], *, at: datetime) -> None:
        """Enter agencies, as one act."""
        require(staff, Permission.OPEN_CASE)
        with self._file.writing() as db:
            keep(db, agencies, "機関名簿に登録", by=staff, at=at)

    def people(self) -> tuple[ContactPerson, ...]:
        """担当者 of every agency, also those who left, in the order they were entered."""
        with self._file.reading() as db:
            return _people(db)

    def keep_people(self, staff: Staff, people: Iterable[ContactPerson], *, at: datetime) -> None:
        """Enter these 担当者, or what is told otherwise of them, as one act; Stopped when somebody was faster."""
        require(staff, Permission.HAND_OVER)
        with self._file.writing() as db:
            _keep(db, staff, "担当者を登録", people, at=at)

    def listing(self) -> Listing:
        """All of it at one moment."""
        with self._file.reading() as db:
            return Listing(_agencies(db), _people(db))

    def take(self, staff: Staff, uptake: Uptake, *, at: datetime) -> None:
        """Take what a table changes, all of it as one act; Stopped when it cannot be, or the directory changed since it was looked at."""
        require(staff, Permission.OPEN_CASE)
        require(staff, Permission.HAND_OVER)
        stop_if_any(uptake.findings)
        with self._file.writing() as db:
            if Listing(_agencies(db), _people(db)) != uptake.before:
                raise stopped(
                    "機関名簿が、そのあとに変わりました。何が変わるかを、もう一度確かめてください。"
                )
            keep(db, (*uptake.agencies, *uptake.people), "機関名簿を読み込む", by=staff, at=at)


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


def _agencies(db: Database) -> tuple[Agency, ...]:
    return tuple(fact_of(Agency, row) for row in db.query("SELECT * FROM agency ORDER BY rowid"))


def _people(db: Database) -> tuple[ContactPerson, ...]:
    return tuple(
        fact_of(ContactPerson, row) for row in db.query("SELECT * FROM contact_person ORDER BY rowid")
    )


def _keep(db: Database, staff: Staff, action: str, people: Iterable[ContactPerson], *, at: datetime) -> None:
    people = tuple(people)
    stop_if_any(finding for person in people for finding in contact_findings(person))
    keep(db, people, action, by=staff, at=at)
