"""一日の予定のWord: whose turn it is when, for the office; a household is its number, and not even its kind of meeting is told."""

from __future__ import annotations

from datetime import datetime, time

from jusou_meeting.documents.paper import Column, Imprint, Paper
from jusou_meeting.japanese_date import TOKYO, wareki
from jusou_meeting.programme import Programme

TITLE = "一日の予定"

_SLOTS = (
    Column("№", 12, centered=True),
    Column("時刻", 40, centered=True),
    Column("事例番号", 35, centered=True),
    Column("控え", 78),
)


def programme_document(programme: Programme, *, organisation: str) -> bytes:
    """The .docx of one sitting."""
    sitting = programme.sitting
    day = wareki(sitting.held_on, weekday=True)
    paper = Paper(head=f"{TITLE}　{day}", marks=["事務局用", "取扱注意"], foot=organisation)
    paper.title(TITLE)
    paper.labelled(TITLE, [("日", day), ("場所", sitting.place)])
    paper.caption("世帯ごとの時刻")
    paper.table(
        "世帯ごとの時刻",
        _SLOTS,
        [(str(n), slot.hours, slot.case_number, "") for n, slot in enumerate(programme.slots, start=1)],
        notes=["世帯ごとに出席者が異なる。この紙は事務局だけで使い、出席者に渡さない。"],
    )
    return paper.file(
        Imprint(
            title=f"{TITLE} {day}",
            number="、".join(dict.fromkeys(slot.case_number for slot in programme.slots)),
            category=TITLE,
            organisation=organisation,
            at=datetime.combine(sitting.held_on, time(), TOKYO),
        )
    )
