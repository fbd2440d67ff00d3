"""閉会: what is still open is said once, then the meeting closes in any case."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import streamlit as st

from jusou_meeting.meeting import MeetingRecord
from jusou_meeting.missing import missing
from jusou_meeting.staff import Permission
from jusou_meeting.text import clean_line
from jusou_meeting.ui.desk import Desk
from jusou_meeting.ui.distributions import show_returned
from jusou_meeting.ui.workspace import attempt

_CLOSED = "just_closed"
_PERIOD = timedelta(days=7)
"""For corrections, unless another day is chosen."""


@st.dialog("閉会します")
def confirm_closing(desk: Desk, record: MeetingRecord) -> None:
    """Ask once, naming the gaps; people stand up at the hour, so nothing forbids it."""
    if st.session_state.pop(_CLOSED, False):
        st.rerun()
    for finding in missing(desk.household, record):
        st.text(f"・{finding.sentence}")
    unsaved = desk.workspace.store.drafts(desk.workspace.staff).left_in(record.meeting.id)
    if unsaved:
        st.text(f"・保存していない書きかけが{unsaved}件あります（ほかの人の分を含む）。閉会すると消えます。")
    st.text("閉会すると、参加している端末と投影は終わります。会議録はすぐ書き出せて、確定するまで直せます。")
    _show_next(record)
    _, known = desk.workspace.meeting(record.meeting.id)
    show_returned(desk, known, where="closing")
    st.text_input(
        "資料の回収",
        key="papers-returned",
        value=record.meeting.papers_returned,
        placeholder="気づいたこと" if known.distributions else "12部中12部",
    )
    st.date_input(
        "訂正の申出を受け付ける期限",
        key="corrections-until",
        value=record.meeting.corrections_until or desk.workspace.today + _PERIOD,
        format="YYYY/MM/DD",
    )
    st.button("閉会する", type="primary", key="close-now", on_click=_close, args=(desk, record))


def _show_next(record: MeetingRecord) -> None:
    """Day, hour and place go into a calendar; whatever else is said of it stands beside them on the papers."""
    meeting, sitting = record.meeting, record.sitting
    day, hour = st.columns(2)
    day.date_input("次の開催日", key="next-on", value=meeting.next_on, format="YYYY/MM/DD")
    hour.time_input("次の開始時刻", key="next-at", value=meeting.next_at or sitting.starts_at, step=900)
    st.text_input("次の場所", key="next-place", value=meeting.next_place or sitting.place)
    st.text_input("次回（確かめること、日が未定なら決め方）", key="next-time", value=meeting.next_time)


def _close(desk: Desk, record: MeetingRecord) -> None:
    def step() -> None:
        now = datetime.now(UTC)
        state = st.session_state
        closed_at = max(now, record.meeting.opened_at or now)  # the clock of the PC may have been put back
        meeting = replace(
            record.meeting,
            closed_at=closed_at,
            next_on=state.get("next-on"),
            next_at=state.get("next-at") if state.get("next-on") else None,
            next_place=clean_line(state.get("next-place") or "") if state.get("next-on") else "",
            next_time=clean_line(state.get("next-time") or ""),
            corrections_until=state.get("corrections-until"),
            papers_returned=clean_line(state.get("papers-returned") or ""),
        )
        kind = meeting.kind
        with desk.workspace.change(
            f"{kind.label}を閉会",
            desk.case_id,
            kind.footing,
            meeting_id=meeting.id,
            needs=Permission.HOLD_MEETING,
        ) as change:
            change.save(meeting)
        desk.workspace.store.door.close_meeting(meeting.id, at=now)

    st.session_state[_CLOSED] = attempt(step, done="閉会しました")
