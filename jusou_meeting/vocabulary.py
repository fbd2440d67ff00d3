"""Typed identifiers, coded words, and what every fact of a case carries."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import NewType, Self

CaseId = NewType("CaseId", str)
RecordId = NewType("RecordId", str)
"""One fact of a case: the household itself, a person, an issue, a tie, a role, a meeting …"""
AgencyId = NewType("AgencyId", str)
MembershipId = NewType("MembershipId", str)
ContactId = NewType("ContactId", str)
SittingId = NewType("SittingId", str)
TemplateId = NewType("TemplateId", str)
StaffId = NewType("StaffId", str)
SessionId = NewType("SessionId", str)


class Code(Enum):
    """A word that is stored in English and shown in Japanese."""

    label: str

    def __new__(cls, value: str, label: str) -> Self:
        code = object.__new__(cls)
        code._value_ = value
        code.label = label
        return code

    @classmethod
    def stored(cls, value: str) -> Self:
        """The code stored as this English word; KeyError when there is none."""
        for code in cls:
            if code.value == value:
                return code
        raise KeyError(value)

    @classmethod
    def labelled(cls, label: str) -> Self:
        """The code shown as this Japanese word; KeyError when there is none."""
        for code in cls:
            if code.label == label:
                return code
        raise KeyError(label)


class Footing(Code):
    """法的な根拠: the ground on which a fact is known, and on which a reader reads.

    社会福祉法106条の6 lets a 支援会議 share without consent and binds everyone present to secrecy; what was learned
    there does not flow into a screen or paper that rests on the person's consent.
    """

    CONSENT = "consent", "本人の同意"
    STATUTORY = "statutory", "社会福祉法第106条の6"

    def admits(self, known: Footing) -> bool:
        """Whether a reader on this footing may see what is known on that one."""
        return self is Footing.STATUTORY or known is Footing.CONSENT

    @property
    def admitted(self) -> tuple[str, ...]:
        """The codes of what a reader on this footing may see."""
        return tuple(known.value for known in Footing if self.admits(known))


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """What every record of a case carries, whatever it says."""

    id: RecordId
    version: int = 0
    """Counts the saves of this record as its reader sees them; 0 = not stored yet."""
    footing: Footing = Footing.CONSENT
    """The footing on which this version was learned."""
    learned_in: RecordId | None = None
    """The meeting in which this version was learned; None = outside a meeting."""
