"""行き先: which household or meeting a page is about, read from its address and kept while the page is open."""

from __future__ import annotations

from typing import NoReturn

import streamlit as st

from jusou_meeting.meeting import MeetingRecord
from jusou_meeting.staff import NotAllowed, Permission
from jusou_meeting.ui.desk import Desk, open_desk
from jusou_meeting.ui.navigation import open_page
from jusou_meeting.ui.opening import OPENED
from jusou_meeting.ui.workspace import Workspace
from jusou_meeting.vocabulary import CaseId, Footing, RecordId


def chosen_desk(workspace: Workspace, *, screen: str) -> Desk:
    """The household of this page; without one that this person may open, back to where they may choose.

    A meeting that was just opened comes first.
    """
    opened = st.session_state.pop(OPENED, None)
    if opened is not None:
        open_page("meeting/live.py", meeting=opened)
    case_id = CaseId(_kept("case"))
    try:
        desk = open_desk(workspace, case_id, chosen_footing(), screen=screen)
    except NotAllowed:
        _turn_back(workspace, screen, case_id)
    workspace.stands_before(case_id)
    return desk


def chosen_meeting(workspace: Workspace, *, screen: str) -> tuple[Desk, MeetingRecord]:
    """The meeting of this page with its household, on the meeting's own footing."""
    meeting_id = RecordId(_kept("meeting"))
    try:
        case_id, record = workspace.meeting(meeting_id)
        footing = record.meeting.kind.footing
        desk = open_desk(workspace, case_id, footing, screen=screen, meeting_id=meeting_id)
    except NotAllowed:
        _turn_back(workspace, screen, meeting_id)
    workspace.stands_before(case_id, meeting_id)
    return desk, record


def _turn_back(workspace: Workspace, screen: str, asked: str) -> NoReturn:
    """Nothing is shown of what is not there or not theirs, and that it was asked for is written down."""
    if asked:
        workspace.store.door.log_refusal(asked, at=workspace.now, staff=workspace.staff, screen=screen)
    if workspace.allowed(Permission.LIST_CASES):
        open_page("case/list.py")
    st.error("この画面で開けるものがありません。")
    st.stop()


SHOWN_TOO = "confidential"
"""Where the page keeps whether what was learned in 支援会議 is shown as well."""


def chosen_footing() -> Footing:
    """Whether what was learned in 支援会議 is on the desk as well; ordinarily it is not."""
    return Footing.STATUTORY if st.session_state.get(SHOWN_TOO) else Footing.CONSENT


def _kept(name: str) -> str:
    asked = st.query_params.get(name)
    if asked is not None:
        st.session_state[f"chosen:{name}"] = asked
    return str(st.session_state.get(f"chosen:{name}", ""))
