"""出席者名簿のWord: who is expected, with a place to sign for secrecy and to tick off the papers that came back."""

from __future__ import annotations

from collections.abc import Iterator

from jusou_meeting.documents.paper import Column, Paper, Sides
from jusou_meeting.documents.said import (
    attends,
    came_back,
    checked,
    duty,
    head_and_marks,
    held,
    imprint,
    name_of,
    which_meeting,
)
from jusou_meeting.documents.sheet import Grid, Listing, write_sheet
from jusou_meeting.documents.stationery import FORM_NOTE, FORM_TITLE
from jusou_meeting.meeting import Attendance, Attendee, Part
from jusou_meeting.minutes import Minutes

TITLE = "出席者名簿"

_TITLE_AND_NOTES = 24 + 4 * 12.5
"""Points."""
_COLUMNS = (
    Column("№", 8, centered=True),
    Column("所属", 44),
    Column("職名", 28),
    Column("氏名", 25),
    Column("守秘の確認\n（署名）", 28, centered=True),
    Column("時間", 24, centered=True),
    Column("資料№\n・回収", 17, centered=True),
)
_MORE = 3
"""Empty rows, for those who come unannounced."""
_HAND = 26
"""Points that a row needs to be signed in."""
_TICK = "№\n☐"


def attendance_document(minutes: Minutes, *, organisation: str) -> bytes:
    """The .docx of the list; it tells the household by its number alone."""
    record = minutes.record
    head, marks = head_and_marks(minutes, TITLE)
    paper = Paper(head=head, marks=marks, foot=organisation, sides=Sides.FORM)
    paper.line(TITLE, FORM_TITLE)
    rows = [_row(number, attendee, minutes) for number, attendee in enumerate(record.attendees, start=1)]
    rows += [("", "", "", "", "", "", _TICK)] * _MORE
    listing = Listing(TITLE, _COLUMNS, tuple(rows), lowest=_HAND, runs_on=True)
    write_sheet(paper, [_head(minutes), listing], taken=_TITLE_AND_NOTES)
    for note in _notes(minutes):
        paper.line(f"※　{note}", FORM_NOTE)
    return paper.file(imprint(minutes, TITLE, organisation))


def _head(minutes: Minutes) -> Grid:
    record = minutes.record
    return Grid(
        "会議", (20, 82, 16, 56), which_meeting(minutes, held(record), ("場所", record.sitting.place)), (0, 0)
    )


def _row(number: int, attendee: Attendee, minutes: Minutes) -> tuple[str, ...]:
    part = "" if attendee.part in (Part.MEMBER, Part.ABSENT) else f"（{attendee.part.label}）"
    name = name_of(attendee)
    if attendee.part is Part.ABSENT:
        return str(number), attendee.agency, attendee.job, name, "―", "欠席", "―"
    copies = [copy for copy in minutes.record.distributions if copy.attendee_id == attendee.id]
    by_proxy = [Attendance.PROXY.label] * (attendee.attendance is Attendance.PROXY)
    pledge = "承諾済み" if attendee.pledged else "" if attendee.person_id is None else "―"
    return (
        str(number),
        attendee.agency,
        f"{attendee.job}{part}",
        name,
        pledge,
        "\n".join((*by_proxy, *attends(attendee, minutes.record.agenda))),
        "\n".join(f"№{c.number}\n{checked(c.returned)}" for c in copies) or _TICK,
    )


def _notes(minutes: Minutes) -> Iterator[str]:
    meeting = minutes.record.meeting
    yield duty(meeting.kind)
    yield "守秘の確認は、会議の初めに行う。遅れて来た方は、来たときに行う。"
    handed = len(minutes.record.distributions)
    blank = f"配付　{handed or '　'}　部、回収　　　部"
    yield f"資料の回収：{blank if meeting.is_prepared else came_back(minutes.record) or blank}"
