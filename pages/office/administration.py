"""管理"""

import streamlit as st

from jusou_meeting.staff import Permission
from jusou_meeting.ui.accounts import show_accounts, show_new_account
from jusou_meeting.ui.devices import show_devices_switch
from jusou_meeting.ui.help import show_help
from jusou_meeting.ui.meeting_names import show_meeting_names
from jusou_meeting.ui.unconsented import show_strictness
from jusou_meeting.ui.workspace import open_workspace, show_findings

workspace = open_workspace(needs=Permission.MANAGE_STAFF)

st.header("管理")
show_help("administration")
show_findings()
st.subheader("出席者の端末")
show_devices_switch(workspace)
st.subheader("同意のない世帯員")
show_strictness(workspace)
st.subheader("会議の名前")
show_meeting_names(workspace)
st.subheader("職員のアカウント")
show_accounts(workspace)
with st.expander("職員を登録", key="new-account", on_change="rerun"):
    show_new_account(workspace)
