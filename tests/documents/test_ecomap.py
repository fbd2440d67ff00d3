"""The map as a Word file: one page to print, and the same in tables."""

from io import BytesIO
from xml.etree import ElementTree

import pytest
from builders import NOW, a_case, a_household, a_person, a_tie, an_involvement, an_issue
from docx import Document
from word_reader import body_text, faults, margin_texts, parts, rows

from jusou_meeting.documents.handout import ecomap_file
from jusou_meeting.ecomap.caption import caption
from jusou_meeting.ecomap.scene import compose
from jusou_meeting.ecomap.svg import paint
from jusou_meeting.ecomap.ties import TieWord
from jusou_meeting.japanese_date import today_in_tokyo

MILLIMETRE = 36_000
HOUSEHOLD = a_household(
    case=a_case(title="会津太郎の家", sample=True),
    people=(a_person(label="太郎", name="会津 太郎"),),
    involvements=(an_involvement(name="会津病院"),),
    issues=(an_issue("money", title="太郎の借金"),),
    ties=(a_tie("agency", "client", TieWord.SUPPORT, source="隣の鈴木"),),
)


def paper(*, nameless=False):
    return ecomap_file(HOUSEHOLD, suffix=".docx", organisation="架空市", at=NOW, nameless=nameless)


def texts(svg):
    return [element.text for element in ElementTree.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")]


def test_the_map_stands_on_a_page_and_what_it_says_in_tables():
    file = paper()

    assert "エコマップ（令和8年11月26日現在）" in body_text(file)
    assert ["1", "太郎の借金", "太郎"] in rows(file, "課題")
    assert ["会津病院", "→", "太郎", "支援", "", "隣の鈴木"] in rows(file, "関係")
    assert all("見本・架空の世帯" in margin for margin in margin_texts(file, "header"))
    assert faults(file) == []


def test_the_map_says_on_whose_consent_and_by_whom_it_was_made_and_to_strangers_no_name():
    said = {"suffix": ".svg", "organisation": "架空市", "at": NOW, "author": "地域福祉課 佐藤"}

    assert {"本人の同意なし", "作成 地域福祉課 佐藤"} <= set(texts(ecomap_file(HOUSEHOLD, **said)))
    assert "佐藤" not in ecomap_file(HOUSEHOLD, nameless=True, **said).decode()


@pytest.mark.parametrize("part", ["word/document.xml", "word/media/picture1.svg", "docProps/core.xml"])
def test_a_nameless_paper_has_letters_in_its_words_its_picture_and_its_properties(part):
    written = parts(paper(nameless=True))[part].decode()

    assert [word for word in ("太郎", "会津", "鈴木") if word in written] == []
    assert "Ａさん" in body_text(paper(nameless=True))


def test_the_same_map_on_a3_is_twice_as_large():
    def picture(large):
        file = ecomap_file(HOUSEHOLD, suffix=".docx", organisation="架空市", at=NOW, large=large)
        assert faults(file) == []
        document = Document(BytesIO(file))
        [shape] = document.inline_shapes
        return document.sections[0].page_width.mm, shape.width.mm, shape.height.mm

    page, width, height = picture(large=False)
    large_page, large_width, large_height = picture(large=True)

    assert (round(page), round(large_page)) == (297, 420)
    assert large_width * large_height > 1.9 * width * height


@pytest.mark.parametrize("large", [False, True], ids=["A4", "A3"])
def test_its_tables_are_as_wide_as_the_page(large):
    file = ecomap_file(HOUSEHOLD, suffix=".docx", organisation="架空市", at=NOW, large=large)
    document = Document(BytesIO(file))
    section = document.sections[-1]
    room = (section.page_width - section.left_margin - section.right_margin) / MILLIMETRE

    assert document.tables
    for table in document.tables:
        assert room - 6 <= sum(column.width for column in table.columns) / MILLIMETRE <= room


def test_screen_and_papers_show_the_same_bytes():
    on, author = today_in_tokyo(NOW), "地域福祉課 佐藤"
    screen = paint(compose(HOUSEHOLD, on=on, caption=caption(HOUSEHOLD, on, author=author)))
    file, word = (
        ecomap_file(HOUSEHOLD, suffix=suffix, organisation="架空市", at=NOW, author=author)
        for suffix in (".svg", ".docx")
    )

    assert file.decode() == screen
    assert parts(word)["word/media/picture1.svg"].decode() == screen
