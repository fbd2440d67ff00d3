"""提供記録: what of this household was shown or handed out, for whoever must be able to say so."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from jusou_meeting.japanese_date import local, wareki_short
from jusou_meeting.meeting import MeetingRecord
from jusou_meeting.sharing import Sharing
from jusou_meeting.ui.table import show_table


def show_sharings(sharings: Sequence[Sharing], records: Sequence[MeetingRecord]) -> None:
    """Every sharing, latest first."""
    meetings = {r.meeting.id: f"第{r.meeting.ordinal}回 {r.meeting.kind.label}" for r in records}
    show_table(
        ("いつ", "何を", "誰に", "会議", "根拠"),
        [
            (
                f"{wareki_short(local(sharing.at).date())} {local(sharing.at):%H:%M}",
                sharing.thing.label,
                sharing.receiver,
                "" if sharing.meeting_id is None else meetings.get(sharing.meeting_id, ""),
                sharing.basis,
            )
            for sharing in sharings
        ],
        caption="提供記録（この世帯の情報を、いつ・誰に・何を・何に基づいて見せたか、渡したか）",
        empty="提供記録はまだありません。",
    )
    st.caption(
        "端末と投影は、会議ごとに初めて映した時の記録です。書き出した文書をその先の誰に渡したかは、ここには残りません。"
    )
