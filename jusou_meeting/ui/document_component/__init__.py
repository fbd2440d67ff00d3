"""画面の言葉と文字: the page is in Japanese and in our fonts, and runs again when a lost connection is back."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer


def prepare_document() -> None:
    """Make this page ours; called once on every page, outside any fragment."""
    _component()(key="document", on_reconnected_change=lambda: None)


@functools.cache
def _component() -> ComponentRenderer:
    folder = Path(__file__).parent
    return st.components.v2.component(
        "jusou_document",
        html='<i class="jusou-document" hidden></i>',
        css=".stElementContainer:has(.jusou-document) { display: none; }\n",
        js=(folder / "document.js").read_text("utf-8"),
        isolate_styles=False,
    )
