"""間隔: how far things stand from each other, and how much is written out, on a roomy and on a crowded sheet."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Density:
    """込み具合: one set of distances and sizes, in map units."""

    sign: float
    """The signs of people, as a share of their full size."""
    rows: tuple[float, float]
    """Between generations, at least and at most."""
    couple: float
    """Also between neighbours who are tied, so that the line between them can be read."""
    people: float
    padding: float
    beyond: float
    """From the outline to those who live apart."""
    titles: int
    """So many issues of one person are written out; the rest show their number."""
    issue_room: tuple[float, float, float]
    """The width of a list of issues where up to two, three, or more people stand in its row."""
    shared_issue_room: float
    box: float
    """The width of an agency's box, at most; it holds a name of 25 characters in three lines."""
    around: float
    """Between an agency and the household."""


ROOMY = Density(
    sign=1.0,
    rows=(42, 78),
    couple=104,
    people=36,
    padding=24,
    beyond=44,
    titles=6,
    issue_room=(236, 190, 140),
    shared_issue_room=560,
    box=286,
    around=30,
)
TIGHT = Density(
    sign=0.88,
    rows=(36, 50),
    couple=72,
    people=22,
    padding=18,
    beyond=26,
    titles=6,
    issue_room=(140, 140, 140),
    shared_issue_room=420,
    box=206,
    around=12,
)
PACKED = Density(
    sign=0.85,
    rows=(30, 44),
    couple=60,
    people=18,
    padding=16,
    beyond=24,
    titles=0,
    issue_room=(110, 110, 110),
    shared_issue_room=360,
    box=200,
    around=10,
)
"""The last resort: a dozen people and thirty agencies; the issues are then read in the table beside the map."""
