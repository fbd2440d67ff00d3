"""手引き: how this screen is used, in the words of the field; our own text, beside the screen it speaks of."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

_FOLDER = Path(__file__).parent / "manual"


def show_help(screen: str) -> None:
    """The button that opens the page of this screen."""
    if st.button("使い方", key=f"help:{screen}", type="tertiary"):
        _show(screen)


@st.dialog("使い方", width="large")
def _show(screen: str) -> None:
    st.markdown((_FOLDER / f"{screen}.md").read_text("utf-8"))
