"""発言から: the newest remark, or the one that is pointed at, turns into something by one key or one press."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import streamlit as st

from jusou_meeting.finding import stopped
from jusou_meeting.issue import Issue
from jusou_meeting.meeting import Decision, MeetingRecord, Remark
from jusou_meeting.role import RoleAssignment
from jusou_meeting.turning import Turn, became, turned
from jusou_meeting.ui.desk import Desk
from jusou_meeting.ui.panel import begin
from jusou_meeting.ui.shortcut_component import NOWHERE, bring_cursor
from jusou_meeting.ui.workspace import attempt, new_id
from jusou_meeting.vocabulary import Fact, RecordId

_POINTED = "remark_pointed_at"

_OLDER, _NEWER = "Alt+ArrowDown", "Alt+ArrowUp"
"""The strip of the last lines has the newest on top."""

_KEYS = {turn: f"Alt+{number}" for number, turn in enumerate(Turn, start=1)}

ASKING_KEYS = tuple(key for turn, key in _KEYS.items() if turn.asks_more)
"""The keys that bring the cursor to what is still unsaid."""

ASKING_BUTTONS = tuple(f".st-key-turn-{turn.value}" for turn in Turn if turn.asks_more)
"""The places of the buttons that do the same."""


def remark_in_hand(desk: Desk, record: MeetingRecord) -> Remark | None:
    """The remark that was pointed at, else the newest; None when that one became something already."""
    pointed = st.session_state.get(_POINTED)
    newest = record.remarks[-1] if record.remarks else None
    remark = next((remark for remark in record.remarks if remark.id == pointed), newest)
    if remark is None or became(remark, record, desk.household):
        return None
    return remark


def keys(desk: Desk, record: MeetingRecord) -> dict[str, Callable[[], None]]:
    """What each of our keys does with the remark in hand."""
    steps: dict[str, Callable[[], None]] = {
        key: lambda turn=turn: _turn(desk, record, turn)  # type: ignore[misc]
        for turn, key in _KEYS.items()
    }
    return {_OLDER: lambda: _point(desk, record, -1), _NEWER: lambda: _point(desk, record, 1), **steps}


def show_turns(desk: Desk, record: MeetingRecord) -> None:
    """The same by press; the digits are the keys, with Alt, as the line below says."""
    none = remark_in_hand(desk, record) is None
    with st.container(key="turns", horizontal=True, vertical_alignment="center"):
        st.text("▶の発言を", width="content")
        for number, turn in enumerate(Turn, start=1):
            st.button(
                f"{number} {turn.label}",
                key=f"turn:{turn.value}",
                disabled=none,
                on_click=_turn,
                args=(desk, record, turn),
                help=_HELP[turn],
            )
        for sign, step, word in (("↑", 1, "次"), ("↓", -1, "前")):
            st.button(
                sign,
                key=f"point:{step}",
                disabled=not record.remarks,
                on_click=_point,
                args=(desk, record, step),
                help=f"一つ{word}の発言へ（Alt＋{sign}）",
            )


_HELP = {
    Turn.DECISION: "▶の発言を、そのまま決定事項にします。",
    Turn.ISSUE: "▶の発言を課題にします。誰の課題かを選んで、追加します。",
    Turn.ROLE: "▶の発言を、話した機関の役割にします。どの課題に・いつまでを入れて、追加します。",
    Turn.RESOURCE_GAP: "▶の発言を、社会資源の不足にします。",
    Turn.AVOID: "▶の発言を、避けるべき関わり方に加えます。",
}


def _point(desk: Desk, record: MeetingRecord, step: int) -> None:
    """One remark further back or on, among those that became nothing yet."""
    left = [r.id for r in record.remarks if not became(r, record, desk.household)]
    order = [remark.id for remark in record.remarks]
    if not left:
        return
    at = st.session_state.get(_POINTED)
    here = order.index(at) if at in order else len(order) - 1
    beyond = [i for i in left if (order.index(i) - here) * step > 0]
    if beyond:
        st.session_state[_POINTED] = beyond[0] if step > 0 else beyond[-1]


def _turn(desk: Desk, record: MeetingRecord, turn: Turn) -> None:
    desk = desk.refreshed()
    _, record = desk.workspace.meeting(record.meeting.id)
    remark = remark_in_hand(desk, record)
    if remark is None:
        bring_cursor(NOWHERE)
        return
    made = turned(turn, remark, record, desk.household, new_id())
    if turn.asks_more:
        begin(desk, made, of=remark.id)
        bring_cursor(_first_unsaid(made))
        return

    def step() -> None:
        if not remark.text:
            raise stopped("発言に言葉がありません。")
        desk.save(f"発言を{_CALLED[turn]}に", _dated(made), replace(remark, became=made.id))

    if attempt(step, done=f"{_CALLED[turn]}にしました（元に戻せます）"):
        _let_go(remark.id)


_CALLED = {
    Turn.DECISION: "決定事項",
    Turn.RESOURCE_GAP: "社会資源の不足",
    Turn.AVOID: "避けるべき関わり方",
}


def _let_go(remark_id: RecordId) -> None:
    if st.session_state.get(_POINTED) == remark_id:
        del st.session_state[_POINTED]


def _dated(made: Fact) -> Fact:
    return replace(made, decided_at=datetime.now(UTC)) if isinstance(made, Decision) else made


def _first_unsaid(made: Fact) -> str:
    """Where the form of what was begun still waits for words."""
    match made:
        case RoleAssignment(assignee_id=""):
            field = "assignee_id"
        case RoleAssignment():
            field = "issue_ids"
        case Issue():
            field = "subject_id"
        case _:
            field = ""
    return f'[class*="st-key-new-{type(made).__name__}-{made.id}"][class*="-{field}"] input'
