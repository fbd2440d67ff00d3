"""支援プラン（案）: what the one page of a plan says, or of a policy where no consent lets there be a plan."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from jusou_meeting.evaluation import Outcome
from jusou_meeting.household import Being, Household, Person, Sex, age
from jusou_meeting.japanese_date import wareki_short
from jusou_meeting.meeting import MeetingKind, MeetingRecord
from jusou_meeting.minutes import Minutes, RoleRow
from jusou_meeting.other_meeting import Body, OtherMeeting
from jusou_meeting.plan import Goal, GoalStanding, Plan, Term, going_on, wish_in_words
from jusou_meeting.vocabulary import Code, RecordId


class Stage(Code):
    """プランの区分: the first plan of a case, a later one, or the end of the work of many agencies."""

    FIRST = "first", "新規"
    REVISED = "revised", "変更"
    ENDED = "ended", "終結"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanDraft:
    """支援プラン（案）: each part in the words of the paper; an empty part is blank."""

    minutes: Minutes
    plan: Plan
    """As this meeting discussed it; blank but for what goes on where it did not."""
    stage: Stage
    revision: int
    """変更（第n回）; 0 = there was no plan before."""
    period: str
    people: str
    lead: str
    """主担当機関 and 主たる援助者, or until when somebody decides on them."""
    issues: tuple[str, ...]
    wishes: tuple[str, ...]
    far_goals: tuple[str, ...]
    near_goals: tuple[str, ...]
    care: tuple[str, ...]
    """強み; how to act towards the family and reach them safely, unless the paper lies in their home."""
    other_meetings: tuple[str, ...]
    """他の会議体での扱い, with whoever leads there; 要対協, like a suspicion, is not on a paper that the family signs."""
    emergencies: tuple[str, ...]
    roles: tuple[RoleRow, ...]

    @property
    def on_consent(self) -> bool:
        """Whether it may be a plan at all, with a place to sign and a decision on it."""
        return self.minutes.record.meeting.kind is MeetingKind.MULTILAYERED

    @property
    def title(self) -> str:
        """What the paper is called."""
        return "支援プラン（案）" if self.on_consent else "支援方針（案）"


def plan_draft(minutes: Minutes, meetings: Iterable[MeetingRecord] = ()) -> PlanDraft:
    """The plan as this meeting left it; `meetings` are all on this household, oldest first."""
    household, record = minutes.household, minutes.record
    earlier = _plans_before(record, household, meetings)
    own = household.plan_of(record.meeting.id) or Plan(id=record.meeting.id, meeting_id=record.meeting.id)
    plan = going_on((*earlier, own))
    ended = any(evaluation.outcome is Outcome.CLOSED for evaluation in record.evaluations)
    goals = [goal for goal in household.goals if goal.standing is not GoalStanding.DROPPED]
    return PlanDraft(
        minutes=minutes,
        plan=plan,
        stage=Stage.ENDED if ended else Stage.REVISED if earlier else Stage.FIRST,
        revision=len(earlier),
        period=period(plan.starts_on, plan.ends_on),
        people="、".join(_person(person, minutes.drawn_on) for person in household.people),
        lead=_lead(minutes, plan),
        issues=tuple(_issues_by_subject(household)),
        wishes=tuple(f"{household.called(w.person_id)}：{wish_in_words(w)}" for w in household.wishes),
        far_goals=tuple(_goal(goal) for goal in goals if goal.term is Term.LONG),
        near_goals=tuple(_goal(goal) for goal in goals if goal.term is Term.SHORT),
        care=tuple(_care(household, signed=record.meeting.kind is MeetingKind.MULTILAYERED)),
        other_meetings=tuple(
            _other_meeting(other)
            for other in household.other_meetings
            if other.body is not Body.CHILD_PROTECTION or record.meeting.kind is MeetingKind.STATUTORY
        ),
        emergencies=tuple(
            f"{c.situation}{f'（{c.hours}）' if c.hours else ''}：{'　'.join(filter(None, (c.whom, c.how)))}"
            for c in household.emergency_contacts
        ),
        roles=minutes.agreed_roles,
    )


def period(starts_on: date | None, ends_on: date | None) -> str:
    """計画期間: from, to, and how many months when they are whole."""
    start = "" if starts_on is None else wareki_short(starts_on)
    end = "" if ends_on is None else wareki_short(ends_on)
    if not start and not end:
        return ""
    months = None if starts_on is None or ends_on is None else _whole_months(starts_on, ends_on)
    return f"{start}～{end}" + (f"（{months}か月）" if months else "")


def _whole_months(starts_on: date, ends_on: date) -> int | None:
    after = ends_on + timedelta(days=1)
    if after.day != starts_on.day:
        return None
    months = (after.year - starts_on.year) * 12 + after.month - starts_on.month
    return months if months > 0 else None


def _plans_before(
    record: MeetingRecord, household: Household, meetings: Iterable[MeetingRecord]
) -> tuple[Plan, ...]:
    """A 支援会議 makes no plan, so what it found counts as none."""
    earlier = (
        household.plan_of(held.meeting.id)
        for held in meetings
        if held.meeting.kind is MeetingKind.MULTILAYERED and held.moment < record.moment
    )
    return tuple(filter(None, earlier))


def _person(person: Person, on: date) -> str:
    said = (
        age(person, on),
        "" if person.known_sex is Sex.UNKNOWN else person.known_sex.label,
        "" if person.being is Being.HUMAN else person.being.label,
        "死亡" * person.deceased,
        "別居" * person.lives_apart,
    )
    told = "・".join(filter(None, said))
    return f"{person.label}（{told}）" if told else person.label


def _lead(minutes: Minutes, plan: Plan) -> str:
    household = minutes.household
    leading = dict.fromkeys(
        f"{household.assignee(role)}（主たる援助者：{role.in_charge or '未定'}）" for role in minutes.leading
    )
    if leading:
        return "、".join(leading)
    if plan.lead_pending:
        return f"未定：{plan.lead_pending}（それまでは包括化支援員が暫定）"
    return ""


def _issues_by_subject(household: Household) -> Iterator[str]:
    numbers = household.issue_numbers
    by_subject: dict[RecordId, list[str]] = {}
    for issue in household.issues:
        note = f"（{issue.note}）" if issue.note else ""
        by_subject.setdefault(issue.subject_id, []).append(f"{numbers[issue.id]} {issue.title}{note}")
    for subject_id, issues in by_subject.items():
        yield f"{household.called(subject_id)}：{'、'.join(issues)}"


def _goal(goal: Goal) -> str:
    standing = "" if goal.standing is GoalStanding.OPEN else goal.standing.label
    beside = "・".join(filter(None, (goal.within, standing)))
    return f"{goal.text}（{beside}）" if beside else goal.text


def _other_meeting(other: OtherMeeting) -> str:
    lead = f"（主担当：{other.lead}）" if other.lead else ""
    return f"{other.called}{lead}{f'：{other.handling}' if other.handling else ''}"


def _care(household: Household, *, signed: bool) -> Iterator[str]:
    profile = household.profile
    if signed:
        yield "、".join(profile.strengths)
        return
    if profile.strengths:
        yield f"強み：{'、'.join(profile.strengths)}"
    if profile.avoid:
        yield f"避けるべき関わり方：{'、'.join(profile.avoid)}"
    if profile.safe_contact:
        yield f"安全な連絡方法：{profile.safe_contact}"
