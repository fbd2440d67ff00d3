"""読み上げ: one role after the other is read out, stands on the wall meanwhile, and has its answer noted by a key."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from jusou_meeting.mask import Audience
from jusou_meeting.meeting import MeetingRecord
from jusou_meeting.meeting_gate import is_there
from jusou_meeting.minutes import answered
from jusou_meeting.projection import Projection
from jusou_meeting.read_back import ReadAloud, read_next, read_out, to_read, withheld
from jusou_meeting.role import Answer, Confirmation, RoleAssignment, latest_answers
from jusou_meeting.ui.answer_form import fill, say, show_answer_draft, text_of, until_of
from jusou_meeting.ui.desk import Desk
from jusou_meeting.ui.field import day
from jusou_meeting.ui.finishing import spoken_answer
from jusou_meeting.ui.label import plain
from jusou_meeting.ui.room import change_wall, repaint_room
from jusou_meeting.ui.table import show_table
from jusou_meeting.ui.unconsented import kept_roles, show_kept_role
from jusou_meeting.vocabulary import RecordId

_KEYS = {
    Answer.ACCEPTED: "Alt+6",
    Answer.CONDITIONAL: "Alt+7",
    Answer.TAKEN_BACK: "Alt+8",
    Answer.DECLINED: "Alt+9",
}
_AS_ANSWERED = "Alt+0"
"""Together with Alt they work while somebody types, and no browser for Windows has a use for them."""


def role_in_reading(desk: Desk, record: MeetingRecord | None) -> RoleAssignment | None:
    """The role that is read aloud at this moment."""
    if record is None or not record.meeting.is_open:
        return None
    reading = desk.workspace.store.projections.of(record.meeting.id).reading
    return next((role for role in desk.household.standing_roles if role.id == reading), None)


def show_read_back(desk: Desk, record: MeetingRecord) -> None:
    """How many roles were read out, and the way to begin or to stop."""
    if not record.meeting.is_open or not desk.household.standing_roles:
        return
    left, there = to_read(desk.household, record.meeting.id), len(desk.household.standing_roles)
    if role_in_reading(desk, record) is not None:
        st.button("読み上げをやめる", key="read-back", type="primary", on_click=_read, args=(desk, None))
        return
    st.button(
        f"読み上げ {there - len(left)}／{there}",
        key="read-back",
        help="役割を一つずつ読み上げ、回答を記します。読み上げている役割だけが、投影に出ます。",
        on_click=_read,
        args=(desk, left[0].id if left else None),
        disabled=not left,
    )


def show_reading(desk: Desk, record: MeetingRecord, role: RoleAssignment) -> None:
    """The role that is read aloud, and a key for each answer its agency may give."""
    household = desk.household
    told = read_out(household, role.id, Audience.COORDINATOR, on=desk.workspace.today)
    answer = latest_answers(household.roles, household.confirmations).get(role.id)
    there = is_there(record.attendees, household, role, at=desk.workspace.now)
    agency = household.assignee(role)
    before = answer if answer is not None and answer.answer in _KEYS else None
    spoken = replace(spoken_answer(desk, role), read_in=record.meeting.id)
    as_answered = before and replace(
        before, id=spoken.id, version=0, read_in=spoken.read_in, answered_at=spoken.answered_at
    )
    form = f"read:{role.id}"
    fill(desk, form)
    with st.container(key="reading"):
        if told is not None:
            show_words(told)
        if role.id in withheld(household):
            st.caption("虐待の疑いのある方の役割なので、投影には出ません。声だけで読み上げます。")
        elif role.id in kept_roles(desk, record):
            show_kept_role()
        if not there:
            st.caption(
                f"「{plain(agency)}」は、いまこの場にいません。別に聞いた答えは、どう聞いたか（電話など）を書いて記します。"
            )
        if before is not None:
            st.text(f"これまでの回答：{'　'.join(filter(None, (answered(before), before.text)))}")
        with st.form(form, border=False, enter_to_submit=False):
            words, until = st.columns([3, 2])
            words.text_input("条件・理由・持ち帰る先", key=text_of(form))
            with until:
                day("until_on", "持ち帰りの返事の期限").ask(until_of(form))
            with st.container(horizontal=True):
                for kind, key in _KEYS.items():
                    said = replace(spoken, answer=kind)
                    st.form_submit_button(
                        kind.label,
                        key=f"{form}:{kind.value}",
                        type="primary"
                        if there and kind is Answer.ACCEPTED and before is None
                        else "secondary",
                        shortcut=key,
                        on_click=_note,
                        args=(desk, said, form, as_answered),
                    )
                if as_answered is not None:
                    st.form_submit_button(
                        f"{as_answered.answer.label}のまま",
                        key=f"{form}:as-answered",
                        type="primary",
                        shortcut=_AS_ANSWERED,
                        on_click=_note,
                        args=(desk, as_answered),
                    )
                elif not there:
                    st.form_submit_button(
                        "未確認のまま",
                        key=f"{form}:pass",
                        type="primary",
                        shortcut=_AS_ANSWERED,
                        on_click=_pass_over,
                        args=(desk, role.id, record.meeting.id),
                    )
            show_answer_draft(desk, said, form)


def show_words(told: ReadAloud) -> None:
    """One role in large letters, as far as whoever looks may read it."""
    cells = {
        "№": str(told.number),
        "誰が": told.who,
        "誰に": told.for_whom,
        "どの課題に": told.issues,
        "何を": told.task,
        "いつまで": told.until,
    }
    said = {header: words for header, words in cells.items() if words}
    show_table(tuple(said), [tuple(said.values())], caption="読み上げている役割")


def _note(
    desk: Desk, said: Confirmation, form: str | None = None, as_answered: Confirmation | None = None
) -> None:
    """What was accepted on the agency's own device stays so where it is accepted aloud without another word."""
    accepted = as_answered is not None and said.answer is as_answered.answer is Answer.ACCEPTED
    if form and as_answered and accepted and not as_answered.oral:
        worded = (st.session_state[text_of(form)] or "").strip()
        said, form = (said, form) if worded else (as_answered, None)
    following = said.read_in and read_next(desk.refreshed().household, said.role_id, said.read_in)
    if say(desk, said, form=form, done=f"{answered(said)}を記録しました"):
        _read(desk, following)


def _pass_over(desk: Desk, role_id: RecordId, meeting_id: RecordId) -> None:
    _read(desk, read_next(desk.refreshed().household, role_id, meeting_id))


def _read(desk: Desk, role_id: RecordId | None) -> None:
    def read(wall: Projection, _: object) -> Projection:
        return replace(wall, reading=role_id)

    change_wall(desk, read)
    repaint_room()
