"""The paper as an office program lays it out; LibreOffice stands in for Word."""

import os
import re
import shutil
import subprocess

import pytest
from builders import an_issue
from meeting_of_a_household import a_picture, the_minutes

from jusou_meeting.documents.minutes import minutes_document
from jusou_meeting.meeting import MeetingKind

SOFFICE = shutil.which("soffice")
pytestmark = pytest.mark.skipif(
    SOFFICE is None and not os.environ.get("JUSOU_REQUIRE_TOOLS"), reason="LibreOffice is not installed"
)


@pytest.fixture(scope="module")
def laid_out(tmp_path_factory):
    """A function from a .docx to its number of pages and its text as laid out."""
    assert SOFFICE is not None, "JUSOU_REQUIRE_TOOLS asks for LibreOffice"
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
        return pages, (folder / "paper.txt").read_text("utf-8-sig")

    return convert


@pytest.mark.parametrize(
    ("kind", "roles", "pages"), [(MeetingKind.STATUTORY, 14, (5, 7)), (MeetingKind.MULTILAYERED, 40, (6, 9))]
)
def test_an_hour_fits_on_a_few_pages_with_all_its_roles(laid_out, kind, roles, pages):
    paper = the_minutes(kind, roles)
    counted, text = laid_out(
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

    short, _ = pages_and_text(1)
    pages, text = pages_and_text(300)
    assert "299番目の文。" in text
    assert pages >= short + 2
