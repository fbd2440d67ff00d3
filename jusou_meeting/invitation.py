"""開催通知: what may be told of a meeting before anybody pledged secrecy; no word of it tells of the household."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from jusou_meeting.agenda import AgendaItem
from jusou_meeting.household import Household
from jusou_meeting.text import folded


def outward_agenda(agenda: Iterable[AgendaItem], household: Household) -> tuple[str, ...]:
    """The 次第 by its titles; one that names a person, an issue or the case is told by its number alone.

    A name is found however it is spelled: 若松 花子 and 若松花子, ﾜｶﾏﾂ and わかまつ.
    """
    inside = set(filter(None, map(folded, _words_inside(household))))
    return tuple(
        f"議題{number}" if any(word in folded(item.title) for word in inside) else item.title
        for number, item in enumerate(agenda, start=1)
    )


def _words_inside(household: Household) -> Iterator[str]:
    yield household.case.title
    yield from (issue.title for issue in household.issues)
    yield from (involvement.name for involvement in household.involvements if involvement.outsider)
    for person in household.people:
        yield from (person.label, person.name, person.kana, *person.name.split(), *person.kana.split())
