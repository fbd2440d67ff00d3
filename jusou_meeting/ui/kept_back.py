"""移さない: what is told in a 支援会議 is marked, while it is told, as not to be told on consent."""

from __future__ import annotations

import streamlit as st

from jusou_meeting.crossing import crossable
from jusou_meeting.japanese_date import wareki
from jusou_meeting.ui.crossings import a_decision
from jusou_meeting.ui.desk import Desk
from jusou_meeting.ui.workspace import attempt
from jusou_meeting.vocabulary import Fact, Footing

REASON = "支援会議の場で、移さないと判断した"
"""What the list of 移行の判断 then says."""


def show_kept_back(desk: Desk, fact: Fact) -> None:
    """One press, or that it was pressed; nothing crosses without a decision, so this only spares asking again."""
    if fact.footing is not Footing.STATUTORY or all(fact.id != each.id for each in crossable(desk.household)):
        return
    decided = [
        crossing
        for crossing in desk.workspace.store.cases.crossings(desk.workspace.staff, desk.case_id)
        if crossing.record_id == fact.id
    ]
    if decided and not decided[-1].allowed:
        last = decided[-1]
        st.caption(
            f"重層的支援会議へ移さないと判断済みです（{wareki(last.decided_on)}）。世帯の画面の「移行」で改められます。"
        )
        return
    st.button(
        "重層的支援会議へ移さない",
        key=f"keep-back:{fact.id}",
        on_click=_keep_back,
        args=(desk, fact),
        help="支援会議で得た情報として印を付けます。あとで改めるときは、世帯の画面の「移行」から。",
    )


def _keep_back(desk: Desk, fact: Fact) -> None:
    crossing = a_decision(desk, fact, False, REASON, desk.workspace.staff.name)
    attempt(lambda: desk.save("移さないと判断", crossing), done="移さないと記録しました")
