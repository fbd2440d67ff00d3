"""会議"""

import streamlit as st

from jusou_meeting.staff import Permission
from jusou_meeting.ui.address import chosen_meeting
from jusou_meeting.ui.board import show_board
from jusou_meeting.ui.heading import show_meeting_heading
from jusou_meeting.ui.panel import FRONT, TABS, show_panel, take_in_hand
from jusou_meeting.ui.record import show_attendees, show_decisions, show_held, show_remarks
from jusou_meeting.ui.relations import show_relations
from jusou_meeting.ui.room import show_devices
from jusou_meeting.ui.workspace import open_workspace, show_findings

workspace = open_workspace(needs=Permission.HOLD_MEETING)
desk, record = chosen_meeting(workspace, screen="meeting")
take_in_hand()

show_meeting_heading(desk, record)
show_findings()

board, hand = st.columns([7, 4])
with board:
    show_board(desk, readonly=not record.meeting.is_open)
with hand:
    if record.meeting.is_open:
        panel, remarks, decisions, attendees, devices = st.tabs(
            [FRONT, "発言", "決定", "出席者", "端末"], key=TABS, on_change="rerun"
        )
        with panel, st.container(key="hand-panel"):
            show_panel(desk)
        with remarks, st.container(key="hand-remarks"):
            show_remarks(desk, record)
        with decisions, st.container(key="hand-decisions"):
            show_decisions(desk, record)
        with attendees, st.container(key="hand-attendees"):
            show_attendees(desk, record)
        with devices, st.container(key="hand-devices"):
            show_devices(desk, record)
    else:
        show_held(record)

with st.expander("関係の表"):
    show_relations(workspace, desk.household)
