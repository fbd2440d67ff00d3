"""訂正の申出: the slips that came back, entered as they were written, and what became of each."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime

import segno
import streamlit as st

from jusou_meeting.correction_link import link_findings, link_path
from jusou_meeting.correction_request import CorrectionRequest
from jusou_meeting.japanese_date import wareki
from jusou_meeting.meeting import Attendee, MeetingRecord
from jusou_meeting.staff import StaffRole
from jusou_meeting.store import hashed
from jusou_meeting.ui.desk import Desk
from jusou_meeting.ui.devices import way_in
from jusou_meeting.ui.label import plain
from jusou_meeting.ui.panel import add_fact, edit_fact
from jusou_meeting.ui.table import show_table
from jusou_meeting.ui.workspace import attempt, new_id
from jusou_meeting.vocabulary import RecordId, SessionId


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
    _show_links(desk, record)
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


def _show_links(desk: Desk, record: MeetingRecord) -> None:
    """The links to ask by, each of one attendee: whom one may yet be given, and which are out."""
    today, meeting_id = desk.workspace.today, record.meeting.id
    may_have = {
        a.id: a for a in record.attendees if not any(link_findings(record, desk.household, a, today=today))
    }
    if not may_have or not desk.workspace.store.devices.on:
        return
    sessions = desk.workspace.store.door.sessions_of(meeting_id)
    out = [s for s in sessions if s.role is StaffRole.CORRESPONDENT]
    with st.expander(f"端末から申し出るリンク（{len(out)}）"):
        st.caption(
            "端末で参加した方には、閉会の画面に出ています。ほかの方には、ここで出して渡します。一人に一つで、自分の機関の"
            "役割と自分の発言だけが見え、期限の日で終わります。確定すると、申し出はできなくなり、答えだけが読めます。"
        )
        for link in out:
            with st.container(horizontal=True, vertical_alignment="center"):
                st.text(f"渡してある方：{link.staff.signed}")
                st.button("止める", key=f"end-link:{link.id}", on_click=_end, args=(desk, link.id))
        chosen = st.selectbox(
            "リンクを渡す方",
            list(may_have),
            format_func=lambda attendee_id: _named(may_have.get(attendee_id)),
            index=None,
            key=f"link-for:{meeting_id}",
            placeholder="選んでください",
        )
        if chosen is not None:
            st.button("リンクを出す", key="offer-link", on_click=_offer, args=(desk, meeting_id, chosen))
            _show_link(st.session_state.get(f"link:{chosen}"))


def _named(attendee: Attendee | None) -> str:
    return "" if attendee is None else f"{attendee.title}　{attendee.name}".strip()


def _show_link(secret: str | None) -> None:
    """The address as it is handed over; only whoever made it sees it, and only until they leave the page."""
    if secret is None:
        return
    link = way_in(link_path(secret))
    if link is None:
        st.text("いまは、ほかの端末から開けない起動のしかたです。")
        return
    st.text(link)
    st.image(segno.make(link, error="m").svg_data_uri(scale=4, border=2), width=190)
    st.caption("この方だけに見せるか、印刷して渡してください。画面を離れると、もう表示できません。")


def _offer(desk: Desk, meeting_id: RecordId, attendee_id: RecordId) -> None:
    secret = secrets.token_urlsafe(32)

    def step() -> None:
        by = desk.holder()
        link_id, now = SessionId(hashed(secret)), datetime.now(UTC)
        desk.workspace.store.correction_links.offer(link_id, meeting_id, attendee_id, by=by, at=now)
        st.session_state[f"link:{attendee_id}"] = secret

    attempt(step, done="リンクを出しました")


def _end(desk: Desk, link_id: SessionId) -> None:
    def step() -> None:
        by = desk.holder()
        desk.workspace.store.door.send_out(link_id, by=by, at=datetime.now(UTC))

    attempt(step, done="リンクを止めました")
