"""読み上げ: every role that stands, read out to the room at the end, and what of it may stand on the wall meanwhile."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from jusou_meeting.household import Household
from jusou_meeting.japanese_date import wareki
from jusou_meeting.mask import Audience, masked
from jusou_meeting.meeting import MeetingRecord
from jusou_meeting.minutes import due
from jusou_meeting.role import RoleAssignment, read_in
from jusou_meeting.safety import in_danger
from jusou_meeting.unconsented import limited
from jusou_meeting.vocabulary import RecordId


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadAloud:
    """読み上げる役割: one role in the words that whoever sees it may read."""

    number: int
    who: str
    for_whom: str
    issues: str = ""
    task: str = ""
    until: str = ""


def to_read(household: Household, meeting_id: RecordId) -> tuple[RoleAssignment, ...]:
    """The roles that stand and were not read out in this meeting yet, by number."""
    done = read_in(household.roles, household.confirmations, meeting_id)
    left = (role for role in household.standing_roles if role.id not in done)
    return tuple(sorted(left, key=lambda role: household.role_numbers[role.id]))


def read_next(household: Household, role_id: RecordId, meeting_id: RecordId) -> RecordId | None:
    """The role that follows this one; what was passed over comes again only with the next reading."""
    left = [role.id for role in to_read(household, meeting_id)]
    return next(iter(left[left.index(role_id) + 1 :] if role_id in left else left), None)


def withheld(known: Household) -> frozenset[RecordId]:
    """The roles that no wall shows, of a household as the office knows it: for somebody to whom abuse may be done, or on an issue of theirs."""
    endangered = in_danger(known.abuse_suspicions)
    troubles = {issue.id for issue in known.issues if issue.subject_id in endangered}
    concerned = endangered | troubles
    return frozenset(
        role.id for role in known.roles if not concerned.isdisjoint((*role.for_ids, *role.issue_ids))
    )


def read_out(
    known: Household,
    role_id: RecordId | None,
    audience: Audience,
    *,
    on: date,
    record: MeetingRecord | None = None,
) -> ReadAloud | None:
    """The one role that is read aloud, as this audience may read it in the room of this meeting; None = there is none, or the wall does not show it.

    Where letters stand for names there are its number, letters and a date, and no word that somebody wrote.
    """
    at_desk = audience is Audience.COORDINATOR
    household = known if at_desk else limited(known, on=on, record=record)
    role = next((role for role in household.standing_roles if role.id == role_id), None)
    if role is None or (not at_desk and role.id in withheld(known)):
        return None
    shown, number = masked(household, audience, on=on), household.role_numbers[role.id]
    who = shown.assignee(role)
    for_whom = "、".join(shown.called(each) for each in role.for_ids)
    if audience is Audience.STRANGER:
        until = wareki(role.due_on) if role.due_on else ""
        return ReadAloud(number=number, who=who, for_whom=for_whom, until=until)
    numbers = household.issue_numbers
    issues = "、".join(f"{numbers[i]} {shown.called(i)}" for i in role.issue_ids if i in numbers)
    return ReadAloud(
        number=number, who=who, for_whom=for_whom, issues=issues, task=role.task, until=due(role)
    )
