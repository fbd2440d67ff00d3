"""Every kind of fact, the table it stands in, and which other records of the case it speaks of."""

from __future__ import annotations

from typing import get_args, get_type_hints

from jusou_meeting.agency import Involvement
from jusou_meeting.agenda import AgendaItem
from jusou_meeting.consent import Consent
from jusou_meeting.correction_request import CorrectionRequest
from jusou_meeting.crossing import Crossing
from jusou_meeting.distribution import Distribution
from jusou_meeting.ecomap.family_tie import FamilyTie
from jusou_meeting.ecomap.ties import Tie
from jusou_meeting.evaluation import Evaluation
from jusou_meeting.household import HouseholdProfile, Person
from jusou_meeting.issue import Issue
from jusou_meeting.life_event import LifeEvent
from jusou_meeting.meeting import Attendee, Correction, Decision, Meeting, Remark
from jusou_meeting.other_meeting import OtherMeeting
from jusou_meeting.plan import Goal, Plan, Wish
from jusou_meeting.preparation_sheet import PreparationSheet
from jusou_meeting.resource_gap import ResourceGap
from jusou_meeting.role import Confirmation, RoleAssignment, RoleReview
from jusou_meeting.safety import AbuseSuspicion, EmergencyContact
from jusou_meeting.vocabulary import Fact, RecordId

TABLES: dict[type[Fact], str] = {
    HouseholdProfile: "household",
    Person: "person",
    Issue: "issue",
    Involvement: "involvement",
    Tie: "tie",
    FamilyTie: "family_tie",
    Consent: "consent",
    Meeting: "meeting",
    AgendaItem: "agenda_item",
    Attendee: "attendee",
    Remark: "remark",
    Decision: "decision",
    RoleAssignment: "role",
    Confirmation: "confirmation",
    RoleReview: "role_review",
    Wish: "wish",
    Goal: "goal",
    Plan: "plan",
    EmergencyContact: "emergency_contact",
    AbuseSuspicion: "abuse_suspicion",
    LifeEvent: "life_event",
    OtherMeeting: "other_meeting",
    ResourceGap: "resource_gap",
    Evaluation: "evaluation",
    Correction: "correction",
    CorrectionRequest: "correction_request",
    Distribution: "distribution",
    PreparationSheet: "preparation_sheet",
    Crossing: "crossing",
}
"""Every kind of fact and the table it stands in."""

BESIDE_MINUTES = (CorrectionRequest, Distribution, PreparationSheet)
"""What belongs to a meeting and is not on its minutes: it goes on after 確定, and no going back touches it."""

KINDS = {table: kind for kind, table in TABLES.items()}

MINUTED = (Meeting, AgendaItem, Attendee, Remark, Decision, ResourceGap, Evaluation, RoleReview)
"""What the minutes of a meeting are made of; once they are final it stays as it is, and a 訂正 tells otherwise."""

OWN = ("id", "footing", "version", "learned_in")
"""What a fact says of itself as a record, not of the household."""


def _reference_fields(kind: type[Fact]) -> tuple[str, ...]:
    hints = get_type_hints(kind)
    return tuple(
        name
        for name, hint in hints.items()
        if name not in OWN and (hint is RecordId or RecordId in get_args(hint))
    )


def _that_may_be_none(kind: type[Fact]) -> frozenset[str]:
    hints = get_type_hints(kind)
    return frozenset(name for name in REFERENCES[kind] if type(None) in get_args(hints[name]))


REFERENCES = {kind: _reference_fields(kind) for kind in TABLES}
"""The fields of each kind of fact that name other records of the case."""

OPTIONAL = {kind: _that_may_be_none(kind) for kind in TABLES}
"""Those of them that may name none."""


def references(fact: Fact) -> frozenset[RecordId]:
    """The records of the case that this fact speaks of."""
    named: set[RecordId] = set()
    for name in REFERENCES[type(fact)]:
        value = getattr(fact, name)
        named.update(value if isinstance(value, tuple) else () if value is None else (value,))
    return frozenset(named)
