"""書き出し: what of a household can leave the screen as a file; each leaves its line in the access log."""

from __future__ import annotations

import streamlit as st

from jusou_meeting.ui.desk import Desk


def show_case_papers(desk: Desk) -> None:
    """The map as a picture, and the household as a file."""
    footing = desk.footing.value
    with st.container(horizontal=True):
        st.link_button("エコマップ（SVG）", f"/papers/ecomap/{desk.case_id}.svg?footing={footing}")
        st.link_button("エコマップ（PNG）", f"/papers/ecomap/{desk.case_id}.png?footing={footing}")
        st.link_button("世帯ファイル（JSON）", f"/papers/household/{desk.case_id}.json")
    st.caption("世帯ファイルには、支援会議で得た情報も、その印を付けて入ります。取り扱いに注意してください。")
