"""提供記録: what of this household was shown or handed out, for whoever must be able to say so."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

import streamlit as st

from jusou_meeting.japanese_date import local, wareki_short
from jusou_meeting.sharing import Ruling, Sharing, rulings
from jusou_meeting.staff import Permission, may
from jusou_meeting.ui.crossings import decided_words
from jusou_meeting.ui.desk import Desk
from jusou_meeting.ui.table import show_table
from jusou_meeting.vocabulary import Footing, RecordId


def show_sharings(desk: Desk) -> None:
    """Every sharing, latest first, between the decisions that changed what is told on consent."""
    workspace, case_id = desk.workspace, desk.case_id
    meetings = {
        r.meeting.id: f"第{r.meeting.ordinal}回 {r.meeting.kind.label}" for r in workspace.meetings(case_id)
    }
    lines = [(sharing.at, _of_sharing(sharing, meetings)) for sharing in workspace.sharings(case_id)]
    if may(workspace.staff, Permission.READ_CASE, case_id, Footing.STATUTORY):
        decided = workspace.store.cases.decisions(workspace.staff, case_id, desk.footing)
        lines += [(ruling.at, _of_ruling(ruling)) for ruling in rulings(decided)]
    show_table(
        ("いつ", "何を", "誰に", "会議", "根拠"),
        [(_time(at), *said) for at, said in sorted(lines, key=lambda line: line[0], reverse=True)],
        caption="提供記録（この世帯の情報を、いつ・誰に・何を・何に基づいて見せたか、渡したか）",
        empty="提供記録はまだありません。",
    )
    st.caption(
        "端末と投影は、会議ごとに初めて映した時の記録です。書き出した文書をその先の誰に渡したかは、ここには残りません。"
        "「示すと判断」した情報は、それからの（映している間の端末と投影にも）本人の同意による提供に、「示さないと判断」するまで含まれます。"
    )


def _time(at: datetime) -> str:
    return f"{wareki_short(local(at).date())} {local(at):%H:%M}"


def _of_sharing(sharing: Sharing, meetings: Mapping[RecordId, str]) -> tuple[str, ...]:
    held = "" if sharing.meeting_id is None else meetings.get(sharing.meeting_id, "")
    return sharing.thing.label, sharing.receiver, held, sharing.basis


def _of_ruling(ruling: Ruling) -> tuple[str, ...]:
    records = "、".join(decided_words(decided) for decided in ruling.decided)
    first = ruling.decided[0].crossing
    what = f"（{'示す' if ruling.allowed else '示さない'}と判断）{records}"
    return what, "", "", f"{first.reason}（判断：{first.decided_by}）"
