"""一枚もの: a form that must stay on its page, in the largest letters that fit; what never fits goes to a 別紙."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import ceil

from jusou_meeting.documents.paper import NOTHING, Cell, Column, Paper, ems
from jusou_meeting.documents.stationery import GAP_HEIGHT, SIZES, Look, pitch
from jusou_meeting.text import clean, clean_line

_LABEL = 30
"""Millimetres of the column of 項目名."""
_PADDING = 2.7
"""Millimetres that a cell keeps free at its left and right, together."""
_FRAME = 2.5
"""Points that a row takes beside its lines."""
_RESERVE = 36
"""Points that stay free: Word lays out a little otherwise, and its fonts too."""
_COMFORTABLE = 8.5
"""Points of letters that nobody needs glasses for."""
_SPARE = 9
"""Points at most by which a row grows where the page has room left."""
_POINT = 0.3528
"""Millimetres."""


@dataclass(frozen=True, slots=True)
class Field:
    """項目: a label, and what is said of it."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Fields:
    """項目表: labels one below the other; one that is too long for the page is told on a 別紙."""

    title: str
    fields: tuple[Field, ...]
    width: int
    """Millimetres."""


@dataclass(frozen=True, slots=True)
class Listing:
    """一覧: rows under headings; it moves to a 別紙 as a whole, unless it may run on over pages."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    lowest: float = 0
    """Points that each row is at least high, to be written in by hand."""
    runs_on: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """枠: cells that stand as they are drawn, whatever else moves away."""

    title: str
    widths: tuple[int, ...]
    rows: tuple[tuple[Cell, ...], ...]
    heights: tuple[float, ...]
    """Points that each row is at least high."""
    size: float | None = None
    """Points of its letters; None = as the others."""


Part = Fields | Listing | Grid
Moved = Field | Listing


def write_sheet(
    paper: Paper,
    parts: Sequence[Part],
    *,
    taken: float,
    sizes: Sequence[float] = SIZES[1:],
    closer: Sequence[Part] = (),
) -> tuple[Moved, ...]:
    """Write the parts from top to bottom on one page, of which so many points are taken by other things.

    `closer` says the same in fewer lines, and is written where the parts themselves would need small letters. What is handed back did not fit, and each place of it says 別紙のとおり; the caller writes it on pages of its own.
    """
    room = paper.height - _RESERVE - taken
    moved: list[Moved] = []
    if closer:
        parts = _more_legible(parts, closer, room, sizes)
    while (size := _largest(parts, room, sizes)) is None:
        longest = _longest(parts, sizes[-1])
        if longest is None:
            size = sizes[-1]
            break
        moved.append(longest)
        parts = [_without(part, longest) for part in parts]
    rows = sum(len(_rows_of(part)) for part in parts)
    spare = max(0.0, min(_SPARE, (room - _height(parts, size)) / max(rows, 1)))
    for number, part in enumerate(parts):
        if number:
            paper.gap()
        _write(paper, part, size, spare)
    return tuple(sorted(moved, key=lambda each: isinstance(each, Listing)))


def _more_legible(
    parts: Sequence[Part], closer: Sequence[Part], room: float, sizes: Sequence[float]
) -> Sequence[Part]:
    size = _largest(parts, room, sizes) or 0
    return closer if size < _COMFORTABLE and (_largest(closer, room, sizes) or 0) > size else parts


def _largest(parts: Sequence[Part], room: float, sizes: Sequence[float]) -> float | None:
    return next((size for size in sizes if _height(parts, size) <= room), None)


def _longest(parts: Sequence[Part], size: float) -> Moved | None:
    """The one thing whose leaving makes most room; None = nothing is left that could go."""
    movable = [each for part in parts for each in _movable(part, size)]
    return max(movable, key=lambda each: each[0], default=(0, None))[1]


def _movable(part: Part, size: float) -> Iterator[tuple[float, Moved]]:
    match part:
        case Fields():
            for field, row in zip(part.fields, _rows_of(part), strict=True):
                height = _row_height(row, _widths(part), size)
                if height > pitch(size) + _FRAME:
                    yield height, field
        case Listing() if part.rows and not part.runs_on:
            yield _height([part], size), part


def _without(part: Part, moved: Moved) -> Part:
    match part, moved:
        case Fields(), Field():
            fields = (replace(f, text="別紙のとおり") if f is moved else f for f in part.fields)
            return replace(part, fields=tuple(fields))
        case Listing(), Listing() if part is moved:
            told = Field(part.title, f"別紙のとおり（{len(part.rows)}件）")
            return Fields(part.title, (told,), sum(_widths(part)))
    return part


def _height(parts: Sequence[Part], size: float) -> float:
    return sum(
        max(_row_height(row, _widths(part), _size(part, size)), lowest)
        for part in parts
        for row, lowest in zip(_rows_of(part), _lowest(part), strict=True)
    ) + GAP_HEIGHT * (len(parts) - 1)


def _row_height(row: Sequence[Cell], widths: Sequence[int], size: float) -> float:
    """About how many points a row takes; a cell that reaches down is at home in the rows it reaches."""
    place, lines = 0, 1
    for cell in row:
        width = sum(widths[place : place + cell.span])
        place += cell.span
        if cell.down == 1:
            lines = max(lines, _lines(cell.text, width, size))
    return lines * pitch(size) + _FRAME


def _lines(text: str, width: float, size: float) -> int:
    per_line = max(1.0, (width - _PADDING) / (size * _POINT) - 0.7)
    return sum(max(1, ceil(ems(line) / per_line)) for line in clean(text).split("\n"))


def _size(part: Part, size: float) -> float:
    return part.size if isinstance(part, Grid) and part.size else size


def _widths(part: Part) -> tuple[int, ...]:
    match part:
        case Fields():
            return _LABEL, part.width - _LABEL
        case Listing():
            return tuple(column.width for column in part.columns)
        case Grid():
            return part.widths


def _rows_of(part: Part) -> tuple[tuple[Cell, ...], ...]:
    match part:
        case Fields():
            return tuple(
                (Cell(f.label, Look.LABEL), Cell(f.text if clean_line(f.text) else NOTHING))
                for f in part.fields
            )
        case Listing():
            looks = [Look.CENTERED if column.centered else Look.BODY for column in part.columns]
            head = tuple(Cell(column.heading, Look.LABEL) for column in part.columns)
            rows = (tuple(map(Cell, row, looks)) for row in part.rows)
            nothing = (Cell(NOTHING, span=len(part.columns)),)
            return (head, *rows) if part.rows else (head, nothing)
        case Grid():
            return part.rows


def _lowest(part: Part) -> tuple[float, ...]:
    match part:
        case Grid():
            return part.heights
        case Listing():
            return (0, *[part.lowest] * max(1, len(part.rows)))
    return (0,) * len(part.fields)


def _write(paper: Paper, part: Part, size: float, spare: float) -> None:
    rows, widths, size = _rows_of(part), _widths(part), _size(part, size)
    heights = [
        max(_row_height(row, widths, size), lowest) + spare
        for row, lowest in zip(rows, _lowest(part), strict=True)
    ]
    paper.form(part.title, widths, rows, size=size, heights=heights, headed=isinstance(part, Listing))
