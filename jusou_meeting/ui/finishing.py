"""書き終わり: what a form's answers become before they are saved, and the rules that may refuse them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TypeVar

from jusou_meeting.agency import Involvement, listed
from jusou_meeting.consent import Consent
from jusou_meeting.contact_person import full_name
from jusou_meeting.correction_request import CorrectionRequest, request_findings
from jusou_meeting.ecomap.family_tie import FamilyTie, family_tie_findings
from jusou_meeting.ecomap.gap import descent_findings
from jusou_meeting.ecomap.ties import Tie, tie_findings
from jusou_meeting.finding import Finding, Weight, stop_if_any, stopped
from jusou_meeting.household import Household, Person, client_findings
from jusou_meeting.japanese_date import day_said, is_no_day
from jusou_meeting.meeting import Decision, Remark, spokesperson
from jusou_meeting.other_meeting import OtherMeeting, other_meeting_findings
from jusou_meeting.preparation_sheet import PreparationSheet, sheet_findings
from jusou_meeting.role import (
    Answer,
    Confirmation,
    RoleAssignment,
    RoleReview,
    review_findings,
)
from jusou_meeting.ui.answer_form import stop_unless_said
from jusou_meeting.ui.desk import Desk
from jusou_meeting.ui.entries.choice_of import people_at
from jusou_meeting.ui.workspace import new_id, tell
from jusou_meeting.vocabulary import Fact, Footing, RecordId

F = TypeVar("F", bound=Fact)


def finished(desk: Desk, fact: Fact) -> tuple[Fact, ...]:
    """What is saved with these answers; Stopped when a rule forbids it."""
    match fact:
        case Person():
            known = desk.refreshed().household
            then = replace(known, people=_with(fact, known.people))
            stop_if_any(client_findings(then.people))
            _tell_of_descent(known, then, desk.workspace.today)
        case Tie():
            stop_if_any(tie_findings(fact))
        case FamilyTie():
            known = desk.refreshed().household
            stop_if_any(family_tie_findings(fact, known.family_ties))
            then = replace(known, family_ties=_with(fact, known.family_ties))
            _tell_of_descent(known, then, desk.workspace.today)
        case Involvement():
            listed_as = next((i for i in desk.household.involvements if i.id == fact.id), None)
            if listed_as is None or listed_as.name != fact.name or fact.outsider:
                return (listed(fact, desk.workspace.agencies()),)
        case RoleAssignment() if (whole := _in_charge(desk, fact)) != fact.in_charge:
            tell(
                Finding(Weight.WARNS, f"担当者を「{whole}」としました。違うときは、直してください。", fact.id)
            )
            return finished(desk, replace(fact, in_charge=whole))
        case RoleAssignment(version=0):
            due_on, due_text = day_said(fact.due_text, desk.workspace.today)
            if is_no_day(fact.due_text, desk.workspace.today):
                tell(
                    Finding(
                        Weight.WARNS,
                        f"「{fact.due_text}」という日は暦にないので、言葉のまま残しました。「いつまで」を確かめてください。",
                        fact.id,
                    )
                )
            subjects = {i.subject_id: None for i in desk.household.issues if i.id in fact.issue_ids}
            for_ids = fact.for_ids or tuple(subjects)
            return (replace(fact, due_on=fact.due_on or due_on, due_text=due_text, for_ids=for_ids),)
        case RoleReview():
            stop_if_any(review_findings(fact))
            return fact, replace(_role(desk, fact.role_id), standing=fact.standing, result=fact.result)
        case Consent():
            _stop_unless_told(desk, (fact.person_id, *fact.agency_ids))
        case OtherMeeting():
            stop_if_any(other_meeting_findings(fact))
        case PreparationSheet():
            stop_if_any(sheet_findings(fact))
        case CorrectionRequest():
            stop_if_any(request_findings(fact))
        case Confirmation():
            said = replace(
                spoken_answer(desk, _role(desk, fact.role_id)),
                id=fact.id,
                answer=fact.answer,
                text=fact.text,
                until_on=fact.until_on,
            )
            stop_unless_said(desk, said)
            return (said,)
        case Remark(version=0):
            return (replace(fact, said_at=datetime.now(UTC)),)
        case Decision(version=0):
            return (replace(fact, decided_at=datetime.now(UTC)),)
    return (fact,)


def _stop_unless_told(desk: Desk, record_ids: Iterable[RecordId]) -> None:
    """A consent speaks of no one whom only 支援会議 know of."""
    told = desk.workspace.household(desk.case_id, Footing.CONSENT, screen=desk.screen)
    unknown = [desk.household.called(i) for i in record_ids if not told.holds(i)]
    if unknown:
        raise stopped(
            f"「{'」「'.join(unknown)}」は、支援会議だけで知られています。同意に書くには、先に世帯の画面の「移行」で移してください。"
        )


def _with(fact: F, others: Sequence[F]) -> tuple[F, ...]:
    return (*(other for other in others if other.id != fact.id), fact)


def _role(desk: Desk, role_id: RecordId) -> RoleAssignment:
    """As the file has it now; Stopped when somebody took it away while it was spoken of."""
    role = next((role for role in desk.refreshed().household.roles if role.id == role_id), None)
    if role is None:
        raise stopped("この役割は、ほかの人が消しました。画面を確かめてください。")
    return role


def _in_charge(desk: Desk, role: RoleAssignment) -> str:
    """Whoever is in charge by the name that is known at the agency, so that a 交代 finds the role."""
    known = people_at(role, desk.household, desk.workspace.people_there(), desk.attendees())
    return full_name(role.in_charge, known)


def _tell_of_descent(before: Household, after: Household, on: date) -> None:
    """What cannot be right in the family since this answer; entries are half known, so it is saved all the same."""
    known = set(descent_findings(before, on))
    for finding in descent_findings(after, on):
        if finding not in known:
            tell(finding)


def spoken_answer(desk: Desk, role: RoleAssignment) -> Confirmation:
    """That an agency accepts its role as it now reads, said in the room and noted by the coordinator."""
    agency = desk.household.assignee(role)
    return Confirmation(
        id=new_id(),
        role_id=role.id,
        wording=role.wording,
        answer=Answer.ACCEPTED,
        answered_by=spokesperson(desk.attendees(), role.assignee_id) or agency,
        answered_for=agency,
        oral=True,
        answered_at=datetime.now(UTC),
    )
