"""やること: what is open over all cases, for whom and until when, so that nothing waits until the next meeting."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from jusou_meeting.contact_person import same_name
from jusou_meeting.household import Case, Household
from jusou_meeting.japanese_date import day_and_words
from jusou_meeting.meeting import MeetingRecord
from jusou_meeting.plan import monitored_by
from jusou_meeting.role import Answer, Confirmation, RoleAssignment, latest_answers
from jusou_meeting.safety import AbuseHandling
from jusou_meeting.text import folded
from jusou_meeting.vocabulary import AgencyId, Code, Footing, RecordId


class TaskKind(Code):
    """やることの種類: what somebody waits for."""

    SUSPICION = "suspicion", "虐待の疑い"
    ROLE = "role", "役割"
    ANSWER = "answer", "持ち帰りの返事"
    REASSIGNMENT = "reassignment", "担い手の決め直し"
    MEETING = "meeting", "次回の会議"
    MONITORING = "monitoring", "モニタリング"
    CORRECTION = "correction", "訂正の申出への答え"
    FINAL = "final", "会議録の確定"


class Due(Code):
    """期限: which of the tasks somebody wants to see."""

    ALL = "all", "すべて"
    OVERDUE = "overdue", "期限切れ"
    WEEK = "week", "今週"
    MONTH = "month", "今月"


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """やること: one thing that is open in one case."""

    kind: TaskKind
    case: Case
    what: str
    footing: Footing
    """On which it is known."""
    agency: str = ""
    """Whose it is; blank = of the office that holds the meetings."""
    agency_id: AgencyId | None = None
    in_charge: str = ""
    due_on: date | None = None
    due_text: str = ""
    about: RecordId
    """The record that it is about."""
    meeting_id: RecordId | None = None
    """The meeting that it is about; None = it is the household's."""

    @property
    def when(self) -> str:
        """Until when, in words."""
        return day_and_words(self.due_on, self.due_text, short=True)

    def is_overdue(self, today: date) -> bool:
        """Whether its day has passed; what has no day is never late."""
        return self.due_on is not None and self.due_on < today

    def falls(self, due: Due, today: date) -> bool:
        """Whether it is among these: a week ends on its Sunday."""
        if due is Due.ALL:
            return True
        if due is Due.OVERDUE or self.due_on is None or self.due_on < today:
            return due is Due.OVERDUE and self.is_overdue(today)
        if due is Due.WEEK:
            return self.due_on <= today + timedelta(days=6 - today.weekday())
        return (self.due_on.year, self.due_on.month) == (today.year, today.month)


def tasks(household: Household, meetings: Iterable[MeetingRecord]) -> Iterator[Task]:
    """All that is open in one case, as far as its reader may know; its meetings come oldest first."""
    held = tuple(meetings)
    yield from _of_suspicions(household)
    yield from _of_roles(household, held)
    yield from _of_meetings(household, held)


def in_order(found: Iterable[Task], *, office: str, name: str) -> tuple[Task, ...]:
    """The reader's own first, suspicions of abuse before the others, then by their day; what has none comes last."""
    return tuple(
        sorted(
            found,
            key=lambda task: (
                not is_own(task, office=office, name=name),
                task.kind is not TaskKind.SUSPICION,
                task.due_on or date.max,
                task.due_text if task.kind is TaskKind.MEETING else "",
                task.agency,
            ),
        )
    )


def is_own(task: Task, *, office: str, name: str) -> bool:
    """Whether it is of the coordinator's office, which a map may call by more words, or of the coordinator themselves."""
    return (
        not task.agency
        or (bool(office) and folded(office) in folded(task.agency))
        or same_name(task.in_charge, name)
    )


def _of_suspicions(household: Household) -> Iterator[Task]:
    wanted = {
        AbuseHandling.UNDECIDED: "通報・事実確認の判断",
        AbuseHandling.REPORTED: "事実確認",
        AbuseHandling.VERIFIED_FIRST: "事実確認",
    }
    for one in household.abuse_suspicions:
        if one.handling in wanted:
            what = f"{household.called(one.subject_id)}（{one.kind.label}）　{wanted[one.handling]}"
            yield Task(
                kind=TaskKind.SUSPICION,
                case=household.case,
                what="：".join(filter(None, (what, one.reason))),
                footing=one.footing,
                in_charge=one.handled_by,
                due_on=one.due_on,
                about=one.id,
            )


def _of_roles(household: Household, held: tuple[MeetingRecord, ...]) -> Iterator[Task]:
    answers = latest_answers(household.roles, household.confirmations)
    involvements = {involvement.id: involvement for involvement in household.involvements}
    for role in household.standing_roles:
        answer = answers.get(role.id)
        declined = answer is not None and answer.answer is Answer.DECLINED
        involvement = involvements.get(role.assignee_id)
        yield Task(
            kind=TaskKind.REASSIGNMENT if declined else TaskKind.ROLE,
            case=household.case,
            what=_told(household, role),
            footing=role.footing,
            agency="" if declined else _agency(household, role),
            agency_id=None if declined or involvement is None else involvement.agency_id,
            in_charge="" if declined else role.in_charge,
            due_on=role.due_on or _next_day(role, held),
            due_text=role.due_text,
            about=role.id,
        )
        if answer is not None and answer.answer is Answer.TAKEN_BACK:
            yield _awaited(household, role, answer, None if involvement is None else involvement.agency_id)


def _next_day(role: RoleAssignment, held: tuple[MeetingRecord, ...]) -> date | None:
    """The day of the next meeting of the kind that gave this role, where it is to be done 次回まで; None = it says no such thing, or none is set."""
    if "次回" not in role.due_text:
        return None
    given_in = {record.meeting.kind for record in held if record.meeting.id == role.assigned_in}
    alike = [record for record in held if not given_in or record.meeting.kind in given_in]
    ahead = [record.sitting.held_on for record in alike if record.meeting.is_prepared]
    set_last = [record.meeting.next_on for record in reversed(alike) if record.meeting.next_on]
    return next(iter((*ahead, *set_last)), None)


def _awaited(
    household: Household, role: RoleAssignment, answer: Confirmation, agency_id: AgencyId | None
) -> Task:
    return Task(
        kind=TaskKind.ANSWER,
        case=household.case,
        what=_told(household, role),
        footing=Footing.STATUTORY if Footing.STATUTORY in (role.footing, answer.footing) else role.footing,
        agency=_agency(household, role),
        agency_id=agency_id,
        in_charge=role.in_charge,
        due_on=answer.until_on,
        about=role.id,
    )


def _agency(household: Household, role: RoleAssignment) -> str:
    return "" if role.assignee_id == household.id else household.called(role.assignee_id)


def _told(household: Household, role: RoleAssignment) -> str:
    return f"№{household.role_numbers[role.id]}　{role.task}"


def _of_meetings(household: Household, held: tuple[MeetingRecord, ...]) -> Iterator[Task]:
    for record in held:
        meeting, called = record.meeting, f"第{record.meeting.ordinal}回{record.meeting.kind.label}"
        footing = meeting.kind.footing
        if meeting.is_prepared:
            yield Task(
                kind=TaskKind.MEETING,
                case=household.case,
                what=f"{called}（準備中）",
                footing=footing,
                due_on=record.sitting.held_on,
                due_text="" if meeting.starts_at is None else f"{meeting.starts_at:%H:%M}",
                about=meeting.id,
                meeting_id=meeting.id,
            )
        if meeting.closed_at is not None and record.final is None:
            yield Task(
                kind=TaskKind.FINAL,
                case=household.case,
                what=f"{called}の会議録を確定する",
                footing=footing,
                due_on=meeting.corrections_until,
                due_text="訂正の申出の期限から" * (meeting.corrections_until is not None),
                about=meeting.id,
                meeting_id=meeting.id,
            )
        for request in record.correction_requests:
            if request.settlement is None:
                asked = f"（{request.asked_by}）" if request.asked_by else ""
                yield Task(
                    kind=TaskKind.CORRECTION,
                    case=household.case,
                    what=f"{called}の訂正の申出{asked}",
                    footing=footing,
                    due_on=meeting.corrections_until,
                    about=request.id,
                    meeting_id=meeting.id,
                )
    yield from _next(household, held)
    yield from _monitoring(household, held)


def _next(household: Household, held: tuple[MeetingRecord, ...]) -> Iterator[Task]:
    """The day that the last meeting set, unless a later meeting stands for it already."""
    for number, record in enumerate(held):
        meeting = record.meeting
        kind_later = any(later.meeting.kind is meeting.kind for later in held[number + 1 :])
        if meeting.closed_at is not None and meeting.next_on is not None and not kind_later:
            yield Task(
                kind=TaskKind.MEETING,
                case=household.case,
                what=f"次回の{meeting.kind.label}（第{meeting.ordinal}回で決めた日。まだ準備していません）",
                footing=meeting.kind.footing,
                due_on=meeting.next_on,
                due_text=f"{meeting.next_at:%H:%M}" if meeting.next_at else "",
                about=meeting.id,
                meeting_id=meeting.id,
            )


def _monitoring(household: Household, held: tuple[MeetingRecord, ...]) -> Iterator[Task]:
    """The day that a plan set, until a meeting was held on it or later."""
    plan = monitored_by(household.plans)
    if plan is None or plan.monitoring_on is None:
        return
    opened = [record.sitting.held_on for record in held if record.meeting.opened_at is not None]
    if not any(day >= plan.monitoring_on for day in opened):
        yield Task(
            kind=TaskKind.MONITORING,
            case=household.case,
            what="支援プランのモニタリング",
            footing=plan.footing,
            due_on=plan.monitoring_on,
            due_text=plan.monitoring_text,
            about=plan.id,
        )
