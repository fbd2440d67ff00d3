"""発言から: what a remark turns into, so that nobody types it twice and the minutes tell it once."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from jusou_meeting.household import Household
from jusou_meeting.issue import Issue
from jusou_meeting.meeting import Decision, MeetingRecord, Remark
from jusou_meeting.resource_gap import ResourceGap
from jusou_meeting.role import RoleAssignment
from jusou_meeting.vocabulary import Code, Fact, RecordId


class Turn(Code):
    """発言から: what one line of the record can turn into."""

    DECISION = "decision", "決定"
    ISSUE = "issue", "課題"
    ROLE = "role", "役割"
    RESOURCE_GAP = "resource_gap", "不足"
    AVOID = "avoid", "避ける"

    @property
    def asks_more(self) -> bool:
        """Whether the line alone does not say all of it: whose issue, who does it until when."""
        return self in (Turn.ISSUE, Turn.ROLE)


def turned(turn: Turn, remark: Remark, record: MeetingRecord, household: Household, new_id: RecordId) -> Fact:
    """The record that is made of a remark, in its words; of 避けるべき関わり方 the household's, with one more.

    Whoever takes a role is the agency that spoke, unless the source is kept secret: the role would tell it.
    """
    match turn:
        case Turn.DECISION:
            return Decision(id=new_id, meeting_id=remark.meeting_id, text=remark.text)
        case Turn.ISSUE:
            return Issue(id=new_id, subject_id=household.id, title=remark.text)
        case Turn.ROLE:
            return RoleAssignment(
                id=new_id,
                assignee_id=_spoke(remark, record, household) or RecordId(""),
                task=remark.text,
                assigned_in=remark.meeting_id,
            )
        case Turn.RESOURCE_GAP:
            return ResourceGap(id=new_id, meeting_id=remark.meeting_id, text=remark.text)
        case Turn.AVOID:
            profile = household.profile
            return replace(profile, avoid=tuple(dict.fromkeys((*profile.avoid, remark.text))))


def _spoke(remark: Remark, record: MeetingRecord, household: Household) -> RecordId | None:
    speaker = next((a for a in record.attendees if a.id == remark.speaker_id), None)
    if speaker is None or remark.source_hidden:
        return None
    spoke = speaker.involvement_id or speaker.person_id or (household.id if speaker.host else None)
    return spoke if spoke is not None and household.holds(spoke) else None


class Became(NamedTuple):
    """何になったか: where a remark is told since, and whether in the same words."""

    where: str
    alike: bool


def became(remark: Remark, record: MeetingRecord, household: Household) -> Became | None:
    """What this remark became; None = nothing, or what was made of it is there no more."""
    if not remark.became:
        return None
    known: dict[str, tuple[str, str]] = {
        decision.id: (f"決定事項({number})", decision.text)
        for number, decision in enumerate(record.decisions, start=1)
    }
    issues, roles = household.issue_numbers, household.role_numbers
    known |= {issue.id: (f"課題№{issues[issue.id]}", issue.title) for issue in household.issues}
    known |= {role.id: (f"役割№{roles[role.id]}", role.task) for role in household.roles}
    known |= {gap.id: ("社会資源の不足", gap.text) for gap in record.resource_gaps}
    if remark.text in household.profile.avoid:
        known[household.id] = "避けるべき関わり方", remark.text
    if remark.became not in known:
        return None
    where, words = known[remark.became]
    return Became(where, alike=words == remark.text)
