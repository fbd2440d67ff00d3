"""見出し: which household, which meeting, on which footing; and what is always at hand."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from jusou_meeting.consent import in_force
from jusou_meeting.household import SAMPLE
from jusou_meeting.japanese_date import wareki, wareki_short
from jusou_meeting.meeting import MeetingKind, MeetingRecord, Phase, ended_on
from jusou_meeting.ui.address import SHOWN_TOO
from jusou_meeting.ui.case_entry import show_case_entry
from jusou_meeting.ui.closing import confirm_closing
from jusou_meeting.ui.desk import Desk
from jusou_meeting.ui.finality import confirm_final
from jusou_meeting.ui.help import show_help
from jusou_meeting.ui.navigation import open_page
from jusou_meeting.ui.opening import show_opening
from jusou_meeting.ui.preparation import show_taking_back
from jusou_meeting.ui.proceedings import show_now
from jusou_meeting.ui.programme import show_way_on
from jusou_meeting.ui.room import show_wall_switch
from jusou_meeting.vocabulary import Footing

_DUTY = {
    MeetingKind.STATUTORY: "支援会議（社会福祉法第106条の6・守秘義務）",
    MeetingKind.MULTILAYERED: "重層的支援会議（本人の同意による）",
}


_SAID = {
    Phase.PREPARED: "　準備中です。",
    Phase.OPEN: "",
    Phase.CLOSED: "　閉会しました。確定するまで直せます。",
    Phase.FINAL: "　会議録は確定しました。",
}


def show_case_heading(desk: Desk, meetings: Sequence[MeetingRecord]) -> None:
    """The household outside a meeting, and the way into one."""
    with st.container(key="heading", horizontal=True, vertical_alignment="center"):
        _show_title(desk)
        if (ended := ended_on(meetings)) is not None:
            st.badge(f"終結（{wareki_short(ended)}）", color="gray")
        st.toggle("支援会議で得た情報も表示する", key=SHOWN_TOO)
        for held in meetings:
            if held.phase in (Phase.PREPARED, Phase.OPEN) and st.button(
                f"{held.phase.label}の会議へ戻る", key=f"back:{held.meeting.id}", type="primary"
            ):
                open_page("meeting/live.py", meeting=held.meeting.id)
        if st.button("会議を開く", key="open-meeting", type="primary"):
            show_opening(desk, meetings)
        if st.button("事例の一覧へ", key="to-cases"):
            open_page("case/list.py")
        if st.button("直す・しまう", key="case-entry", type="tertiary"):
            show_case_entry(desk, meetings)
        show_help("household")
    client, today = desk.household.client, desk.workspace.today
    if desk.footing is Footing.STATUTORY:
        st.warning(
            "支援会議で得た情報を表示しています。いま書いたことも、支援会議の情報として扱われます。",
        )
    elif client is None or not any(in_force(desk.household.consents, client.id, today)):
        st.info(
            "本人の同意がまだありません。"
            "同意なしに知ったことは、「支援会議で得た情報も表示する」を入れてから書いてください。"
        )


def show_meeting_heading(desk: Desk, record: MeetingRecord) -> None:
    """The meeting: its kind and duty first, then what closes or shows it."""
    meeting, sitting = record.meeting, record.sitting
    statutory = meeting.kind is MeetingKind.STATUTORY
    with st.container(key="heading", horizontal=True, vertical_alignment="center"):
        _show_title(desk)
        show_wall_switch(desk)
        if meeting.is_open:
            if st.button("閉会する", key="close", type="primary"):
                confirm_closing(desk, record)
            show_taking_back(desk, record)
        elif meeting.closed_at is not None:
            show_way_on(desk, record)
            st.link_button("会議録（Word）", f"/papers/minutes/{meeting.id}", type="primary")
            if record.final is None and st.button("確定する", key="finalise"):
                confirm_final(desk, record)
        show_help("meeting")
        if st.button("世帯の画面へ", key="to-household"):
            open_page("case/household.py", case=desk.case_id)
    with st.container(
        key="secrecy" if statutory else "consented", horizontal=True, vertical_alignment="center"
    ):
        held = f"第{meeting.ordinal}回　{wareki(sitting.held_on, weekday=True)}　{sitting.place}"
        st.text(f"{_DUTY[meeting.kind]}　{held}{_SAID[record.phase]}", width="stretch")
        if meeting.is_open:
            show_now(desk, record)


def _show_title(desk: Desk) -> None:
    case = desk.household.case
    st.text(f"{case.number}　{case.title}", width="stretch")
    if case.sample:
        st.badge(SAMPLE, color="orange")
    if case.put_away_on is not None:
        st.badge("しまった事例", color="gray")
