"""投影画面: the map alone, on a session that is sent nothing else; dark until the coordinator lights it."""

from __future__ import annotations

import streamlit as st

from jusou_meeting.documents.composed import composed
from jusou_meeting.ecomap.caption import caption
from jusou_meeting.ecomap.folding import folded, folded_fields
from jusou_meeting.ecomap.layout import seen_before
from jusou_meeting.ecomap.svg import paint
from jusou_meeting.ecomap.view import around
from jusou_meeting.mask import masked
from jusou_meeting.missing import projected
from jusou_meeting.read_back import read_out
from jusou_meeting.sharing import leaving_as
from jusou_meeting.staff import Permission, Seat
from jusou_meeting.ui.ecomap_component import show_ecomap
from jusou_meeting.ui.live_component import watch
from jusou_meeting.ui.read_back import show_words
from jusou_meeting.ui.workspace import Workspace, at_hand, open_workspace
from jusou_meeting.unconsented import limited
from jusou_meeting.vocabulary import RecordId


def show_wall(workspace: Workspace) -> None:
    """The wall of the meeting this projector belongs to."""
    seat = workspace.staff.seats[0]
    if seat.meeting_id is None:
        st.error("この席では投影できません。")
        return
    with st.container(key="wall"):
        _wall(seat, seat.meeting_id)


@st.fragment(key="board")
@at_hand()
def _wall(seat: Seat, meeting_id: RecordId) -> None:
    """Looked up anew each time: a window that was opened dark is lit later, and that is the hour at which something was shown."""
    workspace = open_workspace(needs=Permission.VIEW_PROJECTION)
    watch(lambda: workspace.store.cases.revision(seat.case_id, meeting_id))
    shown = workspace.store.projections.of(meeting_id)
    if shown.dark:
        with st.container(key="dark-wall"):
            st.text("投影を止めています")
            st.text("映すときは、会議の画面で F9 を押します。")
        return
    known = workspace.store.cases.projected(workspace.staff, seat.case_id, seat.footing)
    workspace.store.door.log(
        "view",
        at=workspace.now,
        staff=workspace.staff,
        screen=leaving_as("wall", nameless=shown.nameless),
        case_id=seat.case_id,
        meeting_id=meeting_id,
        footing=seat.footing,
    )
    today = workspace.today
    record = workspace.store.cases.projected_meeting(workspace.staff, meeting_id)
    household = limited(known, on=today, record=record)
    reading = read_out(known, shown.reading, shown.audience, on=today, record=record)
    gap = projected(shown.gap, household, record, shown.audience, on=today) if reading is None else None
    folding = folded(masked(household, shown.audience, on=today), folded_fields(household, shown.folded))
    focus, steps = (shown.focus_id, shown.steps) if gap is None else (gap.about, 1)
    if reading is not None:
        focus, steps = shown.reading, 1
        with st.container(key="read-aloud"):
            show_words(reading)
    elif any(role.id == shown.reading for role in known.standing_roles):
        with st.container(key="by-voice"):
            st.text("いま読み上げている役割は、声だけでお伝えします。")
    heading = "" if gap is None else gap.sentence
    show_ecomap(
        paint(
            composed(
                folding.household,
                on=today,
                caption=(*caption(household, today, record=record), *folding.said),
                heading=heading,
                preset=workspace.store.preset,
                seen_at=seen_before(folding, on=today),
            )
        ),
        key="wall-map",
        outbox=workspace.store.outbox(workspace.staff),
        on_event=lambda event: None,
        seen=folding.shown(around(household, focus, steps)),
        readonly=True,
    )
