"""用紙: the blank A4 page of a Japanese office, every look of it a style that Word shows under a Japanese name."""

from __future__ import annotations

from functools import cache
from io import BytesIO

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.enum.text import WD_LINE_SPACING
from docx.shared import Pt, RGBColor
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
    _add_character_styles(styles)
    return word_xml.packed(document)


def _add_text_styles(styles: Styles) -> None:
    title = _paragraph(
        styles, TITLE, "Title", builtin=True, gothic=True, bold=True, size=16, align=ALIGN.CENTER
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
    cell = _paragraph(styles, CELL, "Cell", size=9.5, align=ALIGN.LEFT)
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
