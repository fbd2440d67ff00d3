"""会議の名前: what this municipality calls its meetings, printed on papers beside what the law calls them."""

from __future__ import annotations

from datetime import UTC, datetime

import streamlit as st

from jusou_meeting.meeting import MeetingKind
from jusou_meeting.staff import Permission
from jusou_meeting.text import clean_line
from jusou_meeting.ui.workspace import Workspace, attempt

_LONGEST = 15
"""Letters: the head of a one-page paper holds no more."""


def show_meeting_names(workspace: Workspace) -> None:
    """The name of each kind, to be chosen anew."""
    st.caption(
        "この市町村での呼び名があれば、開催通知・次第・会議録などに「呼び名（重層的支援会議）」のように出ます。法の名前と根拠は、どの紙からも消えません。"
        "確定した会議録は変わりません。"
    )
    names = workspace.store.meeting_names
    with st.form("meeting-names", border=False):
        for kind in MeetingKind:
            st.text_input(
                f"{kind.label}（{kind.footing.label}）の呼び名",
                value=names[kind],
                max_chars=_LONGEST,
                placeholder="なければ空けておきます",
                key=_key(kind),
            )
        st.form_submit_button("この名前にする", on_click=_choose, args=(workspace,))


def _key(kind: MeetingKind) -> str:
    return f"meeting-name:{kind.value}"


def _choose(workspace: Workspace) -> None:
    names = {kind: clean_line(st.session_state[_key(kind)] or "") for kind in MeetingKind}

    def step() -> None:
        by = workspace.recheck(Permission.MANAGE_STAFF)
        workspace.store.name_meetings(names, by=by, at=datetime.now(UTC))

    attempt(step, done="会議の名前を決めました")
