"""役割分担表: the roles with their answers, row by row, for the coordinator and for each agency."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import streamlit as st

from jusou_meeting.finding import Finding, Weight
from jusou_meeting.household import Household
from jusou_meeting.meeting import spokesperson
from jusou_meeting.minutes import RoleRow, role_rows
from jusou_meeting.role import Answer, Confirmation, RoleAssignment
from jusou_meeting.staff import Permission
from jusou_meeting.text import clean_line
from jusou_meeting.ui.desk import Desk
from jusou_meeting.ui.draft_component import discard, forget, recall, show_draft
from jusou_meeting.ui.panel import choose
from jusou_meeting.ui.table import show_cells, show_table
from jusou_meeting.ui.workspace import attempt, new_id, tell

HEADERS = ("№", "誰が", "誰に", "どの課題に", "何を", "いつまで", "確認")
_WIDTHS = (4, 10, 6, 12, 15, 8, 7)
_TITLE = 8
"""So many signs of an issue's name tell it from the others."""


def show_role_board(desk: Desk, *, readonly: bool = False) -> None:
    """Every role with its answer; the coordinator opens one, or notes what an agency said in the room."""
    if readonly:
        show_all_roles(desk.household)
        return
    rows = list(role_rows(desk.household))
    if not rows:
        st.caption("役割はまだありません。地図の機関を押すか、「役割」の欄から加えてください。")
        return
    with st.container(key="heads-of-roles"):
        show_cells(HEADERS, headers=HEADERS, widths=_WIDTHS, strong=True)
    roles = {role.id: role for role in desk.household.roles}
    for row in rows:
        role = roles[row.role_id]
        lead = "◎" if row.lead else ""
        issues = row.issues if len(role.issue_ids) < 2 else _short(role, desk.household)
        said = (f"{lead}{row.number}", row.assignee, row.for_whom, issues, row.task, row.due, row.answer)
        with st.container(horizontal=True, vertical_alignment="center", key=f"role:{role.id}"):
            show_cells(said, headers=HEADERS, widths=_WIDTHS)
            st.button("直す", key=f"edit:{role.id}", on_click=choose, args=(role.id,))
            st.button(
                "口頭で確認",
                key=f"oral:{role.id}",
                on_click=_note_oral,
                args=(desk, role),
                disabled=row.confirmed,
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
    _say(desk, role, Answer.REPLIED, form, empty="返答を書いてください。", done="返答を記録しました")


def _note_oral(desk: Desk, role: RoleAssignment) -> None:
    attempt(lambda: _answer(desk, role, Answer.ACCEPTED, "", oral=True), done="口頭での確認を記録しました")


def _answer(
    desk: Desk,
    role: RoleAssignment,
    answer: Answer,
    text: str,
    *,
    oral: bool = False,
    form: str | None = None,
) -> None:
    action = "質問に返答" if answer is Answer.REPLIED else "口頭の確認を記録" if oral else "役割に回答"
    with desk.workspace.change(
        action,
        desk.case_id,
        desk.footing,
        meeting_id=desk.meeting_id,
        needs=Permission.EDIT_CASE if oral else _needed(answer),
        form=form,
    ) as change:
        change.save(_confirmation(desk, role, answer, text, oral=oral))


def _needed(answer: Answer) -> Permission:
    return Permission.EDIT_CASE if answer is Answer.REPLIED else Permission.ANSWER_ROLE


def _confirmation(
    desk: Desk, role: RoleAssignment, answer: Answer, text: str, *, oral: bool = False
) -> Confirmation:
    replies = answer is Answer.REPLIED
    return Confirmation(
        id=new_id(),
        role_id=role.id,
        role_version=role.version,
        answer=answer,
        text=clean_line(text),
        answered_by=_who_said_it(desk, role) if oral else desk.workspace.staff.name,
        answered_for="包括化支援員" if replies else desk.household.called(role.assignee_id),
        oral=oral,
        answered_at=datetime.now(UTC),
    )


def _who_said_it(desk: Desk, role: RoleAssignment) -> str:
    """The person of the agency whom the roster knows, else the agency; that the coordinator noted it is in the history."""
    attendees = () if desk.meeting_id is None else desk.workspace.meeting(desk.meeting_id)[1].attendees
    return spokesperson(attendees, role.assignee_id) or desk.household.called(role.assignee_id)


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
                "確認しました",
                key=f"confirm:{role.id}:{role.version}",
                type="primary",
                width="stretch",
                on_click=_confirm,
                args=(desk, role),
                disabled=row.confirmed,
            )
            form = f"question:{role.id}"
            _fill(desk, form)
            with st.form(form, border=False):
                st.text_input("質問・意見", key=_field(form))
                st.form_submit_button(
                    "質問として送る", width="stretch", on_click=_question, args=(desk, role, form)
                )
                _show_draft(desk, role, Answer.QUESTIONED, form)


def _confirm(desk: Desk, role: RoleAssignment) -> None:
    attempt(lambda: _answer(desk, role, Answer.ACCEPTED, ""), done="確認を送りました")


def _question(desk: Desk, role: RoleAssignment, form: str) -> None:
    empty = "質問・意見を書いてから送ってください。"
    _say(desk, role, Answer.QUESTIONED, form, empty=empty, done="質問を送りました")


def _say(desk: Desk, role: RoleAssignment, answer: Answer, form: str, *, empty: str, done: str) -> None:
    """Record what was typed into this form, and empty it."""
    text = st.session_state[_field(form)] or ""
    if not clean_line(text):
        tell(Finding(Weight.STOPS, empty))
    elif attempt(lambda: _answer(desk, role, answer, text, form=form), done=done):
        forget(form)
        st.session_state[_field(form)] = ""


def _field(form: str) -> str:
    return f"{form}:text"


def _fill(desk: Desk, form: str) -> None:
    """A form is empty, but for what this person had written and not sent."""
    if _field(form) not in st.session_state:
        draft = recall(desk, form)
        left = None if draft is None else draft.yours
        st.session_state[_field(form)] = left.text if isinstance(left, Confirmation) else ""


def _show_draft(desk: Desk, role: RoleAssignment, answer: Answer, form: str) -> None:
    blank = _confirmation(desk, role, answer, "")

    def written() -> Confirmation | None:
        said = replace(blank, text=clean_line(st.session_state[_field(form)] or ""))
        return None if said == blank else said

    def begin_anew() -> None:
        discard(desk, form)
        del st.session_state[_field(form)]

    show_draft(desk, form, seen=blank, yours=written, begin_anew=begin_anew, needs=_needed(answer))


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
