"""会議の記録: remarks and decisions as they come, each a line, and one list of both."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

import streamlit as st

from jusou_meeting.japanese_date import local
from jusou_meeting.meeting import Decision, MeetingRecord, Remark
from jusou_meeting.ui.desk import Desk
from jusou_meeting.ui.entries import WORDS
from jusou_meeting.ui.panel import add_fact, edit_fact
from jusou_meeting.ui.table import show_table
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
            [cells for _, cells in sorted(_noted(record), key=lambda noted: noted[0], reverse=True)],
            caption="記録（新しい順）",
            empty="記録はまだありません。発言は要点だけ、決まったことは一件ずつ書きます。",
        )
    show_corrections(
        desk, record.remarks, {remark.id: remark.text for remark in record.remarks}, record=record
    )
    show_corrections(desk, record.decisions, {decision.id: decision.text for decision in record.decisions})


def show_latest(record: MeetingRecord) -> None:
    """The last lines of the record, so that the coordinator sees that they were taken."""
    noted = [cells for _, cells in sorted(_noted(record), key=lambda noted: noted[0], reverse=True)]
    show_table(
        ("時刻", "誰が", "発言・決定"), noted[:3], caption="直近の記録", empty="記録はまだありません。"
    )


def _noted(record: MeetingRecord) -> Iterator[tuple[tuple[float, int], tuple[str, str, str]]]:
    """Every line of the record with its place in time; what has no time comes first."""
    for number, remark in enumerate(record.remarks):
        speaker = record.speaker(remark)
        yield (_moment(remark.said_at), number), (_clock(remark.said_at), speaker, remark.text)
    for number, decision in enumerate(record.decisions, start=1):
        at = decision.decided_at
        yield (_moment(at), number), (_clock(at), f"決定 {number}", decision.text)


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
