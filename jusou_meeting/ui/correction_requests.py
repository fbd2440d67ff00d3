"""訂正の申出: the slips that came back, entered as they were written, and what became of each."""

from __future__ import annotations

import streamlit as st

from jusou_meeting.correction_request import CorrectionRequest
from jusou_meeting.japanese_date import wareki
from jusou_meeting.meeting import MeetingRecord
from jusou_meeting.ui.desk import Desk
from jusou_meeting.ui.panel import add_fact, edit_fact, plain
from jusou_meeting.ui.table import show_table
from jusou_meeting.ui.workspace import new_id


def show_correction_requests(desk: Desk, record: MeetingRecord) -> None:
    """The period, the slips with their answers, those without one ready to be settled, and a new one."""
    until = record.meeting.corrections_until
    st.text(
        f"訂正の申出は、{wareki(until, weekday=True)}まで受け付けます。"
        if until
        else "訂正の申出を受け付ける期限は、決めていません（「書類」の欄で決められます）。"
    )
    requests = record.correction_requests
    show_table(
        ("申出の日", "申出人", "どこを", "どう直すか", "扱い", "答え"),
        [
            (
                wareki(r.asked_on),
                r.asked_by,
                r.passage,
                r.text,
                "未定" if r.settlement is None else r.settlement.label,
                r.answer,
            )
            for r in requests
        ],
        caption="訂正の申出",
        empty="訂正の申出はありません。",
    )
    with st.expander("紙で届いた申出を入れる", expanded=not requests):
        blank = CorrectionRequest(
            id=new_id(), meeting_id=record.meeting.id, text="", asked_on=desk.workspace.today
        )
        add_fact(desk, blank, key="slip")
    if requests and record.final is not None:
        st.caption("会議録は確定しています。取り入れるものは、「確定」の欄の「訂正を加える」にも書きます。")
    for request in requests:
        title = f"{'直す' if request.settlement else '扱いを決める'}：{request.asked_by}　{request.passage}"
        with st.expander(plain(title), expanded=request.settlement is None):
            st.text(request.text)
            edit_fact(desk, request, only=("settlement", "answer"))
            if st.toggle("申出そのものを直す", key=f"amend:{request.id}"):
                edit_fact(desk, request)
