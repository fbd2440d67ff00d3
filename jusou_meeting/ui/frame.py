"""枠: what stands around every page: whose file it is, who is here, the notice of a demonstration, and the way out."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from jusou_meeting.staff import StaffRole
from jusou_meeting.ui.document_component import prepare_document
from jusou_meeting.ui.draft_component import watch_typing
from jusou_meeting.ui.workspace import Workspace

_STYLE = Path(__file__).with_name("style.css")


def show_frame(workspace: Workspace) -> None:
    """The frame; the wall of a meeting has none, only the notice that a household is invented."""
    prepare_document()
    st.html(_STYLE)
    if workspace.staff.role is StaffRole.PROJECTOR:
        return
    watch_typing()
    with st.container(key="frame", horizontal=True, vertical_alignment="center"):
        st.text(workspace.store.municipality)
        if workspace.store.demonstration:
            with st.container(key="demonstration", width="stretch"):
                st.text("見本：世帯はすべて架空です。実際の情報を入れないでください。")
        else:
            st.space("stretch")
        st.text(f"{workspace.staff.agency}　{workspace.staff.name}".strip())
        st.link_button("退出", "/leave", type="tertiary")
