"""一枚もの: a form that must stay on its page, in the largest letters that fit; what never fits goes to a 別紙."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from jusou_meeting.documents.paper import LABEL, NOTHING, PADDING, Cell, Column, Paper
from jusou_meeting.documents.stationery import GAP_HEIGHT, POINT, SIZES, Look, pitch
from jusou_meeting.documents.wrapping import lay, room_of, widened, words_of
from jusou_meeting.text import clean, clean_line

_FRAME = 2.5
"""Points that a row takes beside its lines."""
_RESERVE = 36
"""Points that stay free: Word lays out a little otherwise, and its fonts too."""
_COMFORTABLE = 8.5
"""Points of letters that nobody needs glasses for."""
_SPARE = 9
"""Points at most by which a row grows where the page has room left."""
_TITLE_AND_CAPTION = 70
"""Points that these take of a 別紙."""


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
    nothing: str = NOTHING
    """What stands in the place of the rows where there are none."""


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

    `closer` says the same in fewer lines, and is written where the parts themselves would need small letters. What is handed back did not fit, and each place of it says 別紙のとおり: `write_apart` writes it.
    """
    fit = _Fit(room=paper.height - _RESERVE - taken, sizes=sizes)
    moved: list[Moved] = []
    if closer:
        parts = fit.more_legible(parts, closer)
    while (size := fit.largest(parts)) is None:
        longest = fit.longest(parts)
        if longest is None:
            size = sizes[-1]
            break
        moved.append(longest)
        parts = [_without(part, longest) for part in parts]
    rows = sum(len(_rows_of(part)) for part in parts)
    spare = max(0.0, min(_SPARE, (fit.room - fit.height(parts, size)) / max(rows, 1)))
    for number, part in enumerate(parts):
        if number:
            paper.gap()
        heights = [height + spare for height in fit.heights(part, size)]
        paper.form(
            part.title,
            _widths(part, _size(part, size)),
            _rows_of(part),
            size=_size(part, size),
            heights=heights,
            headed=isinstance(part, Listing),
        )
    return tuple(sorted(moved, key=lambda each: isinstance(each, Listing)))


def write_apart(paper: Paper, title: str, moved: Sequence[Moved]) -> None:
    """What did not fit on a sheet, on pages of its own that bear its title with 別紙; nothing when all did."""
    if moved:
        paper.turn_page(f"{title}　別紙")
    for part in moved:
        if isinstance(part, Field):
            paper.caption(part.label.replace("\n", ""))
            paper.body(part.text)
        else:
            paper.caption(part.title)
            write_sheet(paper, [replace(part, runs_on=True)], taken=_TITLE_AND_CAPTION)


class _Fit:
    """物差し: how much room things take in letters of each size."""

    def __init__(self, *, room: float, sizes: Sequence[float]) -> None:
        self.room = room
        self._sizes = sizes

    def largest(self, parts: Sequence[Part]) -> float | None:
        """The largest letters in which the parts fit; None = they fit in none."""
        return next((size for size in self._sizes if self.height(parts, size) <= self.room), None)

    def more_legible(self, parts: Sequence[Part], closer: Sequence[Part]) -> Sequence[Part]:
        """The parts themselves, unless they need small letters and the closer ones larger."""
        size = self.largest(parts) or 0
        return closer if size < _COMFORTABLE and (self.largest(closer) or 0) > size else parts

    def longest(self, parts: Sequence[Part]) -> Moved | None:
        """The one thing whose leaving makes most room; None = nothing is left that could go."""
        movable = [each for part in parts for each in self._movable(part)]
        return max(movable, key=lambda each: each[0], default=(0, None))[1]

    def height(self, parts: Sequence[Part], size: float) -> float:
        """Points of the parts with the gaps between them."""
        return sum(sum(self.heights(part, size)) for part in parts) + GAP_HEIGHT * (len(parts) - 1)

    def heights(self, part: Part, size: float) -> list[float]:
        """Points of each row."""
        size = _size(part, size)
        widths = _widths(part, size)
        return [
            max(self._row(row, widths, size), lowest)
            for row, lowest in zip(_rows_of(part), _lowest(part), strict=True)
        ]

    def _movable(self, part: Part) -> Iterator[tuple[float, Moved]]:
        size = self._sizes[-1]
        match part:
            case Fields():
                for field, height in zip(part.fields, self.heights(part, size), strict=True):
                    if height > pitch(size) + _FRAME:
                        yield height, field
            case Listing() if part.rows and not part.runs_on:
                yield self.height([part], size), part

    def _row(self, row: Sequence[Cell], widths: Sequence[float], size: float) -> float:
        """A cell that reaches down is at home in the rows it reaches."""
        place, lines = 0, 1
        for cell in row:
            width = sum(widths[place : place + cell.span])
            place += cell.span
            if cell.down == 1:
                lines = max(lines, self._lines(cell.text, width, size))
        return lines * pitch(size) + _FRAME

    def _lines(self, text: str, width: float, size: float) -> int:
        room = room_of(width - PADDING, size * POINT)
        return sum(lay(words_of(line), room).lines for line in clean(text).split("\n"))


def _without(part: Part, moved: Moved) -> Part:
    match part, moved:
        case Fields(), Field():
            fields = (replace(f, text="別紙のとおり") if f is moved else f for f in part.fields)
            return replace(part, fields=tuple(fields))
        case Listing(), Listing() if part is moved:
            told = Field(part.title, f"別紙のとおり（{len(part.rows)}件）")
            return Fields(part.title, (told,), sum(column.width for column in part.columns))
    return part


def _size(part: Part, size: float) -> float:
    return part.size if isinstance(part, Grid) and part.size else size


def _widths(part: Part, size: float) -> tuple[float, ...]:
    match part:
        case Fields():
            return LABEL, part.width - LABEL
        case Listing():
            widths = [column.width for column in part.columns]
            rows = [[column.heading for column in part.columns], *part.rows]
            return widened(widths, rows, letter=size * POINT, padding=PADDING)
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
            nothing = (Cell(part.nothing, span=len(part.columns)),)
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
