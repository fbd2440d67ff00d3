"""担当の交代: whoever leaves an agency hands their open roles to a successor; the roles themselves stay the agency's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from jusou_meeting.agency import Involvement, same_agency
from jusou_meeting.contact_person import same_name, surname
from jusou_meeting.finding import Finding, Weight
from jusou_meeting.household import Case, Household
from jusou_meeting.meeting import Attendee, MeetingRecord
from jusou_meeting.role import RoleAssignment
from jusou_meeting.text import folded
from jusou_meeting.vocabulary import AgencyId, RecordId


@dataclass(frozen=True, slots=True, kw_only=True)
class Succession:
    """担当の交代: who follows whom at one agency, from which day on."""

    agency: str
    agency_id: AgencyId | None = None
    """Its entry in the directory; None = it is known by its name alone."""
    outgoing: str
    successor: str
    job: str = ""
    """Of the successor; blank = as it was."""
    kana: str = ""
    on: date
    """The successor's first day; the day before is the last of whoever leaves."""
    also: frozenset[RecordId] = frozenset()
    """Open roles of the agency that are handed over though they do not name whoever leaves as this does."""

    @property
    def last_day(self) -> date:
        """Of whoever leaves."""
        return self.on - timedelta(days=1)

    def is_of(self, involvement: Involvement) -> bool:
        """Whether this is the agency on a map."""
        return same_agency(involvement.name, involvement.agency_id, self.agency, self.agency_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Handover:
    """引き継ぎ: what changes in one case."""

    case: Case
    roles: frozenset[RecordId]
    leads: bool
    """One of them is of the 主担当機関: the successor becomes 主たる援助者."""
    seats: frozenset[RecordId]
    """Lines of prepared meetings in which the successor is expected instead."""
    doubtful: tuple[RoleAssignment, ...]
    """Open roles of the agency that stay as they are, and may be theirs: of nobody, or of a like name."""
    left: tuple[Finding, ...]
    """Where the name stands in running words, which a person puts right."""


def succession_findings(succession: Succession) -> Iterator[Finding]:
    """Whether it can be done as it reads."""
    if not succession.agency or not succession.outgoing.strip() or not succession.successor.strip():
        yield Finding(Weight.STOPS, "機関と、前任・後任の氏名を入れてください。")
    elif same_name(succession.outgoing, succession.successor):
        yield Finding(Weight.STOPS, "前任と後任が同じ氏名です。")


def handed_over(
    succession: Succession, household: Household, meetings: Iterable[MeetingRecord]
) -> tuple[RoleAssignment | Attendee, ...]:
    """The open roles and the seats in prepared meetings as they read afterwards; what has been held stays as it was."""
    own = _own(succession, household)
    roles = (
        replace(role, in_charge=succession.successor)
        for role in _open_roles(succession, household)
        if role.id in succession.also or same_name(role.in_charge, succession.outgoing)
    )
    seats = (
        replace(line, name=succession.successor, job=succession.job or line.job)
        for record in meetings
        if record.meeting.is_prepared and record.sitting.held_on >= succession.on
        for line in record.attendees
        if (line.involvement_id in own or _by_name(succession, line))
        and same_name(line.name, succession.outgoing)
    )
    return *roles, *seats


def handover(
    succession: Succession, household: Household, meetings: Iterable[MeetingRecord]
) -> Handover | None:
    """What would change in a case; None = nothing of it names whoever leaves."""
    facts = handed_over(succession, household, meetings)
    roles = [fact for fact in facts if isinstance(fact, RoleAssignment)]
    left = tuple(_left(succession, household))
    doubtful = tuple(_doubtful(succession, household))
    if not facts and not left and not doubtful:
        return None
    return Handover(
        case=household.case,
        roles=frozenset(role.id for role in roles),
        leads=any(role.lead for role in roles),
        seats=frozenset(fact.id for fact in facts if isinstance(fact, Attendee)),
        doubtful=doubtful,
        left=left,
    )


def _own(succession: Succession, household: Household) -> set[RecordId]:
    own = {involvement.id for involvement in household.involvements if succession.is_of(involvement)}
    return own | ({household.id} if folded(household.office) == folded(succession.agency) else set())


def _open_roles(succession: Succession, household: Household) -> Iterator[RoleAssignment]:
    own = _own(succession, household)
    return (role for role in household.standing_roles if role.assignee_id in own)


def _doubtful(succession: Succession, household: Household) -> Iterator[RoleAssignment]:
    for role in _open_roles(succession, household):
        said, who = role.in_charge, succession.outgoing
        alike = folded(said).startswith(surname(who)) or folded(who).startswith(surname(said))
        if alike and role.id not in succession.also and not same_name(said, who):
            yield role


def _by_name(succession: Succession, line: Attendee) -> bool:
    """An attendee of the agency who stands on no map: the office that holds the meeting."""
    return (
        line.involvement_id is None
        and line.person_id is None
        and folded(line.agency) == folded(succession.agency)
    )


def _left(succession: Succession, household: Household) -> Iterator[Finding]:
    agency, who = folded(succession.agency), folded(succession.outgoing)
    for contact in household.emergency_contacts:
        told = folded(f"{contact.whom}{contact.how}")
        if agency in told and who in told:
            yield Finding(
                Weight.WARNS,
                f"{household.case.number}：緊急時の対応「{contact.situation}」に「{succession.outgoing}」の名前があります。"
                "世帯の画面で直してください。",
                contact.id,
            )
    for suspicion in household.abuse_suspicions:
        if who in folded(suspicion.handled_by):
            yield Finding(
                Weight.WARNS,
                f"{household.case.number}：虐待の疑いの事実確認の担当が「{suspicion.handled_by}」のままです。"
                "世帯の画面で直してください。",
                suspicion.id,
            )
