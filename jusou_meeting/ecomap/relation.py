"""関係の表: every tie and family tie in words, for the table beside the map and for whoever cannot see it."""

from __future__ import annotations

from dataclasses import dataclass

from jusou_meeting.ecomap.family_tie import FamilyTie, in_words
from jusou_meeting.ecomap.text_width import shortened
from jusou_meeting.ecomap.ties import Confidence, Direction, Tie, describe
from jusou_meeting.household import Household
from jusou_meeting.japanese_date import wareki_short
from jusou_meeting.vocabulary import RecordId


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationRow:
    """関係の一行: one tie in words."""

    tie_id: RecordId
    a: str
    direction: str
    b: str
    said: str
    since: str
    source: str
    """Who said so, and how surely it is known where it is not confirmed."""


def relations(household: Household) -> tuple[RelationRow, ...]:
    """The family ties, then the ties of which this reader may know both ends, as recorded."""
    kin = (_row(household, tie, said=in_words(tie), source="") for tie in household.family_ties)
    ties = (
        _row(household, tie, said=describe(tie), source=f"{tie.source}{_sure(tie)}")
        for tie in household.ties
        if household.holds(tie.a) and household.holds(tie.b)
    )
    return (*kin, *ties)


def _row(household: Household, tie: Tie | FamilyTie, *, said: str, source: str) -> RelationRow:
    return RelationRow(
        tie_id=tie.id,
        a=household.called(tie.a),
        direction=arrow(tie),
        b=household.called(tie.b),
        said=said,
        since="" if tie.since_on is None else wareki_short(tie.since_on),
        source=source,
    )


def _sure(tie: Tie) -> str:
    return "" if tie.confidence is Confidence.CONFIRMED else f"（{tie.confidence.label}）"


def sentence(household: Household, tie: Tie) -> str:
    """A tie in one breath: 本人→父 葛藤（暴言）."""
    a, b = (shortened(household.called(end)) for end in (tie.a, tie.b))
    return f"{a}{arrow(tie)}{b} {shortened(describe(tie))}"


def family_sentence(household: Household, tie: FamilyTie) -> str:
    """A family tie in one breath: 父―母 離婚; 父→子 親子・親権."""
    a, b = (shortened(household.called(end)) for end in (tie.a, tie.b))
    return f"{a}{arrow(tie)}{b} {in_words(tie)}"


def arrow(tie: Tie | FamilyTie) -> str:
    """Who reaches out to whom, and from parent to child; couples, twins and whoever is told of without a direction stand level."""
    if isinstance(tie, FamilyTie):
        return "→" if tie.bond.is_descent else "―"
    return "―" if tie.direction is Direction.NONE else tie.direction.label
