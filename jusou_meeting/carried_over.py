"""持ち越し: what an earlier meeting decided and left open, so that the next one begins with it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from jusou_meeting.agency import Involvement, InvolvementStatus, at_work
from jusou_meeting.agenda import Step
from jusou_meeting.agenda_template import REVIEW, of_a_first_meeting
from jusou_meeting.household import Household
from jusou_meeting.issue import Issue
from jusou_meeting.meeting import MeetingRecord
from jusou_meeting.role import Answer, RoleAssignment, carriers, latest_answers


def previous(held: Iterable[MeetingRecord], record: MeetingRecord | None = None) -> MeetingRecord | None:
    """The last of these meetings that was held before this one (None = before one that is still to come)."""
    before = (
        each
        for each in held
        if each.meeting.opened_at is not None
        and (record is None or (each.meeting.id != record.meeting.id and each.moment < record.moment))
    )
    return max(before, key=lambda each: each.moment, default=None)


class CarriedOver(NamedTuple):
    """持ち越し: what is open since before."""

    deferred: tuple[Issue, ...]
    """Issues that nobody was to take for the time being, and nobody has taken since."""
    awaited: tuple[RoleAssignment, ...]
    """持ち帰り: roles on which an agency has yet to say whether it takes them."""


def carried_over(household: Household) -> CarriedOver:
    """What the household's earlier meetings left open."""
    carried = carriers(household.roles, household.confirmations)
    answers = latest_answers(household.roles, household.confirmations)
    return CarriedOver(
        deferred=tuple(i for i in household.issues if i.deferred and i.id not in carried),
        awaited=tuple(
            role
            for role in household.standing_roles
            if role.id in answers and answers[role.id].answer is Answer.TAKEN_BACK
        ),
    )


def to_review(household: Household, record: MeetingRecord) -> tuple[RoleAssignment, ...]:
    """The roles given before this meeting that it has not spoken of yet; none of them can be passed over.

    In the first meeting nobody asks what became of roles that were noted to prepare it; those that crossed from a
    支援会議 were given in a meeting, whichever it was.
    """
    meeting, spoken_of = record.meeting, {review.role_id for review in record.reviews}
    noted = {role.id for role in household.roles if role.assigned_in is None} - household.crossed
    passed = spoken_of | noted if meeting.ordinal == 1 else spoken_of
    return tuple(
        role for role in household.standing_roles if role.assigned_in != meeting.id and role.id not in passed
    )


def called_again(household: Household, earlier: Iterable[MeetingRecord]) -> tuple[Involvement, ...]:
    """The agencies at work with the household, and those of last time that have not ended: one that took a role may still be 検討中."""
    last = previous(earlier)
    then = () if last is None else {attendee.involvement_id for attendee in last.attendees}
    working = at_work(household.involvements)
    return tuple(
        i
        for i in household.involvements
        if i in working or (i.id in then and not i.outsider and i.status is not InvolvementStatus.ENDED)
    )


def carried_agenda(
    planned: Sequence[Step], earlier: Collection[MeetingRecord], household: Household, *, shown: Household
) -> tuple[Step, ...]:
    """The steps that were planned, and in them what was carried over; a first meeting carries nothing.

    Its papers leave the office: an issue that is not in the household as it is `shown` has its number alone.
    It comes behind the step with which the roles of last time are asked after, or behind the first where none does.
    """
    if not earlier:
        return of_a_first_meeting(planned)
    asked = (place for place, step in enumerate(planned, start=1) if REVIEW in step.title)
    behind = next(asked, 1)
    return (*planned[:behind], *_items(household, shown), *planned[behind:])


def _items(household: Household, shown: Household) -> Iterator[Step]:
    left, numbers = carried_over(household), household.role_numbers
    if left.awaited:
        which = "、".join(f"№{numbers[role.id]}" for role in left.awaited)
        yield Step(f"持ち帰りの返事（役割{which}）", 0)
    titles, issues = {issue.id: issue.title for issue in shown.issues}, household.issue_numbers
    for issue in left.deferred:
        yield Step(f"{titles.get(issue.id, f'課題{issues[issue.id]}')}の担当（前回からの持ち越し）", 0)
