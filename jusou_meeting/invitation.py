"""開催通知: what may be told of a meeting before anybody pledged secrecy; no word of it tells of the household."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from jusou_meeting.agenda import AgendaItem
from jusou_meeting.household import Household


def outward_agenda(agenda: Iterable[AgendaItem], household: Household) -> tuple[str, ...]:
    """The 次第 by its titles; one that names a person, an issue or the case is told by its number alone."""
    inside = tuple(_words_inside(household))
    return tuple(
        f"議題{number}" if any(word in item.title for word in inside) else item.title
        for number, item in enumerate(agenda, start=1)
    )


def _words_inside(household: Household) -> Iterator[str]:
    said = [household.case.title, *(issue.title for issue in household.issues)]
    for person in household.people:
        said += (person.label, person.name, person.kana, *person.name.split())
    yield from filter(None, said)
