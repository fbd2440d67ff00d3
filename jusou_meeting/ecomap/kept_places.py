"""居場所: what must be kept with a change, so that nothing that was seen moves by itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from jusou_meeting.ecomap.layout import lay_out
from jusou_meeting.household import Household, Person, Position
from jusou_meeting.vocabulary import Fact, RecordId


def places_of_movers(before: Household, facts: Iterable[Fact], *, on: date) -> dict[RecordId, Position]:
    """Where those stand anew of whom these facts say that they live elsewhere than before, or no longer do.

    Everybody else stays where the map draws them.
    """
    known = {person.id: person for person in before.people}
    movers = {
        fact.id: fact
        for fact in facts
        if isinstance(fact, Person) and fact.id in known and fact.lives_apart != known[fact.id].lives_apart
    }
    if not movers:
        return {}
    people = tuple(movers.get(person.id, person) for person in before.people)
    seen = unsettled(before, on=on) or before.positions
    stayed = {i: at for i, at in seen.items() if i not in movers}
    drawn = lay_out(replace(before, people=people, positions=stayed), on=on).positions()
    return {i: drawn[i] for i in movers}


def unsettled(household: Household, *, on: date) -> dict[RecordId, Position]:
    """Where the map draws everybody, when some have no place that is kept; empty = whoever is drawn has one."""
    drawn = {*(p.id for p in household.people), *(i.id for i in household.involvements)}
    return {} if drawn <= household.positions.keys() else lay_out(household, on=on).positions()
