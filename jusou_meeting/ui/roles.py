"""役割分担表: the roles with their answers, row by row, for the coordinator."""

from __future__ import annotations

import streamlit as st

from jusou_meeting.household import Household
from jusou_meeting.meeting import MeetingRecord
from jusou_meeting.minutes import RoleRow, answered, role_rows
from jusou_meeting.role import (
    Answer,
    Confirmation,
    RoleAssignment,
    RoleReview,
    RoleStanding,
    answer_to_keep,
)
from jusou_meeting.ui.answer_form import (
    KEPT_HERE,
    answer_kept,
    fill,
    from_device,
    say,
    show_answer_draft,
    text_of,
)
from jusou_meeting.ui.desk import Desk
from jusou_meeting.ui.finishing import spoken_answer
from jusou_meeting.ui.label import plain
from jusou_meeting.ui.panel import choose
from jusou_meeting.ui.proposal import show_proposal
from jusou_meeting.ui.table import show_cells, show_rows
from jusou_meeting.ui.unconsented import kept_roles, show_kept_role
from jusou_meeting.ui.workspace import attempt
from jusou_meeting.vocabulary import RecordId

HEADERS = ("№", "誰が", "誰に", "どの課題に", "何を", "いつまで", "回答")
_WIDTHS = (3, 12, 4, 12, 14, 7, 12)
_SEEN = "answers_seen"
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
    _tell_of_new_answers(desk)
    rows = [row for row in role_rows(desk.household) if row.role_id in roles]
    if not rows:
        st.caption("役割はまだありません。地図の機関を押すか、「役割」の欄から加えてください。")
        return
    with st.container(key="heads-of-roles"):
        show_cells(HEADERS, headers=HEADERS, widths=_WIDTHS, strong=True)
    kept = frozenset() if record is None else kept_roles(desk, record)
    for row in rows:
        _show_row(desk, roles[row.role_id], row, reviewed)
        if row.role_id in kept:
            show_kept_role()


def _tell_of_new_answers(desk: Desk) -> None:
    """What came from a device since this board was last painted, since its row may be out of sight."""
    household = desk.household
    kept = st.session_state.get(KEPT_HERE, ())
    from_devices = (
        c for c in household.confirmations if not c.oral and c.read_in is None and c.id not in kept
    )
    came = {c.id: c for c in from_devices if c.answer is not Answer.REPLIED}
    key = f"{_SEEN}:{desk.case_id}:{desk.footing.value}"
    seen = st.session_state.get(key, came)
    st.session_state[key] = came
    for said in (c for id_, c in came.items() if id_ not in seen and c.role_id in household.role_numbers):
        number = household.role_numbers[said.role_id]
        st.toast(plain(f"№{number}　{said.answered_for}：{answered(said)}"), duration="long")


def _show_row(desk: Desk, role: RoleAssignment, row: RoleRow, reviewed: dict[RecordId, RoleReview]) -> None:
    lead = "◎" if row.lead else ""
    issues = row.issues if len(role.issue_ids) < 2 else _short(role, desk.household)
    answer = _standing(row)
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
            args=(desk, role),
            disabled=row.answered is Answer.ACCEPTED or role.standing is not RoleStanding.OPEN,
        )
    show_exchange(row)
    if row.proposal is not None:
        show_proposal(desk, role, row.proposal, row.number)
    elif row.asks:
        _show_reply(desk, role, row.number)
    elif (before := answer_to_keep(role, desk.household.confirmations)) is not None:
        _show_answer_before(desk, role, before, row.number)


def _show_answer_before(desk: Desk, role: RoleAssignment, before: Confirmation, number: int) -> None:
    with st.container(key=f"before:{role.id}", horizontal=True, vertical_alignment="center"):
        st.text(
            f"役割{number}は、回答のあとで文言を改めました。機関の申出なら",
            width="content",
        )
        st.button("前の回答を残す", key=f"keep:{before.id}", on_click=_keep, args=(desk, role, before))


def _keep(desk: Desk, role: RoleAssignment, before: Confirmation) -> None:
    attempt(lambda: desk.save("前の回答を残す", answer_kept(role, before)), done="前の回答を残しました")


def _short(role: RoleAssignment, household: Household) -> str:
    """Several issues by number and the beginning of their names, one a line."""
    numbers = household.issue_numbers
    titles = {i: household.called(i) for i in role.issue_ids if i in numbers}
    cut = (f"{title[:_TITLE]}…" if len(title) > _TITLE + 1 else title for title in titles.values())
    return "\n".join(f"{numbers[i]} {title}" for i, title in zip(titles, cut, strict=True))


def show_exchange(row: RoleRow) -> None:
    """All that was said to a role, when that is more than its answer in one word."""
    if row.more_said or row.answer_text:
        with st.container(key=f"exchange:{row.role_id}"):
            st.text("\n".join(f"{said.when}　{said.who}　{said.what}" for said in row.exchange))


def _show_reply(desk: Desk, role: RoleAssignment, number: int) -> None:
    form = f"reply:{role.id}"
    fill(desk, form)
    with st.form(form, border=False), st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input(f"役割{number}の質問への返答", key=text_of(form))
        st.form_submit_button("返答する", on_click=_reply, args=(desk, role, form))
        show_answer_draft(desk, from_device(desk, role, Answer.REPLIED), form)


def _reply(desk: Desk, role: RoleAssignment, form: str) -> None:
    say(desk, from_device(desk, role, Answer.REPLIED), form=form, done="返答を記録しました")


def _note_accepted(desk: Desk, role: RoleAssignment) -> None:
    say(desk, spoken_answer(desk, role), done="口頭での承諾を記録しました")


def _standing(row: RoleRow) -> str:
    """Its answer as long as it stands, and then what became of it."""
    return row.answer if row.standing is RoleStanding.OPEN else row.standing.label


def show_all_roles(household: Household) -> None:
    """Every role, to read."""
    rows = list(role_rows(household))
    if not rows:
        st.caption("役割はまだありません。")
        return
    with st.container(key="heads-of-all-roles"):
        show_cells(HEADERS, headers=HEADERS, widths=_WIDTHS, strong=True)
    said = [
        (f"{'◎' if r.lead else ''}{r.number}", r.assignee, r.for_whom, r.issues, r.task, r.due, _standing(r))
        for r in rows
    ]
    show_rows(said, headers=HEADERS, widths=_WIDTHS)
