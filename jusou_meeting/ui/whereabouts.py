"""居場所: whoever opens a page anew, or comes back after the server was away, has in front and in hand what they had."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress

import streamlit as st

from jusou_meeting.store import FileProblem
from jusou_meeting.ui.workspace import Workspace
from jusou_meeting.vocabulary import CaseId, RecordId

_KNOWN = "whereabouts"


def left_here(workspace: Workspace, about: CaseId | RecordId) -> Mapping[str, str]:
    """What this session had here when it was last on this page; empty once the page is open."""
    if st.session_state.get(_KNOWN, ("", {}))[0] == about:
        return {}
    left = workspace.store.whereabouts(workspace.staff).at(about)
    st.session_state[_KNOWN] = (about, left)
    return left


def remember(workspace: Workspace, about: CaseId | RecordId, where: Mapping[str, str]) -> None:
    """Have this found again; what is so already costs nothing."""
    if st.session_state.get(_KNOWN) != (about, where):
        with suppress(FileProblem):  # a full disk stops nobody who only looks
            workspace.store.whereabouts(workspace.staff).keep(about, where)
        st.session_state[_KNOWN] = (about, where)


def stay(workspace: Workspace, about: CaseId | RecordId, *keys: str) -> None:
    """Before widgets of these keys are drawn: as they were left here, and remembered as they are."""
    left = left_here(workspace, about)
    for key in keys:
        if key in left:
            st.session_state.setdefault(key, left[key])
    remember(
        workspace, about, {key: said for key in keys if isinstance(said := st.session_state.get(key), str)}
    )
