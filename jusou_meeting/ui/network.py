"""課題ネットワーク: the free-moving network in a frame of its own; what is chosen in it is in hand beside it."""

from __future__ import annotations

from urllib.parse import urlencode

import streamlit as st

from jusou_meeting.ui.desk import Desk
from jusou_meeting.ui.panel import choose
from jusou_meeting.ui.unseen import unseen
from jusou_meeting.vocabulary import RecordId

_HEIGHT, _BESIDE_THE_MAP = 720, 560


def show_network(desk: Desk) -> None:
    """The network as it is now; painted anew with each change of the household."""
    height = _HEIGHT if desk.meeting_id is None else _BESIDE_THE_MAP
    unseen("network")(key="network", on_chosen_change=_choose)
    seen = desk.workspace.store.cases.revision(desk.case_id)
    asked = urlencode({"footing": desk.footing.value, "seen": seen})
    address = f"/papers/network/{desk.case_id}.html?{asked}"
    st.link_button("広い窓で全体を見る", address)
    with st.container(key="network-frame"):
        st.iframe(address, height=height)
    st.caption(
        "押すと、その内容の欄が開きます。破線の課題には担当がなく、破線の機関は、関与中ですが役割がありません。"
    )


def _choose() -> None:
    choose(RecordId(st.session_state["network"]["chosen"]["record"]))
