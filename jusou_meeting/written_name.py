"""書かれた氏名: where a registered name of the family stands in words that walls, devices and papers tell as they were written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import fields
from itertools import chain, takewhile

from jusou_meeting.agency import Involvement
from jusou_meeting.finding import Finding, Weight
from jusou_meeting.household import Household, Person
from jusou_meeting.meeting import Attendee, MeetingRecord
from jusou_meeting.text import folded
from jusou_meeting.vocabulary import Fact, RecordId

_ASIDE = frozenset(
    {
        "id",
        "name",
        "kana",
        "in_charge",
        "answered_by",
        "answered_for",
        "decided_by",
        "handled_by",
        "asked_by",
        "became",
        "address",
        "phone",
    }
)
"""Fields for names, of the family or of whoever works with them, and those that no paper shows."""

_KANA = re.compile("[ぁ-ゖー]+")
_CALLED = "(?:さん|くん|君|ちゃん|氏|様|さま|宅|家)"
_SHORT_KANA = 3
"""Kana that are no longer, and a single sign, are part of other words: they are a name where somebody is addressed by it."""

_NO_PLACE = (
    "(?![一-龠々]{0,4}(?:市|町|村|区|郡|県|駅|病院|医院|診療所|くりにっく|学校|高校|学園|保育園|地域|銀行))"
)
"""Behind a part of a name: what is called so goes by the same word."""

_QUOTED = 24


def name_findings(household: Household, record: MeetingRecord | None = None) -> Iterator[Finding]:
    """Each record of the household and of this meeting in whose words somebody's registered name stands, whole or in part.

    By what the room calls somebody it may call them: a part of a name that is somebody's 呼び名 is told of there alone.
    """
    sought = _Sought(household, () if record is None else record.attendees)
    yield from sought.found_in(None, household.case.title)
    yield from chain.from_iterable(map(sought.found_in_fact, _facts(household, record)))


def names_in(facts: Iterable[Fact], household: Household, attendees: Iterable[Attendee]) -> Iterator[Finding]:
    """The same of these records alone, told of a meeting with these people."""
    return chain.from_iterable(map(_Sought(household, attendees).found_in_fact, facts))


class _Sought:
    """The names of one household, and what looks like them and is none."""

    def __init__(self, household: Household, attendees: Iterable[Attendee]) -> None:
        self.names = sorted(_names(household), key=lambda each: len(each[1]), reverse=True)
        agencies = filter(None, map(folded, _agencies(household, attendees)))
        self.agencies = sorted(agencies, key=len, reverse=True)
        self.labels = [folded(person.label) for person in household.people]

    def found_in_fact(self, fact: Fact) -> Iterator[Finding]:
        for field in fields(fact):
            said = () if field.name in _ASIDE else getattr(fact, field.name)
            for text in said if isinstance(said, tuple) else (said,):
                if isinstance(text, str):
                    yield from self.found_in(fact.id, text)

    def found_in(self, about: RecordId | None, text: str) -> Iterator[Finding]:
        plain = folded(text)
        for agency in self.agencies:
            plain = plain.replace(agency, "　")
        is_label = plain in self.labels
        for person, name, pattern in self.names:
            if pattern.search(plain) and (is_label or not any(map(pattern.search, self.labels))):
                quoted = text if len(text) <= _QUOTED else f"{text[:_QUOTED]}…"
                yield Finding(
                    Weight.WARNS,
                    f"「{person.label}」の氏名（{name}）が書かれています：「{quoted}」。書類や投影に、そのまま出ます。",
                    about,
                )
                return


def _names(household: Household) -> Iterator[tuple[Person, str, re.Pattern[str]]]:
    """Whose name, which part of it, and how that is found in folded text."""
    for person in household.people:
        others = [p.name for p in household.people if p is not person and p.name]
        parts = (person.name, *_parts(person.name, others), person.kana, *person.kana.split())
        for part in dict.fromkeys(filter(str.strip, parts)):
            plain = folded(part)
            short = len(plain) == 1 or (_KANA.fullmatch(plain) and len(plain) <= _SHORT_KANA)
            yield person, part, re.compile(re.escape(plain) + (_CALLED if short else _NO_PLACE))


def _parts(name: str, others: list[str]) -> tuple[str, ...]:
    """Family name and given name; of one that was typed in one word, by the family name that it shares with another."""
    if len(parts := name.split()) > 1:
        return tuple(parts)
    family = min(filter(None, (_shared(name, other) for other in others)), key=len, default="")
    return (family, name.removeprefix(family)) if family else ()


def _shared(name: str, other: str) -> str:
    """How both begin."""
    return "".join(
        sign for sign, _ in takewhile(lambda pair: pair[0] == pair[1], zip(name, other, strict=False))
    )


def _agencies(household: Household, attendees: Iterable[Attendee]) -> Iterator[str]:
    yield from (involvement.name for involvement in household.involvements)
    yield from (attendee.agency for attendee in attendees if attendee.person_id is None)


def _facts(household: Household, record: MeetingRecord | None) -> Iterator[Fact]:
    yield from (fact for fact in household.facts if not isinstance(fact, Involvement))
    if record is not None:
        yield record.meeting
        yield from record.attendees
        yield from record.remarks
        yield from record.decisions
        yield from record.agenda
        yield from record.resource_gaps
        yield from record.evaluations
        yield from record.reviews
        yield from record.corrections
