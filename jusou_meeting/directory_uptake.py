"""名簿の取り込み: what taking a table of agencies and their people would change in the directory; nothing is changed by it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from difflib import get_close_matches
from typing import Any, NamedTuple

from jusou_meeting.agency import FIELDS, Agency
from jusou_meeting.contact_person import ContactPerson, contact_findings
from jusou_meeting.directory_table import AGENCY_COLUMNS, DAYS, PERSON_COLUMNS, Listed, Notes, Said, Table
from jusou_meeting.finding import Finding, Weight
from jusou_meeting.japanese_date import wareki
from jusou_meeting.text import folded
from jusou_meeting.vocabulary import AgencyId, ContactId

_MISSING = {
    "field": "分野がありません。地図では、同じ分野の機関が近くに並びます。",
    "kana": "機関名のよみがありません。よみがあると、地図でかな二文字から出せます。",
}


_LIKE = 0.4
"""One sign of two or three is enough: fields are short words."""


class Listing(NamedTuple):
    """名簿: the directory as it was looked at."""

    agencies: tuple[Agency, ...]
    people: tuple[ContactPerson, ...]


class Entry(NamedTuple):
    """変わる一件: one agency that is new, or that would be told otherwise."""

    agency: str
    new: bool
    said: tuple[str, ...]
    """What it would say, or how that differs from what it says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Uptake:
    """取り込み: what a table would change in the directory."""

    agencies: tuple[Agency, ...]
    """The new ones, and those told otherwise."""
    people: tuple[ContactPerson, ...]
    entries: tuple[Entry, ...]
    alike: int
    """The agencies of the table of which nothing changes."""
    findings: tuple[Finding, ...]
    before: Listing
    """With what the table was compared."""

    @property
    def can_be_taken(self) -> bool:
        """Whether the table was read whole and changes anything."""
        return bool(self.entries) and not any(f.weight is Weight.STOPS for f in self.findings)


def uptake(table: Table, before: Listing, *, today: date, new_id: Callable[[], str]) -> Uptake:
    """What this table would change in the directory.

    An agency is the one of the same name, a person the one of the same name at it. A blank cell, a missing column and a
    missing line leave things as they are; whoever left an agency is not brought back, unless they come anew on a later day.
    """
    notes = Notes()
    times = Counter(folded(listed.agency["name"][1]) for listed in table.listed)
    comparing = _Comparing(before, times, today, new_id, notes)
    compared = [each for each in map(comparing.agency, table.listed) if each is not None]
    comparing.note_new_fields(each.agency for each in compared)
    changed = [each for each in compared if each.entry.said or each.entry.new]
    return Uptake(
        agencies=tuple(each.agency for each in compared if each.told),
        people=tuple(person for each in changed for person in each.people),
        entries=tuple(each.entry for each in changed),
        alike=len(compared) - len(changed),
        findings=table.findings + notes.findings,
        before=before,
    )


class _Compared(NamedTuple):
    agency: Agency
    told: bool
    """Whether the entry itself is new or told otherwise."""
    people: tuple[ContactPerson, ...]
    entry: Entry


class _Comparing:
    def __init__(
        self,
        before: Listing,
        times: Mapping[str, int],
        today: date,
        new_id: Callable[[], str],
        notes: Notes,
    ) -> None:
        self._times = times
        self._today, self._new_id, self._notes = today, new_id, notes
        self._named: dict[str, list[Agency]] = defaultdict(list)
        for agency in before.agencies:
            self._named[folded(agency.name)].append(agency)
        self._at: dict[tuple[AgencyId, str], list[ContactPerson]] = defaultdict(list)
        for person in before.people:
            self._at[person.agency_id, folded(person.name)].append(person)
        said = (agency.field for agency in before.agencies if agency.field)
        self._fields = tuple(dict.fromkeys((*FIELDS, *said)))

    def agency(self, listed: Listed) -> _Compared | None:
        """What changes for one agency; None = nobody can tell which one is meant."""
        said = _cells(listed.agency)
        named = self._named.get(folded(said["name"]), [])
        found = named
        if len(named) > 1 or self._times[folded(said["name"])] > 1:
            found = [agency for agency in found if folded(agency.address) == folded(said.get("address", ""))]
            if len(found) != 1 or not all(agency.address for agency in named):
                self._notes.stop(
                    f"名簿に「{said['name']}」が二つ以上あり、どれか分かりません。所在地を名簿のとおりに書くか、"
                    "この行を消してください。"
                    if len(named) > 1
                    else f"「{said['name']}」が、所在地の違う機関として二つ以上書いてあります。別のものなら名前を分け、"
                    "同じなら所在地を揃えてください。",
                    listed.number,
                )
                return None
        if not found:
            for field, sentence in _MISSING.items():
                if field not in said:
                    self._notes.warn(sentence, listed.number)
            agency = Agency(**{"field": "", **said}, id=AgencyId(self._new_id()))
            words = [
                f"{columns[0]}：{said[f]}"
                for f, columns in AGENCY_COLUMNS.items()
                if f in said and f != "name"
            ]
        else:
            agency = replace(found[0], **_but_name(said))
            words = list(_differences(found[0], agency, AGENCY_COLUMNS))
        told, people = not found or bool(words), []
        for cells in listed.people:
            person, more = self._person(cells, agency)
            people += [person] * bool(more)
            words += more
        return _Compared(agency, told, tuple(people), Entry(agency.name, not found, tuple(words)))

    def _person(self, cells: Said, agency: Agency) -> tuple[ContactPerson, list[str]]:
        """One person as they would be kept, and what would change; no word = nothing does."""
        said = _cells(cells)
        known = self._at.get((agency.id, folded(said["name"])), [])
        there = [person for person in known if person.until_on is None or person.until_on >= self._today]
        since = said.get("since_on")
        if len(there) > 1 and len({person.since_on for person in there} - {None}) < len(there):
            self._notes.stop(
                f"名簿の「{agency.name}」に「{said['name']}」が二人以上いて、どの方か分かりません。この行を消してください。",
                cells["name"][0],
            )
            return there[-1], []
        if there:
            meant = next((person for person in there if person.since_on == since), there[-1])
            told = self._possible(replace(meant, **_but_name(said)), cells)
            return told, [f"{told.name} の{word}" for word in _differences(meant, told, PERSON_COLUMNS)]
        if known and not (since and all(person.until_on and person.until_on < since for person in known)):
            self._notes.warn(
                f"「{agency.name}」の「{said['name']}」は、担当を終えた方として載っているので、読みません。",
                cells["name"][0],
            )
            return known[-1], []
        new = ContactPerson(id=ContactId(self._new_id()), agency_id=agency.id, **said)
        person = self._possible(new, cells)
        days = (
            f"（{_word(person.since_on)}～{_word(person.until_on)}）"
            if person.since_on or person.until_on
            else ""
        )
        return person, [f"担当者：{person.title}{days}"]

    def _possible(self, person: ContactPerson, cells: Said) -> ContactPerson:
        for finding in contact_findings(person):
            self._notes.stop(f"「{person.name}」：{finding.sentence}", cells["name"][0])
        return person

    def note_new_fields(self, agencies: Iterator[Agency]) -> None:
        """A field that nobody wrote before may be a slip of the pen, and the map would group by it."""
        new = dict.fromkeys(agency.field for agency in agencies if agency.field)
        near = {
            field: get_close_matches(field, self._fields, n=1, cutoff=_LIKE)
            for field in new
            if field not in self._fields
        }
        for field, known in near.items():
            like = "".join(f"似た分野に「{each}」があります。" for each in known)
            self._notes.warn(f"「{field}」は、まだない分野です。この名前の分野ができます。{like}")
        if not all(near.values()):
            self._notes.warn(f"いまある分野は、{'、'.join(self._fields)}です。")


def _cells(said: Said) -> dict[str, Any]:
    return {field: date.fromisoformat(cell) if field in DAYS else cell for field, (_, cell) in said.items()}


def _but_name(said: Mapping[str, Any]) -> dict[str, Any]:
    return {field: cell for field, cell in said.items() if field != "name"}


def _differences(
    before: Agency | ContactPerson, after: Agency | ContactPerson, columns: Mapping[str, Sequence[str]]
) -> Iterator[str]:
    for field in (each.name for each in fields(before)):
        was, now = getattr(before, field), getattr(after, field)
        if was != now:
            yield f"{columns[field][0]}：{_word(was) or '（なし）'} → {_word(now)}"


def _word(said: str | date | None) -> str:
    return wareki(said) if isinstance(said, date) else said or ""
