"""会議"""

import streamlit as st

from jusou_meeting.staff import Permission
from jusou_meeting.ui.address import chosen_meeting
from jusou_meeting.ui.board import show_board
from jusou_meeting.ui.hand import show_hand
from jusou_meeting.ui.heading import show_meeting_heading
from jusou_meeting.ui.panel import ADDITIONS, TABS, take_in_hand
from jusou_meeting.ui.support import TABS_OF_SUPPORT
from jusou_meeting.ui.workspace import open_workspace, show_findings

workspace = open_workspace(needs=Permission.HOLD_MEETING)
desk, record = chosen_meeting(workspace, screen="meeting")
take_in_hand(desk, TABS, ADDITIONS, TABS_OF_SUPPORT)

show_meeting_heading(desk, record)
show_findings()

board, hand = st.columns([6, 5])
with board:
    show_board(desk, readonly=record.final is not None)
with hand:
    show_hand(desk, record)
