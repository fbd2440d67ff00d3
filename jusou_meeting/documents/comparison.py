"""比較のWord: what changed in a household between two moments, and its two maps, each on a page of its own."""

from __future__ import annotations

from datetime import datetime

from jusou_meeting.documents.paper import Column, Imprint, MapPicture, Paper
from jusou_meeting.documents.said import case_marks
from jusou_meeting.ecomap.comparison import Comparison
from jusou_meeting.household import SAMPLE
from jusou_meeting.moment import Moment

TITLE = "エコマップの比較"

_CHANGES = (
    Column("区分", 18, centered=True),
    Column("変化", 26, centered=True),
    Column("内容", 121),
)


def comparison_document(
    comparison: Comparison,
    *,
    moments: tuple[Moment, Moment],
    pictures: tuple[MapPicture, MapPicture],
    basis: str,
    organisation: str,
    at: datetime,
) -> bytes:
    """The .docx of this comparison, and on what basis it is shared; `at` is when it was made."""
    case = comparison.after.case
    paper = Paper(head=f"{case.number}　{TITLE}", marks=case_marks(comparison.after), foot=organisation)
    paper.title(TITLE)
    if case.sample:
        paper.notice(SAMPLE)
    paper.labelled(
        "比較の概要",
        [
            ("事例", f"{case.number}　{case.title}"),
            ("前", moments[0].said),
            ("後", moments[1].said),
            ("根拠", basis),
            ("作成", organisation),
        ],
    )
    paper.caption("変化")
    if comparison.rows:
        paper.table(
            "変化",
            _CHANGES,
            [(row.what, f"{row.difference.sign}{row.difference.label}", row.said) for row in comparison.rows],
            notes=["＋は新しいもの、－はなくなったもの、△は変わったものである。図にも同じ印を付けている。"],
        )
    else:
        paper.body("変わったところはない。")
    paper.turn_to_landscape()
    paper.title(f"別紙１　前：{moments[0].said}")
    paper.picture(pictures[0])
    paper.turn_page(f"別紙２　後：{moments[1].said}")
    paper.picture(pictures[1])
    return paper.file(
        Imprint(title=TITLE, number=case.number, category=TITLE, organisation=organisation, at=at)
    )
