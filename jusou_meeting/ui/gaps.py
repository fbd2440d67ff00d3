"""足りないところ: what is still missing, in sight of the coordinator alone; each leads to where it can be mended."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from jusou_meeting.ecomap.gap import map_gaps
from jusou_meeting.finding import Finding
from jusou_meeting.meeting import MeetingRecord
from jusou_meeting.missing import missing, projectable
from jusou_meeting.ui.desk import Desk
from jusou_meeting.ui.panel import choose, plain
from jusou_meeting.ui.room import change_wall


def show_gaps(desk: Desk, record: MeetingRecord | None) -> None:
    """How many there are, at every moment; opened, each in its sentence. Outside a meeting the map alone is asked.

    In an open meeting one of them at a time can be put on the wall; no other word of this list ever is.
    """
    today = desk.workspace.today
    left = () if record is None else tuple(missing(desk.household, record))
    on_the_map = tuple(map_gaps(desk.household, today))
    with st.popover(
        f"足りないところ {len(left) + len(on_the_map)}件", key="gaps", disabled=not (left or on_the_map)
    ):
        offered: frozenset[str] = frozenset()
        if record is not None and record.meeting.is_open:
            offered = frozenset(finding.key for finding in projectable(desk.household, record, today))
        _show(desk, left, "gap", offered)
        if on_the_map:
            st.caption("地図から")
            _show(desk, on_the_map, "map-gap", offered)


def _show(desk: Desk, findings: Sequence[Finding], key: str, offered: frozenset[str]) -> None:
    shown = ""
    if desk.meeting_id is not None:
        shown = desk.workspace.store.projections.of(desk.meeting_id).gap
    for number, finding in enumerate(findings):
        with st.container(key=f"missing-{key}-{number}", horizontal=True, vertical_alignment="center"):
            if finding.about is None:
                st.text(f"・{finding.sentence}", width="stretch")
            else:
                st.button(
                    plain(finding.sentence),
                    key=f"{key}:{number}:{finding.about}",
                    type="tertiary",
                    width="stretch",
                    on_click=choose,
                    args=(finding.about,),
                )
            if finding.key in offered:
                is_shown = finding.key == shown
                st.button(
                    "投影から外す" if is_shown else "投影に出す",
                    key=f"{key}-on-wall:{finding.key}",
                    type="primary" if is_shown else "tertiary",
                    on_click=_put_on_wall,
                    args=(desk, "" if is_shown else finding.key),
                )


def _put_on_wall(desk: Desk, gap: str) -> None:
    change_wall(desk, lambda wall, _: replace(wall, gap=gap))
