"""訂正の申出: what somebody who was there wants told otherwise in the minutes, and what became of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from jusou_meeting.finding import Finding, Weight
from jusou_meeting.japanese_date import wareki
from jusou_meeting.vocabulary import Code, Fact, RecordId


class Settlement(Code):
    """申出の扱い: whether the minutes were put right as somebody asked."""

    TAKEN = "taken", "取り入れる"
    DECLINED = "declined", "取り入れない"


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionRequest(Fact):
    """訂正の申出: one slip, as it was handed in; the minutes themselves are put right by whoever keeps them."""

    meeting_id: RecordId
    text: str
    """How it should read."""
    passage: str = ""
    """Which passage of the minutes."""
    asked_by: str = ""
    attendee_id: RecordId | None = None
    """Whoever asked through a link of their own, and reads the answer there; None = on paper, or by word."""
    asked_on: date
    settlement: Settlement | None = None
    """None = nobody decided on it yet."""
    answer: str = ""
    """What was put right, or why nothing was."""


def request_findings(request: CorrectionRequest) -> Iterator[Finding]:
    """Whoever asked in vain is owed the reason."""
    if request.settlement is Settlement.DECLINED and not request.answer.strip():
        yield Finding(Weight.STOPS, "取り入れないわけを書いてください。", request.id)


def period_findings(
    until: date | None, requests: Iterable[CorrectionRequest], today: date
) -> Iterator[Finding]:
    """Why the minutes had better not be made final yet: the period runs, or somebody has no answer."""
    if until is not None and today <= until:
        yield Finding(Weight.WARNS, f"訂正の申出を{wareki(until)}まで受け付けています。")
    if left := sum(request.settlement is None for request in requests):
        yield Finding(Weight.WARNS, f"扱いを決めていない訂正の申出が{left}件あります。")
