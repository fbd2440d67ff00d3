"""評価: whether the work of many agencies on this household ends, goes on with a new plan, or breaks off."""

from __future__ import annotations

from dataclasses import dataclass

from jusou_meeting.vocabulary import Code, Fact, RecordId


class Outcome(Code):
    """プランの評価区分."""

    CLOSED = "closed", "終結"
    REPLANNED = "replanned", "再プランして継続"
    SUSPENDED = "suspended", "中断"


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation(Fact):
    """評価: what a meeting found at the end of a plan.

    多機関協働の終結 says that the roles stand without the meeting, never that the household's troubles are over.
    """

    meeting_id: RecordId
    outcome: Outcome
    text: str = ""
    """達成状況と見られた変化."""
    remaining: str = ""
    """残された課題."""
    lead_after: str = ""
    """終結後の主担当."""
    again_when: str = ""
    """What would bring the household back to a 重層的支援会議."""
