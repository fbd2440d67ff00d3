"""配付: the files that leave the building's software: minutes, and the map as a picture."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from jusou_meeting.documents.minutes import minutes_document
from jusou_meeting.documents.paper import MapPicture
from jusou_meeting.documents.picture import png
from jusou_meeting.ecomap.scene import Scene, compose
from jusou_meeting.ecomap.svg import paint
from jusou_meeting.household import Household
from jusou_meeting.japanese_date import wareki
from jusou_meeting.meeting import MeetingRecord
from jusou_meeting.minutes import minutes

_PRINT_WIDTH = 3000
"""Pixels: 300 dpi over the width of a landscape A4 page."""


def minutes_file(
    record: MeetingRecord, household: Household, meetings: Iterable[MeetingRecord], *, organisation: str
) -> bytes:
    """会議録.docx of this meeting, with the map of its day; `meetings` are all that were held on this household."""
    gathered = minutes(record, household, meetings)
    scene = compose(gathered.household, on=gathered.drawn_on, caption=_caption(record))
    return minutes_document(gathered, organisation=organisation, pictures=map_picture(scene))


def map_picture(scene: Scene) -> MapPicture:
    """The map for paper: the same SVG as on the screen, and a picture of it for readers that draw none."""
    svg = paint(scene)
    return MapPicture(svg=svg, png=png(svg, width_px=_PRINT_WIDTH), alternative_text=scene.description)


def ecomap_file(household: Household, *, on: date, suffix: str) -> bytes:
    """The map as .svg or .png."""
    svg = paint(compose(household, on=on))
    return svg.encode() if suffix == ".svg" else png(svg, width_px=_PRINT_WIDTH)


def _caption(record: MeetingRecord) -> str:
    meeting = record.meeting
    return f"第{meeting.ordinal}回 {meeting.kind.label} {wareki(record.sitting.held_on)}"
