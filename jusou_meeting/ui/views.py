"""見方: what of the map stays in full ink on this screen; the wall of a meeting follows to what is in the middle."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import streamlit as st

from jusou_meeting.documents.said import monitored, next_time
from jusou_meeting.ecomap.view import View
from jusou_meeting.household import Household
from jusou_meeting.japanese_date import wareki
from jusou_meeting.meeting import MeetingRecord
from jusou_meeting.plan import going_on, monitored_by
from jusou_meeting.ui.desk import Desk
from jusou_meeting.ui.folding import show_fields_to_fold
from jusou_meeting.ui.panel import chosen
from jusou_meeting.ui.room import change_wall, repaint_room
from jusou_meeting.ui.table import show_table

_VIEW = "view"


def chosen_view() -> View:
    """What this screen looks at."""
    return View.stored(st.session_state.get(_VIEW) or View.WHOLE.value)


def show_views(desk: Desk) -> None:
    """The views, one of which holds."""
    view = chosen_view()
    name = "見方" if view is View.WHOLE else f"見方：{view.label}"
    with st.popover(name, key="views", type="secondary" if view is View.WHOLE else "primary"):
        st.radio(
            "地図のどこを見るか",
            [each.value for each in View],
            format_func=lambda value: View.stored(value).label,
            key=_VIEW,
            horizontal=True,
            on_change=_look,
            args=(desk,),
        )
        follows = (
            "" if desk.meeting_id is None else "「選んだものを中心に」の間は、投影も同じところを映します。"
        )
        st.caption(
            "ほかは薄くなります。「選んだものを中心に」は、地図で押した人・機関・課題のまわりです。"
            f"{follows}緊急時・引き継ぎの言葉は、この画面だけに出ます。"
        )
        show_fields_to_fold(desk)


def _look(desk: Desk) -> None:
    let_the_wall_follow(desk)
    if desk.meeting_id is not None:
        repaint_room()


def let_the_wall_follow(desk: Desk) -> None:
    """Have the wall of this meeting look at what is in the middle here, or at the whole again."""
    if desk.meeting_id is None:
        return
    steps = chosen_view().steps
    fact = chosen(desk.household) if steps else None
    focus = None if fact is None else fact.id
    wall = desk.workspace.store.projections.of(desk.meeting_id)
    if (focus, steps or 1) != (wall.focus_id, wall.steps):
        change_wall(desk, lambda wall, _: replace(wall, focus_id=focus, steps=steps or 1))


def show_words_of_view(desk: Desk, record: MeetingRecord | None) -> None:
    """What no sign of the map says and the view is looked at for; on this screen alone."""
    match chosen_view():
        case View.EMERGENCY:
            _show_emergency(desk.household)
        case View.HANDOVER:
            rows = list(_handed_over(desk.household, record))
            show_table(
                ("項目", "内容"), rows, caption="引き継ぎ", empty="引き継ぐ言葉は、まだ書かれていません。"
            )


def _show_emergency(household: Household) -> None:
    show_table(
        ("どんなとき", "どこへ", "時間帯", "連絡のしかた"),
        [(c.situation, c.whom, c.hours, c.how) for c in household.emergency_contacts],
        caption="緊急時の対応",
        empty="緊急時の対応は、まだ書かれていません（会議の画面の「プラン」→「緊急時・安全」で書けます）。",
    )
    if rows := list(_safety(household)):
        show_table(("項目", "内容"), rows, caption="安全のために")
    if household.abuse_suspicions:
        show_table(
            ("誰への", "種別", "判断", "判断者", "事実確認をするところ", "期限"),
            [
                (
                    household.called(one.subject_id),
                    one.kind.label,
                    one.handling.label,
                    one.decided_by,
                    one.handled_by,
                    wareki(one.due_on) if one.due_on else "",
                )
                for one in household.abuse_suspicions
            ],
            caption="虐待の疑いと、通報・事実確認の判断",
        )


def _safety(household: Household) -> Iterator[tuple[str, str]]:
    profile = household.profile
    if profile.safe_contact:
        yield "安全な連絡方法", profile.safe_contact
    if profile.avoid:
        yield "避けるべき関わり方", "\n".join(profile.avoid)


def _handed_over(household: Household, record: MeetingRecord | None) -> Iterator[tuple[str, str]]:
    if household.profile.strengths:
        yield "強み・できていること", "\n".join(household.profile.strengths)
    yield from _safety(household)
    if household.plans and (direction := going_on(household.plans).direction):
        yield "支援の方向性", direction
    if again := monitored(monitored_by(household.plans)):
        yield "次回モニタリング", again
    if record is not None and record.meeting.says_next:
        yield "次回", next_time(record.meeting)
