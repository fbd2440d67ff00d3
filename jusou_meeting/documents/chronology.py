"""年表のWord: what happened to the household in time, with how old everybody was; no date of birth is on it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from jusou_meeting.chronology import chronology
from jusou_meeting.documents.paper import Column, Imprint, Paper
from jusou_meeting.documents.said import case_marks, ground
from jusou_meeting.household import SAMPLE, Household
from jusou_meeting.japanese_date import today_in_tokyo
from jusou_meeting.meeting import MeetingRecord
from jusou_meeting.unconsented import limited

TITLE = "年表"

_COLUMNS = (
    Column("年", 28),
    Column("いつ", 38),
    Column("誰", 22),
    Column("できごと", 43),
    Column("そのとき何歳", 34),
)


def chronology_document(
    household: Household, meetings: Iterable[MeetingRecord], *, organisation: str, at: datetime
) -> bytes:
    """The .docx of this household's time as it may leave, a year at a time; `at` is when it was made."""
    case, household = household.case, limited(household, on=today_in_tokyo(at))
    paper = Paper(head=f"{case.number}　{TITLE}", marks=case_marks(household), foot=organisation)
    paper.title(TITLE)
    if case.sample:
        paper.notice(SAMPLE)
    paper.labelled(
        "年表の概要",
        [
            ("事例", f"{case.number}　{case.title}"),
            ("根拠", ground(household, today_in_tokyo(at))),
            ("作成", organisation),
        ],
    )
    paper.caption(TITLE)
    paper.table(
        TITLE,
        _COLUMNS,
        [
            (year.said if row is year.rows[0] else "", row.when, row.who, row.what, row.ages)
            for year in chronology(household, meetings)
            for row in year.rows
        ],
    )
    return paper.file(
        Imprint(title=TITLE, number=case.number, category=TITLE, organisation=organisation, at=at)
    )
