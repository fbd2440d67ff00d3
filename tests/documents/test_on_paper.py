"""The paper as an office program lays it out; LibreOffice stands in for Word."""

import os
import re
import shutil
import subprocess
from dataclasses import replace
from datetime import date

import pytest
from builders import NOW, a_confirmation, a_household, a_life_event, a_tie, an_involvement, an_issue
from meeting_of_a_household import a_picture, an_occasion, planned, the_minutes

from jusou_meeting.documents.chronology import chronology_document
from jusou_meeting.documents.handout import ecomap_file, meeting_paper
from jusou_meeting.documents.minutes import minutes_document
from jusou_meeting.meeting import MeetingKind
from jusou_meeting.role import Answer

SOFFICE, PDFTOTEXT = shutil.which("soffice"), shutil.which("pdftotext")
pytestmark = pytest.mark.skipif(
    (SOFFICE is None or PDFTOTEXT is None) and not os.environ.get("JUSOU_REQUIRE_TOOLS"),
    reason="LibreOffice or poppler is not installed",
)


@pytest.fixture(scope="module")
def laid_out(tmp_path_factory):
    """A function from a .docx to its number of pages, its text, and every line that it was laid out in."""
    assert SOFFICE is not None, "JUSOU_REQUIRE_TOOLS asks for LibreOffice"
    assert PDFTOTEXT is not None, "JUSOU_REQUIRE_TOOLS asks for poppler"
    folder = tmp_path_factory.mktemp("paper")

    def convert(file):
        (folder / "paper.docx").write_bytes(file)
        for target in ("pdf", "txt:Text (encoded):UTF8"):
            subprocess.run(
                [
                    SOFFICE,
                    f"-env:UserInstallation={(folder / 'profile').as_uri()}",
                    *("--headless", "--convert-to", target, "--outdir", folder, folder / "paper.docx"),
                ],
                check=True,
                capture_output=True,
                timeout=120,
            )
        pages = len(re.findall(rb"/Type\s*/Page\b(?!s)", (folder / "paper.pdf").read_bytes()))
        lines = subprocess.run(
            [PDFTOTEXT, "-raw", folder / "paper.pdf", "-"], check=True, capture_output=True, timeout=60
        ).stdout.decode()
        return pages, (folder / "paper.txt").read_text("utf-8-sig"), re.sub("[ 　]", "", lines).split("\n")

    return convert


@pytest.mark.parametrize(
    ("kind", "roles", "pages"), [(MeetingKind.STATUTORY, 14, (5, 7)), (MeetingKind.MULTILAYERED, 40, (6, 9))]
)
def test_an_hour_fits_on_a_few_pages_with_all_its_roles(laid_out, kind, roles, pages):
    paper = the_minutes(kind, roles)
    counted, text, _ = laid_out(
        minutes_document(paper, organisation="会津若松市 地域福祉課", pictures=a_picture())
    )
    fewest, most = pages
    assert fewest <= counted <= most
    whole = text.replace("\n", "")  # its lines turn where we turn them
    assert [role.task for role in paper.roles if role.task not in whole] == []
    assert "第１" in text
    assert "別紙" in text


def test_a_long_text_in_a_narrow_cell_runs_over_pages_and_is_not_cut(laid_out):
    def pages_and_text(length):
        text = "".join(f"{n}番目の文。" for n in range(length))
        paper = the_minutes(role_count=0, issues=(an_issue(title=text, note=text),))
        return laid_out(minutes_document(paper, organisation="地域福祉課", pictures=None))

    short, _, _ = pages_and_text(1)
    pages, text, _ = pages_and_text(300)
    assert "299番目の文。" in text
    assert pages >= short + 2


def test_a_day_a_name_and_what_stands_in_brackets_stay_on_one_line_and_a_long_name_in_its_cell(laid_out):
    long_name = "独立行政法人東日本広域総合支援センター会津若松分室"
    household = planned(MeetingKind.STATUTORY, 3)
    first, second, third = household.roles
    household = replace(
        household,
        roles=(
            replace(
                first, in_charge="相談員 高井", lead=True, due_on=date(2026, 12, 10), due_text="毎週金曜日"
            ),
            second,
            replace(third, in_charge="相談員 高井"),
        ),
        involvements=tuple(
            replace(i, name=long_name) if i.id == second.assignee_id else i for i in household.involvements
        ),
        confirmations=(
            a_confirmation("c", first.id, answer=Answer.TAKEN_BACK, until_on=date(2026, 12, 10), oral=True),
            a_confirmation("d", second.id, answer=Answer.CONDITIONAL, oral=True),
        ),
    )
    of = an_occasion(MeetingKind.STATUTORY, household=household)
    event = a_life_event(happened="平成30年10月30日", text="転居")
    papers = {
        "minutes": minutes_document(of.gathered, organisation="架空市", pictures=None),
        **{what: meeting_paper(what, of) for what in ("roles", "role-sheets", "plan")},
        "chronology": chronology_document(
            replace(household, events=(event,)), (), organisation="架空市", at=NOW
        ),
    }
    whole = {
        "minutes": ("（R8.12.10まで）", "R8.12.10", "毎週金曜日", "高井）"),
        "roles": ("（R8.12.10まで）", "毎週金曜日", "高井）"),
        "role-sheets": ("（R8.12.10まで）", "◎1", "毎週金曜日", "高井"),
        "plan": ("（R8.12.10まで）", "毎週金曜日", "高井）"),
        "chronology": ("平成30年10月30日",),
    }
    for what, file in papers.items():
        _, text, lines = laid_out(file)
        parted = [word for word in whole[what] if not any(word in line for line in lines)]
        assert parted == [], what
        if what != "chronology":
            assert long_name in text.replace("\n", ""), what


def test_of_a_map_with_nine_issues_and_eighteen_relations_each_copy_is_two_pages(laid_out):
    agencies = tuple(an_involvement(f"a{n}", name=f"第{n}地域包括支援センター") for n in range(9))
    household = a_household(
        involvements=agencies,
        issues=tuple(an_issue(f"i{n}", title=f"{n}番目の課題") for n in range(9)),
        ties=tuple(a_tie(f"a{n % 9}", "client", id=f"t{n}", label=f"{n}番目") for n in range(18)),
    )

    pages, text, _ = laid_out(ecomap_file(household, suffix=".docx", organisation="架空市", at=NOW))

    assert pages == 2
    assert "8番目の課題" in text
    assert "17番目" in text
