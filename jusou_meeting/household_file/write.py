"""世帯ファイルを書く: all the records of one case as a file that a person can read and change by hand."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import MISSING, fields
from typing import Any, TypeVar
from unicodedata import east_asian_width

from jusou_meeting.agency import Agency, Involvement, by_name
from jusou_meeting.agenda import AgendaItem
from jusou_meeting.correction_request import CorrectionRequest
from jusou_meeting.distribution import Distribution
from jusou_meeting.ecomap.family_tie import FamilyTie
from jusou_meeting.ecomap.ties import Tie, said_as, word_for
from jusou_meeting.evaluation import Evaluation
from jusou_meeting.household import HouseholdProfile, Person
from jusou_meeting.household_file.contents import HouseholdContents
from jusou_meeting.household_file.entry import FOOTING, LEARNED_IN, RecordKind
from jusou_meeting.household_file.kind import KINDS
from jusou_meeting.household_file.of_the_household import HOUSEHOLD
from jusou_meeting.household_file.of_the_meeting import OF_THE_SITTING
from jusou_meeting.household_file.schema import FORMAT
from jusou_meeting.household_file.shape import HOUSEHOLD_ID
from jusou_meeting.issue import Issue
from jusou_meeting.life_event import LifeEvent
from jusou_meeting.meeting import Attendee, Correction, Decision, Meeting, Remark
from jusou_meeting.plan import Goal, Plan
from jusou_meeting.preparation_sheet import PreparationSheet
from jusou_meeting.resource_gap import ResourceGap
from jusou_meeting.role import Confirmation, RoleAssignment, RoleReview
from jusou_meeting.vocabulary import Fact, Footing, RecordId, SittingId

F = TypeVar("F", bound=Fact)

OfMeeting = (
    Attendee
    | Remark
    | Decision
    | AgendaItem
    | ResourceGap
    | Evaluation
    | RoleReview
    | Correction
    | CorrectionRequest
    | Distribution
    | PreparationSheet
)
"""What stands within its meeting."""

WIDTH = 110
"""Half-width columns; what fits stays on one line."""

_NOTHING = object()
_WORDED = ("strength", "stressful", "direction", "status", "label")


def write_household_file(contents: HouseholdContents, directory: Iterable[Agency]) -> str:
    """The file of this case; what goes without saying is left out, and so is the case number.

    Read again with the same directory, it gives the same records under new ids.
    """
    return _laid_out(_Writing(contents, directory).document()) + "\n"


class _Writing:
    """The records of one case on their way to a document."""

    def __init__(self, contents: HouseholdContents, directory: Iterable[Agency]) -> None:
        self._contents = contents
        self._entries = by_name(directory)
        self._entry_names = {agency.id: name for name, agency in self._entries.items()}
        self._sittings = {sitting.id: sitting for sitting in contents.sittings}
        self._versions: dict[type[Fact], dict[RecordId, list[Any]]] = {}
        for fact in contents.facts:
            self._versions.setdefault(type(fact), {}).setdefault(fact.id, []).append(fact)
        self._within: dict[tuple[type[Fact], RecordId | None], list[list[Any]]] = {}
        for kind, by_id in self._versions.items():
            for versions in by_id.values():
                versions.sort(key=lambda fact: fact.footing is Footing.STATUTORY)
                self._within.setdefault((kind, _parent(versions[0])), []).append(versions)
        self._firsts: dict[SittingId, RecordId] = {}
        for meeting_id, (meeting, *_) in self._versions.get(Meeting, {}).items():
            self._firsts.setdefault(meeting.sitting_id, meeting_id)
        self._names: dict[RecordId, str] = {}
        self._numbers: Counter[str] = Counter()
        for listed in KINDS:
            self._name(listed)

    def document(self) -> dict[str, Any]:
        """The whole file as plain data."""
        case = self._contents.case
        document: dict[str, Any] = {
            "format": FORMAT,
            "title": case.title,
            "opened_on": case.opened_on.isoformat(),
        }
        if case.sample:
            document["sample"] = True
        for kind in KINDS:
            records = list(self._records(kind))
            if said := records[0] if kind is HOUSEHOLD and records else records:
                document[kind.key] = said
        placed = self._contents.positions
        if positions := {
            name: [_plain(at) for at in placed[each]] for each, name in self._names.items() if each in placed
        }:
            document["positions"] = positions
        return document

    def _of(self, kind: RecordKind, parent: RecordId | None) -> list[list[Any]]:
        return self._within.get((kind.fact, parent), [])

    def _name(self, kind: RecordKind, parent: RecordId | None = None) -> None:
        for base, *_ in self._of(kind, parent):
            if kind is HOUSEHOLD:
                self._names[base.id] = HOUSEHOLD_ID
            elif kind.letter:
                self._numbers[kind.letter] += 1
                self._names[base.id] = f"{kind.letter}{self._numbers[kind.letter]}"
            for inner in kind.inside:
                self._name(inner, base.id)

    def _records(self, kind: RecordKind, parent: RecordId | None = None) -> Iterator[dict[str, Any]]:
        for number, versions in enumerate(self._of(kind, parent), start=1):
            base = versions[0]
            if kind is HOUSEHOLD and base.footing is Footing.STATUTORY:
                base = HouseholdProfile(id=base.id)
                versions = [base, *versions]
            ordinary = self._said(kind, base, number)
            record = {"id": self._names[base.id], **ordinary} if kind.letter else dict(ordinary)
            if FOOTING in kind.common and self._must_say_footing(base):
                record["footing"] = FOOTING.shape.write(base.footing, self._names)
            for told_apart in versions[1:]:
                record["statutory"] = self._difference(kind, ordinary, told_apart, number)
            for inner in kind.inside:
                if records := list(self._records(inner, base.id)):
                    record[inner.key] = records
            yield record

    def _said(self, kind: RecordKind, fact: Fact, number: int) -> dict[str, Any]:
        """The keys that must be said; the others follow from them."""
        values, unsaid = self._values(kind, fact), self._unsaid(kind, fact, number)
        return {
            key: self._written(kind, key, value)
            for key, value in values.items()
            if key not in unsaid or value != unsaid[key]
        }

    def _difference(
        self, kind: RecordKind, ordinary: dict[str, Any], told_apart: Fact, number: int
    ) -> dict[str, Any]:
        said = self._said(kind, told_apart, number)
        return {
            key: self._written(kind, key, value)
            for key, value in self._values(kind, told_apart).items()
            if said.get(key, _NOTHING) != ordinary.get(key, _NOTHING)
        }

    def _written(self, kind: RecordKind, key: str, value: Any) -> Any:
        entry = next(entry for entry in (*kind.entries, LEARNED_IN) if entry.key == key)
        return entry.shape.write(value, self._names)

    def _values(self, kind: RecordKind, fact: Fact) -> dict[str, Any]:
        """What the record says under each of its keys, in their order."""
        values = {
            entry.key: getattr(fact, entry.stands_for, _NOTHING) for entry in (*kind.entries, LEARNED_IN)
        }
        match fact:
            case Tie():
                values |= {"between": (fact.a, fact.b), "word": word_for(fact)}
            case FamilyTie():
                values["between"] = (fact.a, fact.b)
            case Involvement():
                entry = self._entry_names.get(fact.agency_id) if fact.agency_id else None
                namesake = entry is None and fact.name in self._entries and not fact.outsider
                values["listed_as"] = None if namesake else entry if entry and entry != fact.name else ""
            case Meeting():
                first = self._firsts[fact.sitting_id]
                values["same_sitting_as"] = None if first == fact.id else first
                if first == fact.id:
                    sitting = self._sittings[fact.sitting_id]
                    values |= {key: getattr(sitting, key) for key in OF_THE_SITTING}
            case Confirmation():
                values["outdated"] = fact.wording != self._wording(fact)
        return {key: value for key, value in values.items() if value is not _NOTHING}

    def _unsaid(self, kind: RecordKind, fact: Fact, number: int) -> dict[str, Any]:
        """What each key means when it is left out, given the others."""
        defaults = {field.name: field.default for field in fields(fact) if field.default is not MISSING}
        unsaid = {
            entry.key: defaults[entry.stands_for] for entry in kind.entries if entry.stands_for in defaults
        }
        unsaid["learned_in"] = None
        match fact:
            case Person():
                unsaid["label"] = fact.kinship.label
            case Issue() | LifeEvent():
                unsaid["subject"] = next(iter(self._versions[HouseholdProfile]))
            case Tie():
                unsaid["word"] = None
                if word := word_for(fact):
                    worded = said_as(Tie(id=fact.id, a=fact.a, b=fact.b), word)
                    unsaid |= {key: getattr(worded, key) for key in _WORDED}
            case Involvement():
                unsaid["listed_as"] = ""
            case Attendee(involvement_id=str() as involvement_id):
                unsaid["agency_name"] = self._base(Involvement, RecordId(involvement_id)).name
            case Meeting():
                unsaid |= {"place": "", "same_sitting_as": None, "ordinal": number}
                first = self._base(Meeting, self._firsts[fact.sitting_id])
                if first.id != fact.id:
                    unsaid |= {"starts_at": first.starts_at, "ends_at": first.ends_at}
            case Confirmation():
                unsaid["outdated"] = False
            case RoleAssignment():
                unsaid["learned_in"] = fact.assigned_in
            case Goal():
                unsaid["learned_in"] = fact.set_in
            case Plan():
                unsaid["learned_in"] = fact.meeting_id
        if isinstance(fact, OfMeeting):
            unsaid["learned_in"] = fact.meeting_id
        return unsaid

    def _must_say_footing(self, base: Fact) -> bool:
        """Whether it does not follow from where the record stands; what is confidential is marked in any case."""
        if parent := _parent(base):
            kind = RoleAssignment if isinstance(base, Confirmation) else Meeting
            return base.footing is not self._base(kind, parent).footing
        taught = base.learned_in is not None and self._base(Meeting, base.learned_in).footing
        return base.footing is Footing.STATUTORY or taught is Footing.STATUTORY

    def _wording(self, confirmation: Confirmation) -> int:
        """The wording of the role as those see it who see this answer."""
        versions = self._versions[RoleAssignment][confirmation.role_id]
        seen: RoleAssignment = [role for role in versions if confirmation.footing.admits(role.footing)][-1]
        return seen.wording

    def _base(self, kind: type[F], record_id: RecordId) -> F:
        base: F = self._versions[kind][record_id][0]
        return base


def _parent(fact: Fact) -> RecordId | None:
    match fact:
        case Confirmation():
            return fact.role_id
    return fact.meeting_id if isinstance(fact, OfMeeting) else None


def _plain(number: float) -> int | float:
    return int(number) if number.is_integer() else number


def _laid_out(value: Any, indent: str = "") -> str:
    """JSON with what is short on one line, as a person would write it."""
    flat = json.dumps(value, ensure_ascii=False)
    deeper = f"{indent}  "
    if not isinstance(value, dict | list) or (indent and _columns(flat) <= WIDTH - len(indent)):
        return flat
    if isinstance(value, list):
        inner = [f"{deeper}{_laid_out(each, deeper)}" for each in value]
        return "[\n" + ",\n".join(inner) + f"\n{indent}]"
    inner = [
        f"{deeper}{json.dumps(key, ensure_ascii=False)}: {_laid_out(each, deeper)}"
        for key, each in value.items()
    ]
    return "{\n" + ",\n".join(inner) + f"\n{indent}}}"


def _columns(text: str) -> int:
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)
