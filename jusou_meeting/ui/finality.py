"""確定: the minutes are kept to the byte; what forbids it is said, and what comes later is a 訂正."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime

import streamlit as st

from jusou_meeting.documents.handout import minutes_file
from jusou_meeting.documents.stationery import form_hash
from jusou_meeting.finding import Weight, stop_if_any
from jusou_meeting.household_file import write_household_file
from jusou_meeting.japanese_date import local, wareki
from jusou_meeting.meeting import Correction, Final, MeetingRecord
from jusou_meeting.missing import finality_findings
from jusou_meeting.ui.desk import Desk
from jusou_meeting.ui.panel import add_fact
from jusou_meeting.ui.table import show_table
from jusou_meeting.ui.workspace import attempt, new_id, show_noticed

_MADE_FINAL = "just_made_final"


@st.dialog("会議録を確定します")
def confirm_final(desk: Desk, record: MeetingRecord) -> None:
    """Ask once: from then on nobody changes these minutes, and a 訂正 stands beside them."""
    if st.session_state.pop(_MADE_FINAL, False):
        st.rerun()
    findings = tuple(finality_findings(desk.household, record, today=desk.workspace.today))
    stops = tuple(finding for finding in findings if finding.weight is Weight.STOPS)
    show_noticed("final", stops)
    for finding in findings:
        if finding.weight is Weight.WARNS:
            st.text(f"・{finding.sentence}")
    st.text(
        "確定すると、いまの会議録がそのまま残り、会議の記録は直せなくなります。"
        "あとから分かった誤りは「訂正」として、会議録に添えます。"
    )
    st.button(
        "確定する",
        type="primary",
        key="finalise-now",
        on_click=_make_final,
        args=(desk, record),
        disabled=bool(stops),
    )


def _make_final(desk: Desk, record: MeetingRecord) -> None:
    def step() -> None:
        workspace, meeting = desk.workspace, record.meeting
        by = desk.holder()
        cases = workspace.store.cases
        seen = cases.last_seq(desk.case_id)
        _, known = cases.meeting(by, meeting.id)
        household = cases.household(by, desk.case_id, desk.footing)
        stop_if_any(finality_findings(household, known, today=workspace.today))
        meetings = cases.meetings(by, desk.case_id, desk.footing)
        paper = minutes_file(
            known,
            household,
            meetings,
            organisation=workspace.store.municipality,
            preset=workspace.store.preset,
        )
        final = Final(at=datetime.now(UTC), by=by.name, paper_hash=hashlib.sha256(paper).hexdigest())
        contents = write_household_file(cases.contents(by, desk.case_id), workspace.agencies())
        with desk.holding("会議録を確定") as change:
            change.make_final(
                meeting.id,
                final,
                paper=paper,
                household_file=contents,
                form_hash=form_hash(),
                seen=seen,
            )

    st.session_state[_MADE_FINAL] = attempt(step, done="会議録を確定しました")


def show_final(desk: Desk, record: MeetingRecord, final: Final) -> None:
    """When and by whom the minutes were made final, and what was corrected since."""
    at, mark = local(final.at), final.hash_by_eye[0]
    st.text(f"{wareki(at.date())} {at:%H:%M}に、{final.by}が確定しました。")
    st.text(f"会議録の印（書き換えを見つけるための{len(mark)}字）　{mark}")
    show_table(
        ("日付", "申し出た人・機関", "訂正の内容"),
        [(wareki(c.corrected_on), c.asked_by, c.text) for c in record.corrections],
        caption="訂正",
        empty="訂正はありません。",
    )
    with st.expander("訂正を加える"):
        blank = Correction(
            id=new_id(), meeting_id=record.meeting.id, text="", corrected_on=desk.workspace.today
        )
        add_fact(desk, blank, key="final")
