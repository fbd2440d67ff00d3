"""回答の欄: what somebody says to a role, kept as a draft while it is typed, and sent."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import streamlit as st

from jusou_meeting.finding import stop_if_any
from jusou_meeting.meeting_gate import is_there
from jusou_meeting.role import Answer, Confirmation, RoleAssignment, answer_findings, hearsay_findings
from jusou_meeting.staff import Permission
from jusou_meeting.text import clean_line
from jusou_meeting.ui.desk import Desk
from jusou_meeting.ui.draft_component import discard, forget, recall, show_draft
from jusou_meeting.ui.workspace import attempt, new_id

KEPT_HERE = "answers_kept_here"
"""Where a window remembers what answers it kept itself, of which nothing comes to it from a device."""


def kind_of(form: str) -> str:
    """The key of the field that says which answer it is."""
    return f"{form}:kind"


def text_of(form: str) -> str:
    """The key of the field for its words."""
    return f"{form}:text"


def until_of(form: str) -> str:
    """The key of the field for the day by which the agency will say."""
    return f"{form}:until"


def from_device(desk: Desk, role: RoleAssignment, answer: Answer) -> Confirmation:
    """An answer, or the reply to a question, by whoever sits here."""
    replies = answer is Answer.REPLIED
    return Confirmation(
        id=new_id(),
        role_id=role.id,
        wording=role.wording,
        answer=answer,
        answered_by=desk.workspace.staff.name,
        answered_for="包括化支援員" if replies else desk.household.assignee(role),
        answered_at=datetime.now(UTC),
    )


def answer_kept(role: RoleAssignment, before: Confirmation) -> Confirmation:
    """The answer to the wording before, for the one that its agency itself asked for; nobody read that out."""
    text = "　".join(filter(None, (before.text, "申出による文言")))
    kept = replace(
        before,
        id=new_id(),
        version=0,
        wording=role.wording,
        text=text,
        read_in=None,
        answered_at=datetime.now(UTC),
    )
    st.session_state.setdefault(KEPT_HERE, set()).add(kept.id)
    return kept


def left_unsent(desk: Desk, form: str) -> Confirmation | None:
    """What this person had written into this form and not sent."""
    draft = recall(desk, form)
    return next((said for said in draft.yours if isinstance(said, Confirmation)), None) if draft else None


def fill(desk: Desk, form: str) -> None:
    """Before its fields are drawn: a form is empty, but for what this person had written and not sent."""
    if text_of(form) not in st.session_state:
        left = left_unsent(desk, form)
        st.session_state[text_of(form)] = "" if left is None else left.text
        st.session_state[kind_of(form)] = None if left is None else left.answer
        st.session_state[until_of(form)] = None if left is None else left.until_on


def show_answer_draft(desk: Desk, blank: Confirmation, form: str) -> None:
    """At the end of a form: what is unsaved in it, and the way to throw it away."""

    def written() -> tuple[Confirmation] | None:
        said = _typed(blank, form)
        kind = st.session_state.get(kind_of(form)) or said.answer
        return (replace(said, answer=kind),) if said.text or said.until_on else None

    def begin_anew() -> None:
        discard(desk, form)
        del st.session_state[text_of(form)]

    show_draft(desk, form, seen=(blank,), yours=written, begin_anew=begin_anew, needs=_needed(desk))


def say(desk: Desk, blank: Confirmation, *, done: str, form: str | None = None) -> bool:
    """Record this answer with what was typed into its form, and empty that; returns whether it was recorded.

    A day belongs to 持ち帰り alone. A button that was pressed twice before the screen followed says it once.
    """
    said = blank if form is None else _typed(blank, form)
    if said.answer is not Answer.TAKEN_BACK:
        said = replace(said, until_on=None)
    if not attempt(lambda: send(desk, said, form), done=done, on_conflict=lambda already: None):
        return False
    if form is not None:
        forget(form)
        st.session_state[text_of(form)] = ""
        st.session_state[until_of(form)] = None
    return True


def _typed(blank: Confirmation, form: str) -> Confirmation:
    text = clean_line(st.session_state[text_of(form)] or "")
    return replace(blank, text=text, until_on=st.session_state.get(until_of(form)))


def send(desk: Desk, said: Confirmation, form: str | None) -> None:
    """Record this answer as one act; Stopped as `stop_unless_said` does."""
    stop_unless_said(desk, said)
    action = "質問に返答" if said.answer is Answer.REPLIED else "役割に回答"
    with desk.workspace.change(
        "口頭の回答を記録" if said.oral else action,
        desk.case_id,
        desk.footing,
        meeting_id=desk.meeting_id,
        needs=_needed(desk),
        form=form,
    ) as change:
        change.save(said)


def stop_unless_said(desk: Desk, said: Confirmation) -> None:
    """Stopped when an answer says too little; in a meeting, whoever is not there is asked how their answer was heard."""
    stop_if_any(answer_findings(said))
    role = next(role for role in desk.household.roles if role.id == said.role_id)
    if desk.meeting_id is not None and not is_there(
        desk.attendees(), desk.household, role, at=said.answered_at
    ):
        stop_if_any(hearsay_findings(said))


def _needed(desk: Desk) -> Permission:
    """Whoever sits for an agency answers for it; the coordinator notes what was said, and replies."""
    answers = desk.workspace.allowed(Permission.ANSWER_ROLE)
    return Permission.ANSWER_ROLE if answers else Permission.EDIT_CASE
