"""書面: one paper being written from top to bottom, with the few things that office papers are made of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum
from io import BytesIO
from typing import NamedTuple

import segno
from docx.enum.section import WD_ORIENTATION, WD_SECTION
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.section import Section
from docx.shared import Length, Mm, Pt
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

from jusou_meeting.documents import stationery, word_xml
from jusou_meeting.documents.wrapping import cut_short, lay, room_of, widened, words_of, words_of_title
from jusou_meeting.text import clean, clean_line

NOTHING = "記録なし"
"""What stands where nothing was entered: a paper does not know that there is nothing, and a part that vanished would
leave the reader in doubt."""

_CHECKS = re.compile("([☐☑])")
_LETTER = stationery.CELL_SIZE * stationery.POINT
"""Millimetres that one full-width letter takes in a table."""
PADDING = 2.7
"""Millimetres that a cell keeps free at its left and right, together."""
LABEL = 30
"""Millimetres of the column of 項目名."""
_LINES_PER_ROW = 20
"""A row of more lines than this may break over two pages; a shorter one never does."""
_LINES_KEPT = 10
"""A table of up to this many lines stays on one page."""

_CODE = 26
"""Millimetres of a picture that phones read: half a millimetre for each point of a long address."""
CODE_HEIGHT = 80
"""Points that it takes of a page with its frame."""

_BESIDE_THE_MAP = Mm(35)
"""Of the height between the margins: its heading, and 1 cm that stays free, since Word and its fonts differ, and a map
that does not fit turns the page."""


class Column(NamedTuple):
    """列: one column of a table."""

    heading: str
    width: int
    """Millimetres."""
    centered: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MapPicture:
    """エコマップの図: the same map as SVG and as PNG, with its description for those who cannot see it."""

    svg: str
    png: bytes
    alternative_text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Imprint:
    """奥付: what the file says of itself."""

    title: str
    number: str
    category: str
    organisation: str
    """Stands as author: a paper names the office, not whoever pressed the key."""
    at: datetime
    """When what it tells was recorded; the same record gives the same file."""


class Cell(NamedTuple):
    """欄: one cell of a form, perhaps over several columns and rows."""

    text: str
    look: stationery.Look = stationery.Look.BODY
    span: int = 1
    down: int = 1


class Sides(Enum):
    """用紙: millimetres at top, right, bottom and left, and the width and height of the page."""

    BOUND = 25, 20, 20, 25, 210, 297
    FORM = 18, 16, 15, 20, 210, 297
    ON_ITS_SIDE = 18, 17, 14, 17, 297, 210
    A3_ON_ITS_SIDE = 18, 17, 14, 17, 420, 297


class Paper:
    """One Word file; text goes in as typed, whatever it holds, and never breaks the file."""

    def __init__(self, *, head: str, marks: Sequence[str], foot: str, sides: Sides = Sides.BOUND) -> None:
        self._document = stationery.blank()
        self._head, self._marks, self._foot = head, marks, foot
        self._style_ids = {style.name: style.style_id for style in self._document.styles}
        _lay(self._document.sections[0], sides)
        self._fill_margins(self._document.sections[0])

    @property
    def width(self) -> int:
        """Millimetres between the sides of the page."""
        return round(_room(self._document.sections[-1])[0] / Mm(1))

    @property
    def height(self) -> float:
        """Points between the head and the foot of the page."""
        return _room(self._document.sections[-1])[1] / Pt(1)

    def title(self, text: str) -> None:
        room = room_of(self.width, stationery.TITLE_SIZE * stationery.POINT)
        self._add("\n".join(lay(words_of_title(clean(text)), room).parts), stationery.TITLE)

    def notice(self, text: str) -> None:
        self._add(text, stationery.NOTICE)

    def heading(self, text: str, level: int = 1) -> None:
        """A numbered heading: 第１ at level 1, １ at level 2."""
        self._add(text, stationery.HEADINGS[level - 1])

    def caption(self, text: str) -> None:
        self._add(text, stationery.CAPTION)

    def body(self, text: str) -> None:
        """Running text, one paragraph for each line; 記録なし when there is none."""
        for line in _said(text).split("\n"):
            self._add(line, stationery.BODY)

    def numbered(self, texts: Sequence[str]) -> None:
        """(1), (2) …; 記録なし when there are none."""
        for text in texts:
            self._add(text, stationery.NUMBERED)
        if not texts:
            self.body("")

    def table(
        self,
        title: str,
        columns: Sequence[Column],
        rows: Sequence[Sequence[str]],
        *,
        notes: Sequence[str] = (),
    ) -> None:
        """A list under headings that stand again on every page, with notes below; 記録なし when it has no rows."""
        if rows:
            self._write_rows(title, columns, rows, keep_with_next=bool(notes))
        else:
            self.body("")
        for note in notes:
            self._add(f"※　{note}", stationery.NOTE)

    def _write_rows(
        self, title: str, columns: Sequence[Column], rows: Sequence[Sequence[str]], *, keep_with_next: bool
    ) -> None:
        headings = [column.heading for column in columns]
        widths = widened(
            [column.width for column in columns],
            [headings, *([clean(text) for text in row] for row in rows)],
            letter=_LETTER,
            padding=PADDING,
        )
        table = self._table(title, widths, stationery.HEADED_TABLE)
        word_xml.repeat_on_each_page(head := _new_row(table))
        self._fill(head, headings, [stationery.CELL_HEAD] * len(columns), widths)
        styles = [stationery.CELL_CENTERED if column.centered else stationery.CELL for column in columns]
        self._add_rows(table, rows, styles, keep_with_next=keep_with_next)

    def labelled(self, title: str, rows: Sequence[tuple[str, str]]) -> None:
        """A list of 項目 and what is said of each; 記録なし where nothing is."""
        widths = [LABEL, self.width - LABEL]
        table = self._table(title, widths, stationery.LABELLED_TABLE)
        filled = [(label, _said(text)) for label, text in rows]
        self._add_rows(table, filled, [stationery.CELL_LABEL, stationery.CELL])

    def form(
        self,
        title: str,
        widths: Sequence[float],
        rows: Sequence[Sequence[Cell]],
        *,
        size: float,
        heights: Sequence[float],
        headed: bool = False,
    ) -> None:
        """A table of labels and what is said beside them, each row at least so many points high.

        A row of more than half a page is as high as it comes, and may break over two. A row leaves out the cells that one above it reaches down into; the first of a headed form stands on each page.
        """
        table = self._table(title, widths, stationery.FORM_TABLE)
        lines = [_new_row(table) for _ in rows]
        for line, height in zip(lines, heights, strict=True):
            if height < self.height / 2:
                word_xml.keep_whole(line)
                line.height = Pt(height)
        if headed:
            word_xml.repeat_on_each_page(lines[0])
        grid = [line.cells for line in lines]
        taken: set[tuple[int, int]] = set()
        for y, row in enumerate(rows):
            x = 0
            for cell in row:
                while (x, y) in taken:
                    x += 1
                place = grid[y][x]
                if cell.span > 1 or cell.down > 1:
                    place = place.merge(grid[y + cell.down - 1][x + cell.span - 1])
                taken |= {(x + right, y + down) for right in range(cell.span) for down in range(cell.down)}
                self._fill_cell(place, cell, size, sum(widths[x : x + cell.span]))

    def _fill_cell(self, place: _Cell, cell: Cell, size: float, width: float) -> None:
        if cell.look is stationery.Look.LABEL:
            word_xml.shade(place)
        room = room_of(width - PADDING, size * stationery.POINT)
        self._write_lines(place, cell.text, cell.look.style(size), room)

    def beside_code(self, title: str, text: str, address: str) -> None:
        """An address as a picture that phones read, and at its left what is said of it."""
        table = self._table(title, [self.width - _CODE - 4, _CODE + 4], stationery.FORM_TABLE)
        row = _new_row(table)
        word_xml.keep_whole(row)
        said, picture = row.cells
        size = stationery.SIZES[2]
        room = room_of(self.width - _CODE - 4 - PADDING, size * stationery.POINT)
        self._write_lines(said, text, stationery.Look.BODY.style(size), room)
        drawn = BytesIO()
        segno.make(address, error="m").save(drawn, kind="png", scale=8, border=2)
        drawn.seek(0)
        place = picture.paragraphs[0]
        word_xml.set_style(place, self._style_ids[stationery.FIGURE])
        shape = place.add_run().add_picture(drawn, width=Mm(_CODE))
        word_xml.set_flush(shape)
        word_xml.describe_picture(shape, title, clean(address))

    def gap(self) -> None:
        """Keeps two tables of a form apart; Word would make one of them."""
        self._add("", stationery.GAP)

    def line(self, text: str, style: str) -> None:
        """One paragraph in one of the styles of a letter or a form."""
        self._add(text, style)

    def turn_page(self, title: str) -> None:
        """What follows stands on pages of its own, under this title; on an empty paper it is the first."""
        follows = bool(self._document.paragraphs)
        self.title(title)
        if follows:
            self._document.paragraphs[-1].paragraph_format.page_break_before = True

    def turn_to_landscape(self) -> None:
        """What follows stands on pages of its own, on their side."""
        section = self._document.add_section(WD_SECTION.NEW_PAGE)
        self._document.paragraphs[-1].style = stationery.TURN
        _lay(section, Sides.ON_ITS_SIDE)
        self._fill_margins(section)

    def picture(self, picture: MapPicture) -> None:
        """The map as wide as the page allows, and no higher than what its heading leaves of a page on its side."""
        paragraph = self._document.add_paragraph(style=stationery.FIGURE)
        shape = paragraph.add_run().add_picture(BytesIO(picture.png))
        width, height = _room(self._document.sections[-1])
        scale = min(width / shape.width, (height - _BESIDE_THE_MAP) / shape.height)
        shape.width, shape.height = Length(int(shape.width * scale)), Length(int(shape.height * scale))
        word_xml.set_flush(shape)
        word_xml.describe_picture(shape, "エコマップ", clean(picture.alternative_text))
        word_xml.add_svg(self._document, shape, clean(picture.svg))

    def file(self, imprint: Imprint) -> bytes:
        """The .docx; the same paper gives the same bytes."""
        properties = self._document.core_properties
        properties.title = _property(imprint.title)
        properties.subject = _property(imprint.number)
        properties.category = _property(imprint.category)
        properties.author = properties.last_modified_by = _property(imprint.organisation)
        properties.language = "ja-JP"
        properties.created = properties.modified = imprint.at.astimezone(UTC)
        return word_xml.packed(self._document)

    def _add(self, text: str, style: str) -> None:
        paragraph = self._document.add_paragraph()
        word_xml.set_style(paragraph, self._style_ids[style])
        self._write(paragraph, text)

    def _write(self, paragraph: Paragraph, text: str) -> None:
        for part in _CHECKS.split(clean(text)):
            if part:
                paragraph.add_run(part, stationery.CHECK if _CHECKS.fullmatch(part) else None)

    def _table(self, title: str, widths: Sequence[float], style: str) -> Table:
        table: Table = self._document.add_table(rows=0, cols=len(widths), style=style)
        table.autofit = False
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Mm(width)
        word_xml.describe_table(table, title)
        return table

    def _add_rows(
        self,
        table: Table,
        rows: Sequence[Sequence[str]],
        styles: Sequence[str],
        *,
        keep_with_next: bool = False,
    ) -> None:
        widths = [column.width / Mm(1) for column in table.columns]
        heights = [_lines(texts, widths) for texts in rows]
        together = sum(heights) <= _LINES_KEPT
        for number, (texts, lines) in enumerate(zip(rows, heights, strict=True), start=1):
            row = _new_row(table)
            if lines <= _LINES_PER_ROW:
                word_xml.keep_whole(row)
            last = number == len(rows)
            self._fill(row, texts, styles, widths, keep_with_next=keep_with_next if last else together)

    def _fill(
        self,
        row: _Row,
        texts: Sequence[str],
        styles: Sequence[str],
        widths: Sequence[float],
        *,
        keep_with_next: bool = False,
    ) -> None:
        for cell, text, style, width in zip(row.cells, texts, styles, widths, strict=True):
            room = room_of(width - PADDING, _LETTER)
            self._write_lines(cell, text, style, room, keep_with_next=keep_with_next)

    def _write_lines(
        self, cell: _Cell, text: str, style: str, room: float, *, keep_with_next: bool = False
    ) -> None:
        paragraph = cell.paragraphs[0]
        for number, line in enumerate(clean(text).split("\n")):
            if number:
                paragraph = cell.add_paragraph()
            word_xml.set_style(paragraph, self._style_ids[style])
            if keep_with_next:
                paragraph.paragraph_format.keep_with_next = True
            self._write(paragraph, "\n".join(lay(words_of(line), room).parts))

    def _fill_margins(self, section: Section) -> None:
        width, _ = _room(section)
        section.header.is_linked_to_previous = section.footer.is_linked_to_previous = False
        header, footer = section.header.paragraphs[0], section.footer.paragraphs[0]
        for paragraph, text, most in ((header, self._head, 22), (footer, self._foot, 36)):
            paragraph.paragraph_format.tab_stops.add_tab_stop(width, WD_TAB_ALIGNMENT.RIGHT)
            self._write(paragraph, f"{cut_short(clean_line(text), most)}\t")
        for mark in self._marks:
            header.add_run(f" {mark} ", stationery.CAUTION)
            header.add_run("　" if mark != self._marks[-1] else "")
        word_xml.add_field(footer, "PAGE")
        footer.add_run("／")
        word_xml.add_field(footer, "NUMPAGES")


def _lay(section: Section, sides: Sides) -> None:
    top, right, bottom, left, width, height = sides.value
    if width > height:
        section.orientation = WD_ORIENTATION.LANDSCAPE
    section.page_width, section.page_height = Mm(width), Mm(height)
    section.top_margin, section.right_margin = Mm(top), Mm(right)
    section.bottom_margin, section.left_margin = Mm(bottom), Mm(left)


def _room(section: Section) -> tuple[Length, Length]:
    """Between the margins, across and down."""
    width, left, right = section.page_width, section.left_margin, section.right_margin
    height, top, bottom = section.page_height, section.top_margin, section.bottom_margin
    assert None not in (width, left, right, height, top, bottom)
    return Length(width - left - right), Length(height - top - bottom)  # type: ignore[operator]


def _new_row(table: Table) -> _Row:
    row: _Row = table.add_row()  # type: ignore[no-untyped-call]  # python-docx
    return row


def _lines(texts: Sequence[str], widths: Sequence[float]) -> int:
    """About how many lines a row of a table takes."""
    return max(
        sum(lay(words_of(line), room_of(width - PADDING, _LETTER)).lines for line in clean(text).split("\n"))
        for text, width in zip(texts, widths, strict=True)
    )


def _said(text: str) -> str:
    return clean(text) if clean_line(text) else NOTHING


def _property(text: str) -> str:
    """The text as a file property; Office takes 255 characters."""
    return clean_line(text)[:255]
