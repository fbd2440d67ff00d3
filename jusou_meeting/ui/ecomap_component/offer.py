"""手元の候補: what the map offers where a hand is: the words of a tie, the family beside each person, the directory."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from typing import Any

from jusou_meeting.agency import Agency, on_the_map
from jusou_meeting.ecomap.svg import paint_tie
from jusou_meeting.ecomap.ties import Tie, TieWord, said_as
from jusou_meeting.household import Household
from jusou_meeting.kin import kin_beside
from jusou_meeting.vocabulary import RecordId


def offered(household: Household, directory: Iterable[Agency]) -> dict[str, Any]:
    """What may be chosen on this map, as the browser is told; an agency that is on it names its sign there."""
    entries = tuple(directory)
    there = on_the_map(entries, household.involvements)
    return {
        "words": _words(),
        "kin": {
            person.id: [
                {
                    "relation": kin.relation.value,
                    "kinship": kin.kinship.value,
                    "label": kin.said,
                    "note": kin.note,
                }
                for kin in kin_beside(person, household.people)
            ]
            for person in household.people
        },
        "agencies": [
            {
                "id": agency.id,
                "name": agency.name,
                "field": agency.field,
                "sought": agency.sought_by,
                "there": there.get(agency.id),
            }
            for agency in entries
        ],
    }


@functools.cache
def _words() -> tuple[dict[str, str], ...]:
    """The ten words, each with the line that it draws."""
    blank = Tie(id=RecordId(""), a=RecordId(""), b=RecordId(""))
    return tuple(
        {"word": word.value, "label": word.label, "sample": paint_tie(said_as(blank, word))}
        for word in TieWord
    )
