"""足りないところ: what is still missing, in sight of the coordinator alone; each leads to where it can be mended."""

from __future__ import annotations

import streamlit as st

from jusou_meeting.meeting import MeetingRecord
from jusou_meeting.missing import missing
from jusou_meeting.ui.desk import Desk
from jusou_meeting.ui.panel import choose, plain


def show_gaps(desk: Desk, record: MeetingRecord) -> None:
    """How many there are, at every moment; opened, each in its sentence."""
    left = tuple(missing(desk.household, record))
    with st.popover(f"足りないところ {len(left)}件", key="gaps", disabled=not left):
        for number, finding in enumerate(left):
            if finding.about is None:
                st.text(f"・{finding.sentence}")
            else:
                st.button(
                    plain(finding.sentence),
                    key=f"gap:{number}:{finding.about}",
                    type="tertiary",
                    on_click=choose,
                    args=(finding.about,),
                )
