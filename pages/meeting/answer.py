"""出席者の端末"""

import streamlit as st

from jusou_meeting.staff import Permission
from jusou_meeting.ui.answers import show_answers
from jusou_meeting.ui.own_sheet import TITLE, show_invited
from jusou_meeting.ui.workspace import open_workspace

workspace = open_workspace(needs=Permission.FILL_SHEET)

if workspace.allowed(Permission.ANSWER_ROLE):
    st.header("役割の確認", anchor=False)
    show_answers(workspace)
else:
    st.header(TITLE, anchor=False)
    show_invited()
