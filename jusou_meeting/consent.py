"""同意: whose information may be shared with whom, about what, until when, and who gave the consent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from jusou_meeting.vocabulary import Code, Fact, RecordId


class ConsentGiver(Code):
    """同意した人: the person, or whoever may consent in their place."""

    SELF = "self", "本人"
    PARENT = "parent", "親権者"
    GUARDIAN = "guardian", "後見人"


class ConsentForm(Code):
    """同意の方法: on paper or by word of mouth."""

    WRITTEN = "written", "書面"
    ORAL = "oral", "口頭"


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent(Fact):
    """同意: one person lets the named agencies share what is known about them."""

    person_id: RecordId
    given_on: date
    agency_ids: tuple[RecordId, ...] = ()
    """The involvements it names; nobody else is covered."""
    about: str = "支援の検討に必要な範囲"
    until_on: date | None = None
    """The last day it holds; None = until withdrawn."""
    withdrawn_on: date | None = None
    given_by: ConsentGiver = ConsentGiver.SELF
    form: ConsentForm = ConsentForm.WRITTEN

    def in_force(self, on: date) -> bool:
        """Whether it binds on this day; a withdrawal counts from its own day."""
        return (
            self.given_on <= on
            and (self.until_on is None or on <= self.until_on)
            and (self.withdrawn_on is None or on < self.withdrawn_on)
        )


def in_force(consents: Iterable[Consent], person_id: RecordId, on: date) -> Iterator[Consent]:
    """The consents of this person that bind on this day."""
    return (c for c in consents if c.person_id == person_id and c.in_force(on))


def covered_agencies(consents: Iterable[Consent], person_id: RecordId, on: date) -> frozenset[RecordId]:
    """The involvements with which this person's information may be shared on this day."""
    return frozenset(agency for c in in_force(consents, person_id, on) for agency in c.agency_ids)
