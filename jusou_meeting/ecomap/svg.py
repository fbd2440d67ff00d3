"""SVG: the one painter of the map, for screen, projector, Word, print and file.

What a browser may rely on: everything that can be chosen is a `<g>` with `data-id` (the record), `data-kind` (person,
agency, household, issue, tie or family), `tabindex`, `role="button"` and an `aria-label`. People and agencies are drawn around
their middle by `transform="translate(x y)"` and repeat it as `data-x` and `data-y`; the issues of a person name it in
`data-of` and are moved with it; ties name their ends in `data-a` and `data-b` and hold a wide invisible path to hit;
the lines of roles and of the family name their ends as well, and cannot be chosen unless a record states them.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import reduce
from itertools import pairwise
from xml.etree.ElementTree import Element, SubElement, tostring

from jusou_meeting.agency import InvolvementStatus
from jusou_meeting.ecomap import svg_element as draw
from jusou_meeting.ecomap.descent import FamilyLine
from jusou_meeting.ecomap.figure import BEHIND, LEAD_MARK, IssueList, Lettering
from jusou_meeting.ecomap.generations import PlacedPerson
from jusou_meeting.ecomap.geometry import Box, Point, toward
from jusou_meeting.ecomap.layout import PlacedAgency
from jusou_meeting.ecomap.line import Line
from jusou_meeting.ecomap.line_words import label_box
from jusou_meeting.ecomap.notation import (
    BORDERS,
    CLIENT_TINT,
    ELSEWHERE_LINE,
    HOUSEHOLD_LINE,
    HOUSEHOLD_TINT,
    INK,
    NAVY,
    PAPER,
    QUIET,
    SMALLEST,
    TINT_OF_DIFFERENCE,
    DeceasedMark,
    LineStyle,
    Preset,
    line_style,
    tint_of_field,
)
from jusou_meeting.ecomap.route import Route, zigzag
from jusou_meeting.ecomap.scene import Scene, said_of_agency, said_of_issue, said_of_person
from jusou_meeting.ecomap.svg_legend import paint_legend
from jusou_meeting.ecomap.svg_sign import (
    INSET,
    TO_THE_CORNER,
    paint_badge,
    paint_bond,
    paint_head,
    paint_mark,
    paint_note,
    paint_shape,
    paint_stroke,
)
from jusou_meeting.ecomap.ties import Direction, Tie

_CORNER, _ROUND = 11, 26
"""Of the box of an agency, and of somebody who is none (近隣, 家主)."""
_GROUND = 10.0
"""By how much a coloured ground is larger than what stands on it."""
_BESIDE_A_LINE = 22.0
"""From a line of the family to the middle of the sign that says how it differs."""
FONT_FAMILY = "'BIZ UDPGothic', 'Jusou Fallback JP', 'Yu Gothic UI', Meiryo, 'Noto Sans CJK JP', sans-serif"


def paint(scene: Scene) -> str:
    """The map as SVG: the same scene gives the same bytes; whatever a person typed is text and nothing else."""
    root = Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "viewBox": " ".join(
                draw.number(n) for n in (*scene.sheet[:2], scene.sheet.width, scene.sheet.height)
            ),
            "role": "img",
            "font-family": FONT_FAMILY,
        },
    )
    SubElement(root, "title").text = draw.legible(scene.title)
    SubElement(root, "desc").text = draw.legible(scene.description)
    draw.rect(root, scene.sheet, fill=PAPER)
    for home in scene.plan.homes:
        draw.rect(root, home.outline, rx=24, fill=PAPER, **draw.pen(ELSEWHERE_LINE))
    _household(root, scene)
    _grounds(root, scene)
    for home in scene.plan.homes:
        draw.rect(root, home.label.box.grown(3), fill=PAPER)
        draw.text(root, home.label)
    for kin in scene.family_lines:
        _family_line(root, kin, scene)
    for line in scene.lines:
        _line(root, line, scene.preset)
    for kin in scene.family_lines:
        _sign_of_difference(root, kin, scene)
    for person in scene.plan.people:
        _person(root, person, scene.preset)
    for person in scene.plan.people:
        _issues(root, person.issues, person.issues_at, person)
    _issues(root, scene.plan.shared_issues, scene.plan.shared_issues_at, None)
    for agency in scene.agencies:
        _agency(root, agency)
    for lettering in scene.caption:
        draw.text(root, lettering)
    if scene.notice:
        draw.rect(root, scene.notice.box.grown(7), fill=PAPER, stroke=INK, stroke_width=1.6)
        draw.text(root, scene.notice)
    paint_legend(root, scene.legend, scene.preset)
    return tostring(root, encoding="unicode")


def paint_tie(tie: Tie) -> str:
    """One tie by itself, as it is drawn on the map: a specimen to stand beside its word."""
    root = Element("svg", {"xmlns": "http://www.w3.org/2000/svg", "viewBox": "0 0 64 24", "role": "img"})
    ahead = tie.direction in (Direction.FORWARD, Direction.BOTH)
    back = tie.direction in (Direction.BACKWARD, Direction.BOTH)
    way = Route((4, 12), (60, 12))
    style = line_style(tie)
    line = Line(tie=tie, a=tie.a, b=tie.b, style=style, route=way, head_at_a=back, head_at_b=ahead)
    _drawn_line(root, line, style)
    return tostring(root, encoding="unicode")


def _grounds(root: Element, scene: Scene) -> None:
    """The coloured ground of whatever differs from another moment, under all that is drawn."""
    tints = {record_id: TINT_OF_DIFFERENCE[mark] for record_id, mark in scene.marks.items()}
    for line in scene.lines:
        if line.tie is not None and line.tie.id in tints:
            style = LineStyle(ink=tints[line.tie.id], width=_GROUND * 2, round=True)
            draw.stroke(root, line.route.points(24), style)
    for kin in scene.family_lines:
        if kin.tie_id in tints:
            style = LineStyle(ink=tints[kin.tie_id], width=_GROUND * 2, round=True)
            draw.stroke(root, kin.points, style)
    boxes = [(person.figure.person.id, person.body) for person in scene.plan.people]
    boxes += [(agency.figure.involvement.id, agency.body) for agency in scene.agencies]
    lists = [(person.issues, person.issues_at) for person in scene.plan.people]
    lists.append((scene.plan.shared_issues, scene.plan.shared_issues_at))
    boxes += [(row.badge.issue_id, row.box.moved(*at)) for issues, at in lists for row in issues.rows]
    for record_id, box in boxes:
        if record_id in tints:
            draw.rect(root, box.grown(_GROUND * 0.8), rx=12, fill=tints[record_id])


def _household(root: Element, scene: Scene) -> None:
    group = draw.choice(root, scene.household_id, "household", scene.household_said)
    draw.rect(group, scene.outline, rx=36, fill=HOUSEHOLD_TINT, **draw.pen(HOUSEHOLD_LINE))
    tab = Lettering("世帯", *scene.plan.tab.middle, SMALLEST, bold=True, ink=NAVY)
    on_the_frame = [row.box for row in scene.plan.shared_issues.rows if row.box.top == 0]
    rows = [box.moved(*scene.plan.shared_issues_at) for box in on_the_frame]
    draw.rect(group, reduce(Box.joined, rows, scene.plan.tab), fill=PAPER, rx=6)
    draw.text(group, tab)
    if scene.household_notes is not None:
        draw.rect(group, scene.household_notes.box.grown(4), fill=PAPER, rx=6)
        draw.text(group, scene.household_notes)


def _family_line(root: Element, line: FamilyLine, scene: Scene) -> None:
    a, b = line.ends
    if line.tie_id is None:
        group = draw.element(root, "g", data_a=draw.legible(a), data_b=draw.legible(b))
    else:
        group = draw.choice(root, line.tie_id, "family", scene.family_said[line.tie_id], a=a, b=b)
        _hit(group, line.points)
    paint_bond(group, line.bond, line.points, line.mark_at, scene.preset)


def _sign_of_difference(root: Element, line: FamilyLine, scene: Scene) -> None:
    """＋, － or △ on its ground beside a line of the family that differs: it has no words before which this could stand."""
    if line.tie_id is None or line.tie_id not in scene.marks:
        return
    mark = scene.marks[line.tie_id]
    (x0, y0), (x1, y1) = max(pairwise(line.points), key=lambda leg: math.dist(*leg))
    level = abs(x1 - x0) > abs(y1 - y0)
    aside = (0.0, -_BESIDE_A_LINE) if level else (_BESIDE_A_LINE, 0.0)
    sign = Lettering(mark.sign, (x0 + x1) / 2 + aside[0], (y0 + y1) / 2 + aside[1], SMALLEST, bold=True)
    draw.rect(root, sign.box.grown(1), rx=5, fill=TINT_OF_DIFFERENCE[mark])
    draw.text(root, sign)


def _hit(parent: Element, points: Sequence[Point]) -> None:
    """A wide invisible path under a line, so that a finger finds it."""
    draw.element(
        parent,
        "path",
        d=draw.path(points),
        fill="none",
        stroke=INK,
        stroke_opacity=0.0,
        stroke_width=20,
        pointer_events="stroke",
    )


def _person(root: Element, placed: PlacedPerson, preset: Preset) -> None:
    figure = placed.figure
    person = figure.person
    group = draw.draggable(root, person.id, "person", said_of_person(placed), placed.at)
    blackened = person.deceased and preset.deceased is DeceasedMark.FILLED
    fill = INK if blackened else CLIENT_TINT if person.is_client else PAPER
    paint_shape(group, figure.sign, figure.half, fill=fill, stroke=INK, stroke_width=2.6)
    if person.is_client:
        paint_shape(
            group,
            figure.sign,
            figure.half - INSET[figure.sign],
            fill="none",
            stroke=PAPER if blackened else INK,
            stroke_width=1.6,
        )
    if person.deceased and not blackened:
        reach = figure.half * TO_THE_CORNER[figure.sign]
        for way in (1, -1):
            draw.stroke(group, ((-reach, -reach * way), (reach, reach * way)), LineStyle(ink=INK, width=2))
        if figure.inside:
            ground = reduce(Box.joined, (line.box for line in figure.inside))
            draw.rect(group, ground, fill=PAPER, rx=3)
    if person.note.strip():
        edge = -figure.half * TO_THE_CORNER[figure.sign]
        paint_note(group, (edge, edge))
    if figure.star is not None:
        star = figure.star
        draw.element(group, "circle", cx=star.x, cy=star.y, r=star.size * 0.6, fill=_ground(placed))
        draw.text(group, star)
    for line in figure.under:
        draw.rect(group, line.box, fill=_ground(placed), fill_opacity=0.9, rx=4)
    for line in figure.inside:
        draw.text(group, line._replace(ink=PAPER) if blackened else line)
    for line in figure.under:
        draw.text(group, line)


def _ground(placed: PlacedPerson) -> str:
    """What lies under a person's words."""
    return PAPER if placed.figure.outside else HOUSEHOLD_TINT


def _issues(root: Element, issues: IssueList, at: Point, person: PlacedPerson | None) -> None:
    for row in issues.rows:
        group = draw.choice(root, row.badge.issue_id, "issue", said_of_issue(row))
        if person is not None:
            group.set("data-of", draw.legible(person.figure.person.id))
        group.set("transform", f"translate({draw.number(at[0])} {draw.number(at[1])})")
        if row.lines:
            ground = PAPER if person is None else _ground(person)
            draw.rect(group, row.box.grown(1), fill=ground, fill_opacity=0.9, rx=5)
        paint_badge(group, row.badge)
        for line in row.lines:
            draw.text(group, line)


def _agency(root: Element, placed: PlacedAgency) -> None:
    figure = placed.figure
    involvement = figure.involvement
    group = draw.draggable(root, involvement.id, "agency", said_of_agency(figure), placed.at)
    box = Box.around((0, 0), figure.width, figure.height)
    border = BORDERS[involvement.status]
    corner = _ROUND if involvement.outsider else _CORNER
    if figure.is_folded:
        behind = box.moved(BEHIND, -BEHIND)
        draw.rect(group, behind, rx=corner, fill=tint_of_field(involvement.field), **draw.pen(border))
    draw.rect(group, box, rx=corner, fill=tint_of_field(involvement.field), **draw.pen(border))
    if figure.lead:
        draw.rect(group, box.grown(4.5), rx=14, fill="none", stroke=INK, stroke_width=2)
        mark = LEAD_MARK.moved(-LEAD_MARK.width / 2, box.top - LEAD_MARK.height / 2 - 4)
        draw.rect(group, mark, rx=12, fill=INK)
        draw.text(group, Lettering("主担当", 0, mark.middle[1], SMALLEST, bold=True, ink=PAPER))
    ended = involvement.status is InvolvementStatus.ENDED
    for line in figure.lettering:
        draw.text(group, line._replace(ink=QUIET) if ended else line)
    for badge in figure.badges:
        paint_badge(group, badge)
    if involvement.note.strip():
        paint_note(group, (box.right - 3, box.top + 3))


def _line(root: Element, line: Line, preset: Preset) -> None:
    if line.tie is None:
        group = draw.element(root, "g", data_a=draw.legible(line.a), data_b=draw.legible(line.b))
        _drawn_line(group, line, line.style)
        _label(group, line)
        return
    group = draw.choice(root, line.tie.id, "tie", line.said, a=line.a, b=line.b)
    _hit(group, line.route.points())
    _drawn_line(group, line, line_style(line.tie, preset))
    _label(group, line)


def _label(parent: Element, line: Line) -> None:
    if line.label:
        draw.rect(parent, label_box(line.label), fill=PAPER, fill_opacity=0.92, rx=5)
        for text in line.label:
            draw.text(parent, text)


def _drawn_line(parent: Element, line: Line, style: LineStyle) -> None:
    head = 9.0 + style.width * 1.7
    points = line.route.points(24)
    points = _shortened(points, head * 0.8 if line.head_at_a else 0, head * 0.8 if line.head_at_b else 0)
    if style.zigzag:
        points = zigzag(points, reach=6 + style.width * 0.5, step=12 + style.width)
    paint_stroke(parent, points, style)
    for there, tip, back in (
        (line.head_at_a, line.route.start, line.route.at(min(1.0, 20 / (line.route.length() or 1)))),
        (line.head_at_b, line.route.end, line.route.at(max(0.0, 1 - 20 / (line.route.length() or 1)))),
    ):
        if there:
            paint_head(parent, tip, back, head, style.ink)
    if style.mark is not None:
        paint_mark(parent, line.route, line.mark_at, style)


def _shortened(points: Sequence[Point], at_start: float, at_end: float) -> list[Point]:
    """The way without its ends, where the arrowheads are."""
    return _cut(_cut(points, at_start)[::-1], at_end)[::-1]


def _cut(points: Sequence[Point], distance: float) -> list[Point]:
    rest = list(points)
    while len(rest) > 2 and math.dist(rest[0], rest[1]) <= distance:
        distance -= math.dist(rest[0], rest[1])
        rest.pop(0)
    return [toward(rest[0], rest[1], min(distance, math.dist(rest[0], rest[1]) * 0.8)), *rest[1:]]
