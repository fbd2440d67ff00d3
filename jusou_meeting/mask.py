"""マスキング: the household as a given audience may see it; runs before any graph is built."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import replace
from datetime import date

from jusou_meeting.agency import FIELDS
from jusou_meeting.ecomap.ties import TieWord
from jusou_meeting.household import OFFICE, Being, Household, HouseholdProfile, Person, age
from jusou_meeting.issue import COMMON_TITLES
from jusou_meeting.role import refusals
from jusou_meeting.vocabulary import Code


class Audience(Code):
    """見る人: who stands before a screen or holds a paper."""

    COORDINATOR = "coordinator", "包括化支援員"
    ROOM = "room", "会議の出席者"
    PROJECTOR = "projector", "投影画面"
    STRANGER = "stranger", "この世帯を知らない人"


def masked(household: Household, audience: Audience, *, on: date) -> Household:
    """What this audience may see on this day.

    Outside the coordinator's desk there is no address, phone, kana or date of birth (the age stays); on the wall there
    are the words of the map alone, without registered names, notes and whoever said what. For strangers (事例検討,
    研修, 広報) letters stand for everybody, ages are bands, and of words that somebody wrote only those stay that are
    offered to everybody.
    """
    if audience is Audience.COORDINATOR:
        return household
    household = replace(
        household,
        profile=replace(household.profile, address="", phone=""),
        people=tuple(replace(p, kana="", birth_on=None, age_band=age(p, on)) for p in household.people),
    )
    if audience is Audience.ROOM:
        return household
    living = Counter(person.residence for person in household.people if person.residence.strip())
    shared = (residence for residence, people in living.items() if people > 1)
    homes = {residence: f"別居先{number}" for number, residence in enumerate(shared, start=1)}
    household = replace(
        household,
        profile=HouseholdProfile(
            id=household.id, version=household.profile.version, footing=household.profile.footing
        ),
        people=tuple(
            replace(p, name="", note="", residence=homes.get(p.residence, "")) for p in household.people
        ),
        issues=tuple(replace(i, note="", deferred_because="", deferred_until="") for i in household.issues),
        involvements=tuple(replace(i, note="") for i in household.involvements),
        ties=tuple(replace(t, note="", source="") for t in household.ties),
        family_ties=tuple(replace(t, note="") for t in household.family_ties),
        roles=tuple(replace(r, task="", in_charge="", due_text="", result="") for r in household.roles),
        confirmations=tuple(
            replace(answer, text="", answered_by="", answered_for="", proposed_task="", proposed_due="")
            for answer in refusals(household.roles, household.confirmations)
        ),
        consents=(),
        wishes=(),
        goals=(),
        plans=(),
        emergency_contacts=(),
        abuse_suspicions=(),
        events=(),
        other_meetings=(),
    )
    return household if audience is Audience.PROJECTOR else _nameless(household)


def spoken(household: Household, audience: Audience, *, on: date) -> Household:
    """All that rules count, in words that this audience's map has: for a finding of theirs that is told to it.

    Roles have their numbers in the place of their tasks. Of what else somebody wrote there is at most that they did:
    the rules find the same in it, one for one.
    """
    shown = masked(household, audience, on=on)
    numbers = household.role_numbers
    takers = {role.id: shown.assignee(role) for role in household.roles}
    return replace(
        household,
        case=shown.case,
        profile=shown.profile,
        people=tuple(
            replace(p, label=s.label, name="", kana="", note="", residence="")
            for p, s in zip(household.people, shown.people, strict=True)
        ),
        involvements=shown.involvements,
        issues=tuple(
            replace(s, deferred_because="わけは会議の記録に" * bool(i.deferred))
            for i, s in zip(household.issues, shown.issues, strict=True)
        ),
        ties=shown.ties,
        roles=tuple(replace(r, task=f"№{numbers[r.id]}") for r in household.roles),
        confirmations=tuple(
            replace(
                c,
                text="内容は会議の記録に" * bool(c.text.strip()),
                answered_for=takers.get(c.role_id, ""),
                proposed_task="",
                proposed_due="",
            )
            for c in household.confirmations
        ),
        wishes=tuple(replace(w, unheard_because="") for w in household.wishes),
        plans=tuple(replace(p, lead_pending="日を決めて" * bool(p.lead_pending)) for p in household.plans),
        events=(),
    )


def _nameless(household: Household) -> Household:
    letters, numbers = household.letters, household.issue_numbers
    return replace(
        household,
        case=replace(household.case, title=""),
        office=OFFICE,
        people=tuple(
            replace(
                p,
                label=_called(p, letters[p.id]),
                age_band="" if p.being is Being.ANIMAL else _band(p.age_band),
            )
            for p in household.people
        ),
        involvements=tuple(
            replace(
                i,
                name=f"{letters[i.id]}{'関係者' if i.outsider else '機関'}",
                field=i.field if i.field in FIELDS else "",
                agency_id=None,
            )
            for i in household.involvements
        ),
        issues=tuple(
            replace(i, title=i.title if i.title in COMMON_TITLES else f"その他の課題{numbers[i.id]}")
            for i in household.issues
        ),
        ties=tuple(replace(t, label=t.label if t.label in _OFFERED else "") for t in household.ties),
    )


def _called(person: Person, letter: str) -> str:
    return f"動物{letter}" if person.being is Being.ANIMAL else f"{letter}さん"


_OFFERED = frozenset(word.label for word in TieWord)
_YEARS = re.compile("([0-9]{1,3})[歳代](?:前半|半ば|後半)?")
_STAGES = ("胎児", "乳児", "乳幼児", "未就学児", "小学生", "中学生", "高校生")


def _band(said: str) -> str:
    """An age in tens of years; a stage of childhood stays, and whatever else was written goes."""
    if years := _YEARS.fullmatch(unicodedata.normalize("NFKC", said.strip())):
        tens = int(years[1]) // 10 * 10
        return f"{tens}代" if tens else "10歳未満"
    return said if said in _STAGES else ""
