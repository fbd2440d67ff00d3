"""一覧: the cases and the meetings of a file, for a program (JSON) or for a person (a table)."""

from __future__ import annotations

import codecs
import json
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import accumulate

from jusou_meeting.japanese_date import wareki_short
from jusou_meeting.staff import Staff
from jusou_meeting.store import Store
from jusou_meeting.vocabulary import Footing

Row = Mapping[str, str | int | date]

_HEADINGS = {
    "cases": {"number": "番号", "opened_on": "受付日", "sample": "見本", "title": "事例の名前", "id": "id"},
    "meetings": {
        "case_number": "事例",
        "kind": "種別",
        "ordinal": "第何回",
        "held_on": "開催日",
        "place": "場所",
        "closed": "閉会",
        "id": "id",
    },
}
_NONE = {"cases": "事例はまだありません。", "meetings": "会議はまだありません。"}
_WIDEST = 40
"""Columns of a cell; a longer text is cut off with …"""


def cases_of(store: Store, staff: Staff) -> list[Row]:
    """Every case, newest first."""
    return [
        {
            "id": case.id,
            "number": case.number,
            "title": case.title,
            "opened_on": case.opened_on,
            "sample": case.sample,
        }
        for case in store.cases.all(staff)
    ]


def meetings_of(store: Store, staff: Staff) -> list[Row]:
    """Every meeting, case by case, oldest first."""
    return [
        {
            "id": record.meeting.id,
            "case": case.id,
            "case_number": case.number,
            "kind": record.meeting.kind.label,
            "ordinal": record.meeting.ordinal,
            "held_on": record.sitting.held_on,
            "place": record.sitting.place,
            "closed": record.meeting.closed_at is not None,
        }
        for case in store.cases.all(staff)
        for record in store.cases.meetings(staff, case.id, Footing.STATUTORY)
    ]


def as_json(rows: Sequence[Row], encoding: str) -> str:
    """Letters as they are where the output can hold every one of them (𠮷 has no place in cp932), else escaped."""
    holds_all = codecs.lookup(encoding).name.startswith("utf")
    return json.dumps(rows, ensure_ascii=not holds_all, indent=2, default=date.isoformat)


def as_table(rows: Sequence[Row], what: str) -> str:
    """Columns under headings, straight in a Japanese console."""
    headings = _HEADINGS[what]
    if not rows:
        return _NONE[what]
    lines = [list(headings.values()), *([_cell(row[key]) for key in headings] for row in rows)]
    widths = [max(map(_columns, column)) for column in zip(*lines, strict=True)]
    return "\n".join("  ".join(_padded(line, widths)).rstrip() for line in lines)


def _cell(value: str | int | date) -> str:
    match value:
        case bool():
            return "○" if value else ""
        case date():
            return wareki_short(value)
    return _cut(str(value))


def _padded(line: Sequence[str], widths: Sequence[int]) -> Iterator[str]:
    for cell, width in zip(line, widths, strict=True):
        yield cell + " " * (width - _columns(cell))


def _cut(text: str) -> str:
    if _columns(text) <= _WIDEST:
        return text
    ends = accumulate(map(_width, text))
    return "".join(sign for sign, end in zip(text, ends, strict=True) if end <= _WIDEST - 2) + "…"


def _columns(text: str) -> int:
    return sum(map(_width, text))


def _width(sign: str) -> int:
    """How many columns a sign takes in a Japanese console, where ambiguous ones (①, ○, …) are wide."""
    if unicodedata.category(sign) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(sign) in "WFA" else 1
