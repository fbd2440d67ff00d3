"""出席者: who is in the room and for how long, and that everybody accepted the duty of secrecy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, time

import streamlit as st

from jusou_meeting.japanese_date import local
from jusou_meeting.meeting import Attendee, MeetingRecord, Part
from jusou_meeting.staff import Permission
from jusou_meeting.text import clean_line
from jusou_meeting.ui.desk import Desk
from jusou_meeting.ui.panel import add_fact, edit_fact, plain
from jusou_meeting.ui.table import show_cells, show_table
from jusou_meeting.ui.workspace import attempt, new_id
from jusou_meeting.vocabulary import RecordId

_IN_HAND = "attendee_in_hand"

_HEADERS = ("所属・職名", "氏名", "役目・時間", "守秘")
_WIDTHS = (14, 6, 10, 4)


def show_attendees(desk: Desk, record: MeetingRecord) -> None:
    """Who is in the room; whoever comes and goes is noted with one button."""
    there = [a for a in record.attendees if a.part is not Part.ABSENT]
    unpledged = [a for a in there if not a.pledged and not a.item_ids]
    with st.expander("出席者を追加", expanded=not record.attendees):
        blank = Attendee(id=new_id(), meeting_id=record.meeting.id, agency="")
        add_fact(desk, blank, key="meeting", record=record)
    if record.meeting.is_open and unpledged:
        st.button(
            f"{len(unpledged)}人全員が守秘を承諾した",
            key="pledge-all",
            type="primary",
            on_click=_pledge,
            args=(desk, unpledged),
        )
    with st.expander("職名・氏名をまとめて入れる", expanded=record.meeting.is_prepared):
        _show_roster(desk, record)
    _show_in_hand(desk, record)
    if record.attendees:
        with st.container(key="heads-of-attendees"):
            show_cells(_HEADERS, headers=_HEADERS, widths=_WIDTHS, strong=True)
    for attendee in record.attendees:
        said = (
            attendee.title,
            attendee.name,
            presence(attendee, record),
            "承諾" if attendee.pledged else "",
        )
        with st.container(horizontal=True, vertical_alignment="center", key=f"attendee:{attendee.id}"):
            show_cells(said, headers=_HEADERS, widths=_WIDTHS)
            st.button("直す", key=f"seat:{attendee.id}", on_click=_take_in_hand, args=(attendee.id,))
        if record.meeting.is_open:
            _show_coming_and_going(desk, attendee)


def _take_in_hand(attendee_id: RecordId | None) -> None:
    st.session_state[_IN_HAND] = attendee_id


def _show_in_hand(desk: Desk, record: MeetingRecord) -> None:
    attendee = next((a for a in record.attendees if a.id == st.session_state.get(_IN_HAND)), None)
    if attendee is None:
        return
    with st.container(border=True):
        with st.container(horizontal=True, horizontal_alignment="distribute"):
            st.subheader(plain(attendee.title))
            st.button("選択をやめる", key="seat:done", on_click=_take_in_hand, args=(None,), type="tertiary")
        edit_fact(desk, attendee, record=record)


def _show_roster(desk: Desk, record: MeetingRecord) -> None:
    """One line for each attendee, saved together."""
    with st.form("roster", border=False):
        for attendee in record.attendees:
            agency, job, name = st.columns([5, 4, 3], vertical_alignment="center")
            agency.text(attendee.agency)
            for cell, field, word in ((job, "job", "職名"), (name, "name", "氏名")):
                cell.text_input(
                    f"{attendee.agency}の{word}",
                    value=getattr(attendee, field),
                    key=_line(attendee, field),
                    placeholder=word,
                    label_visibility="collapsed",
                )
        st.form_submit_button("職名・氏名を保存", on_click=_enter, args=(desk, record.attendees))


def _line(attendee: Attendee, field: str) -> str:
    return f"roster:{attendee.id}:{attendee.version}:{field}"


def _enter(desk: Desk, attendees: Sequence[Attendee]) -> None:
    state = st.session_state
    entered = (
        replace(
            attendee,
            job=clean_line(state[_line(attendee, "job")] or ""),
            name=clean_line(state[_line(attendee, "name")] or ""),
        )
        for attendee in attendees
    )
    attempt(lambda: desk.save("出席者の職名・氏名を記録", *entered), done="職名・氏名を保存しました")


def presence(attendee: Attendee, record: MeetingRecord) -> str:
    """What an attendee does in the meeting, and when or for what they are there."""
    places = {item.id: place for place, item in enumerate(record.agenda, start=1)}
    items = "・".join(str(places[item_id]) for item_id in attendee.item_ids if item_id in places)
    words = (
        attendee.part.label if attendee.part is not Part.MEMBER else "",
        f"議題{items}のみ" if items else "",
        f"{attendee.from_at:%H:%M}から" if attendee.from_at else "",
        f"{attendee.until_at:%H:%M}まで" if attendee.until_at else "",
        attendee.remark,
    )
    return "　".join(filter(None, words))


def show_attendees_to_read(record: MeetingRecord) -> None:
    """The list of a meeting whose minutes are final."""
    show_table(
        ("所属", "職名", "氏名", "役目・時間"),
        [(a.agency, a.job, a.name, presence(a, record)) for a in record.attendees],
        caption="出席者",
        empty="出席者の記録はありません。",
    )


def _show_coming_and_going(desk: Desk, attendee: Attendee) -> None:
    if not attendee.item_ids or attendee.until_at is not None:
        return
    comes = attendee.from_at is None
    st.button(
        "いま到着し、守秘を承諾した" if comes else "いま退室した",
        key=f"presence:{attendee.id}:{attendee.version}",
        on_click=_come if comes else _go,
        args=(desk, attendee),
    )


def _pledge(desk: Desk, attendees: Sequence[Attendee]) -> None:
    pledged = (replace(attendee, pledged=True) for attendee in attendees)
    attempt(lambda: desk.save("守秘の承諾を記録", *pledged), done="守秘の承諾を記録しました")


def _come(desk: Desk, attendee: Attendee) -> None:
    here = replace(attendee, from_at=_now(), pledged=True)
    attempt(lambda: desk.save("到着を記録", here), done="到着を記録しました")


def _go(desk: Desk, attendee: Attendee) -> None:
    """Whoever leaves the room leaves with their device."""

    def step() -> None:
        desk.save("退室を記録", replace(attendee, until_at=_now()))
        door, by = (
            desk.workspace.store.door,
            desk.workspace.recheck(Permission.HOLD_MEETING, desk.case_id, desk.footing),
        )
        for session in door.sessions_of(attendee.meeting_id):
            if session.attendee_id == attendee.id:
                door.send_out(session.id, by=by, at=datetime.now(UTC))

    attempt(step, done="退室を記録しました")


def _now() -> time:
    return local(datetime.now(UTC)).time().replace(second=0, microsecond=0)
