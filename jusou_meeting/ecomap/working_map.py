"""作業の図: the map as whoever edits it has it before them, wherever it is composed."""

from __future__ import annotations

from datetime import date

from jusou_meeting.ecomap.caption import caption
from jusou_meeting.ecomap.folding import Folding
from jusou_meeting.ecomap.layout import lay_out, seen_before
from jusou_meeting.ecomap.notation import Preset
from jusou_meeting.ecomap.scene import Scene, compose
from jusou_meeting.household import Household, Position
from jusou_meeting.meeting import MeetingRecord
from jusou_meeting.vocabulary import RecordId


def working_map(
    folding: Folding, *, on: date, record: MeetingRecord | None, author: str, preset: Preset
) -> Scene:
    """The household as a screen folds it (folded in no field, it is the household itself), in a meeting or outside one."""
    said = caption(folding.whole, on, record=record, author=author)
    return compose(
        folding.household,
        on=on,
        caption=(*said, *folding.said),
        preset=preset,
        seen_at=seen_before(folding, on=on),
    )


def unsettled(household: Household, *, on: date) -> dict[RecordId, Position]:
    """Where the map draws everybody, when some have no place that is kept; empty = whoever is drawn has one."""
    drawn = {*(p.id for p in household.people), *(i.id for i in household.involvements)}
    return {} if drawn <= household.positions.keys() else lay_out(household, on=on).positions()
