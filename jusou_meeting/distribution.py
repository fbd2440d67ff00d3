"""配付資料: the numbered copies that were handed out in a meeting, and which of them came back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from jusou_meeting.vocabulary import Fact, RecordId


@dataclass(frozen=True, slots=True, kw_only=True)
class Distribution(Fact):
    """配付資料: one person's set of papers; one that comes back after 確定 is still ticked off here."""

    meeting_id: RecordId
    number: int
    """Written on each sheet of the set."""
    attendee_id: RecordId | None = None
    """Who got it; None = a spare."""
    returned: bool = False


def counted(copies: Iterable[Distribution], agencies: Mapping[RecordId, str]) -> str:
    """How many came back, and of those that did not the numbers and the agencies that have them; blank = none were numbered.

    `agencies` are those of the attendees by their ids.
    """
    copies = sorted(copies, key=lambda copy: copy.number)
    if not copies:
        return ""
    out = [_with_agency(copy, agencies) for copy in copies if not copy.returned]
    left = f"（未回収　{'、'.join(out)}）" if out else ""
    return f"{len(copies)}部中{len(copies) - len(out)}部{left}"


def numbers_on_paper(copies: Iterable[Distribution]) -> tuple[str, ...]:
    """What stands at the top of each sheet, copy by copy.

    A number is a place in the 名簿, which leaves those out who stay away: so it may be higher than there are copies.
    """
    numbers = sorted(copy.number for copy in copies)
    return tuple(f"資料№{number}（全{len(numbers)}部）" for number in numbers)


def _with_agency(copy: Distribution, agencies: Mapping[RecordId, str]) -> str:
    agency = "予備" if copy.attendee_id is None else agencies.get(copy.attendee_id, "")
    return f"№{copy.number} {agency}".strip()


def numbered(
    places: Sequence[tuple[int, RecordId]],
    copies: Iterable[Distribution],
    *,
    meeting_id: RecordId,
    new_id: Callable[[], RecordId],
) -> Iterator[Distribution]:
    """A copy for each of these who has none: by their place in the 名簿, or where that is taken the next that is free."""
    copies = tuple(copies)
    taken, served = {copy.number for copy in copies}, {copy.attendee_id for copy in copies}
    for place, attendee_id in places:
        if attendee_id not in served:
            number = max(taken) + 1 if place in taken else place
            taken.add(number)
            yield Distribution(id=new_id(), meeting_id=meeting_id, number=number, attendee_id=attendee_id)
