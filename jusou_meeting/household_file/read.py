"""世帯ファイルを読む: a file becomes all the records of one case, or nothing does."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import time
from typing import Any

from jusou_meeting.agency import Agency, Involvement, by_name
from jusou_meeting.consent import Consent, consent_day_findings
from jusou_meeting.ecomap.family_tie import FamilyTie, family_tie_findings
from jusou_meeting.ecomap.ties import Tie, said_as
from jusou_meeting.finding import Finding
from jusou_meeting.household import Case, Person, Position, client_findings
from jusou_meeting.household_file.contents import HouseholdContents
from jusou_meeting.household_file.entry import FOOTINGS, LEARNED_IN, Entry, RecordKind
from jusou_meeting.household_file.guess import nearest
from jusou_meeting.household_file.kind import KINDS
from jusou_meeting.household_file.of_the_household import AGENCIES, HOUSEHOLD, PEOPLE
from jusou_meeting.household_file.of_the_meeting import MEETINGS, OF_THE_SITTING
from jusou_meeting.household_file.problem import (
    HouseholdFileProblem,
    offered,
    parsed,
    place,
    shown,
    with_particle,
)
from jusou_meeting.household_file.schema import HOUSEHOLD_FILE
from jusou_meeting.household_file.shape import HOUSEHOLD_ID, day, named
from jusou_meeting.issue import Issue
from jusou_meeting.life_event import LifeEvent
from jusou_meeting.meeting import Attendee, Meeting, MeetingKind, Sitting, hours_findings, meeting_findings
from jusou_meeting.role import Confirmation
from jusou_meeting.text import clean_line
from jusou_meeting.vocabulary import CaseId, Fact, Footing, RecordId, SittingId

Path = tuple[str | int, ...]


def read_household_file(
    data: bytes | str, *, new_id: Callable[[], RecordId], directory: Iterable[Agency] = ()
) -> HouseholdContents:
    """All that the file says, under new ids; HouseholdFileProblem when anything is wrong with it.

    The case has no number yet: the store gives one. Every record counts as saved once. An agency that the directory
    lists under the same name (or `listed_as`) is linked with its entry there.
    """
    return _Reading(parsed(data, HOUSEHOLD_FILE), new_id, directory).contents()


@dataclass(frozen=True, slots=True)
class _Found:
    """One record of the document, and where it stands."""

    path: Path
    kind: RecordKind
    record: dict[str, Any]
    parent: Path = ()

    def said(self) -> Iterator[tuple[Path, dict[str, Any]]]:
        """What it says, and what it says otherwise in a 支援会議."""
        yield self.path, self.record
        if "statutory" in self.record:
            yield (*self.path, "statutory"), self.record["statutory"]

    def references(self, *also: Entry) -> Iterator[tuple[Path, Entry, str]]:
        """Every id that it names."""
        for path, record in self.said():
            for entry in (*self.kind.entries, *also):
                if entry.shape.lists:
                    for name in named(record.get(entry.key)):
                        yield (*path, entry.key), entry, name


def _records(document: dict[str, Any]) -> Iterator[_Found]:
    yield _Found(("household",), HOUSEHOLD, document.get("household", {}))
    for kind in KINDS:
        if kind is not HOUSEHOLD:
            yield from _listed((), kind, document)


def _listed(parent: Path, kind: RecordKind, within: dict[str, Any]) -> Iterator[_Found]:
    for index, record in enumerate(within.get(kind.key, ())):
        path = (*parent, kind.key, index)
        yield _Found(path, kind, record, parent)
        for inner in kind.inside:
            yield from _listed(path, inner, record)


class _Reading:
    """One document whose structure is sound, on its way to becoming the records of a case."""

    def __init__(
        self, document: dict[str, Any], new_id: Callable[[], RecordId], directory: Iterable[Agency]
    ) -> None:
        self._document = document
        self._new_id = new_id
        self._directory = {name: agency.id for name, agency in by_name(directory).items()}
        self._found = tuple(_records(document))
        self._own = {found.path: new_id() for found in self._found}
        self._named = self._registered()
        self._ids = {name: self._own[found.path] for name, found in self._named.items()}
        self._household_id = self._ids[HOUSEHOLD_ID] = self._own["household",]
        self._sittings: dict[RecordId, Sitting] = {}
        self._hours: dict[RecordId | None, tuple[time | None, time | None]] = {}
        self._footing: dict[Path, Footing] = {}
        self._meetings = {
            self._own[found.path]: MeetingKind.labelled(found.record["kind"]).footing
            for found in self._found
            if found.kind is MEETINGS
        }
        self._agency_names = {
            self._own[found.path]: clean_line(found.record["name"])
            for found in self._found
            if found.kind is AGENCIES
        }

    def contents(self) -> HouseholdContents:
        """The records, once everything they refer to was found."""
        self._check_references()
        facts = tuple(fact for found in self._found for fact in self._versions(found))
        self._check_footings()
        self._check_one_client(facts)
        return HouseholdContents(
            case=Case(
                id=CaseId(self._new_id()),
                number="",
                title=clean_line(self._document["title"]),
                opened_on=day(self._document["opened_on"]),
                sample=self._document.get("sample", False),
            ),
            facts=facts,
            sittings=tuple({sitting.id: sitting for sitting in self._sittings.values()}.values()),
            positions={
                self._ids[clean_line(name)]: Position(float(x), float(y))
                for name, (x, y) in self._document.get("positions", {}).items()
            },
        )

    def _problem(self, path: Path, particle: str, rest: str) -> HouseholdFileProblem:
        return HouseholdFileProblem(f"{with_particle(place(self._document, path), particle)}{rest}")

    def _registered(self) -> dict[str, _Found]:
        by_name: dict[str, _Found] = {}
        for found in self._found:
            if "id" not in found.record:
                continue
            name = clean_line(found.record["id"])
            if name == HOUSEHOLD_ID:
                raise self._problem(
                    (*found.path, "id"), "が", f"「{HOUSEHOLD_ID}」です。これは世帯そのものを指すので、ほかの id にしてください。"
                )  # fmt: skip
            if name in by_name:
                other = place(self._document, by_name[name].path)
                raise self._problem(
                    found.path, "の", f" id{shown(name)}は、{with_particle(other, 'で')}も使われています。"
                )
            by_name[name] = found
        return by_name

    def _check_references(self) -> None:
        for found in self._found:
            for path, entry, name in found.references(LEARNED_IN):
                self._check_reference(path, entry.shape.lists, name)
                if entry.key in ("speaker", "items", "attendee") and self._named[name].parent != found.parent:
                    raise self._problem(
                        path,
                        "に",
                        f"{shown(name)}とありますが、この会議の {self._named[name].kind.key} にその id はありません。",
                    )
        for name in self._document.get("positions", {}):
            self._check_reference(("positions",), (PEOPLE.key, AGENCIES.key, HOUSEHOLD_ID), clean_line(name))

    def _check_reference(self, path: Path, lists: tuple[str, ...], name: str) -> None:
        if name == HOUSEHOLD_ID and HOUSEHOLD_ID in lists:
            return
        keys = [key for key in lists if key != HOUSEHOLD_ID]
        found = self._named.get(name)
        if found is None:
            known = [other for other, holder in self._named.items() if holder.kind.key in keys]
            nowhere = " にも ".join(keys) + (" にも" if len(keys) > 1 else " に")
            hint = self._called_so(name, keys) or offered(nearest(name, known))
            if path[-1] == "agency" and not hint:
                hint = "名前だけなら agency_name に書いてください。"
            raise self._problem(
                path, "に", f"{shown(name)}とありますが、{nowhere}その id はありません。{hint}"
            )
        if found.kind.key not in keys:
            raise self._problem(
                path,
                "に",
                f"{shown(name)}とありますが、それは {found.kind.key} の id です。{' か '.join(keys)} の id を書いてください。",
            )

    def _called_so(self, name: str, keys: list[str]) -> str:
        """What to do when it is a name of a record that stands in one of these lists."""
        for found in self._found:
            said = [found.record.get(key) for key in ("label", "kinship", "name", "title")]
            if found.kind.key in keys and name in said:
                if "id" in found.record:
                    return f"その id の{shown(clean_line(found.record['id']))}と書いてください。"
                where = with_particle(place(self._document, found.path), "に")
                return f"{where} id を付けてください。"
        return ""

    def _versions(self, found: _Found) -> Iterator[Fact]:
        said = self._said(found, found.record)
        footing = self._footing[found.path] = self._base_footing(found, said["learned_in"])
        yield self._possible(found.path, self._fact(found, said, footing))
        if "statutory" not in found.record:
            return
        if footing is Footing.STATUTORY:
            raise self._problem(
                found.path,
                "は",
                "全体が支援会議の記録なので、statutory は書けません。内容をそのまま書いてください。",
            )
        said = self._said(found, found.record | found.record["statutory"])
        yield self._possible((*found.path, "statutory"), self._fact(found, said, Footing.STATUTORY))

    def _said(self, found: _Found, record: dict[str, Any]) -> dict[str, Any]:
        """The attributes that a record gives, and those that follow when it leaves them out."""
        said = {
            entry.stands_for: entry.shape.read(record[entry.key], self._ids)
            for entry in (*found.kind.entries, LEARNED_IN)
            if entry.key in record
        }
        kind = found.kind.fact
        if found.parent:
            parent = self._own[found.parent]
            said["role_id" if kind is Confirmation else "meeting_id"] = parent
            if kind is not Confirmation:
                said.setdefault("learned_in", parent)
        taught = (said.get(key) for key in ("assigned_in", "set_in", "meeting_id"))
        said.setdefault("learned_in", next((meeting for meeting in taught if meeting), None))
        return said

    def _base_footing(self, found: _Found, learned_in: RecordId | None) -> Footing:
        if found.kind.footing is not None:
            return found.kind.footing
        if found.kind is MEETINGS:
            return self._meetings[self._own[found.path]]
        if "footing" in found.record:
            return FOOTINGS[found.record["footing"]]
        if found.parent:
            return self._footing[found.parent]
        return Footing.CONSENT if learned_in is None else self._meetings[learned_in]

    def _fact(self, found: _Found, said: dict[str, Any], footing: Footing) -> Fact:
        said |= {"id": self._own[found.path], "version": 1, "footing": footing}
        kind = found.kind.fact
        if kind in (Tie, FamilyTie):
            a, b = said.pop("between")
            if a == b:
                raise self._problem((*found.path, "between"), "の", "両端が同じです。")
        if kind is FamilyTie:
            return FamilyTie(a=a, b=b, **said)
        if kind is Tie:
            word = said.pop("word", None)
            tie = Tie(id=said["id"], a=a, b=b)
            return replace(said_as(tie, word) if word else tie, **said)
        if kind is Person:
            said.setdefault("label", said["kinship"].label)
        elif kind in (Issue, LifeEvent):
            said.setdefault("subject_id", self._household_id)
        elif kind is Involvement:
            listed_as = said.pop("listed_as", "")
            linked = listed_as is not None and not said.get("outsider", False)
            said["agency_id"] = self._directory.get(listed_as or said["name"]) if linked else None
        elif kind is Attendee:
            said.setdefault("agency", self._agency_names.get(said.get("involvement_id") or RecordId("")))
            if said["agency"] is None:
                raise self._problem(found.path, "に", "は agency か agency_name のどちらかを書いてください。")
        elif kind is Meeting:
            self._place_in_sitting(found, said)
            said.setdefault("ordinal", int(found.path[-1]) + 1)
        elif kind is Confirmation:
            said["wording"] = 0 if said.pop("outdated", False) else 1
        return kind(**said)

    def _place_in_sitting(self, found: _Found, said: dict[str, Any]) -> None:
        """Which sitting it is held in; one that follows another has the hours of that one, unless it says its own."""
        given = {key: said.pop(key) for key in OF_THE_SITTING if key in said}
        first = said.pop("same_sitting_as", None)
        if first is not None and given:
            keys = "、".join(given)
            raise self._problem(found.path, "に", f" same_sitting_as があるので、{keys} は書けません。")
        if first is not None and first not in self._sittings:
            raise self._problem(
                (*found.path, "same_sitting_as"), "に", "は、これより前にある会議の id を書いてください。"
            )
        if first is None and "held_on" not in given:
            raise self._problem(found.path, "に", " held_on（開催日）がありません。")
        sitting = self._sittings[first] if first else Sitting(id=SittingId(self._new_id()), **given)
        starts_at, ends_at = self._hours.get(first, (None, None))
        said.setdefault("starts_at", starts_at)
        said.setdefault("ends_at", ends_at)
        own, said["sitting_id"] = self._own[found.path], sitting.id
        self._sittings[own], self._hours[own] = sitting, (said["starts_at"], said["ends_at"])

    def _possible(self, path: Path, fact: Fact) -> Fact:
        match fact:
            case Meeting():
                self._refuse(path, (*hours_findings(fact), *meeting_findings(fact)))
            case Consent():
                self._refuse(path, consent_day_findings(fact))
            case FamilyTie():
                self._refuse(path, family_tie_findings(fact))
        return fact

    def _refuse(self, path: Path, findings: Iterable[Finding]) -> None:
        for finding in findings:
            raise self._problem(path, "を", f"直してください。{finding.sentence}")

    def _check_footings(self) -> None:
        """Nothing that is told outside a 支援会議 may speak of a record that is known in one only."""
        for found in self._found:
            if self._footing[found.path] is Footing.STATUTORY:
                continue
            spoken_of = [found.parent] if found.parent else []
            for path, entry, name in found.references():
                if (
                    "statutory" not in path
                    and entry.key not in ("same_sitting_as", "became")
                    and name != HOUSEHOLD_ID
                ):
                    spoken_of.append(self._named[name].path)
            for path in spoken_of:
                if self._footing[path] is Footing.STATUTORY:
                    raise self._problem(
                        found.path,
                        "は",
                        f"支援会議だけの記録（{place(self._document, path)}）を指しているので、"
                        "footing を「支援会議」にしてください。",
                    )

    def _check_one_client(self, facts: tuple[Fact, ...]) -> None:
        people = (fact for fact in facts if isinstance(fact, Person))
        for finding in client_findings(people):
            path = next(found.path for found in self._found if self._own[found.path] == finding.about)
            self._refuse(path, (finding,))
