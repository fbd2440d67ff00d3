"""準備シートのWord: a page for each invited agency to fill in by hand; it knows the case by its number alone."""

from __future__ import annotations

from jusou_meeting.documents.paper import Cell, Paper, Sides
from jusou_meeting.documents.said import head_and_marks, imprint, labelled, when, which_meeting
from jusou_meeting.documents.sheet import Grid, write_sheet
from jusou_meeting.documents.stationery import FORM_NOTE, Look
from jusou_meeting.finding import stopped
from jusou_meeting.minutes import Minutes
from jusou_meeting.own_sheet import BOUND
from jusou_meeting.preparation_sheet import QUESTIONS

TITLE = "準備シート"

_HAND = 118.0
"""Points of the room for each answer."""


def preparation_sheet_document(minutes: Minutes, *, organisation: str) -> bytes:
    """The .docx with a page for each agency that is asked to come; Stopped when there is none."""
    asked = [a for a in minutes.record.attendees if a.is_asked and a.is_guest]
    if not asked:
        raise stopped("出席を頼む機関がないので、準備シートはありません。")
    head, marks = head_and_marks(minutes, TITLE)
    paper = Paper(head=head, marks=marks, foot=organisation, sides=Sides.FORM)
    for attendee in asked:
        paper.turn_page(f"{TITLE}　{attendee.agency}　御中")
        _write(paper, minutes, organisation)
    return paper.file(imprint(minutes, TITLE, organisation))


def _write(paper: Paper, minutes: Minutes, organisation: str) -> None:
    rows = (
        *which_meeting(
            minutes, when(minutes.record.meeting, minutes.record.sitting), ("返送先", organisation)
        ),
        labelled(("記入者", "（職・氏名）"), ("記入の日", "　　　月　　　日")),
    )
    write_sheet(paper, [Grid("会議", (20, 82, 20, 52), rows, (0, 0, 24))], taken=paper.height - 90)
    for number, question in enumerate(QUESTIONS.values(), start=1):
        box = (
            (Cell(f"{number}　{question}", Look.LABEL),),
            (Cell(""),),
        )
        write_sheet(paper, [Grid(question, (174,), box, (0, _HAND))], taken=paper.height - _HAND - 30)
    paper.line(f"※　{BOUND[minutes.record.meeting.kind]}", FORM_NOTE)
    paper.line(
        "※　　　　月　　　日までに、事務局へお返しください。会議では、書かれたことを確かめます。", FORM_NOTE
    )
