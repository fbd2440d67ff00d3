"""元に戻す: the button says beforehand what it takes back."""

from __future__ import annotations

from datetime import UTC, datetime

import streamlit as st

from jusou_meeting.japanese_date import local
from jusou_meeting.staff import Permission
from jusou_meeting.ui.desk import Desk
from jusou_meeting.ui.panel import run_page_anew
from jusou_meeting.ui.workspace import attempt


def show_undo(desk: Desk) -> None:
    """One's own acts, one by one; grey when there is nothing to take back."""
    last = desk.workspace.store.cases.last_act(desk.workspace.staff, desk.case_id, desk.footing)
    said = "" if last is None else f"：{last.action}（{local(last.at):%H:%M}）"
    st.button(
        f"元に戻す{said}",
        key="undo",
        icon=":material/undo:",
        on_click=_undo,
        args=(desk,),
        disabled=last is None,
    )


def _undo(desk: Desk) -> None:
    taken_back: list[str] = []

    def step() -> None:
        staff = desk.workspace.recheck(Permission.EDIT_CASE, desk.case_id, desk.footing)
        cases = desk.workspace.store.cases
        taken_back.append(cases.undo(staff, desk.case_id, desk.footing, at=datetime.now(UTC)))

    if attempt(step):
        st.session_state["done"] = f"取り消しました：{taken_back[0]}"
        run_page_anew()
