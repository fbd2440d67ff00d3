"""エコマップのWord: the map on a page of its own, to print, with the same in tables for whoever cannot see it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from jusou_meeting.documents.paper import Column, Imprint, MapPicture, Paper, Sides
from jusou_meeting.documents.said import case_marks
from jusou_meeting.documents.sheet import Listing, write_sheet
from jusou_meeting.documents.stationery import SIZES
from jusou_meeting.ecomap.relation import relations
from jusou_meeting.household import Household
from jusou_meeting.japanese_date import today_in_tokyo, wareki

TITLE = "エコマップ"

_ISSUES = (
    Column("№", 12, centered=True),
    Column("課題", 130),
    Column("誰の", 120),
)
_TIES = (
    Column("こちら", 70),
    Column("向き", 16, centered=True),
    Column("あちら", 70),
    Column("関係", 52),
    Column("いつから", 20, centered=True),
    Column("誰から聞いたか", 34),
)
_TITLE = 40
"""Points that it takes of the page."""
_SIZES = SIZES[:3]
"""No smaller: who cannot read the map reads these tables."""


def _over(width: int, columns: Sequence[Column]) -> tuple[Column, ...]:
    """The columns with their shares of a page of this width."""
    share = width / sum(column.width for column in columns)
    return tuple(column._replace(width=int(column.width * share)) for column in columns)


def ecomap_document(
    household: Household, picture: MapPicture, *, organisation: str, at: datetime, large: bool = False
) -> bytes:
    """The .docx of a painted map and of what it says, as it stood when it was made; `large` = on A3."""
    case, day = household.case, wareki(today_in_tokyo(at))
    marks = case_marks(household)
    sides = Sides.A3_ON_ITS_SIDE if large else Sides.ON_ITS_SIDE
    paper = Paper(head=f"{case.number}　{TITLE}", marks=marks, foot=organisation, sides=sides)
    paper.title(f"{TITLE}（{day}現在）")
    paper.picture(picture)
    paper.turn_page("図の内容")
    width, numbers = paper.width, household.issue_numbers
    issues = tuple((str(numbers[i.id]), i.title, household.called(i.subject_id)) for i in household.issues)
    ties = tuple((r.a, r.direction, r.b, r.said, r.since, r.source) for r in relations(household))
    tables = (
        Listing("課題", _over(width, _ISSUES), issues, runs_on=True),
        Listing("関係", _over(width, _TIES), ties, runs_on=True),
    )
    write_sheet(paper, tables, taken=_TITLE, sizes=_SIZES)
    return paper.file(
        Imprint(title=TITLE, number=case.number, category=TITLE, organisation=organisation, at=at)
    )
