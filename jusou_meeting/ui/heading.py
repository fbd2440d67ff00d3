"""見出し: which household, which meeting, on which footing; and what is always at hand."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from jusou_meeting.japanese_date import wareki
from jusou_meeting.meeting import MeetingKind, MeetingRecord
from jusou_meeting.ui.closing import confirm_closing
from jusou_meeting.ui.desk import Desk
from jusou_meeting.ui.navigation import open_page
from jusou_meeting.ui.opening import next_ordinal, show_opening
from jusou_meeting.ui.room import show_wall_switch
from jusou_meeting.vocabulary import Footing

_DUTY = {
    MeetingKind.STATUTORY: "支援会議（社会福祉法第106条の6）　出席者には守秘義務があります。"
    "ここで得た情報は重層的支援会議に出ません。",
    MeetingKind.MULTILAYERED: "重層的支援会議　本人の同意に基づく会議です。",
}


def show_case_heading(desk: Desk, meetings: Sequence[MeetingRecord]) -> None:
    """The household outside a meeting, and the way into one."""
    with st.container(key="heading", horizontal=True, vertical_alignment="center"):
        _show_title(desk)
        st.toggle("支援会議で得た情報も表示する", key="confidential")
        if st.button("会議を開く", key="open-meeting", type="primary"):
            show_opening(desk, ordinal=next_ordinal(meetings))
        if st.button("事例の一覧へ", key="to-cases"):
            open_page("case/list.py")
    if desk.footing is Footing.STATUTORY:
        st.warning(
            "支援会議で得た情報を表示しています。いま書いたことも、支援会議の情報として扱われます。",
        )


def show_meeting_heading(desk: Desk, record: MeetingRecord) -> None:
    """The meeting: its kind and duty first, then what closes or shows it."""
    meeting, sitting = record.meeting, record.sitting
    statutory = meeting.kind is MeetingKind.STATUTORY
    with st.container(key="heading", horizontal=True, vertical_alignment="center"):
        _show_title(desk)
        if meeting.is_open:
            show_wall_switch(desk, meeting.id)
            if st.button("閉会する", key="close", type="primary"):
                confirm_closing(desk, record)
        else:
            st.link_button("会議録（Word）", f"/papers/minutes/{meeting.id}", type="primary")
        if st.button("世帯の画面へ", key="to-household"):
            open_page("case/household.py", case=desk.case_id)
    with st.container(key="secrecy" if statutory else "consented"):
        held = f"第{meeting.ordinal}回　{wareki(sitting.held_on, weekday=True)}　{sitting.place}"
        over = "" if meeting.is_open else "　この会議は閉会しました。"
        st.text(f"{_DUTY[meeting.kind]}　{held}{over}")


def _show_title(desk: Desk) -> None:
    case = desk.household.case
    st.text(f"{case.number}　{case.title}", width="stretch")
    if case.sample:
        st.badge("見本・架空の世帯", color="orange")
