"""会場: the code by which others join, those who wait at the door, and the wall."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import segno
import streamlit as st

from jusou_meeting.finding import Finding, stopped
from jusou_meeting.japanese_date import end_of_day
from jusou_meeting.join_code import LENGTH, SIGNS
from jusou_meeting.meeting import Attendee, MeetingRecord
from jusou_meeting.meeting_gate import admission_findings, identity_findings, line_of
from jusou_meeting.missing import projected
from jusou_meeting.projection import Projection, on_the_wall
from jusou_meeting.read_back import read_out
from jusou_meeting.session import Session
from jusou_meeting.staff import Seat, StaffRole
from jusou_meeting.ui.desk import Desk
from jusou_meeting.ui.devices import show_join_address, way_in
from jusou_meeting.ui.panel import DEVICES, TABS
from jusou_meeting.ui.preparation import TITLE as PREPARATION
from jusou_meeting.ui.preparation_sheets import ARRIVALS, TITLE
from jusou_meeting.ui.programme import SLOTS
from jusou_meeting.ui.programme import TITLE as PROGRAMME
from jusou_meeting.ui.tabs import is_built
from jusou_meeting.ui.workspace import at_hand, attempt, show_findings, show_noticed
from jusou_meeting.unconsented import limited
from jusou_meeting.vocabulary import RecordId, SessionId

_CODE_HOLDS = timedelta(hours=3)
"""In a meeting; of one that is ahead, until the day on which it is held ends."""

_BEFORE_THE_OPENING = (
    "開会までは、出席を頼んだ機関が、準備シートを自分の端末で書けます。コードは開催日の終わりまで使えます。認めた端末に出るのは、"
    "その機関の準備シートだけで、世帯のことは事例番号しか出ません。会議に入るときは、開会してから、もう一度認めます。"
)

_WALL_SWITCH = "wall-switch"


def parts_of_the_room() -> tuple[str, ...]:
    """The parts of a meeting's page that tell of the wall, the door, what came through it and who meets before and after, and run again with its board."""
    parts = {DEVICES: "devices", TITLE: ARRIVALS, PREPARATION: SLOTS, PROGRAMME: SLOTS}
    return (_WALL_SWITCH, *(part for title, part in parts.items() if is_built(TABS, title)))


def show_knocking(desk: Desk, meeting_id: RecordId) -> None:
    """Say that somebody waits at the door, wherever the coordinator is looking."""
    sessions = desk.workspace.store.door.sessions_of(meeting_id)
    knocking = [s for s in sessions if s.waits]
    if knocking:
        with st.container(key="knocking"):
            st.text(f"入室を希望している人が{len(knocking)}人います。「端末」の欄で認めてください。")


@st.fragment(key="devices")
@at_hand()
def show_devices(desk: Desk, record: MeetingRecord) -> None:
    """Let participants join from their own devices; each is admitted by name."""
    show_findings("devices")
    meeting_id = record.meeting.id
    _, record = desk.workspace.meeting(meeting_id)
    sessions = desk.workspace.store.door.sessions_of(meeting_id)
    joined = [s for s in sessions if s.role in (StaffRole.PARTICIPANT, StaffRole.INVITED)]
    for session in (s for s in joined if s.waits):
        _show_waiting(desk, record, session)
    if desk.workspace.store.devices.on:
        if record.meeting.is_prepared:
            st.caption(_BEFORE_THE_OPENING)
        _show_way_in(st.session_state.get(f"code:{meeting_id}"))
        st.button("参加コードを出す", key="offer-code", on_click=_offer, args=(desk, record))
    else:
        st.text(
            "出席者の端末は、いまは使わない設定です。使うときは、システム管理者がサインインし、「管理」の画面で入れます。"
        )
    for session in (s for s in joined if not s.waits):
        with st.container(horizontal=True, vertical_alignment="center"):
            invited = session.role is StaffRole.INVITED
            st.text(f"{'準備シート' if invited else '参加中'}：{session.agency}　{session.name}")
            if invited and not record.meeting.is_prepared:
                line = next((a for a in record.attendees if a.id == session.attendee_id), None)
                st.button(
                    "会議への入室を認める",
                    key=f"admit:{session.id}",
                    on_click=_admit,
                    args=(desk, session, line),
                )
            st.button("退室させる", key=f"out:{session.id}", on_click=_send_out, args=(desk, session.id))
    if not joined:
        st.caption("端末で参加している人はいません。端末がなくても、口頭の確認で進められます。")
    if record.meeting.is_open:
        _show_names_on_the_wall(desk, meeting_id)


def _show_names_on_the_wall(desk: Desk, meeting_id: RecordId) -> None:
    """Whether the wall has letters in the place of names."""
    nameless = desk.workspace.store.projections.of(meeting_id).nameless
    with st.container(horizontal=True, vertical_alignment="center"):
        st.text(f"投影の名前　{'伏せています（Ａさん・Ｂ機関）' if nameless else '出しています'}")
        st.button(
            "投影に名前を出す" if nameless else "投影の名前を伏せる",
            key="nameless",
            on_click=_switch_names,
            args=(desk,),
            help="人と機関を文字に、年齢を年代に替えます。自由に書いた言葉と場所は映りません。",
        )


def _show_way_in(code: str | None) -> None:
    """The address that others open, and the code; as a picture too, for phones."""
    show_join_address()
    address = way_in()
    if code:
        with st.container(key="join-code"):
            st.text(f"参加コード　{code[:4]} {code[4:]}")
        if address is not None:
            picture = segno.make(f"{address}?code={code}", error="m")
            st.image(picture.svg_data_uri(scale=5, border=2), width=190)
            st.caption("スマートフォンなどで読むと、参加コードの入った画面が開きます。")
        st.caption(
            "出席者には、コード・氏名・機関を入れてもらいます。新しく出すと前のコードは使えなくなります。"
        )


def _show_waiting(desk: Desk, record: MeetingRecord, session: Session) -> None:
    lines = {a.id: f"{a.title}　{a.name}".strip() for a in record.attendees}
    line = line_of(session.name, session.agency, record.attendees)
    with st.container(border=True):
        st.text(f"入室の希望：{session.agency}　{session.name}")
        chosen = st.selectbox(
            "出席者名簿のどの方ですか",
            list(lines),
            format_func=lambda attendee_id: lines.get(attendee_id, ""),
            index=None if line is None else list(lines).index(line.id),
            key=f"line:{session.id}",
            placeholder="選んでください",
        )
        attendee = next((a for a in record.attendees if a.id == chosen), None)
        if attendee is not None:
            show_noticed(f"admission-{session.id[:8]}", _noticed(desk, record, attendee, session))
        with st.container(horizontal=True):
            st.button(
                "入室を認める",
                key=f"admit:{session.id}",
                type="primary",
                on_click=_admit,
                args=(desk, session, attendee),
            )
            st.button("断る", key=f"refuse:{session.id}", on_click=_send_out, args=(desk, session.id))


def _noticed(desk: Desk, record: MeetingRecord, attendee: Attendee, session: Session) -> tuple[Finding, ...]:
    if record.meeting.is_prepared:  # the sheet tells nothing of the household: the law asks at the opening
        return tuple(identity_findings(attendee, session.name))
    kind, today = record.meeting.kind, desk.workspace.today
    members = desk.workspace.members()
    return tuple(
        admission_findings(kind, desk.household, attendee, name=session.name, members=members, today=today)
    )


def _offer(desk: Desk, record: MeetingRecord) -> None:
    code = "".join(secrets.choice(SIGNS) for _ in range(LENGTH))
    now, meeting_id = datetime.now(UTC), record.meeting.id
    until = now + _CODE_HOLDS
    if record.meeting.is_prepared:
        until = max(until, end_of_day(record.sitting.held_on))

    def step() -> None:
        by = desk.holder()
        seat = Seat(case_id=desk.case_id, footing=desk.footing, meeting_id=meeting_id)
        desk.workspace.store.door.offer_code(code, seat, by=by, at=now, until=until)
        st.session_state[f"code:{meeting_id}"] = code

    attempt(step)


def _admit(desk: Desk, session: Session, attendee: Attendee | None) -> None:
    def step() -> None:
        by = desk.holder()
        if attendee is None:
            raise stopped("出席者名簿のどの方かを選んでください。名簿にないときは、先に出席者に加えます。")
        desk.workspace.store.door.admit(session.id, attendee.id, by=by, at=datetime.now(UTC))

    attempt(step, done="入室を認めました")


def _send_out(desk: Desk, session_id: SessionId) -> None:
    def step() -> None:
        by = desk.holder()
        desk.workspace.store.door.send_out(session_id, by=by, at=datetime.now(UTC))

    attempt(step)


@st.fragment(key=_WALL_SWITCH)
@at_hand()
def show_wall_switch(desk: Desk) -> None:
    """What the wall of this meeting shows at this moment, and one key that lights or darkens it; nothing unless the meeting is open."""
    if desk.meeting_id is None:
        return
    record = desk.workspace.meeting(desk.meeting_id)[1]
    if not record.meeting.is_open:
        return
    wall = desk.workspace.store.projections.of(desk.meeting_id)
    known = desk.refreshed().household if wall.gap or wall.reading else desk.household
    today = desk.workspace.today
    household = limited(known, on=today, record=record)
    gap = projected(wall.gap, household, record, wall.audience, on=today)
    reading = read_out(known, wall.reading, wall.audience, on=today, record=record)
    with st.container(key="wall-switch", horizontal=True, vertical_alignment="center"):
        with st.container(key=f"on-the-wall-{'dark' if wall.dark else 'lit'}"):
            seen = wall.dark or _has_window(desk, desk.meeting_id)
            st.text(
                on_the_wall(wall, household, gap, reading) if seen else "投影の窓が開いていません",
                width="content",
            )
        st.link_button("投影の窓を開く", f"/project/{desk.meeting_id}")
        label = "投影を明るくする" if wall.dark else "投影を暗くする"
        st.button(label, key="wall", on_click=change_wall, args=(desk, _other_light), shortcut="F9")


def _has_window(desk: Desk, meeting_id: RecordId) -> bool:
    """Whether a window was opened for this meeting; that of the household before shows nothing of this one."""
    sessions = desk.workspace.store.door.sessions_of(meeting_id)
    return any(session.role is StaffRole.PROJECTOR for session in sessions)


def _other_light(wall: Projection, session: SessionId) -> Projection:
    return replace(wall, dark=not wall.dark, lit_by=session if wall.dark else None)


def _switch_names(desk: Desk) -> None:
    change_wall(desk, lambda wall, _: replace(wall, nameless=not wall.nameless))
    repaint_room()


def change_wall(desk: Desk, to: Callable[[Projection, SessionId], Projection]) -> None:
    """Have the wall of this meeting show something else; there is none outside a meeting."""

    def step() -> None:
        by = desk.holder()
        if desk.meeting_id is not None:
            walls, session = desk.workspace.store.projections, desk.workspace.session.id
            walls.change(by, desk.meeting_id, lambda wall: to(wall, session))

    attempt(step)


def repaint_room() -> None:
    """In the callback of a widget, as its last step: the board runs again, and what tells of the wall with it."""
    st.rerun(("board", *parts_of_the_room()))
