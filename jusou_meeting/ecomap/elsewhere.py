"""別に暮らす家族: their places beside the outline of those who live together."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from functools import reduce
from itertools import accumulate
from statistics import fmean

import networkx as nx

from jusou_meeting.ecomap.alignment import GENERATION
from jusou_meeting.ecomap.density import Density
from jusou_meeting.ecomap.family import Family
from jusou_meeting.ecomap.geometry import Box, Point, nearest_free
from jusou_meeting.ecomap.homes import residence_of
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
_BESIDE_THEIR_STEM = 22.0
"""Between partners, so that the line on which their children hang comes down past their words."""
_BESIDE_ANOTHER = 58.0
"""Between any two in a row at most, since free places are looked for in steps."""
_NEARER = 8.0
"""Somebody may stand so much nearer to the outline where there is no more room."""
_OFF_THE_ROW = 60.0
"""Brothers and sisters so much higher or lower than those at home are looked for on the other side."""
STEEP = 1.6
"""It is so much better to stand further along in one's generation than to leave it …"""
STEEP_BESIDE_THEIR_OWN = 8.0
"""… and than to stand aslant of a partner, a brother or a sister."""


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
        self._in_order = [person.id for row in family.rows for person in row if person.id in rooms]
        self._parents_of = {i: family.parents(i) for i in self._row_of}
        self._heights = {
            place: fmean(settled[p.id][1] for p in row if p.id in settled)
            for place, row in enumerate(family.rows)
            if any(p.id in settled for p in row)
        }
        self._home = {person.id: residence_of(person) for row in family.rows for person in row}
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
        self.missing_below = 0.0
        """How much higher the household should lie, so that whoever descends from them has room above the edge of the field."""
        for place, row in enumerate(family.rows):
            away = [p.id for p in row if p.id not in settled]
            level = self._level(place, away)
            outwards = [i for i in reversed(away) if self._left[i]] + [i for i in away if not self._left[i]]
            for i in outwards:
                self._put(i, self._found(i, level, outwards))

    @property
    def places(self) -> dict[RecordId, Point]:
        """Where everybody stands."""
        return self._placed

    def _parents_beside(self, i: RecordId) -> list[RecordId]:
        """The parents under whom somebody stands: those they live with, or any if none is at home."""
        parents = self._parents_of[i]
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
        hanging = [
            self._lowest_word(j) + _FOR_A_BRACKET + _APART - self._rooms[i].top
            for i in away
            for j in self._parents_of[i] & self._settled.keys()
            if generations > 0
        ]
        above = {j for i in self._settled for j in self._parents_of[i]}
        if generations == -1 and above & set(away):
            clear = self._outline.top - OFF_THE_OUTLINE - _FOR_A_BRACKET
            level = min([level, *(clear - self._rooms[i].bottom for i in away)])
        return max([level, *hanging, *(math.ceil(field.top - self._rooms[i].top) for i in away)])

    def _lowest_word(self, parent: RecordId) -> float:
        """Where the words of somebody at home end, and of all who stand beside them: under these passes the bar to a child elsewhere."""
        row = [p.id for p in self._family.rows[self._row_of[parent]]]
        at_home = (self._settled[i][1] + self._under[i] for i in row if i in self._settled)
        beside = (self._placed[i][1] + self._rooms[i].bottom for i in row if i in self._placed)
        return max((*at_home, *beside))

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
        if above := self._above(i):
            x, hung = self._among_its_own(i, above)
            wanted = x, max(level, hung - room.top)
            self.missing_below = max(self.missing_below, wanted[1] + room.bottom - field.bottom)
        at_home = (self._partners[i] | self._siblings[i]) & self._settled.keys()
        steep = STEEP_BESIDE_THEIR_OWN if at_home else STEEP
        return (
            nearest_free(
                room, wanted, self._taken, field.grown(1), _hanging_free(hung, self._taken), steep=steep
            )
            or nearest_free(room, wanted, self._taken, field, steep=steep)
            or field.nearest(wanted)
        )

    def _above(self, i: RecordId) -> list[RecordId]:
        """The parents under whom somebody hangs on this side."""
        return [j for j in self._parents[i] if j in self._placed and self._left[j] == self._left[i]]

    def _among_its_own(self, i: RecordId, above: Sequence[RecordId]) -> tuple[float, float]:
        """How far to the side a child stands, and how low it hangs, whose brothers and sisters stand in their order.

        All of them stand under their parents, several no nearer to the household than these, and under whoever stands
        beside these.
        """
        own = [j for j in self._in_order if j in self._siblings[i] and self._above(j) == above]
        rights = list(accumulate(self._rooms[j].width + 2 * _APART for j in own))
        parents = reduce(Box.joined, (self._rooms[j].moved(*self._placed[j]) for j in above))
        left = fmean(self._placed[j][0] for j in above) - rights[-1] / 2
        if len(own) > 1:
            nearest = parents.right + _APART - rights[-1] if self._left[i] else parents.left - _APART
            left = min(left, nearest) if self._left[i] else max(left, nearest)
        row = self._family.rows[self._row_of[above[0]]]
        over = [self._rooms[p.id].moved(*self._placed[p.id]) for p in row if p.id in self._placed]
        spanned = (box.bottom for box in over if box.left < left + rights[-1] and left < box.right)
        lowest = max((parents.bottom, *spanned))
        x = left + rights[own.index(i)] - _APART - self._rooms[i].right
        return x, lowest + _FOR_A_BRACKET + _APART

    def _beside_the_outline(self, i: RecordId, outwards: Sequence[RecordId]) -> float:
        """How far to the side: next to the outline, past brothers and sisters, or next to whom they live with."""
        left, beyond = self._left[i], self._density.beyond
        edge = self._outline.left - beyond if left else self._outline.right + beyond
        for beside in (j for j in outwards if j in self._placed and self._left[j] == left):
            there = self._rooms[beside].moved(*self._placed[beside])
            together = beside in self._together[i]
            in_one_home = self._home[i] and self._home[i] == self._home[beside]
            gap = _APART if in_one_home or not together else _BESIDE_A_PARTNER
            if beside in self._partners[i] and self._children[i]:
                gap = max(gap, _BESIDE_THEIR_STEM)
            past = there.left - gap if left else there.right + gap
            if together:
                edge = past
            elif {beside, *self._partners[beside]} & self._siblings[i]:
                edge = min(edge, past) if left else max(edge, past)
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
        self._taken.append(room._replace(bottom=room.bottom + _FOR_A_BRACKET))


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
        if math.isinf(from_y) or abs(there.top - from_y) <= 1:
            return True
        way = (x, from_y + 1), (x, there.top)
        return from_y < there.top and not any(box.crossed_by(*way) for box in taken)

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

    def half(i: RecordId) -> bool | None:
        """Of brothers and sisters who all live elsewhere and whose parents are at home, the elder ones stand on the left."""
        own = next((d for d in family.descents if i in d.child_ids and not away >= set(d.parents)), None)
        if own is None or len(own.child_ids) < 2 or not away >= set(own.child_ids):
            return None
        wide = [1 + len(away & set(partners[j])) for j in own.child_ids]
        before = sum(wide[: own.child_ids.index(i)])
        return 2 * before + wide[own.child_ids.index(i)] <= sum(wide)

    def sides(group: Sequence[RecordId]) -> Iterator[bool | None]:
        for i in group:
            yield side(i, (j for d in family.descents if i in d.child_ids for j in d.child_ids if j != i))
        for i in group:
            yield side(i, partners[i])
        for i in group:
            yield half(i)
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
                or (residence_of(person) and residence_of(person) == residence_of(other))
            )
        ]
        for person in people
    }
