"""線の言葉: what is said on a line, and where along it this can be read and hides least."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache, partial
from itertools import pairwise
from typing import Generic, NamedTuple, TypeVar

from jusou_meeting.ecomap.cells import Cells
from jusou_meeting.ecomap.figure import Lettering
from jusou_meeting.ecomap.geometry import Box, Leg, Point, across, crossed
from jusou_meeting.ecomap.notation import INK, SMALLEST
from jusou_meeting.ecomap.route import Route
from jusou_meeting.ecomap.text_width import broken
from jusou_meeting.ecomap.ties import Confidence, Tie, TieStatus, TieWord, word_for

Label = tuple[Lettering, ...]
Stand = tuple["Words", Point]
"""Words, and the place round which they stand."""
Spot = TypeVar("Spot")
Spots = Iterator[tuple[float, Box, Point, Spot]]
"""Places with how far from the best each one is, the best first, the room that each takes, and the point of the line beside
which it lies."""

_BROAD, _NARROW = 150.0, 92.0
"""How broad words are at most, and how broad where they find no place so."""
_STEP = SMALLEST * 1.22
_ASIDE = (12, -12, 19, -19, 26, -26, 37, -37, 48, -48, 66, -66)
"""How far beside its line a label may stand."""
_SHARES = (0.5, *(share for step in range(1, 20) for share in (0.5 - step / 41, 0.5 + step / 41)))
_ALONG = sorted(
    (abs(share - 0.5) * 900 + (aside and 180 + aside * aside / 8), share, aside)
    for share in _SHARES
    for aside in (0, *_ASIDE)
)
_MARK = 28.0
_COVERED = 1500.0
"""How bad it is that a word stands on a figure or on another word, however little of it …"""
_CROSSED = 450.0
"""… that a line runs over it, …"""
_ON_THE_FAMILY = 750.0
"""… that it hides a piece of a line of the family …"""
_BEYOND_ANOTHER = 300.0
"""… that another line lies between it and its own …"""
_NEARER_ANOTHER = 300.0
"""… that another line passes nearer to it than its own …"""
_OFF_THE_SHEET = 1e6
"""… and that it stands off the map."""
_AS_NEAR = 4.0
_CELL = 48.0
_ROUNDS = 3


class Words(NamedTuple):
    """言葉: what is said on one line, set in a row or a few."""

    rows: tuple[str, ...]

    @classmethod
    def of(cls, tie: Tie | None, numbers: Sequence[int]) -> Words | None:
        """What a tie says, and which roles its line stands for; None if there is nothing to say."""
        numbered = f"№{'・'.join(map(str, numbers))}" if numbers else ""
        said = " ".join(filter(None, ("" if tie is None else _said_of(tie), numbered)))
        rows = broken(said, size=SMALLEST, room=_BROAD, most=2)
        return cls(rows) if rows else None

    def forms(self) -> Iterator[Words]:
        """As they are, and in more and shorter rows."""
        yield self
        rows = broken("".join(self.rows), size=SMALLEST, room=_NARROW, most=3)
        if len(rows) > len(self.rows) and not rows[-1].endswith("…"):
            yield Words(rows)

    def spots(self, route: Route) -> Spots[Stand]:
        """Places on the line, if it is long enough, and beside it."""
        ground, wide, high = room_of(self)
        is_long = route.length() > wide * 0.9 + 50
        ats: dict[float, Point] = {}
        sides: dict[float, Point] = {}
        for away, share, aside in _ALONG:
            if share not in ats:
                ats[share] = route.at(share)
            x, y = at = ats[share]
            if aside:
                if share not in sides:
                    sides[share] = across(route.at(max(0.0, share - 0.05)), route.at(min(1.0, share + 0.05)))
                side_x, side_y = sides[share]
                reach = math.copysign(abs(side_x) * wide / 2 + abs(side_y) * high / 2 + abs(aside), aside)
                x, y = x + side_x * reach, y + side_y * reach
            elif not is_long:
                continue
            yield away, ground.moved(x, y), at, (self, (x, y))

    def standing(self, at: Point) -> Label:
        """Their rows round this place."""
        top = -_STEP * (len(self.rows) - 1) / 2
        return tuple(
            Lettering(row, at[0], top + _STEP * place + at[1], SMALLEST, ink=INK)
            for place, row in enumerate(self.rows)
        )


@lru_cache(maxsize=256)
def room_of(words: Words) -> tuple[Box, float, float]:
    """The ground round their middle, and how wide and high they are themselves."""
    label = words.standing((0, 0))
    return label_box(label), max(row.box.width for row in label), _STEP * len(words.rows)


def label_box(label: Label) -> Box:
    """The paper-white ground under the words on a line."""
    box = label[0].box
    for row in label[1:]:
        box = box.joined(row.box)
    return Box(box.left - 4, box.top - 2, box.right + 4, box.bottom + 2)


def _said_of(tie: Tie) -> str:
    """The label of a tie, with 検討中 or 予定 and 推測 said in full."""
    planned = TieWord.CONSIDERED if word_for(tie) is TieWord.CONSIDERED else TieStatus.PLANNED
    said = [
        word.label
        for word, holds in (
            (planned, tie.status is TieStatus.PLANNED),
            (Confidence.INFERRED, tie.confidence is Confidence.INFERRED),
        )
        if holds
    ]
    words = "・".join(said)
    if not tie.label.strip():
        return words
    return f"{tie.label}（{words}）" if words else tie.label


class Spoken(NamedTuple):
    """A line on which words stand, or a mark (？, //)."""

    route: Route
    words: Words | None
    has_mark: bool


class Placed(NamedTuple):
    """Where the words of a line stand, and at which share of its way its mark does."""

    label: Label
    mark_at: float
    struck_by: frozenset[int]
    """The lines that run over these words."""


@lru_cache(maxsize=32)
def placed(
    lines: tuple[Spoken, ...], figures: tuple[Box, ...], family_legs: tuple[Leg, ...], field: Box
) -> tuple[Placed, ...]:
    """The words and the mark of each line where they hide least; what hides another is set anew when all stand.

    They are kept, as the routes are.
    """
    ground = _Ground(field)
    for box in figures:
        ground.taken.put(box, box)
    for leg in family_legs:
        ground.legs.put_along((None, leg), *leg)
    for n, line in enumerate(lines):
        for leg in pairwise(line.route.points()):
            ground.legs.put_along((n, leg), *leg)
    labels = [_Piece[Stand | None](n, _label_forms(line), None) for n, line in enumerate(lines)]
    marks = [_Piece(n, _mark_forms(line), 0.5) for n, line in enumerate(lines)]
    for _ in range(_ROUNDS):
        for label, mark in zip(labels, marks, strict=True):
            ground.settle(label)
            ground.settle(mark)
    return tuple(
        Placed(words.spot[0].standing(words.spot[1]) if words.spot else (), mark.spot, ground.over(words))
        for words, mark in zip(labels, marks, strict=True)
    )


def _label_forms(line: Spoken) -> list[Callable[[], Spots[Stand | None]]]:
    return [partial(form.spots, line.route) for form in (line.words.forms() if line.words else ())]


def _mark_forms(line: Spoken) -> list[Callable[[], Spots[float]]]:
    def spots() -> Spots[float]:
        for share in _SHARES:
            at = line.route.at(share)
            yield abs(share - 0.5) * 900, Box.around(at, _MARK, _MARK), at, share

    return [spots] if line.has_mark else []


class _Piece(Generic[Spot]):
    """Words or a mark that look for a place on their line."""

    def __init__(self, line: int, forms: Sequence[Callable[[], Spots[Spot]]], spot: Spot) -> None:
        self.line = line
        self.forms = forms
        self.spot = spot
        self.box: Box | None = None


class _Ground:
    """下地: what words on a line may hide."""

    def __init__(self, field: Box) -> None:
        self._field = field
        self.taken: Cells[Box] = Cells(_CELL)
        self.legs: Cells[tuple[int | None, tuple[Point, Point]]] = Cells(_CELL)

    def settle(self, piece: _Piece[Spot]) -> None:
        """The piece stands where it hides least; where it hides nothing it stays."""
        if piece.box is not None:
            self.taken.take(piece.box, piece.box)
            if not self._covered(piece.box, enough=1):
                self.taken.put(piece.box, piece.box)
                return
        least = math.inf
        for spots in piece.forms:
            if least >= _CROSSED:
                least = self._look(piece, spots(), least)
        if piece.box is not None:
            self.taken.put(piece.box, piece.box)

    def over(self, piece: _Piece[Spot]) -> frozenset[int]:
        """The lines that run over the words of another."""
        if piece.box is None:
            return frozenset()
        legs = {(owner, leg) for owner, leg in self.legs.near(piece.box) if owner not in (piece.line, None)}
        return frozenset(owner for owner, leg in legs if owner is not None and piece.box.crossed_by(*leg))

    def _look(self, piece: _Piece[Spot], spots: Spots[Spot], least: float) -> float:
        """The piece goes to the best of these places, if one is better than the least so far; the new least."""
        for away, box, at, spot in spots:
            if away >= least:
                break
            cost = away + self._hidden(box, piece.line, least - away)
            if cost < least:
                cost += _BEYOND_ANOTHER * self._lines_between(at, box.middle, piece.line)
                cost += _NEARER_ANOTHER * self._is_nearer_another(box, at, piece.line)
            if cost < least:
                least, piece.box, piece.spot = cost, box, spot
        return least

    def _hidden(self, box: Box, line: int, enough: float) -> float:
        """How much the words would hide here; stops counting when it is enough."""
        off = 0.0 if self._field.encloses(box) else _OFF_THE_SHEET
        covered = self._covered(box, enough - off)
        if covered + off >= enough:
            return covered + off
        crossed = 0.0
        seen: set[Leg] = set()
        for owner, leg in self.legs.near(box):
            if owner != line and leg not in seen and box.crossed_by(*leg):
                seen.add(leg)
                crossed += _ON_THE_FAMILY if owner is None else _CROSSED
                if covered + crossed + off >= enough:
                    break
        return covered + crossed + off

    def _lines_between(self, at: Point, words: Point, line: int) -> int:
        """How many other lines a reader would take these words for before the one on which they lie beside."""
        legs = (leg for owner, leg in self.legs.near_along(at, words) if owner not in (line, None))
        return len(crossed((at, words), legs))

    def _is_nearer_another(self, box: Box, at: Point, line: int) -> bool:
        """Whether another line passes the words nearer than their own does."""
        nearer = box.grown(max(0.0, math.dist(at, box.nearest(at)) - _AS_NEAR))
        return any(owner != line and nearer.crossed_by(*leg) for owner, leg in self.legs.near(nearer))

    def _covered(self, box: Box, enough: float) -> float:
        """How much of figures and other words lies under it; stops counting when it is enough."""
        cost = 0.0
        seen: set[Box] = set()
        for other in self.taken.near(box):
            if box.meets(other) and other not in seen:
                seen.add(other)
                cost += _COVERED + box.overlap(other) * 6
                if cost >= enough:
                    break
        return cost
