"""書きかけ: what somebody types into a form is in the file within three seconds, and in the form when they come back."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime

import streamlit as st

from jusou_meeting.japanese_date import local
from jusou_meeting.staff import NotAllowed, Permission
from jusou_meeting.store import FileProblem
from jusou_meeting.store.draft import Draft, Form
from jusou_meeting.ui.desk import Place
from jusou_meeting.ui.unseen import unseen
from jusou_meeting.vocabulary import Fact


def watch_typing() -> None:
    """Have every form of this page that shows its draft handed over while somebody types; once on every page."""
    unseen("draft")(key="typing")


def recall(desk: Place, form: str) -> Draft | None:
    """What this person left in a form on this desk; the form says so from now on."""
    workspace = desk.workspace
    draft = workspace.store.drafts(workspace.staff).of(_form(desk, form), now=workspace.now, needs=desk.reads)
    if draft is not None:
        _say(form, f"書きかけを戻しました（{_when(draft.at, workspace.now)}）")
        st.session_state[f"{form}:recalled"] = True
    return draft


def discard(desk: Place, form: str) -> None:
    """It is as if nothing had been typed."""
    if f"{form}:unsaved" in st.session_state:
        desk.workspace.store.drafts(desk.workspace.staff).discard(_form(desk, form))
    forget(form)


def forget(form: str) -> None:
    """What was typed is saved, and its draft went with that."""
    st.session_state.pop(f"{form}:unsaved", None)
    st.session_state.pop(f"{form}:recalled", None)


@st.fragment
def show_draft(
    desk: Place,
    form: str,
    *,
    seen: Sequence[Fact],
    yours: Callable[[], Sequence[Fact] | None],
    begin_anew: Callable[[], None],
    needs: Permission = Permission.EDIT_CASE,
) -> None:
    """Beside the button of a form: that something in it is unsaved, and the way to throw away what came back.

    `yours` is what the form has; None = as it was `seen`, with nothing typed. The button that nobody sees is
    pressed by the browser: being of the form it brings every field, being of a fragment it runs nothing else, and
    standing after the form's own button it is not the one that Enter presses.
    """
    with st.container(key=f"draft:{form}"):
        st.form_submit_button(
            "控える", key=f"keep:{form}", on_click=_keep, args=(desk, form, seen, yours, needs)
        )
        taken = st.session_state.get(f"{form}:taken", 0)
        st.html(f'<i data-turn="{time.monotonic_ns()}" data-taken="{taken}"></i>')
    said = st.session_state.get(f"{form}:unsaved")
    if said is not None:
        with st.container(key=f"unsaved:{form}"):
            st.text(f"未保存　{said}")
    if st.session_state.get(f"{form}:recalled"):
        st.form_submit_button(
            "書きかけを捨てる",
            key=f"discard:{form}",
            type="tertiary",
            on_click=_throw_away,
            args=(form, begin_anew),
        )
    if st.session_state.pop(f"{form}:anew", False):
        st.rerun()


def _throw_away(form: str, begin_anew: Callable[[], None]) -> None:
    begin_anew()
    st.session_state[f"{form}:anew"] = True  # the fields are not of this fragment


def _keep(
    desk: Place,
    form: str,
    seen: Sequence[Fact],
    yours: Callable[[], Sequence[Fact] | None],
    needs: Permission,
) -> None:
    typed, now = yours(), datetime.now(UTC)
    st.session_state[f"{form}:taken"] = st.session_state.get(f"{form}:taken", 0) + 1
    try:
        if typed is None:
            discard(desk, form)
            return
        staff = desk.workspace.recheck(needs, desk.case_id, desk.footing)
        draft = Draft(seen=tuple(seen), yours=tuple(typed), at=now)
        desk.workspace.store.drafts(staff).keep(_form(desk, form), draft, needs=needs)
        _say(form, f"書きかけを控えました（{_when(now, now)}）")
    except (NotAllowed, FileProblem) as refused:
        _say(form, f"書きかけを控えられません。{refused}")


def _form(desk: Place, name: str) -> Form:
    return Form(case_id=desk.case_id, footing=desk.footing, meeting_id=desk.meeting_id, name=name)


def _say(form: str, sentence: str) -> None:
    st.session_state[f"{form}:unsaved"] = sentence


def _when(at: datetime, now: datetime) -> str:
    then, today = local(at), local(now).date()
    day = "" if then.date() == today else f"{then.month}月{then.day}日 "
    return f"{day}{then:%H:%M}"
