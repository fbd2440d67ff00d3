"""投影"""

from jusou_meeting.staff import Permission
from jusou_meeting.ui.wall import show_wall
from jusou_meeting.ui.workspace import open_workspace

workspace = open_workspace(needs=Permission.VIEW_PROJECTION)
show_wall(workspace)
