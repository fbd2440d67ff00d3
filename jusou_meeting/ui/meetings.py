"""会議の一覧: the meetings on one household, open or closed, with their papers."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from jusou_meeting.japanese_date import wareki
from jusou_meeting.meeting import MeetingRecord
from jusou_meeting.ui.navigation import open_page


def show_meetings(records: Sequence[MeetingRecord]) -> None:
    """The meetings, latest first."""
    if not records:
        st.caption("この世帯の会議は、まだありません。")
    for record in reversed(records):
        meeting = record.meeting
        with st.container(
            border=True, horizontal=True, vertical_alignment="center", key=f"held:{meeting.id}"
        ):
            st.text(f"第{meeting.ordinal}回　{meeting.kind.label}")
            st.text(f"{wareki(record.sitting.held_on)}　{record.sitting.place}", width="stretch")
            outcomes = [evaluation.outcome.label for evaluation in record.evaluations]
            st.text("　".join((*outcomes, record.phase.label)))
            if st.button("この会議の画面へ", key=f"go-meeting:{meeting.id}"):
                open_page("meeting/live.py", meeting=meeting.id)
            if not meeting.is_prepared:
                st.link_button("会議録（Word）", f"/papers/minutes/{meeting.id}")
