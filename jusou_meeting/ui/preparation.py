"""会議の準備: the day, the reason and the papers before anybody sits down; and the step into the meeting."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime

import streamlit as st

from jusou_meeting.contact_person import same_name
from jusou_meeting.finding import Finding, Weight, stop_if_any
from jusou_meeting.japanese_date import wareki
from jusou_meeting.meeting import (
    Attendance,
    Attendee,
    MeetingKind,
    MeetingRecord,
    awaited,
    hours_findings,
    marked,
)
from jusou_meeting.meeting_gate import opening_findings, unnamed
from jusou_meeting.text import clean_line
from jusou_meeting.ui.desk import Desk
from jusou_meeting.ui.distributions import show_distributions
from jusou_meeting.ui.panel import edit_fact
from jusou_meeting.ui.papers import show_meeting_papers
from jusou_meeting.ui.programme import show_sharing
from jusou_meeting.ui.workspace import attempt, new_id, show_noticed, untold
from jusou_meeting.unconsented import without_consent_findings
from jusou_meeting.vocabulary import RecordId, SittingId

TITLE = "準備"


OPEN_TODAY = "開催日を今日に改めて開会する"

_ASKED = ("reason", "without_consent", "document_number")
"""What of the meeting can be said before its opening."""


def show_preparation(desk: Desk, record: MeetingRecord) -> None:
    """What is still in the way of the opening, the opening itself, the day and the papers."""
    left = tuple(_left(desk, record))
    if more := untold(left):
        st.text("開会までに要ること")
        show_noticed("opening", more)
    if not left:
        st.text(
            "開会を妨げるものはありません。次第・出席依頼・名簿を整え、当日、全員がそろったら開会します。"
        )
    ahead = record.sitting.held_on > desk.workspace.today
    if ahead:
        alone = "この世帯だけ、" * desk.workspace.programme(record.sitting.id).is_shared
        st.text(
            f"開催日は{wareki(record.sitting.held_on, weekday=True)}です。いま開会すると、{alone}開催日を今日に改めます。"
        )
    st.button(
        OPEN_TODAY if ahead else "開会する",
        key="open-now",
        type="secondary" if ahead else "primary",
        on_click=_open,
        args=(desk, record),
    )
    _show_unnamed(desk, record)
    _show_day(desk, record)
    show_sharing(desk, record)
    edit_fact(desk, record.meeting, only=_ASKED)
    show_meeting_papers(desk, record)
    show_distributions(desk, record)


def _show_unnamed(desk: Desk, record: MeetingRecord) -> None:
    """Whom only this meeting can make a member of the 支援会議, all in one step."""
    if record.meeting.kind is not MeetingKind.STATUTORY:
        return
    left = list(
        unnamed(desk.household, record.attendees, desk.workspace.members(), on=record.sitting.held_on)
    )
    if left:
        st.text(f"構成員名簿にない出席者：{'、'.join(attendee.agency for attendee in left)}")
        st.button(
            f"{len(left)}人を、この会議に限り構成員に指名する",
            key="name-once",
            on_click=_name_once,
            args=(desk, left),
        )


def _name_once(desk: Desk, attendees: Sequence[Attendee]) -> None:
    named = (replace(attendee, named_once=True) for attendee in attendees)
    attempt(lambda: desk.save("構成員に指名（この会議に限る）", *named), done="構成員に指名しました")


def _left(desk: Desk, record: MeetingRecord) -> Iterator[Finding]:
    meeting, sitting = record.meeting, record.sitting
    yield from opening_findings(
        meeting.kind,
        desk.household,
        record.attendees,
        reason=meeting.reason,
        members=desk.workspace.members(),
        today=sitting.held_on,
    )
    yield from without_consent_findings(desk.household, record)
    left = [attendee.agency for attendee in awaited(record)]
    if left and record.preparation_sheets:
        yield Finding(Weight.WARNS, f"準備シートがまだ届いていません：{'、'.join(left)}")


def _open(desk: Desk, record: MeetingRecord) -> None:
    attempt(lambda: open_prepared(desk, record.meeting.id), done="開会しました")


def open_prepared(desk: Desk, meeting_id: RecordId) -> None:
    """Begin a meeting that was prepared, today if its day is still to come; Stopped while something is in the way."""
    _, known = desk.workspace.meeting(meeting_id)
    held_on = min(known.sitting.held_on, desk.workspace.today)
    today = replace(known, sitting=replace(known.sitting, held_on=held_on))
    opened = replace(known.meeting, opened_at=datetime.now(UTC))
    shared = desk.workspace.programme(known.sitting.id).is_shared
    with desk.holding(f"{opened.kind.label}を開会") as change:
        if today.sitting != known.sitting and shared:  # the others keep their day
            alone = change.hold(replace(today.sitting, id=SittingId(new_id())))
            opened = replace(opened, sitting_id=alone.id)
        elif today.sitting != known.sitting:
            change.reschedule(today.sitting)
        change.save(opened)
        for line in known.attendees:
            if line.host and line.is_only_expected and same_name(line.name, desk.workspace.staff.name):
                change.save(marked(line, Attendance.PRESENT))  # whoever opens it is there


def show_taking_back(desk: Desk, record: MeetingRecord) -> None:
    """The way back from an opening by mistake, until something is recorded."""
    workspace, meeting_id = desk.workspace, record.meeting.id
    if workspace.store.openings.may_be_taken_back(workspace.staff, meeting_id):
        st.button(
            "開会を取り消す",
            key="take-back-opening",
            help="まちがえて開会したときに、準備中に戻します。何かを記録するまでできます。",
            on_click=_take_back,
            args=(desk, meeting_id),
        )


def _take_back(desk: Desk, meeting_id: RecordId) -> None:
    def step() -> None:
        workspace, at = desk.workspace, datetime.now(UTC)
        by = desk.holder()
        workspace.store.openings.take_back(by, meeting_id, at=at)

    attempt(step, done="開会を取り消しました")


def _show_day(desk: Desk, record: MeetingRecord) -> None:
    meeting, sitting = record.meeting, record.sitting
    with st.form("sitting", border=False):
        day, start, end = st.columns([2, 1, 1])
        day.date_input("開催日", value=sitting.held_on, key="sitting:day", format="YYYY/MM/DD")
        start.time_input("開始", value=meeting.starts_at, key="sitting:start", step=900)
        end.time_input("終了", value=meeting.ends_at, key="sitting:end", step=900)
        st.text_input("場所", value=sitting.place, key="sitting:place")
        st.form_submit_button("日時と場所を保存", on_click=_reschedule, args=(desk, record))


def _reschedule(desk: Desk, record: MeetingRecord) -> None:
    state = st.session_state
    moved = replace(
        record.sitting,
        held_on=state["sitting:day"] or record.sitting.held_on,
        place=clean_line(state["sitting:place"] or ""),
    )
    meeting = replace(record.meeting, starts_at=state["sitting:start"], ends_at=state["sitting:end"])

    def step() -> None:
        stop_if_any(hours_findings(meeting))
        with desk.holding("会議の日時・場所を変更") as change:
            change.save(meeting)
            if moved != record.sitting:
                change.reschedule(moved)

    attempt(step, done="日時と場所を保存しました")
