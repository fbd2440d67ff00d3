"""支援の部: what a paper tells of plan, safety, missing resources and evaluation; each part only when there is any."""

from __future__ import annotations

from collections.abc import Iterator

from jusou_meeting.documents.paper import Column, Paper
from jusou_meeting.documents.said import handled, judged, monitored
from jusou_meeting.japanese_date import wareki
from jusou_meeting.meeting import Meeting
from jusou_meeting.minutes import Minutes
from jusou_meeting.plan import Plan, Term

_GOALS = (
    Column("期間", 35),
    Column("目標", 105),
    Column("達成状況", 25, centered=True),
)
_EMERGENCIES = (
    Column("どんなとき", 45),
    Column("どこへ", 45),
    Column("時間帯", 25),
    Column("連絡のしかた", 50),
)
_SUSPICIONS = (
    Column("対象・種別", 40),
    Column("疑われる内容", 55),
    Column("判断", 70),
)
_OTHER_MEETINGS = (
    Column("会議体", 45),
    Column("扱い・連携", 60),
    Column("そこでの主担当", 35),
    Column("いつから", 25),
)
_RESOURCE_GAPS = (
    Column("足りない支援や担い手", 125),
    Column("分野", 40),
)


def write_support(paper: Paper, minutes: Minutes) -> None:
    """Under the heading of the plan, or of the policy where no consent lets there be a plan."""
    household, record = minutes.household, minutes.record
    plan = household.plan_of(record.meeting.id)
    parts = (
        plan, household.goals, household.emergency_contacts, household.abuse_suspicions, household.other_meetings,
    )  # fmt: skip
    if not any(parts) and not record.resource_gaps and not record.evaluations:
        return
    paper.heading("支援の方針")
    if plan is not None:
        paper.labelled("支援の方向性と期間", list(_plan_rows(plan, record.meeting)))
    if household.goals:
        paper.heading("目標", level=2)
        goals = sorted(household.goals, key=lambda goal: goal.term is Term.SHORT)
        paper.table(
            "目標",
            _GOALS,
            [(f"{g.term.label}\n{g.within}".strip(), g.text, g.standing.label) for g in goals],
        )
    if household.emergency_contacts:
        paper.heading("緊急時の対応", level=2)
        contacts = household.emergency_contacts
        paper.table("緊急時の対応", _EMERGENCIES, [(c.situation, c.whom, c.hours, c.how) for c in contacts])
    if household.abuse_suspicions:
        paper.heading("虐待の疑いと通報・事実確認の判断", level=2)
        paper.table(
            "虐待の疑い",
            _SUSPICIONS,
            [
                (f"{household.called(s.subject_id)}\n{s.kind.label}", s.text, "\n".join(handled(s)))
                for s in household.abuse_suspicions
            ],
        )
    if household.other_meetings:
        paper.heading("他の会議体での扱い", level=2)
        paper.table(
            "他の会議体での扱い",
            _OTHER_MEETINGS,
            [
                (o.called, o.handling, o.lead, "" if o.since_on is None else wareki(o.since_on))
                for o in household.other_meetings
            ],
        )
    if record.resource_gaps:
        paper.heading("社会資源の不足", level=2)
        paper.table("社会資源の不足", _RESOURCE_GAPS, [(gap.text, gap.field) for gap in record.resource_gaps])
    for evaluation in record.evaluations:
        paper.heading("評価", level=2)
        paper.labelled(
            "評価",
            [
                ("評価区分", evaluation.outcome.label),
                ("達成状況", evaluation.text),
                ("残された課題", evaluation.remaining),
                ("終結後の主担当", evaluation.lead_after),
                ("再び開くとき", evaluation.again_when),
            ],
        )


def _plan_rows(plan: Plan, meeting: Meeting) -> Iterator[tuple[str, str]]:
    yield "支援の方向性", plan.direction
    start = "" if plan.starts_on is None else f"{wareki(plan.starts_on)}から"
    end = "" if plan.ends_on is None else f"{wareki(plan.ends_on)}まで"
    yield "計画期間", start + end
    yield "次回モニタリング", monitored(plan, meeting)
    yield "協議の結果", judged(plan)
    if plan.lead_pending:
        yield "主担当機関", f"未定：{plan.lead_pending}（それまでは包括化支援員が暫定で担う）"
