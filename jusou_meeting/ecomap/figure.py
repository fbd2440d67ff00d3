"""図: how a person, an agency and their issues look, and how much room each takes, before any has its place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from jusou_meeting.agency import Involvement, InvolvementStatus
from jusou_meeting.ecomap.geometry import Box
from jusou_meeting.ecomap.notation import INK, QUIET, SMALLEST_NAME, Sign, sign_of
from jusou_meeting.ecomap.text_width import broken, text_width
from jusou_meeting.household import Person, age
from jusou_meeting.vocabulary import RecordId

BADGE = 11.5
"""The radius of a numbered badge."""
ROW = 25.0
"""The height of a row of issues."""
TAB = 92.0
"""Before the issues of the household stand its corner and the word 世帯."""
_LINE = 1.22
"""From line to line, in sizes of the text."""
_TITLES = 6
"""So many issues of one person are written out; the rest show their number."""

HALF = {Sign.SQUARE: 40.0, Sign.CIRCLE: 45.0, Sign.DIAMOND: 57.0}
"""From the middle of a sign to its side; all three hold the same two lines of text."""


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


def stacked(
    lines: Iterable[str], *, top: float, size: float, bold: bool = False, ink: str = INK
) -> tuple[Lettering, ...]:
    """Lines of one size under each other, the first one's upper edge at the top."""
    step = size * _LINE
    return tuple(
        Lettering(line, 0, top + step * (place + 0.5), size, bold, ink) for place, line in enumerate(lines)
    )


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


def issue_list(issues: Sequence[NumberedIssue], *, room: float, size: float = 16) -> IssueList:
    """The issues under each other in this width."""
    rows: list[IssueRow] = []
    y = 0.0
    indent = 2 * BADGE + 6
    width = 2 * BADGE
    for issue in issues[:_TITLES]:
        lines = broken(issue.title, size=size, room=room - indent, most=2)
        height = max(ROW, len(lines) * size * _LINE + 5)
        lettering = tuple(
            Lettering(
                text, indent, y + height / 2 + (place - (len(lines) - 1) / 2) * size * _LINE, size
            )._replace(anchor="start")
            for place, text in enumerate(lines)
        )
        wide = indent + max((text_width(line, size) for line in lines), default=0.0)
        width = max(width, wide)
        badge = Badge(issue.id, issue.number, issue.owned, BADGE, y + height / 2)
        rows.append(
            IssueRow(badge=badge, title=issue.title, lines=lettering, box=Box(0, y, wide, y + height))
        )
        y += height
    rest = issues[_TITLES:]
    per_row = max(1, int(max(width, room * 0.6) // ROW))
    for place, issue in enumerate(rest):
        left, top = place % per_row * ROW, y + place // per_row * ROW
        badge = Badge(issue.id, issue.number, issue.owned, left + BADGE, top + ROW / 2)
        box = Box(left, top, left + 2 * BADGE, top + ROW)
        rows.append(IssueRow(badge=badge, title=issue.title, lines=(), box=box))
    height = y + -(-len(rest) // per_row) * ROW
    return IssueList(rows=tuple(rows), width=max((row.box.right for row in rows), default=0.0), height=height)


def issue_flow(issues: Sequence[NumberedIssue], *, room: float, size: float = 16) -> IssueList:
    """The issues of the household side by side, in as many rows as this width asks for."""
    rows: list[IssueRow] = []
    x = y = 0.0
    indent = 2 * BADGE + 6
    for issue in issues:
        lines = broken(issue.title, size=size, room=min(room - indent, 360), most=1)
        text = lines[0] if len(rows) < _TITLES and lines else ""
        wide = indent + text_width(text, size) if text else 2 * BADGE
        if x and x + wide > room:
            x, y = 0.0, y + ROW
        lettering = (Lettering(text, x + indent, y + ROW / 2, size, anchor="start"),) if text else ()
        badge = Badge(issue.id, issue.number, issue.owned, x + BADGE, y + ROW / 2)
        rows.append(
            IssueRow(badge=badge, title=issue.title, lines=lettering, box=Box(x, y, x + wide, y + ROW))
        )
        x += wide + 16
    return IssueList(
        rows=tuple(rows),
        width=max((row.box.right for row in rows), default=0.0),
        height=y + ROW if rows else 0.0,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonFigure:
    """人の図: the sign with the words in and under it, around its own middle."""

    person: Person
    sign: Sign
    half: float
    inside: tuple[Lettering, ...]
    under: tuple[Lettering, ...]

    @property
    def body(self) -> Box:
        """The room of the sign and the words under it."""
        box = Box(-self.half, -self.half, self.half, self.half)
        for line in self.under:
            box = box.joined(line.box)
        return box

    @property
    def outside(self) -> bool:
        """Whether the person is no member of the household that lives together."""
        return self.person.lives_apart or self.person.deceased


def person_figure(person: Person, *, on: date) -> PersonFigure:
    """The label and the age in the sign where they fit, under it where they do not."""
    sign = sign_of(person)
    half = HALF[sign]
    label, years = " ".join(person.label.split()), " ".join(age(person, on).split())
    room = 66.0
    inside: list[tuple[str, float, bool]] = []
    under: list[Lettering] = []
    top = half + 3
    if text_width(label, 20) <= room:
        inside.append((label, 20, True))
    else:
        under.extend(
            stacked(
                broken(label, size=SMALLEST_NAME, room=182, most=3), top=top, size=SMALLEST_NAME, bold=True
            )
        )
    for size, most in ((16, 1), (14, 2)):
        lines = broken(years, size=size, room=room - (14 if most > 1 else 0), most=most)
        if not any("…" in line for line in lines):
            inside.extend((line, size, False) for line in lines)
            break
    else:
        lines = broken(years, size=15, room=150, most=2)
        under.extend(stacked(lines, top=under[-1].box.bottom + 1 if under else top, size=15, ink=QUIET))
    if person.lives_apart:
        under.extend(stacked(("別居",), top=under[-1].box.bottom + 1 if under else top, size=15, ink=QUIET))
    return PersonFigure(person=person, sign=sign, half=half, inside=_centred(inside), under=tuple(under))


def _centred(lines: Sequence[tuple[str, float, bool]]) -> tuple[Lettering, ...]:
    """Lines of several sizes around the middle."""
    y = -sum(size * _LINE for _, size, _ in lines) / 2
    placed = []
    for text, size, bold in lines:
        placed.append(Lettering(text, 0, y + size * _LINE / 2, size, bold))
        y += size * _LINE
    return tuple(placed)


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
    def body(self) -> Box:
        """The room of the box and of the mark of the lead agency on its upper edge."""
        box = Box.around((0, 0), self.width, self.height)
        return box.grown(6)._replace(top=box.top - LEAD_MARK.height / 2 - 5) if self.lead else box


_NARROWEST = 170.0
LEAD_MARK = Box(0, 0, 76, 24)
"""主担当: the size of the mark on the upper edge of its box."""


def agency_figure(
    involvement: Involvement, issues: Sequence[NumberedIssue], *, lead: bool, widest: float
) -> AgencyFigure:
    """The name in few lines, under it 〔分野〕 with how near it stands, and its badges; as wide as they need."""
    room = widest - 20
    name, size = broken(involvement.name, size=20, room=room, most=2) or ("（名称なし）",), 20
    if len(name) > 1:
        smaller = broken(involvement.name, size=SMALLEST_NAME, room=room, most=3)
        if len(smaller) < len(name) or name[-1].endswith("…"):
            name, size = smaller, SMALLEST_NAME
    status = "" if involvement.status is InvolvementStatus.ENGAGED else involvement.status.label
    field = f"〔{' '.join(involvement.field.split())}〕" if involvement.field.strip() else ""
    badges_in_row = max(1, int(room // (2 * BADGE + 3)))
    foot = "".join(broken(f"{field}{status}", size=15, room=room, most=1))
    lettering = list(stacked(name, top=0, size=size, bold=True))
    y = lettering[-1].y + size * _LINE / 2 + 2
    badges: list[Badge] = []
    foot_width = text_width(foot, 15) if foot else 0.0
    beside = foot_width + len(issues) * (2 * BADGE + 3) + 6 <= room
    if foot or issues:
        line_width = foot_width + (len(issues) * (2 * BADGE + 3) + 4 if beside and issues else 0)
        if foot:
            lettering.append(Lettering(foot, -line_width / 2 + foot_width / 2, y + 12, 15, ink=QUIET))
        rows = [issues[i : i + badges_in_row] for i in range(0, len(issues), badges_in_row)]
        for place, row in enumerate(rows):
            row_width = len(row) * (2 * BADGE + 3)
            left = -line_width / 2 + foot_width + 6 if beside else -row_width / 2 + 1.5
            down = y + 12 + (0 if beside or not foot else 25) + place * 25
            badges.extend(
                Badge(issue.id, issue.number, issue.owned, left + BADGE + at * (2 * BADGE + 3), down)
                for at, issue in enumerate(row)
            )
        y = max([y + 24, *(badge.y + BADGE + 1 for badge in badges)])
    height = y + 16
    middle = height / 2 - 8
    extent = max(
        [
            *(abs(line.x) + text_width(line.text, line.size) / 2 for line in lettering),
            *(abs(badge.x) + BADGE for badge in badges),
        ]
    )
    return AgencyFigure(
        involvement=involvement,
        width=max(_NARROWEST, 2 * extent + 20),
        height=height,
        lettering=tuple(line._replace(y=line.y - middle) for line in lettering),
        badges=tuple(badge._replace(y=badge.y - middle) for badge in badges),
        lead=lead,
    )
