"""出席者: who is in the room and for how long, and that everybody accepted the duty of secrecy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, time

import streamlit as st

from jusou_meeting.japanese_date import local
from jusou_meeting.meeting import (
    Attendance,
    Attendee,
    MeetingRecord,
    Part,
    marked,
    pledge,
    with_pledge,
)
from jusou_meeting.role import RoleStanding, latest_answers
from jusou_meeting.ui.desk import Desk
from jusou_meeting.ui.label import plain
from jusou_meeting.ui.panel import add_fact, edit_fact
from jusou_meeting.ui.roster import show_roster
from jusou_meeting.ui.table import show_cells, show_table
from jusou_meeting.ui.workspace import attempt, new_id
from jusou_meeting.vocabulary import RecordId

_IN_HAND = "attendee_in_hand"

_HEADERS = ("№", "所属・職名", "氏名", "役目・時間", "守秘")
_WIDTHS = (3, 11, 8, 7, 5)
_ABSENT = "欠席"
_SAID: dict[str, Attendance | None] = {"出席": Attendance.PRESENT, "代理": Attendance.PROXY, _ABSENT: None}
"""出欠 as it is pressed; None = nobody came."""


def show_attendees(desk: Desk, record: MeetingRecord) -> None:
    """Who is in the room; whoever comes and goes is noted with one button."""
    expected = _expected(record)
    unpledged = [a for a in record.attendees if a.came and not a.pledged]
    with st.expander("出席者を追加", expanded=not record.attendees):
        blank = Attendee(id=new_id(), meeting_id=record.meeting.id, agency="")
        add_fact(desk, blank, key="meeting", record=record)
    with st.container(horizontal=True):
        if expected and not record.meeting.is_prepared:
            _show_all_came(
                desk, expected, where="list", help="来なかった方と代理の方は、先に下の行で記します。"
            )
        if record.meeting.is_open and unpledged:
            st.button(
                f"{len(unpledged)}人全員が守秘を承諾した"
                if len(unpledged) > 1
                else f"{plain(unpledged[0].title)}が守秘を承諾した",
                key="pledge-all",
                type="secondary" if expected else "primary",
                on_click=_pledge,
                args=(desk, unpledged),
            )
    with st.expander("職名・氏名をまとめて入れる", expanded=record.meeting.is_prepared):
        show_roster(desk, record)
    _show_in_hand(desk, record)
    if record.attendees:
        seated = "" if record.meeting.is_prepared else "-seated"
        with st.container(key=f"heads-of-attendees{seated}"):
            show_cells(_HEADERS, headers=_HEADERS, widths=_WIDTHS, strong=True)
    for number, attendee in enumerate(record.attendees, start=1):
        said = (
            f"{number:02d}",
            attendee.title,
            attendee.name,
            presence(attendee, record),
            pledge(attendee),
        )
        with st.container(horizontal=True, vertical_alignment="center", key=f"attendee:{attendee.id}"):
            show_cells(said, headers=_HEADERS, widths=_WIDTHS)
            if not record.meeting.is_prepared:
                _show_attendance(desk, attendee)
            st.button("直す", key=f"seat:{attendee.id}", on_click=_take_in_hand, args=(attendee.id,))
        if record.meeting.is_open:
            _show_coming_and_going(desk, attendee)


def show_unconfirmed(desk: Desk, record: MeetingRecord) -> None:
    """At the 閉会, of whom nobody said that they came, and that all of them did by one press; nothing when there are none."""
    if expected := _expected(record):
        st.text(f"来たかどうかを確かめていない方：{'、'.join(attendee.title for attendee in expected)}")
        _show_all_came(
            desk,
            expected,
            where="closing",
            help="来なかった方は、この窓を閉じて「出席者」の欄で記します。",
        )


def _expected(record: MeetingRecord) -> list[Attendee]:
    """Of whom one press says that they came; whoever is there for some items has a press of their own."""
    return [a for a in record.attendees if a.is_only_expected and not a.item_ids]


def _show_all_came(desk: Desk, expected: Sequence[Attendee], *, where: str, help: str) -> None:
    st.button(
        f"{len(expected)}人全員が出席" if len(expected) > 1 else f"{plain(expected[0].title)}が出席",
        key=f"all-came:{where}",
        type="primary" if where == "list" else "secondary",
        on_click=_mark,
        args=(desk, expected, Attendance.PRESENT),
        help=help,
    )


def _show_attendance(desk: Desk, attendee: Attendee) -> None:
    """Whether they came, in one press; nothing is chosen before somebody says so."""
    said = next((word for word, how in _SAID.items() if how is attendee.attendance), None)
    key = f"attendance:{attendee.id}:{attendee.version}"
    st.segmented_control(
        f"{plain(attendee.title)}の出欠",
        list(_SAID),
        default=None if attendee.is_only_expected else said,
        key=key,
        on_change=_mark_as_pressed,
        args=(desk, attendee, key),
        label_visibility="collapsed",
        required=not attendee.is_only_expected,
    )


def _mark_as_pressed(desk: Desk, attendee: Attendee, key: str) -> None:
    how = _SAID[st.session_state[key]]
    _mark(desk, [attendee], how)
    if how is Attendance.PROXY:
        _take_in_hand(attendee.id)  # who came is asked at once


def _mark(desk: Desk, attendees: Sequence[Attendee], attendance: Attendance | None) -> None:
    """Note who came; whoever was down as absent and came after all sits down as anybody does."""

    def step() -> None:
        lines = [marked(attendee, attendance) for attendee in attendees]
        desk.save("出欠を記録", *lines)

    attempt(step, done="出欠を記録しました")


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
        ("所属", "職名", "氏名", "役目・時間", "出欠"),
        [(a.agency, a.job, a.name, presence(a, record), _said_of(a)) for a in record.attendees],
        caption="出席者",
        empty="出席者の記録はありません。",
    )


def _said_of(attendee: Attendee) -> str:
    if attendee.is_only_expected:
        return "記録なし"
    return _ABSENT if attendee.attendance is None else attendee.attendance.label


def _show_coming_and_going(desk: Desk, attendee: Attendee) -> None:
    if not attendee.item_ids or attendee.until_at is not None:
        return
    comes = attendee.from_at is None
    if unanswered := "" if comes else _unanswered(desk, attendee):
        st.caption(f"役割№{unanswered}の回答を、まだもらっていません。")
    st.button(
        "いま到着し、守秘を承諾した" if comes else "いま退室した",
        key=f"presence:{attendee.id}:{attendee.version}",
        on_click=_come if comes else _go,
        args=(desk, attendee),
    )


def _unanswered(desk: Desk, attendee: Attendee) -> str:
    """The numbers of the roles of somebody who may soon go, to which they have said nothing."""
    household = desk.household
    answers, numbers = latest_answers(household.roles, household.confirmations), household.role_numbers
    mine = (attendee.involvement_id, attendee.person_id)
    left = (
        role.id for role in household.roles if role.assignee_id in mine and role.standing is RoleStanding.OPEN
    )
    return "・".join(str(number) for number in sorted(numbers[role] for role in left if role not in answers))


def _pledge(desk: Desk, attendees: Sequence[Attendee]) -> None:
    now = datetime.now(UTC)
    pledged = (with_pledge(attendee, now) for attendee in attendees)
    attempt(lambda: desk.save("守秘の承諾を記録", *pledged), done="守秘の承諾を記録しました")


def _come(desk: Desk, attendee: Attendee) -> None:
    came = replace(marked(attendee, Attendance.PRESENT), from_at=_now())
    here = with_pledge(came, datetime.now(UTC))
    attempt(lambda: desk.save("到着を記録", here), done="到着を記録しました")


def _go(desk: Desk, attendee: Attendee) -> None:
    """Whoever leaves the room leaves with their device."""

    def step() -> None:
        desk.save("退室を記録", replace(attendee, until_at=_now()))
        door, by = desk.workspace.store.door, desk.holder()
        for session in door.sessions_of(attendee.meeting_id):
            if session.attendee_id == attendee.id:
                door.send_out(session.id, by=by, at=datetime.now(UTC))

    attempt(step, done="退室を記録しました")


def _now() -> time:
    return local(datetime.now(UTC)).time().replace(second=0, microsecond=0)
