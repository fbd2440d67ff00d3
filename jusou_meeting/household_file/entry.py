"""項目: every key of a household file, what it says, and the attribute it stands for."""

from __future__ import annotations

from dataclasses import dataclass

from jusou_meeting.household_file.shape import (
    NAME,
    Shape,
    id_of,
    or_null,
)
from jusou_meeting.meeting import MeetingKind
from jusou_meeting.vocabulary import Fact, Footing

FOOTINGS = {"本人の同意": Footing.CONSENT, MeetingKind.STATUTORY.label: Footing.STATUTORY}
"""The word that a file has for each footing: a 支援会議 says more to its writer than 社会福祉法第106条の6."""


@dataclass(frozen=True, slots=True)
class Entry:
    """項目: one key of a record."""

    key: str
    says: str
    """What it is, in Japanese; where it matters, what leaving it out means."""
    shape: Shape
    attribute: str = ""
    """The attribute of the fact; blank = called like the key."""
    required: bool = False

    @property
    def stands_for(self) -> str:
        """The attribute that it stands for."""
        return self.attribute or self.key


ID = Entry("id", "このファイルの中だけで使う短い名前（p1、母 など）。ほかから指さない記録には要らない", NAME)

FOOTING = Entry(
    "footing",
    "どの根拠で知ったか。「支援会議」と書いた記録は、重層的支援会議の画面や紙に出ない。"
    "書かなければ learned_in の会議に従い、それもなければ「本人の同意」",
    Shape(
        schema={"enum": list(FOOTINGS)},
        read=lambda value, ids: FOOTINGS[value],
        write=lambda value, names: next(word for word, footing in FOOTINGS.items() if footing is value),
    ),
)

LEARNED_IN = Entry(
    "learned_in",
    "知った会議の id。会議の中の記録はその会議、役割は assigned_in の会議が既定。会議の外なら null",
    or_null(id_of("meetings")),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordKind:
    """記録の種類: the records of one list of the file."""

    key: str
    says: str
    fact: type[Fact]
    entries: tuple[Entry, ...]
    letter: str = ""
    """What ids begin with when we write them (p1); blank = nothing refers to such a record."""
    inside: tuple[RecordKind, ...] = ()
    """The lists within a record."""
    common: tuple[Entry, ...] = (ID, FOOTING, LEARNED_IN)
    """Which of the keys that records share it has."""
    told_apart: bool = True
    """Whether a record may be told differently in a 支援会議."""
    footing: Footing | None = None
    """The footing that every record of it is known on; None = it differs."""
