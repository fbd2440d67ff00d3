"""地図の空白: what the map itself shows to be missing; rules that notice, for the coordinator alone, and people judge."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import networkx as nx

from jusou_meeting.agency import at_work
from jusou_meeting.consent import covered_agencies
from jusou_meeting.ecomap.age_order import surely_no_older
from jusou_meeting.ecomap.family import family
from jusou_meeting.ecomap.family_tie import Bond
from jusou_meeting.ecomap.graph import household_graph
from jusou_meeting.ecomap.ties import Tie, TieStatus, describe
from jusou_meeting.finding import Finding, Weight
from jusou_meeting.household import Household, Person
from jusou_meeting.japanese_date import wareki
from jusou_meeting.vocabulary import Footing, RecordId

STALE_AFTER_MONTHS = 6
"""A tie that nobody spoke of for half a year is asked about: within it schools and offices change who is in charge
(April), and no law or plan names another number."""


def map_gaps(household: Household, on: date) -> Iterator[Finding]:
    """Everything that the map shows to be missing or doubtful on this day."""
    yield from unconnected(household)
    yield from doubtful(household, on)


def unconnected(household: Household) -> Iterator[Finding]:
    """People whom nobody reaches, or one alone, or quarrels alone; ties that are needed; agencies at work without a role."""
    graph = household_graph(household)
    for person in household.people:
        if person.can_be_asked and not person.lives_apart:
            yield from _of_person(household, graph, person)
    for tie in household.ties:
        if tie.status is TieStatus.NEEDED and household.holds(tie.a) and household.holds(tie.b):
            ends = f"「{household.called(tie.a)}」と「{household.called(tie.b)}」"
            yield Finding(Weight.WARNS, f"{ends}の間に、必要なつながりがまだありません。", tie.id)
    carrying = _carrying(graph)
    for involvement in at_work(household.involvements):
        if involvement.id not in carrying:
            yield Finding(
                Weight.WARNS, f"「{involvement.name}」は関与中ですが、役割がありません。", involvement.id
            )


def doubtful(household: Household, on: date) -> Iterator[Finding]:
    """Descent that cannot be right, agencies that the consent does not name, and what nobody spoke of for long."""
    yield from descent_findings(household, on)
    agencies = {involvement.id: involvement for involvement in household.involvements}
    carrying = _carrying(household_graph(household))
    client = household.client
    if household.footing is Footing.CONSENT and client is not None:
        covered = covered_agencies(household.consents, client.id, on)
        for i in agencies if covered else ():
            if i in carrying and i not in covered and not agencies[i].outsider:
                yield Finding(
                    Weight.WARNS,
                    f"役割のある「{agencies[i].name}」は、本人の同意の共有先に入っていません。",
                    i,
                )
    for tie in household.ties:
        yield from _of_age(household, tie, on)


def _carrying(graph: nx.MultiDiGraph) -> set[RecordId]:
    return {assignee for assignee, _, role in graph.edges(data="role") if role is not None}


def _of_age(household: Household, tie: Tie, on: date) -> Iterator[Finding]:
    """A tie that nobody recorded, or said to be still so, for too long; of one that is over or missing nobody asks."""
    said_on = household.ties_said_on.get(tie.id)
    if said_on is None or tie.status not in (TieStatus.NOW, TieStatus.PLANNED):
        return
    if _months(said_on, on) >= STALE_AFTER_MONTHS:
        ends = f"「{household.called(tie.a)}」と「{household.called(tie.b)}」"
        yield Finding(
            Weight.WARNS,
            f"{ends}の関係（{describe(tie)}）は、{wareki(said_on)}の記録のままです。",
            tie.id,
        )


def _months(since: date, until: date) -> int:
    """Whole months between two days."""
    return (until.year - since.year) * 12 + until.month - since.month - (until.day < since.day)


def descent_findings(household: Household, on: date) -> Iterator[Finding]:
    """Whoever descends from somebody is younger, stands below them, and has two parents by birth."""
    people = {person.id: person for person in household.people}
    kin = family(household.people, household.family_ties)
    for descent in kin.descents:
        for parent in descent.parents:
            for child in descent.child_ids:
                if surely_no_older(people[parent], people[child], on=on):
                    yield Finding(
                        Weight.WARNS,
                        f"「{household.called(parent)}」は、子にあたる「{household.called(child)}」より年上では"
                        "ありません。続柄と、生年月日・年齢を確かめてください。",
                        parent,
                    )
    for tie in kin.contradictions:
        yield Finding(
            Weight.WARNS,
            f"「{household.called(tie.a)}」は「{household.called(tie.b)}」の親とされていますが、続柄やほかの親子の"
            "つながりと合いません。地図には線を引いていません。",
            tie.id,
        )
    for person in household.people:
        parents = set(kin.parents(person.id, Bond.BIRTH))
        if len(parents) > 2:
            yield Finding(
                Weight.WARNS,
                f"「{person.label}」の実の親が{len(parents)}人になっています。養親や継親ではないか確かめてください。",
                person.id,
            )


def _of_person(household: Household, graph: nx.MultiDiGraph, person: Person) -> Iterator[Finding]:
    now = [(other, tie) for other, tie in _ties(graph, person.id) if tie.status is TieStatus.NOW]
    helpers = {other for other, _ in now} | _carriers(graph, {person.id, household.id})
    agencies = [i for i in household.involvements if i.id in helpers]
    if not agencies:
        yield Finding(Weight.WARNS, f"「{person.label}」には、つながっている機関がありません。", person.id)
    elif len(agencies) == 1 and len(household.involvements) > 1:
        yield Finding(
            Weight.WARNS,
            f"「{person.label}」につながっているのは「{agencies[0].name}」だけです。",
            person.id,
        )
    if now and all(tie.stressful for _, tie in now):
        yield Finding(
            Weight.WARNS, f"「{person.label}」のいまの関係線は、葛藤のあるものだけです。", person.id
        )


def _ties(graph: nx.MultiDiGraph, person: RecordId) -> Iterator[tuple[RecordId, Tie]]:
    for a, b, tie in (*graph.in_edges(person, data="tie"), *graph.out_edges(person, data="tie")):
        if tie is not None:
            yield (a if b == person else b), tie


def _carriers(graph: nx.MultiDiGraph, targets: set[RecordId]) -> set[RecordId]:
    """Who carries a role for one of these."""
    return {a for a, _, role in graph.in_edges(targets, data="role") if role is not None}
