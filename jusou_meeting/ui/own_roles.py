"""自機関の役割: the roles of one agency on its own device, each to be answered there."""

from __future__ import annotations

import streamlit as st

from jusou_meeting.minutes import role_rows
from jusou_meeting.role import Answer, RoleAssignment
from jusou_meeting.ui.answer_form import fill, from_device, kind_of, say, show_answer_draft, text_of, until_of
from jusou_meeting.ui.desk import Desk
from jusou_meeting.ui.field import day, sentence
from jusou_meeting.ui.proposal import show_proposing
from jusou_meeting.ui.roles import show_exchange
from jusou_meeting.ui.table import show_table

_OTHERWISE = (Answer.QUESTIONED, Answer.CONDITIONAL, Answer.TAKEN_BACK, Answer.DECLINED)
_WORDS = "質問・条件・理由・持ち帰る先"


def show_own_roles(desk: Desk, own: tuple[RoleAssignment, ...]) -> None:
    """The roles of one agency, each with the answers it can give."""
    rows = {row.role_id: row for row in role_rows(desk.household)}
    if not own:
        st.info("あなたの機関の役割は、まだありません。決まるとここに出ます。")
    for role in own:
        row = rows[role.id]
        with st.container(border=True, key=f"own:{role.id}"):
            st.subheader(f"役割 {row.number}{'　◎主担当' if row.lead else ''}")
            st.text(row.task)
            show_table(
                ("項目", "内容"),
                [
                    ("誰に", row.for_whom),
                    ("どの課題に", row.issues),
                    ("いつまで", row.due),
                    ("確認", row.answer),
                ],
                caption="この役割の内容",
            )
            show_exchange(row)
            st.button(
                "承諾します",
                key=f"accept:{role.id}:{role.version}",
                type="primary",
                width="stretch",
                on_click=_accept,
                args=(desk, role),
                disabled=row.answered is Answer.ACCEPTED,
            )
            _show_otherwise(desk, role)
            show_proposing(desk, role)


def _show_otherwise(desk: Desk, role: RoleAssignment) -> None:
    """The other answers; the fields of one come when it is chosen, so that a room of devices stays cheap."""
    form = f"answer:{role.id}"
    fill(desk, form)
    answer = st.segmented_control(
        "ほかの答え",
        _OTHERWISE,
        key=kind_of(form),
        format_func=lambda answer: answer.label,
    )
    if answer is None:
        return
    with st.form(form, border=False):
        sentence("text", _WORDS).ask(text_of(form))
        if answer is Answer.TAKEN_BACK:
            day("until_on", "いつまでに返事をするか").ask(until_of(form))
        st.form_submit_button("送る", width="stretch", on_click=_otherwise, args=(desk, role, form))
        show_answer_draft(desk, from_device(desk, role, answer), form)


def _otherwise(desk: Desk, role: RoleAssignment, form: str) -> None:
    answer = st.session_state[kind_of(form)]
    if say(desk, from_device(desk, role, answer), form=form, done=f"{answer.label}を送りました"):
        st.session_state[kind_of(form)] = None


def _accept(desk: Desk, role: RoleAssignment) -> None:
    say(desk, from_device(desk, role, Answer.ACCEPTED), done="承諾を送りました")
