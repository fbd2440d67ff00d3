"""離れている相手: the room that the line of a couple takes in the household where one of the two lives elsewhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from jusou_meeting.ecomap.alignment import FOR_A_BAR, UNDER_WORDS
from jusou_meeting.ecomap.density import Density
from jusou_meeting.ecomap.family import Family
from jusou_meeting.ecomap.figure import PersonFigure
from jusou_meeting.ecomap.geometry import Box
from jusou_meeting.vocabulary import RecordId

_TO_ABSENT_PARTNER = 46.0


def towards_absent_partners(
    family: Family,
    figures: Mapping[RecordId, PersonFigure],
    reach: Mapping[RecordId, float],
    density: Density,
) -> dict[RecordId, Box]:
    """Room within the outline for the line of descent, where a couple's line leaves the household.

    `reach` is how far below the middle of their sign everybody's words end: where the line passes under those who stand
    between the two, there is room below it for the bar of the children, and so there is where a bar leads out to a child
    who lives elsewhere, under the words of those of its parents' generation who do.
    """
    wanted: dict[RecordId, Box] = {}
    for couple in family.couples:
        for at_home, absent in (couple[:2], couple[1::-1]):
            if figures[at_home].outside or not figures[absent].outside:
                continue
            row = _row_of(at_home, family)
            to_the_left = at_home == couple.right
            outwards = row[: row.index(at_home)][::-1] if to_the_left else row[row.index(at_home) + 1 :]
            between = _between(absent, outwards, figures)
            under = 0.0
            if between and any(set(descent.parents) == {at_home, absent} for descent in family.descents):
                lowest = max(reach[i] for i in (at_home, absent, *between))
                under = lowest + UNDER_WORDS + FOR_A_BAR - density.rows[0]
            out = figures[at_home].half + _TO_ABSENT_PARTNER
            room = Box(-out if to_the_left else 0, 0, 0 if to_the_left else out, under)
            wanted[at_home] = room.joined(wanted.get(at_home, room))
    for descent in family.descents:
        parents = [i for i in descent.parents if not figures[i].outside]
        if parents and len({figures[i].outside for i in descent.child_ids}) == 2:
            lowest = max((reach[i] for i in _row_of(parents[0], family) if figures[i].outside), default=0.0)
            room = Box(0, 0, 0, max(0.0, lowest + UNDER_WORDS + FOR_A_BAR - density.rows[0]))
            wanted[parents[0]] = room.joined(wanted.get(parents[0], room))
    return wanted


def _row_of(person: RecordId, family: Family) -> list[RecordId]:
    return next(ids for ids in ([p.id for p in row] for row in family.rows) if person in ids)


def _between(
    absent: RecordId, outwards: Sequence[RecordId], figures: Mapping[RecordId, PersonFigure]
) -> list[RecordId]:
    """Who stands on the way out to a partner beside the household: all at home, and who lives apart and comes before them."""
    if absent not in outwards:
        return []
    before = outwards[: outwards.index(absent)]
    return [i for i in outwards if i in before or not figures[i].outside]
