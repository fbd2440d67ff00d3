"""番号入りの資料: one file with each copy of a paper, sound as Word wants it, each page with the number of its copy."""

from dataclasses import replace

import docx
import pytest
from builders import NOW, a_distribution
from meeting_of_a_household import a_record, an_occasion
from openxml_audit import OpenXmlValidator
from word_reader import body_text, faults, margin_texts

from jusou_meeting.documents.handout import NUMBERED, ecomap_file, meeting_paper, numbered_paper
from jusou_meeting.finding import Stopped

NUMBERS = (1, 3)
RECORD = replace(a_record(), distributions=tuple(a_distribution(f"copy-{n}", number=n) for n in NUMBERS))
OF = an_occasion(record=RECORD)


def once(what):
    if what == "ecomap":
        return ecomap_file(OF.household, suffix=".docx", organisation=OF.organisation, at=NOW)
    return meeting_paper(what, OF)


@pytest.mark.parametrize("what", [*NUMBERED, "ecomap"])
def test_each_copy_says_all_that_the_paper_says_under_its_own_number(what, tmp_path):
    paper = once(what)
    copies = numbered_paper(paper, RECORD)

    assert body_text(copies).replace("\n", "") == (body_text(paper) * 2).replace("\n", "")
    (head,) = margin_texts(paper, "header")
    assert margin_texts(copies, "header") == [f"{head}　 資料№{n}（全2部） " for n in NUMBERS]
    assert all("／" not in foot for foot in margin_texts(copies, "footer"))
    file = tmp_path / "copies.docx"
    file.write_bytes(copies)
    assert [str(error) for error in OpenXmlValidator().validate(file).errors] == []
    assert faults(copies) == []
    assert len(docx.Document(str(file)).sections) == len(NUMBERS)
    assert numbered_paper(paper, RECORD) == copies


def test_the_map_stands_in_the_file_once_however_many_copies_show_it():
    many = replace(RECORD, distributions=tuple(a_distribution(f"copy-{n}", number=n) for n in range(1, 13)))
    paper = once("ecomap")

    assert len(numbered_paper(paper, many)) < 1.2 * len(paper)


def test_without_numbers_there_are_no_numbered_papers_and_the_answer_says_what_to_do():
    with pytest.raises(Stopped, match="先に、出席者の資料に番号を付けてください"):
        numbered_paper(once("agenda"), a_record())
