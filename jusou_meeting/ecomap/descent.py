"""家系線: the lines of couples, descent and twins between people who have their places."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import fmean

import networkx as nx

from jusou_meeting.ecomap.alignment import FOR_A_BAR, UNDER_WORDS
from jusou_meeting.ecomap.elsewhere import OFF_THE_OUTLINE
from jusou_meeting.ecomap.family import Descent, Family
from jusou_meeting.ecomap.family_tie import Bond, FamilyTie
from jusou_meeting.ecomap.generations import FamilyPlan, PlacedPerson
from jusou_meeting.ecomap.geometry import Box, Point, crosses
from jusou_meeting.vocabulary import RecordId

_ABOVE = 20.0
"""From a sign up to the bar from which it hangs."""
_ABOVE_OTHERS = 32.0
"""The same where a child hangs by another line than the plain one, which must be long enough to be told apart."""
_BETWEEN_BARS = 9.0
_LOWER, _LEAST_ABOVE = (0.0, 4.0, 8.0), 10.0
"""A bar may come so much nearer to the signs, and no nearer than this, to be free of words."""
_OVER_A_SIGN = 9.0
"""How far the line of a couple passes over whoever stands between the two."""
_SIGN, _ON_ANOTHER, _WORDS = 50, 20, 4
"""How bad it is that a bar runs through a sign, on another line of the family, and through words; to cross one is 1."""
_UNDER = 10.0
"""From where the children hang down to their bar at least."""
_PAST_WORDS = 10.0
"""So far beside a parent's words runs a line that begins at the side of the sign."""
_FROM_A_SIGN = 40.0
"""So far along a couple's line the children hang at least, for the words under the sign."""
_BETWEEN_DROPS = 13.0
"""Of one child, who hangs from two bars."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyLine:
    """家系線の一本: one stroke of the family."""

    points: tuple[Point, ...]
    bond: Bond
    ends: tuple[RecordId, RecordId]
    """Two of those whom it joins."""
    tie_id: RecordId | None = None
    """The record that states it."""
    mark_at: Point | None = None
    """Where the strokes across a couple's line stand, apart from where the children hang."""


Placed = Mapping[RecordId, PlacedPerson]
Leg = tuple[Point, Point]
Hang = tuple[Point, ...]
"""From a parent or a couple's line to the point straight over, or under, the bar of the children."""


def family_lines(family: Family, plan: FamilyPlan) -> Iterator[FamilyLine]:
    """The lines of couples, and the lines of descent with their brackets."""
    placed = {person.figure.person.id: person for person in plan.people}
    tops = {frozenset(d.parents): min(_top(placed[i])[1] for i in d.child_ids) for d in family.descents}
    ways: dict[frozenset[RecordId], tuple[Point, ...]] = {}
    aside: list[tuple[float, float, float]] = []
    for couple in family.couples:
        ends = frozenset((couple.left, couple.right))
        points = _couple_line(placed[couple.left], placed[couple.right], placed, tops.get(ends), plan.outline)
        ways[ends] = _clear_of(aside, points)
    hangs: dict[Descent, Hang] = {}
    for descent in sorted(family.descents, key=lambda each: len(ways.get(frozenset(each.parents), ()))):
        if descent.parents:
            hung = [hang[-1][0] for hang in hangs.values()]
            hangs[descent] = _hanging_from(descent, placed, ways.get(frozenset(descent.parents)), hung)
    for couple in family.couples:
        ends = frozenset((couple.left, couple.right))
        taken = [hang[0] for descent, hang in hangs.items() if set(descent.parents) == ends]
        yield FamilyLine(
            points=ways[ends],
            bond=couple.bond,
            ends=(couple.left, couple.right),
            tie_id=couple.tie_id,
            mark_at=_free_of(ways[ends], taken),
        )
    bars = _bars(family, placed, hangs, ways.values(), plan)
    seen: dict[RecordId, int] = {}
    for descent in family.descents:
        beside = {}
        for child in descent.children:
            beside[child.id] = seen.get(child.id, 0) * _BETWEEN_DROPS
            seen[child.id] = seen.get(child.id, 0) + 1
        yield from _descent_lines(descent, family, placed, hangs.get(descent), bars[descent], beside)
    forks = {tie: bars[descent] for descent in family.descents for tie in _twins(descent, family)}
    for tie in family.twins:
        a, b = _top(placed[tie.a]), _top(placed[tie.b])
        fork = (a[0] + b[0]) / 2, forks.get(tie, min(a[1], b[1]) - _ABOVE)
        if tie not in forks:
            yield FamilyLine(points=(a, fork, b), bond=Bond.TWINS, ends=(tie.a, tie.b))
        if tie.bond is Bond.IDENTICAL_TWINS:
            yield FamilyLine(
                points=(_between(fork, a), _between(fork, b)),
                bond=tie.bond,
                ends=(tie.a, tie.b),
                tie_id=tie.id,
            )


def _between(a: Point, b: Point) -> Point:
    return (a[0] + b[0]) / 2, (a[1] + b[1]) / 2


def _top(person: PlacedPerson) -> Point:
    return person.at.x, person.at.y - person.figure.half


def _couple_line(
    left: PlacedPerson, right: PlacedPerson, placed: Placed, children: float | None, outline: Box
) -> tuple[Point, ...]:
    """Level from sign to sign; where others stand between, under their words, as far as the children leave room, else over their heads."""
    straight = left.beside(right), right.beside(left)
    between = [
        person
        for person in placed.values()
        if person not in (left, right) and person.sign_box.grown(-2).crossed_by(*straight)
    ]
    if not between:
        return straight
    (x_left, y_left), (x_right, y_right) = _under(left), _under(right)
    under = max(_under(person)[1] for person in (left, right, *between)) + UNDER_WORDS
    if children is not None and under <= children - FOR_A_BAR:
        return (x_left, y_left), (x_left, under), (x_right, under), (x_right, y_right)
    over = min(_top(person)[1] for person in (left, right, *between)) - _OVER_A_SIGN
    over = outline.top - OFF_THE_OUTLINE if abs(over - outline.top) < OFF_THE_OUTLINE else over
    (x_left, y_left), (x_right, y_right) = _top(left), _top(right)
    return (x_left, y_left), (x_left, over), (x_right, over), (x_right, y_right)


def _clear_of(aside: list[tuple[float, float, float]], points: tuple[Point, ...]) -> tuple[Point, ...]:
    """Of two lines that pass over heads or under words, the later one passes further away; a straight line stays."""
    if len(points) == 2:
        return points
    start, (left, y), (right, _), end = points
    low, high = min(left, right), max(left, right)
    away = math.copysign(_BETWEEN_BARS, y - start[1])
    while any(low < b and a < high and abs(y - at) < _BETWEEN_BARS for a, b, at in aside):
        y += away
    aside.append((low, high, y))
    return start, (left, y), (right, y), end


def _free_of(points: Sequence[Point], taken: Sequence[Point]) -> Point:
    """A place on the longest stretch of a line: its middle, or a quarter of it where something hangs from the middle."""
    a, b = max(pairwise(points), key=lambda leg: math.dist(*leg))
    places = [(a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share) for share in (0.5, 0.25, 0.75)]
    return max(places, key=lambda at: min((min(abs(at[0] - x), 16.0) for x, _ in taken), default=0.0))


def _bars(
    family: Family,
    placed: Placed,
    hangs: Mapping[Descent, Hang],
    couples: Iterable[Sequence[Point]],
    plan: FamilyPlan,
) -> dict[Descent, float]:
    """The height of each bar, as near above the children as no other line, nobody, no words and no outline lies there.

    All are thought twice: the second time each knows where the others lie.
    """
    outline = plan.outline
    passed = [(person.sign_box.grown(2), _SIGN) for person in placed.values()]
    passed += [(words.grown(2), _WORDS) for person in placed.values() for words in _words_of(person)]
    passed += [(words.grown(2), _WORDS) for words in plan.shared_words()]
    passed += [
        (Box(outline.left, edge, outline.right, edge).grown(_BETWEEN_BARS / 2), _ON_ANOTHER)
        for edge in (outline.top, outline.bottom)
    ]
    fixed = [leg for line in couples for leg in pairwise(line)]
    heights = {
        descent: _heights(descent, placed, hangs.get(descent), outline, 2 * len(family.descents))
        for descent in family.descents
    }
    drawn: dict[Descent, list[Leg]] = {}
    bars: dict[Descent, float] = {}
    for descent in (*family.descents, *family.descents):
        others = [*fixed, *(leg for other, legs in drawn.items() if other is not descent for leg in legs)]
        least = math.inf
        for y in heights[descent]:
            strokes = _strokes(descent, placed, hangs.get(descent), y)
            if (bad := _badness(strokes, passed, others)) < least:
                least, bars[descent], drawn[descent] = bad, y, strokes
            if not least:
                break
    return bars


def _heights(descent: Descent, placed: Placed, hang: Hang | None, outline: Box, most: int) -> list[float]:
    """Where a bar may lie, the best first."""
    plain = all(child.bond is Bond.BIRTH for child in descent.children)
    top = min(_top(placed[i])[1] for i in descent.child_ids)
    at = top - (_ABOVE if plain else _ABOVE_OTHERS)
    over: list[float] = []
    if hang:
        start = hang[-1]
        if len(hang) == 1:
            at = max(at, start[1] + _UNDER)
        else:
            over = [min(_top(placed[i])[1] for i in descent.parents) - _OVER_A_SIGN]
        on_the_outline = abs(at - outline.top) < OFF_THE_OUTLINE and start[1] < outline.top
        at = outline.top - OFF_THE_OUTLINE if on_the_outline else at
    lower = [at + down for down in _LOWER if at + down <= top - _LEAST_ABOVE]
    return [*lower, *(at - n * _BETWEEN_BARS for n in range(most + 1)), *over]


def _strokes(descent: Descent, placed: Placed, hang: Hang | None, bar: float) -> list[Leg]:
    """The bar at this height first, then what it hangs on and what hangs from it."""
    tops = [_top(placed[i]) for i in descent.child_ids]
    xs = [x for x, _ in tops]
    stem: list[Leg] = []
    if hang:
        xs.append(hang[-1][0])
        stem = [(hang[-1], (hang[-1][0], bar))]
    return [((min(xs) - 1, bar), (max(xs) + 1, bar)), *stem, *(((x, bar), (x, y)) for x, y in tops)]


def _badness(strokes: Sequence[Leg], passed: Sequence[tuple[Box, int]], others: Sequence[Leg]) -> int:
    """How much lies on a bar or under it, and how many other lines of the family it and its strokes cross."""
    (left, y), (right, _) = strokes[0]
    bad = sum(
        weight for box, weight in passed if box.top < y < box.bottom and left < box.right and box.left < right
    )
    for (x0, y0), (x1, y1) in others:
        if y0 == y1 and abs(y - y0) < _BETWEEN_BARS - 1 and left < max(x0, x1) and min(x0, x1) < right:
            bad += _ON_ANOTHER
    bad += _SIGN * any(stroke[0][1] > stroke[1][1] for stroke in strokes)
    return bad + sum(crosses(*stroke, *other) for stroke in strokes for other in others)


def _twins(descent: Descent, family: Family) -> list[FamilyTie]:
    return [tie for tie in family.twins if {tie.a, tie.b} <= set(descent.child_ids)]


def _descent_lines(
    descent: Descent,
    family: Family,
    placed: Placed,
    hang: Hang | None,
    bar: float,
    beside: Mapping[RecordId, float],
) -> Iterator[FamilyLine]:
    twins = nx.Graph((tie.a, tie.b) for tie in _twins(descent, family))
    fork = {
        i: fmean(placed[twin].at.x for twin in group)
        for group in nx.connected_components(twins)
        for i in group
    }
    drops = {i: fork.get(i, placed[i].at.x + beside[i]) for i in descent.child_ids}
    xs = [*drops.values(), *([hang[-1][0]] if hang else [])]
    first, last = descent.child_ids[0], descent.child_ids[-1]
    above = descent.parents[0] if descent.parents else first
    if hang:
        yield FamilyLine(points=(*hang, (hang[-1][0], bar)), bond=Bond.BIRTH, ends=(above, first))
    if max(xs) - min(xs) > 0.5:
        yield FamilyLine(points=((min(xs), bar), (max(xs), bar)), bond=Bond.BIRTH, ends=(above, last))
    for child in descent.children:
        x, y = _top(placed[child.id])
        yield FamilyLine(
            points=((drops[child.id], bar), (x + beside[child.id], y)),
            bond=child.bond,
            ends=(above, child.id),
            tie_id=child.tie_id,
        )


def _hanging_from(
    descent: Descent, placed: Placed, way: Sequence[Point] | None, hung: Sequence[float]
) -> Hang:
    """Where the children hang: from the parent, or on the couple's line, near the one who lives with them.

    They hang beside those who hang near by already, further from that one.
    """
    parents = [placed[i] for i in descent.parents]
    if way is None or way[1][1] < way[0][1]:
        return _from_one(placed[descent.custody or descent.parents[0]], descent, placed)
    (left, y_left), (right, y_right) = sorted(way if len(way) == 2 else way[1:3])
    wanted = fmean(placed[i].at.x for i in descent.child_ids)
    at_home = [parent for parent in parents if not parent.figure.outside]
    if len(at_home) == 1:
        wanted = at_home[0].at.x
    if descent.custody:
        wanted = placed[descent.custody].at.x
    inwards = min(_FROM_A_SIGN, abs(right - left) / 3)
    if not left + _PAST_WORDS <= wanted <= right - _PAST_WORDS:
        wanted = min(max(wanted, left + inwards), right - inwards)
    step = math.copysign(_BETWEEN_DROPS, (left + right) / 2 - wanted)
    while abs(wanted + step - (left + right) / 2) < abs(wanted - (left + right) / 2) and any(
        abs(wanted - x) < _BETWEEN_DROPS - 1 for x in hung
    ):
        wanted += step
    x = _past_words(
        wanted,
        [box for parent in parents for box in _words_of(parent)],
        within=(left + min(inwards, _PAST_WORDS), right - min(inwards, _PAST_WORDS)),
        down=(min(y_left, y_right), min(_top(placed[i])[1] for i in descent.child_ids) - _ABOVE),
    )
    share = (x - left) / (right - left) if right != left else 0.5
    return ((x, y_left + (y_right - y_left) * share),)


def _past_words(
    x: float, words: Sequence[Box], *, within: tuple[float, float], down: tuple[float, float]
) -> float:
    """The place nearest to this one from which a line comes straight down past the words."""
    sides = [side for box in words for side in (box.left - _PAST_WORDS, box.right + _PAST_WORDS)]
    places = [x, *(side for side in sides if within[0] <= side <= within[1])]

    def over_words(at: float) -> tuple[int, float]:
        return sum(box.crossed_by((at, down[0]), (at, down[1])) for box in words), abs(at - x)

    return min(places, key=over_words)


def _words_of(person: PlacedPerson) -> Iterator[Box]:
    """The room of each line under a sign, and of each issue."""
    yield from (line.box.moved(*person.at) for line in person.figure.under)
    yield from person.row_boxes()


def _from_one(parent: PlacedPerson, descent: Descent, placed: Placed) -> Hang:
    """From below the words of a sign, or from its side where these reach down to the children."""
    under = _under(parent)
    top = min(_top(placed[i])[1] for i in descent.child_ids)
    if under[1] + _UNDER + _LEAST_ABOVE <= top:
        return (under,)
    x, y = parent.at
    rows = tuple(parent.row_boxes())
    words = (parent.sign_box, *_words_of(parent))
    others = [
        box
        for other in placed.values()
        if other is not parent
        for box in (other.sign_box, *other.row_boxes())
    ]
    middle = fmean(placed[i].at.x for i in descent.child_ids)
    beside = min(box.left for box in words) - _PAST_WORDS, max(box.right for box in words) + _PAST_WORDS

    def in_the_way(out: float) -> tuple[int, float]:
        legs = ((x, y), (out, y)), ((out, y), (out, top - _ABOVE))
        return sum(box.crossed_by(*leg) for leg in legs for box in (*rows, *others)), abs(out - middle)

    out = min(beside, key=in_the_way)
    return (x + math.copysign(parent.figure.half, out - x), y), (out, y)


def _under(parent: PlacedPerson) -> Point:
    """Below the words of a sign, and below its issues where they stand there."""
    x, y = parent.at.x, parent.body.bottom
    listed = parent.list_box
    return x, max(y, listed.bottom) if parent.issues.rows and listed.left < x < listed.right else y
