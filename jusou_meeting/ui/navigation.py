"""案内: the menu as data: every page in the order it is shown, and who may open it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn
from urllib.parse import urlencode, urlsplit

import streamlit as st

from jusou_meeting.staff import Permission, StaffRole
from jusou_meeting.ui.answers import show_waiting
from jusou_meeting.ui.frame import show_frame
from jusou_meeting.ui.workspace import Workspace, at_hand, open_workspace

PAGES = Path(__file__).resolve().parents[2] / "pages"


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """案内の一行: one page, under its heading, for whoever has the permission."""

    section: str
    title: str
    path: str
    url: str
    needs: Permission
    listed: bool = True
    """Pages about one chosen household or meeting are reached from a list, not from the menu."""


MENU = (
    MenuEntry("", "事例", "case/list.py", "cases", Permission.LIST_CASES),
    MenuEntry("", "やること", "office/todo.py", "todo", Permission.LIST_CASES),
    MenuEntry("", "機関名簿と担当者", "office/people.py", "people", Permission.HAND_OVER),
    MenuEntry("", "世帯とエコマップ", "case/household.py", "household", Permission.EDIT_CASE, listed=False),
    MenuEntry("", "会議", "meeting/live.py", "meeting", Permission.HOLD_MEETING, listed=False),
    MenuEntry("", "出席者の端末", "meeting/answer.py", "answer", Permission.FILL_SHEET),
    MenuEntry("", "管理", "office/administration.py", "administration", Permission.MANAGE_STAFF),
    MenuEntry("", "投影", "meeting/projector.py", "wall", Permission.VIEW_PROJECTION),
)


def page_of(entry: MenuEntry) -> st.Page:
    """The Streamlit page of a menu entry; paths are absolute, so no folder is ever searched."""
    visibility = "visible" if entry.listed else "hidden"
    return st.Page(PAGES / entry.path, title=entry.title, url_path=entry.url, visibility=visibility)  # type: ignore[arg-type]


def open_page(path: str, **query: str) -> NoReturn:
    """Go to another page of the menu, naming in the address what it is about."""
    entry = next(entry for entry in MENU if entry.path == path)
    st.switch_page(page_of(entry), query_params=query)


@at_hand()
def run_chosen_page() -> None:
    """Run the page that was asked for, inside the frame, if whoever is here may open it."""
    workspace = open_workspace(needs=None)
    if workspace.staff.role is StaffRole.PARTICIPANT and not workspace.staff.seats:
        show_frame(workspace)
        show_waiting(workspace)
        return
    entries = [entry for entry in MENU if workspace.allowed(entry.needs)]
    if not entries:
        st.error("この利用者区分で開ける画面は、まだありません。")
        st.stop()
    pages = [page_of(entry) for entry in entries]
    home = st.Page(lambda: st.switch_page(pages[0]), title=entries[0].title, url_path="home", default=True)
    page = st.navigation([home, *pages], position="hidden")
    if page is home:
        _note_what_is_not_theirs(workspace)
    show_frame(workspace)
    page.run()


def _note_what_is_not_theirs(workspace: Workspace) -> None:
    """Whoever asks by its address for a page that they may not open is led home, and that is written down."""
    asked = urlsplit(st.context.url or "").path.rpartition("/")[2]
    if asked in {entry.url for entry in MENU if not workspace.allowed(entry.needs)}:
        about = urlencode(st.query_params.to_dict())
        workspace.store.door.log_refusal(
            f"{asked}?{about}", at=workspace.now, staff=workspace.staff, screen=asked
        )
