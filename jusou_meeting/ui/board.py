"""盤面: the map and the roles, repainted together when anybody changes something."""

from __future__ import annotations

from contextlib import AbstractContextManager

import streamlit as st

from jusou_meeting.ecomap.scene import compose
from jusou_meeting.ecomap.svg import paint
from jusou_meeting.ecomap.ties import Tie
from jusou_meeting.store import Change
from jusou_meeting.ui.desk import Desk
from jusou_meeting.ui.ecomap_component import EcomapEvent, EventKind, show_ecomap
from jusou_meeting.ui.live_component import watch
from jusou_meeting.ui.panel import SELECTED, choose
from jusou_meeting.ui.roles import show_role_board
from jusou_meeting.ui.room import show_knocking
from jusou_meeting.ui.workspace import new_id, show_findings
from jusou_meeting.vocabulary import RecordId

_CHOSEN_ANEW = "chosen_anew"


@st.fragment(key="board")
def show_board(desk: Desk, *, readonly: bool = False) -> None:
    """The household as it is now; only this part runs again when others change it."""
    workspace, case_id, meeting_id = desk.workspace, desk.case_id, desk.meeting_id
    boards = ("board",) if meeting_id is None or readonly else ("board", "devices")
    watch(
        lambda: workspace.store.cases.revision(case_id, meeting_id),
        case_id=case_id,
        meeting_id=meeting_id,
        boards=boards,
    )
    if st.session_state.pop(_CHOSEN_ANEW, False):
        st.rerun()
    show_findings()
    desk = desk.refreshed()
    if meeting_id is not None:
        show_knocking(desk, meeting_id)
    show_ecomap(
        paint(compose(desk.household, on=workspace.today)),
        key=f"map-{case_id}",
        outbox=workspace.store.outbox(workspace.staff),
        on_event=lambda event: _take(desk, event),
        selected=st.session_state.get(SELECTED),
        readonly=readonly,
    )
    show_role_board(desk, readonly=readonly)


def _take(desk: Desk, event: EcomapEvent) -> None:
    """What hands did on the map: choosing looks, moving and drawing change."""
    match event.kind:
        case EventKind.MOVE if event.id is not None:
            with _change(desk, "地図で動かす", event) as change:
                change.move(event.id, event.position)
        case EventKind.LINE if event.id is not None and event.other_id is not None:
            tie = Tie(id=new_id(), a=event.id, b=event.other_id)
            with _change(desk, "関係線を引く", event) as change:
                change.save(tie)
            _choose(tie.id)
        case EventKind.SELECT | EventKind.OPEN:
            _choose(event.id)


def _change(desk: Desk, action: str, event: EcomapEvent) -> AbstractContextManager[Change]:
    return desk.workspace.change(
        action, desk.case_id, desk.footing, meeting_id=desk.meeting_id, event=event.origin
    )


def _choose(record_id: RecordId | None) -> None:
    choose(record_id)
    st.session_state[_CHOSEN_ANEW] = True
