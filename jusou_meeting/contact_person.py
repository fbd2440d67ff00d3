"""担当者: the people of the directory's agencies, and since and until when each of them is there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from jusou_meeting.finding import Finding, Weight
from jusou_meeting.text import folded
from jusou_meeting.vocabulary import AgencyId, ContactId


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactPerson:
    """担当者: somebody of an agency in the directory, known to every case."""

    id: ContactId
    agency_id: AgencyId
    name: str
    kana: str = ""
    job: str = ""
    since_on: date | None = None
    """None = nobody said since when."""
    until_on: date | None = None
    """Their last day there; None = no end is known."""
    version: int = 0

    def in_office(self, on: date) -> bool:
        """Whether they are there on this day."""
        return (self.since_on is None or self.since_on <= on) and (
            self.until_on is None or on <= self.until_on
        )

    @property
    def title(self) -> str:
        """Their job and name, as a list offers them."""
        return f"{self.job}　{self.name}".strip()


def same_name(one: str, other: str) -> bool:
    """Whether two spellings name one person: 佐藤花子 and 佐藤　花子 do; nobody is named by a blank."""
    return bool(one.strip()) and folded(one) == folded(other)


def surname(name: str) -> str:
    """What stands before the first space, as a search compares it; of a name without one, all of it."""
    return folded(next(iter(name.split()), ""))


def full_name(said: str, known: Iterable[str]) -> str:
    """The name of the one person known to bear this surname; as it was said where nobody does, or several do."""
    bearers = {folded(name): name for name in known if said.strip() and surname(name) == folded(said)}
    return next(iter(bearers.values())) if len(bearers) == 1 else said


def in_office(
    people: Iterable[ContactPerson], agency_id: AgencyId | None, on: date
) -> tuple[ContactPerson, ...]:
    """Who is at an agency on this day."""
    return tuple(person for person in people if person.agency_id == agency_id and person.in_office(on))


def usually_sent(
    people: Iterable[ContactPerson], agency_id: AgencyId | None, on: date, *, job: str, name: str
) -> tuple[str, str]:
    """Job and name of whom an agency will send on this day: whoever came last, else the one person it has there.

    Whoever came last and has left since is not asked again, nor is their job said of another; of several people nobody
    is chosen.
    """
    own = [person for person in people if agency_id is not None and person.agency_id == agency_id]
    there = [person for person in own if person.in_office(on)]
    known = [person for person in own if same_name(person.name, name)]
    if name and (not known or any(person in there for person in known)):
        return job, name
    if name:
        job = ""
    return (there[0].job or job, there[0].name) if len(there) == 1 else (job, "")


def contact_findings(person: ContactPerson) -> Iterator[Finding]:
    """Whether they can be entered as they read."""
    if not person.name.strip():
        yield Finding(Weight.STOPS, "担当者の氏名を入れてください。")
    if person.since_on and person.until_on and person.until_on < person.since_on:
        yield Finding(Weight.STOPS, "担当の終わりの日が、始まりの日より前です。")
