"""役割分担表のWord: who does what for whom by when, on one page; and a blank one to write on when no screen is there."""

from __future__ import annotations

from collections.abc import Iterator

from jusou_meeting.agency import InvolvementStatus
from jusou_meeting.documents.paper import Column, Paper, Sides
from jusou_meeting.documents.said import assigned, head_and_marks, held, imprint, labelled, left_out, no_roles
from jusou_meeting.documents.sheet import Field, Fields, Grid, Listing, Part, write_apart, write_sheet
from jusou_meeting.documents.stationery import FORM_NOTE, FORM_TITLE, SIZES
from jusou_meeting.household import Household
from jusou_meeting.law import SECRECY
from jusou_meeting.meeting import MeetingKind
from jusou_meeting.minutes import Minutes, RoleRow
from jusou_meeting.role import RoleStanding

TITLE = "役割分担表"
BLANK_TITLE = "役割分担表（手書き用）"

_WIDTH = 263
_TITLE_AND_NOTES = 24 + 3 * 12.5
"""Points."""
_ROLES = (
    Column("№", 10, centered=True),
    Column("誰が（担当機関・担当者）", 55),
    Column("誰に", 22),
    Column("どの課題に", 42),
    Column("何を", 68),
    Column("いつまで", 30),
    Column("回答", 36),
)
_TO_WRITE = (
    Column("№", 10, centered=True),
    Column("誰が", 55),
    Column("誰に", 26),
    Column("どの課題に", 36),
    Column("何を", 76),
    Column("いつまで", 32),
    Column("確認", 28),
)
_EMPTY_ROWS = 12
_HAND = 25
"""Points that a row needs to be written in by hand."""


def role_table_document(minutes: Minutes, *, organisation: str) -> bytes:
    """The .docx of the roles that stand, and of all that this meeting assigned."""
    rows = minutes.agreed_roles
    paper = _begun(minutes, TITLE, organisation)
    cells = tuple(_cells(row) for row in rows)
    listing = Listing(TITLE, _ROLES, cells, runs_on=True, nothing=no_roles(minutes))
    write_sheet(paper, [_head(minutes, organisation), listing], taken=_TITLE_AND_NOTES, sizes=SIZES)
    for note in _notes(minutes, rows):
        paper.line(f"※　{note}", FORM_NOTE)
    return paper.file(imprint(minutes, TITLE, organisation))


def blank_role_table_document(minutes: Minutes, *, organisation: str) -> bytes:
    """The .docx of an empty table: issues and agencies stand above it, to be written from."""
    paper = _begun(minutes, BLANK_TITLE, organisation)
    empty = tuple(("", "", "", "", "", "", "") for _ in range(_EMPTY_ROWS))
    household = minutes.household
    listed = (
        Field("世帯員", "、".join(person.label for person in household.people)),
        Field("課題", "　".join(_issues(household))),
        Field("機関・関係者", "　".join(_agencies(minutes))),
    )
    parts: list[Part] = [
        _head(minutes, organisation),
        Fields("書き写すもの", listed, _WIDTH),
        Listing(TITLE, _TO_WRITE, empty, lowest=_HAND, runs_on=True),
    ]
    moved = write_sheet(paper, parts, taken=_TITLE_AND_NOTES)
    paper.line("※　主担当機関の№に◎を付ける。会議の後で、同じ内容をソフトに入れる。", FORM_NOTE)
    numbers = [household.issue_numbers[issue.id] for issue in household.issues]
    for note in left_out("課題", numbers, gone="取り消された", keeps=minutes.keeps_issues):
        paper.line(f"※　{note}", FORM_NOTE)
    write_apart(paper, BLANK_TITLE, moved)
    return paper.file(imprint(minutes, BLANK_TITLE, organisation))


def _begun(minutes: Minutes, title: str, organisation: str) -> Paper:
    head, marks = head_and_marks(minutes, title)
    paper = Paper(head=head, marks=marks, foot=organisation, sides=Sides.ON_ITS_SIDE)
    paper.line(title, FORM_TITLE)
    return paper


def _head(minutes: Minutes, organisation: str) -> Grid:
    record = minutes.record
    which = f"第{record.meeting.ordinal}回　{record.called}"
    if record.called == record.meeting.kind.label:  # both would take a second line
        which += f"（{record.meeting.kind.footing.label}による）"
    rows = (
        labelled(("事例番号", minutes.household.case.number), ("会議", which)),
        labelled(("日時", held(record).replace("\n", "")), ("作成", organisation)),
    )
    return Grid("会議", (30, 101, 30, 102), rows, (0, 0))


def _cells(row: RoleRow) -> tuple[str, ...]:
    standing = "" if row.standing is RoleStanding.OPEN else row.standing.label
    return (
        str(row.number),
        assigned(row, 14),
        row.for_whom,
        "、".join(row.issue_names),
        row.task,
        row.due,
        "　".join(filter(None, (row.answer, row.answer_text, standing))),
    )


def _notes(minutes: Minutes, rows: tuple[RoleRow, ...]) -> Iterator[str]:
    shown = [row.number for row in rows]
    missing = "".join(left_out("役割", shown, gone="終わったか、取り消された", keeps=minutes.keeps_roles))
    yield f"◎は、主担当機関である。№は、会議録の役割の番号と同じである。{missing}"
    if minutes.record.meeting.kind is MeetingKind.STATUTORY:
        yield SECRECY


def _issues(household: Household) -> Iterator[str]:
    numbers = household.issue_numbers
    for issue in household.issues:
        yield f"{numbers[issue.id]} {household.called(issue.subject_id)}：{issue.title}"


def _agencies(minutes: Minutes) -> Iterator[str]:
    """Those in the room first, then whoever else stands near the household."""
    in_the_room = (a.agency for a in minutes.record.attendees if a.person_id is None)
    near = (i.name for i in minutes.household.involvements if i.status is not InvolvementStatus.ENDED)
    yield from dict.fromkeys((*in_the_room, *near))
