"""Each fault that no schema tool reports is planted once; the reader of our tests must find it."""

import io
import re
import zipfile

import pytest
from meeting_of_a_household import a_picture, the_minutes
from openxml_audit import OpenXmlValidator
from word_reader import faults, parts

from jusou_meeting.documents.minutes import minutes_document

DOCUMENT = "word/document.xml"
CONTROL = (
    '<w:sdt><w:sdtPr><w:id w:val="7"/></w:sdtPr><w:sdtContent><w:r><w:t>x</w:t></w:r></w:sdtContent></w:sdt>'
)
OPEN_FIELD = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'


def damaged(file, part, before, after):
    """The file with one place of one part replaced."""
    package = parts(file)
    text = package[part].decode()
    assert re.search(before, text, re.DOTALL), "the planted fault found no place"
    package[part] = re.sub(before, after, text, count=1, flags=re.DOTALL).encode()
    return packed(package)


def packed(package):
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as target:
        for name, blob in package.items():
            target.writestr(name, blob)
    return written.getvalue()


@pytest.fixture(scope="module")
def file():
    return minutes_document(the_minutes(), organisation="地域福祉課", pictures=a_picture())


def test_a_sound_file_has_no_fault(file):
    assert faults(file) == []


@pytest.mark.parametrize(
    ("part", "before", "after", "fault"),
    [
        (DOCUMENT, r'(<w:drawing>.*?</w:drawing>)', r"\1\1", "picture 1 stands twice"),
        (DOCUMENT, "</w:r></w:p>", f"</w:r>{CONTROL}{CONTROL}</w:p>", "control 7 stands twice"),
        (DOCUMENT, '<w:pStyle w:val="Title"/>', '<w:pStyle w:val="Titel"/>', "style Titel is not defined"),
        ("word/styles.xml", '<w:numId w:val="1"/>', '<w:numId w:val="9"/>', "list 9 is not defined"),
        (DOCUMENT, "<w:tcPr>", '<w:tcPr><w:gridSpan w:val="9"/>', "a row does not fill its table"),
        (DOCUMENT, r"(<w:tc><w:tcPr>.*?</w:tcPr>)<w:p>.*?</w:p></w:tc>", r"\1</w:tc>", "a cell does not end with a paragraph"),
        ("word/footer1.xml", "<w:fldSimple", f"{OPEN_FIELD}<w:fldSimple", "word/footer1.xml: a field is not closed"),
        (DOCUMENT, r'r:embed="rId\d+"', 'r:embed="rId999"', "word/document.xml: rId999 leads nowhere"),
    ],
)  # fmt: skip
def test_a_planted_fault_is_found(file, part, before, after, fault):
    assert fault in faults(damaged(file, part, before, after))


def test_a_torn_picture_is_found(file):
    package = parts(file)
    (name,) = (name for name in package if name.endswith(".png"))
    package[name] = package[name][:200]
    assert faults(packed(package)) == [f"{name} does not open"]


def test_the_schema_tool_finds_what_stands_in_the_wrong_order(file, tmp_path):
    damaged_file = tmp_path / "damaged.docx"
    damaged_file.write_bytes(
        damaged(file, DOCUMENT, '<w:pStyle w:val="Title"/>', '<w:jc w:val="left"/><w:pStyle w:val="Title"/>')
    )
    assert OpenXmlValidator().validate(damaged_file).errors
