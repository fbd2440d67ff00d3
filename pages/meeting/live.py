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
from jusou_meeting.ui.support import show_support
from jusou_meeting.ui.tabs import show_tabs
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
        show_tabs(
            {
                FRONT: lambda: show_panel(desk),
                "発言": lambda: show_remarks(desk, record),
                "決定": lambda: show_decisions(desk, record),
                "プラン": lambda: show_support(desk, record),
                "出席者": lambda: show_attendees(desk, record),
                "端末": lambda: show_devices(desk, record),
            },
            key=TABS,
        )
    else:
        show_held(record)

relations = st.expander("関係の表", key="relations", on_change="rerun")
if relations.open:
    with relations:
        show_relations(workspace, desk.household)
