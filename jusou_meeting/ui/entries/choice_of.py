"""選択肢: the people, agencies and issues of a household, as a form offers them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from jusou_meeting.agency import Agency
from jusou_meeting.contact_person import ContactPerson
from jusou_meeting.household import OFFICE, Household
from jusou_meeting.meeting import Attendee, MeetingRecord
from jusou_meeting.role import RoleAssignment
from jusou_meeting.text import folded
from jusou_meeting.vocabulary import RecordId

_KANA = 4
"""So much of a reading tells one agency of a room from the others."""


def told_apart(named: Mapping[RecordId, str], more: Mapping[RecordId, str]) -> dict[RecordId, str]:
    """The same names, but two alike have what more is said of them beside it, and then a number: a list finds what was chosen in it by its words."""
    times = Counter(named.values())
    apart: dict[RecordId, str] = {}
    for record_id, name in named.items():
        said = f"{name}（{more[record_id]}）" if times[name] > 1 and more.get(record_id) else name
        alike = sum(each == said or each.startswith(f"{said}（その") for each in apart.values())
        apart[record_id] = f"{said}（その{alike + 1}）" if alike else said
    return apart


def people_of(household: Household) -> dict[RecordId, str]:
    """The people, as the room calls them."""
    return told_apart(
        {person.id: _called(person.label, person.name) for person in household.people},
        {person.id: person.age_band for person in household.people},
    )


def askable_of(household: Household, now: RecordId | None = None) -> dict[RecordId, str]:
    """The people whom one can ask; whoever is chosen now stays."""
    people = {p.id for p in household.people if p.can_be_asked or p.id == now}
    return {person_id: name for person_id, name in people_of(household).items() if person_id in people}


def assignees_of(household: Household, now: RecordId) -> dict[RecordId, str]:
    """Who may take a role: the agencies, the office that holds the meetings, and whom one can ask; whoever has it now stays."""
    return {
        **agencies_of(household),
        household.id: OFFICE if household.office == OFFICE else f"{OFFICE}（{household.office}）",
        **askable_of(household, now),
    }


def subjects_of(household: Household) -> dict[RecordId, str]:
    """The household as a whole, and its people."""
    return {household.id: "世帯全体", **people_of(household)}


def agencies_of(household: Household) -> dict[RecordId, str]:
    """The agencies and outsiders on the map."""
    return told_apart(
        {involvement.id: involvement.name for involvement in household.involvements},
        {involvement.id: involvement.field for involvement in household.involvements},
    )


def speakers_of(
    record: MeetingRecord, household: Household, directory: Iterable[Agency], people: Iterable[ContactPerson]
) -> dict[RecordId, str]:
    """The attendees by the № of their list, with how their agency and they themselves are read: two digits or two kana find one."""
    kana = {agency.id: folded(agency.kana)[:_KANA] for agency in directory}
    names = {folded(person.name): folded(person.kana)[:_KANA] for person in people if person.kana}
    entries = {involvement.id: involvement.agency_id for involvement in household.involvements}

    def said(number: int, attendee: Attendee) -> str:
        entry = entries.get(attendee.involvement_id) if attendee.involvement_id else None
        agency, person = kana.get(entry, "") if entry else "", names.get(folded(attendee.name), "")
        read = "・".join(filter(None, (agency, person)))
        said = "　".join(filter(None, (f"{number:02d}", attendee.title, attendee.name)))
        return f"{said}（{read}）" if read else said

    return {each.id: said(number, each) for number, each in enumerate(record.attendees, start=1)}


def people_at(
    role: RoleAssignment, household: Household, people: Iterable[ContactPerson], attendees: Iterable[Attendee]
) -> tuple[str, ...]:
    """Who is known at the agency of a role: those in the directory, then whoever came for it."""
    entry = next((i.agency_id for i in household.involvements if i.id == role.assignee_id), None)
    listed = (p.name for p in people if p.agency_id == entry)
    came = (
        a.name
        for a in attendees
        if a.name and (a.host if role.assignee_id == household.id else a.involvement_id == role.assignee_id)
    )
    return tuple({folded(name): name for name in (*came, *listed)}.values())


def issues_of(household: Household) -> dict[RecordId, str]:
    """The issues with the numbers of the map."""
    numbers = household.issue_numbers
    return {
        issue.id: f"{numbers[issue.id]} {issue.title}（{household.called(issue.subject_id)}）"
        for issue in household.issues
    }


def _called(label: str, name: str) -> str:
    return f"{label}　{name}" if name and name != label else label
