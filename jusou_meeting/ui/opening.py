"""会議を開く: kind and legal footing, date, place and attendees; what forbids it is said in a sentence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time

import streamlit as st

from jusou_meeting.agency import at_work
from jusou_meeting.finding import stop_if_any
from jusou_meeting.meeting import (
    Attendee,
    Meeting,
    MeetingKind,
    MeetingRecord,
    Part,
    Sitting,
    opening_findings,
    sitting_findings,
)
from jusou_meeting.staff import Permission
from jusou_meeting.text import clean, clean_line
from jusou_meeting.ui.desk import Desk
from jusou_meeting.ui.entries import agencies_of
from jusou_meeting.ui.workspace import attempt, new_id, show_findings
from jusou_meeting.vocabulary import RecordId, SittingId

OPENED = "opened_meeting"
"""Where the page finds the meeting that was just opened."""

_FOOTING = {
    MeetingKind.MULTILAYERED: "本人の同意に基づく会議です。本人の有効な同意が、出席する機関すべてにあることを確かめます。",
    MeetingKind.STATUTORY: "社会福祉法第106条の6に基づく会議です。本人の同意がなくても開けますが、開く理由を記録し、"
    "出席者全員が守秘義務を負います。ここで得た情報は、重層的支援会議の画面や文書には出ません。",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Invitation:
    """What the form was filled with."""

    kind: MeetingKind
    sitting: Sitting
    reason: str
    attendees: tuple[Attendee, ...]


def next_ordinal(meetings: Iterable[MeetingRecord]) -> int:
    """The number of the next meeting: a household file may have brought one that is higher than their count."""
    return 1 + max((held.meeting.ordinal for held in meetings), default=0)


@st.dialog("会議を開く", width="large")
def show_opening(desk: Desk, ordinal: int) -> None:
    """The form that opens a meeting on this household; there is none without a footing."""
    if OPENED in st.session_state:
        st.rerun()
    show_findings()
    kind = st.radio(
        "会議の種別（法的な根拠）",
        list(MeetingKind),
        format_func=lambda kind: kind.label,
        index=None,
        horizontal=True,
        key="opening:kind",
    )
    if kind is None:
        st.caption("会議の種別を選ぶと、続きを入力できます。どちらの根拠にもよらない会議は開けません。")
        return
    st.text(_FOOTING[kind])
    agencies = agencies_of(desk.household)
    with st.form("opening", border=False):
        if kind is MeetingKind.STATUTORY:
            st.text_area("支援会議を開く理由", key="opening:reason", height=80)
        day, start, end, place = st.columns([2, 1, 1, 3])
        day.date_input("開催日", value=desk.workspace.today, key="opening:day", format="YYYY/MM/DD")
        start.time_input("開始", value=time(14), key="opening:start", step=900)
        end.time_input("終了", value=time(15), key="opening:end", step=900)
        place.text_input("場所", key="opening:place")
        st.multiselect(
            "出席する機関",
            list(agencies),
            default=[i.id for i in at_work(desk.household.involvements)],
            format_func=lambda chosen: agencies.get(chosen, "（記録なし）"),
            key="opening:agencies",
            placeholder="選んでください",
        )
        st.form_submit_button("開会する", type="primary", on_click=_open, args=(desk, kind, ordinal))


def _open(desk: Desk, kind: MeetingKind, ordinal: int) -> None:
    invitation = _invitation(desk, kind)
    attempt(lambda: _hold(desk, invitation, ordinal), done="開会しました")


def _invitation(desk: Desk, kind: MeetingKind) -> _Invitation:
    state = st.session_state
    host = Attendee(
        id=new_id(),
        meeting_id=RecordId(""),
        agency=desk.workspace.staff.agency or desk.workspace.store.municipality,
        job="包括化支援員",
        name=desk.workspace.staff.name,
        part=Part.CHAIR,
        host=True,
    )
    guests = (
        Attendee(
            id=new_id(),
            meeting_id=RecordId(""),
            agency=desk.household.called(involvement_id),
            involvement_id=involvement_id,
        )
        for involvement_id in state["opening:agencies"]
    )
    sitting = Sitting(
        id=SittingId(new_id()),
        held_on=state["opening:day"],
        starts_at=state["opening:start"],
        ends_at=state["opening:end"],
        place=clean_line(state["opening:place"] or ""),
    )
    reason = clean(state.get("opening:reason") or "").strip()
    return _Invitation(kind=kind, sitting=sitting, reason=reason, attendees=(host, *guests))


def _hold(desk: Desk, invitation: _Invitation, ordinal: int) -> None:
    stop_if_any(sitting_findings(invitation.sitting))
    stop_if_any(
        opening_findings(
            invitation.kind,
            desk.refreshed().household,
            invitation.attendees,
            reason=invitation.reason,
            today=invitation.sitting.held_on,
        )
    )
    meeting = Meeting(
        id=new_id(),
        sitting_id=invitation.sitting.id,
        kind=invitation.kind,
        ordinal=ordinal,
        reason=invitation.reason,
        opened_at=datetime.now(UTC),
    )
    with desk.workspace.change(
        f"{invitation.kind.label}を開会",
        desk.case_id,
        invitation.kind.footing,
        meeting_id=None,
        needs=Permission.HOLD_MEETING,
    ) as change:
        change.hold(invitation.sitting)
        change.save(meeting)
        for attendee in invitation.attendees:
            change.save(replace(attendee, meeting_id=meeting.id))
    st.session_state[OPENED] = meeting.id
