"""機関名簿と担当者"""

import streamlit as st

from jusou_meeting.staff import Permission
from jusou_meeting.ui.contact_people import show_contact_people
from jusou_meeting.ui.directory_upload import show_directory_upload
from jusou_meeting.ui.succession import show_succession
from jusou_meeting.ui.todo import show_office_heading
from jusou_meeting.ui.workspace import open_workspace, show_findings

workspace = open_workspace(needs=Permission.HAND_OVER)
workspace.stands_before()

show_office_heading("機関名簿と担当者", screen="people")
show_findings()
st.subheader("担当の交代（異動・改選）")
show_succession(workspace)
st.subheader("機関の担当者")
show_contact_people(workspace)
with st.expander("機関名簿を一度に読み込む", key="directory-upload", on_change="rerun"):
    show_directory_upload(workspace)
