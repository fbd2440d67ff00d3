"""SQLite: the municipality's one file, with its cases, its door and its history."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Self

from jusou_meeting.consent import Strictness
from jusou_meeting.ecomap.notation import STANDARD, Preset
from jusou_meeting.meeting import MeetingKind
from jusou_meeting.staff import Permission, Staff, require
from jusou_meeting.store.accounts import Accounts
from jusou_meeting.store.acting import log_act
from jusou_meeting.store.agenda_templates import AgendaTemplates
from jusou_meeting.store.cases import Cases
from jusou_meeting.store.change import Change, Conflict
from jusou_meeting.store.correction_links import CorrectionLinks
from jusou_meeting.store.devices import ON, SETTING, Devices
from jusou_meeting.store.directory import Directory
from jusou_meeting.store.door import Door, hashed
from jusou_meeting.store.draft import Drafts
from jusou_meeting.store.file import FileProblem, MunicipalFile
from jusou_meeting.store.members import Members
from jusou_meeting.store.openings import Openings
from jusou_meeting.store.outbox import Outbox
from jusou_meeting.store.projection import Projections
from jusou_meeting.store.reading import LOCAL_NAME, STRICTNESS, STRICTNESS_CHOSEN, local_name, strictness
from jusou_meeting.store.row import fact_of, row_of
from jusou_meeting.store.setting import choose, chosen
from jusou_meeting.store.sittings import Sittings
from jusou_meeting.store.whereabouts import Whereabouts
from jusou_meeting.store.work import Work

__all__ = ["Change", "Conflict", "FileProblem", "Store", "hashed"]


_PRESET = "preset"


class Store:
    """One municipality's file; nothing above knows that it is one."""

    def __init__(self, file: MunicipalFile) -> None:
        self.file = file
        self.cases = Cases(file)
        self.directory = Directory(file)
        self.members = Members(file)
        self.agenda_templates = AgendaTemplates(file)
        self.door = Door(file)
        self.accounts = Accounts(file)
        self.devices = Devices(file)
        self.correction_links = CorrectionLinks(file)
        self.projections = Projections(file)
        self.work = Work(file)
        self.sittings = Sittings(file)
        self.openings = Openings(file)

    @classmethod
    def create(cls, path: Path, *, municipality: str, demonstration: bool = False) -> Self:
        """A new file for this municipality; a demonstration says so on every screen.

        Where everything is invented whoever looks around may try a phone: there alone devices are let in from the start.
        """
        settings = {"municipality": municipality, "demonstration": "1" if demonstration else "0"}
        if demonstration:
            settings[SETTING] = ON
        return cls(MunicipalFile.create(path, settings))

    @classmethod
    def open(cls, path: Path) -> Self:
        """The file as it was left, brought up to today's tables."""
        return cls(MunicipalFile.open(path))

    def outbox(self, staff: Staff) -> Outbox:
        """What became of the events that this person's browser sent."""
        return Outbox(self.file, staff)

    def drafts(self, staff: Staff) -> Drafts:
        """What this person has in forms and has not saved."""
        return Drafts(self.file, staff)

    def whereabouts(self, staff: Staff) -> Whereabouts:
        """What this session had in front and in hand on each page."""
        return Whereabouts(self.file, staff)

    def on_commit(self, notify: Callable[[], None]) -> None:
        """Tell somebody after every commit of this process, once the change is on disk."""
        self.file.after_commit = notify

    def name_municipality(self, municipality: str, *, by: Staff) -> None:
        """Say whose file it is; NotAllowed unless `by` opens cases in it."""
        require(by, Permission.OPEN_CASE)
        with self.file.writing() as db:
            choose(db, "municipality", municipality)

    @property
    def municipality(self) -> str:
        """Whose file it is; it heads every paper."""
        return self._setting("municipality")

    def choose_preset(self, preset: Preset, *, by: Staff, at: datetime) -> None:
        """Draw every map by these signs from now on; NotAllowed unless `by` opens cases."""
        require(by, Permission.OPEN_CASE)
        signs = json.dumps(row_of(preset))
        with self.file.writing() as db:
            choose(db, _PRESET, signs)
            log_act(db, by, "preset", signs, screen="cases", at=at)

    @property
    def preset(self) -> Preset:
        """当市の記号: how this municipality draws what offices draw in different ways."""
        with self.file.reading() as db:
            signs = chosen(db, _PRESET)
        return STANDARD if signs is None else fact_of(Preset, json.loads(signs))

    def choose_strictness(self, strictness: Strictness, *, by: Staff, at: datetime) -> None:
        """Show so much of members who did not consent from now on, in every meeting; NotAllowed unless `by` manages staff."""
        require(by, Permission.MANAGE_STAFF)
        with self.file.writing() as db:
            choose(db, STRICTNESS, strictness.value)
            choose(db, STRICTNESS_CHOSEN, str(1 + int(chosen(db, STRICTNESS_CHOSEN) or 0)))
            log_act(db, by, "strictness", strictness.value, screen="administration", at=at)

    @property
    def strictness(self) -> Strictness:
        """示す範囲: how much of members who did not consent this municipality shows unasked."""
        with self.file.reading() as db:
            return strictness(db)

    def name_meetings(self, names: Mapping[MeetingKind, str], *, by: Staff, at: datetime) -> None:
        """Print these names beside those of the law from now on (blank = the law's alone); NotAllowed unless `by` manages staff."""
        require(by, Permission.MANAGE_STAFF)
        with self.file.writing() as db:
            for kind, name in names.items():
                choose(db, f"{LOCAL_NAME}{kind.value}", name)
            log_act(db, by, "meeting_names", "・".join(names.values()), screen="administration", at=at)

    @property
    def meeting_names(self) -> dict[MeetingKind, str]:
        """What this municipality calls its meetings; blank = what the law does."""
        with self.file.reading() as db:
            return {kind: local_name(db, kind) for kind in MeetingKind}

    @property
    def demonstration(self) -> bool:
        """Whether everything in it is invented."""
        return self._setting("demonstration") == "1"

    def _setting(self, key: str) -> str:
        with self.file.reading() as db:
            return chosen(db, key) or ""
