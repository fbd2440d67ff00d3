"""近道: one key brings the cursor to where a role, a remark or a decision is typed, or turns a remark into something."""

from __future__ import annotations

from collections.abc import Callable, Mapping

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


def watch_keys(others: Mapping[str, Callable[[], None]]) -> None:
    """Listen on this page, before its tabs are drawn, to our keys and to these others (`Alt+1`), each with its step."""
    field, turn = st.session_state.get(_WANTED, ("", 0))
    unseen("shortcut")(
        key="shortcut",
        data={"keys": [*_FIELDS, *others], "field": field, "turn": turn},
        on_pressed_change=lambda: _step(others),
    )


def bring_cursor(field: str) -> None:
    """Have the cursor in the first field that this selector finds, from the next run on."""
    _, turn = st.session_state.get(_WANTED, ("", 0))
    st.session_state[_WANTED] = field, turn + 1


def _step(others: Mapping[str, Callable[[], None]]) -> None:
    key = st.session_state["shortcut"]["pressed"]["key"]
    if key in others:
        others[key]()
    if key not in _FIELDS:
        return
    st.session_state[TABS], field = _FIELDS[key]
    bring_cursor(field)
    if key == "F2":
        choose(None)
        st.session_state[ADDITIONS] = "役割"
