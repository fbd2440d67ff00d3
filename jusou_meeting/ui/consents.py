"""同意: what each person consented to, and the form that records it."""

from __future__ import annotations

import streamlit as st

from jusou_meeting.consent import Consent
from jusou_meeting.japanese_date import wareki
from jusou_meeting.meeting import MeetingRecord
from jusou_meeting.ui.desk import Desk
from jusou_meeting.ui.label import plain
from jusou_meeting.ui.panel import add_fact, edit_fact
from jusou_meeting.ui.table import show_table
from jusou_meeting.ui.unconsented import show_unconsented
from jusou_meeting.ui.workspace import new_id


def show_consents(desk: Desk, record: MeetingRecord | None = None) -> None:
    """Every consent with its reach, and whether it binds today; then what is held back for want of one, in this meeting."""
    household, today = desk.household, desk.workspace.today
    show_table(
        ("誰の", "同意の日", "方法", "共有してよい機関", "何を", "いつまで", "いま"),
        [
            (
                household.called(consent.person_id),
                wareki(consent.given_on),
                f"{consent.form.label}（{consent.giver(household.called(consent.person_id))}）",
                "、".join(household.called(agency) for agency in consent.agency_ids),
                consent.about,
                wareki(consent.until_on) if consent.until_on else "撤回まで",
                consent.standing(today).label,
            )
            for consent in household.consents
        ],
        caption="同意の記録",
        empty="同意の記録はありません。重層的支援会議を開くには、本人の同意が要ります。",
    )
    client = household.client
    with st.expander("同意を記録"):
        blank = Consent(
            id=new_id(),
            person_id=household.id if client is None else client.id,
            given_on=today,
        )
        add_fact(desk, blank, key="consent")
    for consent in household.consents:
        with st.expander(
            plain(f"直す・撤回を記録：{household.called(consent.person_id)}　{wareki(consent.given_on)}")
        ):
            edit_fact(desk, consent)
    show_unconsented(desk, record)
