"""年表: what happened to the household in time, beside its map; and where it is written down."""

from __future__ import annotations

from urllib.parse import urlencode

import streamlit as st

from jusou_meeting.chronology import chronology, event_in_words
from jusou_meeting.ecomap.ties import Confidence
from jusou_meeting.life_event import LifeEvent
from jusou_meeting.ui.desk import Desk
from jusou_meeting.ui.panel import add_fact
from jusou_meeting.ui.record import show_corrections
from jusou_meeting.ui.table import show_parted_table
from jusou_meeting.ui.workspace import new_id


def show_chronology(desk: Desk) -> None:
    """Every year of which something is known, with how old everybody was; events can be added and put right."""
    household = desk.household
    blank = LifeEvent(id=new_id(), subject_id=household.id, text="", confidence=Confidence.HEARD)
    with st.expander("できごとを追加", key="new-event"):
        add_fact(desk, blank, key="chronology")
    with st.container(key="chronology"):
        show_parted_table(
            ("いつ", "誰", "できごと", "そのとき何歳"),
            [
                (year.said, [(row.when, row.who, row.what, row.ages) for row in year.rows])
                for year in chronology(household, desk.meetings)
            ],
            caption="年表",
        )
    asked = urlencode({"footing": desk.footing.value})
    st.link_button("年表（Word）", f"/papers/chronology/{desk.case_id}.docx?{asked}")
    st.caption("生まれた年、関わりの始まり、同意、会議などは、それぞれの記録から並びます。")
    show_corrections(
        desk,
        household.events,
        {event.id: f"{event.happened}　{event_in_words(event)}" for event in household.events},
    )
