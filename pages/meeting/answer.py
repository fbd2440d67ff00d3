"""出席者の端末"""

import streamlit as st

from jusou_meeting.staff import Permission
from jusou_meeting.ui.answers import show_answers
from jusou_meeting.ui.help import show_help
from jusou_meeting.ui.own_sheet import TITLE, show_invited
from jusou_meeting.ui.workspace import open_workspace

workspace = open_workspace(needs=Permission.FILL_SHEET)

answers = workspace.allowed(Permission.ANSWER_ROLE)
with st.container(horizontal=True, vertical_alignment="center"):
    st.header("役割の確認" if answers else TITLE)
    show_help("answer" if answers else "sheet")
if answers:
    show_answers(workspace)
else:
    show_invited()
