"""支援プラン: what the family wants, where the support is going, until when, and what the meeting thought of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from jusou_meeting.vocabulary import Code, Fact, RecordId


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish(Fact):
    """意向: what one person of the family wants, in their own words."""

    person_id: RecordId
    words: str = ""
    """Blank = nobody heard it from them yet."""
    told_by: str = ""
    """Who passed it on; blank = the person said it."""
    unheard_because: str = ""
    """Why it was not heard yet (意思の表示が難しい, 同意がない …)."""

    @property
    def heard(self) -> bool:
        """Whether the person said it; what another passed on leaves it 未確認."""
        return bool(self.words) and not self.told_by


def wish_in_words(wish: Wish) -> str:
    """A wish as screens and papers tell it; what the person did not say themselves is 未確認."""
    why = f"（{wish.unheard_because}）" if wish.unheard_because else ""
    words = wish.words if re.fullmatch("「[^「」]*」", wish.words) else f"「{wish.words}」"
    if wish.heard:
        return words
    if wish.words:
        return f"未確認{why}　{wish.told_by}によれば{words}"
    return f"未確認{why}"


class Term(Code):
    """目標の期間: the far goal, and the ones on the way to it."""

    LONG = "long", "長期目標"
    SHORT = "short", "短期目標"


class GoalStanding(Code):
    """目標の達成状況: as the evaluation finds it."""

    OPEN = "open", "取組中"
    REACHED = "reached", "達成"
    PARTLY = "partly", "一部達成"
    UNREACHED = "unreached", "未達成"
    DROPPED = "dropped", "取りやめ"


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal(Fact):
    """目標: a state to be reached, by the roles on its issues."""

    text: str
    term: Term = Term.SHORT
    within: str = ""
    """期間 in words (3か月)."""
    issue_ids: tuple[RecordId, ...] = ()
    standing: GoalStanding = GoalStanding.OPEN
    set_in: RecordId | None = None
    """The meeting that set it; None = before any meeting."""


class Judgement(Code):
    """プラン協議の結果: what the meeting thought of the plan."""

    APPROPRIATE = "appropriate", "適切"
    AMENDED = "amended", "修正して適切"
    CONTINUED = "continued", "継続協議"


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan(Fact):
    """支援プランの枠: the direction of the support and its period, as one meeting discussed them."""

    meeting_id: RecordId
    direction: str = ""
    """支援の方向性."""
    starts_on: date | None = None
    ends_on: date | None = None
    monitoring_on: date | None = None
    """次回モニタリング."""
    monitoring_text: str = ""
    """Instead of, or beside, the date."""
    judgement: Judgement | None = None
    """None = not judged yet."""
    judgement_note: str = ""
    lead_pending: str = ""
    """主担当 未定: who decides it and until when; the coordinator holds it until then (暫定)."""
    decided_on: date | None = None
    """支援決定: when the municipality decided on it; the meeting's judgement is not yet that."""
    handed_on: date | None = None
    """交付: when the person got their copy."""


def going_on(plans: Sequence[Plan]) -> Plan:
    """The last of these plans, of which there is one, with the direction and the period that the last to speak of them set."""
    directed = next((plan for plan in reversed(plans) if plan.direction), plans[-1])
    dated = next((plan for plan in reversed(plans) if plan.starts_on or plan.ends_on), plans[-1])
    return replace(plans[-1], direction=directed.direction, starts_on=dated.starts_on, ends_on=dated.ends_on)


def monitored_by(plans: Sequence[Plan]) -> Plan | None:
    """The plan by which the support is looked at again: the last that says when; one that says nothing of it leaves it so."""
    return next((plan for plan in reversed(plans) if plan.monitoring_on or plan.monitoring_text), None)
