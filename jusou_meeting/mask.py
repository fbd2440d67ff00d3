"""マスキング: the household as a given audience may see it; runs before any graph is built."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from jusou_meeting.household import Household, HouseholdProfile, age
from jusou_meeting.vocabulary import Code


class Audience(Code):
    """見る人: who stands before a screen or holds a paper."""

    COORDINATOR = "coordinator", "包括化支援員"
    ROOM = "room", "会議の出席者"
    PROJECTOR = "projector", "投影画面"


def masked(household: Household, audience: Audience, *, on: date) -> Household:
    """What this audience may see on this day.

    Outside the coordinator's desk there is no address, phone, kana or date of birth (the age stays); on the wall there
    are the words of the map alone, without registered names, notes and whoever said what.
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
    return replace(
        household,
        profile=HouseholdProfile(
            id=household.id, version=household.profile.version, footing=household.profile.footing
        ),
        people=tuple(replace(p, name="", note="", residence="") for p in household.people),
        issues=tuple(replace(i, note="") for i in household.issues),
        involvements=tuple(replace(i, note="") for i in household.involvements),
        ties=tuple(replace(t, note="", source="") for t in household.ties),
        roles=tuple(replace(r, task="", in_charge="", due_text="") for r in household.roles),
        confirmations=(),
        consents=(),
        wishes=(),
        goals=(),
        plans=(),
        emergency_contacts=(),
        abuse_suspicions=(),
    )
