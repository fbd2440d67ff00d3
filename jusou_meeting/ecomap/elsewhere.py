"""別に暮らす家族: their places beside the outline, and the outlines of their own households."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import reduce
from statistics import fmean

import networkx as nx

from jusou_meeting.ecomap.alignment import GENERATION
from jusou_meeting.ecomap.density import Density
from jusou_meeting.ecomap.family import Family
from jusou_meeting.ecomap.figure import Lettering
from jusou_meeting.ecomap.geometry import Box, Point, nearest_free
from jusou_meeting.ecomap.notation import QUIET, SMALLEST
from jusou_meeting.ecomap.text_width import broken, text_width
from jusou_meeting.household import Person
from jusou_meeting.vocabulary import RecordId

_ABOVE_A_CHILD = 92.0
"""From the lowest word of a parent who lives apart to the middle of a child, with the bracket in between."""
_APART = 10.0
_FOR_A_BRACKET = 14.0
"""Under those who live apart, for the bracket from which their children hang."""
OFF_THE_OUTLINE = 20.0
"""From the bar on which children hang to the upper edge of the household with the words on it."""
_BESIDE_THE_HOUSEHOLD = 200.0
"""A parent who would be so far too low found no room above, and stands beside their children."""
_BESIDE_A_PARTNER = 34.0
_BESIDE_ANOTHER = 58.0
"""Between any two in a row at most, since free places are looked for in steps."""
_NEARER = 8.0
"""Somebody may stand so much nearer to the outline where there is no more room."""
_OFF_THE_ROW = 60.0
"""Brothers and sisters so much higher or lower than those at home are looked for on the other side."""
_PADDING = 12.0
_BEFORE_THE_WORD = 26.0
STEEP = 1.6
"""It is so much better to stand further along in one's generation than to leave it …"""
STEEP_BESIDE_THEIR_OWN = 8.0
"""… and than to stand aslant of a partner, a brother or a sister."""


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
    missing = max(0.0, text_width(residence, SMALLEST) + 2 * _PADDING - outline.width) / 2
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
        if residence := _residence(person):
            found.setdefault(residence, []).append(person)
    return {residence: together for residence, together in found.items() if len(together) > 1}


def _residence(person: Person) -> str:
    return " ".join(person.residence.split()) if person.lives_apart and not person.deceased else ""


class Beyond:
    """枠の外: those outside the outline while they take their places, each at the height of its generation and on the side where it belongs.

    Partners, and whoever lives at the same 居所, stand on the same side; brothers and sisters in their order.
    """

    def __init__(
        self,
        family: Family,
        rooms: Mapping[RecordId, Box],
        settled: Mapping[RecordId, Point],
        under: Mapping[RecordId, float],
        outline: Box,
        density: Density,
    ) -> None:
        """`under` is how far below the middle of their sign those who are settled reach with their words."""
        self._family = family
        self._settled = settled
        self._under = under
        self._outline = outline
        self._density = density
        self._row_of = {person.id: place for place, row in enumerate(family.rows) for person in row}
        self._heights = {
            place: fmean(settled[p.id][1] for p in row if p.id in settled)
            for place, row in enumerate(family.rows)
            if any(p.id in settled for p in row)
        }
        self._home = {person.id: _residence(person) for row in family.rows for person in row}
        self._together = _together(family)
        self._left = _on_the_left(family, rooms.keys(), self._together)
        self._partners = {
            i: {j for c in family.couples if i in c[:2] for j in c[:2] if j != i} for i in rooms
        }
        self._rooms = {
            i: room._replace(top=min(rooms[j].top for j in {i, *self._partners[i]} & rooms.keys()))
            for i, room in rooms.items()
        }
        self._siblings = {
            i: {j for d in family.descents if i in d.child_ids for j in d.child_ids} for i in rooms
        }
        self._parents = {i: self._parents_beside(i) for i in rooms}
        self._children = {i: [child for child in rooms if i in self._parents[child]] for i in rooms}
        self._placed: dict[RecordId, Point] = {}
        self._taken = [outline.grown(density.beyond - _NEARER)]

    def placed(self) -> dict[RecordId, Point]:
        """Everybody's place."""
        for place, row in enumerate(self._family.rows):
            away = [p.id for p in row if p.id not in self._settled]
            level = self._level(place, away)
            outwards = [i for i in reversed(away) if self._left[i]] + [i for i in away if not self._left[i]]
            for i in outwards:
                self._put(i, self._found(i, level, outwards))
        return self._placed

    def _parents_beside(self, i: RecordId) -> list[RecordId]:
        """The parents under whom somebody stands: those they live with, or any if none is at home."""
        parents = self._family.parents(i)
        with_them = [j for j in parents if self._home[j] and self._home[j] == self._home[i]]
        return with_them or [j for j in parents if not self._settled.keys() & parents]

    def _level(self, place: int, away: Sequence[RecordId]) -> float:
        """How high this generation stands: as at home, or so far from the nearest that is at home, and under its parents."""
        nearest = min(self._heights, key=lambda other: (abs(other - place), other), default=place)
        generations = place - nearest
        lowest = max((self._rooms[i].bottom for i in away), default=0.0)
        step = max(GENERATION, lowest + _ABOVE_A_CHILD) if generations < 0 else GENERATION
        field = self._density.field
        level = self._heights.get(nearest, field.middle[1]) + generations * step
        hanging = (
            self._settled[j][1] + self._under[j] + _FOR_A_BRACKET + _APART - self._rooms[i].top
            for i in away
            for j in self._family.parents(i) & self._settled.keys()
            if generations > 0
        )
        return max([level, *hanging, *(math.ceil(field.top - self._rooms[i].top) for i in away)])

    def _found(self, i: RecordId, level: float, outwards: Sequence[RecordId]) -> Point:
        """A free place; on the other side where brothers and sisters would leave their row on this one."""
        here = self._free(i, level, outwards)
        off = abs(here[1] - level)
        if self._siblings[i] & self._settled.keys() and not self._together[i] and off > _OFF_THE_ROW:
            self._left[i] = not self._left[i]
            there = self._free(i, level, outwards)
            if abs(there[1] - level) < off:
                return there
            self._left[i] = not self._left[i]
        return here

    def _free(self, i: RecordId, level: float, outwards: Sequence[RecordId]) -> Point:
        """The free place on this side nearest to where somebody belongs."""
        room, field = self._rooms[i], self._density.field
        wanted = self._beside_the_outline(i, outwards), self._height(i, level)
        hung = math.inf
        if above := [j for j in self._parents[i] if j in self._placed and self._left[j] == self._left[i]]:
            hung = max(self._rooms[j].moved(*self._placed[j]).bottom for j in above) + _FOR_A_BRACKET + _APART
            wanted = fmean(self._placed[j][0] for j in above), max(level, hung - room.top)
        at_home = (self._partners[i] | self._siblings[i]) & self._settled.keys()
        steep = STEEP_BESIDE_THEIR_OWN if at_home else STEEP
        return (
            nearest_free(room, wanted, self._taken, field, _hanging_free(hung, self._taken), steep=steep)
            or nearest_free(room, wanted, self._taken, field, steep=steep)
            or field.nearest(wanted)
        )

    def _beside_the_outline(self, i: RecordId, outwards: Sequence[RecordId]) -> float:
        """How far to the side: next to the outline, or to whom they live with."""
        left, beyond = self._left[i], self._density.beyond
        edge = self._outline.left - beyond if left else self._outline.right + beyond
        for beside in (j for j in outwards if j in self._placed and j in self._together[i]):
            there = self._rooms[beside].moved(*self._placed[beside])
            gap = _APART if self._home[i] and self._home[i] == self._home[beside] else _BESIDE_A_PARTNER
            edge = there.left - gap if left else there.right + gap
        return edge - self._rooms[i].right if left else edge - self._rooms[i].left

    def _height(self, i: RecordId, level: float) -> float:
        """How high: level with a partner; else as their generation, or higher where nobody of it is at home and their children hang from them."""
        couple = {i, *self._partners[i]}
        beside_a_partner = next((self._placed[j][1] for j in self._partners[i] if j in self._placed), None)
        if beside_a_partner is not None:
            return beside_a_partner
        if couple.union(*(self._siblings.get(j, ()) for j in couple)) & self._settled.keys():
            return level
        over_children = (
            self._heights[self._row_of[child]]
            + self._rooms[child].top
            - self._rooms[j].bottom
            - _FOR_A_BRACKET
            - _APART
            for j in couple
            for child in self._children[j]
            if self._row_of[child] in self._heights and self._left[child] == self._left[i]
        )
        return min([level, *over_children])

    def _put(self, i: RecordId, at: Point) -> None:
        """Somebody stands here now: nobody else does, nor on the way to a partner at home or to children."""
        self._placed[i] = x, y = at
        if self._partners[i] & self._settled.keys():
            to_the_partner = Box(x, y, x, y).joined(Box.around((self._outline.middle[0], y), 0, 0))
            self._taken.append(to_the_partner.grown(_APART))
        room = self._rooms[i].moved(x, y).grown(_APART)
        bracket = _FOR_A_BRACKET if self._children[i] else 0.0
        self._taken.append(room._replace(bottom=room.bottom + bracket))


def stepped_aside(family: Family, rooms: Mapping[RecordId, Box], outline: Box, density: Density) -> float:
    """How far to the right the outline should stand, so that those beside it have room on either side; less than 0 = to the left."""
    left = _on_the_left(family, rooms.keys(), _together(family))

    def missing(*, on_the_left: bool, there_is: float) -> float:
        rows = ([rooms[p.id].width for p in row if left.get(p.id) is on_the_left] for row in family.rows)
        needed = max((sum(row) + (len(row) - 1) * _BESIDE_ANOTHER for row in rows), default=0.0)
        return needed + density.beyond - _NEARER - there_is

    before = missing(on_the_left=True, there_is=outline.left - density.field.left)
    behind = missing(on_the_left=False, there_is=density.field.right - outline.right)
    return min(max(before, 0.0), max(-behind, 0.0)) - min(max(behind, 0.0), max(-before, 0.0))


def room_for_brackets(family: Family, apart: Mapping[RecordId, Box], outline_top: float) -> float:
    """How much lower the outline should lie, so that the bars of the children in it pass under parents who live apart.

    Parents of whose generation somebody is at home stand beside them, however low the outline lies.
    """
    away = {p.id for row in family.rows if apart.keys() >= {q.id for q in row} for p in row}
    above = [
        apart[parent].bottom + _FOR_A_BRACKET
        for descent in family.descents
        if not apart.keys() >= set(descent.child_ids) and away >= set(descent.parents)
        for parent in descent.parents
    ]
    missing = max(above, default=-math.inf) + OFF_THE_OUTLINE - outline_top
    return missing if missing < _BESIDE_THE_HOUSEHOLD else 0.0


def _hanging_free(from_y: float, taken: Sequence[Box]) -> Callable[[Box], bool]:
    """Whether the line on which somebody hangs comes down to them from there through nobody."""

    def suits(there: Box) -> bool:
        x = (there.left + there.right) / 2
        return from_y >= there.top or not any(box.crossed_by((x, from_y), (x, there.top)) for box in taken)

    return suits


def _on_the_left(
    family: Family, away: Set[RecordId], together: Mapping[RecordId, Sequence[RecordId]]
) -> dict[RecordId, bool]:
    """On which side of those at home each of these stands; whoever may live together, on the same.

    Among brothers and sisters by their order, else as seen from a partner at home, else with their parents, else by the
    order of their row.
    """
    order = {person.id: at for row in family.rows for at, person in enumerate(row)}
    row_of = {person.id: [p.id for p in row] for row in family.rows for person in row}
    partners = nx.Graph(couple[:2] for couple in family.couples)
    partners.add_nodes_from(order)
    left: dict[RecordId, bool] = {}

    def side(i: RecordId, seen_from: Iterable[RecordId]) -> bool | None:
        at_home = [j for j in seen_from if j not in away]
        after = sum(order[i] < order[j] for j in at_home)
        return 2 * after > len(at_home) if at_home else None

    def sides(group: Sequence[RecordId]) -> Iterator[bool | None]:
        for i in group:
            yield side(i, (j for d in family.descents if i in d.child_ids for j in d.child_ids if j != i))
        for i in group:
            yield side(i, partners[i])
        for i in group:
            yield next((left[j] for j in family.parents(i) if j in left), None)
        for i in group:
            yield side(i, row_of[i])

    living = nx.Graph((i, j) for i in away for j in together[i] if j in away)
    living.add_nodes_from(away)
    for i in (p.id for row in family.rows for p in row if p.id in away):
        if i not in left:
            group = sorted(nx.node_connected_component(living, i), key=order.__getitem__)
            balanced = sum(left.values()) <= len(left) / 2
            found = next((one for one in sides(group) if one is not None), balanced)
            left |= dict.fromkeys(group, found)
    return left


def _together(family: Family) -> dict[RecordId, list[RecordId]]:
    """Whom each person who lives apart may live with."""
    people = [person for row in family.rows for person in row]
    partners = {frozenset(couple[:2]) for couple in family.couples}
    return {
        person.id: [
            other.id
            for other in people
            if other != person
            and (
                frozenset((person.id, other.id)) in partners
                or (_residence(person) and _residence(person) == _residence(other))
            )
        ]
        for person in people
    }
