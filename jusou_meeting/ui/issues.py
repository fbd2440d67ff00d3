"""課題の整理: every issue with who carries it, and the same issues by 本人⇔まわり and 急ぐ⇔急がない."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

import streamlit as st

from jusou_meeting.issue import QUARTERS, Issue, Sphere, Urgency, arranged
from jusou_meeting.role import carriers
from jusou_meeting.ui.desk import Desk
from jusou_meeting.ui.label import plain
from jusou_meeting.ui.panel import begin, blank_role, choose
from jusou_meeting.ui.shortcut_component import bring_cursor
from jusou_meeting.ui.workspace import attempt
from jusou_meeting.vocabulary import RecordId

TITLE = "課題の整理"
"""The tab."""

ASKING_BUTTONS = ('[class*="st-key-issue-role-"]', '[class*="st-key-issue-defer-"]')
"""The places of the buttons that bring the cursor to a form."""

_LIST, _SORTED = "一覧", "本人⇔まわり・急ぐ⇔急がない"


class _Place(NamedTuple):
    sphere: Sphere | None
    urgency: Urgency | None

    @property
    def label(self) -> str:
        if self.sphere is None or self.urgency is None:
            return "決めない"
        return f"{self.sphere.label}・{self.urgency.label}"


_PLACES = (*(_Place(*quarter) for quarter in QUARTERS), _Place(None, None))


def show_issues(desk: Desk) -> None:
    """Both ways to look at them; a press chooses an issue, on the map as well."""
    issues = desk.household.issues
    if not issues:
        st.caption("課題はまだありません。「入力」の欄の「課題」か、発言から加えます。")
        return
    view = st.segmented_control(
        "見かた",
        [_LIST, _SORTED],
        key="issues:view",
        default=_LIST,
        required=True,
        label_visibility="collapsed",
    )
    if view == _SORTED:
        _show_quarters(desk, issues)
    else:
        _show_list(desk, issues)


def _show_list(desk: Desk, issues: Sequence[Issue]) -> None:
    household = desk.household
    numbers = household.issue_numbers
    carried = carriers(household.roles, household.confirmations)
    for issue in issues:
        with st.container(key=f"issue-row:{issue.id}", horizontal=True, vertical_alignment="center"):
            whose = household.called(issue.subject_id)
            st.button(
                plain(f"{numbers[issue.id]} {issue.title}（{whose}）"),
                key=f"issue:choose:{issue.id}",
                type="tertiary",
                on_click=choose,
                args=(issue.id,),
            )
            by = "、".join(household.carrier(each) for each in carried.get(issue.id, ()))
            st.text(by or (f"担当を置かない（{issue.deferred}）" if issue.deferred else "担当なし"))
            _show_move(desk, issue, issue.sorted_as or "整理", key=f"issue:sort:{issue.id}")
            st.button("＋役割", key=f"issue:role:{issue.id}", on_click=_give, args=(desk, issue))
            st.button(
                "担当を置かない",
                key=f"issue:defer:{issue.id}",
                on_click=_defer,
                args=(issue.id,),
                disabled=issue.id in carried,
                help="いまは担当を置かないわけを書きます。次の会議の「前回」の欄に出ます。",
            )


def _show_quarters(desk: Desk, issues: Sequence[Issue]) -> None:
    quarters, others = arranged(issues)
    with st.container(key="quarters"):
        for urgency in Urgency:
            for column, sphere in zip(st.columns(2), Sphere, strict=True):
                with column.container(border=True, key=f"quarter:{sphere.value}:{urgency.value}"):
                    st.text(_Place(sphere, urgency).label)
                    _show_in(desk, quarters[sphere, urgency])
        with st.container(key="quarter:none"):
            st.caption("まだ並べていない課題" if others else "すべて並べました。押すと、ほかへ移せます。")
            _show_in(desk, others)


def _show_in(desk: Desk, issues: Sequence[Issue]) -> None:
    numbers = desk.household.issue_numbers
    with st.container(horizontal=True):
        for issue in issues:
            _show_move(desk, issue, f"{numbers[issue.id]} {issue.title}", key=f"issue:move:{issue.id}")


def _show_move(desk: Desk, issue: Issue, label: str, *, key: str) -> None:
    st.menu_button(
        plain(label),
        list(_PLACES),
        key=key,
        format_func=lambda place: place.label,
        on_click=_move,
        args=(desk, issue, key),
    )


def _move(desk: Desk, issue: Issue, key: str) -> None:
    place = st.session_state[key]
    moved = replace(issue, sphere=place.sphere, urgency=place.urgency)
    attempt(lambda: desk.save(f"課題を「{place.label}」に", moved))


def _give(desk: Desk, issue: Issue) -> None:
    role = replace(blank_role(desk, for_ids=(issue.subject_id,)), issue_ids=(issue.id,))
    begin(desk, role)
    bring_cursor(f'[class*="st-key-new-RoleAssignment-{role.id}"][class*="-assignee_id"] input')


def _defer(issue_id: RecordId) -> None:
    choose(issue_id)
    bring_cursor(f'[class*="st-key-Issue-{issue_id}"][class*="-deferred_because"] input')
