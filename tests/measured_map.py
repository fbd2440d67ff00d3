"""What can be counted on a map: overlaps, lines through what they should spare, lines on lines, crossings."""

import math
from itertools import combinations, pairwise
from typing import NamedTuple

import networkx as nx

from jusou_meeting.ecomap.geometry import Box, crosses
from jusou_meeting.ecomap.graph import bonds, household_graph
from jusou_meeting.ecomap.line_words import label_box
from jusou_meeting.ecomap.notation import STROKES_ACROSS


class Counts(NamedTuple):
    """How often a map does what no map should; each finding says who and what."""

    boxes: list
    """Pairs of figures that hide one another, and who lies off the sheet."""
    texts: list
    """Words that hide other words or figures."""
    through: list
    """Lines through the sign or box of somebody else."""
    struck: list
    """Lines over the words of anybody."""
    labels: list
    """Lines over the words on other lines."""
    along: list
    """Lines that lie on one another."""
    crossings: int


def measured(scene):
    """Everything that can be counted on this map."""
    return Counts(
        boxes=list(hidden_boxes(scene)),
        texts=list(hidden_texts(scene)),
        through=list(run_through(scene)),
        struck=list(struck_words(scene)),
        labels=list(struck_labels(scene)),
        along=list(lying_along(scene)),
        crossings=crossings(scene),
    )


def _solid(scene):
    """The sign of every person and the box of every agency."""
    signs = {p.figure.person.id: p.sign_box for p in scene.plan.people}
    return signs | {a.figure.involvement.id: a.box for a in scene.agencies}


def _words(scene):
    """Every word of people, household and homes elsewhere that stands by itself, by whose it is."""
    for person in scene.plan.people:
        yield from ((person.figure.person.id, line.box.moved(*person.at)) for line in person.figure.under)
        yield from ((person.figure.person.id, row) for row in person.row_boxes())
    yield scene.household_id, scene.plan.tab
    for row in scene.plan.shared_issues.rows:
        yield scene.household_id, row.box.moved(*scene.plan.shared_issues_at)
    if scene.household_notes is not None:
        yield scene.household_id, scene.household_notes.box
    for home in scene.plan.homes:
        yield home.label.text, home.label.box


def hidden_boxes(scene):
    """Figures that hide one another, agencies in the household, and what lies off the sheet."""
    bodies = {p.figure.person.id: p.body for p in scene.plan.people}
    bodies |= {a.figure.involvement.id: a.body for a in scene.agencies}
    yield from (pair for pair in combinations(bodies, 2) if bodies[pair[0]].meets(bodies[pair[1]]))
    for agency in scene.agencies:
        if agency.box.grown(-0.2).meets(scene.outline):
            yield agency.figure.involvement.id, scene.household_id
    for i, box in bodies.items():
        if not scene.sheet.grown(0.2).encloses(box):
            yield i, "off the sheet"


def hidden_texts(scene):
    """Words that hide other words, or a figure other than their own."""
    words = [(owner, box.grown(-1)) for owner, box in _words(scene)]
    labels = [(n, label_box(line.label).grown(-1)) for n, line in enumerate(scene.lines) if line.label]
    for (one, box), (other, beside) in combinations(words, 2):
        if box.meets(beside):
            yield one, other
    for (one, box), (other, beside) in combinations(labels, 2):
        if box.meets(beside):
            yield f"label {one}", f"label {other}"
    figures = _solid(scene)
    for owner, box in words:
        yield from ((owner, i) for i, figure in figures.items() if i != owner and box.meets(figure))
    for n, box in labels:
        yield from ((f"label {n}", i) for i, figure in figures.items() if box.meets(figure.grown(-3)))
        yield from ((f"label {n}", f"words of {i}") for i, word in words if box.meets(word))
        if not scene.sheet.encloses(box):
            yield f"label {n}", "off the sheet"


def _legs(line):
    return list(pairwise(line.route.points(24)))


def run_through(scene):
    """Lines through the sign or box of somebody who is none of their ends."""
    figures = _solid(scene)
    for line in scene.lines:
        legs = _legs(line)
        for i, box in figures.items():
            if i not in (line.a, line.b) and any(box.crossed_by(*leg) for leg in legs):
                yield line.a, line.b, i


def struck_words(scene):
    """Lines over words that stand by themselves."""
    for line in scene.lines:
        legs = _legs(line)
        for owner, box in _words(scene):
            if any(box.grown(-1).crossed_by(*leg) for leg in legs):
                yield line.a, line.b, owner


def struck_labels(scene):
    """Lines over the words on another line."""
    for n, line in enumerate(scene.lines):
        if not line.label:
            continue
        box = label_box(line.label).grown(-3)
        for m, other in enumerate(scene.lines):
            if m != n and any(box.crossed_by(*leg) for leg in _legs(other)):
                yield n, m


def on_the_family(scene):
    """Words of lines that hide a piece of a line of the family, or the strokes of a couple that parted."""
    for n, line in enumerate(scene.lines):
        if line.label:
            box = label_box(line.label).grown(-2)
            for kin in scene.family_lines:
                parted = kin.bond in STROKES_ACROSS and box.meets(Box.around(kin.mark_at, 16, 16))
                if parted or any(box.crossed_by(*leg) for leg in pairwise(kin.points)):
                    yield n, kin.ends


def lying_along(scene, near=5.0, least=24.0, away=60.0):
    """Lines that run on another line for so long that the eye takes them for one; close to a figure where both end they may."""
    solid = _solid(scene)
    ways = [(line, _legs(line)) for line in scene.lines]
    for n, (one, legs) in enumerate(ways):
        for other, their_legs in ways[n + 1 :]:
            shared = {one.a, one.b} & {other.a, other.b} & set(solid)
            ends = [solid[i].grown(away) for i in shared] if len(shared) < 2 else []
            free = [leg for leg in legs if not any(end.encloses(_room_of(leg)) for end in ends)]
            on_it = sum(_on(leg, theirs, near) for leg in free for theirs in their_legs)
            if on_it > least:
                yield f"{one.a}-{one.b}", f"{other.a}-{other.b}", round(on_it)


def told_of_another(scene):
    """The lines beside which words stand that belong to a line further away."""
    legs = [(line, leg) for line in scene.lines for leg in pairwise(line.route.points())]
    for line in scene.lines:
        if line.label:
            words = label_box(line.label).middle
            own = min(
                (line.route.at(share / 100) for share in range(101)), key=lambda at: math.dist(at, words)
            )
            if between := next(
                (other for other, leg in legs if other is not line and crosses(own, words, *leg)), None
            ):
                yield between


def nearer_to_another(scene):
    """Words beside a line that lie nearer to another one, of which they would be taken to tell."""
    ways = [[line.route.at(share / 60) for share in range(61)] for line in scene.lines]
    for n, line in enumerate(scene.lines):
        if line.label:
            box = label_box(line.label)
            far = [min(math.dist(box.nearest(at), at) for at in way) for way in ways]
            if far[n] >= 3 and min(far[:n] + far[n + 1 :], default=math.inf) < far[n] - 4:
                yield line.a, line.b


def _room_of(leg):
    (x0, y0), (x1, y1) = leg
    return Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def off_the_sheet(scene):
    """Lines that leave the sheet on their way."""
    for line in scene.lines:
        if not all(scene.sheet.grown(2).holds(point) for leg in _legs(line) for point in leg):
            yield line.a, line.b


def _on(leg, other, near):
    """How far one leg runs on another."""
    (x0, y0), (x1, y1) = leg
    (u0, v0), (u1, v1) = other
    if max(x0, x1) + near < min(u0, u1) or max(u0, u1) + near < min(x0, x1):
        return 0.0
    if max(y0, y1) + near < min(v0, v1) or max(v0, v1) + near < min(y0, y1):
        return 0.0
    length, theirs = math.dist(*leg), math.dist(*other)
    if not length or not theirs:
        return 0.0
    turn = ((x1 - x0) * (v1 - v0) - (y1 - y0) * (u1 - u0)) / length / theirs
    if abs(turn) > 0.2:
        return 0.0
    steps = max(1, round(length / 3))
    found = 0
    for step in range(steps):
        share = (step + 0.5) / steps
        x, y = x0 + (x1 - x0) * share, y0 + (y1 - y0) * share
        t = ((x - u0) * (u1 - u0) + (y - v0) * (v1 - v0)) / theirs**2
        if 0 <= t <= 1 and math.dist((x, y), (u0 + t * (u1 - u0), v0 + t * (v1 - v0))) < near:
            found += 1
    return length * found / steps


def crossings(scene):
    """How often the lines cross one another as they are drawn."""
    ways = [list(pairwise(line.route.points())) for line in scene.lines]
    return sum(crosses(*a, *b) for one, other in combinations(ways, 2) for a in one for b in other)


def straight_crossings(household, places, outline):
    """How often the straight lines between these places cross; one to the household ends at the nearest place of its outline."""
    segments = []
    for a, b in sorted(joined(household)):
        if household.id in (a, b):
            start = places[a if b == household.id else b]
            segments.append((start, outline.nearest(start)))
        else:
            segments.append((places[a], places[b]))
    return sum(crosses(*one, *other) for one, other in combinations(segments, 2))


def joined(household):
    """Every two that are joined by a line, in the order of their ids."""
    return {tuple(sorted((bond.a, bond.b))) for bond in bonds(household, household_graph(household))}


def in_entry_order(household, layout):
    """The same places round the household, taken in the order in which the agencies were entered."""
    middle_x, middle_y = layout.field.middle
    seats = sorted(
        (agency.at for agency in layout.agencies),
        key=lambda at: math.atan2((middle_x - at.x) / 16, (at.y - middle_y) / 9),
    )
    return layout.positions() | dict(zip((i.id for i in household.involvements), seats, strict=True))


def force_crossings(household):
    """How often they would cross where networkx's kamada_kawai puts everybody, regardless of generations and fields."""
    graph = nx.Graph(sorted(joined(household)))
    at = {i: tuple(place) for i, place in (nx.kamada_kawai_layout(graph) if graph else {}).items()}
    return sum(
        crosses(at[a], at[b], at[c], at[d])
        for (a, b), (c, d) in combinations(graph.edges, 2)
        if len({a, b, c, d}) == 4
    )


def words_under_the_family(scene):
    """Lines of the family over words, as if these were written on them: under a sign, at a person, on the frame of a household."""
    for line in scene.family_lines:
        for leg in pairwise(line.points):
            for owner, box in _words(scene):
                if box.grown(-2).crossed_by(*leg):
                    yield line.ends, owner


def family_on_the_frame(scene, near=4.0, least=20.0):
    """Level lines of the family that lie on the upper or the lower edge of the household."""
    frame = scene.outline
    for line in scene.family_lines:
        for (x0, y0), (x1, y1) in pairwise(line.points):
            on_it = min(max(x0, x1), frame.right) - max(min(x0, x1), frame.left)
            if y0 == y1 and min(abs(y0 - frame.top), abs(y0 - frame.bottom)) < near and on_it > least:
                yield line.ends


def no_lower_than_parents(scene, descents):
    """Children who do not stand wholly lower than their parents' signs."""
    placed = {person.figure.person.id: person for person in scene.plan.people}
    for descent in descents:
        for parent in descent.parents:
            for child in descent.child_ids:
                if placed[child].sign_box.top < placed[parent].sign_box.bottom:
                    yield parent, child
