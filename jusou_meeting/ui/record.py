"""会議の記録: remarks and decisions as they come, each a line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from jusou_meeting.japanese_date import local
from jusou_meeting.meeting import Attendee, Decision, MeetingRecord, Remark
from jusou_meeting.ui.desk import Desk
from jusou_meeting.ui.panel import add_fact, edit_fact
from jusou_meeting.ui.table import show_table
from jusou_meeting.ui.workspace import new_id
from jusou_meeting.vocabulary import Fact, RecordId

_REMARK_HEADERS = ("時刻", "発言者", "要旨")
_ATTENDEE_HEADERS = ("所属", "職名", "氏名", "役目", "備考")


def _attendee_cells(attendee: Attendee) -> tuple[str, ...]:
    return (attendee.agency, attendee.job, attendee.name, attendee.part.label, attendee.remark)


def _remark_cells(record: MeetingRecord, remark: Remark) -> tuple[str, ...]:
    at = "" if remark.said_at is None else f"{local(remark.said_at):%H:%M}"
    return at, record.speaker(remark), remark.text


def show_decisions(desk: Desk, record: MeetingRecord) -> None:
    """What was decided, and the line for the next decision."""
    meeting_id = record.meeting.id
    add_fact(desk, Decision(id=new_id(), meeting_id=meeting_id, text=""), key="meeting")
    show_table(
        ("№", "決定事項"),
        [(str(n), decision.text) for n, decision in enumerate(record.decisions, start=1)],
        caption="決定事項",
        empty="決定事項はまだありません。",
    )
    _show_corrections(desk, record, record.decisions)


def show_remarks(desk: Desk, record: MeetingRecord) -> None:
    """What was said, and the line for the next remark."""
    blank = Remark(id=new_id(), meeting_id=record.meeting.id, text="")
    add_fact(desk, blank, key="meeting", attendees=record.attendees)
    show_table(
        _REMARK_HEADERS,
        [_remark_cells(record, remark) for remark in reversed(record.remarks)],
        caption="発言（新しい順）",
        empty="発言はまだありません。",
    )
    _show_corrections(desk, record, record.remarks)


def show_attendees(desk: Desk, record: MeetingRecord) -> None:
    """Who is in the room; anybody may be added, and corrected."""
    show_table(
        _ATTENDEE_HEADERS,
        [_attendee_cells(a) for a in record.attendees],
        caption="出席者",
    )
    with st.expander("出席者を追加"):
        add_fact(desk, Attendee(id=new_id(), meeting_id=record.meeting.id, agency=""), key="meeting")
    _show_corrections(desk, record, record.attendees)


def show_held(record: MeetingRecord) -> None:
    """The record of a meeting that is over, to read."""
    show_table(
        _ATTENDEE_HEADERS,
        [_attendee_cells(a) for a in record.attendees],
        caption="出席者",
        empty="出席者の記録はありません。",
    )
    st.text(f"次回：{record.meeting.next_time or '決まっていません'}")
    show_table(
        ("№", "決定事項"),
        [(str(n), decision.text) for n, decision in enumerate(record.decisions, start=1)],
        caption="決定事項",
        empty="決定事項はありません。",
    )
    show_table(
        _REMARK_HEADERS,
        [_remark_cells(record, remark) for remark in record.remarks],
        caption="発言",
        empty="発言はありません。",
    )


def _show_corrections(
    desk: Desk, record: MeetingRecord, facts: tuple[Decision, ...] | tuple[Remark, ...] | tuple[Attendee, ...]
) -> None:
    said = {fact.id: fact.title if isinstance(fact, Attendee) else fact.text for fact in facts}
    show_corrections(desk, facts, said, attendees=record.attendees)


def show_corrections(
    desk: Desk, facts: Sequence[Fact], said: Mapping[RecordId, str], *, attendees: Sequence[Attendee] = ()
) -> None:
    """One of these records, chosen by what is said of it, to be corrected or removed."""
    if not facts:
        return
    kind = type(facts[0]).__name__
    with st.expander("直す・削除する"):
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
            edit_fact(desk, fact, attendees=attendees)
