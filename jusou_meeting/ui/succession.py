"""担当の交代: who follows whom, what that changes, and the one button that does it; what was done is told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import NamedTuple

import streamlit as st

from jusou_meeting.agency import by_name
from jusou_meeting.agency_sheet import Reading
from jusou_meeting.contact_person import same_name
from jusou_meeting.finding import stop_if_any
from jusou_meeting.household import Case
from jusou_meeting.japanese_date import wareki
from jusou_meeting.role import RoleAssignment
from jusou_meeting.staff import Permission
from jusou_meeting.store.work import Reached
from jusou_meeting.succession import Succession, succession_findings
from jusou_meeting.text import clean_line
from jusou_meeting.ui.label import plain
from jusou_meeting.ui.table import show_table
from jusou_meeting.ui.todo import show_sheet
from jusou_meeting.ui.workspace import Workspace, attempt, new_id, show_noticed
from jusou_meeting.vocabulary import AgencyId, ContactId, Footing, RecordId

_SCREEN = "people"
_LOOKED, _DONE = "succession:looked", "succession:done"
_ALSO = "succession:also"
_FIELDS = ("successor", "job", "kana")


class _Office(NamedTuple):
    """An agency that somebody may leave, with those who are named there."""

    name: str
    agency_id: AgencyId | None
    people: tuple[str, ...]


def show_succession(workspace: Workspace) -> None:
    """Ask who follows whom; nothing changes before it was looked at."""
    if _DONE in st.session_state:
        _show_done(workspace, *st.session_state[_DONE])
    offices = _labelled(_offices(workspace))
    if not offices:
        st.caption("担当者の氏名がある機関は、まだありません。")
        return
    left, right = st.columns(2)
    chosen = left.selectbox(
        "機関",
        list(offices),
        index=None,
        key="succession:agency",
        placeholder="選んでください",
        filter_mode="contains",
    )
    if chosen is None:
        return
    office = offices[chosen]
    outgoing = right.selectbox(
        "前任（いまの担当者）",
        list(office.people),
        index=None,
        key=f"succession:outgoing:{chosen}",
        placeholder="選んでください",
    )
    if outgoing is None:
        return
    with st.form("succession", border=False):
        first, second, third, fourth = st.columns([3, 3, 3, 2])
        first.text_input("後任の氏名", key=_key("successor"))
        second.text_input("後任の職名（同じなら空欄）", key=_key("job"))
        third.text_input("後任のよみ（ひらがな）", key=_key("kana"))
        fourth.date_input("後任の初日", value=workspace.today, key=_key("on"), format="YYYY/MM/DD")
        st.form_submit_button(
            "内容を確かめる", type="primary", on_click=_look, args=(workspace, office, outgoing)
        )
    looked = st.session_state.get(_LOOKED)
    if looked is not None and (looked[0].agency, looked[0].agency_id, looked[0].outgoing) == (
        *office[:2],
        outgoing,
    ):
        _show_looked(workspace, *looked)


def _key(field: str) -> str:
    return f"succession:{field}"


def _offices(workspace: Workspace) -> list[_Office]:
    """Every agency where somebody is named in an open role, a prepared meeting, the directory or an account."""
    named: dict[tuple[str, AgencyId | None], list[str]] = {}
    directory = {agency.id: agency.name for agency in workspace.agencies()}
    entries = {name: agency.id for name, agency in by_name(workspace.agencies()).items()}

    def note(name: str, agency_id: AgencyId | None, person: str) -> None:
        people = named.setdefault((name, agency_id or entries.get(name)), [])
        if person and not any(same_name(person, other) for other in people):
            people.append(person)

    for contact in workspace.people():
        if contact.in_office(workspace.today):
            note(directory[contact.agency_id], contact.agency_id, contact.name)
    for name, agency_id, person in _named_in_cases(workspace.open_cases(Footing.STATUTORY, screen=_SCREEN)):
        entry = directory.get(agency_id, name) if agency_id else name
        note(entry, agency_id, person)
    for account in workspace.store.accounts.all():
        if account.agency and account.opens(workspace.now):
            note(account.agency, None, account.name)
    offices = [_Office(*at, people=tuple(people)) for at, people in named.items() if people]
    return sorted(offices, key=lambda office: office.name)


def _labelled(offices: Iterable[_Office]) -> dict[str, _Office]:
    """What the list calls each: of two agencies of one name the people tell which is meant."""
    labelled: dict[str, _Office] = {}
    for office in offices:
        alike = office.name in labelled
        labelled[f"{office.name}（{'・'.join(office.people)}）" if alike else office.name] = office
    return labelled


def _named_in_cases(cases: Iterable[Reading]) -> Iterable[tuple[str, AgencyId | None, str]]:
    for household, meetings in cases:
        involvements = {involvement.id: involvement for involvement in household.involvements}
        for role in household.standing_roles:
            taken_by = involvements.get(role.assignee_id)
            if role.in_charge and role.assignee_id == household.id:
                yield household.office, None, role.in_charge
            elif role.in_charge and taken_by is not None:
                yield taken_by.name, taken_by.agency_id, role.in_charge
        for record in meetings:
            for line in record.attendees if record.meeting.is_prepared else ():
                of = involvements.get(line.involvement_id) if line.involvement_id else None
                if line.name and line.person_id is None:
                    called, entry = (line.agency, None) if of is None else (of.name, of.agency_id)
                    yield called, entry, line.name


def _look(workspace: Workspace, office: _Office, outgoing: str) -> None:
    state = st.session_state
    successor, job, kana = (clean_line(state[_key(field)] or "") for field in _FIELDS)
    succession = Succession(
        agency=office.name,
        agency_id=office.agency_id,
        outgoing=outgoing,
        successor=successor,
        job=job,
        kana=kana,
        on=state[_key("on")],
    )
    for left in (_LOOKED, _DONE, _ALSO):
        state.pop(left, None)

    def step() -> None:
        stop_if_any(succession_findings(succession))
        by = workspace.recheck(Permission.HAND_OVER)
        state[_LOOKED] = succession, workspace.store.work.reach(by, succession, now=datetime.now(UTC))

    attempt(step)


def _show_looked(workspace: Workspace, succession: Succession, reached: Reached) -> None:
    st.text(f"「{succession.outgoing}」から「{succession.successor}」へ。まだ何も変わっていません。")
    if doubtful := {role.id: (each.case, role) for each in reached.handovers for role in each.doubtful}:
        succession = replace(succession, also=_chosen_too(doubtful))
        reached = workspace.store.work.reach(workspace.staff, succession, now=workspace.now)
    _show_reached(succession, reached, will=True)
    if not reached.changes:
        st.info("この方の名前がある役割・出席予定・アカウント・名簿の担当者はありません。")
        return
    st.button(
        f"{plain(succession.successor)}に引き継ぐ（{_count(reached)}）",
        key="succession:do",
        type="primary",
        on_click=_succeed,
        args=(workspace, succession),
    )


def _chosen_too(doubtful: Mapping[RecordId, tuple[Case, RoleAssignment]]) -> frozenset[RecordId]:
    """Ask which roles of the agency that name nobody, or a like name, go along."""
    st.text(
        f"担当者が別の書き方か空欄の役割が{len(doubtful)}件あります。この方のものなら、選ぶと一緒に引き継ぎます。"
    )

    def said(role_id: RecordId) -> str:
        case, role = doubtful[role_id]
        return f"{case.number}　{role.task}（担当者：{role.in_charge or '空欄'}）"

    return frozenset(
        st.multiselect(
            "一緒に引き継ぐ役割", list(doubtful), format_func=said, key=_ALSO, placeholder="選んでください"
        )
    )


def _count(reached: Reached) -> str:
    roles = sum(len(each.roles) for each in reached.handovers)
    cases = sum(bool(each.roles or each.seats) for each in reached.handovers)
    return f"{cases}事例・役割{roles}件"


def _show_reached(succession: Succession, reached: Reached, *, will: bool) -> None:
    show_table(
        ("事例", "役割", "主たる援助者", "出席予定"),
        [
            (
                f"{each.case.number}　{each.case.title}",
                f"{len(each.roles)}件" if each.roles else "",
                "替わります" * each.leads if will else "替わりました" * each.leads,
                f"{len(each.seats)}件" if each.seats else "",
            )
            for each in reached.handovers
            if each.roles or each.seats
        ],
        caption="替わる事例" if will else "替わった事例",
        empty="名前のある役割・出席予定はありません。",
    )
    for account in reached.accounts:
        st.text(
            f"{account.name} さんのアカウント（{account.role.label}）は、{wareki(succession.on)}の午前0時から使えません。"
            "その日が来ているときは、すぐに使えなくなります。"
        )
    if reached.contacts:
        st.text(f"機関名簿の担当者は、{wareki(succession.last_day)}までになります。")
    for account in reached.elsewhere:
        st.text(
            f"同じ氏名のアカウントが「{account.agency or '所属の記録なし'}」にあります。この交代では止まりません。同じ方なら、"
            "その所属でも交代するか、システム管理者が「管理」の画面で止めます。"
        )
    if reached.devices:
        st.text(f"会議に参加している端末や訂正のリンク {len(reached.devices)}件は、すぐに使えなくなります。")
    show_noticed("succession", [finding for each in reached.handovers for finding in each.left])


def _succeed(workspace: Workspace, succession: Succession) -> None:
    state = st.session_state

    def step() -> None:
        by = workspace.recheck(Permission.HAND_OVER)
        reached = workspace.store.work.succeed(
            by, succession, successor_id=ContactId(new_id()), at=datetime.now(UTC)
        )
        state[_DONE] = succession, reached

    if attempt(step, done="引き継ぎました"):
        state.pop(_LOOKED, None)
        for field in _FIELDS:
            state[_key(field)] = ""
        state["succession:agency"] = None


def _show_done(workspace: Workspace, succession: Succession, reached: Reached) -> None:
    with st.container(border=True, key="succession-done"):
        st.text(
            f"「{succession.agency}」の {succession.outgoing} さんから {succession.successor} さんへ引き継ぎました（{_count(reached)}）。"
        )
        _show_reached(succession, reached, will=False)
        if any(each.roles for each in reached.handovers):
            show_sheet(
                workspace,
                succession.agency,
                succession.agency_id,
                label="引き継ぎシート（Word）",
                outgoing=succession.outgoing,
                successor=succession.successor,
            )
        st.caption("まちがえたときは、その事例を開いて「元に戻す」を押すと、その事例だけ戻ります。")
