"""書き出し: what leaves the file by command, asked for by its meeting or by its case, with its lines in the access log."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from jusou_meeting.cli.calling import OPERATOR, CalledWrongly
from jusou_meeting.documents.chronology import chronology_document
from jusou_meeting.documents.handout import (
    NUMBERED,
    PAPERS,
    Occasion,
    ecomap_file,
    meeting_paper,
    numbered_paper,
)
from jusou_meeting.documents.next_meeting import next_meeting_file
from jusou_meeting.documents.programme import programme_document
from jusou_meeting.finding import stopped
from jusou_meeting.household_file import write_household_file
from jusou_meeting.meeting import MeetingRecord
from jusou_meeting.sharing import leaving_as, tells_of_household
from jusou_meeting.staff import NotAllowed
from jusou_meeting.store import Store
from jusou_meeting.vocabulary import CaseId, Footing, RecordId

_OF_A_CASE = ("household", "ecomap", "chronology")
THINGS = (*PAPERS, "programme", "calendar", *_OF_A_CASE)
"""What leaves, each by its word."""

_PICTURES = (".svg", ".png", ".docx", ".html")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """頼まれたもの: what is to leave, and for which place."""

    what: str
    out: Path
    meeting: str | None = None
    case: str | None = None
    confidential: bool = False
    nameless: bool = False
    numbered: bool = False
    """Once for each numbered copy of the meeting."""


class Line(NamedTuple):
    """提供の一行: of which case something leaves, and on which footing."""

    case_id: CaseId
    footing: Footing
    meeting_id: RecordId | None = None


class Leaving(NamedTuple):
    """出るもの: a file, and the cases of which it tells."""

    content: bytes
    lines: tuple[Line, ...]


def leaving(store: Store, asked: Asked, *, at: datetime) -> Leaving:
    """What was asked for; CalledWrongly or Stopped when it cannot be."""
    _stop_if_ignored(asked)
    match asked.what:
        case "household":
            return _household(store, asked)
        case "chronology":
            return _chronology(store, asked, at)
        case "ecomap":
            return _ecomap(store, asked, at)
        case "programme":
            return _programme(store, asked)
        case "calendar":
            return _calendar(store, asked)
    return _paper(store, asked)


def _stop_if_ignored(asked: Asked) -> None:
    for said, word, things in (
        (asked.numbered, "--numbered", (*NUMBERED, "ecomap")),
        (asked.nameless, "--nameless", ("ecomap",)),
        (asked.confidential, "--confidential", ("ecomap", "chronology")),
    ):
        if said and asked.what not in things:
            raise CalledWrongly(f"{word} は {'・'.join(things)} に付けられます。")
    if asked.numbered and asked.confidential:
        raise CalledWrongly(
            "--numbered のときは、その会議の種別に従います。--confidential は付けられません。"
        )


def log(store: Store, asked: Asked, lines: tuple[Line, ...], *, at: datetime) -> None:
    """Write down that it left."""
    screen = leaving_as(asked.what, nameless=asked.nameless)
    for line in lines:
        store.door.log(
            "export", at=at, staff=OPERATOR, screen=screen, case_id=line.case_id, meeting_id=line.meeting_id,
            footing=line.footing if tells_of_household(asked.what) else None,
        )  # fmt: skip


def _paper(store: Store, asked: Asked) -> Leaving:
    _expect_suffix(asked, ".docx")
    line, record = _meeting(store, asked)
    of = Occasion(
        record=record,
        household=store.cases.household_on_paper(OPERATOR, line.case_id, record),
        meetings=store.cases.meetings(OPERATOR, line.case_id, line.footing),
        organisation=store.municipality,
        preset=store.preset,
        final_minutes=store.cases.final_paper(OPERATOR, record.meeting.id),
    )
    paper = meeting_paper(asked.what, of)
    return Leaving(numbered_paper(paper, record) if asked.numbered else paper, (line,))


def _programme(store: Store, asked: Asked) -> Leaving:
    _expect_suffix(asked, ".docx")
    _, record = _meeting(store, asked)
    programme = store.sittings.of(OPERATOR, record.sitting.id)
    lines = (Line(slot.case_id, slot.kind.footing, slot.meeting_id) for slot in programme.slots)
    return Leaving(programme_document(programme, organisation=store.municipality), tuple(lines))


def _calendar(store: Store, asked: Asked) -> Leaving:
    _expect_suffix(asked, ".ics")
    line, record = _meeting(store, asked)
    number = store.cases.household(OPERATOR, line.case_id, line.footing).case.number
    return Leaving(next_meeting_file(record, case_number=number), (line,))


def _household(store: Store, asked: Asked) -> Leaving:
    case_id = _case(store, asked)
    _expect_suffix(asked, ".json")
    written = write_household_file(store.cases.contents(OPERATOR, case_id), store.directory.agencies())
    return Leaving(written.encode(), (Line(case_id, Footing.STATUTORY),))


def _ecomap(store: Store, asked: Asked, at: datetime) -> Leaving:
    record = None
    if asked.numbered:
        _expect_suffix(asked, ".docx")
        line, record = _meeting(store, asked)
    else:
        line = Line(_case(store, asked), _footing(asked))
        _expect_suffix(asked, *_PICTURES)
    picture = ecomap_file(
        store.cases.household(OPERATOR, line.case_id, line.footing),
        suffix=asked.out.suffix.lower(),
        organisation=store.municipality,
        at=at,
        preset=store.preset,
        nameless=asked.nameless,
        record=record,
    )
    return Leaving(picture if record is None else numbered_paper(picture, record), (line,))


def _chronology(store: Store, asked: Asked, at: datetime) -> Leaving:
    line = Line(_case(store, asked), _footing(asked))
    _expect_suffix(asked, ".docx")
    content = chronology_document(
        store.cases.household(OPERATOR, line.case_id, line.footing),
        store.cases.meetings(OPERATOR, line.case_id, line.footing),
        organisation=store.municipality,
        at=at,
    )
    return Leaving(content, (line,))


def _footing(asked: Asked) -> Footing:
    return Footing.STATUTORY if asked.confidential else Footing.CONSENT


def _meeting(store: Store, asked: Asked) -> tuple[Line, MeetingRecord]:
    if asked.meeting is None:
        raise CalledWrongly("--meeting を指定してください。")
    meeting_id = RecordId(asked.meeting)
    try:
        case_id, record = store.cases.meeting(OPERATOR, meeting_id)
    except NotAllowed:
        raise stopped(
            f"会議 {asked.meeting} はありません。list meetings で id を確かめてください。"
        ) from None
    return Line(case_id, record.meeting.kind.footing, meeting_id), record


def _case(store: Store, asked: Asked) -> CaseId:
    if asked.case is None:
        raise CalledWrongly("--case を指定してください。")
    if all(case.id != asked.case for case in store.cases.all(OPERATOR)):
        raise stopped(f"事例 {asked.case} はありません。list cases で id を確かめてください。")
    return CaseId(asked.case)


def _expect_suffix(asked: Asked, *suffixes: str) -> None:
    if asked.out.suffix.lower() not in suffixes:
        raise stopped(f"書き出す先の名前は {' か '.join(suffixes)} で終わるようにしてください。")
