"""別世帯: the outlines of those who live together elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce

from jusou_meeting.ecomap.figure import Lettering
from jusou_meeting.ecomap.geometry import Box
from jusou_meeting.ecomap.notation import QUIET, SMALLEST
from jusou_meeting.ecomap.text_width import broken, text_width
from jusou_meeting.household import Person

_PADDING = 12.0
_BEFORE_THE_WORD = 26.0
_ROUNDED_OFF = 0.01
"""Without it a word may lack the last digit of the room that was made for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """別世帯: the outline of those who live together elsewhere, and where that is, on its lower edge."""

    outline: Box
    label: Lettering


def homes(people: Mapping[Person, Sequence[Box]], others: Sequence[Box]) -> Iterator[Home]:
    """Around those who live at the same 居所; several outlines where one would take in somebody else."""
    for residence, together in living_together(people).items():
        strangers = [box for person, boxes in people.items() if person not in together for box in boxes]
        strangers += others
        parts: list[Box] = []
        for room in (reduce(Box.joined, people[person]) for person in together):
            joined = ((at, part.joined(room)) for at, part in enumerate(parts))
            at, part = next((one for one in joined if _free(one[1], strangers)), (len(parts), room))
            parts[at : at + 1] = [part]
        for outline in (part.grown(_PADDING) for part in parts if _free(part, strangers)):
            yield _home(residence, outline, strangers)


def _free(part: Box, strangers: Iterable[Box]) -> bool:
    outline = part.grown(_PADDING)
    return not any(outline.meets(box) for box in strangers)


def _home(residence: str, outline: Box, strangers: Iterable[Box]) -> Home:
    """The outline with its word, as wide as that needs where there is room for it."""
    missing = max(0.0, text_width(residence, SMALLEST) + 2 * _PADDING + _ROUNDED_OFF - outline.width) / 2
    wider = outline._replace(left=outline.left - missing, right=outline.right + missing)
    outline = outline if any(wider.meets(box) for box in strangers) else wider
    words = "".join(broken(residence, size=SMALLEST, room=outline.width - 2 * _PADDING, most=1))
    width = text_width(words, SMALLEST)
    x = outline.left + min(_BEFORE_THE_WORD, (outline.width - width) / 2) + width / 2
    return Home(outline=outline, label=Lettering(words, x, outline.bottom, SMALLEST, ink=QUIET))


def room_in_a_home(room: Box, person: Person, people: Iterable[Person]) -> Box:
    """The room of a person who lives apart, with that of the outline where others live with them."""
    if any(person in together for together in living_together(people).values()):
        return room.grown(_PADDING + SMALLEST / 2)
    return room


def living_together(people: Iterable[Person]) -> dict[str, list[Person]]:
    """The 居所 at which two or more live."""
    found: dict[str, list[Person]] = {}
    for person in people:
        if residence := residence_of(person):
            found.setdefault(residence, []).append(person)
    return {residence: together for residence, together in found.items() if len(together) > 1}


def residence_of(person: Person) -> str:
    """Where a person lives elsewhere; empty = nobody said, or they live here or no longer."""
    return " ".join(person.residence.split()) if person.lives_apart and not person.deceased else ""
