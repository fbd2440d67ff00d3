"""前回までの役割: what came of each role that an earlier meeting gave, before anything new is given."""

from __future__ import annotations

import streamlit as st

from jusou_meeting.meeting import MeetingRecord
from jusou_meeting.minutes import due
from jusou_meeting.role import RoleAssignment, RoleReview, RoleStanding, to_review
from jusou_meeting.ui.desk import Desk
from jusou_meeting.ui.panel import add_fact
from jusou_meeting.ui.record import show_corrections
from jusou_meeting.ui.table import show_table
from jusou_meeting.ui.workspace import new_id


def left_to_review(desk: Desk, record: MeetingRecord) -> tuple[RoleAssignment, ...]:
    """The earlier roles that this meeting has not spoken of."""
    meeting = record.meeting
    return to_review(desk.household.roles, record.reviews, meeting.id, first=meeting.ordinal == 1)


def show_carried(desk: Desk, record: MeetingRecord) -> None:
    """Each earlier role with its four possible results; then what was found so far."""
    household, numbers = desk.household, desk.household.role_numbers
    left = left_to_review(desk, record)
    for role in left:
        with st.container(border=True, key=f"carried:{role.id}"):
            until = f"（{due(role, short=True)}）" if due(role) else ""
            st.text(f"№{numbers[role.id]}　{household.called(role.assignee_id)}{until}\n{role.task}")
            review = RoleReview(
                id=new_id(), meeting_id=record.meeting.id, role_id=role.id, standing=RoleStanding.OPEN
            )
            add_fact(desk, review, key=role.id, button="記す", row=(5, 3))
    if not left:
        st.caption(
            "前回までの役割は、すべて確かめました。" if record.reviews else "前回までの役割はありません。"
        )
    roles = {role.id: role for role in household.roles}
    found = [review for review in record.reviews if review.role_id in roles]
    if found:
        show_table(
            ("№", "役割", "担当", "どうなったか"),
            [
                (
                    str(numbers[review.role_id]),
                    roles[review.role_id].task,
                    household.called(roles[review.role_id].assignee_id),
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
