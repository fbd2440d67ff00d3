"""やること"""

import streamlit as st

from jusou_meeting.staff import Permission
from jusou_meeting.ui.help import show_help
from jusou_meeting.ui.todo import show_todo, show_way_back
from jusou_meeting.ui.workspace import open_workspace, show_findings

workspace = open_workspace(needs=Permission.LIST_CASES)
workspace.stands_before()

st.header("やること")
show_way_back()
show_help("todo")
show_findings()
show_todo(workspace)
