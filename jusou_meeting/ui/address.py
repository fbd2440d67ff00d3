"""行き先: which household or meeting a page is about, read from its address and kept while the page is open."""

from __future__ import annotations

import streamlit as st

from jusou_meeting.meeting import MeetingRecord
from jusou_meeting.staff import NotAllowed
from jusou_meeting.ui.navigation import open_page
from jusou_meeting.ui.opening import OPENED
from jusou_meeting.ui.workspace import Workspace
from jusou_meeting.vocabulary import CaseId, Footing, RecordId


def chosen_case(workspace: Workspace) -> CaseId:
    """The household of this page; without one, back to the list. A meeting that was just opened comes first."""
    opened = st.session_state.pop(OPENED, None)
    if opened is not None:
        open_page("meeting/live.py", meeting=opened)
    case_id = _kept("case")
    if case_id is None or all(case.id != case_id for case in workspace.cases()):
        open_page("case/list.py")
    return CaseId(str(case_id))


def chosen_meeting(workspace: Workspace) -> tuple[CaseId, MeetingRecord]:
    """The meeting of this page; without one, back to the list."""
    meeting_id = _kept("meeting")
    if meeting_id is not None:
        try:
            return workspace.meeting(RecordId(meeting_id))
        except NotAllowed:
            workspace.store.door.log(
                "refused", at=workspace.now, staff=workspace.staff, screen="meeting", detail=meeting_id[:64]
            )
    open_page("case/list.py")
    raise AssertionError("open_page ends the run")


def chosen_footing() -> Footing:
    """Whether what was learned in 支援会議 is on the desk as well; ordinarily it is not."""
    return Footing.STATUTORY if st.session_state.get("confidential") else Footing.CONSENT


def _kept(name: str) -> str | None:
    asked = st.query_params.get(name)
    if asked is not None:
        st.session_state[f"chosen:{name}"] = asked
    kept = st.session_state.get(f"chosen:{name}")
    return str(kept) if kept is not None else None
