"""分野をたたむ: the agencies of a field in one box, so that letters grow; a way to look, in which no fact changes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from statistics import fmean

from jusou_meeting.agency import FIELDS, Involvement, InvolvementStatus
from jusou_meeting.ecomap.ties import Confidence, Direction, Tie, TieStatus
from jusou_meeting.household import Household, Position
from jusou_meeting.vocabulary import RecordId

OTHERS = "ほか"
"""Those whose field nobody said, or who are alone in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoldedField(Involvement):
    """たたんだ分野: one box in the place of several agencies."""

    members: tuple[Involvement, ...]

    @property
    def standing(self) -> str:
        """How near they stand to the household, where not all are at work with it: 検討中2・終了1."""
        times = Counter(member.status for member in self.members)
        return "・".join(
            f"{status.label}{times[status]}"
            for status in InvolvementStatus
            if times[status] and status is not InvolvementStatus.ENGAGED
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class FoldedTie(Tie):
    """束ねた線: one line in the place of ties that are drawn alike."""

    members: tuple[Tie, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Folding:
    """たたんだ地図: a household as it is looked at, and what in it stands for whom."""

    whole: Household
    household: Household
    """The same, with boxes in the place of agencies."""
    stand_ins: Mapping[RecordId, RecordId] = field(default_factory=dict)
    """The box or the line that stands for an agency or a tie; whatever is drawn as itself is not in it."""

    @property
    def said(self) -> tuple[str, ...]:
        """What the head of a folded map says; nothing while none of it is."""
        return ("分野をたたんだ図",) if self.stand_ins else ()

    @property
    def boxes(self) -> tuple[FoldedField, ...]:
        """The boxes that stand for several agencies."""
        return tuple(i for i in self.household.involvements if isinstance(i, FoldedField))

    def shown(self, record_ids: Iterable[RecordId] | None) -> frozenset[RecordId] | None:
        """Where these are seen: a box or a line is, when any of those it stands for is; None = everything is."""
        if record_ids is None:
            return None
        return frozenset(self.stand_ins.get(i, i) for i in record_ids)

    @property
    def drawn(self) -> frozenset[RecordId]:
        """The boxes and lines that stand for others."""
        return frozenset(self.stand_ins.values())

    def stood_at(self, places: Mapping[RecordId, Position]) -> dict[RecordId, Position]:
        """Where everything stood when the whole household stood there; a box in the middle of its own."""
        found: dict[RecordId, list[Position]] = {}
        for i, at in places.items():
            found.setdefault(self.stand_ins.get(i, i), []).append(at)
        return {i: Position(fmean(x for x, _ in ats), fmean(y for _, y in ats)) for i, ats in found.items()}


def folded_fields(household: Household, fields: Iterable[str]) -> list[tuple[RecordId, ...]]:
    """The agencies of each of these fields that may stand in one box; a field that has none any more is left out."""
    may = foldable(household)
    return [may[word] for word in fields if word in may]


def foldable(household: Household) -> dict[str, tuple[RecordId, ...]]:
    """The fields with two agencies or more that may stand in one box, with their agencies, and ほか for those alone in theirs.

    The lead agency, and one with which somebody quarrels, stand alone: of them the room speaks, and in a box nobody
    would see them.
    """
    alone = {role.assignee_id for role in household.standing_roles if role.lead}
    alone |= {
        end
        for tie in household.ties
        if tie.stressful and tie.status is not TieStatus.ENDED
        for end in (tie.a, tie.b)
    }
    found: dict[str, list[RecordId]] = {word: [] for word in FIELDS}
    for involvement in household.involvements:
        if involvement.id not in alone:
            found.setdefault(involvement.field.strip(), []).append(involvement.id)
    several = {word: tuple(ids) for word, ids in found.items() if word not in ("", OTHERS) and len(ids) > 1}
    others = tuple(i for word, ids in found.items() if word not in several for i in ids)
    return several | ({OTHERS: others} if len(others) > 1 else {})


def folded(household: Household, groups: Iterable[Sequence[RecordId]]) -> Folding:
    """The household with each of these groups of agencies in one box, their ties and roles with it.

    Ties of one box to one end that are drawn alike are one line, with how many agencies it stands for; the numbers of
    roles and issues stay. Ties between two of a box are not drawn: the table of relations has them.
    """
    known = {involvement.id: involvement for involvement in household.involvements}
    boxes = [_box([known[i] for i in group if i in known]) for group in groups]
    box_of = {member.id: box.id for box in boxes for member in box.members}
    if not box_of:
        return Folding(whole=household, household=household)
    ties = tuple(_bundled(household.ties, box_of))
    return Folding(
        whole=household,
        household=replace(
            household,
            involvements=(*(i for i in household.involvements if i.id not in box_of), *boxes),
            involvements_ever=tuple(dict.fromkeys((*household.involvements_ever, *known))),
            ties=ties,
            roles=tuple(
                replace(role, assignee_id=box_of.get(role.assignee_id, role.assignee_id))
                for role in household.roles
            ),
            positions={},
        ),
        stand_ins=box_of
        | {member.id: tie.id for tie in ties if isinstance(tie, FoldedTie) for member in tie.members},
    )


def _box(members: Sequence[Involvement]) -> FoldedField:
    """One box; it counts as near as the nearest of its agencies, and its name tells the rest."""
    words = {member.field.strip() for member in members}
    word = words.pop() if len(words) == 1 else ""
    statuses = {member.status for member in members}
    return FoldedField(
        id=RecordId(f"folded-{members[0].id}"),
        name=f"{word or OTHERS} {len(members)}機関",
        field=word,
        status=next(status for status in InvolvementStatus if status in statuses),
        members=tuple(members),
    )


def _bundled(ties: Iterable[Tie], box_of: Mapping[RecordId, RecordId]) -> Iterator[Tie]:
    """The ties with boxes for ends; those that are drawn alike between the same two are one."""
    bundles: dict[object, list[Tie]] = {}
    for tie in ties:
        a, b = box_of.get(tie.a, tie.a), box_of.get(tie.b, tie.b)
        if (a, b) == (tie.a, tie.b):
            bundles[tie.id] = [tie]
        elif a != b:
            alike = frozenset((a, b)), tie.status, tie.strength, tie.stressful
            bundles.setdefault(alike, []).append(tie)
    for bundle in bundles.values():
        ends = [(box_of.get(tie.a, tie.a), box_of.get(tie.b, tie.b)) for tie in bundle]
        agencies = {end for tie in bundle for end in (tie.a, tie.b) if end in box_of}
        if len(agencies) > 1 and len(bundle) > 1:
            yield _bundle(*ends[0], bundle, box_of, len(agencies))
        else:
            yield from (replace(tie, a=a, b=b) for tie, (a, b) in zip(bundle, ends, strict=True))


def _bundle(
    a: RecordId, b: RecordId, ties: Sequence[Tie], box_of: Mapping[RecordId, RecordId], agencies: int
) -> FoldedTie:
    """One line: what any of the ties says holds for it, and what all of them say is written on it."""
    first = ties[0]
    forward = backward = False
    for tie in ties:
        turned = box_of.get(tie.a, tie.a) != a
        forward |= tie.direction in (Direction.BOTH, Direction.BACKWARD if turned else Direction.FORWARD)
        backward |= tie.direction in (Direction.BOTH, Direction.FORWARD if turned else Direction.BACKWARD)
    directions = {
        (True, True): Direction.BOTH,
        (True, False): Direction.FORWARD,
        (False, True): Direction.BACKWARD,
        (False, False): Direction.NONE,
    }
    labels = {tie.label for tie in ties}
    said = [*(label for label in labels if len(labels) == 1), f"{agencies}機関"]
    return FoldedTie(
        id=RecordId(f"folded-{first.id}"),
        a=a,
        b=b,
        strength=first.strength,
        stressful=first.stressful,
        direction=directions[forward, backward],
        status=first.status,
        confidence=min((tie.confidence for tie in ties), key=list(Confidence).index),
        label=" ".join(filter(None, said)),
        members=tuple(ties),
    )
