"""タブ: parts of a page of which only those are built that somebody opened."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import streamlit as st


def show_tabs(parts: Mapping[str, Callable[[], object]], *, key: str) -> None:
    """Tabs by their titles; a part is built when its tab is first opened, and stays, with what was typed in it.

    The browser goes over everything that a page holds whenever a part of it changes: what nobody opened would cost the
    map its speed.
    """
    if st.session_state.get(key) not in parts:
        st.session_state.pop(key, None)  # the meeting went on, and that part with it
    opened: set[str] = st.session_state.setdefault(f"{key}:opened", set())
    opened.intersection_update(parts)
    tabs = st.tabs(list(parts), key=key, on_change="rerun")
    for number, (tab, (title, show)) in enumerate(zip(tabs, parts.items(), strict=True)):
        if tab.open:
            opened.add(title)
        if title in opened:
            with tab, st.container(key=f"{key}-{number}"):
                show()


def is_built(key: str, title: str) -> bool:
    """Whether somebody opened this tab, so that it stands on the page."""
    return title in st.session_state.get(f"{key}:opened", ())
