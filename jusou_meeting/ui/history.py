"""履歴: every act of the last hours in sight, and the way back to the moment after any of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

import streamlit as st

from jusou_meeting.ecomap.going_back import changes, names
from jusou_meeting.ecomap.notation import Difference
from jusou_meeting.finding import Stopped
from jusou_meeting.household import Household
from jusou_meeting.moment import Moment
from jusou_meeting.ui.desk import Desk
from jusou_meeting.ui.label import plain
from jusou_meeting.ui.panel import run_page_anew
from jusou_meeting.ui.table import show_table
from jusou_meeting.ui.workspace import attempt
from jusou_meeting.vocabulary import RecordId

_AT_ONCE = 50
_FEW, _HIGH = 5, 190
_BECOMES = {Difference.ADDED: "戻る", Difference.LOST: "消える", Difference.CHANGED: "変わる"}
_ACT, _MOST = "history-act", "history-most"


def show_history(desk: Desk) -> None:
    """Who did what when, latest first; once one is chosen, what going back there would change, and the button."""
    cases, most = desk.workspace.store.cases, st.session_state.get(_MOST, _AT_ONCE)
    acts = {
        act.key: act for act in cases.acts(desk.workspace.staff, desk.case_id, desk.footing, most=most + 1)
    }
    if not acts:
        st.text("入力はまだありません。")
        return
    shown = list(acts)[:most]
    if st.session_state.get(_ACT) not in shown:
        st.session_state.pop(_ACT, None)
    called = names(desk.household)
    with st.container(height=_HIGH if len(shown) > _FEW else "content", key="history-acts"):
        chosen = st.radio(
            "入力の履歴（新しい順）",
            shown,
            index=None,
            key=_ACT,
            format_func=lambda key: _label(acts[key], called),
        )
        if len(acts) > most:
            st.button("もっと前", key="history-more", on_click=_look_further, args=(most,))
    if chosen is None:
        st.caption("戻りたい時点を選ぶと、戻す前に、何が変わるかが出ます。")
    else:
        then = _known_at(desk, acts[chosen].at)
        _show_what_it_changed(desk, acts[chosen], then)
        _show_what_would_change(desk, acts[chosen], then, seen=acts[shown[0]])


def _label(act: Moment, called: Mapping[RecordId, str]) -> str:
    name = None if act.about is None else called.get(act.about)
    return plain(act.said if name is None else f"{act.said}　{name}")


def _look_further(most: int) -> None:
    st.session_state[_MOST] = most + _AT_ONCE


def _known_at(desk: Desk, at: datetime) -> Household:
    return desk.workspace.household(desk.case_id, desk.footing, screen=desk.screen, at=at)


def _show_what_it_changed(desk: Desk, act: Moment, then: Household) -> None:
    """In the words of that moment, whatever was written since."""
    before = _known_at(desk, act.at - timedelta(microseconds=1))
    show_table(
        ("区分", "変化", "内容"),
        [
            (row.what, f"{row.difference.sign}{row.difference.label}", row.said)
            for row in changes(before, then, on=act.day)
        ],
        caption="この入力で変わったこと（そのときの言葉）",
        empty="世帯の記録は、この入力では変わっていません。",
    )


def _show_what_would_change(desk: Desk, moment: Moment, then: Household, *, seen: Moment) -> None:
    workspace = desk.workspace
    try:
        after = desk.tried_back(moment)
    except Stopped as stopped:
        for finding in stopped.findings:
            st.text(finding.sentence)
        return
    rows = changes(desk.household, after, on=workspace.today)
    show_table(
        ("区分", "変化", "内容"),
        [(row.what, f"{row.difference.sign}{_BECOMES[row.difference]}", row.said) for row in rows],
        caption="戻すと変わること",
    )
    staying = changes(replace(then, positions=after.positions), after, on=workspace.today)
    if staying:
        show_table(
            ("区分", "内容"),
            [(row.what, row.said) for row in staying],
            caption="そのまま残るもの（役割への回答・同意・会議の記録が使っているものなど）",
        )
    st.caption(
        "発言・決定・出席者・次第・役割への回答・同意は、そのまま残ります。戻したあと「元に戻す」で、いまの状態に戻せます。"
    )
    st.button(
        "この時点に戻す",
        key="step-back",
        type="primary",
        icon=":material/history:",
        on_click=_step_back,
        args=(desk, moment, seen),
    )


def _step_back(desk: Desk, moment: Moment, seen: Moment) -> None:
    if attempt(partial(desk.step_back, moment, seen=seen), done="選んだ時点に戻しました（元に戻せます）"):
        st.session_state.pop(_ACT, None)
        run_page_anew()
