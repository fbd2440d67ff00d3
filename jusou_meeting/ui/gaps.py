"""足りないところ: what is still missing, in sight of the coordinator alone; each leads to where it can be mended."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from jusou_meeting.ecomap.gap import map_gaps
from jusou_meeting.finding import Finding
from jusou_meeting.meeting import MeetingRecord
from jusou_meeting.missing import missing
from jusou_meeting.ui.desk import Desk
from jusou_meeting.ui.panel import choose, plain


def show_gaps(desk: Desk, record: MeetingRecord | None) -> None:
    """How many there are, at every moment; opened, each in its sentence. Outside a meeting the map alone is asked."""
    left = () if record is None else tuple(missing(desk.household, record))
    on_the_map = tuple(map_gaps(desk.household, desk.workspace.today))
    with st.popover(
        f"足りないところ {len(left) + len(on_the_map)}件", key="gaps", disabled=not (left or on_the_map)
    ):
        _show(left, "gap")
        if on_the_map:
            st.caption("地図から")
            _show(on_the_map, "map-gap")


def _show(findings: Sequence[Finding], key: str) -> None:
    for number, finding in enumerate(findings):
        if finding.about is None:
            st.text(f"・{finding.sentence}")
        else:
            st.button(
                plain(finding.sentence),
                key=f"{key}:{number}:{finding.about}",
                type="tertiary",
                on_click=choose,
                args=(finding.about,),
            )
