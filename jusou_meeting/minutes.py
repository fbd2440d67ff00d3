"""会議録: what the paper of one meeting says, gathered from its record and the household as the room knew it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from jusou_meeting.consent import Consent, in_force
from jusou_meeting.household import Household
from jusou_meeting.issue import numbered
from jusou_meeting.japanese_date import fiscal_year_label, wareki, wareki_short
from jusou_meeting.meeting import MeetingRecord
from jusou_meeting.role import Answer, Confirmation, RoleAssignment, RoleStanding, latest_answers
from jusou_meeting.vocabulary import Footing, RecordId


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleRow:
    """役割分担表の一行: one role in the words of the paper."""

    role_id: RecordId
    number: int
    issues: str
    task: str
    assignee: str
    for_whom: str
    due: str
    lead: bool
    answer: str
    confirmed: bool
    answer_text: str
    """What the agency added to its answer (a condition, a question)."""
    standing: RoleStanding
    assigned_in: RecordId | None
    """The meeting that assigned it; None = before any meeting."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Minutes:
    """会議録: everything the paper shows; screen, Word and command line read the same."""

    record: MeetingRecord
    household: Household
    roles: tuple[RoleRow, ...]
    drawn_on: date
    """The day whose map and ages the paper shows."""

    @property
    def title(self) -> str:
        """What the paper is called; a draft until the meeting is closed."""
        meeting = self.record.meeting
        draft = "（案）" if meeting.closed_at is None else ""
        year = fiscal_year_label(self.record.sitting.held_on)
        return f"{year}　第{meeting.ordinal}回　{meeting.kind.label}　会議録{draft}"

    @property
    def consents(self) -> tuple[Consent, ...]:
        """The consents of the 本人 that the meeting rested on; a 支援会議 rests on none."""
        client = self.household.client
        if client is None or self.record.meeting.kind.footing is not Footing.CONSENT:
            return ()
        return tuple(in_force(self.household.consents, client.id, self.record.sitting.held_on))


def due(role: RoleAssignment, *, short: bool = False) -> str:
    """いつまで: the date, the frequency, or both; blank when neither was said."""
    dated = "" if role.due_on is None else (wareki_short(role.due_on) if short else wareki(role.due_on))
    return "　".join(part for part in (dated, role.due_text) if part)


def answered(confirmation: Confirmation | None) -> str:
    """The agency's answer in one word and its way."""
    if confirmation is None:
        return "未確認"
    said = "確認" if confirmation.answer is Answer.CONFIRMED else "質問"
    return f"{said}（口頭）" if confirmation.oral else said


def role_rows(household: Household) -> Iterator[RoleRow]:
    """The table of roles in the order of their numbers."""
    numbers = numbered(household.issues)
    answers = latest_answers(household.roles, household.confirmations)
    role_numbers = household.role_numbers
    for role in sorted(household.roles, key=lambda role: role_numbers[role.id]):
        named = (f"{numbers[i]} {household.called(i)}" for i in role.issue_ids if i in numbers)
        assignee = household.called(role.assignee_id)
        answer = answers.get(role.id)
        yield RoleRow(
            role_id=role.id,
            number=role_numbers[role.id],
            issues="、".join(named),
            task=role.task,
            assignee=f"{assignee}（{role.in_charge}）" if role.in_charge else assignee,
            for_whom="、".join(household.called(i) for i in role.for_ids),
            due=due(role, short=True),
            lead=role.lead,
            answer=answered(answer),
            confirmed=answer is not None and answer.answer is Answer.CONFIRMED,
            answer_text=answer.text if answer else "",
            standing=role.standing,
            assigned_in=role.assigned_in,
        )


def minutes(record: MeetingRecord, household: Household, meetings: Iterable[MeetingRecord] = ()) -> Minutes:
    """The paper of this meeting; roles that a later one of these meetings assigned are not in it.

    ValueError when the household was read on a footing that this meeting may not show.
    """
    meeting = record.meeting
    if not meeting.kind.footing.admits(household.footing):
        raise ValueError("the household was read on a footing that this meeting may not show")
    later = {held.meeting.id for held in meetings if held.meeting.ordinal > meeting.ordinal}
    known = tuple(role for role in household.roles if role.assigned_in not in later)
    household = replace(household, roles=known, roles_ever=tuple(household.role_numbers))
    return Minutes(
        record=record,
        household=household,
        roles=tuple(role_rows(household)),
        drawn_on=record.sitting.held_on,
    )
