"""会議録: what the paper of one meeting says, gathered from its record and the household as the room knew it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from itertools import chain
from typing import TypeVar

from jusou_meeting.agenda import AgendaItem, spoken_at
from jusou_meeting.consent import Consent, in_force
from jusou_meeting.household import Household
from jusou_meeting.japanese_date import day_and_words, fiscal_year_label, local, wareki_short
from jusou_meeting.meeting import MeetingRecord, Remark
from jusou_meeting.meeting_gate import is_there
from jusou_meeting.role import (
    Answer,
    Confirmation,
    RoleAssignment,
    RoleStanding,
    exchange,
    latest_answers,
    open_question,
    read_in,
)
from jusou_meeting.unconsented import as_referred, limited, silent
from jusou_meeting.vocabulary import Fact, Footing, RecordId

F = TypeVar("F", bound=Fact)

_KEPT_ISSUE = "（同意のない世帯員の課題）"
"""In the place of its name and number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """やりとりの一行: one answer, question or reply to a role, in the words of the paper."""

    at: datetime
    when: str
    who: str
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleRow:
    """役割分担表の一行: one role in the words of the paper."""

    role_id: RecordId
    number: int
    issues: str
    """Each on a line of its own."""
    issue_names: tuple[str, ...]
    """With their numbers."""
    issue_numbers: tuple[int, ...]
    task: str
    assignee: str
    """The agency, with whoever is in charge there in brackets."""
    agency: str
    in_charge: str
    for_whom: str
    due: str
    lead: bool
    answer: str
    answered: Answer | None
    """None = the agency said nothing to it as it now reads."""
    answer_text: str
    """What the agency added to its answer (a condition, a question)."""
    exchange: tuple[Said, ...]
    """All that was ever said to it, oldest first."""
    more_said: bool
    """More than the one answer that counts now and its text."""
    asks: bool
    """Its last word is a question that nobody replied to."""
    proposal: Confirmation | None
    """That question, when it asks to put the role in other words."""
    standing: RoleStanding
    assigned_in: RecordId | None
    """The meeting that assigned it; None = before any meeting."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """話し合い: what was said and decided while the meeting was at one item of the 次第."""

    item: AgendaItem | None
    """None = before the first item, or nobody noted when."""
    remarks: tuple[Remark, ...]
    decided: tuple[int, ...]
    """The numbers of its decisions in the list of 決定事項, where alone they are told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewRow:
    """役割の確認の一行: what this meeting found had come of an earlier role."""

    number: int
    task: str
    assignee: str
    standing: str
    result: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Minutes:
    """会議録: everything the paper shows; screen, Word and command line read the same."""

    record: MeetingRecord
    household: Household
    """As the room was shown it."""
    known: Household
    """As the office knew it then: no paper shows it, but the paper of one agency is limited anew for that agency."""
    roles: tuple[RoleRow, ...]
    drawn_on: date
    """The day whose map and ages the paper shows."""

    @property
    def title(self) -> str:
        """What the paper is called; a draft until the meeting is closed."""
        meeting = self.record.meeting
        draft = "（案）" if meeting.closed_at is None else ""
        year = fiscal_year_label(self.record.sitting.held_on)
        return f"{year}　第{meeting.ordinal}回　{self.record.called}　会議録{draft}"

    @property
    def told_less_of(self) -> tuple[str, ...]:
        """The members who did not consent, of whom the paper does not say all that is known."""
        on = self.record.sitting.held_on
        return tuple(person.label for person in silent(self.known, on=on, record=self.record))

    @property
    def keeps_issues(self) -> bool:
        """Whether there are issues of members who did not consent that the paper does not tell."""
        return len(self.household.issues) < len(self.known.issues)

    @property
    def keeps_roles(self) -> bool:
        """The same of roles."""
        return len(self.household.roles) < len(self.known.roles)

    @property
    def agreed_roles(self) -> tuple[RoleRow, ...]:
        """What is to be done from here on: roles that stand, and all that this meeting assigned."""
        return tuple(row for row in self.roles if self.is_agreed(row))

    @property
    def leading(self) -> tuple[RoleAssignment, ...]:
        """主担当: who leads for the household is told also where the role itself is for somebody who did not consent."""
        return tuple(
            role
            for role in self.known.roles
            if role.lead and self.is_agreed(role) and self.household.holds(role.assignee_id)
        )

    def is_agreed(self, role: RoleRow | RoleAssignment) -> bool:
        """Whether this role is one of them, be it that the paper does not tell it."""
        return role.standing is RoleStanding.OPEN or role.assigned_in == self.record.meeting.id

    @property
    def read_aloud(self) -> str:
        """読み上げ: how many of the agreed roles were read out and answered in this meeting, as they then read; blank = none was.

        Those of members who did not consent were read out as well, and count, though their words are not on the paper.
        """
        agreed = {role.id for role in self.known.roles if self.is_agreed(role)}
        read = agreed & self._read_here
        return f"読み上げ {len(read)}／{len(agreed)}" if read else ""

    @property
    def reworded_since(self) -> tuple[int, ...]:
        """The numbers of those that were put otherwise after they had been read out."""
        as_now = read_in(self.household.roles, self.household.confirmations, self.record.meeting.id)
        before = self._read_here - as_now
        return tuple(row.number for row in self.agreed_roles if row.role_id in before)

    @property
    def _read_here(self) -> frozenset[RecordId]:
        meeting_id = self.record.meeting.id
        return frozenset(said.role_id for said in self.known.confirmations if said.read_in == meeting_id)

    @property
    def not_there(self) -> tuple[int, ...]:
        """The numbers of the agreed roles of whoever was not in the room when they were first asked for their answer."""
        agreed = {row.role_id: row.number for row in self.agreed_roles}
        said = sorted(self.known.confirmations, key=lambda each: each.answered_at, reverse=True)
        asked_at = {(each.role_id, each.wording): each.answered_at for each in said}
        never = self.record.meeting.closed_at or self.record.meeting.opened_at
        roles = (role for role in self.household.roles if role.id in agreed)
        when = ((role, asked_at.get((role.id, role.wording), never)) for role in roles)
        away = (
            role.id
            for role, at in when
            if at and not is_there(self.record.attendees, self.household, role, at=at)
        )
        return tuple(sorted(agreed[role_id] for role_id in away))

    @property
    def earlier_roles(self) -> tuple[RoleRow, ...]:
        """What was given before this meeting and is asked after in it."""
        meeting_id = self.record.meeting.id
        asked_after = {review.role_id for review in self.record.reviews}
        return tuple(
            row
            for row in self.roles
            if row.assigned_in != meeting_id
            and (row.standing is RoleStanding.OPEN or row.role_id in asked_after)
        )

    @property
    def reviews(self) -> tuple[ReviewRow, ...]:
        """What had come of the earlier roles that this meeting asked after, by their numbers."""
        rows = {row.role_id: row for row in self.roles}
        known = ((rows[review.role_id], review) for review in self.record.reviews if review.role_id in rows)
        return tuple(
            ReviewRow(
                number=row.number,
                task=row.task,
                assignee=row.assignee,
                standing=review.standing.label,
                result=review.result,
            )
            for row, review in sorted(known, key=lambda each: each[0].number)
        )

    @property
    def topics(self) -> tuple[Topic, ...]:
        """The discussion by the items that the meeting came to; one topic of no item when nobody noted them."""
        record = self.record
        begun = tuple(item for item in record.agenda if item.begun_at is not None)
        said = [(spoken_at(begun, remark.said_at), remark) for remark in record.remarks]
        numbered = enumerate(record.decisions, start=1)
        decided = [(spoken_at(begun, decision.decided_at), number) for number, decision in numbered]
        told = (
            Topic(
                item=item,
                remarks=tuple(remark for at, remark in said if at is item),
                decided=tuple(number for at, number in decided if at is item),
            )
            for item in (None, *begun)
        )
        return tuple(topic for topic in told if topic.item or topic.remarks or not begun)

    @property
    def consents(self) -> tuple[Consent, ...]:
        """The consents of the 本人 that the meeting rested on; a 支援会議 rests on none."""
        client = self.household.client
        if client is None or self.record.meeting.kind.footing is not Footing.CONSENT:
            return ()
        return tuple(in_force(self.household.consents, client.id, self.record.sitting.held_on))


def due(role: RoleAssignment, *, short: bool = False) -> str:
    """いつまで: the date, the frequency, or both; blank when neither was said."""
    return day_and_words(role.due_on, role.due_text, short=short)


def answered(confirmation: Confirmation | None) -> str:
    """The agency's answer in one word, its way, and until when it will say."""
    if confirmation is None:
        return "未確認"
    until = "" if confirmation.until_on is None else f"（{wareki_short(confirmation.until_on)}まで）"
    word = "文言の提案" if confirmation.proposes else confirmation.answer.label
    return word + "（口頭）" * confirmation.oral + until


def _in_words(confirmation: Confirmation, role: RoleAssignment) -> Said:
    """Who said what to this role when; what was said to an earlier wording is marked."""
    at = local(confirmation.answered_at)
    agency, person = confirmation.answered_for, confirmation.answered_by
    earlier = "" if confirmation.wording == role.wording else "（前の内容への回答）"
    proposed = (
        f"「{confirmation.proposed_task}」" * bool(confirmation.proposed_task),
        f"いつまで「{confirmation.proposed_due}」" * bool(confirmation.proposed_due),
        confirmation.text,
    )
    words = "　".join(filter(None, proposed))
    text = f"：{words}" if words else ""
    return Said(
        at=confirmation.answered_at,
        when=f"{wareki_short(at.date())} {at:%H:%M}",
        who=agency if person == agency else f"{agency}　{person}".strip(),
        what=f"{answered(confirmation)}{earlier}{text}",
    )


def role_rows(household: Household) -> Iterator[RoleRow]:
    """The table of roles in the order of their numbers."""
    numbers = household.issue_numbers
    answers = latest_answers(household.roles, household.confirmations)
    role_numbers = household.role_numbers
    for role in sorted(household.roles, key=lambda role: role_numbers[role.id]):
        issues = tuple(i for i in role.issue_ids if i in numbers)
        kept = (_KEPT_ISSUE,) * (role.id in household.issues_kept)
        named = kept or tuple(f"{numbers[i]} {household.called(i)}" for i in issues)
        assignee = household.assignee(role)
        answer = answers.get(role.id)
        words = exchange(role.id, household.confirmations)
        question = open_question(words)
        asked = answer is not None and answer.answer is Answer.QUESTIONED
        answer = question if asked and question else answer
        yield RoleRow(
            role_id=role.id,
            number=role_numbers[role.id],
            issues="\n".join(named),
            issue_names=named,
            issue_numbers=tuple(numbers[i] for i in issues),
            task=role.task,
            assignee=f"{assignee}（{role.in_charge}）" if role.in_charge else assignee,
            agency=assignee,
            in_charge=role.in_charge,
            for_whom="、".join(household.called(i) for i in role.for_ids),
            due=due(role, short=True),
            lead=role.lead,
            answer=f"{answered(answer)}（返答済み）" if asked and not question else answered(answer),
            answered=None if answer is None else answer.answer,
            answer_text=answer.text if answer else "",
            exchange=tuple(_in_words(word, role) for word in words),
            more_said=len(words) > (answer is not None) or (answer is not None and answer.proposes),
            asks=question is not None,
            proposal=question if question and question.proposes else None,
            standing=role.standing,
            assigned_in=role.assigned_in,
        )


def minutes(record: MeetingRecord, household: Household, meetings: Iterable[MeetingRecord] = ()) -> Minutes:
    """The paper of this meeting; what a later one of these meetings assigned, set or first learned is not in it.

    ValueError when the household was read on a footing that this meeting may not show.
    """
    meeting = record.meeting
    if not meeting.kind.footing.admits(household.footing):
        raise ValueError("the household was read on a footing that this meeting may not show")
    later = {held.meeting.id for held in meetings if held.moment > record.moment}
    known = _as_known_then(household, later, record.sitting.held_on)
    shown = limited(known, on=record.sitting.held_on, record=record)
    return Minutes(
        record=record,
        household=shown,
        known=known,
        roles=tuple(role_rows(shown)),
        drawn_on=record.sitting.held_on,
    )


def _as_known_then(household: Household, later: set[RecordId], on: date) -> Household:
    """The household without what came after the meeting; what was put right since reads as it does now.

    Of whom something that stays speaks, they stay as well; a later issue leaves the roles and goals that name it.
    """
    numbers, first = (household.issue_numbers, household.role_numbers), household.learned_first_in

    def known(facts: Iterable[F], spoken_of: frozenset[object] = frozenset()) -> tuple[F, ...]:
        return tuple(fact for fact in facts if first.get(fact.id) not in later or fact.id in spoken_of)

    issues = known(household.issues)
    told = {issue.id for issue in issues}
    then = replace(
        household,
        issues=issues,
        issues_ever=tuple(numbers[0]),
        ties=tuple(tie for tie in known(household.ties) if tie.since_on is None or tie.since_on <= on),
        family_ties=known(household.family_ties),
        roles=tuple(
            as_referred(role, told) for role in known(household.roles) if role.assigned_in not in later
        ),
        roles_ever=tuple(numbers[1]),
        wishes=known(household.wishes),
        goals=tuple(as_referred(goal, told) for goal in known(household.goals) if goal.set_in not in later),
        emergency_contacts=known(household.emergency_contacts),
        abuse_suspicions=known(household.abuse_suspicions),
        events=known(household.events),
        other_meetings=known(household.other_meetings),
    )
    named = _named_in(
        (*then.issues, *then.ties, *then.family_ties, *then.roles, *then.wishes, *then.abuse_suspicions, *then.events)
    )  # fmt: skip
    return replace(
        then,
        people=known(household.people, named),
        involvements=known(household.involvements, named),
    )


def _named_in(facts: Iterable[Fact]) -> frozenset[object]:
    """Every id that these records name, and whatever else they say."""
    said = (getattr(fact, field.name) for fact in facts for field in fields(fact))
    return frozenset(chain.from_iterable(each if isinstance(each, tuple) else (each,) for each in said))
