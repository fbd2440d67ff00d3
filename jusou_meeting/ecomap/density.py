"""間隔: how far things stand from each other on a roomy and on a crowded sheet; signs and words are always alike."""

from __future__ import annotations

from dataclasses import dataclass, replace

from jusou_meeting.ecomap.geometry import FIELD, Box, Point, field_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Density:
    """込み具合: one set of distances, in map units."""

    rows: tuple[float, float]
    """Between generations, at least and at most."""
    couple: float
    """Also between neighbours who are tied, so that the line between them can be read."""
    people: float
    beyond: float
    """From the outline to those who live apart."""
    around: float
    """Between an agency and the household."""
    on_the_ellipse: bool = False
    """Whether the agencies stand round the household, and not in columns."""
    field: Box = FIELD
    aside: Point = (0.0, 0.0)
    """How far from the middle of the field the household stands: on its wider side then fits one more row of agencies."""

    def on(self, scale: float) -> Density:
        """The same on a sheet so much larger."""
        return replace(self, field=field_of(scale))


ROOMY = Density(rows=(42, 78), couple=104, people=36, beyond=44, around=30, on_the_ellipse=True)
TIGHT = Density(rows=(36, 50), couple=72, people=22, beyond=26, around=14)
CLOSEST = Density(rows=(20, 30), couple=58, people=14, beyond=20, around=12)
DENSITIES = (
    ROOMY,
    TIGHT,
    *(
        replace(CLOSEST.on(scale), aside=aside)
        for scale in (1.0, 1.019, 1.05, 1.1, 1.15, 1.2, 1.25, 1.3, 1.4, 1.5, 1.6, 1.75, 2.0, 2.5, 3.0, 4.0)
        for aside in ((0.0, 0.0), (-90.0, 0.0), (0.0, -45.0), (-90.0, -45.0), (0.0, -90.0), (-90.0, -90.0))
    ),
)
"""From the roomiest on; what is too much for the usual sheet is drawn on a larger one, and so in smaller letters."""
