"""WordのXML: what Word knows and python-docx has no words for; no other file of the papers writes XML."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from copy import deepcopy

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import OxmlElement, parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.package import Package
from docx.parts.document import DocumentPart
from docx.parts.numbering import NumberingPart
from docx.parts.settings import SettingsPart
from docx.parts.styles import StylesPart
from docx.section import Section, _Header
from docx.shape import InlineShape
from docx.styles.style import CharacterStyle
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

_W = nsdecls("w")
_FILL = '<w:shd {} w:val="clear" w:color="auto" w:fill="E7ECF2"/>'
_SHADE = f"<w:tcPr>{_FILL.format('')}</w:tcPr>"
_RULES = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_AFTER_SNAP_TO_GRID = tuple(
    f"w:{name}"
    for name in (
        "spacing", "ind", "contextualSpacing", "mirrorIndents", "suppressOverlap", "jc", "textDirection",
        "textAlignment", "textboxTightWrap", "outlineLvl", "divId", "cnfStyle", "rPr", "sectPr", "pPrChange",
    )
)  # fmt: skip
_AFTER_BORDER = ("w:shd", "w:tabs", "w:suppressAutoHyphens", "w:snapToGrid", *_AFTER_SNAP_TO_GRID)


def blank_document(body_font: tuple[str, str], heading_font: tuple[str, str]) -> Document:
    """An A4 page in Japanese with a line grid and no look of its own; each font is its name and its Western name.

    python-docx's own template is English, 100 times as large, and names a stranger as author.
    """
    package = Package()
    parts = (
        (StylesPart, "styles", CT.WML_STYLES, RT.STYLES, _styles_xml(body_font[0])),
        (NumberingPart, "numbering", CT.WML_NUMBERING, RT.NUMBERING, _numbering_xml()),
        (SettingsPart, "settings", CT.WML_SETTINGS, RT.SETTINGS, _SETTINGS),
        (Part, "fontTable", CT.WML_FONT_TABLE, RT.FONT_TABLE, _fonts_xml(body_font, heading_font)),
        (Part, "theme", CT.OFC_THEME, RT.THEME, _theme_xml(body_font[0], heading_font[0])),
    )
    main = DocumentPart.load(PackURI("/word/document.xml"), CT.WML_DOCUMENT_MAIN, _BODY.encode(), package)
    package.relate_to(main, RT.OFFICE_DOCUMENT)
    for kind, name, content_type, relation, xml in parts:
        main.relate_to(kind.load(PackURI(f"/word/{name}.xml"), content_type, xml.encode(), package), relation)
    document: Document = main.document
    return document


def set_font(style: CharacterStyle, font: str) -> None:
    """One font for Japanese and Western text; python-docx's `font.name` leaves Japanese as it was."""
    style.font.name = font
    style.element.rPr.rFonts.set(qn("w:eastAsia"), font)


def leave_grid(style: CharacterStyle) -> None:
    """Lines of this style need not fall on the page's line grid (rows of tables would be twice as high)."""
    setting = OxmlElement("w:snapToGrid", {qn("w:val"): "0"})
    style.element.get_or_add_pPr().insert_element_before(setting, *_AFTER_SNAP_TO_GRID)


def number_by(style: CharacterStyle, list_number: int, level: int = 0) -> None:
    """Paragraphs of this style count in a list of `_numbering_xml`."""
    numbering = style.element.get_or_add_pPr().get_or_add_numPr()
    numbering.get_or_add_ilvl().val = level
    numbering.get_or_add_numId().val = list_number


def stand_in_outline(style: CharacterStyle, level: int) -> None:
    """Paragraphs of this style appear in Word's navigation pane."""
    outline = OxmlElement("w:outlineLvl", {qn("w:val"): str(level)})
    style.element.get_or_add_pPr().insert_element_before(
        outline, "w:divId", "w:cnfStyle", "w:rPr", "w:sectPr", "w:pPrChange"
    )


def rule_below(style: CharacterStyle) -> None:
    """A thin line under paragraphs of this style."""
    border = parse_xml(
        f'<w:pBdr {_W}><w:bottom w:val="single" w:sz="4" w:space="2" w:color="7F7F7F"/></w:pBdr>'
    )
    style.element.get_or_add_pPr().insert_element_before(border, *_AFTER_BORDER)


def box(style: CharacterStyle, color: str) -> None:
    """A frame round text of this style; it still says its word on a black-and-white copy."""
    border = parse_xml(f'<w:bdr {_W} w:val="single" w:sz="8" w:space="0" w:color="{color}"/>')
    style.element.get_or_add_rPr().append(border)


def set_style(paragraph: Paragraph, style_id: str) -> None:
    """As `paragraph.style`, which reads all styles again for each paragraph: half the time of a paper with tables."""
    paragraph._p.style = style_id


def add_field(paragraph: Paragraph, instruction: str) -> None:
    """A number that Word counts itself (PAGE, NUMPAGES)."""
    field = parse_xml(f'<w:fldSimple {_W} w:instr=" {instruction} "><w:r><w:t>1</w:t></w:r></w:fldSimple>')
    paragraph._p.append(field)


def repeat_on_each_page(row: _Row) -> None:
    """The head of a table stands again on every page it reaches."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def keep_whole(row: _Row) -> None:
    """The row never breaks over two pages; only for rows that a page can hold."""
    row._tr.get_or_add_trPr().insert_element_before(OxmlElement("w:cantSplit"), "w:trHeight", "w:tblHeader")


def shade(cell: _Cell) -> None:
    """The ground of a label in a form, where the table's style cannot know which cells are labels."""
    cell._tc.get_or_add_tcPr().insert_element_before(
        parse_xml(_FILL.format(_W)), "w:noWrap", "w:tcMar", "w:textDirection", "w:tcFitText", "w:vAlign"
    )


def describe_table(table: Table, title: str) -> None:
    """What a screen reader says of the table."""
    table._tbl.tblPr.append(OxmlElement("w:tblCaption", {qn("w:val"): title}))


def set_flush(shape: InlineShape) -> None:
    """No space round the picture: where none is stated, LibreOffice adds its own and pushes the map aside."""
    for side in ("distT", "distB", "distL", "distR"):
        shape._inline.set(side, "0")


def describe_picture(shape: InlineShape, name: str, text: str) -> None:
    """What a screen reader says of the picture."""
    for properties in shape._inline.xpath("wp:docPr | .//pic:cNvPr"):
        properties.set("name", name)
        properties.set("descr", text)


def add_svg(document: Document, shape: InlineShape, svg: str) -> None:
    """The same picture as SVG, which Word 2016 and later show; others show the PNG it stands beside."""
    package = document.part.package
    name = package.next_partname("/word/media/picture%d.svg")
    part = Part(name, "image/svg+xml", svg.encode(), package)
    relation = document.part.relate_to(part, RT.IMAGE)
    shape._inline.graphic.graphicData.pic.blipFill.blip.append(
        parse_xml(
            f'<a:extLst {nsdecls("a", "r")}><a:ext uri="{{96DAC541-7B7A-43D3-8B79-37D633B846F1}}">'
            '<asvg:svgBlip xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main"'
            f' r:embed="{relation}"/></a:ext></a:extLst>'
        )
    )


def content_of(story: Document | _Header) -> list[BaseOxmlElement]:
    """A copy of what stands in a document or in a margin of it, without how its pages lie."""
    return [deepcopy(each) for each in _root(story) if each.tag != qn("w:sectPr")]


def write_again(document: Document, content: Sequence[BaseOxmlElement]) -> None:
    """The same content once more at the end."""
    for each in content:
        document.element.body.sectPr.addprevious(deepcopy(each))


def write_anew(header: _Header, content: Sequence[BaseOxmlElement]) -> None:
    """A margin with this content in place of what it had."""
    root = _root(header)
    for each in list(root):
        root.remove(each)
    root.extend(deepcopy(each) for each in content)


def _root(story: Document | _Header) -> BaseOxmlElement:
    root: BaseOxmlElement = story._element if isinstance(story, _Header) else story.element.body
    return root


def drop_field(paragraph: Paragraph, instruction: str) -> None:
    """Take a number that Word counts out of a line, with the sign before it."""
    for field in paragraph._p.xpath(f"w:fldSimple[contains(@w:instr, '{instruction}')]"):
        before = field.getprevious()
        if before is not None and before.tag == qn("w:r"):
            paragraph._p.remove(before)
        paragraph._p.remove(field)


def count_pages_anew(section: Section) -> None:
    """The pages of this section begin at 1."""
    number = OxmlElement("w:pgNumType", {qn("w:start"): "1"})
    properties = section._sectPr
    for known in properties.xpath("w:pgNumType"):
        properties.remove(known)
    properties.insert_element_before(
        number, "w:cols", "w:formProt", "w:vAlign", "w:noEndnote", "w:titlePg", "w:textDirection", "w:bidi",
        "w:rtlGutter", "w:docGrid", "w:printerSettings", "w:sectPrChange",
    )  # fmt: skip


def tell_pictures_apart(document: Document) -> None:
    """Each picture has a number of its own, as Word wants it."""
    for number, picture in enumerate(document.element.body.iter(qn("wp:docPr")), start=1):
        picture.set("id", str(number))


def packed(document: Document) -> bytes:
    """The .docx; the same document gives the same bytes on every day."""
    written = io.BytesIO()
    document.save(written)
    packed = io.BytesIO()
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(packed, "w") as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.create_system = 0
            entry.compress_type = zipfile.ZIP_STORED if name.endswith(".png") else zipfile.ZIP_DEFLATED
            target.writestr(entry, source.read(name))
    return packed.getvalue()


_BODY = (
    f"<w:document {_W}><w:body><w:sectPr>"
    '<w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1418" w:right="1134" w:bottom="1134" w:left="1418" w:header="680" w:footer="567" w:gutter="0"/>'
    '<w:cols w:space="425"/><w:docGrid w:type="lines" w:linePitch="360"/>'
    "</w:sectPr></w:body></w:document>"
)

_SETTINGS = (
    f'<w:settings {_W}><w:zoom w:percent="100"/><w:defaultTabStop w:val="840"/>'
    '<w:characterSpacingControl w:val="compressPunctuation"/>'
    "<w:compat><w:spaceForUL/><w:balanceSingleByteDoubleByteWidth/><w:doNotLeaveBackslashAlone/>"
    "<w:ulTrailSpace/><w:doNotExpandShiftReturn/><w:useFELayout/>"
    '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
    '</w:compat><w:themeFontLang w:val="en-US" w:eastAsia="ja-JP"/></w:settings>'
)


def _styles_xml(body_font: str) -> str:
    def table_style(style_id: str, name: str, shaded: str = "") -> str:
        ground = f'<w:tblStylePr w:type="{shaded}"><w:tblPr/>{_SHADE}</w:tblStylePr>' if shaded else ""
        return (
            f'<w:style w:type="table" w:customStyle="1" w:styleId="{style_id}"><w:name w:val="{name}"/>'
            '<w:basedOn w:val="TableNormal"/><w:uiPriority w:val="39"/><w:qFormat/>'
            f'<w:tblPr><w:tblBorders>{_RULES}</w:tblBorders></w:tblPr><w:tcPr><w:vAlign w:val="center"/></w:tcPr>'
            f"{ground}</w:style>"
        )

    return (
        f"<w:styles {_W}><w:docDefaults><w:rPrDefault><w:rPr>"
        f'<w:rFonts w:ascii="{body_font}" w:hAnsi="{body_font}" w:eastAsia="{body_font}" w:cs="Times New Roman"/>'
        '<w:kern w:val="2"/><w:sz w:val="21"/><w:szCs w:val="21"/>'
        '<w:lang w:val="en-US" w:eastAsia="ja-JP" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
        '<w:pPr><w:widowControl w:val="0"/><w:jc w:val="both"/></w:pPr></w:style>'
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/><w:unhideWhenUsed/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
        '<w:tblCellMar><w:top w:w="17" w:type="dxa"/><w:left w:w="74" w:type="dxa"/>'
        '<w:bottom w:w="17" w:type="dxa"/><w:right w:w="74" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/></w:style>'
        + table_style("HeadedTable", "一覧表", "firstRow")
        + table_style("LabelledTable", "項目表", "firstCol")
        + table_style("FormTable", "様式表")
        + "</w:styles>"
    )


def _numbering_xml() -> str:
    def level(depth: int, kind: str, text: str, style: str, left: int, hanging: int) -> str:
        return (
            f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:pStyle w:val="{style}"/>'
            f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/><w:pPr>'
            f'<w:tabs><w:tab w:val="num" w:pos="{left}"/></w:tabs><w:ind w:left="{left}" w:hanging="{hanging}"/></w:pPr>'
            '<w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr></w:lvl>'
        )

    headings = (
        level(0, "decimalFullWidth", "第%1", "Heading1", 735, 735),
        level(1, "decimalFullWidth", "%2", "Heading2", 420, 420),
        level(2, "decimal", "(%3)", "Heading3", 630, 420),
        level(3, "aiueoFullWidth", "%4", "Heading4", 840, 315),
    )
    return (
        f"<w:numbering {_W}>"
        f'<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="multilevel"/>{"".join(headings)}</w:abstractNum>'
        '<w:abstractNum w:abstractNumId="1"><w:multiLevelType w:val="singleLevel"/>'
        f"{level(0, 'decimal', '(%1)', 'ListNumber', 630, 420)}</w:abstractNum>"
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
        "</w:numbering>"
    )


def _fonts_xml(body_font: tuple[str, str], heading_font: tuple[str, str]) -> str:
    def font(name: str, western: str, family: str) -> str:
        return (
            f'<w:font w:name="{name}"><w:altName w:val="{western}"/><w:charset w:val="80"/>'
            f'<w:family w:val="{family}"/><w:pitch w:val="fixed"/></w:font>'
        )

    return (
        f"<w:fonts {_W}>{font(*body_font, 'roman')}{font(*heading_font, 'modern')}"
        '<w:font w:name="Segoe UI Symbol"><w:charset w:val="00"/><w:family w:val="swiss"/><w:pitch w:val="variable"/>'
        "</w:font></w:fonts>"
    )


def _theme_xml(body_font: str, heading_font: str) -> str:
    names = ("dk1", "lt1", "dk2", "lt2", *(f"accent{n}" for n in range(1, 7)), "hlink", "folHlink")
    values = (
        "000000", "FFFFFF", "1F3A5F", "E7ECF2", "1F4E79", "B23A2E", "7F7F7F", "B58900", "2E7D6B", "6A4C93",
        "0563C1", "954F72",
    )  # fmt: skip
    colors = "".join(f'<a:{n}><a:srgbClr val="{v}"/></a:{n}>' for n, v in zip(names, values, strict=True))
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'

    def font(use: str, name: str) -> str:
        return f'<a:{use}><a:latin typeface="{name}"/><a:ea typeface="{name}"/><a:cs typeface=""/></a:{use}>'

    return (
        f'<a:theme {nsdecls("a")} name="公文書"><a:themeElements><a:clrScheme name="公文書">{colors}</a:clrScheme>'
        f'<a:fontScheme name="公文書">{font("majorFont", heading_font)}{font("minorFont", body_font)}</a:fontScheme>'
        f'<a:fmtScheme name="公文書"><a:fillStyleLst>{fill * 3}</a:fillStyleLst>'
        f"<a:lnStyleLst>{f'<a:ln>{fill}</a:ln>' * 3}</a:lnStyleLst>"
        f"<a:effectStyleLst>{'<a:effectStyle><a:effectLst/></a:effectStyle>' * 3}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
    )
