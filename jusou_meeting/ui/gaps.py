"""足りないところ: what is still missing, in sight of the coordinator alone; each leads to where it can be mended."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import streamlit as st

from jusou_meeting.finding import Finding
from jusou_meeting.household import Household
from jusou_meeting.meeting import MeetingRecord
from jusou_meeting.missing import Remedy, in_its_words, of_the_meeting, on_the_map, projectable
from jusou_meeting.projection import Projection
from jusou_meeting.ui.desk import Desk
from jusou_meeting.ui.label import plain
from jusou_meeting.ui.panel import RECORD, SUPPORT, TABS, choose, run_page_anew
from jusou_meeting.ui.room import change_wall, repaint_room
from jusou_meeting.ui.support import PARTS, TABS_OF_SUPPORT
from jusou_meeting.unconsented import limited
from jusou_meeting.vocabulary import Fact, RecordId

_LIST = "gaps"

_ROW, _HIGHEST = 36, 520
"""Pixels of a sentence, and of the list."""


def show_gaps(desk: Desk, record: MeetingRecord | None) -> None:
    """How many there are, at every moment; opened, each in its sentence. Outside a meeting the map alone is asked.

    In an open meeting one of them at a time can be put on the wall; no other word of this list ever is.
    """
    left = _by_remedy(desk, record)
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
    wall, keys = None, frozenset[str]()
    if record is not None and record.meeting.is_open:
        wall = desk.workspace.store.projections.of(record.meeting.id)
        shown = limited(desk.household, on=desk.workspace.today, record=record)
        keys = projectable(desk.household, shown, record, desk.workspace.today)
    with listed:
        for remedy, findings in left.items():
            st.caption(f"**{remedy.label}　{len(findings)}件**")
            for number, finding in enumerate(findings):
                _show(desk, record, finding, f"{remedy.value}-{number}", wall, keys)


def _by_remedy(desk: Desk, record: MeetingRecord | None) -> dict[Remedy, tuple[Finding, ...]]:
    household = desk.household
    of_it = {} if record is None else of_the_meeting(household, record)
    return {**of_it, **on_the_map(household, desk.workspace.today), **in_its_words(household, record)}


def _show(
    desk: Desk,
    record: MeetingRecord | None,
    finding: Finding,
    key: str,
    wall: Projection | None,
    keys: frozenset[str],
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
                args=(desk, record, finding.about),
            )
        if wall is not None and finding.key in keys:
            is_shown = finding.key == wall.gap
            st.button(
                "投影から外す" if is_shown else "投影に出す",
                key=f"gap-on-wall:{finding.key}",
                type="primary" if is_shown else "tertiary",
                on_click=_put_on_wall,
                args=(desk, "" if is_shown else finding.key),
            )


def _go(desk: Desk, record: MeetingRecord | None, about: RecordId) -> None:
    """To where it is mended: the list would lie over the map that shows it."""
    st.session_state[_LIST] = False
    written = next((fact for fact in _off_the_map(desk.household, record) if fact.id == about), None)
    if written is None:
        choose(about)
        return
    st.session_state[TABS] = SUPPORT if type(written) in PARTS else RECORD
    if type(written) in PARTS:
        st.session_state[TABS_OF_SUPPORT] = PARTS[type(written)]
    run_page_anew()


def _off_the_map(household: Household, record: MeetingRecord | None) -> Iterator[Fact]:
    """What is written in the tabs of a meeting."""
    if record is None:
        return
    yield from record.remarks
    yield from record.decisions
    yield from household.wishes
    yield from household.goals
    yield from household.plans
    yield from household.emergency_contacts
    yield from household.abuse_suspicions
    yield from household.other_meetings
    yield from record.resource_gaps
    yield from record.evaluations


def _put_on_wall(desk: Desk, gap: str) -> None:
    change_wall(desk, lambda wall, _: replace(wall, gap=gap))
    repaint_room()
