"""発言から: the newest remark, or the one that is pointed at, turns into something by one key or one press."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import NamedTuple

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


class _Mark(NamedTuple):
    """Where ▶ was put."""

    remark_id: RecordId
    turned: Turn | None = None
    """What that remark was turned into there; None = it was only pointed at."""
    newest: RecordId = RecordId("")
    """What had been said last then: once more was said, ▶ is there."""


def remark_in_hand(desk: Desk, record: MeetingRecord) -> Remark | None:
    """The remark that was pointed at, else the newest; None when that one became something already.

    Below one that was turned here it is the next that became nothing.
    """
    if not record.remarks:
        return None
    mark, order = _mark(record), list(reversed(record.remarks))
    here = next(n for n, remark in enumerate(order) if remark.id == mark.remark_id)
    among = order[here:] if mark.turned else order[here : here + 1]
    return next((remark for remark in among if not became(remark, record, desk.household)), None)


def _mark(record: MeetingRecord) -> _Mark:
    newest = record.remarks[-1].id
    mark: _Mark = st.session_state.get(_POINTED, _Mark(newest))
    gone = all(remark.id != mark.remark_id for remark in record.remarks)
    return _Mark(newest) if gone or (mark.turned and mark.newest != newest) else mark


def _put(record: MeetingRecord, remark_id: RecordId, turned: Turn | None = None) -> None:
    st.session_state[_POINTED] = _Mark(remark_id, turned, record.remarks[-1].id)


def _comes_twice(turn: Turn, remark: Remark, record: MeetingRecord) -> bool:
    """Whether the press that turned the remark before would turn this one too, which nobody has pointed at."""
    mark = _mark(record)
    return not turn.asks_more and mark.turned is turn and mark.remark_id != remark.id


def keys(desk: Desk, record: MeetingRecord) -> dict[str, Callable[[], None]]:
    """What each of our keys does with the remark in hand."""
    steps: dict[str, Callable[[], None]] = {
        key: lambda turn=turn: _turn(desk, record, turn)  # type: ignore[misc]
        for turn, key in _KEYS.items()
    }
    return {_OLDER: lambda: _point(desk, record, -1), _NEWER: lambda: _point(desk, record, 1), **steps}


def show_turns(desk: Desk, record: MeetingRecord) -> None:
    """The same by press; the digits are the keys, with Alt, as the line below says."""
    remark = remark_in_hand(desk, record)
    with st.container(key="turns", horizontal=True, vertical_alignment="center"):
        st.text("▶の発言を", width="content")
        for number, turn in enumerate(Turn, start=1):
            st.button(
                f"{number} {turn.label}",
                key=f"turn:{turn.value}",
                disabled=remark is None or _comes_twice(turn, remark, record),
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
    left = _left(desk, record)
    if not left:
        return
    order = [remark.id for remark in record.remarks]
    here = order.index(_mark(record).remark_id)
    beyond = [i for i in left if (order.index(i) - here) * step > 0]
    if beyond:
        _put(record, beyond[0] if step > 0 else beyond[-1])


def _left(desk: Desk, record: MeetingRecord) -> list[RecordId]:
    return [r.id for r in record.remarks if not became(r, record, desk.household)]


def _why_none(desk: Desk, record: MeetingRecord) -> str:
    if _left(desk, record):
        return "Alt＋↓・Alt＋↑で発言を選んでください。"
    return "発言はみな、決定や課題などになっています。" if record.remarks else ""


def _turn(desk: Desk, record: MeetingRecord, turn: Turn) -> None:
    desk = desk.refreshed()
    _, record = desk.workspace.meeting(record.meeting.id)
    remark = remark_in_hand(desk, record)
    if remark is None:
        st.session_state["done"] = f"▶の発言がありません。{_why_none(desk, record)}"
        bring_cursor(NOWHERE)
        return
    if _comes_twice(turn, remark, record):
        st.session_state["done"] = (
            f"▶は次の発言に移っています。これも{_CALLED[turn]}にするときは、Alt＋↓で選んでから押してください。"
        )
        return
    made = turned(turn, remark, record, desk.household, new_id())
    if turn.asks_more:
        begin(desk, made, of=remark.id)
        _put(record, remark.id, turn)
        bring_cursor(_first_unsaid(made))
        return

    def step() -> None:
        if not remark.text:
            raise stopped("発言に言葉がありません。")
        desk.save(f"発言を{_CALLED[turn]}に", _dated(made), replace(remark, became=made.id))

    if attempt(step, done=f"{_CALLED[turn]}にしました（元に戻せます）"):
        _put(record, remark.id, turn)


_CALLED = {
    Turn.DECISION: "決定事項",
    Turn.RESOURCE_GAP: "社会資源の不足",
    Turn.AVOID: "避けるべき関わり方",
}


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
