"""図: how a person, an agency and their issues look, and how much room each takes, before any has its place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from jusou_meeting.agency import Involvement, InvolvementStatus
from jusou_meeting.ecomap.folding import FoldedField
from jusou_meeting.ecomap.geometry import Box
from jusou_meeting.ecomap.notation import INK, QUIET, SMALLEST, Sign, sign_of
from jusou_meeting.ecomap.text_width import broken, text_width
from jusou_meeting.household import Person, age
from jusou_meeting.vocabulary import RecordId

BADGE = 15.0
"""The radius of a numbered badge."""
ROW = 31.0
"""The height of a row of issues."""
TAB = 94.0
"""Before the issues of the household stand its corner and the word 世帯."""
_LINE = 1.22
"""From line to line, in sizes of the text."""
_ROOM_FOR_SHARED_ISSUES = 540.0
_ROOM_IN_THE_FLOW = 360.0
HALF = {Sign.SQUARE: 42.0, Sign.CIRCLE: 47.0, Sign.DIAMOND: 60.0, Sign.TRIANGLE: 44.0, Sign.HEXAGON: 48.0}
"""From the middle of a sign to its side; all hold the same two lines of text, but for △, which has its words below."""
_ROOM_IN_A_SIGN = 70.0
_STAR = 24.0
_NAME = 20.0


class Measure(NamedTuple):
    """字詰め: how far words may run before they break, and how much room stands around them."""

    issues: float
    """The issues of somebody, with their numbers."""
    lines_of_an_issue: int
    narrowest: float
    """The box of an agency, and `widest`."""
    widest: float
    name: float
    """The size of the letters of an agency's name, where it stands in one line."""
    lines: int
    """In so many at most stands the name."""
    above: float
    foot: float
    """The height of 〔分野〕 where no badge stands beside it."""
    below: float


USUAL = Measure(
    issues=252,
    lines_of_an_issue=3,
    narrowest=150,
    widest=258,
    name=_NAME,
    lines=3,
    above=10,
    foot=30,
    below=7,
)
"""A name of 25 characters stands in its box in two or three lines."""
CLOSE = Measure(
    issues=200,
    lines_of_an_issue=3,
    narrowest=110,
    widest=168,
    name=SMALLEST,
    lines=4,
    above=6,
    foot=21,
    below=5,
)
"""Where there are many: no letter is smaller, but everything else is as small as they let it be."""


class Lettering(NamedTuple):
    """文字: one line of text, placed from the middle of its figure."""

    text: str
    x: float
    y: float
    size: float
    bold: bool = False
    ink: str = INK
    anchor: Literal["start", "middle"] = "middle"

    @property
    def box(self) -> Box:
        """The room it takes, slack included."""
        width = text_width(self.text, self.size)
        middle = self.x if self.anchor == "middle" else self.x + width / 2
        return Box.around((middle, self.y), width, self.size * 1.1)


def stacked(lines: Iterable[tuple[str, float, bool]], *, top: float) -> tuple[Lettering, ...]:
    """Lines under each other, each with its size and whether it is bold; the upper edge of the first at the top."""
    placed = []
    for text, size, bold in lines:
        placed.append(Lettering(text, 0, top + size * _LINE / 2, size, bold, INK if bold else QUIET))
        top += size * _LINE
    return tuple(placed)


class Badge(NamedTuple):
    """課題番号: the number of an issue, placed from the middle of its figure."""

    issue_id: RecordId
    number: int
    owned: bool
    """Whether anybody carries a role for it."""
    x: float
    y: float


class NumberedIssue(NamedTuple):
    """課題: one issue as the map numbers it."""

    id: RecordId
    number: int
    title: str
    owned: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueRow:
    """課題の一行: a badge with its title beside it; a row without lines is a number alone."""

    badge: Badge
    title: str
    lines: tuple[Lettering, ...]
    box: Box


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueList:
    """課題の一覧: the issues of one person, from the upper left corner."""

    rows: tuple[IssueRow, ...] = ()
    width: float = 0.0
    height: float = 0.0


_INDENT = 2 * BADGE + 6
_STEP = 2 * BADGE + 3
_WRITTEN_OUT = 6
"""So many issues of one person are written out; the rest show their number, unless it is one that would fill a row by itself."""


def issue_list(issues: Sequence[NumberedIssue], measure: Measure = USUAL) -> IssueList:
    """The issues under each other, the first of them written out, the rest as numbers."""
    rows: list[IssueRow] = []
    y = 0.0
    written = len(issues) if len(issues) == _WRITTEN_OUT + 1 else _WRITTEN_OUT
    for issue in issues[:written]:
        room, most = measure.issues - _INDENT, measure.lines_of_an_issue
        lines = broken(issue.title, size=SMALLEST, room=room, most=most)
        height = max(ROW, len(lines) * SMALLEST * _LINE + 5)
        rows.append(_issue_row(issue, lines, 0.0, y, height))
        y += height
    across = max(1, int(measure.issues * 0.7 // _STEP))
    for place, issue in enumerate(issues[written:]):
        rows.append(_issue_row(issue, (), place % across * _STEP, y + place // across * ROW, ROW))
    return _issue_list(rows)


def issue_flow(issues: Sequence[NumberedIssue]) -> IssueList:
    """The issues of the household side by side, in as few rows as they can."""
    rows: list[IssueRow] = []
    x = y = 0.0
    for place, issue in enumerate(issues):
        most = 1 if place < _WRITTEN_OUT else 0
        lines = broken(issue.title, size=SMALLEST, room=_ROOM_IN_THE_FLOW, most=1)[:most]
        row = _issue_row(issue, lines, x, y, ROW)
        if x and row.box.right > _ROOM_FOR_SHARED_ISSUES:
            x, y = 0.0, y + ROW
            row = _issue_row(issue, lines, x, y, ROW)
        rows.append(row)
        x = row.box.right + 16
    return _issue_list(rows)


def _issue_row(issue: NumberedIssue, lines: Sequence[str], x: float, y: float, height: float) -> IssueRow:
    middle = y + height / 2
    first = middle - (len(lines) - 1) / 2 * SMALLEST * _LINE
    lettering = tuple(
        Lettering(text, x + _INDENT, first + place * SMALLEST * _LINE, SMALLEST, anchor="start")
        for place, text in enumerate(lines)
    )
    right = max((line.box.right for line in lettering), default=x + 2 * BADGE)
    return IssueRow(
        badge=Badge(issue.id, issue.number, issue.owned, x + BADGE, middle),
        title=issue.title,
        lines=lettering,
        box=Box(x, y, right, y + height),
    )


def _issue_list(rows: Sequence[IssueRow]) -> IssueList:
    return IssueList(
        rows=tuple(rows),
        width=max((row.box.right for row in rows), default=0.0),
        height=max((row.box.bottom for row in rows), default=0.0),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonFigure:
    """人の図: the sign with the words in and under it, around its own middle."""

    person: Person
    sign: Sign
    years: str
    """The age on the day of the map, as it is said."""
    half: float
    inside: tuple[Lettering, ...]
    under: tuple[Lettering, ...]

    @property
    def body(self) -> Box:
        """The room of the sign and the words under it."""
        box = Box(-self.half, -self.half, self.half, self.half)
        for line in self.under:
            box = box.joined(line.box)
        return box if self.star is None else box.joined(self.star.box)

    @property
    def star(self) -> Lettering | None:
        """★ at the upper right of the sign of a key person: beside it, so that the sign still tells the sex."""
        return Lettering("★", self.half, -self.half, _STAR) if self.person.key_person else None

    @property
    def outside(self) -> bool:
        """Whether the person is no member of the household that lives together."""
        return self.person.lives_apart or self.person.deceased


def person_figure(person: Person, *, on: date, framed: bool = False) -> PersonFigure:
    """The label and the age in the sign where they fit, under it where they do not; where somebody lives, unless a frame says it."""
    sign = sign_of(person)
    half, room = HALF[sign], _ROOM_IN_A_SIGN
    holds_words = sign is not Sign.TRIANGLE
    label, years = " ".join(person.label.split()), " ".join(age(person, on).split())
    inside: list[tuple[str, float, bool]] = []
    under: list[tuple[str, float, bool]] = []
    if holds_words and text_width(label, _NAME) <= room:
        inside.append((label, _NAME, True))
    else:
        under.extend((line, SMALLEST, True) for line in broken(label, size=SMALLEST, room=182, most=3))
    for most in (1, 2) if holds_words else ():
        lines = broken(years, size=SMALLEST, room=room - 14 * (most - 1), most=most)
        if not any("…" in line for line in lines):
            inside.extend((line, SMALLEST, False) for line in lines)
            break
    else:
        under.extend((line, SMALLEST, False) for line in broken(years, size=SMALLEST, room=170, most=2))
    if person.lives_apart:
        residence = "" if framed else " ".join(person.residence.split())
        apart = f"別居（{residence}）" if residence else "別居"
        under.extend((line, SMALLEST, False) for line in broken(apart, size=SMALLEST, room=170, most=2))
    return PersonFigure(
        person=person,
        sign=sign,
        years=years,
        half=half,
        inside=stacked(inside, top=-sum(size for _, size, _ in inside) * _LINE / 2),
        under=stacked(under, top=half + 3),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyFigure:
    """機関の図: the box with its words and the badges of the issues it has a role for, around its own middle."""

    involvement: Involvement
    width: float
    height: float
    lettering: tuple[Lettering, ...]
    badges: tuple[Badge, ...]
    lead: bool

    @property
    def is_folded(self) -> bool:
        """Whether the box stands for several agencies."""
        return isinstance(self.involvement, FoldedField)

    @property
    def body(self) -> Box:
        """The room of the box, of the mark of the lead agency on its upper edge, and of the edge of a folded field behind it."""
        box = Box.around((0, 0), self.width, self.height)
        if self.is_folded:
            return box._replace(top=box.top - BEHIND, right=box.right + BEHIND)
        return box.grown(6)._replace(top=box.top - LEAD_MARK.height / 2 - 5) if self.lead else box


BEHIND = 6.0
"""How far the edge of a second box shows behind that of a folded field."""
LEAD_MARK = Box(0, 0, 86, 27)
"""主担当: the size of the mark on the upper edge of its box."""


def _foot(involvement: Involvement, room: float) -> str:
    """〔分野〕 with how near it stands; without the brackets where they have no room."""
    if isinstance(involvement, FoldedField):
        return involvement.standing
    field = f"〔{' '.join(involvement.field.split())}〕" if involvement.field.strip() else ""
    status = "" if involvement.status is InvolvementStatus.ENGAGED else involvement.status.label
    if text_width(f"{field}{status}", SMALLEST) > room:
        return f"{field[1:-1]}・{status}"
    return f"{field}{status}"


def agency_figure(
    involvement: Involvement, issues: Sequence[NumberedIssue], *, lead: bool, measure: Measure = USUAL
) -> AgencyFigure:
    """The name in few lines, under it 〔分野〕 with how near it stands, and its badges; as wide as they need."""
    room, size = measure.widest - 18, measure.name
    name = broken(involvement.name, size=size, room=room, most=measure.lines) or ("（名称なし）",)
    if len(name) > 1:
        smaller = broken(involvement.name, size=SMALLEST, room=room, most=measure.lines)
        if len(smaller) < len(name) or len(name) == measure.lines:
            name, size = smaller, SMALLEST
    above = max(measure.above, LEAD_MARK.height / 2 + 3) if lead else measure.above
    lettering = list(stacked(((line, size, True) for line in name), top=above))
    y = above + len(name) * size * _LINE + 2
    foot = broken(_foot(involvement, room), size=SMALLEST, room=room, most=1)
    foot_width = text_width(foot[0], SMALLEST) + 6 if foot else 0.0
    beside = foot_width + len(issues) * _STEP <= room
    left = -(foot_width + (len(issues) * _STEP if beside else 0)) / 2
    alone = not (beside and issues)
    if foot:
        middle = y + (measure.foot if alone else ROW) // 2
        lettering.append(Lettering(foot[0], left + (foot_width - 6) / 2, middle, SMALLEST, ink=QUIET))
    if foot and alone:
        y += measure.foot
    badges = []
    across = max(1, int(room // _STEP))
    for place, issue in enumerate(issues):
        row, column = divmod(place, across)
        in_this_row = min(len(issues) - row * across, across)
        start = left + foot_width if beside else -in_this_row * _STEP / 2
        badges.append(
            Badge(issue.id, issue.number, issue.owned, start + (column + 0.5) * _STEP, y + row * ROW + 15)
        )
    height = y + -(-len(issues) // across) * ROW + measure.below
    extents = [max(-line.box.left, line.box.right) for line in lettering]
    extents.extend(abs(badge.x) + BADGE for badge in badges)
    return AgencyFigure(
        involvement=involvement,
        width=max(measure.narrowest, 2 * max(extents) + 18),
        height=height,
        lettering=tuple(line._replace(y=line.y - height / 2) for line in lettering),
        badges=tuple(badge._replace(y=badge.y - height / 2) for badge in badges),
        lead=lead,
    )
