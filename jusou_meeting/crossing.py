"""移行: what was learned in a 支援会議 and may be told on the person's consent, decided record by record."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass, fields
from datetime import date, datetime

from jusou_meeting.consent import Consent, covered_agencies, in_force
from jusou_meeting.finding import Finding, Weight
from jusou_meeting.household import Household
from jusou_meeting.plan import Plan
from jusou_meeting.role import Confirmation
from jusou_meeting.vocabulary import Fact, Footing, RecordId


@dataclass(frozen=True, slots=True, kw_only=True)
class Crossing(Fact):
    """移行の判断: whether one record that is known under 社会福祉法106条の6 may be told on the person's consent.

    Without such a decision nothing crosses; a record that may not is marked, so that nobody asks again. Of a record that
    is known without secrecy, and tells of a member who did not consent, it says whether a room on consent is shown it
    (`unconsented`); there the last decision counts.
    """

    record_id: RecordId
    allowed: bool
    reason: str = ""
    """On what ground (本人の同意の範囲, 本人の利益のため …), or why not."""
    decided_by: str
    decided_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """判断されたこと: a decision on telling as it was taken, in the words of that moment."""

    at: datetime
    crossing: Crossing
    moved: bool
    """Whether readers on consent came to know the record, or no more; otherwise it was only said whether they are shown it."""
    then: Household
    """As whoever reads the decision knew it once it was taken."""

    @property
    def fact(self) -> Fact | None:
        """The record that was decided on; None = they did not know it, or it was gone."""
        return next((fact for fact in crossable(self.then) if fact.id == self.crossing.record_id), None)


def crossing_findings(crossing: Crossing) -> Iterator[Finding]:
    """A decision names whoever took it, and its ground."""
    if not crossing.decided_by.strip():
        yield Finding(Weight.STOPS, "誰が判断したかを書いてください。")
    if not crossing.reason.strip():
        yield Finding(Weight.STOPS, "判断の根拠、またはわけを書いてください。")


def beyond_consent(record_ids: Container[RecordId], household: Household, today: date) -> Iterator[str]:
    """Of these records, the people who consented to nothing and the agencies that nobody's consent names.

    Neither refuses a crossing; both ask for a ground of its own, and for no more than is needed.
    """
    for person in household.people:
        if person.id in record_ids and not any(in_force(household.consents, person.id, today)):
            yield f"「{person.label}」の同意なし"
    covered = {
        agency_id
        for person in household.people
        for agency_id in covered_agencies(household.consents, person.id, today)
    }
    for involvement in household.involvements:
        if involvement.id in record_ids and not involvement.outsider and involvement.id not in covered:
            yield f"「{involvement.name}」は同意の範囲の外"


def confidential(known: Household, told: Household) -> tuple[Fact, ...]:
    """What whoever reads under 106条の6 knows and whoever reads on consent does not, or knows otherwise.

    What others speak of comes before them, so that it can cross with them. Meetings stay where they were held.
    """
    ordinary = {fact.id: fact for fact in crossable(told)}
    return tuple(
        fact
        for fact in crossable(known)
        if fact.footing is Footing.STATUTORY and _says_more(fact, ordinary.get(fact.id))
    )


def crossable(household: Household) -> Iterator[Fact]:
    """Every record of the household that could cross, each after what it speaks of."""
    return (fact for fact in household.facts if not isinstance(fact, Confirmation | Consent | Plan))


_NOT_SAID = {"version", "footing", "learned_in", "assigned_in", "set_in"}


def _says_more(fact: Fact, ordinary: Fact | None) -> bool:
    return ordinary is None or any(
        getattr(fact, field.name) != getattr(ordinary, field.name)
        for field in fields(fact)
        if field.name not in _NOT_SAID
    )
