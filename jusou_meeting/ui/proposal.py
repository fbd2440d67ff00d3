"""文言の提案: an agency says how it would put its role; the coordinator takes that with one press, or not."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from jusou_meeting.finding import stopped
from jusou_meeting.japanese_date import day_said
from jusou_meeting.minutes import due
from jusou_meeting.role import (
    Answer,
    Confirmation,
    RoleAssignment,
    answer_to_keep,
    exchange,
    open_question,
    reworded,
)
from jusou_meeting.staff import Permission
from jusou_meeting.text import clean, clean_line
from jusou_meeting.ui.answer_form import answer_kept, from_device, left_unsent, send
from jusou_meeting.ui.desk import Desk
from jusou_meeting.ui.draft_component import discard, forget, show_draft
from jusou_meeting.ui.workspace import attempt


def show_proposing(desk: Desk, role: RoleAssignment) -> None:
    """The words of a role, to be put otherwise by whoever takes it."""
    form = f"propose:{role.id}:{role.wording}"
    task, until, is_open = f"{form}:task", f"{form}:due", f"{form}:open"
    blank = from_device(desk, role, Answer.QUESTIONED)

    def typed() -> Confirmation:
        words = clean(st.session_state[task] or "").strip()
        said = "" if words == role.task else words
        return replace(blank, proposed_task=said, proposed_due=clean_line(st.session_state[until] or ""))

    def written() -> tuple[Confirmation] | None:
        said = typed()
        return (said,) if said.proposes else None

    def begin_anew() -> None:
        discard(desk, form)
        del st.session_state[task]

    def propose() -> None:
        def step() -> None:
            if not typed().proposes:
                raise stopped("「何を」か「いつまで」を書き直してから送ってください。")
            send(desk, typed(), form)

        if attempt(step, done="文言の提案を送りました"):
            forget(form)
            del st.session_state[task]
            st.session_state[is_open] = False

    if task not in st.session_state:
        left = left_unsent(desk, form)
        st.session_state[task] = (left and left.proposed_task) or role.task
        st.session_state[until] = left.proposed_due if left else ""
        if left:
            st.session_state[is_open] = True
    box = st.expander("文言を提案する", key=is_open, on_change="rerun")
    if not box.open:
        return
    with box, st.form(form, border=False):
        st.text_area("何を", key=task, height=96)
        st.text_input("いつまで", key=until, placeholder=due(role) or "12/4、月2回、随時 など")
        st.form_submit_button("提案を送る", width="stretch", on_click=propose)
        show_draft(
            desk, form, seen=(blank,), yours=written, begin_anew=begin_anew, needs=Permission.ANSWER_ROLE
        )


def show_proposal(desk: Desk, role: RoleAssignment, proposal: Confirmation, number: int) -> None:
    """How the agency would put this role, in place of how it is put; either press is told in the exchange.

    What the room has put otherwise since is not lost unseen: whoever takes the proposal is told that they replace it.
    """
    since = proposal.wording != role.wording
    with st.container(key=f"proposal:{role.id}", horizontal=True, vertical_alignment="center"):
        st.text(
            f"役割{number}の文言の提案{'（提案のあとで、役割を書き直しています）' * since}", width="content"
        )
        st.button(
            "書き直した文言に替えて取り入れる" if since else "取り入れる",
            key=f"take:{proposal.id}",
            type="primary",
            on_click=_take,
            args=(desk, role, proposal),
        )
        st.button("取り入れない", key=f"leave:{proposal.id}", on_click=_leave, args=(desk, role, proposal))


def _take(desk: Desk, role: RoleAssignment, proposal: Confirmation) -> None:
    after = replace(role, task=proposal.proposed_task or role.task)
    if proposal.proposed_due:
        due_on, due_text = day_said(proposal.proposed_due, desk.workspace.today)
        after = replace(after, due_on=due_on, due_text=due_text)
    put = reworded(role, after)
    reply = replace(from_device(desk, put, Answer.REPLIED), text="文言を取り入れました")

    def step() -> None:
        said = _stop_unless_waiting(desk, role, proposal)
        before = answer_to_keep(put, said)
        kept = () if before is None else (answer_kept(put, before),)
        desk.save("文言の提案を取り入れる", after, reply, *kept)

    attempt(step, done="役割の文言を改めました")


def _leave(desk: Desk, role: RoleAssignment, proposal: Confirmation) -> None:
    reply = replace(from_device(desk, role, Answer.REPLIED), text="文言は取り入れませんでした")

    def step() -> None:
        _stop_unless_waiting(desk, role, proposal)
        desk.save("文言の提案を取り入れない", reply)

    attempt(step, done="取り入れないと返答しました")


def _stop_unless_waiting(
    desk: Desk, role: RoleAssignment, proposal: Confirmation
) -> tuple[Confirmation, ...]:
    """All that was said by now; Stopped when the agency has said more than was on the screen, which a reply would answer unread."""
    said = desk.known().confirmations
    waiting = open_question(exchange(role.id, said))
    if waiting is None or waiting.id != proposal.id:
        raise stopped(
            "この提案のあとに、ほかの提案・回答・返答がありました。いまのやりとりを確かめてください。"
        )
    return said
