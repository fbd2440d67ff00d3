"""選択肢: the people, agencies and issues of a household, as a form offers them."""

from __future__ import annotations

from jusou_meeting.household import Household
from jusou_meeting.vocabulary import RecordId


def people_of(household: Household) -> dict[RecordId, str]:
    """The people, as the room calls them."""
    return {person.id: _called(person.label, person.name) for person in household.people}


def subjects_of(household: Household) -> dict[RecordId, str]:
    """The household as a whole, and its people."""
    return {household.id: "世帯全体", **people_of(household)}


def agencies_of(household: Household) -> dict[RecordId, str]:
    """The agencies and outsiders on the map."""
    return {involvement.id: involvement.name for involvement in household.involvements}


def issues_of(household: Household) -> dict[RecordId, str]:
    """The issues with the numbers of the map."""
    numbers = household.issue_numbers
    return {
        issue.id: f"{numbers[issue.id]} {issue.title}（{household.called(issue.subject_id)}）"
        for issue in household.issues
    }


def _called(label: str, name: str) -> str:
    return f"{label}　{name}" if name and name != label else label
