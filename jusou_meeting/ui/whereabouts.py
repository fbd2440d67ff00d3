"""居場所: whoever opens a page anew, or comes back after the server was away, has in front and in hand what they had."""

from __future__ import annotations

from contextlib import suppress

import streamlit as st

from jusou_meeting.store import FileProblem
from jusou_meeting.ui.workspace import Workspace
from jusou_meeting.vocabulary import CaseId, RecordId

_KNOWN = "whereabouts"


def stay(workspace: Workspace, about: CaseId | RecordId, *keys: str) -> None:
    """Before widgets of these keys are drawn: as this session left them on this page, and remembered as they are.

    The page is about this case or meeting. What is remembered already is not written again.
    """
    state, kept = st.session_state, workspace.store.whereabouts(workspace.staff)
    known_about, known = state.get(_KNOWN, (None, {}))
    if known_about != about:
        known = kept.at(about)
        for key in keys:
            if key in known:
                state.setdefault(key, known[key])
    now = {key: said for key in keys if isinstance(said := state.get(key), str)}
    if now != known:
        with suppress(FileProblem):  # a full disk stops nobody who only looks
            kept.keep(about, now)
    state[_KNOWN] = (about, now)
