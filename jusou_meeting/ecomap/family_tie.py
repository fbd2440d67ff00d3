"""家族のつながり: couples, descent and twins as somebody stated them, where the 続柄 alone leaves them open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

import networkx as nx

from jusou_meeting.finding import Finding, Weight
from jusou_meeting.vocabulary import Code, Fact, RecordId


class Bond(Code):
    """つながりの種類: how two of a family belong together."""

    MARRIED = "married", "夫婦"
    COMMON_LAW = "common_law", "内縁"
    SEPARATED = "separated", "夫婦（別居）"
    DIVORCED = "divorced", "離婚"
    BIRTH = "birth", "親子"
    ADOPTED = "adopted", "親子（養子）"
    FOSTERED = "fostered", "親子（里子）"
    TWINS = "twins", "双子"
    IDENTICAL_TWINS = "identical_twins", "双子（一卵性）"

    @property
    def is_couple(self) -> bool:
        """Whether it joins two partners, or joined them once."""
        return self in (Bond.MARRIED, Bond.COMMON_LAW, Bond.SEPARATED, Bond.DIVORCED)

    @property
    def is_descent(self) -> bool:
        """Whether the one is a parent of the other."""
        return self in (Bond.BIRTH, Bond.ADOPTED, Bond.FOSTERED)

    @property
    def is_twins(self) -> bool:
        """Whether both were born at one birth."""
        return self in (Bond.TWINS, Bond.IDENTICAL_TWINS)


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyTie(Fact):
    """家族のつながり: that two people of the household's family are partners, parent and child, or twins."""

    a: RecordId
    """Of parent and child, the parent."""
    b: RecordId
    bond: Bond = Bond.MARRIED
    custody: bool = False
    """親権: of parents who parted, this one has it for this child."""
    since_on: date | None = None
    """The day of the marriage, divorce, adoption …; None = not known."""
    note: str = ""


def family_tie_findings(tie: FamilyTie, others: Iterable[FamilyTie] = ()) -> Iterator[Finding]:
    """A bond joins two people; only a parent has custody; nobody descends from themselves."""
    if tie.a == tie.b:
        yield Finding(Weight.STOPS, "同じ人どうしはつなげません。ほかの人を選んでください。", tie.id)
    if tie.custody and not tie.bond.is_descent:
        yield Finding(Weight.STOPS, "親権は、親子のつながりに付けてください。", tie.id)
    below = nx.DiGraph((each.a, each.b) for each in others if each.bond.is_descent and each.id != tie.id)
    below.add_nodes_from((tie.a, tie.b))
    if tie.bond.is_descent and tie.a != tie.b and nx.has_path(below, tie.b, tie.a):
        yield Finding(
            Weight.STOPS,
            "これを記録すると、親のまた親が、その人の子になってしまいます。誰が親で誰が子かを確かめてください。",
            tie.id,
        )


def in_words(tie: FamilyTie) -> str:
    """The bond in words, for tables and for the reader who cannot see the line."""
    return f"{tie.bond.label}・親権" if tie.custody else tie.bond.label
