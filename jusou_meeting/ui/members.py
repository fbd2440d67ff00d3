"""構成員名簿: the register of the 支援会議, entered and ended by whoever opens cases."""

from __future__ import annotations

from datetime import UTC, datetime

import streamlit as st

from jusou_meeting.japanese_date import wareki_short
from jusou_meeting.membership import Membership, is_member
from jusou_meeting.staff import Permission
from jusou_meeting.text import clean_line
from jusou_meeting.ui.table import show_cells
from jusou_meeting.ui.workspace import Workspace, attempt, new_id
from jusou_meeting.vocabulary import MembershipId

_HEADERS, _WIDTHS = ("機関", "根拠", "委嘱・指名の日", "任期の終わり"), (10, 10, 6, 6)
_AGENCIES, _NAME, _BASIS = "members:agencies", "members:name", "members:basis"
_FROM, _UNTIL = "members:from", "members:until"


def show_members(workspace: Workspace) -> None:
    """Who forms the 支援会議 of this municipality, and how somebody joins or leaves it."""
    st.caption(
        "支援会議に出る機関は、この名簿に載っているか、その会議に限って指名されている必要があります"
        "（社会福祉法第106条の6第1項）。世帯のことは、ここには何も書きません。"
    )
    members, today = workspace.members(), workspace.today
    if not members:
        st.text("構成員はまだいません。設置要綱の別表などから、下の欄で登録します。")
    else:
        show_cells(_HEADERS, headers=_HEADERS, widths=_WIDTHS, strong=True)
    for member in members:
        until = "" if member.until_on is None else wareki_short(member.until_on)
        said = (member.agency, member.basis, wareki_short(member.appointed_on), until)
        with st.container(horizontal=True, vertical_alignment="center", key=f"member-{member.id}"):
            show_cells(said, headers=_HEADERS, widths=_WIDTHS)
            if member.in_force(today):
                st.button(
                    "今日で終える", key=f"member:end:{member.id}", on_click=_end, args=(workspace, member)
                )
    _show_form(workspace, members)


def _show_form(workspace: Workspace, members: tuple[Membership, ...]) -> None:
    today = workspace.today
    offered = {a.id: a.name for a in workspace.agencies() if not is_member(members, a.name, a.id, today)}
    with st.form("members-form", border=False):
        st.multiselect(
            "機関名簿から",
            list(offered),
            format_func=lambda agency_id: offered.get(agency_id, ""),
            key=_AGENCIES,
            placeholder="選んでください",
            filter_mode="contains",
            select_all=False,
        )
        st.text_input("機関名簿にない機関・人（職名）", key=_NAME)
        st.text_input("根拠", key=_BASIS, placeholder="支援会議設置要綱第3条 別表 など")
        since, until = st.columns(2)
        since.date_input("委嘱・指名の日", value=today, key=_FROM, format="YYYY/MM/DD")
        until.date_input("任期の終わり（なければ空のまま）", value=None, key=_UNTIL, format="YYYY/MM/DD")
        st.form_submit_button("構成員に登録", type="primary", on_click=_enter, args=(workspace,))


def _enter(workspace: Workspace) -> None:
    state, names = st.session_state, {agency.id: agency.name for agency in workspace.agencies()}
    chosen = [(names[i], i) for i in state[_AGENCIES] if i in names]
    if typed := clean_line(state[_NAME] or ""):
        chosen.append((typed, None))
    entered = [
        Membership(
            id=MembershipId(new_id()),
            agency=name,
            agency_id=agency_id,
            basis=clean_line(state[_BASIS] or ""),
            appointed_on=state[_FROM] or workspace.today,
            until_on=state[_UNTIL],
        )
        for name, agency_id in chosen
    ]

    def step() -> None:
        by = workspace.recheck(Permission.OPEN_CASE)
        workspace.store.members.enter(by, entered, at=datetime.now(UTC))

    if attempt(step, done="構成員名簿に登録しました"):
        state[_AGENCIES], state[_NAME] = [], ""


def _end(workspace: Workspace, member: Membership) -> None:
    def step() -> None:
        by = workspace.recheck(Permission.OPEN_CASE)
        workspace.store.members.end(by, member, until=workspace.today, at=datetime.now(UTC))

    attempt(step, done=f"「{member.agency}」の任期を今日で終えました")
