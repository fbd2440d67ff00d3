"""場面: the whole map as plain data, with everything in its place; the painter adds nothing to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import reduce
from itertools import pairwise

import networkx as nx

from jusou_meeting.ecomap.alignment import GENERATION
from jusou_meeting.ecomap.descent import FamilyLine, family_lines
from jusou_meeting.ecomap.figure import AgencyFigure, IssueRow, Lettering
from jusou_meeting.ecomap.folding import FoldedField
from jusou_meeting.ecomap.generations import FamilyPlan, PlacedPerson
from jusou_meeting.ecomap.geometry import Box, sheet_of
from jusou_meeting.ecomap.graph import household_graph, without_line
from jusou_meeting.ecomap.layout import Layout, PlacedAgency, lay_out
from jusou_meeting.ecomap.legend import REACH, LegendItem, legend
from jusou_meeting.ecomap.line import Line, lines
from jusou_meeting.ecomap.notation import (
    ENTRY_OF_BOND,
    ENTRY_OF_DIFFERENCE,
    ENTRY_OF_SIGN,
    ENTRY_OF_STATUS,
    INK,
    QUIET,
    SMALLEST,
    STANDARD,
    Difference,
    Entry,
    Preset,
    entries_of_tie,
)
from jusou_meeting.ecomap.relation import family_sentence, sentence
from jusou_meeting.ecomap.text_width import broken, shortened, text_width
from jusou_meeting.household import IN_CONFIDENCE, SAMPLE, Household, Position
from jusou_meeting.japanese_date import wareki
from jusou_meeting.vocabulary import Footing, RecordId

_CAPTION_Y = 27.0
_HALF_A_ROW = 12.0
"""Of two rows of the caption, from the middle of each to the place of one."""
_NOTICE = 230.0
_CAPTION_GAP = 16.0
_WITHIN_A_SIGN = 8.0
"""A line that reaches so far into a sign does not end at it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """場面: one map, ready to be painted."""

    household_id: RecordId
    household_said: str
    household_notes: Lettering | None
    plan: FamilyPlan
    agencies: tuple[PlacedAgency, ...]
    family_lines: tuple[FamilyLine, ...]
    family_said: Mapping[RecordId, str]
    """The stated 家族のつながり in words."""
    lines: tuple[Line, ...]
    caption: tuple[Lettering, ...]
    notice: Lettering | None
    """見本・架空の世帯, in a frame of its own."""
    legend: tuple[LegendItem, ...]
    title: str
    description: str
    """The map in words, for whoever cannot see it."""
    sheet: Box
    """What the picture covers: 16:9, or more where five generations with long words need it."""
    preset: Preset = STANDARD
    marks: Mapping[RecordId, Difference] = field(default_factory=dict)
    """What stands on a coloured ground, since it differs from another moment."""

    @property
    def letters_on_a_wall(self) -> float:
        """How high the smallest letter stands on a projector of 1920 × 1080, in its points."""
        return SMALLEST * min(1920 / self.sheet.width, 1080 / self.sheet.height)

    @property
    def lines_run_over_people(self) -> bool:
        """Whether a line of the family runs over somebody's sign, as signs were put by hand or one after another."""
        legs = [leg for line in self.family_lines for leg in pairwise(line.points)]
        inside = [person.sign_box.grown(-_WITHIN_A_SIGN) for person in self.plan.people]
        return any(box.crossed_by(*leg) for box in inside for leg in legs)

    @property
    def couples_stand_aslant(self) -> bool:
        """Whether a couple is apart by half a generation and more, so that the one looks like a child of the other."""
        straight = [
            line.points for line in self.family_lines if line.bond.is_couple and len(line.points) == 2
        ]
        return any(abs(a[1] - b[1]) > GENERATION / 2 for a, b in straight)

    @property
    def frame_cuts_agencies(self) -> bool:
        """Whether the household's outline, which grew with people and issues, runs over the box of an agency."""
        outline = self.plan.outline
        boxes = [agency.box.grown(-_WITHIN_A_SIGN) for agency in self.agencies]
        return any(box.meets(outline) and not outline.encloses(box) for box in boxes)

    @property
    def outline(self) -> Box:
        """Around those who live together."""
        return self.plan.outline


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """図柄: everybody and everything of a household in its place, with every line; whatever is written round it."""

    household: Household
    on: date
    graph: nx.MultiDiGraph
    layout: Layout
    family_lines: tuple[FamilyLine, ...]
    lines: tuple[Line, ...]


def draw(household: Household, *, on: date, seen_at: Mapping[RecordId, Position] | None = None) -> Drawing:
    """The household as one reader may see it on this day; `seen_at` as `lay_out` has it."""
    graph = household_graph(household)
    layout = lay_out(household, on=on, seen_at=seen_at)
    kin_lines = tuple(family_lines(layout.family, layout.plan))
    return Drawing(
        household=household,
        on=on,
        graph=graph,
        layout=layout,
        family_lines=kin_lines,
        lines=lines(household, graph, layout, kin_lines),
    )


def compose(
    household: Household,
    *,
    on: date,
    caption: Sequence[str] = (),
    heading: str = "",
    preset: Preset = STANDARD,
    marks: Mapping[RecordId, Difference] | None = None,
    seen_at: Mapping[RecordId, Position] | None = None,
) -> Scene:
    """The map of a household: `framed` as it is drawn."""
    drawing = draw(household, on=on, seen_at=seen_at)
    return framed(drawing, caption=caption, heading=heading, preset=preset, marks=marks)


def framed(
    drawing: Drawing,
    *,
    caption: Sequence[str] = (),
    heading: str = "",
    preset: Preset = STANDARD,
    marks: Mapping[RecordId, Difference] | None = None,
) -> Scene:
    """The map with its caption, its legend and its words.

    The caption says what the household itself does not: for which meeting, on whose consent, by whom. `heading` is what
    the room speaks of, in the place of the case's number and title. `marks` are the differences from another moment.
    """
    household, on, layout = drawing.household, drawing.on, drawing.layout
    kin_lines, drawn = drawing.family_lines, drawing.lines
    marks = {i: mark for i, mark in (marks or {}).items() if _is_drawn(household, i)}
    sheet = _sheet(layout)
    entries = _entries(layout, drawn, kin_lines) | {ENTRY_OF_DIFFERENCE[mark] for mark in marks.values()}
    explained = legend(entries, sheet)
    sheet = sheet._replace(bottom=max(sheet.bottom, max((item.y + REACH for item in explained), default=0.0)))
    return Scene(
        household_id=household.id,
        household_said="、".join(["世帯", *(said_of_issue(row) for row in layout.plan.shared_issues.rows)]),
        household_notes=layout.notes,
        plan=layout.plan,
        agencies=layout.agencies,
        family_lines=kin_lines,
        family_said={tie.id: family_sentence(household, tie) for tie in household.family_ties},
        lines=drawn,
        caption=tuple(_caption(household, on, caption, heading, sheet)),
        notice=Lettering(SAMPLE, sheet.right - 110, sheet.top + _CAPTION_Y, 18, bold=True)
        if household.case.sample
        else None,
        legend=explained,
        sheet=sheet,
        preset=preset,
        marks=marks,
        title=f"エコマップ {household.case.number} {wareki(on)}現在",
        description="".join(_sentences(household, drawing.graph, layout)),
    )


def _is_drawn(household: Household, record_id: RecordId) -> bool:
    facts = (
        *household.people,
        *household.involvements,
        *household.issues,
        *household.ties,
        *household.family_ties,
    )
    return any(fact.id == record_id for fact in facts)


def _sheet(layout: Layout) -> Box:
    """The sheet of the layout, and more where somebody stands off it."""
    bodies = [*(person.body for person in layout.plan.people), *(agency.body for agency in layout.agencies)]
    return sheet_of(reduce(Box.joined, bodies, layout.field))


def _caption(
    household: Household, on: date, caption: Sequence[str], heading: str, sheet: Box
) -> Iterator[Lettering]:
    """Which household, on which day, whether under secrecy, for which meeting; a long title has a row of its own."""
    secret = IN_CONFIDENCE if household.footing is Footing.STATUTORY else ""
    said = [text for text in (f"{wareki(on)}現在", secret, *caption) if text]
    head, ink = (heading, INK) if heading else (f"{household.case.number} {household.case.title}", QUIET)
    start, y = (sheet.left + 14, sheet.top + _CAPTION_Y)
    room = sheet.width - 14 - _NOTICE * household.case.sample
    rest = sum(text_width(text, SMALLEST) + _CAPTION_GAP for text in said)
    sizes = (20.0, SMALLEST) if heading else (20.0,)
    fitting = next((size for size in sizes if text_width(head, size) + rest <= room), None)
    size = fitting or (20.0 if text_width(head, 20) <= room else SMALLEST)
    above, below = (y, y) if fitting else (y - _HALF_A_ROW, y + _HALF_A_ROW)
    x = start
    for title in broken(head, size=size, room=room, most=1):
        yield Lettering(title, x, above, size, bold=True, ink=ink, anchor="start")
        x += text_width(title, size) + _CAPTION_GAP
    x = x if fitting else start
    for text in said:
        for line in broken(text, size=SMALLEST, room=start + room - x, most=1):
            yield Lettering(line, x, below, SMALLEST, ink=QUIET, anchor="start")
            x += text_width(line, SMALLEST) + _CAPTION_GAP


def said_of_person(placed: PlacedPerson) -> str:
    """A person in words, for the reader who cannot see the sign."""
    figure, person = placed.figure, placed.figure.person
    words = [shortened(person.label), shortened(figure.years), figure.sign.label]
    words.extend(
        word
        for word, holds in (
            (Entry.CLIENT.label, person.is_client),
            (Entry.DECEASED.label, person.deceased),
            (Entry.KEY_PERSON.label, person.key_person),
            (Entry.NOTED.label, person.note.strip()),
            ("別居", person.lives_apart),
            (f"課題{len(placed.issues.rows)}件", placed.issues.rows),
        )
        if holds
    )
    return "、".join(dict.fromkeys(filter(None, words)))


def said_of_agency(figure: AgencyFigure) -> str:
    """An agency in words."""
    involvement = figure.involvement
    words = [shortened(involvement.name), shortened(involvement.field), involvement.status.label]
    if isinstance(involvement, FoldedField):
        names = "・".join(shortened(member.name) for member in involvement.members)
        words = [shortened(involvement.name), f"{Entry.FOLDED.label}（{names}）", involvement.standing]
    if figure.lead:
        words.append("主担当")
    if involvement.outsider:
        words.append(Entry.OUTSIDER.label)
    if involvement.note.strip():
        words.append(Entry.NOTED.label)
    if figure.badges:
        words.append("担当課題" + "・".join(str(badge.number) for badge in figure.badges))
    return "、".join(filter(None, words))


def said_of_issue(row: IssueRow) -> str:
    """An issue in words."""
    return f"課題{row.badge.number} {shortened(row.title)}{'' if row.badge.owned else '、担当なし'}"


def _entries(layout: Layout, drawn: tuple[Line, ...], kin_lines: tuple[FamilyLine, ...]) -> set[Entry]:
    """Everything on this map that the legend must explain."""
    entries = {Entry.HOUSEHOLD}
    entries |= {ENTRY_OF_BOND.get(line.bond, Entry.FAMILY) for line in kin_lines}
    if layout.plan.homes:
        entries.add(Entry.ELSEWHERE)
    entries |= {ENTRY_OF_BOND[tie.bond] for tie in layout.family.twins}
    if any(descent.custody and len(descent.parents) == 2 for descent in layout.family.descents):
        entries.add(Entry.CUSTODY)
    for placed in layout.plan.people:
        entries.add(ENTRY_OF_SIGN[placed.figure.sign])
        if placed.figure.person.is_client:
            entries.add(Entry.CLIENT)
        if placed.figure.person.deceased:
            entries.add(Entry.DECEASED)
        if placed.figure.person.note.strip():
            entries.add(Entry.NOTED)
        if placed.figure.person.key_person:
            entries.add(Entry.KEY_PERSON)
    for agency in layout.agencies:
        if agency.figure.is_folded:
            entries.add(Entry.FOLDED)
        if agency.figure.involvement.outsider:
            entries.add(Entry.OUTSIDER)
        if agency.figure.involvement.note.strip():
            entries.add(Entry.NOTED)
        if entry := ENTRY_OF_STATUS.get(agency.figure.involvement.status):
            entries.add(entry)
    entries |= {Entry.OWNED_ISSUE if issue.owned else Entry.OPEN_ISSUE for issue in layout.issues}
    for line in drawn:
        entries |= entries_of_tie(line.tie) if line.tie else {Entry.ROLE}
        if line.numbers:
            entries.add(Entry.ROLE_NUMBER)
    return entries


def _sentences(household: Household, graph: nx.MultiDiGraph, layout: Layout) -> Iterator[str]:
    """The map in sentences: who, what troubles them, which agencies, how they stand, and who stands alone."""
    if household.case.sample:
        yield f"{SAMPLE}。"
    people = [said_of_person(placed) for placed in layout.plan.people]
    yield f"人は{len(people)}人：{'／'.join(people)}。" if people else "人の記録はありません。"
    rows = [
        *layout.plan.shared_issues.rows,
        *(row for person in layout.plan.people for row in person.issues.rows),
    ]
    if rows:
        said = sorted(rows, key=lambda row: row.badge.number)
        yield f"{'／'.join(said_of_issue(row) for row in said)}。"
    if layout.agencies:
        yield f"機関：{'／'.join(said_of_agency(agency.figure) for agency in layout.agencies)}。"
    kin = [family_sentence(household, tie) for tie in household.family_ties]
    if kin:
        yield f"家族：{'／'.join(kin)}。"
    drawn = [sentence(household, tie) for _, _, tie in graph.edges(data="tie") if tie is not None]
    if drawn:
        yield f"関係：{'／'.join(drawn)}。"
    alone = without_line(graph)
    names = [shortened(i.name) for i in household.involvements if i.id in alone]
    if names:
        yield f"どこにも線のない機関：{'／'.join(names)}。"
