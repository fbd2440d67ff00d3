"""A page that is signed stays one page, as an office program lays it out; LibreOffice stands in for Word."""

import os
import random
import re
import shutil
import subprocess
from dataclasses import replace

import pytest
from builders import a_distribution, a_goal, a_plan, a_role, a_wish, an_agenda_item
from meeting_of_a_household import a_record, an_occasion, planned

from jusou_meeting.documents.handout import NUMBERED, meeting_paper, numbered_paper
from jusou_meeting.documents.role_sheet import Link
from jusou_meeting.meeting import MeetingKind
from jusou_meeting.role_sheet import role_sheets

SOFFICE, PDFTOTEXT = shutil.which("soffice"), shutil.which("pdftotext")
pytestmark = pytest.mark.skipif(
    (SOFFICE is None or PDFTOTEXT is None) and not os.environ.get("JUSOU_REQUIRE_TOOLS"),
    reason="LibreOffice or poppler is not installed",
)

ON_CONSENT, IN_CONFIDENCE = MeetingKind.MULTILAYERED, MeetingKind.STATUTORY
COUNTS = (0, 3, 7, 12, 14, 16)
SEEDS = range(10)
NUMBERS = (1, 2, 4)
ADDRESS = f"http://192.0.2.10:8501/correct?link={'0123456789abcdef' * 4}"
LONG = "".join(f"{n}番目の長い文である。" for n in range(250))
HANDED_OUT = ("blank-roles", "invitation", "agenda", "attendance")
LONGEST_NAME = "会津若松くらしまるごと支援会議"
LONG_TEXTS = {
    "direction": {"plans": (a_plan(direction=LONG),)},
    "wish": {"wishes": (a_wish(words=LONG),)},
    "goals": {"goals": tuple(a_goal(f"goal-{n}", text=f"{n}番目の目標を達成する") for n in range(150))},
    "one word without an end": {"plans": (a_plan(direction="x" * 3000),)},
}


def mixed(seed):
    """Words as people paste them: brackets, links, dates and Western words, which break lines where no one counts."""
    pick = random.Random(seed)
    said = (
        "支援の方向性を確かめる。",
        "ab cd efg ",
        "（住まい）・「医療」、",
        "ー、。」",
        "R8.12.1 ",
        "https://example",
    )

    def text(length):
        return "".join(pick.choice(said) for _ in range(length))

    household = planned(
        ON_CONSENT,
        pick.randrange(4, 10),
        plans=(a_plan(direction=text(pick.randrange(5, 40)), judgement_note=text(6)),),
        wishes=tuple(a_wish(f"wish-{n}", words=text(8)) for n in range(3)),
    )
    roles = (replace(role, task=text(pick.randrange(1, 10))) for role in household.roles)
    return replace(household, roles=tuple(roles))


def papers():
    """Every file that is laid out here, by what is asked of it."""
    for kind in MeetingKind:
        for count in COUNTS:
            for what in ("plan", "roles"):
                yield (what, kind, count), meeting_paper(what, an_occasion(kind, count))
        for name, said in LONG_TEXTS.items():
            of = an_occasion(kind, household=planned(kind, 7, **said))
            yield ("plan", kind, name), meeting_paper("plan", of)
        for seed in SEEDS if kind is ON_CONSENT else ():
            of = an_occasion(kind, household=mixed(seed))
            yield ("plan", kind, f"mixed {seed}"), meeting_paper("plan", of)
        told = an_occasion(kind, household=planned(kind, roles=(a_role("long", "life", task=LONG),)))
        yield ("roles", kind, "long"), meeting_paper("roles", told)
        yield ("plan", kind, "long role"), meeting_paper("plan", told)
        record = replace(a_record(kind), agenda=tuple(an_agenda_item(f"item-{n}") for n in range(7)))
        for what in HANDED_OUT:
            yield (what, kind, 14), meeting_paper(what, an_occasion(kind, record=record))
        named = an_occasion(kind, record=replace(record, local_name=LONGEST_NAME))
        for what in ("plan", "roles", *HANDED_OUT):
            yield (what, kind, "named"), meeting_paper(what, named)
        linked = {i.id: Link(ADDRESS, "会議に出た方") for i in planned(kind).involvements}
        yield ("role-sheets", kind, "linked"), meeting_paper("role-sheets", an_occasion(kind, links=linked))
        copies = tuple(a_distribution(f"copy-{n}", number=n) for n in NUMBERS)
        handed_out = an_occasion(kind, record=replace(record, distributions=copies))
        for what in NUMBERED:
            paper = meeting_paper(what, handed_out)
            yield (what, kind, "numbered"), numbered_paper(paper, handed_out.record)


@pytest.fixture(scope="module")
def laid_out(tmp_path_factory):
    """The pages of each paper, each as its text."""
    assert SOFFICE is not None
    assert PDFTOTEXT is not None
    folder = tmp_path_factory.mktemp("pages")
    named = {}
    for number, (asked, file) in enumerate(papers()):
        named[asked] = folder / f"{number}.docx"
        named[asked].write_bytes(file)
    subprocess.run(
        [
            SOFFICE,
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            *("--headless", "--convert-to", "pdf", "--outdir", folder, *named.values()),
        ],
        check=True,
        capture_output=True,
        timeout=300,
    )

    def pages(path):
        text = subprocess.run(
            [PDFTOTEXT, "-layout", path.with_suffix(".pdf"), "-"], check=True, capture_output=True, timeout=60
        ).stdout.decode()
        return [re.sub(r"\s", "", page) for page in text.split("\f")[:-1]]

    return {asked: pages(path) for asked, path in named.items()}


@pytest.mark.parametrize("count", COUNTS)
def test_a_plan_of_an_hour_is_one_page_with_the_place_to_sign_and_to_decide(laid_out, count):
    (page,) = laid_out["plan", ON_CONSENT, count]
    for said in ("同意欄", "代理人（自署）", "決定年月日", "交付年月日", "支援決定により確定する"):
        assert said in page
    assert "別紙" not in page


@pytest.mark.parametrize("count", COUNTS)
def test_a_policy_of_an_hour_is_one_page(laid_out, count):
    (page,) = laid_out["plan", IN_CONFIDENCE, count]
    assert "第106条の6第5項" in page


@pytest.mark.parametrize("kind", MeetingKind, ids=lambda kind: kind.value)
@pytest.mark.parametrize("name", LONG_TEXTS)
def test_a_long_text_goes_to_a_sheet_of_its_own_and_not_the_signature(laid_out, kind, name):
    first, *rest = laid_out["plan", kind, name]
    assert "市町村の支援決定により確定する" in first or "第106条の6第5項" in first
    assert "別紙のとおり" in first
    assert rest
    assert "別紙" in rest[0]


@pytest.mark.parametrize("asked", [("plan", "direction"), ("plan", "long role"), ("roles", "long")])
def test_nothing_of_a_long_text_is_lost(laid_out, asked):
    what, name = asked
    assert "249番目の長い文である。" in "".join(laid_out[what, ON_CONSENT, name])


@pytest.mark.parametrize("seed", SEEDS)
def test_pasted_words_break_lines_as_they_like_and_the_signature_stays(laid_out, seed):
    assert "支援決定により確定する" in laid_out["plan", ON_CONSENT, f"mixed {seed}"][0]


def test_a_role_of_many_words_does_not_push_the_signature_away(laid_out):
    assert "支援決定により確定する" in laid_out["plan", ON_CONSENT, "long role"][0]


@pytest.mark.parametrize("kind", MeetingKind, ids=lambda kind: kind.value)
@pytest.mark.parametrize("count", COUNTS)
def test_the_roles_of_an_hour_stand_on_one_page(laid_out, kind, count):
    (page,) = laid_out["roles", kind, count]
    assert "主担当機関である" in page


@pytest.mark.parametrize("kind", MeetingKind, ids=lambda kind: kind.value)
@pytest.mark.parametrize("what", HANDED_OUT)
def test_what_is_handed_out_for_an_hour_is_one_page(laid_out, what, kind):
    assert len(laid_out[what, kind, 14]) == 1


@pytest.mark.parametrize("kind", MeetingKind, ids=lambda kind: kind.value)
@pytest.mark.parametrize("what", ["plan", "roles", *HANDED_OUT])
def test_the_longest_name_that_a_meeting_may_go_by_needs_no_further_page(laid_out, what, kind):
    assert len(laid_out[what, kind, "named"]) == 1


@pytest.mark.parametrize("kind", MeetingKind, ids=lambda kind: kind.value)
def test_a_sheet_to_take_home_is_one_page_with_its_link_and_the_slip_below(laid_out, kind):
    pages = laid_out["role-sheets", kind, "linked"]

    assert len(pages) == len(role_sheets(an_occasion(kind).gathered))
    for page in pages:
        assert page.index("correct?") < page.index("訂正の申出（切り取って")


@pytest.mark.parametrize("what", NUMBERED)
@pytest.mark.parametrize("kind", MeetingKind, ids=lambda kind: kind.value)
def test_each_numbered_copy_is_the_paper_itself_with_its_number_on_top(laid_out, kind, what):
    (once,), pages = laid_out[what, kind, 14], laid_out[what, kind, "numbered"]

    assert len(pages) == len(NUMBERS)
    for number, page in zip(NUMBERS, pages, strict=True):
        mark = f"資料№{number}（全3部）"
        assert mark in page
        assert page.replace(mark, "").removesuffix("1") == once.removesuffix("1／1")
