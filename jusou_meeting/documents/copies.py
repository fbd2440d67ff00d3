"""番号入りの資料: the same paper once for each of its copies, in one file to be printed as it is, each with its number."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

import docx
from docx.enum.section import WD_SECTION

from jusou_meeting.documents import stationery, word_xml


def numbered_copies(paper: bytes, marks: Sequence[str]) -> bytes:
    """A .docx with this paper once for each mark, which stands at the top of each of its pages; pages count anew in each.

    The paper is one whose pages all lie alike, and whose headings carry no numbers that would run on.
    """
    document = docx.Document(BytesIO(paper))
    (section,) = document.sections
    content, head = word_xml.content_of(document), word_xml.content_of(section.header)
    word_xml.drop_field(section.footer.paragraphs[0], "NUMPAGES")
    for number, mark in enumerate(marks):
        if number:
            section = document.add_section(WD_SECTION.NEW_PAGE)
            document.paragraphs[-1].style = stationery.TURN
            word_xml.write_again(document, content)
            section.header.is_linked_to_previous = False
            word_xml.write_anew(section.header, head)
        word_xml.count_pages_anew(section)
        header = section.header.paragraphs[0]
        header.add_run("　")
        header.add_run(f" {mark} ", stationery.CAUTION)
    word_xml.tell_pictures_apart(document)
    return word_xml.packed(document)
