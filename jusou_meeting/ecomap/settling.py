"""空いた場所: who was placed stays, and who is new takes the nearest free place to where they belong."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from statistics import fmean

from jusou_meeting.ecomap.elsewhere import STEEP, STEEP_BESIDE_THEIR_OWN
from jusou_meeting.ecomap.family import Family
from jusou_meeting.ecomap.geometry import Box, Point, nearest_free
from jusou_meeting.household import Position
from jusou_meeting.vocabulary import RecordId

_APART = 8.0
_LEVEL = 40.0
"""Partners whose line is steeper than this were pulled apart on purpose …"""
_FAR_APART = 420.0
"""… and so were those who stand so far from one another: a family is not kept out of the room between."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """置かれたもの: what the family finds on the map: who was put where, and the boxes of others."""

    kept: Mapping[RecordId, Position]
    others: Sequence[Box] = ()
    """The agencies that were put somewhere."""
    settled: bool = False
    """Whether most of the map was placed: then who is new stands near their own, wherever these were put."""


EMPTY = Ground(kept={})


class Settling:
    """据え付け: the places of one family on such a ground, those who live together first."""

    def __init__(
        self, family: Family, belonging: Mapping[RecordId, Point], ground: Ground, field: Box
    ) -> None:
        self._belonging = belonging
        self._ground = ground
        self._field = field
        self._couples = [(couple.left, couple.right) for couple in family.couples]
        self._near = [set(couple) for couple in self._couples]
        self._near += [{*descent.parents, *descent.child_ids} for descent in family.descents]
        self._by_age = [descent.child_ids for descent in family.descents]
        self._placed = {i: at for i, at in ground.kept.items() if i in belonging}

    def places(
        self,
        rooms: Mapping[RecordId, Box],
        taken: Sequence[Box],
        suits: Callable[[Sequence[Box]], bool] = lambda rooms: True,
    ) -> dict[RecordId, Position]:
        """The place of everybody with such a room; where the rooms of those who are new suit, if that can be."""
        kept = {i: at for i, at in self._ground.kept.items() if i in rooms}
        taken = [box.grown(_APART) for box in (*taken, *(rooms[i].moved(*at) for i, at in kept.items()))]
        taken += self._between_couples()
        new: list[Box] = []
        for i, room in rooms.items():
            if i in kept:
                continue

            in_order = self._in_order(i, room)

            def suits_here(there: Box, in_order: Callable[[Box], bool] = in_order) -> bool:
                return in_order(there) and suits([*new, there])

            at = self._wanted(i)
            there = room.moved(*at)
            off = self._ground.settled and not self._field.encloses(there)
            level = (group for group in (*self._couples, *self._by_age) if i in group)
            beside = any(j in self._placed for group in level for j in group)
            steep = STEEP_BESIDE_THEIR_OWN if beside else STEEP
            if off or any(there.meets(box) for box in taken) or not suits_here(there):
                at = (
                    nearest_free(room, at, taken, self._field, suits_here, steep=steep)
                    or nearest_free(room, at, taken, self._field, in_order, steep=steep)
                    or nearest_free(room, at, taken, self._field, steep=steep)
                    or self._field.nearest(at)
                )
            self._placed[i] = Position(round(at[0], 1), round(at[1], 1))
            new.append(room.moved(*at))
            taken.append(new[-1].grown(_APART))
        return {i: self._placed[i] for i in rooms}

    def _in_order(self, person: RecordId, room: Box) -> Callable[[Box], bool]:
        """Whether somebody stands by their age among the brothers and sisters who have their places, as far as they belong so.

        Who is dead or lives apart belongs beside the household, whoever in it is older and younger.
        """
        older, younger = [-math.inf], [math.inf]
        belongs = self._belonging
        for siblings in self._by_age:
            if person in siblings:
                at = siblings.index(person)
                here = belongs[person][0]
                older += [
                    self._placed[i].x for i in siblings[:at] if i in self._placed and belongs[i][0] < here
                ]
                younger += [
                    self._placed[i].x for i in siblings[at:] if i in self._placed and here < belongs[i][0]
                ]
        return lambda there: max(older) < there.left - room.left < min(younger)

    def _between_couples(self) -> Iterator[Box]:
        """The lines of couples who have their places side by side: who comes later does not stand between them."""
        for one, other in self._couples:
            if one in self._placed and other in self._placed:
                a, b = sorted((self._placed[one], self._placed[other]))
                if abs(a.y - b.y) < _LEVEL and b.x - a.x < _FAR_APART:
                    yield Box(a.x, min(a.y, b.y) - _APART, b.x, max(a.y, b.y) + _APART)

    def _wanted(self, person: RecordId) -> Point:
        """Where the person belongs, as seen from those nearest to them who have their places."""
        x, y = self._belonging[person]
        near = (group & self._placed.keys() for group in self._near if person in group)
        seen_from = next(filter(None, near), self._placed.keys())
        if not (self._ground.settled and seen_from):
            return x, y
        return (
            x + fmean(self._placed[i].x - self._belonging[i][0] for i in seen_from),
            y + fmean(self._placed[i].y - self._belonging[i][1] for i in seen_from),
        )


def sparing(
    strangers: Sequence[Box], outline: Callable[[Sequence[Box]], Box], held: Sequence[Box]
) -> Callable[[Sequence[Box]], bool]:
    """Whether an outline round these and those it holds takes in no stranger whom it did not take in before."""
    now = outline(held) if held else None
    outside = [box for box in strangers if now is None or not now.meets(box)]
    inner = [reduce(Box.joined, held)] if held else []

    def suits(rooms: Sequence[Box]) -> bool:
        if not outside:
            return True
        grown = outline([*inner, *rooms])
        return not any(grown.meets(box) for box in outside)

    return suits
