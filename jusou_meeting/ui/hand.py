"""手元: the parts beside the map, as far as the meeting has come."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from jusou_meeting.meeting import MeetingRecord
from jusou_meeting.ui import issues, preparation
from jusou_meeting.ui import preparation_sheets as sheets
from jusou_meeting.ui import turning as turns
from jusou_meeting.ui.attendance import show_attendees, show_attendees_to_read
from jusou_meeting.ui.carried import has_a_past, show_past
from jusou_meeting.ui.chronology import show_chronology
from jusou_meeting.ui.comparison import show_comparison
from jusou_meeting.ui.consents import show_consents
from jusou_meeting.ui.correction_requests import show_correction_requests
from jusou_meeting.ui.desk import Desk
from jusou_meeting.ui.distributions import show_distributions
from jusou_meeting.ui.finality import show_final
from jusou_meeting.ui.history import show_history
from jusou_meeting.ui.network import show_network
from jusou_meeting.ui.panel import DEVICES, FRONT, RECORD, SUPPORT, TABS, edit_fact, show_panel
from jusou_meeting.ui.papers import show_meeting_papers
from jusou_meeting.ui.proceedings import show_agenda
from jusou_meeting.ui.programme import TITLE, show_programme
from jusou_meeting.ui.record import show_latest, show_record, show_record_to_read
from jusou_meeting.ui.relations import show_relations
from jusou_meeting.ui.room import show_devices
from jusou_meeting.ui.shortcut_component import SAID, watch_keys
from jusou_meeting.ui.support import show_support
from jusou_meeting.ui.tabs import show_tabs
from jusou_meeting.vocabulary import Footing


def show_hand(desk: Desk, record: MeetingRecord) -> None:
    """What the coordinator needs at this stage, first things first."""
    if record.meeting.is_open:
        watch_keys(
            turns.keys(desk, record),
            asking=turns.ASKING_KEYS,
            buttons=(*turns.ASKING_BUTTONS, *issues.ASKING_BUTTONS),
        )
    show_tabs(_parts(desk, record), key=TABS)
    if record.meeting.is_open:
        with st.container(key="latest"):
            show_latest(desk, record)
            st.caption(SAID)


def _parts(desk: Desk, record: MeetingRecord) -> dict[str, Callable[[], None]]:
    final = record.final
    relations: dict[str, Callable[[], None]] = {
        "関係の表": lambda: show_relations(desk.workspace, desk.household),
        "課題ネットワーク": lambda: show_network(desk),
        "年表": lambda: show_chronology(desk),
        "比較": lambda: show_comparison(desk, record),
    }
    if final is not None:
        return {
            "確定": lambda: show_final(desk, record, final),
            "書類": lambda: _show_final_papers(desk, record),
            "訂正の申出": lambda: show_correction_requests(desk, record),
            "記録": lambda: show_record_to_read(record),
            "出席者": lambda: show_attendees_to_read(record),
            **relations,
        }
    relations["履歴"] = lambda: show_history(desk)
    if desk.footing is Footing.CONSENT:
        relations["同意"] = lambda: show_consents(desk, record)
    carried: dict[str, Callable[[], None]] = {}
    if has_a_past(desk, record):
        carried["前回"] = lambda: show_past(desk, record)
    parts: dict[str, Callable[[], None]] = {
        FRONT: lambda: show_panel(desk),
        issues.TITLE: lambda: issues.show_issues(desk),
        RECORD: lambda: show_record(desk, record),
        SUPPORT: lambda: show_support(desk, record),
        "次第": lambda: show_agenda(desk, record),
        "出席者": lambda: show_attendees(desk, record),
        sheets.TITLE: lambda: sheets.show_preparation_sheets(desk, record),
    }
    if record.meeting.is_prepared:
        del parts[RECORD]
        parts[DEVICES] = lambda: show_devices(desk, record)
        return {preparation.TITLE: lambda: preparation.show_preparation(desk, record), **parts, **relations}
    if record.meeting.is_open:
        parts[DEVICES] = lambda: show_devices(desk, record)
    parts["書類"] = lambda: _show_papers(desk, record)
    if desk.workspace.programme(record.sitting.id).is_shared:
        parts[TITLE] = lambda: show_programme(desk, record.meeting.id)
    if record.meeting.closed_at is not None:
        parts["訂正の申出"] = lambda: show_correction_requests(desk, record)
    return {**carried, **parts, **relations}


def _show_final_papers(desk: Desk, record: MeetingRecord) -> None:
    st.caption("会議録は確定したファイルのまま、ほかの書類も、確定のときの内容で出ます。")
    show_meeting_papers(desk, record)
    show_distributions(desk, record)


def _show_papers(desk: Desk, record: MeetingRecord) -> None:
    """The papers, and what stands on them that is asked for nowhere else."""
    show_meeting_papers(desk, record)
    show_distributions(desk, record)
    with st.expander("文書番号・次回・資料の回収など"):
        edit_fact(desk, record.meeting)
