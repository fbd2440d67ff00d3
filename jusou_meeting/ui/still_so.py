"""いまもこのとおり: when a tie was last recorded, and one press to note that it is still so."""

from __future__ import annotations

import streamlit as st

from jusou_meeting.ecomap.ties import Tie
from jusou_meeting.japanese_date import wareki
from jusou_meeting.ui.desk import Desk
from jusou_meeting.ui.workspace import attempt


def show_when_said(desk: Desk, tie: Tie) -> None:
    """When the tie was last recorded; that it is still so is noted in one press."""
    said_on = desk.household.ties_said_on.get(tie.id)
    if said_on is None:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(f"最後に記録　{wareki(said_on)}")
        if said_on < desk.workspace.today:
            st.button("いまもこのとおり", key=f"still:{tie.id}", on_click=_say_again, args=(desk, tie))


def _say_again(desk: Desk, tie: Tie) -> None:
    attempt(lambda: desk.say_again("関係線を確かめた", tie), done="いまもこのとおりと記録しました")
