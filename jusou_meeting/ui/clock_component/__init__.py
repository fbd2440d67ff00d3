"""残り時間: a quiet clock that counts by itself; it wakes nobody and asks the server nothing."""

from __future__ import annotations

import functools
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer


def show_clock(*, item_until: datetime | None, meeting_until: datetime | None, now: datetime) -> None:
    """How long the item and the meeting still have; `now` is the server's, since the clocks of two PCs differ."""
    _component()(
        key="clock",
        data={
            "item": None if item_until is None else item_until.timestamp(),
            "meeting": None if meeting_until is None else meeting_until.timestamp(),
            "now": now.timestamp(),
        },
        width="content",
    )


@functools.cache
def _component() -> ComponentRenderer:
    folder = Path(__file__).parent
    return st.components.v2.component(
        "jusou_clock",
        html='<p class="jusou-clock" role="timer" aria-live="off"></p>',
        css=(folder / "clock.css").read_text("utf-8"),
        js=(folder / "clock.js").read_text("utf-8"),
        isolate_styles=False,
    )
