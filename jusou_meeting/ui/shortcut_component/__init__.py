"""近道: one key brings the cursor to where a role, a remark or a decision is typed, wherever it was."""

from __future__ import annotations

import streamlit as st

from jusou_meeting.ui.panel import ADDITIONS, FRONT, RECORD, TABS, choose
from jusou_meeting.ui.unseen import unseen

_WANTED = "cursor_wanted"

_FIELDS = {
    "F2": (FRONT, '[class*="st-key-new-RoleAssignment-panel"] input'),
    "F4": (RECORD, '[class*="st-key-new-Remark-meeting"] input'),
    "F8": (RECORD, '[class*="st-key-new-Decision-meeting"] input'),
}
"""The tab of each key, and the first field of its form."""

SAID = "F2 役割　F4 発言　F8 決定"
"""The keys, as the screen tells them; browsers have no use for these three."""


def watch_keys() -> None:
    """Listen on this page; before its tabs are drawn."""
    key, turn = st.session_state.get(_WANTED, ("", 0))
    unseen("shortcut")(
        key="shortcut",
        data={"keys": list(_FIELDS), "field": _FIELDS[key][1] if key else "", "turn": turn},
        on_pressed_change=_bring,
    )


def _bring() -> None:
    key = st.session_state["shortcut"]["pressed"]["key"]
    if key not in _FIELDS:
        return
    _, turn = st.session_state.get(_WANTED, ("", 0))
    st.session_state[_WANTED] = key, turn + 1
    st.session_state[TABS] = _FIELDS[key][0]
    if key == "F2":
        choose(None)
        st.session_state[ADDITIONS] = "役割"
