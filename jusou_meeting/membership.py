"""構成員: which agencies form the 支援会議 of the municipality (社会福祉法106条の6第1項), by which rule, and until when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from jusou_meeting.agency import same_agency
from jusou_meeting.finding import Finding, Weight
from jusou_meeting.vocabulary import AgencyId, MembershipId


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """構成員: one line of the register; it names an agency and no household."""

    id: MembershipId
    agency: str
    """As the register calls it."""
    agency_id: AgencyId | None = None
    """Its entry in the directory; None = it is known by its name alone."""
    basis: str
    """根拠: the rule that makes it a member (設置要綱第○条 …)."""
    appointed_on: date
    """委嘱・指名の日, from which it counts."""
    until_on: date | None = None
    """The last day it is one; None = until somebody ends it."""
    version: int = 0

    def in_force(self, on: date) -> bool:
        """Whether it is a member on this day."""
        return self.appointed_on <= on and (self.until_on is None or on <= self.until_on)


def is_member(members: Iterable[Membership], name: str, agency_id: AgencyId | None, on: date) -> bool:
    """Whether this agency is on the register on this day."""
    return any(
        member.in_force(on) and same_agency(member.agency, member.agency_id, name, agency_id)
        for member in members
    )


def membership_findings(membership: Membership) -> Iterator[Finding]:
    """Whether it can be entered as it reads."""
    if not membership.agency.strip():
        yield Finding(Weight.STOPS, "構成員にする機関を選ぶか、名前を入れてください。")
    if not membership.basis.strip():
        yield Finding(Weight.STOPS, "構成員とする根拠（設置要綱の条など）を入れてください。")
    if membership.until_on is not None and membership.until_on < membership.appointed_on:
        yield Finding(Weight.STOPS, "任期の終わりが、委嘱・指名の日より前です。")
