"""近道: one key brings the cursor to where a role, a remark or a decision is typed, or turns a remark into something."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import NamedTuple

import streamlit as st

from jusou_meeting.ui.panel import ADDITIONS, FRONT, RECORD, TABS, choose
from jusou_meeting.ui.unseen import unseen

_WANTED = "cursor_wanted"

NOWHERE = ""
"""Where the cursor goes when what was pressed asks for no words: it stays."""

_FIELDS = {
    "F2": (FRONT, '[class*="st-key-new-RoleAssignment-panel"] input'),
    "F4": (RECORD, '[class*="st-key-new-Remark-meeting"] input'),
    "F8": (RECORD, '[class*="st-key-new-Decision-meeting"] input'),
}
"""The tab of each key, and the first field of its form."""

SAID = "F2 役割　F4 発言　F8 決定　Alt＋1〜5 ▶の発言を決定・課題などに　Alt＋↑↓ ▶を動かす"
"""The keys, as the screen tells them; browsers have no use for the first three."""


class _Wanted(NamedTuple):
    field: str = NOWHERE
    turn: int = 0
    asked: int = 0
    """The press that this answers, as the browser numbers them; 0 = a button."""


def watch_keys(
    others: Mapping[str, Callable[[], None]], *, asking: Collection[str] = (), buttons: Collection[str] = ()
) -> None:
    """Listen on this page, before its tabs are drawn, to our keys and to these others (`Alt+1`), each with its step.

    `asking` names those of them that bring the cursor somewhere, `buttons` the places of the buttons that do: from
    their press on the browser keeps what is typed until that field is there, and each must say so by `bring_cursor`.
    """
    unseen("shortcut")(
        key="shortcut",
        data={
            "keys": [*_FIELDS, *others],
            "asking": [*_FIELDS, *asking],
            "buttons": list(buttons),
            "fields": {key: field for key, (_, field) in _FIELDS.items()},
            **_wanted()._asdict(),
        },
        on_pressed_change=lambda: _step(others),
    )


def bring_cursor(field: str) -> None:
    """Have the cursor in the first field that this selector finds, from the next run on."""
    st.session_state[_WANTED] = _Wanted(field, _wanted().turn + 1)


def _wanted() -> _Wanted:
    wanted: _Wanted = st.session_state.get(_WANTED, _Wanted())
    return wanted


def _step(others: Mapping[str, Callable[[], None]]) -> None:
    pressed = st.session_state["shortcut"]["pressed"]
    key = pressed["key"]
    if key in others:
        others[key]()
    elif key in _FIELDS:
        st.session_state[TABS], field = _FIELDS[key]
        bring_cursor(field)
        if key == "F2":
            choose(None)
            st.session_state[ADDITIONS] = "役割"
    st.session_state[_WANTED] = _wanted()._replace(asked=pressed["at"])
