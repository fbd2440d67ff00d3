"""資料の回収: a number for each set of papers, and one press for each that came back."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from jusou_meeting.distribution import counted, numbered
from jusou_meeting.meeting import MeetingRecord, Part
from jusou_meeting.ui.desk import Desk
from jusou_meeting.ui.label import plain
from jusou_meeting.ui.workspace import attempt, new_id
from jusou_meeting.vocabulary import RecordId


def show_distributions(desk: Desk, record: MeetingRecord) -> None:
    """Numbers for whoever is expected, and the count."""
    st.text("資料の番号と回収")
    copies = record.distributions
    served = {copy.attendee_id for copy in copies}
    places = [
        (place, a.id)
        for place, a in enumerate(record.attendees, start=1)
        if a.part is not Part.ABSENT and a.id not in served
    ]
    if places:
        st.button(
            f"{len(places)}人の資料に番号を付ける",
            key="number-copies",
            on_click=_number,
            args=(desk, record, places),
            help="番号は、出席者名簿の順です。名簿（Word）にも出ます。",
        )
    if copies:
        _show_numbered_papers(desk, record)
    show_returned(desk, record, where="papers")


def _show_numbered_papers(desk: Desk, record: MeetingRecord) -> None:
    """The papers that are handed out, each in one file with all its copies."""
    meeting_id = record.meeting.id
    papers = {
        "番号入りの次第": f"/papers/agenda/{meeting_id}?numbered",
        "番号入りの役割分担表（手書き用）": f"/papers/blank-roles/{meeting_id}?numbered",
        "番号入りのエコマップ": f"/papers/ecomap/{desk.case_id}.docx?footing={desk.footing.value}&meeting={meeting_id}",
    }
    with st.container(horizontal=True):
        for title, path in papers.items():
            st.link_button(title, path)
    st.caption(
        f"{len(record.distributions)}部が、番号の順に一つのファイルに入っています。そのまま印刷して配ると、どの紙にも番号が付きます。"
    )


def show_returned(desk: Desk, record: MeetingRecord, *, where: str) -> None:
    """Each number that was handed out, pressed when its papers are back; `where` tells two such places of one page apart."""
    copies = sorted(record.distributions, key=lambda copy: copy.number)
    if not copies:
        return
    agencies = {a.id: a.agency for a in record.attendees}
    key = f"returned:{where}:{'-'.join(str(copy.version) for copy in copies)}"
    said = {
        copy.number: f"№{copy.number} {agencies.get(copy.attendee_id or copy.id, '予備')}" for copy in copies
    }
    st.pills(
        "戻った資料を押す",
        list(said),
        selection_mode="multi",
        default=[copy.number for copy in copies if copy.returned],
        format_func=lambda number: plain(said.get(number, "")),
        key=key,
        on_change=_return,
        args=(desk, record, key),
    )
    with st.container(horizontal=True, vertical_alignment="center"):
        st.text(f"回収　{counted(copies, agencies)}")
        if not all(copy.returned for copy in copies):
            st.button("全部戻った", key=f"all-returned:{where}", on_click=_return_all, args=(desk, record))


def _number(desk: Desk, record: MeetingRecord, places: list[tuple[int, RecordId]]) -> None:
    meeting_id = record.meeting.id
    copies = numbered(places, record.distributions, meeting_id=meeting_id, new_id=new_id)
    attempt(lambda: desk.save("資料に番号を付ける", *copies), done="番号を付けました")


def _return(desk: Desk, record: MeetingRecord, key: str) -> None:
    back = set(st.session_state[key])
    _keep(desk, record, back)


def _return_all(desk: Desk, record: MeetingRecord) -> None:
    _keep(desk, record, {copy.number for copy in record.distributions})


def _keep(desk: Desk, record: MeetingRecord, back: set[int]) -> None:
    changed = (
        replace(copy, returned=copy.number in back)
        for copy in record.distributions
        if copy.returned is not (copy.number in back)
    )
    attempt(lambda: desk.save("資料の回収を記録", *changed))
