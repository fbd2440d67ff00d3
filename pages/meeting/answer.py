"""役割の確認"""

import streamlit as st

from jusou_meeting.staff import Permission
from jusou_meeting.ui.answers import show_answers
from jusou_meeting.ui.workspace import open_workspace

workspace = open_workspace(needs=Permission.ANSWER_ROLE)

st.header("役割の確認", anchor=False)
show_answers(workspace)
