"""前回: what came of each role that an earlier meeting gave, what it decided, and what it left open."""

from __future__ import annotations

import streamlit as st

from jusou_meeting.carried_over import carried_over, previous, to_review
from jusou_meeting.documents.said import next_time
from jusou_meeting.japanese_date import wareki
from jusou_meeting.meeting import MeetingRecord
from jusou_meeting.minutes import due
from jusou_meeting.role import RoleReview, RoleStanding, given_again
from jusou_meeting.ui.desk import Desk
from jusou_meeting.ui.label import plain
from jusou_meeting.ui.panel import add_fact, begin, choose
from jusou_meeting.ui.record import show_corrections
from jusou_meeting.ui.table import show_table
from jusou_meeting.ui.unconsented import kept_roles, show_kept_role
from jusou_meeting.ui.workspace import new_id


def has_a_past(desk: Desk, record: MeetingRecord) -> bool:
    """Whether there is anything that was before this meeting."""
    return bool(record.reviews or to_review(desk.household, record) or _before(desk, record))


def _before(desk: Desk, record: MeetingRecord) -> MeetingRecord | None:
    return previous(desk.meetings, record)


def show_past(desk: Desk, record: MeetingRecord) -> None:
    """The roles to ask after first, then what the last meeting decided and what was left open, then what was found."""
    with st.container(key="past"):
        _show_to_review(desk, record)
        if (before := _before(desk, record)) is not None:
            _show_decided(before)
        _show_left_open(desk)
    _show_found(desk, record)


def _show_left_open(desk: Desk) -> None:
    household, left = desk.household, carried_over(desk.household)
    numbers = household.issue_numbers
    if left.deferred:
        st.caption("担当を置かないと決めていた課題（押すと開きます）")
    for issue in left.deferred:
        st.button(
            plain(
                f"{numbers[issue.id]} {issue.title}（{household.called(issue.subject_id)}）　{issue.deferred}"
            ),
            key=f"deferred:{issue.id}",
            type="tertiary",
            on_click=choose,
            args=(issue.id,),
        )


def _show_decided(before: MeetingRecord) -> None:
    meeting = before.meeting
    held = f"第{meeting.ordinal}回 {meeting.kind.label}　{wareki(before.sitting.held_on)}"
    decided = [(str(n), decision.text) for n, decision in enumerate(before.decisions, start=1)]
    following = [("次回", next_time(meeting))] if meeting.says_next else []
    show_table(
        ("№", "決定事項"),
        [*decided, *following],
        caption=f"前回の決定（{held}）",
        empty=f"前回（{held}）の決定事項はありません。",
    )
    if meeting.closed_at is not None:
        st.link_button("前回の会議録（Word）", f"/papers/minutes/{meeting.id}", type="tertiary")


def _show_to_review(desk: Desk, record: MeetingRecord) -> None:
    """Each earlier role with its four possible results."""
    household, numbers = desk.household, desk.household.role_numbers
    left, kept = to_review(household, record), kept_roles(desk, record)
    if left:
        st.caption(
            "続ける役割は「継続」にします（期限は、あとで役割を直します）。ほかの三つを選ぶと、その役割は終わります"
            "（「未実施」は、記したあと、期限を改めてもう一度頼めます）。"
        )
    if record.meeting.is_open:
        _show_to_give_again(desk, record)
    for role in left:
        with st.container(border=True, key=f"carried:{role.id}"):
            until = f"（{due(role, short=True)}）" if due(role) else ""
            st.text(f"№{numbers[role.id]}　{household.assignee(role)}{until}\n{role.task}")
            if role.id in kept:
                show_kept_role()
            review = RoleReview(
                id=new_id(), meeting_id=record.meeting.id, role_id=role.id, standing=RoleStanding.OPEN
            )
            add_fact(desk, review, key=role.id, button="記す", row=(5, 3))
    if not left:
        st.caption(
            "前回までの役割は、すべて確かめました。" if record.reviews else "前回までの役割はありません。"
        )


def _show_to_give_again(desk: Desk, record: MeetingRecord) -> None:
    """Each role that was found not done, until this meeting has given it anew."""
    household, meeting_id = desk.household, record.meeting.id
    undone = {review.role_id for review in record.reviews if review.standing is RoleStanding.UNDONE}
    given = {(r.assignee_id, r.task) for r in household.roles if r.assigned_in == meeting_id}
    left = [r for r in household.roles if r.id in undone and (r.assignee_id, r.task) not in given]
    if left:
        st.caption("未実施で終わった役割（押すと、期限を改めてもう一度頼めます）")
    for role in left:
        st.button(
            plain(
                f"もう一度頼む：№{household.role_numbers[role.id]}　{household.assignee(role)}　{role.task}"
            ),
            key=f"again:{role.id}",
            on_click=begin,
            args=(desk, given_again(role, id=new_id(), meeting_id=meeting_id)),
        )


def _show_found(desk: Desk, record: MeetingRecord) -> None:
    household, numbers = desk.household, desk.household.role_numbers
    roles = {role.id: role for role in household.roles}
    found = [review for review in record.reviews if review.role_id in roles]
    if found:
        show_table(
            ("№", "役割", "担当", "どうなったか"),
            [
                (
                    str(numbers[review.role_id]),
                    roles[review.role_id].task,
                    household.assignee(roles[review.role_id]),
                    "　".join(filter(None, (review.standing.label, review.result))),
                )
                for review in found
            ],
            caption="前回までの役割の確認",
        )
        show_corrections(
            desk,
            found,
            {review.id: f"№{numbers[review.role_id]} {roles[review.role_id].task}" for review in found},
        )
