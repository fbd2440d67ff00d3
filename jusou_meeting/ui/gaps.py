"""足りないところ: what is still missing, in sight of the coordinator alone; each leads to where it can be mended."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from jusou_meeting.ecomap.gap import map_gaps
from jusou_meeting.finding import Finding
from jusou_meeting.meeting import MeetingRecord
from jusou_meeting.missing import may_be_projected, missing
from jusou_meeting.projection import Projection
from jusou_meeting.ui.desk import Desk
from jusou_meeting.ui.label import plain
from jusou_meeting.ui.panel import choose
from jusou_meeting.ui.room import change_wall, repaint_room
from jusou_meeting.unconsented import limited
from jusou_meeting.vocabulary import RecordId

_LIST = "gaps"


def show_gaps(desk: Desk, record: MeetingRecord | None) -> None:
    """How many there are, at every moment; opened, each in its sentence. Outside a meeting the map alone is asked.

    In an open meeting one of them at a time can be put on the wall; no other word of this list ever is.
    """
    left = () if record is None else tuple(missing(desk.household, record))
    on_the_map = tuple(map_gaps(desk.household, desk.workspace.today))
    with st.popover(
        f"足りないところ {len(left) + len(on_the_map)}件",
        key=_LIST,
        disabled=not (left or on_the_map),
        on_change="rerun",  # so that it can be closed from here
    ):
        wall, projectable = None, frozenset[str]()
        if record is not None and record.meeting.is_open:
            wall = desk.workspace.store.projections.of(record.meeting.id)
            projectable = _projectable(desk, record)
        _show(desk, left, "gap", wall, projectable)
        if on_the_map:
            st.caption("地図から")
            _show(desk, on_the_map, "map-gap", wall, projectable)


def _projectable(desk: Desk, record: MeetingRecord) -> frozenset[str]:
    """The keys of what the wall may tell: it knows less of members who did not consent."""
    household, today = desk.household, desk.workspace.today
    shown = limited(household, on=today, record=record)
    told = (*missing(shown, record), *map_gaps(shown, today))
    return frozenset(finding.key for finding in told if may_be_projected(finding, household))


def _show(
    desk: Desk, findings: Sequence[Finding], key: str, wall: Projection | None, projectable: frozenset[str]
) -> None:
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
                    on_click=_go,
                    args=(finding.about,),
                )
            if wall is not None and finding.key in projectable:
                is_shown = finding.key == wall.gap
                st.button(
                    "投影から外す" if is_shown else "投影に出す",
                    key=f"{key}-on-wall:{finding.key}",
                    type="primary" if is_shown else "tertiary",
                    on_click=_put_on_wall,
                    args=(desk, "" if is_shown else finding.key),
                )


def _go(about: RecordId) -> None:
    """To where it is mended: the list would lie over the map that shows it."""
    choose(about)
    st.session_state[_LIST] = False


def _put_on_wall(desk: Desk, gap: str) -> None:
    change_wall(desk, lambda wall, _: replace(wall, gap=gap))
    repaint_room()
