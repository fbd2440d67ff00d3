"""支援プラン: wishes, goals and direction, safety, and what the community lacks, as the meeting comes to them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from jusou_meeting.evaluation import Evaluation, Outcome
from jusou_meeting.japanese_date import wareki
from jusou_meeting.meeting import MeetingRecord
from jusou_meeting.other_meeting import Body, OtherMeeting
from jusou_meeting.plan import Goal, Plan, Wish, wish_in_words
from jusou_meeting.resource_gap import ResourceGap
from jusou_meeting.safety import AbuseKind, AbuseSuspicion, EmergencyContact
from jusou_meeting.ui.desk import Desk
from jusou_meeting.ui.panel import add_fact, edit_fact
from jusou_meeting.ui.record import show_corrections
from jusou_meeting.ui.table import show_table
from jusou_meeting.ui.tabs import show_tabs
from jusou_meeting.ui.workspace import new_id
from jusou_meeting.vocabulary import Fact, RecordId

F = TypeVar("F", bound=Fact)

TABS_OF_SUPPORT = "support"

PARTS: dict[type[Fact], str] = {
    Wish: "意向",
    Goal: "目標",
    Plan: "方向性",
    EmergencyContact: "緊急時・安全",
    AbuseSuspicion: "虐待の疑い",
    OtherMeeting: "他の会議体",
    ResourceGap: "資源の不足",
    Evaluation: "評価",
}
"""In which of its tabs each kind is written."""

_OF_SAFETY = ("safe_contact", "avoid", "strengths")
"""What of the household's profile a meeting speaks of."""


def show_support(desk: Desk, record: MeetingRecord) -> None:
    """Each kind in a part of its own."""
    show_tabs(
        {
            PARTS[Wish]: lambda: _show_wishes(desk),
            PARTS[Goal]: lambda: _show_goals(desk),
            PARTS[Plan]: lambda: _show_plan(desk, record),
            PARTS[EmergencyContact]: lambda: _show_safety(desk),
            PARTS[AbuseSuspicion]: lambda: _show_suspicions(desk),
            PARTS[OtherMeeting]: lambda: _show_other_meetings(desk),
            PARTS[ResourceGap]: lambda: _show_resource_gaps(desk, record),
            PARTS[Evaluation]: lambda: _show_evaluations(desk, record),
        },
        key=TABS_OF_SUPPORT,
    )


def _show(
    desk: Desk,
    facts: Sequence[F],
    blank: Fact,
    headers: Sequence[str],
    cells: Callable[[F], tuple[str, ...]],
    *,
    caption: str,
) -> None:
    add_fact(desk, blank, key="support")
    show_table(
        headers, [cells(fact) for fact in facts], caption=caption, empty=f"{caption}はまだありません。"
    )
    show_corrections(desk, facts, {fact.id: "　".join(filter(None, cells(fact))) for fact in facts})


def _show_wishes(desk: Desk) -> None:
    household = desk.household
    _show(
        desk,
        household.wishes,
        Wish(id=new_id(), person_id=RecordId("")),
        ("誰の", "意向"),
        lambda wish: (household.called(wish.person_id), wish_in_words(wish)),
        caption="本人・家族の意向",
    )


def _show_goals(desk: Desk) -> None:
    _show(
        desk,
        desk.household.goals,
        Goal(id=new_id(), text="", set_in=desk.meeting_id),
        ("期間", "目標", "達成状況"),
        lambda goal: (f"{goal.term.label}　{goal.within}".strip(), goal.text, goal.standing.label),
        caption="目標",
    )


def _show_plan(desk: Desk, record: MeetingRecord) -> None:
    plan = desk.household.plan_of(record.meeting.id)
    if plan is None:
        add_fact(desk, Plan(id=new_id(), meeting_id=record.meeting.id), key="support")
    else:
        edit_fact(desk, plan)


def _show_safety(desk: Desk) -> None:
    _show(
        desk,
        desk.household.emergency_contacts,
        EmergencyContact(id=new_id(), situation="", whom=""),
        ("どんなとき", "どこへ", "時間帯", "連絡のしかた"),
        lambda contact: (contact.situation, contact.whom, contact.hours, contact.how),
        caption="緊急時の対応",
    )
    edit_fact(desk, desk.household.profile, only=_OF_SAFETY)


def _show_suspicions(desk: Desk) -> None:
    household = desk.household
    _show(
        desk,
        household.abuse_suspicions,
        AbuseSuspicion(id=new_id(), subject_id=RecordId(""), kind=AbuseKind.OTHER),
        ("誰への", "種別", "判断", "判断者"),
        lambda one: (
            household.called(one.subject_id),
            one.kind.label,
            one.handling.label,
            one.decided_by,
        ),
        caption="虐待の疑い",
    )


def _show_other_meetings(desk: Desk) -> None:
    _show(
        desk,
        desk.household.other_meetings,
        OtherMeeting(id=new_id(), body=Body.CHILD_PROTECTION),
        ("会議体", "扱い・連携", "そこでの主担当", "いつから"),
        lambda other: (
            other.called,
            other.handling,
            other.lead,
            "" if other.since_on is None else wareki(other.since_on),
        ),
        caption="他の会議体での扱い",
    )


def _show_resource_gaps(desk: Desk, record: MeetingRecord) -> None:
    _show(
        desk,
        record.resource_gaps,
        ResourceGap(id=new_id(), meeting_id=record.meeting.id, text=""),
        ("足りない支援や担い手", "分野"),
        lambda gap: (gap.text, gap.field),
        caption="社会資源の不足",
    )


def _show_evaluations(desk: Desk, record: MeetingRecord) -> None:
    _show(
        desk,
        record.evaluations,
        Evaluation(id=new_id(), meeting_id=record.meeting.id, outcome=Outcome.REPLANNED),
        ("評価区分", "達成状況", "終結後の主担当"),
        lambda evaluation: (evaluation.outcome.label, evaluation.text, evaluation.lead_after),
        caption="評価",
    )
