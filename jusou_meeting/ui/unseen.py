"""見えない部品: a script of ours that works on a page and takes no room there."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer


@functools.cache
def unseen(name: str) -> ComponentRenderer:
    """The component whose scripts lie in the folder of this name, as one module, with a style beside them where it has one."""
    folder = Path(__file__).parent / f"{name}_component"
    style = folder / f"{name}.css"
    return st.components.v2.component(
        f"jusou_{name}",
        html=f'<i class="jusou-{name}" hidden></i>',
        css=f".stElementContainer:has(.jusou-{name}) {{ display: none; }}\n"
        + (style.read_text("utf-8") if style.exists() else ""),
        js="\n".join(part.read_text("utf-8") for part in sorted(folder.glob("*.js"))),
        isolate_styles=False,
    )
