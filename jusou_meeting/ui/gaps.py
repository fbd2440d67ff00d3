"""足りないところ: what is still missing, in sight of the coordinator alone; each leads to where it can be mended."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import chain

import streamlit as st

from jusou_meeting.finding import Finding
from jusou_meeting.household import Household
from jusou_meeting.meeting import MeetingRecord
from jusou_meeting.missing import Remedy, may_be_projected, of_the_meeting, on_the_map
from jusou_meeting.projection import Projection
from jusou_meeting.ui.desk import Desk
from jusou_meeting.ui.label import plain
from jusou_meeting.ui.panel import choose
from jusou_meeting.ui.room import change_wall, repaint_room
from jusou_meeting.unconsented import limited
from jusou_meeting.vocabulary import RecordId

_LIST = "gaps"

_ROW, _HIGHEST = 36, 520
"""Pixels of a sentence, and of the list."""


def show_gaps(desk: Desk, record: MeetingRecord | None) -> None:
    """How many there are, at every moment; opened, each in its sentence. Outside a meeting the map alone is asked.

    In an open meeting one of them at a time can be put on the wall; no other word of this list ever is.
    """
    left = _by_remedy(desk, desk.household, record)
    count = sum(map(len, left.values()))
    box = st.popover(
        f"足りないところ {count}件",
        key=_LIST,
        disabled=not count,
        on_change="rerun",  # so that it can be closed from here
    )
    height = min(_ROW * (1 + count + len(left)), _HIGHEST)
    listed = box.container(key="gap-list", height=height, border=False)  # it opens to the side with the room
    if not box.open:
        return
    wall, projectable = None, frozenset[str]()
    if record is not None and record.meeting.is_open:
        wall = desk.workspace.store.projections.of(record.meeting.id)
        projectable = _projectable(desk, record, left)
    with listed:
        for remedy, findings in left.items():
            st.caption(f"**{remedy.label}　{len(findings)}件**")
            for number, finding in enumerate(findings):
                _show(desk, finding, f"{remedy.value}-{number}", wall, projectable)


def _by_remedy(
    desk: Desk, household: Household, record: MeetingRecord | None
) -> dict[Remedy, tuple[Finding, ...]]:
    of_it = {} if record is None else of_the_meeting(household, record)
    return {**of_it, **on_the_map(household, desk.workspace.today)}


def _projectable(
    desk: Desk, record: MeetingRecord, left: Mapping[Remedy, tuple[Finding, ...]]
) -> frozenset[str]:
    """The keys of what the wall may tell: it knows less of members who did not consent."""
    household = desk.household
    shown = limited(household, on=desk.workspace.today, record=record)
    told = left if shown is household else _by_remedy(desk, shown, record)
    return frozenset(
        finding.key for finding in chain.from_iterable(told.values()) if may_be_projected(finding, household)
    )


def _show(
    desk: Desk, finding: Finding, key: str, wall: Projection | None, projectable: frozenset[str]
) -> None:
    with st.container(key=f"missing-{key}", horizontal=True, vertical_alignment="center"):
        if finding.about is None:
            st.text(f"・{finding.sentence}", width="stretch")
        else:
            st.button(
                plain(finding.sentence),
                key=f"gap:{key}:{finding.about}",
                type="tertiary",
                width="stretch",
                on_click=_go,
                args=(finding.about,),
            )
        if wall is not None and finding.key in projectable:
            is_shown = finding.key == wall.gap
            st.button(
                "投影から外す" if is_shown else "投影に出す",
                key=f"gap-on-wall:{finding.key}",
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
