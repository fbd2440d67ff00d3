"""機関の一枚: the open roles of one agency over all cases, as far as it may have them on paper."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from jusou_meeting.agency import Involvement, same_agency
from jusou_meeting.consent import covered_agencies
from jusou_meeting.contact_person import same_name
from jusou_meeting.finding import Finding, Weight
from jusou_meeting.household import Case, Household, HouseholdProfile
from jusou_meeting.japanese_date import day_and_hour
from jusou_meeting.meeting import MeetingRecord
from jusou_meeting.role import Answer, RoleAssignment, latest_answers
from jusou_meeting.vocabulary import AgencyId, Footing, RecordId


class Reading(NamedTuple):
    """読み: one case as one footing knows it, with its meetings, oldest first."""

    household: Household
    meetings: tuple[MeetingRecord, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetRole:
    """一枚の役割: one open role in the words of the paper."""

    number: int
    lead: bool
    task: str
    for_whom: str
    in_charge: str
    due_on: date | None
    due_text: str
    awaited: date | None
    """持ち帰り: by when the agency said it would answer; None = no answer is awaited."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetCase:
    """一枚の事例: what the agency has to do in one case; the paper calls it by its number."""

    case: Case
    footing: Footing
    """STATUTORY = some of it was learned in a 支援会議 in which the agency sat."""
    roles: tuple[SheetRole, ...]
    next_time: str
    safe_contact: str
    avoid: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencySheet:
    """機関の一枚: the roles of one agency, or of one person of it, case by case."""

    agency: str
    cases: tuple[SheetCase, ...]
    withheld: tuple[Finding, ...]
    """What is not on it, and why not."""


def agency_sheet(
    agency: str,
    agency_id: AgencyId | None,
    cases: Iterable[tuple[Reading, Reading]],
    *,
    today: date,
    in_charge: str = "",
) -> AgencySheet:
    """From every case as readers on consent, and as readers under secrecy know it.

    A role known on consent is on it while the consent of the 本人 reaches the agency today; one that was learned in a
    支援会議, when the agency sat in that or in a later 支援会議 and so took on its secrecy. `in_charge` = theirs alone, with
    the roles that name nobody.
    """
    found, withheld = [], []
    for ordinary, confidential in cases:
        own = {
            involvement.id
            for involvement in confidential.household.involvements
            if not involvement.outsider
            and same_agency(involvement.name, involvement.agency_id, agency, agency_id)
        }
        told, kept = _told(own, ordinary, confidential, today, in_charge)
        if told is not None:
            found.append(told)
        withheld += kept
    return AgencySheet(agency=agency, cases=tuple(found), withheld=tuple(withheld))


def _told(
    own: set[RecordId], ordinary: Reading, confidential: Reading, today: date, in_charge: str
) -> tuple[SheetCase | None, list[Finding]]:
    consented = {role.id: role for role in _roles(ordinary, own, in_charge)}
    roles: list[SheetRole] = []
    secret, kept = False, []
    for role in _roles(confidential, own, in_charge):
        if role.footing is Footing.STATUTORY and _took_on_secrecy(role, own, confidential):
            roles.append(_in_words(role, confidential.household))
            secret = True
        elif role.id in consented and _reached(role.assignee_id, ordinary.household, today):
            roles.append(_in_words(consented[role.id], ordinary.household))
        else:
            kept.append(_withheld(role, confidential.household))
    if not roles:
        return None, kept
    source = confidential if secret else ordinary
    profile = source.household.profile
    if profile.footing is Footing.STATUTORY and not _took_on_secrecy(profile, own, confidential):
        profile = ordinary.household.profile
    case = SheetCase(
        case=source.household.case,
        footing=source.household.footing,
        roles=tuple(roles),
        next_time="\n".join(_next(source, own, today)),
        safe_contact=profile.safe_contact,
        avoid=profile.avoid,
    )
    return case, kept


def _roles(reading: Reading, own: set[RecordId], in_charge: str) -> Iterator[RoleAssignment]:
    for role in reading.household.standing_roles:
        theirs = not in_charge or not role.in_charge or same_name(role.in_charge, in_charge)
        if role.assignee_id in own and theirs:
            yield role


def _reached(involvement_id: RecordId, household: Household, today: date) -> bool:
    client = household.client
    return client is not None and involvement_id in covered_agencies(household.consents, client.id, today)


def _took_on_secrecy(told: RoleAssignment | HouseholdProfile, own: set[RecordId], reading: Reading) -> bool:
    """Whether the agency sat in the 支援会議 in which this was learned as it reads, or the role given, or in one after it."""
    secret = [r for r in reading.meetings if r.meeting.kind.footing is Footing.STATUTORY]
    told_in = {told.learned_in, told.assigned_in if isinstance(told, RoleAssignment) else None}
    given = max((place for place, r in enumerate(secret) if r.meeting.id in told_in), default=0)
    return any(line.came and line.involvement_id in own for r in secret[given:] for line in r.attendees)


def _withheld(role: RoleAssignment, household: Household) -> Finding:
    why = (
        "支援会議に出た記録がなく、守秘の義務を負っていません"
        if role.footing is Footing.STATUTORY
        else "本人の同意が、いまこの機関に及びません"
    )
    number = household.role_numbers[role.id]
    return Finding(Weight.WARNS, f"{household.case.number} の役割№{number}は載せません（{why}）。", role.id)


def _in_words(role: RoleAssignment, household: Household) -> SheetRole:
    answer = latest_answers([role], household.confirmations).get(role.id)
    return SheetRole(
        number=household.role_numbers[role.id],
        lead=role.lead,
        task=role.task,
        for_whom="、".join(household.called(each) for each in role.for_ids if household.holds(each)),
        in_charge=role.in_charge,
        due_on=role.due_on,
        due_text=role.due_text,
        awaited=answer.until_on if answer is not None and answer.answer is Answer.TAKEN_BACK else None,
    )


def _next(reading: Reading, own: set[RecordId], today: date) -> Iterator[str]:
    """The prepared meetings to which the agency is asked; else the day that the last meeting it sat in set."""
    prepared = [
        day_and_hour(record.sitting.held_on, record.meeting.starts_at)
        for record in reading.meetings
        if record.meeting.is_prepared and any(line.involvement_id in own for line in record.attendees)
    ]
    if prepared:
        yield from prepared
        return
    sat = [r for r in reading.meetings if any(a.came and a.involvement_id in own for a in r.attendees)]
    last = sat[-1].meeting if sat else None
    if last is not None and last.next_on is not None and last.next_on >= today:
        yield day_and_hour(last.next_on, last.next_at)


def agencies_at_work(cases: Iterable[Household]) -> tuple[Involvement, ...]:
    """Every agency that has an open role somewhere, once by each name that a map has for it, with its entry where one is known."""
    found: dict[str, Involvement] = {}
    for household in cases:
        taken = {role.assignee_id for role in household.standing_roles}
        for involvement in household.involvements:
            if involvement.id in taken and not involvement.outsider:
                known = found.setdefault(involvement.name, involvement)
                if known.agency_id is None:
                    found[involvement.name] = involvement
    return tuple(sorted(found.values(), key=lambda involvement: involvement.name))
