"""タブ: parts of a page of which only those are built that somebody opened."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import streamlit as st

_STAY = 4
"""So many parts that were opened last stand on the page."""


def show_tabs(parts: Mapping[str, Callable[[], object]], *, key: str) -> None:
    """Tabs by their titles; a part is built when its tab is opened, and stays while few others are, with what was typed in it.

    The browser goes over everything that a page holds whenever a part of it changes: what nobody looks at would cost the
    map its speed, more and more as the hour goes on. A form that shows its draft has its words again when it is back.
    """
    if st.session_state.get(key) not in parts:
        st.session_state.pop(key, None)  # the meeting went on, and that part with it
    tabs = dict(zip(parts, st.tabs(list(parts), key=key, on_change="rerun"), strict=True))
    before: Sequence[str] = st.session_state.get(f"{key}:opened", ())
    in_front = [title for title, tab in tabs.items() if tab.open]
    opened = [title for title in before if title in parts and title not in in_front] + in_front
    st.session_state[f"{key}:opened"] = opened = opened[-_STAY:]
    for number, (title, tab) in enumerate(tabs.items()):
        if title in opened:
            with tab, st.container(key=f"{key}-{number}"):
                parts[title]()


def is_built(key: str, title: str) -> bool:
    """Whether what is in this tab stands on the page."""
    return title in st.session_state.get(f"{key}:opened", ())
