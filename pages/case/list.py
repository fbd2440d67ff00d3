"""事例の一覧"""

import streamlit as st

from jusou_meeting.staff import Permission
from jusou_meeting.ui.agenda_templates import show_agenda_templates
from jusou_meeting.ui.case_list import show_cases, show_import, show_new_case, show_ways
from jusou_meeting.ui.help import show_help
from jusou_meeting.ui.members import show_members
from jusou_meeting.ui.preset import show_preset
from jusou_meeting.ui.programme import show_today
from jusou_meeting.ui.workspace import open_workspace, show_findings

workspace = open_workspace(needs=Permission.LIST_CASES)
workspace.stands_before()

st.header("事例")
show_help("cases")
show_findings()
show_ways(workspace)
show_today(workspace)
show_cases(workspace.cases())

with st.expander("新しい世帯を登録", key="new-case", on_change="rerun"):
    show_new_case(workspace)
with st.expander("世帯ファイルから取り込む", key="import", on_change="rerun"):
    show_import(workspace)
with st.expander("支援会議の構成員名簿", key="members", on_change="rerun"):
    show_members(workspace)
with st.expander("次第の型", key="templates", on_change="rerun"):
    show_agenda_templates(workspace)
with st.expander("地図の記号（市町村の決まり）", key="preset", on_change="rerun"):
    show_preset(workspace)
