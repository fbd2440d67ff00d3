"""会議を開く: kind and legal footing, date, place and attendees, ahead of the day or at once; what forbids it is said."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time

import streamlit as st

from jusou_meeting.agency import Involvement, is_surely_agency
from jusou_meeting.agenda import AgendaItem, Step
from jusou_meeting.carried_over import called_again
from jusou_meeting.consent import covered_agencies
from jusou_meeting.contact_person import in_office, usually_sent
from jusou_meeting.finding import stop_if_any
from jusou_meeting.japanese_date import wareki
from jusou_meeting.meeting import (
    Attendance,
    Attendee,
    Meeting,
    MeetingKind,
    MeetingRecord,
    Part,
    Sitting,
    hours_findings,
    marked,
)
from jusou_meeting.meeting_gate import opening_findings, unnamed
from jusou_meeting.membership import is_member
from jusou_meeting.staff import Permission
from jusou_meeting.text import clean
from jusou_meeting.ui.appointment import Chosen, appointed, as_typed, choose, planned_again, show_hours
from jusou_meeting.ui.desk import Desk, open_desk
from jusou_meeting.ui.draft_component import discard, forget, recall, show_draft
from jusou_meeting.ui.entries import agencies_of
from jusou_meeting.ui.label import plain
from jusou_meeting.ui.preparation import OPEN_TODAY, open_prepared
from jusou_meeting.ui.workspace import attempt, new_id, show_findings
from jusou_meeting.vocabulary import RecordId, SittingId

OPENED = "opened_meeting"
"""Where the page finds the meeting that was just opened, or is prepared from now on."""

_LEFT = "opening_left"

_FORM, _REASON, _NAMED = "opening", "opening:reason", "opening:named"

_FOOTING = {
    MeetingKind.MULTILAYERED: "本人の同意に基づく会議です。本人の有効な同意が、出席する機関すべてにあることを確かめます。",
    MeetingKind.STATUTORY: "社会福祉法第106条の6に基づく会議です。本人の同意がなくても開けますが、開く理由を記録し、"
    "出席者全員が守秘義務を負います。ここで得た情報は、重層的支援会議の画面や文書には出ません。",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Invitation:
    """What the form was filled with."""

    kind: MeetingKind
    sitting: Sitting
    """Without a version where nobody meets in it yet."""
    starts_at: time | None
    ends_at: time | None
    agenda: tuple[Step, ...]
    reason: str
    attendees: tuple[Attendee, ...]


def next_ordinal(meetings: Iterable[MeetingRecord], kind: MeetingKind) -> int:
    """The number of the next meeting of this kind: a consented paper does not tell how often others met before.

    A household file may have brought a number that is higher than their count.
    """
    return 1 + max((held.meeting.ordinal for held in meetings if held.meeting.kind is kind), default=0)


@st.dialog("会議を開く", width="large", dismissible=False)
def show_opening(desk: Desk, meetings: Sequence[MeetingRecord]) -> None:
    """The form that opens a meeting on this household; there is none without a footing."""
    if OPENED in st.session_state or st.session_state.pop(_LEFT, False):
        st.rerun()
    st.button("やめて世帯の画面へ戻る", key="opening:leave", type="tertiary", on_click=_leave)
    show_findings("opening")
    for held in meetings:
        if held.meeting.is_open:
            st.warning(
                f"第{held.meeting.ordinal}回 {held.meeting.kind.label}が、まだ開会中です。同じ会議を続けるときは、"
                "やめて「開会中の会議へ戻る」を押してください。"
            )
    kind = st.radio(
        "会議の種別（法的な根拠）",
        list(MeetingKind),
        format_func=lambda kind: kind.label,
        index=None,
        horizontal=True,
        key="opening:kind",
    )
    if kind is None:
        st.caption("会議の種別を選ぶと、続きを入力できます。どちらの根拠にもよらない会議は開けません。")
        return
    st.text(_FOOTING[kind])
    desk = open_desk(desk.workspace, desk.case_id, kind.footing, screen=desk.screen)
    earlier = [held for held in meetings if kind.footing.admits(held.meeting.kind.footing)]
    chosen = choose(desk, planned_again(meetings, kind, desk.workspace.today), earlier)
    agencies = agencies_of(desk.household)
    host = desk.workspace.staff.agency  # it has a line of its own
    called = [i for i in called_again(desk.household, earlier) if i.name != host]
    asked = _choose_agencies(desk, kind, agencies, called)
    _show_nobody_named(desk, earlier, chosen, asked)
    with st.form("opening", border=False):
        if kind is MeetingKind.STATUTORY:
            _recall_reason(desk)
            st.text_area("支援会議を開く理由", key=_REASON, height=80)
        show_hours(chosen)
        if kind is MeetingKind.STATUTORY:
            _show_naming(desk, asked)
        st.caption(
            "「準備をはじめる」では、次第・出席依頼・名簿を先につくり、当日に開会します。"
            "誰が来たかは、開会してから「出席者」の欄で確かめます。"
        )
        ahead = chosen.held_on > desk.workspace.today
        if ahead:
            st.text(
                f"開催日は{wareki(chosen.held_on, weekday=True)}です。いま開会すると、開催日を今日に改めます。"
            )
        with st.container(horizontal=True):
            st.form_submit_button(
                "準備をはじめる",
                type="primary" if ahead else "secondary",
                on_click=_begin,
                args=(desk, kind, earlier, chosen),
                kwargs={"at_once": False},
            )
            st.form_submit_button(
                OPEN_TODAY if ahead else "開会する",
                type="secondary" if ahead else "primary",
                on_click=_begin,
                args=(desk, kind, earlier, chosen),
                kwargs={"at_once": True},
            )
            if kind is MeetingKind.STATUTORY:
                show_draft(
                    desk,
                    _FORM,
                    seen=(_with_reason(""),),
                    yours=_reason_typed,
                    begin_anew=lambda: _forget_reason(desk),
                )


def _choose_agencies(
    desk: Desk, kind: MeetingKind, agencies: Mapping[RecordId, str], called: Sequence[Involvement]
) -> list[RecordId]:
    """Whom to ask, outside the form: what is said of those who are left follows each choice."""
    usual = _usually_asked(desk, kind, called)
    asked = st.multiselect(
        "出席する機関",
        list(agencies),
        default=usual,
        format_func=lambda chosen: agencies.get(chosen, "（記録なし）"),
        key=f"opening:agencies:{kind.value}",
        placeholder="選んでください",
        filter_mode="contains",
        select_all=False,
    )
    if left := [i.name for i in called if i.id not in usual and i.id not in asked]:
        st.caption(
            f"選んでいない方（機関名簿になく機関か分からない、または同意が及ばない）：{plain('、'.join(left))}"
        )
    return asked


def _show_nobody_named(
    desk: Desk, earlier: Sequence[MeetingRecord], chosen: Chosen, asked: Sequence[RecordId]
) -> None:
    """The agencies of which several people could come, and nobody knows who: their name is left open and asked for later."""
    people, entries = desk.workspace.people(), {i.id: i.agency_id for i in desk.household.involvements}
    several = [
        guest.agency
        for each, guest in zip(asked, _guests(desk, earlier, chosen, asked), strict=True)
        if not guest.name and in_office(people, entries.get(each), chosen.held_on)
    ]
    if several:
        st.caption(
            f"氏名を空けておく機関（名簿に担当者が二人以上）：{plain('、'.join(several))}。どなたが来るかは、"
            "このあと「出席者」の欄で選びます。"
        )


def _show_naming(desk: Desk, asked: Sequence[RecordId]) -> None:
    """Who of them is not on the register, and the one tick that names them for this meeting."""
    members, today = desk.workspace.members(), desk.workspace.today
    lines = (_expected(desk, involvement_id) for involvement_id in asked)
    left = [attendee.agency for attendee in unnamed(desk.household, lines, members, on=today)]
    if left:
        st.checkbox("名簿にない出席者を、この会議に限り、構成員に指名する", key=_NAMED)
        st.caption(f"選んだ機関のうち、構成員名簿にないもの：{plain('、'.join(left))}")


def _expected(desk: Desk, involvement_id: RecordId) -> Attendee:
    """The line of an agency that is asked to come."""
    return Attendee(
        id=new_id(),
        meeting_id=RecordId(""),
        agency=desk.household.called(involvement_id),
        involvement_id=involvement_id,
    )


def _with_reason(reason: str) -> Meeting:
    return Meeting(
        id=RecordId(_FORM), sitting_id=SittingId(""), kind=MeetingKind.STATUTORY, ordinal=0, reason=reason
    )


def _reason_typed() -> tuple[Meeting] | None:
    reason = clean(st.session_state.get(_REASON) or "").strip()
    return (_with_reason(reason),) if reason else None


def _recall_reason(desk: Desk) -> None:
    if _REASON not in st.session_state and (draft := recall(desk, _FORM)) is not None:
        st.session_state[_REASON] = "".join(m.reason for m in draft.yours if isinstance(m, Meeting))


def _forget_reason(desk: Desk) -> None:
    discard(desk, _FORM)
    st.session_state.pop(_REASON, None)


def _leave() -> None:
    st.session_state[_LEFT] = True


def _usually_asked(desk: Desk, kind: MeetingKind, called: Sequence[Involvement]) -> list[RecordId]:
    """Those that may be called; where consent is the ground, only those it names.

    Who may be a landlord or a neighbour is asked only when somebody chooses them.
    """
    household, members, today = desk.household, desk.workspace.members(), desk.workspace.today
    asked = [i.id for i in called if is_surely_agency(i) or is_member(members, i.name, i.agency_id, today)]
    if kind is MeetingKind.STATUTORY or household.client is None:
        return asked
    covered = covered_agencies(household.consents, household.client.id, today)
    return [involvement_id for involvement_id in asked if involvement_id in covered] or asked


def _begin(
    desk: Desk,
    kind: MeetingKind,
    earlier: Sequence[MeetingRecord],
    chosen: Chosen,
    *,
    at_once: bool,
) -> None:
    def step() -> None:
        _hold(desk, _invitation(desk, kind, earlier, as_typed(chosen)), earlier, at_once=at_once)

    attempt(step, done="開会しました" if at_once else "会議の準備をはじめました")


def _invitation(
    desk: Desk, kind: MeetingKind, earlier: Sequence[MeetingRecord], chosen: Chosen
) -> _Invitation:
    state = st.session_state
    host = Attendee(
        id=new_id(),
        meeting_id=RecordId(""),
        agency=desk.workspace.staff.agency or desk.workspace.store.municipality,
        job="包括化支援員",
        name=desk.workspace.staff.name,
        part=Part.CHAIR,
        host=True,
    )
    guests = _guests(desk, earlier, chosen, state[f"opening:agencies:{kind.value}"])
    sitting, starts_at, ends_at = appointed(chosen)
    if kind is MeetingKind.STATUTORY and state.get(_NAMED):
        left = set(unnamed(desk.household, guests, desk.workspace.members(), on=sitting.held_on))
        guests = [replace(guest, named_once=guest in left) for guest in guests]
    reason = clean(state.get(_REASON) or "").strip()
    return _Invitation(
        kind=kind,
        sitting=sitting,
        starts_at=starts_at,
        ends_at=ends_at,
        agenda=chosen.agenda,
        reason=reason,
        attendees=(host, *guests),
    )


def _guests(
    desk: Desk, earlier: Sequence[MeetingRecord], chosen: Chosen, asked: Iterable[RecordId]
) -> list[Attendee]:
    """The lines of these agencies, with whoever each of them usually sends."""
    came = {a.involvement_id: a for held in earlier for a in held.attendees if a.involvement_id}
    people, involvements = desk.workspace.people(), {i.id: i for i in desk.household.involvements}

    def guest(involvement_id: RecordId) -> Attendee:
        before, involvement = came.get(involvement_id), involvements.get(involvement_id)
        job, name = usually_sent(
            people,
            None if involvement is None else involvement.agency_id,
            chosen.held_on,
            job="" if before is None else before.job,
            name="" if before is None else before.name,
        )
        return replace(_expected(desk, involvement_id), job=job, name=name)

    return [guest(involvement_id) for involvement_id in asked]


def _hold(desk: Desk, invitation: _Invitation, earlier: Sequence[MeetingRecord], *, at_once: bool) -> None:
    ahead = invitation.sitting.held_on > desk.workspace.today
    meeting = Meeting(
        id=new_id(),
        sitting_id=invitation.sitting.id,
        kind=invitation.kind,
        ordinal=next_ordinal(earlier, invitation.kind),
        starts_at=invitation.starts_at,
        ends_at=invitation.ends_at,
        reason=invitation.reason,
        opened_at=datetime.now(UTC) if at_once and not ahead else None,
    )
    stop_if_any(hours_findings(meeting))
    if at_once and ahead:  # two acts: what the law refuses is not left prepared
        stop_if_any(
            opening_findings(
                invitation.kind,
                desk.refreshed().household,
                invitation.attendees,
                reason=invitation.reason,
                members=desk.workspace.members(),
                today=desk.workspace.today,
            )
        )
    with desk.workspace.change(
        f"{invitation.kind.label}を{'準備' if meeting.opened_at is None else '開会'}",
        desk.case_id,
        invitation.kind.footing,
        meeting_id=None,
        needs=Permission.HOLD_MEETING,
        form=_FORM,
    ) as change:
        if not invitation.sitting.version:
            change.hold(invitation.sitting)
        change.save(meeting)
        for attendee in invitation.attendees:
            line = replace(attendee, meeting_id=meeting.id)
            change.save(marked(line, Attendance.PRESENT) if meeting.is_open and attendee.host else line)
        for place, (title, minutes) in enumerate(invitation.agenda, start=1):
            item = AgendaItem(id=new_id(), meeting_id=meeting.id, title=title, minutes=minutes, place=place)
            change.save(item)
    forget(_FORM)
    if at_once and ahead:  # the day that was set is known, should the opening be taken back
        open_prepared(replace(desk, meeting_id=meeting.id), meeting.id)
    st.session_state[OPENED] = meeting.id
