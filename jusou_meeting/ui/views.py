"""見方: what of the map stays in full ink on this screen; the wall of a meeting follows to what is in the middle."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from jusou_meeting.ecomap.view import View
from jusou_meeting.staff import Permission
from jusou_meeting.ui.desk import Desk
from jusou_meeting.ui.panel import SELECTED
from jusou_meeting.ui.workspace import attempt

_VIEW = "view"


def chosen_view() -> View:
    """What this screen looks at."""
    return View.stored(st.session_state.get(_VIEW) or View.WHOLE.value)


def show_views(desk: Desk) -> None:
    """The views, one of which holds."""
    narrowed = chosen_view() is not View.WHOLE
    with st.popover("見方", key="views", type="primary" if narrowed else "secondary"):
        st.radio(
            "地図のどこを見るか",
            [each.value for each in View],
            format_func=lambda value: View.stored(value).label,
            key=_VIEW,
            on_change=let_the_wall_follow,
            args=(desk,),
        )
        if desk.meeting_id is None:
            st.caption(
                "ほかは薄くなります。「選んだものを中心に」は、地図で押した人・機関・課題のまわりです。"
            )
        else:
            st.caption("ほかは薄くなります。「選んだものを中心に」の間は、投影も同じところを映します。")


def let_the_wall_follow(desk: Desk) -> None:
    """Have the wall of this meeting look at what is in the middle here, or at the whole again."""
    if desk.meeting_id is None:
        return
    walls = desk.workspace.store.projections
    wall = walls.of(desk.meeting_id)
    focus = st.session_state.get(SELECTED) if chosen_view() is View.AROUND else None
    if focus == wall.focus_id:
        return

    def step() -> None:
        desk.workspace.recheck(Permission.HOLD_MEETING, desk.case_id, desk.footing)
        walls.show(replace(wall, focus_id=focus))

    attempt(step)
