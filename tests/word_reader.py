"""A Word file as its reader finds it: every text in order, tables by their title, and what is wrong with the file.

`paragraph.text` of python-docx drops content controls, so the XML itself is walked.
"""

import io
import re
import zipfile
from collections.abc import Iterator

from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from PIL import Image

_TEXT = {qn("w:tab"): "\t"}  # a line that the paper turns in a cell is one line of its text
_OWN_TABS = qn("w:tabs")


def parts(file):
    """The parts of the package by name."""
    with zipfile.ZipFile(io.BytesIO(file)) as package:
        return {name: package.read(name) for name in package.namelist()}


def text_of(element):
    """What stands in an element, paragraph by paragraph, content controls and fields included."""
    return "\n".join(_text_of_paragraph(p) for p in element.iter(qn("w:p")))


def body_text(file):
    """Everything between header and footer."""
    return text_of(parse_xml(parts(file)["word/document.xml"]))


def margin_texts(file, kind):
    """Each header (kind "header") or footer (kind "footer") of the file."""
    found = parts(file)
    return [text_of(parse_xml(found[n])) for n in sorted(found) if re.fullmatch(rf"word/{kind}\d+\.xml", n)]


def rows(file, title):
    """The rows of the table with this title, each a list of the texts of its cells."""
    body = parse_xml(parts(file)["word/document.xml"])
    for table in body.iter(qn("w:tbl")):
        caption = table.find(f"{qn('w:tblPr')}/{qn('w:tblCaption')}")
        if caption is not None and caption.get(qn("w:val")) == title:
            return [[text_of(cell) for cell in row.iter(qn("w:tc"))] for row in table.iter(qn("w:tr"))]
    return []


def faults(file):
    """What the schema tools miss: references into nothing, numbers used twice, pictures that do not open."""
    package = parts(file)
    roots = {name: parse_xml(blob) for name, blob in package.items() if name.endswith(".xml")}
    return [
        *_repeated_ids(roots),
        *_undefined_styles(roots),
        *_undefined_lists(roots),
        *_uneven_tables(roots),
        *_open_fields(roots),
        *_dangling_relations(package, roots),
        *_broken_pictures(package),
    ]


def _text_of_paragraph(paragraph):
    said = []
    for element in paragraph.iter():
        if element.tag == qn("w:t"):
            said.append(element.text or "")
        elif element.tag in _TEXT and element.getparent().tag != _OWN_TABS:
            said.append(_TEXT[element.tag])
    return "".join(said)


def _repeated_ids(roots) -> Iterator[str]:
    pictures = [e.get("id") for root in roots.values() for e in root.iter(qn("wp:docPr"))]
    controls = [
        e.get(qn("w:val"))
        for root in roots.values()
        for properties in root.iter(qn("w:sdtPr"))
        for e in properties.iter(qn("w:id"))
    ]
    for kind, ids in (("picture", pictures), ("control", controls)):
        yield from (f"{kind} {i} stands twice" for i in sorted(set(ids)) if ids.count(i) > 1)


def _undefined_styles(roots) -> Iterator[str]:
    defined = {style.get(qn("w:styleId")) for style in roots["word/styles.xml"].iter(qn("w:style"))}
    tags = [qn(f"w:{t}") for t in ("pStyle", "rStyle", "tblStyle", "basedOn", "next", "link")]
    used = {e.get(qn("w:val")) for root in roots.values() for e in root.iter(*tags)}
    yield from (f"style {style} is not defined" for style in sorted(used - defined))


def _undefined_lists(roots) -> Iterator[str]:
    numbering = roots["word/numbering.xml"]
    defined = {num.get(qn("w:numId")) for num in numbering.iter(qn("w:num"))}
    used = {e.get(qn("w:val")) for root in roots.values() for e in root.iter(qn("w:numId"))}
    yield from (f"list {number} is not defined" for number in sorted(used - defined))


def _uneven_tables(roots) -> Iterator[str]:
    for table in roots["word/document.xml"].iter(qn("w:tbl")):
        columns = len(table.findall(f"{qn('w:tblGrid')}/{qn('w:gridCol')}"))
        for row in table.findall(qn("w:tr")):
            cells = row.findall(qn("w:tc"))
            spans = [cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}") for cell in cells]
            if sum(1 if span is None else int(span.get(qn("w:val"))) for span in spans) != columns:
                yield "a row does not fill its table"
            if any(len(cell) == 0 or cell[-1].tag != qn("w:p") for cell in cells):
                yield "a cell does not end with a paragraph"


def _open_fields(roots) -> Iterator[str]:
    for name, root in roots.items():
        kinds = [e.get(qn("w:fldCharType")) for e in root.iter(qn("w:fldChar"))]
        if not kinds.count("begin") == kinds.count("separate") == kinds.count("end"):
            yield f"{name}: a field is not closed"


def _dangling_relations(package, roots) -> Iterator[str]:
    for name, root in roots.items():
        folder, _, file_name = name.rpartition("/")
        relations = package.get(f"{folder}/_rels/{file_name}.rels")
        targets = {r.get("Id"): r.get("Target") for r in parse_xml(relations)} if relations else {}
        used = [e.get(qn(a)) for e in root.iter() for a in ("r:id", "r:embed", "r:link") if e.get(qn(a))]
        yield from (f"{name}: {i} leads nowhere" for i in used if f"{folder}/{targets.get(i)}" not in package)


def _broken_pictures(package) -> Iterator[str]:
    for name, blob in package.items():
        if name.endswith(".png"):
            try:
                Image.open(io.BytesIO(blob)).load()
            except OSError:
                yield f"{name} does not open"
