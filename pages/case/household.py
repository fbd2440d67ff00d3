"""世帯とエコマップ"""

import streamlit as st

from jusou_meeting.staff import Permission
from jusou_meeting.ui.address import chosen_desk
from jusou_meeting.ui.board import show_board
from jusou_meeting.ui.chronology import show_chronology
from jusou_meeting.ui.comparison import show_comparison
from jusou_meeting.ui.consents import show_consents
from jusou_meeting.ui.crossings import show_crossings
from jusou_meeting.ui.heading import show_case_heading
from jusou_meeting.ui.history import show_history
from jusou_meeting.ui.meetings import show_meetings
from jusou_meeting.ui.network import show_network
from jusou_meeting.ui.panel import ADDITIONS, show_panel, take_in_hand
from jusou_meeting.ui.papers import show_case_papers
from jusou_meeting.ui.relations import show_relations
from jusou_meeting.ui.sharings import show_sharings
from jusou_meeting.ui.tabs import show_tabs
from jusou_meeting.ui.workspace import open_workspace, show_findings

BELOW = "below"

workspace = open_workspace(needs=Permission.EDIT_CASE)
desk = chosen_desk(workspace, screen="household")
take_in_hand(desk, ADDITIONS, BELOW)

show_case_heading(desk, workspace.meetings(desk.case_id))
show_findings()

board, panel = st.columns([7, 3])
with board:
    show_board(desk)
with panel:
    show_panel(desk)

show_tabs(
    {
        "会議": lambda: show_meetings(workspace.meetings(desk.case_id)),
        "同意": lambda: show_consents(desk),
        "関係の表": lambda: show_relations(workspace, desk.household),
        "課題ネットワーク": lambda: show_network(desk),
        "年表": lambda: show_chronology(desk),
        "比較": lambda: show_comparison(desk),
        "履歴": lambda: show_history(desk),
        "移行": lambda: show_crossings(desk),
        "書き出し": lambda: show_case_papers(desk),
        "提供記録": lambda: show_sharings(desk),
    },
    key=BELOW,
)
