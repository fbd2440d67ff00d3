"""同意のない世帯員: what a 重層的支援会議 is shown of members who did not consent to it, record by record."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from jusou_meeting.agency import Involvement
from jusou_meeting.consent import Strictness, covered_agencies, in_force
from jusou_meeting.crossing import crossable
from jusou_meeting.ecomap.family import family
from jusou_meeting.ecomap.family_tie import FamilyTie
from jusou_meeting.ecomap.ties import Tie
from jusou_meeting.finding import Finding, Weight
from jusou_meeting.household import Being, Household, Person, age
from jusou_meeting.issue import Issue
from jusou_meeting.life_event import LifeEvent
from jusou_meeting.meeting import MeetingRecord
from jusou_meeting.plan import Goal, Wish
from jusou_meeting.role import RoleAssignment
from jusou_meeting.vocabulary import Fact, Footing, RecordId

F = TypeVar("F", bound=Fact)

_BESIDE = "同意のない世帯員との関わりだけで地図にあります"


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldBack:
    """伏せている情報: one record of which something stays with the office, and why."""

    fact: Fact
    why: str


def limited(
    household: Household, *, on: date, record: MeetingRecord | None = None, agency: RecordId | None = None
) -> Household:
    """The household as it may leave the office on this day: on the wall, on devices and on paper.

    Everybody who can be asked and is not the 本人 has consented when their own consents of this day reach whoever is
    shown it: this one `agency`, else every agency in the room of this meeting, else (None) somebody. Of the others the
    composition of the family stays, which is the 本人's own, and what was released with its ground (個人情報保護法69条);
    more of them only as far as the municipality's `Strictness` has it. That somebody of them expects a child is no more
    than theirs: an unborn child is there once one of its parents may be told of. What speaks of the 本人 too is not limited, nor
    what this meeting itself assigned, a suspicion of abuse (法令に基づく場合), or an agency's own part for that agency. A
    支援会議 rests on 社会福祉法106条の6 and is not limited.
    """
    less = {person.id for person in silent(household, on=on, record=record, agency=agency)}
    if not less:
        return household
    hidden = _unborn_of(household, less)
    to = _shown_to(record, agency)
    meeting_id = None if record is None else record.meeting.id
    rule = _Rule(household, less | hidden, hidden, to or frozenset(), meeting_id, on)
    people, issues = rule.told(household.people), rule.told(household.issues)
    ties, roles = rule.told(household.ties), rule.told(household.roles)
    known_by_them = _known_by_them_alone(household, ties, roles, to or frozenset(), on)
    told = {issue.id for issue in issues}
    return replace(
        household,
        people=people,
        issues=issues,
        issues_ever=tuple(household.issue_numbers),
        involvements=tuple(i for i in household.involvements if i.id not in known_by_them),
        involvements_ever=tuple(
            dict.fromkeys((*household.involvements_ever, *(i.id for i in household.involvements)))
        ),
        ties=ties,
        family_ties=rule.told(household.family_ties),
        roles=tuple(as_referred(role, told, hidden) for role in roles),
        roles_ever=tuple(household.role_numbers),
        issues_kept=frozenset(r.id for r in roles if r.issue_ids and not _among(r.issue_ids, told)),
        consents=tuple(consent for consent in household.consents if consent.person_id not in less),
        wishes=rule.told(household.wishes),
        goals=tuple(as_referred(goal, told) for goal in household.goals),
        events=rule.told(household.events),
        positions={end: at for end, at in household.positions.items() if end not in known_by_them | hidden},
    )


def silent(
    household: Household, *, on: date, record: MeetingRecord | None = None, agency: RecordId | None = None
) -> tuple[Person, ...]:
    """The members of whom less may be shown than is known, as `limited` has it; nobody in a 支援会議."""
    if household.footing is Footing.STATUTORY:
        return ()
    to = _shown_to(record, agency)
    return tuple(person for person in household.people if why_not(household, person, to, on=on))


def held_back(household: Household, *, on: date, record: MeetingRecord | None = None) -> tuple[HeldBack, ...]:
    """Every record of which the room of this meeting (None = whoever is handed it) is not shown all, for the office alone.

    That a role or a goal names one that is held back does not count.
    """
    shown, to = limited(household, on=on, record=record), _shown_to(record, None)
    if shown is household:
        return ()
    why = {p.id: why_not(household, p, to, on=on) for p in household.people}
    for child in _unborn_of(household, {person for person, reason in why.items() if reason}):
        parents = family(household.people, household.family_ties, on=on).parents(child)
        why[child] = "、".join(why[parent] for parent in parents) or "誰の子かが記録されていません"
    told = {fact.id: fact for fact in crossable(shown)}
    gone = frozenset(p.id for p in household.people) - told.keys()
    return tuple(
        HeldBack(fact=fact, why=_BESIDE if isinstance(fact, Involvement) else "、".join(_each(why, fact)))
        for fact in crossable(household)
        if told.get(fact.id) != as_referred(fact, told, gone)
    )


def without_consent_findings(household: Household, record: MeetingRecord) -> Iterator[Finding]:
    """Of whom this meeting is not shown all: that refuses nothing, but what is told of them is told item by item."""
    if record.meeting.without_consent.strip():
        return
    on, to = record.sitting.held_on, _shown_to(record, None)
    of = {each for held in held_back(household, on=on, record=record) for each in about(held.fact)}
    lacking: dict[str, list[str]] = {}
    for person in silent(household, on=on, record=record):
        if person.id in of:
            lacking.setdefault(_lack(household, person, to, on=on), []).append(person.label)
    if lacking:
        said = "".join(f"「{'」「'.join(labels)}」の同意{lack}。" for lack, labels in lacking.items())
        yield Finding(
            Weight.WARNS,
            f"{said}この会議で何を、どの根拠で共有するかを書いてください（「準備」か「書類」の欄）。",
            record.meeting.id,
        )


def unshown_findings(household: Household, record: MeetingRecord) -> Iterator[Finding]:
    """The roles that this meeting gave for members who did not consent: the next one is not shown them."""
    on = record.sitting.held_on
    less = {person.id for person in silent(household, on=on, record=record)}
    next_time = _Rule(household, less, set(), _shown_to(record, None) or frozenset(), None, on)
    for role in household.roles:
        if role.assigned_in == record.meeting.id and not next_time.told((role,)):
            of = "」「".join(p.label for p in household.people if p.id in less.intersection(about(role)))
            yield Finding(
                Weight.WARNS,
                f"役割「{role.task}」は、同意のない「{of}」のことです。次の会議からは、投影・端末・書類に出ません"
                "（同意を得るか、「同意」の欄で根拠を記すと出ます）。",
                role.id,
            )


def why_not(household: Household, person: Person, to: frozenset[RecordId] | None, *, on: date) -> str:
    """Why what is known of this person may not simply be shown to these agencies (None = to somebody); blank = it may."""
    lack = _lack(household, person, to, on=on)
    return f"「{person.label}」の同意{lack}" if lack else ""


def _lack(household: Household, person: Person, to: frozenset[RecordId] | None, *, on: date) -> str:
    """What their consent does not do, or that there is none."""
    if person.is_client or not person.can_be_asked:
        return ""
    own = [consent for consent in household.consents if consent.person_id == person.id]
    whole = [consent for consent in own if consent.is_whole]
    covered = covered_agencies(whole, person.id, on)
    beyond = [i.name for i in household.involvements if i.id in (to or ()) and i.id not in covered]
    if covered and not beyond:
        return ""
    if covered:
        return f"は「{'」「'.join(beyond)}」に及びません"
    if narrow := next(in_force(own, person.id, on), None):
        return f"は「{narrow.about}」についてだけです"
    return f"は{own[-1].standing(on).label}" if own else "がありません"


def about(fact: Fact) -> tuple[RecordId, ...]:
    """Whom a record speaks of; blank = of nobody in particular."""
    match fact:
        case Person():
            return (fact.id,)
        case Issue() | LifeEvent():
            return (fact.subject_id,)
        case Tie() | FamilyTie():
            return fact.a, fact.b
        case RoleAssignment():
            return fact.for_ids
        case Wish():
            return (fact.person_id,)
        case _:
            return ()


def _shown_to(record: MeetingRecord | None, agency: RecordId | None) -> frozenset[RecordId] | None:
    if agency is not None:
        return frozenset({agency})
    if record is None:
        return None
    return frozenset(
        a.involvement_id for a in record.attendees if a.is_guest and a.involvement_id is not None
    )


@dataclass(frozen=True, slots=True)
class _Rule:
    household: Household
    silent: set[RecordId]
    hidden: set[RecordId]
    """Of whom not even that they are is told; of the silent as well."""
    to: frozenset[RecordId]
    meeting_id: RecordId | None
    on: date

    def told(self, facts: Iterable[F]) -> tuple[F, ...]:
        """What is told of each of these records; of some nothing is."""
        return tuple(said for fact in facts if (said := self._told(fact)) is not None)

    def _told(self, fact: F) -> F | None:
        if isinstance(fact, Tie | FamilyTie) and not self.hidden.isdisjoint((fact.a, fact.b)):
            return None
        if fact.id in self.household.released or not self._of_the_silent_alone(fact):
            return fact
        if fact.id in self.hidden:
            return None
        if isinstance(fact, Person):
            more = self.household.strictness is not Strictness.FAMILY
            return replace(
                fact,
                name="",
                kana="",
                birth_on=None,
                age_band=age(fact, self.on) if more else "",
                key_person=fact.key_person and more,
                residence="",
                note="",
            )
        if isinstance(fact, FamilyTie):
            return replace(fact, note="")
        if isinstance(fact, Wish) and not fact.words:
            return replace(fact, told_by="", unheard_because="")  # that nobody heard it tells nothing of them
        if self.household.strictness is Strictness.FAMILY:
            return None
        if isinstance(fact, Issue):
            return replace(fact, note="", deferred_because="", deferred_until="")
        if isinstance(fact, Tie):
            return replace(fact, note="", source="", label="")
        return fact if isinstance(fact, RoleAssignment) else None

    def _of_the_silent_alone(self, fact: Fact) -> bool:
        """Whether it speaks of people who did not consent, and of nobody who did; their own part agencies know already."""
        people = {p.id for p in self.household.people} | {self.household.id}
        named = people.intersection(about(fact))
        if not named or not named <= self.silent:
            return False
        if isinstance(fact, Tie):
            return not (self.to and self.to <= {fact.a, fact.b})
        if isinstance(fact, RoleAssignment):
            own = bool(self.to) and self.to <= {fact.assignee_id}
            return not own and (fact.assigned_in is None or fact.assigned_in != self.meeting_id)
        return True


def _unborn_of(household: Household, less: Collection[RecordId]) -> set[RecordId]:
    """The unborn of whose parents nobody may be told of more than that they are."""
    unborn = [p.id for p in household.people if p.being is Being.UNBORN and p.id not in household.released]
    if not unborn or household.strictness is not Strictness.FAMILY:
        return set()
    kin = family(household.people, household.family_ties)
    return {child for child in unborn if set(kin.parents(child)) <= set(less)}


def _known_by_them_alone(
    household: Household,
    ties: Iterable[Tie],
    roles: Iterable[RoleAssignment],
    to: frozenset[RecordId],
    on: date,
) -> set[RecordId]:
    """The agencies of which the map tells nothing but that they are at work with whoever did not consent."""
    client = household.client
    consented = frozenset() if client is None else covered_agencies(household.consents, client.id, on)
    spoken_of = {end for tie in ties for end in (tie.a, tie.b)} | {role.assignee_id for role in roles}
    before = {end for tie in household.ties for end in (tie.a, tie.b)}
    before |= {role.assignee_id for role in household.roles}
    return {
        i.id
        for i in household.involvements
        if i.id in before - spoken_of - to - consented and i.id not in household.released
    }


def as_referred(fact: F, told: Collection[RecordId], gone: Collection[RecordId] = ()) -> F:
    """A role or a goal without issues that are not `told` and people who are `gone`; any other record as it is."""
    if isinstance(fact, RoleAssignment):
        for_ids = tuple(each for each in fact.for_ids if each not in gone)
        return replace(fact, issue_ids=_among(fact.issue_ids, told), for_ids=for_ids)
    return replace(fact, issue_ids=_among(fact.issue_ids, told)) if isinstance(fact, Goal) else fact


def _each(why: dict[RecordId, str], fact: Fact) -> Iterator[str]:
    return filter(None, (why.get(each, "") for each in about(fact)))


def _among(ids: tuple[RecordId, ...], told: Collection[RecordId]) -> tuple[RecordId, ...]:
    return tuple(each for each in ids if each in told)
