"""Nothing in a row of the legend touches the next row: each row is as it is drawn, and far enough from the others."""

import io
from itertools import pairwise
from xml.etree.ElementTree import Element, tostring

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageOps

from jusou_meeting.documents.picture import png
from jusou_meeting.ecomap.geometry import field_of, sheet_of
from jusou_meeting.ecomap.legend import REACH, legend
from jusou_meeting.ecomap.notation import (
    STANDARD,
    CoupleMark,
    DeceasedMark,
    Entry,
    Preset,
    StrongMark,
)
from jusou_meeting.ecomap.svg import FONT_FAMILY
from jusou_meeting.ecomap.svg_legend import paint_legend

OTHER = Preset(deceased=DeceasedMark.FILLED, strong=StrongMark.DOUBLE, couple=CoupleMark.DOUBLE)
UNIT = 5
"""Pixels of a unit of the map."""


def ink(entry, preset):
    """How far above and below the middle of its row a sign and its word are drawn."""
    [item] = items = legend([entry], sheet_of(field_of(1)))
    box = f"0 {item.y - 30} 320 60"
    root = Element("svg", {"xmlns": "http://www.w3.org/2000/svg", "viewBox": box, "font-family": FONT_FAMILY})
    paint_legend(root, items, preset)
    drawn = Image.open(io.BytesIO(png(tostring(root, encoding="unicode"), width_px=320 * UNIT)))
    _, top, _, bottom = ImageOps.invert(drawn.convert("L")).getbbox()
    return 30 - top / UNIT, bottom / UNIT - 30


@pytest.mark.parametrize("preset", [STANDARD, OTHER], ids=["standard", "other"])
@pytest.mark.parametrize("entry", Entry)
def test_no_sign_is_higher_than_its_row(entry, preset):
    above, below = ink(entry, preset)

    assert max(above, below) <= REACH


@given(st.sets(st.sampled_from(Entry), max_size=len(Entry) - 1), st.sampled_from([1.0, 1.019, 1.2, 2.0]))
def test_rows_stand_apart_from_one_another_and_from_the_map(left_out, scale):
    field = field_of(scale)
    rows = sorted({item.y for item in legend(set(Entry) - left_out, sheet_of(field))})

    assert all(y - REACH >= field.bottom for y in rows[:1])
    assert all(below - above >= 2 * REACH + 1 for above, below in pairwise(rows))
    assert len(rows) > 3 or all(y + REACH <= sheet_of(field).bottom for y in rows)
