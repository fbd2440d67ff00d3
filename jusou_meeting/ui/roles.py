"""役割分担表: the roles with their answers, row by row, for the coordinator and for each agency."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

import streamlit as st

from jusou_meeting.finding import stop_if_any
from jusou_meeting.household import Household
from jusou_meeting.meeting import MeetingRecord
from jusou_meeting.minutes import RoleRow, role_rows
from jusou_meeting.role import (
    Answer,
    Confirmation,
    RoleAssignment,
    RoleReview,
    RoleStanding,
    answer_findings,
    latest_answers,
)
from jusou_meeting.staff import Permission
from jusou_meeting.text import clean_line
from jusou_meeting.ui.desk import Desk
from jusou_meeting.ui.draft_component import discard, forget, recall, show_draft
from jusou_meeting.ui.panel import choose, spoken_answer
from jusou_meeting.ui.table import show_cells, show_table
from jusou_meeting.ui.workspace import attempt, new_id
from jusou_meeting.vocabulary import RecordId

HEADERS = ("№", "誰が", "誰に", "どの課題に", "何を", "いつまで", "回答")
_WIDTHS = (3, 11, 5, 11, 15, 10, 9)
_OTHERWISE = (Answer.QUESTIONED, Answer.CONDITIONAL, Answer.TAKEN_BACK, Answer.DECLINED)
_TITLE = 8
"""So many signs of an issue's name tell it from the others."""


def show_role_board(desk: Desk, record: MeetingRecord | None, *, readonly: bool = False) -> None:
    """Every role that stands, with its answer; the coordinator opens one, or notes what an agency said in the room."""
    if readonly:
        show_all_roles(desk.household)
        return
    reviewed = {} if record is None else {review.role_id: review for review in record.reviews}
    roles = {
        role.id: role
        for role in desk.household.roles
        if role.standing is RoleStanding.OPEN or role.id in reviewed or record is None
    }
    rows = [row for row in role_rows(desk.household) if row.role_id in roles]
    if not rows:
        st.caption("役割はまだありません。地図の機関を押すか、右の「役割」の欄から加えてください。")
        return
    with st.container(key="heads-of-roles"):
        show_cells(HEADERS, headers=HEADERS, widths=_WIDTHS, strong=True)
    for row in rows:
        _show_row(desk, roles[row.role_id], row, reviewed)


def show_read_back(desk: Desk) -> None:
    """When all roles were read out and nobody objected: one button for whoever has not answered yet."""
    answers = latest_answers(desk.household.roles, desk.household.confirmations)
    open_roles = (role for role in desk.household.roles if role.standing is RoleStanding.OPEN)
    unanswered = [role for role in open_roles if role.id not in answers]
    if len(unanswered) > 1:
        st.button(
            f"残り{len(unanswered)}件を承諾（口頭）",
            key="read-back",
            help="役割を一つずつ読み上げ、どの機関からも異論がなければ押します。",
            on_click=_note_accepted,
            args=(desk, unanswered),
        )


def _show_row(desk: Desk, role: RoleAssignment, row: RoleRow, reviewed: dict[RecordId, RoleReview]) -> None:
    lead = "◎" if row.lead else ""
    issues = row.issues if len(role.issue_ids) < 2 else _short(role, desk.household)
    answer = row.answer
    if desk.meeting_id is not None and role.assigned_in not in (None, desk.meeting_id):
        review = reviewed.get(role.id)
        answer = f"前回から\n{answer if review is None else review.standing.label}"
    said = (f"{lead}{row.number}", row.assignee, row.for_whom, issues, row.task, row.due, answer)
    with st.container(horizontal=True, vertical_alignment="center", key=f"role:{role.id}"):
        show_cells(said, headers=HEADERS, widths=_WIDTHS)
        st.button("直す", key=f"edit:{role.id}", on_click=choose, args=(role.id,))
        st.button(
            "承諾（口頭）",
            key=f"oral:{role.id}",
            on_click=_note_accepted,
            args=(desk, [role]),
            disabled=row.answered is Answer.ACCEPTED,
        )
    _show_exchange(row)
    if row.asks:
        _show_reply(desk, role, row.number)


def _short(role: RoleAssignment, household: Household) -> str:
    """Several issues by number and the beginning of their names, one a line."""
    numbers = household.issue_numbers
    titles = {i: household.called(i) for i in role.issue_ids if i in numbers}
    cut = (f"{title[:_TITLE]}…" if len(title) > _TITLE + 1 else title for title in titles.values())
    return "\n".join(f"{numbers[i]} {title}" for i, title in zip(titles, cut, strict=True))


def _show_exchange(row: RoleRow) -> None:
    """All that was said to a role, when that is more than its answer in one word."""
    if row.more_said or row.answer_text:
        with st.container(key=f"exchange:{row.role_id}"):
            st.text("\n".join(f"{said.when}　{said.who}　{said.what}" for said in row.exchange))


def _show_reply(desk: Desk, role: RoleAssignment, number: int) -> None:
    form = f"reply:{role.id}"
    _fill(desk, form)
    with st.form(form, border=False), st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input(f"役割{number}の質問への返答", key=_field(form))
        st.form_submit_button("返答する", on_click=_reply, args=(desk, role, form))
        _show_draft(desk, role, Answer.REPLIED, form)


def _reply(desk: Desk, role: RoleAssignment, form: str) -> None:
    _say(desk, role, Answer.REPLIED, form, done="返答を記録しました")


def _note_accepted(desk: Desk, roles: Sequence[RoleAssignment]) -> None:
    said = tuple(spoken_answer(desk, role) for role in roles)
    attempt(lambda: desk.save("口頭の承諾を記録", *said), done=f"口頭での承諾を記録しました（{len(said)}件）")


def _answer(
    desk: Desk, role: RoleAssignment, answer: Answer, text: str = "", *, form: str | None = None
) -> None:
    said = _confirmation(desk, role, answer, text)
    stop_if_any(answer_findings(said))
    with desk.workspace.change(
        "質問に返答" if answer is Answer.REPLIED else "役割に回答",
        desk.case_id,
        desk.footing,
        meeting_id=desk.meeting_id,
        needs=_needed(answer),
        form=form,
    ) as change:
        change.save(said)


def _needed(answer: Answer) -> Permission:
    return Permission.EDIT_CASE if answer is Answer.REPLIED else Permission.ANSWER_ROLE


def _confirmation(desk: Desk, role: RoleAssignment, answer: Answer, text: str) -> Confirmation:
    replies = answer is Answer.REPLIED
    return Confirmation(
        id=new_id(),
        role_id=role.id,
        wording=role.wording,
        answer=answer,
        text=clean_line(text),
        answered_by=desk.workspace.staff.name,
        answered_for="包括化支援員" if replies else desk.household.called(role.assignee_id),
        answered_at=datetime.now(UTC),
    )


def show_own_roles(desk: Desk, own: tuple[RoleAssignment, ...]) -> None:
    """The roles of one agency, each with the two answers it can give."""
    rows = {row.role_id: row for row in role_rows(desk.household)}
    if not own:
        st.info("あなたの機関の役割は、まだありません。決まるとここに出ます。")
    for role in own:
        row = rows[role.id]
        with st.container(border=True, key=f"own:{role.id}"):
            st.subheader(f"役割 {row.number}")
            st.text(row.task)
            show_table(
                ("誰に", "どの課題に", "いつまで", "確認"),
                [(row.for_whom, row.issues, row.due, row.answer)],
                caption="この役割の内容",
            )
            _show_exchange(row)
            st.button(
                "承諾します",
                key=f"accept:{role.id}:{role.version}",
                type="primary",
                width="stretch",
                on_click=_accept,
                args=(desk, role),
                disabled=row.answered is Answer.ACCEPTED,
            )
            form = f"answer:{role.id}"
            _fill(desk, form)
            with st.form(form, border=False):
                st.segmented_control(
                    "ほかの答え",
                    _OTHERWISE,
                    key=_kind(form),
                    format_func=lambda answer: answer.label,
                    required=True,
                )
                st.text_input("質問・条件・理由・持ち帰る先", key=_field(form))
                st.form_submit_button("送る", width="stretch", on_click=_otherwise, args=(desk, role, form))
                _show_draft(desk, role, Answer.QUESTIONED, form)


def _accept(desk: Desk, role: RoleAssignment) -> None:
    attempt(lambda: _answer(desk, role, Answer.ACCEPTED), done="承諾を送りました")


def _otherwise(desk: Desk, role: RoleAssignment, form: str) -> None:
    answer = st.session_state[_kind(form)]
    _say(desk, role, answer, form, done=f"{answer.label}を送りました")


def _say(desk: Desk, role: RoleAssignment, answer: Answer, form: str, *, done: str) -> None:
    """Record what was typed into this form, and empty it."""
    text = st.session_state[_field(form)] or ""
    if attempt(lambda: _answer(desk, role, answer, text, form=form), done=done):
        forget(form)
        st.session_state[_field(form)] = ""


def _kind(form: str) -> str:
    return f"{form}:kind"


def _field(form: str) -> str:
    return f"{form}:text"


def _fill(desk: Desk, form: str) -> None:
    """A form is empty, but for what this person had written and not sent."""
    if _field(form) not in st.session_state:
        draft = recall(desk, form)
        left = None if draft is None else draft.yours[0]
        st.session_state[_field(form)] = left.text if isinstance(left, Confirmation) else ""
        st.session_state[_kind(form)] = left.answer if isinstance(left, Confirmation) else Answer.QUESTIONED


def _show_draft(desk: Desk, role: RoleAssignment, answer: Answer, form: str) -> None:
    blank = _confirmation(desk, role, answer, "")

    def written() -> tuple[Confirmation] | None:
        text = clean_line(st.session_state[_field(form)] or "")
        return (
            (replace(blank, text=text, answer=st.session_state.get(_kind(form), answer)),) if text else None
        )

    def begin_anew() -> None:
        discard(desk, form)
        del st.session_state[_field(form)]

    show_draft(desk, form, seen=(blank,), yours=written, begin_anew=begin_anew, needs=_needed(answer))


def show_all_roles(household: Household) -> None:
    """The whole table, to read."""
    show_table(
        HEADERS,
        [
            (f"{'◎' if r.lead else ''}{r.number}", r.assignee, r.for_whom, r.issues, r.task, r.due, r.answer)
            for r in role_rows(household)
        ],
        caption="役割分担表",
        empty="役割はまだありません。",
    )
