"""事例そのもの: its name put right, and the case put away from the list or taken out again; each may be undone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from jusou_meeting.finding import stop_if_any, stopped
from jusou_meeting.household import Case
from jusou_meeting.meeting import MeetingRecord, putting_away_findings
from jusou_meeting.text import clean_line
from jusou_meeting.todo import tasks
from jusou_meeting.ui.desk import Desk
from jusou_meeting.ui.workspace import attempt, show_findings

_DONE = "case_amended"


@st.dialog("この事例")
def show_case_entry(desk: Desk, meetings: Sequence[MeetingRecord]) -> None:
    """Another name for the case, and the button that puts it away; what that means is said beside it."""
    if st.session_state.pop(_DONE, False):
        st.rerun()
    show_findings("case-entry")
    case = desk.household.case
    with st.form("case-entry:name", border=False):
        st.text_input("事例の名前（個人が分からない言い方で）", value=case.title, key="case-entry:title")
        st.caption("一覧・画面の上・図・書類に出ます。")
        st.form_submit_button("名前を直す", type="primary", on_click=_rename, args=(desk,))
    st.divider()
    if case.put_away_on is None:
        st.text(
            "まちがえて登録した事例や、支援を終えた事例は、一覧からしまえます。記録は一つも消えず、"
            "一覧の下の「しまった事例」から、いつでも開いて戻せます。"
        )
        _show_what_is_open(desk, meetings)
        st.button("一覧からしまう", key="case-entry:away", on_click=_put_away, args=(desk, meetings))
    else:
        st.text("この事例は、一覧からしまってあります。")
        st.button("一覧に戻す", key="case-entry:back", on_click=_take_out, args=(desk,))


def _show_what_is_open(desk: Desk, meetings: Sequence[MeetingRecord]) -> None:
    """What やること tells of this case and would tell no more; nothing where nothing is open."""
    household = desk.workspace.widest_household(desk.case_id, screen=desk.screen)
    kinds = Counter(task.kind.label for task in tasks(household, meetings))
    if kinds:
        said = "、".join(f"{kind}{count}件" for kind, count in kinds.items())
        st.text(f"しまうと、「やること」に出なくなるものが{kinds.total()}件あります：{said}。")


def _rename(desk: Desk) -> None:
    title = clean_line(st.session_state["case-entry:title"] or "")

    def step() -> None:
        if not title:
            raise stopped("事例の名前を入れてください。")
        _amend(desk, "事例の名前を直す", replace(desk.household.case, title=title))

    st.session_state[_DONE] = attempt(step, done="事例の名前を直しました（元に戻せます）")


def _put_away(desk: Desk, meetings: Sequence[MeetingRecord]) -> None:
    def step() -> None:
        stop_if_any(putting_away_findings(meetings))
        away = replace(desk.household.case, put_away_on=desk.workspace.today)
        _amend(desk, "事例を一覧からしまう", away)

    st.session_state[_DONE] = attempt(step, done="一覧からしまいました（元に戻せます）")


def _take_out(desk: Desk) -> None:
    def step() -> None:
        _amend(desk, "事例を一覧に戻す", replace(desk.household.case, put_away_on=None))

    st.session_state[_DONE] = attempt(step, done="一覧に戻しました")


def _amend(desk: Desk, action: str, case: Case) -> None:
    with desk.change(action) as change:
        change.amend(case)
