"""比較: what changed in a household between two moments, told in sentences and marked on two maps of one arrangement."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain
from typing import TypeVar

from jusou_meeting.agency import Involvement
from jusou_meeting.ecomap.family_tie import FamilyTie
from jusou_meeting.ecomap.layout import lay_out
from jusou_meeting.ecomap.notation import Difference
from jusou_meeting.ecomap.relation import family_sentence, sentence
from jusou_meeting.ecomap.ties import Tie
from jusou_meeting.household import Household, Person
from jusou_meeting.issue import Issue
from jusou_meeting.life_event import LifeEvent
from jusou_meeting.role import RoleAssignment, RoleStanding
from jusou_meeting.vocabulary import Fact, RecordId

F = TypeVar("F", bound=Fact)


@dataclass(frozen=True, slots=True, kw_only=True)
class DifferenceRow:
    """変化の一行: what became of one record."""

    about: RecordId
    what: str
    """Which kind of record it is (世帯員, 機関, 課題, 関係, 家族, 役割, できごと)."""
    difference: Difference
    said: str
    """How it is or was; what changed is told as it was and as it is, with → between."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """比較: a household at two moments."""

    before: Household
    after: Household
    """Both with their signs at the same places, and ＋ － △ before the words of whatever differs."""
    rows: tuple[DifferenceRow, ...]

    @property
    def marks(self) -> dict[RecordId, Difference]:
        """What differs, by its record."""
        return {row.about: row.difference for row in self.rows}


def compare(before: Household, after: Household, *, on: date) -> Comparison:
    """What changed from one moment to another, as far as map, roles and events tell of it; ages that grew are no change."""
    rows = tuple(_rows(before, after))
    marks = {row.about: row.difference for row in rows}
    earlier, later = _marked(before, marks), _marked(after, marks)
    together = replace(
        later,
        people=_both(earlier.people, later.people),
        involvements=_both(earlier.involvements, later.involvements),
        issues=_both(earlier.issues, later.issues),
        ties=_both(earlier.ties, later.ties),
        family_ties=_both(earlier.family_ties, later.family_ties),
    )
    positions = lay_out(together, on=on).positions()
    return Comparison(
        before=replace(earlier, positions=positions), after=replace(later, positions=positions), rows=rows
    )


def _both(earlier: Iterable[F], later: Iterable[F]) -> tuple[F, ...]:
    """Everything that was there at either moment, as it is now where it still is."""
    return tuple({fact.id: fact for fact in chain(earlier, later)}.values())


def _marked(household: Household, marks: Mapping[RecordId, Difference]) -> Household:
    def said(record_id: RecordId, text: str) -> str:
        return f"{marks[record_id].sign}{text}" if record_id in marks else text

    return replace(
        household,
        people=tuple(replace(p, label=said(p.id, p.label)) for p in household.people),
        involvements=tuple(replace(i, name=said(i.id, i.name)) for i in household.involvements),
        issues=tuple(replace(i, title=said(i.id, i.title)) for i in household.issues),
        ties=tuple(replace(t, label=said(t.id, t.label)) for t in household.ties),
    )


def _rows(before: Household, after: Household) -> Iterator[DifferenceRow]:
    yield from _of_one_kind("世帯員", before.people, after.people, _person, _person)
    yield from _of_one_kind("機関", before.involvements, after.involvements, _agency(before), _agency(after))
    names = _names(before, after)
    yield from _of_one_kind("課題", before.issues, after.issues, _issue(before, names), _issue(after, names))
    yield from _of_one_kind("関係", before.ties, after.ties, _tie(names), _tie(names))
    yield from _of_one_kind("家族", before.family_ties, after.family_ties, _kin(names), _kin(names))
    yield from _of_one_kind("役割", before.roles, after.roles, _role(names), _role(names))
    yield from _of_one_kind("できごと", before.events, after.events, _event(names), _event(names))


def _of_one_kind(
    what: str,
    before: Iterable[F],
    after: Iterable[F],
    said_before: Callable[[F], str],
    said_after: Callable[[F], str],
) -> Iterator[DifferenceRow]:
    was = {fact.id: said_before(fact) for fact in before}
    now = {fact.id: said_after(fact) for fact in after}
    for record_id in dict.fromkeys((*was, *now)):
        if record_id not in was:
            difference, said = Difference.ADDED, now[record_id]
        elif record_id not in now:
            difference, said = Difference.LOST, was[record_id]
        elif was[record_id] != now[record_id]:
            difference, said = Difference.CHANGED, f"{was[record_id]} → {now[record_id]}"
        else:
            continue
        yield DifferenceRow(about=record_id, what=what, difference=difference, said=said)


def _names(before: Household, after: Household) -> Household:
    """Everybody by today's name, so that a new name of one is not told as a change of all their ties."""
    return replace(
        after,
        people=_both(before.people, after.people),
        involvements=_both(before.involvements, after.involvements),
    )


def _person(person: Person) -> str:
    standing = "死亡" if person.deceased else "別居" if person.lives_apart else "同居"
    return f"{person.label}（{person.kinship.label}・{standing}）"


def _agency(household: Household) -> Callable[[Involvement], str]:
    leading = {role.assignee_id for role in household.standing_roles if role.lead}

    def said(involvement: Involvement) -> str:
        lead = "・主担当" if involvement.id in leading else ""
        return f"{involvement.name}（{involvement.status.label}{lead}）"

    return said


def _issue(household: Household, names: Household) -> Callable[[Issue], str]:
    def said(issue: Issue) -> str:
        carried = (names.assignee(r) for r in household.carried_roles if issue.id in r.issue_ids)
        by = "・".join(dict.fromkeys(carried)) or "なし"
        return f"{issue.title}（{names.called(issue.subject_id)}・担当{by}）"

    return said


def _tie(names: Household) -> Callable[[Tie], str]:
    return lambda tie: sentence(names, tie)


def _kin(names: Household) -> Callable[[FamilyTie], str]:
    return lambda tie: family_sentence(names, tie)


def _event(names: Household) -> Callable[[LifeEvent], str]:
    return lambda event: f"{names.called(event.subject_id)}：{f'{event.happened} {event.text}'.strip()}"


def _role(names: Household) -> Callable[[RoleAssignment], str]:
    def said(role: RoleAssignment) -> str:
        became = "" if role.standing is RoleStanding.OPEN else f"（{role.standing.label}）"
        task = f"「{role.task}」" if role.task else "の役割"
        in_charge = f"（{role.in_charge}）" if role.in_charge else ""
        return f"{names.assignee(role)}{in_charge}{task}{became}"

    return said
