"""やること"""

from jusou_meeting.staff import Permission
from jusou_meeting.ui.todo import show_office_heading, show_todo
from jusou_meeting.ui.workspace import open_workspace, show_findings

workspace = open_workspace(needs=Permission.LIST_CASES)
workspace.stands_before()

show_office_heading("やること", screen="todo")
show_findings()
show_todo(workspace)
