"""SVG の要素: shapes, text and groups that can be chosen, built as a tree; text is never markup."""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement

from jusou_meeting.ecomap.figure import Lettering
from jusou_meeting.ecomap.geometry import Box, Point
from jusou_meeting.ecomap.notation import LineStyle

_MIDDLE = 0.36
"""From the base line of a text up to the middle of its letters, in sizes."""
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def number(value: float) -> str:
    """A coordinate, to a tenth of a unit."""
    return f"{round(value, 1) + 0.0:.1f}".removesuffix(".0")


def legible(text: str) -> str:
    """The text less what XML cannot hold."""
    return _NOT_XML.sub("", text)


def element(parent: Element, tag: str, **attributes: str | float) -> Element:
    """An SVG element; `stroke_width` names the attribute stroke-width, numbers become coordinates."""
    return SubElement(
        parent,
        tag,
        {
            name.replace("_", "-"): value if isinstance(value, str) else number(value)
            for name, value in attributes.items()
        },
    )


def choice(parent: Element, record_id: str, kind: str, said: str, **data: str) -> Element:
    """A group that a person can choose with pointer or keyboard."""
    group = SubElement(parent, "g", {"data-id": legible(record_id), "data-kind": kind})
    for name, value in data.items():
        group.set(f"data-{name}", legible(value))
    group.set("tabindex", "0")
    group.set("role", "button")
    group.set("aria-label", legible(said))
    return group


def draggable(parent: Element, record_id: str, kind: str, said: str, at: Point) -> Element:
    """A choice that is drawn around its own middle and stands at this place."""
    x, y = number(at[0]), number(at[1])
    group = choice(parent, record_id, kind, said, x=x, y=y)
    group.set("transform", f"translate({x} {y})")
    return group


def rect(parent: Element, box: Box, **attributes: str | float) -> Element:
    """A rectangle; `rx` rounds its corners."""
    return element(parent, "rect", x=box.left, y=box.top, width=box.width, height=box.height, **attributes)


def text(parent: Element, line: Lettering) -> None:
    """One line of text; Word knows no other way to centre it than its base line."""
    attributes: dict[str, str | float] = {"x": line.x, "y": line.y + line.size * _MIDDLE}
    if line.anchor != "start":
        attributes["text_anchor"] = line.anchor
    if line.bold:
        attributes["font_weight"] = "700"
    element(parent, "text", **attributes, font_size=line.size, fill=line.ink).text = legible(line.text)


def pen(style: LineStyle) -> dict[str, str | float]:
    """The attributes that draw a line of this style."""
    attributes: dict[str, str | float] = {"stroke": style.ink, "stroke_width": style.width}
    if style.dash:
        attributes["stroke_dasharray"] = style.dash
    if style.round:
        attributes["stroke_linecap"] = "round"
    return attributes


def path(points: Sequence[Point]) -> str:
    """A chain of points as the data of a path."""
    return "M" + " L".join(f"{number(x)} {number(y)}" for x, y in points)


def stroke(parent: Element, points: Sequence[Point], style: LineStyle) -> None:
    """A chain of points drawn in this style."""
    element(parent, "path", d=path(points), fill="none", **pen(style))
