"""使い方: every screen that somebody works at has its page, and what a page says in bold stands on a screen."""

import re
from pathlib import Path

import pytest
from screens import press

import jusou_meeting
from jusou_meeting.staff import StaffRole

PACKAGE = Path(jusou_meeting.__file__).parent
MANUAL = PACKAGE / "ui" / "manual"
SAID = "".join(
    path.read_text("utf-8")
    for path in (*PACKAGE.rglob("*.py"), *(PACKAGE.parent / "pages").rglob("*.py"), *PACKAGE.rglob("*.js"))
)
KEYS = re.compile(r"[A-Z]+[a-z]*[0-9]*([＋+][0-9↑↓])?|▶")


@pytest.mark.parametrize("page", sorted(MANUAL.glob("*.md")), ids=lambda page: page.stem)
def test_what_a_page_names_in_bold_is_called_so_on_a_screen(page):
    named = set(re.findall(r"\*\*(.+?)\*\*", page.read_text("utf-8").replace("\n", "")))

    assert named
    assert [word for word in sorted(named) if word not in SAID and not KEYS.fullmatch(word)] == []


@pytest.fixture
def screens(room):
    """Each screen that somebody works at, by the page of the manual that it opens."""
    return {
        "cases": lambda: room.screen("case/list.py"),
        "household": lambda: room.screen("case/household.py"),
        "meeting": room.coordinator,
        "people": lambda: room.screen("office/people.py"),
        "todo": lambda: room.screen("office/todo.py"),
        "administration": lambda: room.screen("office/administration.py", StaffRole.ADMINISTRATOR),
        "answer": room.participant,
        "sheet": room.invited,
    }


@pytest.mark.parametrize("page", sorted(page.stem for page in MANUAL.glob("*.md")))
def test_each_screen_opens_its_own_page(screens, page):
    window = press(screens[page](), "使い方")

    shown = [each.value for each in window.markdown]
    assert (MANUAL / f"{page}.md").read_text("utf-8") in [*shown, *(f"{each}\n" for each in shown)]
