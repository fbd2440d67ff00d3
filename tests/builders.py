"""Facts for tests: everything is filled in, so a test names only its subject.

The first argument of a builder is the id (or the two ends of a tie); whatever else matters is a keyword.
"""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from jusou_meeting.agency import Agency, Involvement
from jusou_meeting.agenda import AgendaItem
from jusou_meeting.consent import Consent
from jusou_meeting.contact_person import ContactPerson
from jusou_meeting.correction_request import CorrectionRequest
from jusou_meeting.crossing import Crossing
from jusou_meeting.distribution import Distribution
from jusou_meeting.ecomap.family_tie import Bond, FamilyTie
from jusou_meeting.ecomap.ties import Tie, TieWord, said_as
from jusou_meeting.evaluation import Evaluation, Outcome
from jusou_meeting.household import Case, Household, HouseholdProfile, Kinship, Person, Sex
from jusou_meeting.issue import Issue
from jusou_meeting.life_event import LifeEvent
from jusou_meeting.meeting import (
    Attendance,
    Attendee,
    Correction,
    Decision,
    Meeting,
    MeetingKind,
    Part,
    Remark,
    Sitting,
)
from jusou_meeting.membership import Membership
from jusou_meeting.other_meeting import Body, OtherMeeting
from jusou_meeting.plan import Goal, Plan, Wish
from jusou_meeting.preparation_sheet import PreparationSheet
from jusou_meeting.programme import Slot
from jusou_meeting.resource_gap import ResourceGap
from jusou_meeting.role import Answer, Confirmation, RoleAssignment, RoleReview, RoleStanding
from jusou_meeting.safety import AbuseKind, AbuseSuspicion, EmergencyContact
from jusou_meeting.staff import Staff, StaffRole
from jusou_meeting.succession import Succession
from jusou_meeting.vocabulary import Footing

TODAY = date(2026, 11, 26)
NOW = datetime(2026, 11, 26, 5, 0, tzinfo=UTC)
"""午後2時 in Tokyo on that day."""

_SEX = {
    Kinship.HUSBAND: Sex.MALE,
    Kinship.WIFE: Sex.FEMALE,
    Kinship.FATHER: Sex.MALE,
    Kinship.MOTHER: Sex.FEMALE,
    Kinship.GRANDFATHER: Sex.MALE,
    Kinship.GRANDMOTHER: Sex.FEMALE,
    Kinship.SON: Sex.MALE,
    Kinship.DAUGHTER: Sex.FEMALE,
    Kinship.OLDER_BROTHER: Sex.MALE,
    Kinship.OLDER_SISTER: Sex.FEMALE,
    Kinship.YOUNGER_BROTHER: Sex.MALE,
    Kinship.YOUNGER_SISTER: Sex.FEMALE,
}


def a_case(**said):
    """One household's time with us."""
    return Case(**{"id": "case", "number": "R8-0001", "title": "8050の世帯", "opened_on": TODAY} | said)


def a_profile(**said):
    """What is said of the household as a whole; its id is the household's own."""
    return HouseholdProfile(**{"id": "household"} | said)


def a_person(id="client", kinship=Kinship.CLIENT, **said):
    """One person, called by their kinship."""
    filled = {"label": kinship.label, "sex": _SEX.get(kinship, Sex.UNKNOWN), "age_band": "40代"}
    return Person(id=id, kinship=kinship, **filled | said)


def a_membership(id="member", **said):
    """A line of the register of the 支援会議."""
    filled = {
        "agency": "地域包括支援センター", "basis": "支援会議設置要綱第3条", "appointed_on": TODAY - timedelta(days=200),
    }  # fmt: skip
    return Membership(id=id, **filled | said)


def a_preparation_sheet(id="sheet", **said):
    """The answers of the agency of `an_attendee`."""
    filled = {
        "meeting_id": "meeting", "attendee_id": "attendee", "known": "昼夜逆転で、昼は眠っている", "done": "月1回の訪問",
        "answered_on": TODAY,
    }  # fmt: skip
    return PreparationSheet(id=id, **filled | said)


def an_involvement(id="agency", **said):
    """An agency on the map of one household."""
    return Involvement(id=id, **{"name": "地域包括支援センター", "field": "介護"} | said)


def an_agency(id="directory", **said):
    """An entry of the municipality's directory."""
    filled = {"name": "若松第２地域包括支援センター", "field": "介護", "kind": "相談窓口"}
    return Agency(id=id, **filled | said)


def an_issue(id="issue", subject_id="client", **said):
    """One trouble of a person, or of the household."""
    return Issue(id=id, subject_id=subject_id, **{"title": "医療未受診"} | said)


def a_tie(a="agency", b="client", word=TieWord.NORMAL, **said):
    """A tie between two ends, as the room would say it."""
    tie = said_as(Tie(id=f"tie-{a}-{b}", a=a, b=b), word)
    return replace(tie, **said)


def a_family_tie(a, b, bond=Bond.MARRIED, **said):
    """A bond between two people; of parent and child, the parent first."""
    return FamilyTie(id=f"{bond.value}-{a}-{b}", a=a, b=b, bond=bond, **said)


def a_role(id="role", assignee_id="agency", **said):
    """A role that an agency took."""
    return RoleAssignment(
        id=id, assignee_id=assignee_id, **{"task": "週1回の訪問", "for_ids": ("client",)} | said
    )


def a_confirmation(id="confirmation", role_id="role", **said):
    """An agency's answer to a role."""
    filled = {
        "wording": 1,
        "answer": Answer.ACCEPTED,
        "answered_by": "鈴木",
        "answered_for": "地域包括支援センター",
        "answered_at": NOW,
    }
    return Confirmation(id=id, role_id=role_id, **filled | said)


def a_consent(id="consent", person_id="client", **said):
    """Consent of one person to the agency of `an_involvement`."""
    return Consent(id=id, person_id=person_id, **{"given_on": TODAY, "agency_ids": ("agency",)} | said)


def a_household(**said):
    """A household of one person, the 本人, and nothing else."""
    filled = {
        "case": a_case(),
        "footing": Footing.CONSENT,
        "profile": a_profile(),
        "people": (a_person(),),
    }
    return Household(**filled | said)


def a_sitting(**said):
    """One date and place."""
    filled = {"held_on": TODAY, "place": "市役所 第1会議室"}
    return Sitting(**{"id": "sitting"} | filled | said)


def a_slot(id="meeting", **said):
    """The part of a sitting that is one household's, still to come."""
    filled = {
        "case_id": f"case of {id}", "case_number": "R8-0001", "kind": MeetingKind.MULTILAYERED, "starts_at": time(14),
        "ends_at": time(15), "expected": 6, "opened_at": None, "closed_at": None,
    }  # fmt: skip
    return Slot(meeting_id=id, **filled | said)


def a_meeting(id="meeting", **said):
    """A meeting on one household, open."""
    filled = {
        "sitting_id": "sitting",
        "kind": MeetingKind.MULTILAYERED,
        "ordinal": 1,
        "starts_at": time(14),
        "ends_at": time(15),
        "reason": "" if said.get("kind") is not MeetingKind.STATUTORY else "急いで共有する必要がある",
        "opened_at": NOW,
    }
    return Meeting(id=id, **filled | said)


def an_attendee(id="attendee", **said):
    """Somebody of the agency of `an_involvement`, who came, and whom a 支援会議 named for this once."""
    filled = {
        "named_once": True,
        "meeting_id": "meeting",
        "agency": "地域包括支援センター",
        "involvement_id": "agency",
        "attendance": None if said.get("part") is Part.ABSENT else Attendance.PRESENT,
    }
    return Attendee(id=id, **filled | said)


def a_remark(id="remark", **said):
    """One thing said in the room."""
    return Remark(id=id, **{"meeting_id": "meeting", "text": "電話が減った"} | said)


def a_decision(id="decision", **said):
    """One thing the meeting decided."""
    return Decision(id=id, **{"meeting_id": "meeting", "text": "訪問は前の日までに電話する"} | said)


def a_staff(role=StaffRole.COORDINATOR, **said):
    """Somebody with a valid session; the coordinator unless told."""
    return Staff(role=role, **{"id": "staff", "name": "佐藤", "agency": "市地域福祉課"} | said)


def a_contact_person(id="contact", **said):
    """Somebody of the agency of `an_agency`."""
    return ContactPerson(id=id, **{"agency_id": "directory", "name": "山田 一郎", "job": "社会福祉士"} | said)


def a_succession(**said):
    """鈴木 follows 山田 at the agency of `an_involvement` today."""
    filled = {
        "agency": "地域包括支援センター",
        "outgoing": "山田 一郎",
        "successor": "鈴木 次郎",
        "on": TODAY,
    }
    return Succession(**filled | said)


def a_wish(id="wish", **said):
    """What one person wants."""
    return Wish(id=id, **{"person_id": "client", "words": "窓口が一つなら話せる"} | said)


def a_goal(id="goal", **said):
    """A state to be reached."""
    return Goal(id=id, **{"text": "眠れないことを医師に話せる", "within": "3か月"} | said)


def a_plan(id="plan", **said):
    """Where one meeting found that the support is going."""
    return Plan(id=id, **{"meeting_id": "meeting", "direction": "安全を先に、訪問を束ねる"} | said)


def an_emergency_contact(id="emergency", **said):
    """Whom to call when."""
    return EmergencyContact(id=id, **{"situation": "急病", "whom": "119番"} | said)


def an_abuse_suspicion(id="suspicion", **said):
    """What may have been done to the 本人, and nobody decided on yet."""
    return AbuseSuspicion(id=id, **{"subject_id": "client", "kind": AbuseKind.ELDER} | said)


def a_life_event(id="event", **said):
    """Something that happened to the 本人."""
    return LifeEvent(
        id=id, **{"subject_id": "client", "happened": "平成30年4月", "text": "不登校になる"} | said
    )


def a_resource_gap(id="gap", **said):
    """Help that the meeting did not find."""
    return ResourceGap(id=id, **{"meeting_id": "meeting", "text": "片付けを一緒に進める担い手"} | said)


def an_agenda_item(id="item", **said):
    """One item of the 次第."""
    return AgendaItem(id=id, **{"meeting_id": "meeting", "title": "役割分担", "minutes": 15} | said)


def an_evaluation(id="evaluation", **said):
    """What a meeting found at the end of a plan."""
    return Evaluation(id=id, **{"meeting_id": "meeting", "outcome": Outcome.CLOSED} | said)


def a_review(id="review", role_id="role", **said):
    """What a meeting found had come of a role that was given before it."""
    return RoleReview(
        id=id, role_id=role_id, **{"meeting_id": "meeting", "standing": RoleStanding.DONE} | said
    )


def a_correction(id="correction", **said):
    """What is told otherwise after the minutes were made final."""
    return Correction(
        id=id, **{"meeting_id": "meeting", "text": "所属は市社会福祉協議会", "corrected_on": TODAY} | said
    )


def a_correction_request(id="slip", **said):
    """A slip that came back, and that nobody decided on yet."""
    filled = {
        "meeting_id": "meeting",
        "text": "月2回ではなく月1回",
        "asked_by": "市社会福祉協議会",
        "asked_on": TODAY,
    }
    return CorrectionRequest(id=id, **filled | said)


def a_distribution(id="copy", **said):
    """One person's numbered papers, still out."""
    return Distribution(id=id, **{"meeting_id": "meeting", "number": 1, "attendee_id": "attendee"} | said)


def another_meeting(id="other", **said):
    """That another body has this household before it."""
    filled = {"body": Body.CHILD_PROTECTION, "handling": "進行管理。月1回連絡", "lead": "こども家庭センター"}
    return OtherMeeting(id=id, **filled | said)


def a_crossing(id="crossing", record_id="issue", **said):
    """That a record known in confidence may be told on consent."""
    filled = {"allowed": True, "decided_by": "佐藤", "decided_on": TODAY, "footing": Footing.STATUTORY}
    return Crossing(id=id, record_id=record_id, **filled | said)
