"""SVG: the one painter of the map, for screen, projector, Word, print and file.

What a browser may rely on: everything that can be chosen is a `<g>` with `data-id` (the record), `data-kind` (person,
agency, household, issue or tie), `tabindex`, `role="button"` and an `aria-label`. People and agencies are drawn around
their middle by `transform="translate(x y)"` and repeat it as `data-x` and `data-y`; the issues of a person name it in
`data-of` and are moved with it; ties name their ends in `data-a` and `data-b` and hold a wide invisible path to hit;
the lines of roles name their ends as well, and cannot be chosen.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement, tostring

from jusou_meeting.agency import InvolvementStatus
from jusou_meeting.ecomap import svg_element as draw
from jusou_meeting.ecomap.figure import BADGE, LEAD_MARK, TAB, Badge, IssueList, Lettering
from jusou_meeting.ecomap.generations import PlacedPerson
from jusou_meeting.ecomap.geometry import Box, Point, across, toward
from jusou_meeting.ecomap.layout import PlacedAgency
from jusou_meeting.ecomap.legend import HEADING, LegendItem
from jusou_meeting.ecomap.line import Line, label_box
from jusou_meeting.ecomap.notation import (
    BORDERS,
    CLIENT_TINT,
    ENTRY_OF_DIFFERENCE,
    FAMILY_LINE,
    HOUSEHOLD_LINE,
    HOUSEHOLD_TINT,
    INK,
    LINES,
    NAVY,
    PAPER,
    QUIET,
    SMALLEST,
    TINT_OF_DIFFERENCE,
    Entry,
    LineStyle,
    Mark,
    Sign,
    line_style,
    tint_of_field,
)
from jusou_meeting.ecomap.route import Route, zigzag
from jusou_meeting.ecomap.scene import Scene, said_of_agency, said_of_issue, said_of_person
from jusou_meeting.ecomap.ties import Direction, Tie
from jusou_meeting.vocabulary import RecordId

_GROUND = 10.0
"""By how much a coloured ground is larger than what stands on it."""
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
    _household(root, scene)
    for points in scene.family_lines:
        draw.stroke(root, points, FAMILY_LINE)
    _grounds(root, scene)
    for line in scene.lines:
        _line(root, line)
    for person in scene.plan.people:
        _person(root, person)
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
    _legend(root, scene.legend)
    return tostring(root, encoding="unicode")


def paint_tie(tie: Tie) -> str:
    """One tie by itself, as it is drawn on the map: a specimen to stand beside its word."""
    root = Element("svg", {"xmlns": "http://www.w3.org/2000/svg", "viewBox": "0 0 64 24", "role": "img"})
    ahead = tie.direction in (Direction.FORWARD, Direction.BOTH)
    back = tie.direction in (Direction.BACKWARD, Direction.BOTH)
    way = Route((4, 12), (60, 12))
    line = Line(tie=tie, a=tie.a, b=tie.b, style=line_style(tie), route=way, head_at_a=back, head_at_b=ahead)
    _drawn_line(root, line)
    return tostring(root, encoding="unicode")


def _grounds(root: Element, scene: Scene) -> None:
    """The coloured ground of whatever differs from another moment, under all that is drawn."""
    tints = {record_id: TINT_OF_DIFFERENCE[mark] for record_id, mark in scene.marks.items()}
    for line in scene.lines:
        if line.tie is not None and line.tie.id in tints:
            style = LineStyle(ink=tints[line.tie.id], width=_GROUND * 2, round=True)
            draw.stroke(root, line.route.points(24), style)
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
    ground = scene.plan.tab
    for row in scene.plan.shared_issues.rows[:1]:
        ground = ground._replace(right=scene.outline.left + TAB + row.box.right)
    draw.rect(group, ground, fill=PAPER, rx=6)
    draw.text(group, tab)


def _shape(
    parent: Element, sign: Sign, half: float, *, at: Point = (0, 0), **attributes: str | float
) -> None:
    x, y = at
    if sign is Sign.CIRCLE:
        draw.element(parent, "circle", cx=x, cy=y, r=half, **attributes)
    elif sign is Sign.SQUARE:
        draw.rect(parent, Box.around(at, 2 * half, 2 * half), **attributes)
    else:
        corners = [(x + half * dx, y + half * dy) for dx, dy in _CORNERS[sign]]
        draw.element(parent, "path", d=draw.path(corners) + " Z", stroke_linejoin="miter", **attributes)


def _person(root: Element, placed: PlacedPerson) -> None:
    figure = placed.figure
    person = figure.person
    group = draw.draggable(root, person.id, "person", said_of_person(placed), placed.at)
    fill = CLIENT_TINT if person.is_client else PAPER
    _shape(group, figure.sign, figure.half, fill=fill, stroke=INK, stroke_width=2.6)
    if person.is_client:
        _shape(
            group, figure.sign, figure.half - _INSET[figure.sign], fill="none", stroke=INK, stroke_width=1.6
        )
    if person.deceased:
        reach = figure.half * _TO_THE_CORNER[figure.sign]
        for way in (1, -1):
            draw.stroke(group, ((-reach, -reach * way), (reach, reach * way)), LineStyle(ink=INK, width=2))
        for line in figure.inside:
            draw.rect(group, line.box, fill=PAPER, rx=3)
    if figure.star is not None:
        star = figure.star
        draw.element(group, "circle", cx=star.x, cy=star.y, r=star.size * 0.6, fill=_ground(placed))
        draw.text(group, star)
    for line in figure.under:
        draw.rect(group, line.box, fill=_ground(placed), fill_opacity=0.9, rx=4)
    for line in (*figure.inside, *figure.under):
        draw.text(group, line)


def _ground(placed: PlacedPerson) -> str:
    """What lies under a person's words."""
    return PAPER if placed.figure.outside else HOUSEHOLD_TINT


_HIGH = math.sqrt(0.75)
_CORNERS = {
    Sign.DIAMOND: ((0, -1), (1, 0), (0, 1), (-1, 0)),
    Sign.TRIANGLE: ((0, -1), (1, 1), (-1, 1)),
    Sign.HEXAGON: ((-1, 0), (-0.5, -_HIGH), (0.5, -_HIGH), (1, 0), (0.5, _HIGH), (-0.5, _HIGH)),
}
_INSET = {Sign.SQUARE: 5.0, Sign.CIRCLE: 5.0, Sign.DIAMOND: 7.0, Sign.TRIANGLE: 8.0, Sign.HEXAGON: 6.0}
_TO_THE_CORNER = {
    Sign.SQUARE: 1.0,
    Sign.CIRCLE: math.sqrt(0.5),
    Sign.DIAMOND: 0.5,
    Sign.TRIANGLE: 0.6,
    Sign.HEXAGON: 0.62,
}


def _issues(root: Element, issues: IssueList, at: Point, person: PlacedPerson | None) -> None:
    for row in issues.rows:
        group = draw.choice(root, row.badge.issue_id, "issue", said_of_issue(row))
        if person is not None:
            group.set("data-of", draw.legible(person.figure.person.id))
        group.set("transform", f"translate({draw.number(at[0])} {draw.number(at[1])})")
        if row.lines:
            ground = PAPER if person is None else _ground(person)
            draw.rect(group, row.box.grown(1), fill=ground, fill_opacity=0.9, rx=5)
        _badge(group, row.badge)
        for line in row.lines:
            draw.text(group, line)


def _badge(parent: Element, badge: Badge) -> None:
    """A filled disc when somebody carries the issue, a dashed ring when nobody does."""
    paint: dict[str, str | float] = (
        {"fill": NAVY, "stroke": NAVY, "stroke_width": 1.6}
        if badge.owned
        else {"fill": PAPER, "stroke": INK, "stroke_width": 1.8, "stroke_dasharray": "4 3"}
    )
    draw.element(parent, "circle", cx=badge.x, cy=badge.y, r=BADGE - 1, **paint)
    size = SMALLEST if badge.number < 100 else 12.0
    ink = PAPER if badge.owned else INK
    draw.text(parent, Lettering(str(badge.number), badge.x, badge.y, size, bold=True, ink=ink))


def _agency(root: Element, placed: PlacedAgency) -> None:
    figure = placed.figure
    involvement = figure.involvement
    group = draw.draggable(root, involvement.id, "agency", said_of_agency(figure), placed.at)
    box = Box.around((0, 0), figure.width, figure.height)
    border = BORDERS[involvement.status]
    draw.rect(group, box, rx=11, fill=tint_of_field(involvement.field), **draw.pen(border))
    if figure.lead:
        draw.rect(group, box.grown(4.5), rx=14, fill="none", stroke=INK, stroke_width=2)
        mark = LEAD_MARK.moved(-LEAD_MARK.width / 2, box.top - LEAD_MARK.height / 2 - 4)
        draw.rect(group, mark, rx=12, fill=INK)
        draw.text(group, Lettering("主担当", 0, mark.middle[1], SMALLEST, bold=True, ink=PAPER))
    ended = involvement.status is InvolvementStatus.ENDED
    for line in figure.lettering:
        draw.text(group, line._replace(ink=QUIET) if ended else line)
    for badge in figure.badges:
        _badge(group, badge)


def _line(root: Element, line: Line) -> None:
    if line.tie is None:
        group = draw.element(root, "g", data_a=draw.legible(line.a), data_b=draw.legible(line.b))
        _drawn_line(group, line)
        _label(group, line)
        return
    group = draw.choice(root, line.tie.id, "tie", line.said, a=line.a, b=line.b)
    draw.element(
        group,
        "path",
        d=draw.path(line.route.points()),
        fill="none",
        stroke=INK,
        stroke_opacity=0.0,
        stroke_width=20,
        pointer_events="stroke",
    )
    _drawn_line(group, line)
    _label(group, line)


def _label(parent: Element, line: Line) -> None:
    if line.label:
        draw.rect(parent, label_box(line.label), fill=PAPER, fill_opacity=0.92, rx=5)
        for text in line.label:
            draw.text(parent, text)


def _drawn_line(parent: Element, line: Line) -> None:
    style = line.style
    head = 9.0 + style.width * 1.7
    points = line.route.points(24)
    points = _shortened(points, head * 0.8 if line.head_at_a else 0, head * 0.8 if line.head_at_b else 0)
    if style.zigzag:
        points = zigzag(points, reach=6 + style.width * 0.5, step=12 + style.width)
    draw.element(parent, "path", d=draw.path(points), fill="none", stroke_linejoin="round", **draw.pen(style))
    for there, tip, back in (
        (line.head_at_a, line.route.start, line.route.at(min(1.0, 20 / (line.route.length() or 1)))),
        (line.head_at_b, line.route.end, line.route.at(max(0.0, 1 - 20 / (line.route.length() or 1)))),
    ):
        if there:
            _head(parent, tip, back, head, style.ink)
    if style.mark is not None:
        _mark(parent, line.route, line.mark_at, style)


def _shortened(points: Sequence[Point], at_start: float, at_end: float) -> list[Point]:
    """The way without its ends, where the arrowheads are."""
    return _cut(_cut(points, at_start)[::-1], at_end)[::-1]


def _cut(points: Sequence[Point], distance: float) -> list[Point]:
    rest = list(points)
    while len(rest) > 2 and math.dist(rest[0], rest[1]) <= distance:
        distance -= math.dist(rest[0], rest[1])
        rest.pop(0)
    return [toward(rest[0], rest[1], min(distance, math.dist(rest[0], rest[1]) * 0.8)), *rest[1:]]


def _head(parent: Element, tip: Point, back: Point, size: float, ink: str) -> None:
    base = toward(tip, back, size)
    side_x, side_y = across(tip, back)
    wide = size * 0.42
    corners = (
        tip,
        (base[0] + side_x * wide, base[1] + side_y * wide),
        (base[0] - side_x * wide, base[1] - side_y * wide),
    )
    draw.element(parent, "path", d=draw.path(corners) + " Z", fill=ink)


def _mark(parent: Element, route: Route, share: float, style: LineStyle) -> None:
    """？ in a disc for a tie that is missing, two strokes across a line that was cut."""
    x, y = route.at(share)
    if style.mark is Mark.MISSING:
        draw.element(parent, "circle", cx=x, cy=y, r=13, fill=PAPER, stroke=style.ink, stroke_width=1.6)
        draw.text(parent, Lettering("?", x, y, SMALLEST, bold=True, ink=style.ink))
        return
    before, after = route.at(max(0.0, share - 0.02)), route.at(min(1.0, share + 0.02))
    side_x, side_y = across(before, after)
    for offset in (-4.5, 4.5):
        middle = toward((x, y), after, offset)
        lean = toward((0, 0), (after[0] - before[0], after[1] - before[1]), 5)
        ends = (
            (middle[0] - side_x * 11 - lean[0], middle[1] - side_y * 11 - lean[1]),
            (middle[0] + side_x * 11 + lean[0], middle[1] + side_y * 11 + lean[1]),
        )
        draw.stroke(parent, ends, LineStyle(ink=INK, width=2.4))


def _legend(root: Element, items: Sequence[LegendItem]) -> None:
    if not items:
        return
    group = draw.element(root, "g")
    draw.text(group, Lettering("凡例", items[0].x - HEADING, items[0].y, SMALLEST, bold=True, anchor="start"))
    for item in items:
        _specimen(group, item)
        draw.text(
            group, Lettering(item.entry.label, item.x + item.room + 7, item.y, SMALLEST, anchor="start")
        )


_SIGN_OF_ENTRY = {
    Entry.MALE: Sign.SQUARE,
    Entry.FEMALE: Sign.CIRCLE,
    Entry.UNKNOWN_SEX: Sign.DIAMOND,
    Entry.UNBORN: Sign.TRIANGLE,
    Entry.ANIMAL: Sign.HEXAGON,
    Entry.CLIENT: Sign.SQUARE,
    Entry.DECEASED: Sign.SQUARE,
}
_DIFFERENCE_OF_ENTRY = {entry: mark for mark, entry in ENTRY_OF_DIFFERENCE.items()}
_STATUS_OF_ENTRY = {
    Entry.CONSIDERED: InvolvementStatus.CONSIDERED,
    Entry.UNCONNECTED: InvolvementStatus.UNCONNECTED,
    Entry.PAST: InvolvementStatus.ENDED,
}


def _specimen(parent: Element, item: LegendItem) -> None:
    entry, x, y = item.entry, item.x, item.y
    middle = x + item.room / 2, y
    if entry in _SIGN_OF_ENTRY:
        half = 10.0 if entry is Entry.UNKNOWN_SEX else 8.5
        tint = CLIENT_TINT if entry is Entry.CLIENT else PAPER
        _shape(parent, _SIGN_OF_ENTRY[entry], half, at=middle, fill=tint, stroke=INK, stroke_width=1.8)
        if entry is Entry.CLIENT:
            _shape(parent, Sign.SQUARE, half - 3.5, at=middle, fill="none", stroke=INK, stroke_width=1.2)
        if entry is Entry.DECEASED:
            for way in (1, -1):
                ends = (middle[0] - half, y - half * way), (middle[0] + half, y + half * way)
                draw.stroke(parent, ends, LineStyle(ink=INK, width=1.6))
    elif entry is Entry.ROLE_NUMBER:
        draw.text(parent, Lettering("№1", *middle, SMALLEST))
    elif entry is Entry.KEY_PERSON:
        draw.text(parent, Lettering("★", *middle, 20))
    elif entry in LINES:
        style = LINES[entry]
        tip = x + item.room
        points = [(x, y), (tip - (10 if entry is Entry.ARROW else 0), y)]
        draw.stroke(parent, zigzag(points, reach=6, step=10, lead=5) if style.zigzag else points, style)
        if entry is Entry.ARROW:
            _head(parent, (tip, y), (x, y), 13, style.ink)
        if style.mark:
            _mark(parent, Route((x, y), (tip, y)), 0.5, style)
    elif entry in _DIFFERENCE_OF_ENTRY:
        mark = _DIFFERENCE_OF_ENTRY[entry]
        draw.rect(parent, Box.around(middle, item.room, 22), rx=5, fill=TINT_OF_DIFFERENCE[mark])
        draw.text(parent, Lettering(mark.sign, *middle, SMALLEST, bold=True))
    elif entry in (Entry.OWNED_ISSUE, Entry.OPEN_ISSUE):
        _badge(parent, Badge(RecordId(""), 1, entry is Entry.OWNED_ISSUE, *middle))
    else:
        style = HOUSEHOLD_LINE if entry is Entry.HOUSEHOLD else BORDERS[_STATUS_OF_ENTRY[entry]]
        fill = HOUSEHOLD_TINT if entry is Entry.HOUSEHOLD else PAPER
        draw.rect(parent, Box.around(middle, item.room - 2, 17), rx=5, fill=fill, **draw.pen(style))
