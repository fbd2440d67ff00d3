"""参加者の画面: one's own agency's roles first, each to be confirmed or questioned; then the whole table, the map and its 準備シート beside."""

from __future__ import annotations

from datetime import UTC, datetime, time

import streamlit as st

from jusou_meeting.documents.composed import composed
from jusou_meeting.ecomap.caption import caption
from jusou_meeting.ecomap.svg import paint
from jusou_meeting.japanese_date import local
from jusou_meeting.meeting import Attendee, MeetingRecord
from jusou_meeting.role import RoleAssignment
from jusou_meeting.staff import Permission
from jusou_meeting.ui.desk import Desk, open_desk
from jusou_meeting.ui.ecomap_component import show_ecomap
from jusou_meeting.ui.live_component import watch
from jusou_meeting.ui.own_roles import show_own_roles
from jusou_meeting.ui.own_sheet import SCREEN, TITLE, show_own_sheet
from jusou_meeting.ui.roles import show_all_roles
from jusou_meeting.ui.whereabouts import stay
from jusou_meeting.ui.workspace import BOARD, Workspace, at_hand, open_workspace, show_findings
from jusou_meeting.vocabulary import CaseId, RecordId

_TABS = "answer-tabs"

_LOOK_EVERY = 5.0
"""Seconds by which somebody may see more, or less, than until the hour that was said."""


@st.fragment(key="board")
@at_hand()
def show_waiting(workspace: Workspace) -> None:
    """The participant asked to come in; when the coordinator says yes, the roles appear."""
    session = workspace.session
    if session.case_id is None or session.meeting_id is None:
        st.error("この席では、役割の確認はできません。")
        return
    case_id, meeting_id = session.case_id, session.meeting_id
    watch(lambda: workspace.store.cases.revision(case_id, meeting_id), case_id=case_id, meeting_id=meeting_id)
    if open_workspace(needs=None).staff.seats:
        st.rerun()
    st.info(
        "入室の希望を送りました。包括化支援員が認めると、この画面に役割（開会の前なら準備シート）が出ます。そのままお待ちください。",
    )


def show_answers(workspace: Workspace) -> None:
    """The roles as this participant may see and answer them."""
    seat = workspace.staff.seats[0]
    if seat.meeting_id is None:
        st.error("この席では、役割の確認はできません。")
        return
    with st.container(key="answers"):
        _board(seat.case_id, seat.meeting_id)


@st.fragment(key="board")
@at_hand()
def _board(case_id: CaseId, meeting_id: RecordId) -> None:
    workspace = open_workspace(needs=Permission.ANSWER_ROLE)
    watch(lambda: workspace.store.cases.revision(case_id, meeting_id), case_id=case_id, meeting_id=meeting_id)
    show_findings(BOARD)
    _, record = workspace.meeting(meeting_id)
    me, at = _line(workspace, record), local(workspace.now).time()
    hours = () if me is None else (me.from_at, me.until_at)
    if ahead := [hour for hour in hours if hour is not None and hour > at]:
        _paint_anew_at(min(ahead))
    if me is not None and not me.may_look_on(at):
        gone = me.until_at is not None and me.until_at <= at
        st.info(
            "退室の時刻になりました。ご参加ありがとうございました。"
            if gone
            else "あなたの議題になると、この画面に役割が出ます。そのままお待ちください。"
        )
        return
    desk = open_desk(workspace, case_id, record.meeting.kind.footing, screen="answer", meeting_id=meeting_id)
    own_sheet = workspace.own_sheet(meeting_id, screen=SCREEN)
    own = own_roles(desk, record)
    titles = ["役割", "地図", *[TITLE] * (own_sheet is not None)]
    stay(workspace, meeting_id, _TABS)
    if st.session_state.get(_TABS) not in titles:
        st.session_state.pop(_TABS, None)
    roles, ecomap, *sheet = st.tabs(titles, key=_TABS, on_change="rerun")
    with roles:
        show_own_roles(desk, own)
        everything = st.expander("すべての役割分担", expanded=not own, key="all-roles", on_change="rerun")
        if everything.open:
            with everything:
                show_all_roles(desk.household)
    if ecomap.open:
        with ecomap, st.container(key="answer-map"):
            _show_map(desk, record)
    for tab in sheet:
        if tab.open and own_sheet is not None:
            with tab:
                show_own_sheet(workspace, own_sheet)


@st.fragment(run_every=_LOOK_EVERY)
def _paint_anew_at(hour: time) -> None:
    """At an hour that was said beforehand somebody comes or leaves, and nobody's change brings a repaint."""
    if local(datetime.now(UTC)).time() >= hour:
        st.rerun()


def _show_map(desk: Desk, record: MeetingRecord) -> None:
    """The map as the room may see it; drawn only while somebody looks at it, so that thirty phones stay cheap."""
    workspace = desk.workspace
    scene = composed(
        desk.household,
        on=workspace.today,
        caption=caption(desk.household, workspace.today, record=record),
        preset=workspace.store.preset,
    )
    show_ecomap(
        paint(scene),
        key=f"map-{desk.case_id}",
        outbox=workspace.store.outbox(workspace.staff),
        on_event=lambda event: None,
        readonly=True,
    )


def own_roles(desk: Desk, record: MeetingRecord) -> tuple[RoleAssignment, ...]:
    """The roles of the agency for which this participant sits here."""
    seat = _line(desk.workspace, record)
    if seat is None or seat.involvement_id is None:
        return ()
    return tuple(role for role in desk.household.roles if role.assignee_id == seat.involvement_id)


def _line(workspace: Workspace, record: MeetingRecord) -> Attendee | None:
    attendee_id = workspace.staff.attendee_id
    return next((a for a in record.attendees if a.id == attendee_id), None)
