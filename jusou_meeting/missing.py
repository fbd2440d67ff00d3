"""足りないところ: what a meeting on this household has not said yet; rules that notice, for the coordinator alone."""

from __future__ import annotations

from collections.abc import Iterator

from jusou_meeting.finding import Finding, Weight
from jusou_meeting.household import Household
from jusou_meeting.role import gaps
from jusou_meeting.safety import abuse_findings
from jusou_meeting.vocabulary import RecordId


def missing(household: Household, meeting_id: RecordId | None) -> Iterator[Finding]:
    """Suspicions nobody decided on first, then roles, then whose wish nobody heard.

    A lead that the plan of this meeting leaves to somebody until a day is 未定, not forgotten.
    """
    yield from abuse_findings(household.abuse_suspicions)
    pending = next((p.lead_pending for p in household.plans if p.meeting_id == meeting_id), "")
    yield from gaps(household.issues, household.roles, household.confirmations, lead_pending=pending)
    heard = {wish.person_id for wish in household.wishes if wish.heard}
    for person in household.people:
        if person.id not in heard and not person.deceased and not person.lives_apart:
            yield Finding(Weight.WARNS, f"「{person.label}」の意向が未確認です。", person.id)
