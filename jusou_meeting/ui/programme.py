"""一日の予定: the households of a sitting by the clock, each by its number, and the step to the next of them."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from jusou_meeting.agenda import later, minutes_between
from jusou_meeting.japanese_date import wareki
from jusou_meeting.meeting import MeetingRecord, Sitting
from jusou_meeting.programme import Programme, overlap_findings
from jusou_meeting.staff import Permission
from jusou_meeting.ui.appointment import choose_sitting
from jusou_meeting.ui.desk import Desk
from jusou_meeting.ui.label import plain
from jusou_meeting.ui.navigation import open_page
from jusou_meeting.ui.table import show_cells
from jusou_meeting.ui.workspace import Workspace, at_hand, attempt, new_id, show_noticed
from jusou_meeting.vocabulary import RecordId, SittingId

TITLE = "一日の予定"
"""The part of a meeting's page that shows it."""
SLOTS = "slots"
"""What of that part, or of the preparation, runs again when others change their hours."""

_HEADERS, _WIDTHS = ("時刻", "事例番号", "会議の種別", "出席", "状態"), (7, 5, 7, 3, 4)


def show_today(workspace: Workspace) -> None:
    """The sittings of today; nothing where there are none."""
    programmes = workspace.programmes(workspace.today)
    if programmes:
        st.subheader(f"今日の会議　{wareki(workspace.today, weekday=True)}")
        _show_heads()
    for programme in programmes:
        if programme.sitting.place:
            st.caption(plain(programme.sitting.place))
        _show_slots(workspace, programme)


@st.fragment(key=SLOTS)
@at_hand()
def show_programme(desk: Desk, meeting_id: RecordId) -> None:
    """The sitting of this meeting as it is now, when other households meet in it too; it runs again with the board."""
    _, record = desk.workspace.meeting(meeting_id)
    sitting, programme = record.sitting, desk.workspace.programme(record.sitting.id)
    if not programme.is_shared:
        return
    st.text("　".join(filter(None, (wareki(sitting.held_on, weekday=True), sitting.place))))
    _show_heads()
    _show_slots(desk.workspace, programme, here=meeting_id)


def _show_heads() -> None:
    with st.container(key="heads-of-slots"):
        show_cells(_HEADERS, headers=_HEADERS, widths=_WIDTHS, strong=True)


def _show_slots(workspace: Workspace, programme: Programme, *, here: RecordId | None = None) -> None:
    """Whoever stands before one of its meetings (`here`) needs no way to it."""
    show_noticed(f"programme-{programme.sitting.id}", overlap_findings(programme))
    for slot in programme.slots:
        said = (
            slot.hours or "未定",
            slot.case_number,
            slot.kind.label,
            f"{slot.expected}人",
            slot.phase.label,
        )
        stands = "here" if slot.meeting_id == here else "there"
        with st.container(
            horizontal=True, vertical_alignment="center", key=f"slot-{stands}-{slot.meeting_id}"
        ):
            show_cells(said, headers=_HEADERS, widths=_WIDTHS)
            if slot.meeting_id == here:
                st.text("ここ", width="content")
            elif workspace.allowed(Permission.HOLD_MEETING) and st.button(
                "開く", key=f"go-to:{slot.meeting_id}"
            ):
                open_page("meeting/live.py", meeting=slot.meeting_id)
    if programme.is_shared and workspace.allowed(Permission.EXPORT):
        st.link_button(f"{TITLE}（Word）", f"/papers/programme/{programme.sitting.id}.docx")


def show_way_on(desk: Desk, record: MeetingRecord) -> None:
    """After the 閉会, one press to the household whose turn it is; the wall stays dark until it is lit there."""
    programme = desk.workspace.programme(record.sitting.id)
    following = programme.after(record.meeting.id) if programme.is_shared else None
    if following is not None and st.button(
        f"次の世帯へ（{'　'.join(filter(None, (following.hours.partition('～')[0], following.case_number)))}）",
        key="next-household",
        type="primary",
    ):
        open_page("meeting/live.py", meeting=following.meeting_id)


def show_sharing(desk: Desk, record: MeetingRecord) -> None:
    """Which households meet in this sitting; the way out of it, or into another of that day."""
    workspace, sitting = desk.workspace, record.sitting
    programme = workspace.programme(sitting.id)
    if programme.is_shared:
        st.text("同じ開催の世帯（上の日と場所を変えると、すべての世帯で変わります）")
    show_programme(desk, record.meeting.id)
    if programme.is_shared:
        st.button("この世帯だけ別の開催にする", key="leave-sitting", on_click=_leave, args=(desk, record))
        return
    others = [each for each in workspace.programmes(sitting.held_on) if each.sitting.id != sitting.id]
    chosen = choose_sitting(
        others, key=f"join:{sitting.id}:{sitting.held_on}", label="ほかの世帯と同じ開催にする"
    )
    if chosen is not None:
        st.button("この開催に加える", key="join-sitting", on_click=_join, args=(desk, record, chosen))


def _leave(desk: Desk, record: MeetingRecord) -> None:
    alone = replace(record.sitting, id=SittingId(new_id()), version=0)
    attempt(lambda: _sit(desk, record, alone), done="この世帯だけの開催にしました")


def _join(desk: Desk, record: MeetingRecord, programme: Programme) -> None:
    """Behind whoever is last there, for as long as it was to take."""
    meeting, begins = record.meeting, programme.over_at
    if begins is not None:
        lasts = minutes_between(meeting.starts_at, meeting.ends_at)
        meeting = replace(meeting, starts_at=begins, ends_at=None if lasts is None else later(begins, lasts))
    joined = replace(record, meeting=meeting)
    attempt(lambda: _sit(desk, joined, programme.sitting), done="同じ開催に加えました")


def _sit(desk: Desk, record: MeetingRecord, sitting: Sitting) -> None:
    with desk.holding("会議の開催を変更") as change:
        if not sitting.version:
            change.hold(sitting)
        change.save(replace(record.meeting, sitting_id=sitting.id))
