"""入力欄の並び: what is asked of each kind of fact, in the words of the field."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from jusou_meeting.agency import FIELDS, Agency, Involvement, at_work, is_of_no_office
from jusou_meeting.agenda import AgendaItem
from jusou_meeting.consent import Consent
from jusou_meeting.contact_person import ContactPerson
from jusou_meeting.correction_request import CorrectionRequest
from jusou_meeting.crossing import Crossing
from jusou_meeting.distribution import Distribution
from jusou_meeting.ecomap.family_tie import FamilyTie
from jusou_meeting.ecomap.ties import Tie
from jusou_meeting.evaluation import Evaluation
from jusou_meeting.household import Household, HouseholdProfile, Person
from jusou_meeting.issue import COMMON_TITLES, Issue
from jusou_meeting.life_event import LifeEvent
from jusou_meeting.meeting import Attendee, Correction, Decision, Meeting, MeetingRecord, Remark
from jusou_meeting.other_meeting import OtherMeeting
from jusou_meeting.plan import Goal, Plan, Wish
from jusou_meeting.preparation_sheet import PreparationSheet
from jusou_meeting.resource_gap import ResourceGap
from jusou_meeting.role import Confirmation, RoleAssignment, RoleReview
from jusou_meeting.safety import AbuseSuspicion, EmergencyContact
from jusou_meeting.ui.entries.choice_of import agencies_of, askable_of, people_at, people_of, told_apart
from jusou_meeting.ui.entries.of_the_household import entries_of_the_household
from jusou_meeting.ui.entries.of_the_meeting import entries_of_the_meeting
from jusou_meeting.ui.entries.of_the_support import entries_of_the_support
from jusou_meeting.ui.field import Entry
from jusou_meeting.ui.form import Offer
from jusou_meeting.vocabulary import Fact

__all__ = ["WANTED", "WORDS", "agencies_of", "entries_of", "offers_of", "people_of"]

WORDS: dict[type[Fact], str] = {
    HouseholdProfile: "世帯の概要",
    Person: "世帯員",
    Issue: "課題",
    Involvement: "関係機関",
    Tie: "関係線",
    FamilyTie: "家族のつながり",
    RoleAssignment: "役割",
    RoleReview: "役割の振り返り",
    Confirmation: "役割への回答",
    Consent: "同意",
    Meeting: "会議の予定",
    Attendee: "出席者",
    Remark: "発言",
    Decision: "決定事項",
    Wish: "意向",
    Goal: "目標",
    Plan: "支援の方向性と期間",
    EmergencyContact: "緊急時の対応",
    AbuseSuspicion: "虐待の疑い",
    LifeEvent: "できごと",
    OtherMeeting: "他の会議体での扱い",
    ResourceGap: "社会資源の不足",
    AgendaItem: "議題",
    Evaluation: "評価",
    Correction: "訂正",
    CorrectionRequest: "訂正の申出",
    Distribution: "配付資料",
    PreparationSheet: "準備シート",
    Crossing: "移行の判断",
}
"""What each kind of fact is called on screen and in the history."""

WANTED: dict[type[Fact], tuple[str, ...]] = {
    Person: ("label", "kinship"),
    Issue: ("subject_id", "title"),
    Involvement: ("name",),
    Tie: ("a", "b"),
    FamilyTie: ("a", "b", "bond"),
    RoleAssignment: ("assignee_id", "task"),
    RoleReview: ("standing",),
    Consent: ("person_id", "given_on"),
    Attendee: ("agency",),
    Remark: ("text",),
    Decision: ("text",),
    Wish: ("person_id",),
    Goal: ("text",),
    EmergencyContact: ("situation", "whom"),
    AbuseSuspicion: ("subject_id", "kind"),
    LifeEvent: ("subject_id", "text"),
    OtherMeeting: ("body",),
    ResourceGap: ("text",),
    AgendaItem: ("title",),
    Correction: ("text", "corrected_on"),
    CorrectionRequest: ("text", "asked_by", "asked_on"),
}
"""The fields without which a fact says nothing."""


def entries_of(
    fact: Fact,
    household: Household,
    record: MeetingRecord | None = None,
    directory: Callable[[], Iterable[Agency]] = tuple,
    people: Callable[[], Iterable[ContactPerson]] = tuple,
) -> tuple[Entry, ...]:
    """The fields that are asked for this fact of this household, in this meeting; `people` as `offers_of` has them."""
    entries = (
        entries_of_the_household(fact, household)
        or entries_of_the_support(fact, household)
        or entries_of_the_meeting(fact, household, record, directory, people)
    )
    if entries is None:
        raise TypeError(f"no screen asks for a {type(fact).__name__}")
    return entries


def offers_of(
    fact: Fact,
    household: Household,
    directory: Callable[[], Iterable[Agency]],
    people: Callable[[], Iterable[ContactPerson]],
    attendees: Callable[[], Iterable[Attendee]] = tuple,
) -> tuple[Offer, ...]:
    """What may be chosen instead of typed; `people` are whoever is at the directory's agencies today, `attendees` in the room."""
    match fact:
        case Issue():
            return (Offer("よくある課題から選ぶ", {title: {"title": title} for title in COMMON_TITLES}),)
        case Involvement():
            entries = {
                "　".join(filter(None, (agency.name, agency.field, agency.address))): {
                    "name": agency.name,
                    "field": agency.field,
                    "outsider": is_of_no_office(agency.field),
                }
                for agency in directory()
            }
            return (
                Offer("機関名簿から選ぶ", entries),
                Offer("分野を選ぶ", {field: {"field": field} for field in FIELDS}),
            )
        case RoleAssignment() if fact.assignee_id:
            named = {name: {"in_charge": name} for name in people_at(fact, household, people(), attendees())}
            return (Offer("名簿・出席者から選ぶ", named),)
        case Consent():
            at_hand = [involvement.id for involvement in at_work(household.involvements)]
            return (
                Offer(
                    "共有してよい機関をまとめて選ぶ",
                    {f"関わっている機関すべて（{len(at_hand)}）": {"agency_ids": at_hand}},
                ),
            )
        case Attendee():
            agencies = agencies_of(household)
            on_the_map = told_apart({**agencies, **askable_of(household)}, {})
            chosen = {
                name: {
                    "agency": household.called(record_id),
                    "involvement_id": record_id if record_id in agencies else None,
                    "person_id": None if record_id in agencies else record_id,
                }
                for record_id, name in on_the_map.items()
            }
            return (
                Offer("名簿の担当者から選ぶ", _staffed(household, people())),
                Offer("地図の機関・人から選ぶ", chosen),
            )
    return ()


def _staffed(household: Household, people: Iterable[ContactPerson]) -> dict[str, dict[str, str | None]]:
    """The directory's people of each agency on the map, and what they fill in."""
    known, names = tuple(people), agencies_of(household)
    return {
        f"{names[involvement.id]}　{person.title}": {
            "agency": involvement.name,
            "involvement_id": involvement.id,
            "person_id": None,
            "job": person.job,
            "name": person.name,
        }
        for involvement in household.involvements
        for person in known
        if person.agency_id == involvement.agency_id
    }
