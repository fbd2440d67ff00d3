"""盤面: the map and the roles, repainted together when anybody changes something."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from operator import attrgetter

import streamlit as st

from jusou_meeting.documents.composed import composed, working_map
from jusou_meeting.ecomap.scene import Scene
from jusou_meeting.ecomap.seating import RingOrder
from jusou_meeting.ecomap.svg import paint
from jusou_meeting.ecomap.view import around, in_view
from jusou_meeting.meeting_gate import footing_findings
from jusou_meeting.ui.desk import Desk
from jusou_meeting.ui.ecomap_component import offered, show_ecomap
from jusou_meeting.ui.folding import chosen_folding, show_folding
from jusou_meeting.ui.gaps import show_gaps
from jusou_meeting.ui.hands import HandsOnScreen
from jusou_meeting.ui.live_component import watch
from jusou_meeting.ui.panel import SELECTED, rerun_if_chosen_anew
from jusou_meeting.ui.read_back import role_in_reading, show_read_back, show_reading
from jusou_meeting.ui.roles import show_role_board
from jusou_meeting.ui.room import parts_of_the_room, show_knocking
from jusou_meeting.ui.unconsented import show_held_back_count
from jusou_meeting.ui.undo import show_undo
from jusou_meeting.ui.views import chosen_view, show_views, show_words_of_view
from jusou_meeting.ui.workspace import BOARD, at_hand, attempt, show_findings, show_noticed

_TIDY = "tidy"


@st.fragment(key="board")
@at_hand()
def show_board(desk: Desk, *, readonly: bool = False) -> None:
    """The household as it is now; only this part runs again when others change it."""
    workspace, case_id, meeting_id = desk.workspace, desk.case_id, desk.meeting_id
    revision = watch(
        lambda: workspace.store.cases.revision(case_id, meeting_id),
        case_id=case_id,
        meeting_id=meeting_id,
        also=parts_of_the_room if meeting_id else tuple,
    )
    found = st.container(key="found")
    desk = desk.refreshed()
    if meeting_id is not None:
        show_knocking(desk, meeting_id)
    record = None if meeting_id is None else workspace.meeting(meeting_id)[1]
    if record is not None:
        lapsed = footing_findings(record.meeting, desk.household, record.attendees, today=workspace.today)
        show_noticed("footing", lapsed)
    folding, selected = chosen_folding(desk), st.session_state.get(SELECTED)
    scene = working_map(
        folding,
        on=workspace.today,
        record=record,
        author=workspace.staff.signed,
        preset=workspace.store.preset,
    )
    looked_at = folding.household if selected in folding.drawn else desk.household
    reading = role_in_reading(desk, record)
    show_ecomap(
        paint(scene),
        key=f"map-{case_id}",
        outbox=workspace.store.outbox(workspace.staff),
        on_event=HandsOnScreen(desk, folding).take,
        selected=folding.stand_ins.get(selected, selected) if selected else None,
        seen=folding.shown(
            in_view(looked_at, chosen_view(), selected)
            if reading is None
            else around(desk.household, reading.id, 1)
        ),
        offers=None if readonly else offered(folding.household, workspace.agencies()),
        taken_at=None if readonly or folding.stand_ins else desk.address,
        revision=revision,
        readonly=readonly,
    )
    rerun_if_chosen_anew()
    with found:
        show_findings(BOARD)
    if not readonly:
        show_held_back_count(desk, record)
        with st.container(key="tools", horizontal=True):
            show_undo(desk)
            show_views(desk)
            st.menu_button(
                "整頓",
                list(RingOrder),
                format_func=lambda order: order.label,
                key=_TIDY,
                on_click=lambda: _tidy(desk, st.session_state[_TIDY]),
                icon=":material/auto_awesome_mosaic:",  # a tooltip would lie over what it opens
            )
            show_gaps(desk, record)
            if record is not None:
                show_read_back(desk, record)
        show_folding(desk, folding, scene, selected)
        if not folding.boxes:
            _offer_to_tidy(desk, scene)
    if record is not None and reading is not None:
        show_reading(desk, record, reading)
    with st.container(key="roles"):
        show_words_of_view(desk, record)
        show_role_board(desk, record, readonly=readonly)


_UNTIDY: dict[str, Callable[[Scene], bool]] = {
    "家族の線が、ほかの人の上を通っています。並べ直すと、分かれます": attrgetter("lines_run_over_people"),
    "世帯の枠が広がって、機関にかかっています。並べ直すと、分かれます": attrgetter("frame_cuts_agencies"),
    "夫婦の線が斜めになっています。並べ直すと、横に並びます": attrgetter("couples_stand_aslant"),
}


def _offer_to_tidy(desk: Desk, scene: Scene) -> None:
    """Where the map cannot be read as it grew, and would be if it were laid out anew; nothing moves by itself."""
    untidy = {words: seen_in for words, seen_in in _UNTIDY.items() if seen_in(scene)}
    if not untidy:
        return
    anew = composed(replace(desk.household, positions={}), on=desk.workspace.today)
    mended = next((words for words, seen_in in untidy.items() if not seen_in(anew)), None)
    if mended is not None:
        with st.container(key="tidy-offer", horizontal=True, vertical_alignment="center"):
            st.caption(f"{mended}（元に戻せます）。")
            st.button("整頓する", key="tidy-family", on_click=_tidy, args=(desk, RingOrder.FEWEST_CROSSINGS))


def _tidy(desk: Desk, order: RingOrder) -> None:
    moved: list[bool] = []
    if attempt(lambda: moved.append(desk.tidy(order))):
        st.session_state["done"] = "図を整頓しました。" if moved[0] else "図はもう整っています。"
