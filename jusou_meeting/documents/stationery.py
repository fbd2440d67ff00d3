"""用紙: the blank A4 page of a Japanese office, every look of it a style that Word shows under a Japanese name."""

from __future__ import annotations

import hashlib
from enum import Enum
from functools import cache
from io import BytesIO
from math import ceil

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.enum.text import WD_LINE_SPACING, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import CharacterStyle, ParagraphStyle
from docx.styles.styles import Styles

from jusou_meeting.documents import word_xml

MINCHO = ("ＭＳ 明朝", "MS Mincho")
GOTHIC = ("ＭＳ ゴシック", "MS Gothic")
_SYMBOL = "Segoe UI Symbol"
"""☑ and ☐ are in none of the Japanese fonts of Windows."""
_RED = "C00000"

TITLE = "Title"
HEADINGS = ("Heading 1", "Heading 2", "Heading 3", "Heading 4")
"""第１, １, (1), ア."""
BODY = "本文字下げ"
NUMBERED = "List Number"
CELL = "表本文"
CELL_CENTERED = "表中央"
CELL_HEAD = "表見出し"
CELL_LABEL = "表項目名"
CAPTION = "Caption"
NOTE = "注記"
FIGURE = "図"
NOTICE = "見本の表示"
TURN = "用紙替え"
CAUTION = "取扱注意"
CHECK = "チェック"
HEADED_TABLE = "一覧表"
LABELLED_TABLE = "項目表"
RIGHT = "右寄せ"
LETTER = "通知文"
CENTER = "中央寄せ"
FORM_TITLE = "様式表題"
FORM_NOTE = "様式注記"
FORM_TABLE = "様式表"
GAP = "表の間"

GAP_HEIGHT = 4
"""Points between two tables of a form."""
POINT = 0.3528
"""Millimetres."""
CELL_SIZE, TITLE_SIZE = 9.5, 16
"""Points of the letters in a table, and in a title."""
SIGNATURE_WIDTH = 82
"""Millimetres to the end of a line to sign on."""
SIZES = (10.5, 9.5, 9.0, 8.5, 8.0, 7.5)
"""Points of the letters in a form: one that must stay on its page takes the largest that fits."""


class Look(Enum):
    """How a cell of a form stands; each look is a style for each size of letters."""

    BODY = "様式本文"
    CENTERED = "様式中央"
    LABEL = "様式項目名"
    SIGNED = "様式署名"

    def style(self, size: float) -> str:
        """The style of this look in letters of this size."""
        return f"{self.value}{size:g}ポ"


def pitch(size: float) -> float:
    """Points from line to line in a form: exact, so that no font decides whether the page holds it."""
    return ceil(size * 2.5) / 2


def blank() -> Document:
    """A fresh page, ready to be written on."""
    return docx.Document(BytesIO(_blank()))


@cache
def _blank() -> bytes:
    document = word_xml.blank_document(MINCHO, GOTHIC)
    styles = document.styles
    _add_text_styles(styles)
    _add_table_styles(styles)
    _add_margin_styles(styles)
    _add_letter_styles(styles)
    _add_form_styles(styles)
    _add_character_styles(styles)
    return word_xml.packed(document)


def _add_text_styles(styles: Styles) -> None:
    title = _paragraph(
        styles, TITLE, "Title", builtin=True, gothic=True, bold=True, size=TITLE_SIZE, align=ALIGN.CENTER
    )
    title.paragraph_format.space_before = Pt(3)
    title.paragraph_format.space_after = Pt(6)
    looks = ((12, True, 12, 3), (10.5, True, 6, 2), (10.5, False, 3, 0), (10.5, False, 0, 0))
    for level, (size, bold, before, after) in enumerate(looks):
        name = HEADINGS[level]
        style = _paragraph(
            styles, name, name.replace(" ", ""), builtin=True, gothic=level < 2, bold=bold, size=size
        )
        style.paragraph_format.space_before = Pt(before)
        style.paragraph_format.space_after = Pt(after)
        style.paragraph_format.keep_with_next = True
        style.paragraph_format.keep_together = True
        word_xml.number_by(style, list_number=1, level=level)
        word_xml.stand_in_outline(style, level)
    body = _paragraph(styles, BODY, "BodyIndented")
    body.paragraph_format.left_indent = Pt(10.5)
    body.paragraph_format.first_line_indent = Pt(10.5)
    word_xml.number_by(_paragraph(styles, NUMBERED, "ListNumber", builtin=True), list_number=2)


def _add_table_styles(styles: Styles) -> None:
    cell = _paragraph(styles, CELL, "Cell", size=CELL_SIZE, align=ALIGN.LEFT)
    cell.paragraph_format.space_before = Pt(2)
    cell.paragraph_format.space_after = Pt(2)
    cell.paragraph_format.line_spacing = 1.1
    word_xml.leave_grid(cell)
    _paragraph(styles, CELL_CENTERED, "CellCentered", based_on=cell, align=ALIGN.CENTER)
    head = _paragraph(styles, CELL_HEAD, "CellHead", based_on=cell, gothic=True, size=9, align=ALIGN.CENTER)
    head.paragraph_format.keep_with_next = True
    _paragraph(styles, CELL_LABEL, "CellLabel", based_on=cell, gothic=True, size=9, align=ALIGN.DISTRIBUTE)


def _add_margin_styles(styles: Styles) -> None:
    caption = _paragraph(styles, CAPTION, "Caption", builtin=True, gothic=True, size=9.5, align=ALIGN.LEFT)
    caption.paragraph_format.space_before = Pt(9)
    caption.paragraph_format.space_after = Pt(2)
    caption.paragraph_format.keep_with_next = True
    note = _paragraph(styles, NOTE, "Note", size=8.5, align=ALIGN.LEFT)
    note.paragraph_format.space_before = Pt(3)
    note.paragraph_format.left_indent = Pt(17)
    note.paragraph_format.first_line_indent = Pt(-17)
    figure = _paragraph(styles, FIGURE, "Figure", align=ALIGN.CENTER)
    notice = _paragraph(styles, NOTICE, "Notice", gothic=True, bold=True, size=11, align=ALIGN.CENTER)
    notice.paragraph_format.space_after = Pt(6)
    notice.font.color.rgb = RGBColor.from_string(_RED)
    turn = _paragraph(styles, TURN, "Turn", size=1)
    turn.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    turn.paragraph_format.line_spacing = Pt(1)
    header = _paragraph(styles, "Header", "Header", builtin=True, size=9, align=ALIGN.LEFT)
    word_xml.rule_below(header)
    footer = _paragraph(styles, "Footer", "Footer", builtin=True, size=9, align=ALIGN.LEFT)
    for style in (caption, note, figure, notice, turn, header, footer):
        word_xml.leave_grid(style)


def _add_letter_styles(styles: Styles) -> None:
    _paragraph(styles, RIGHT, "RightAligned", align=ALIGN.RIGHT)
    center = _paragraph(styles, CENTER, "Centered", align=ALIGN.CENTER)
    center.paragraph_format.space_after = Pt(6)
    letter = _paragraph(styles, LETTER, "Letter")
    letter.paragraph_format.first_line_indent = Pt(10.5)
    letter.paragraph_format.space_after = Pt(6)


def _add_form_styles(styles: Styles) -> None:
    title = _exact(styles, FORM_TITLE, "FormTitle", 14, 20, gothic=True, bold=True, align=ALIGN.CENTER)
    title.paragraph_format.space_after = Pt(4)
    note = _exact(styles, FORM_NOTE, "FormNote", 8, 10.5, align=ALIGN.LEFT)
    note.paragraph_format.space_before = Pt(2)
    _exact(styles, GAP, "Gap", 1, GAP_HEIGHT)
    for number, size in enumerate(SIZES):
        for look, gothic, align in (
            (Look.BODY, False, ALIGN.LEFT),
            (Look.CENTERED, False, ALIGN.CENTER),
            (Look.LABEL, True, ALIGN.CENTER),
            (Look.SIGNED, False, ALIGN.LEFT),
        ):
            name = f"Form{look.name.title()}{number}"
            style = _exact(styles, look.style(size), name, size, pitch(size), gothic=gothic, align=align)
            if look is Look.SIGNED:
                style.paragraph_format.space_before = Pt(4)
                tabs = style.paragraph_format.tab_stops
                tabs.add_tab_stop(Mm(SIGNATURE_WIDTH), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.LINES)


def _exact(
    styles: Styles,
    name: str,
    style_id: str,
    size: float,
    line: float,
    *,
    gothic: bool = False,
    bold: bool = False,
    align: ALIGN | None = None,
) -> ParagraphStyle:
    style = _paragraph(styles, name, style_id, gothic=gothic, bold=bold, size=size, align=align)
    style.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    style.paragraph_format.line_spacing = Pt(line)
    word_xml.leave_grid(style)
    return style


def _add_character_styles(styles: Styles) -> None:
    caution = _added(styles, CAUTION, "Caution", WD_STYLE_TYPE.CHARACTER)
    _look(caution, gothic=True, bold=True, size=10)
    caution.font.color.rgb = RGBColor.from_string(_RED)
    word_xml.box(caution, _RED)
    check = _added(styles, CHECK, "Check", WD_STYLE_TYPE.CHARACTER)
    word_xml.set_font(check, _SYMBOL)


def _paragraph(
    styles: Styles,
    name: str,
    style_id: str,
    *,
    builtin: bool = False,
    based_on: ParagraphStyle | None = None,
    gothic: bool = False,
    bold: bool = False,
    size: float | None = None,
    align: ALIGN | None = None,
) -> ParagraphStyle:
    style = _added(styles, name, style_id, WD_STYLE_TYPE.PARAGRAPH, builtin=builtin)
    assert isinstance(style, ParagraphStyle)
    style.base_style = based_on or styles.default(WD_STYLE_TYPE.PARAGRAPH)
    _look(style, gothic=gothic, bold=bold, size=size)
    style.paragraph_format.alignment = align
    return style


def _added(
    styles: Styles, name: str, style_id: str, kind: WD_STYLE_TYPE, *, builtin: bool = False
) -> CharacterStyle:
    style: CharacterStyle = styles.add_style(name, kind, builtin)  # type: ignore[no-untyped-call]  # theirs
    style.style_id = style_id
    style.quick_style = True
    return style


def _look(style: CharacterStyle, *, gothic: bool, bold: bool, size: float | None) -> None:
    if gothic:
        word_xml.set_font(style, GOTHIC[0])
    if bold:
        style.font.bold = True
    if size is not None:
        style.font.size = Pt(size)


def form_hash() -> str:
    """SHA-256 of the blank page: which form a paper was written on."""
    return hashlib.sha256(_blank()).hexdigest()
