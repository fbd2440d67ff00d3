"""会議の記録: remarks and decisions as they come, each a line, and one list of both."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

import streamlit as st

from jusou_meeting.japanese_date import local
from jusou_meeting.meeting import Decision, MeetingRecord, Remark
from jusou_meeting.turning import became
from jusou_meeting.ui.desk import Desk
from jusou_meeting.ui.entries import WORDS
from jusou_meeting.ui.panel import add_fact, edit_fact
from jusou_meeting.ui.table import show_table
from jusou_meeting.ui.turning import remark_in_hand, show_turns
from jusou_meeting.ui.workspace import new_id
from jusou_meeting.vocabulary import Fact, RecordId


def show_record(desk: Desk, record: MeetingRecord) -> None:
    """The line for the next remark, the line for the next decision, and what was noted so far."""
    meeting_id = record.meeting.id
    remark = Remark(id=new_id(), meeting_id=meeting_id, text="")
    add_fact(desk, remark, key="meeting", record=record, row=(1, 2))
    add_fact(desk, Decision(id=new_id(), meeting_id=meeting_id, text=""), key="meeting")
    with st.container(key="record-list"):
        show_table(
            ("時刻", "誰が", "発言・決定"),
            [line.cells for line in sorted(_noted(desk, record), key=lambda line: line.place, reverse=True)],
            caption="記録（新しい順）",
            empty="記録はまだありません。発言は要点だけ、決まったことは一件ずつ書きます。",
        )
    show_corrections(
        desk, record.remarks, {remark.id: remark.text for remark in record.remarks}, record=record
    )
    show_corrections(desk, record.decisions, {decision.id: decision.text for decision in record.decisions})


def show_latest(desk: Desk, record: MeetingRecord) -> None:
    """The last lines of the record, or the last one and those round the remark in hand, and what that may turn into."""
    show_turns(desk, record)
    noted = sorted(_noted(desk, record), key=lambda line: line.place, reverse=True)
    in_hand = remark_in_hand(desk, record)
    at = next((n for n, line in enumerate(noted) if in_hand and line.of == in_hand.id), 0)
    first = max(1, at - _LATEST + 2)
    show_table(
        ("時刻", "誰が", "発言・決定"),
        [
            (("▶" if in_hand and line.of == in_hand.id else "") + line.cells[0], *line.cells[1:])
            for line in (*noted[:1], *noted[first : first + _LATEST - 1])
        ],
        caption="直近の記録",
        empty="記録はまだありません。",
    )


_LATEST = 3


class _Line(NamedTuple):
    place: tuple[float, int]
    """In time; what has no time comes first."""
    of: RecordId
    cells: tuple[str, str, str]


def _noted(desk: Desk, record: MeetingRecord) -> Iterator[_Line]:
    """Every line of the record."""
    for number, remark in enumerate(record.remarks):
        since = became(remark, record, desk.household)
        text = remark.text if since is None else f"{remark.text}（→{since.where}）"
        cells = _clock(remark.said_at), record.speaker(remark), text
        yield _Line((_moment(remark.said_at), number), remark.id, cells)
    for number, decision in enumerate(record.decisions, start=1):
        at = decision.decided_at
        yield _Line((_moment(at), number), decision.id, (_clock(at), f"決定 {number}", decision.text))


def _moment(at: datetime | None) -> float:
    return 0.0 if at is None else at.timestamp()


def _clock(at: datetime | None) -> str:
    return "" if at is None else f"{local(at):%H:%M}"


def show_record_to_read(record: MeetingRecord) -> None:
    """The record of a meeting whose minutes are final."""
    show_table(
        ("№", "決定事項"),
        [(str(n), decision.text) for n, decision in enumerate(record.decisions, start=1)],
        caption="決定事項",
        empty="決定事項はありません。",
    )
    show_table(
        ("時刻", "発言者", "要旨"),
        [(_clock(remark.said_at), record.speaker(remark), remark.text) for remark in record.remarks],
        caption="発言",
        empty="発言はありません。",
    )


def show_corrections(
    desk: Desk,
    facts: Sequence[Fact],
    said: Mapping[RecordId, str],
    *,
    record: MeetingRecord | None = None,
) -> None:
    """One of these records, chosen by what is said of it, to be corrected or removed."""
    if not facts:
        return
    kind = type(facts[0]).__name__
    with st.expander(f"{WORDS[type(facts[0])]}を直す・削除する"):
        wanted = st.selectbox(
            "どれを直しますか",
            list(said),
            format_func=lambda record_id: said.get(record_id, ""),
            index=None,
            key=f"correct:{kind}",
            placeholder="選んでください",
        )
        fact = next((fact for fact in facts if fact.id == wanted), None)
        if fact is not None:
            edit_fact(desk, fact, record=record)
