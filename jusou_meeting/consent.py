"""同意: whose information may be shared with whom, about what, until when, and who gave the consent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from jusou_meeting.finding import Finding, Weight
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


class ConsentStanding(Code):
    """同意のいま: whether anything may be shared on it today."""

    IN_FORCE = "in_force", "有効"
    OF_NOBODY = "of_nobody", "共有先がまだ選ばれていません"
    NOT_YET = "not_yet", "まだ始まっていません"
    EXPIRED = "expired", "期限が過ぎました"
    WITHDRAWN = "withdrawn", "撤回されました"


class Strictness(Code):
    """示す範囲: how much of members who did not consent a municipality lets a 重層的支援会議 be shown unasked."""

    FAMILY = "family", "続柄と、同居か別居かだけ"
    SUPPORT = "support", "続柄・年齢と、課題・関係・役割（メモ・できごと・意向は示さない）"


WHOLE = "支援の検討に必要な範囲"


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent(Fact):
    """同意: one person lets the named agencies share what is known about them."""

    person_id: RecordId
    given_on: date
    agency_ids: tuple[RecordId, ...] = ()
    """The involvements it names; nobody else is covered."""
    about: str = WHOLE
    until_on: date | None = None
    """The last day it holds; None = until withdrawn."""
    withdrawn_on: date | None = None
    given_by: ConsentGiver = ConsentGiver.SELF
    form: ConsentForm = ConsentForm.WRITTEN

    @property
    def is_whole(self) -> bool:
        """Whether it lets all be shared that the support needs; no rule can tell which records another subject covers."""
        return self.about.strip() in ("", WHOLE)

    def giver(self, person: str) -> str:
        """Who gave it, in words: the person, by what they are called, or whoever consents in their place."""
        return person if self.given_by is ConsentGiver.SELF else self.given_by.label

    def in_force(self, on: date) -> bool:
        """Whether it binds on this day; one that names nobody binds nothing, a withdrawal counts from its own day."""
        return (
            bool(self.agency_ids)
            and self.given_on <= on
            and (self.until_on is None or on <= self.until_on)
            and (self.withdrawn_on is None or on < self.withdrawn_on)
        )

    def standing(self, on: date) -> ConsentStanding:
        """What it is worth on this day."""
        if self.withdrawn_on is not None and self.withdrawn_on <= on:
            return ConsentStanding.WITHDRAWN
        if not self.agency_ids:
            return ConsentStanding.OF_NOBODY
        if on < self.given_on:
            return ConsentStanding.NOT_YET
        return ConsentStanding.IN_FORCE if self.in_force(on) else ConsentStanding.EXPIRED


def consent_day_findings(consent: Consent) -> Iterator[Finding]:
    """Whether its days can be, in whatever order they were noted."""
    if consent.until_on is not None and consent.until_on < consent.given_on:
        yield Finding(Weight.STOPS, "同意の期限が、同意した日より前です。", consent.id)
    if consent.withdrawn_on is not None and consent.withdrawn_on < consent.given_on:
        yield Finding(Weight.STOPS, "同意を撤回した日が、同意した日より前です。", consent.id)


def consent_findings(consent: Consent) -> Iterator[Finding]:
    """Whether it can be recorded as it reads; one that was withdrawn covers nobody and may say so."""
    yield from consent_day_findings(consent)
    if not consent.agency_ids and consent.withdrawn_on is None:
        yield Finding(
            Weight.STOPS,
            "共有先がまだ選ばれていません。「共有してよい機関」を選んでください。同意は、選んだ機関だけに及びます。",
            consent.id,
        )


def in_force(consents: Iterable[Consent], person_id: RecordId, on: date) -> Iterator[Consent]:
    """The consents of this person that bind on this day."""
    return (c for c in consents if c.person_id == person_id and c.in_force(on))


def consent_mark(consents: Iterable[Consent], person_id: RecordId, on: date) -> str:
    """What a sheet says of this person's consent on its day, in one word or two."""
    own = {c.standing(on) for c in consents if c.person_id == person_id and c.given_on <= on}
    return "本人の同意" + next((mark for standing, mark in _MARKS.items() if standing in own), "なし")


_MARKS = {
    ConsentStanding.IN_FORCE: "あり",
    ConsentStanding.WITHDRAWN: "は撤回",
    ConsentStanding.OF_NOBODY: "は共有先が未定",
    ConsentStanding.EXPIRED: "は期限切れ",
}
"""Of several consents the first of these holds."""


def limited_to(
    consents: Iterable[Consent], person_id: RecordId, agency: RecordId, on: date
) -> tuple[str, ...]:
    """What alone this agency may hear of this person on this day; blank = all that the support needs, or nothing at all."""
    reaching = [c for c in in_force(consents, person_id, on) if agency in c.agency_ids]
    return () if any(c.is_whole for c in reaching) else tuple(dict.fromkeys(c.about for c in reaching))


def covered_agencies(consents: Iterable[Consent], person_id: RecordId, on: date) -> frozenset[RecordId]:
    """The involvements with which this person's information may be shared on this day."""
    return frozenset(agency for c in in_force(consents, person_id, on) for agency in c.agency_ids)
