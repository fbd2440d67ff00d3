"""元に戻す・やり直す: the buttons say beforehand what they take back and what they do again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import streamlit as st

from jusou_meeting.japanese_date import local
from jusou_meeting.staff import Permission
from jusou_meeting.store.cases import Cases
from jusou_meeting.store.undo import LastAct
from jusou_meeting.ui.desk import Desk
from jusou_meeting.ui.label import plain
from jusou_meeting.ui.panel import run_page_anew
from jusou_meeting.ui.workspace import attempt


def show_undo(desk: Desk) -> None:
    """One's own acts, one by one; grey when there is nothing to take back or to do again."""
    cases, staff = desk.workspace.store.cases, desk.workspace.staff
    last = cases.last_done(staff, desk.case_id, desk.footing)
    kept = cases.last_kept(staff, desk.case_id, desk.footing)
    st.button(
        f"元に戻す{_named(last, kept)}",
        key="undo",
        icon=":material/undo:",
        on_click=_take,
        args=(desk, Cases.undo, "取り消しました"),
        disabled=last is None,
        help=None if kept is None else _passed_over(kept, last),
    )
    undone = cases.last_undone(staff, desk.case_id, desk.footing)
    st.button(
        "やり直す",
        key="redo",
        icon=":material/redo:",
        help=None
        if undone is None
        else f"もう一度行います：{plain(undone.action)}（{local(undone.at):%H:%M}）",
        on_click=_take,
        args=(desk, Cases.redo, "やり直しました"),
        disabled=undone is None,
    )


def _named(last: LastAct | None, kept: LastAct | None) -> str:
    if last is None:
        return ""
    action = plain(last.action) if kept is None else f"その前の「{plain(last.action)}」"
    return f"：{action}（{local(last.at):%H:%M}）"


def _passed_over(kept: LastAct, last: LastAct | None) -> str:
    """Whoever did this last may think that the button takes it back."""
    instead = "" if last is None else f"押すと、その前の「{plain(last.action)}」を取り消します。"
    return f"最後の「{plain(kept.action)}」（{local(kept.at):%H:%M}）は、ここでは元に戻りません。{instead}"


def _take(desk: Desk, step: Callable[..., str], done: str) -> None:
    taken: list[str] = []

    def act() -> None:
        staff = desk.workspace.recheck(Permission.EDIT_CASE, desk.case_id, desk.footing)
        taken.append(
            step(desk.workspace.store.cases, staff, desk.case_id, desk.footing, at=datetime.now(UTC))
        )

    if attempt(act):
        st.session_state["done"] = f"{done}：{taken[0]}"
        run_page_anew()
