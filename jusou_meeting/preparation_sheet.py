"""準備シート: what an invited agency answers before the meeting, so that the room only confirms it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from jusou_meeting.finding import Finding, Weight
from jusou_meeting.vocabulary import Fact, RecordId

QUESTIONS = {
    "known": "把握している世帯の状況",
    "done": "現在の取組",
    "wanted": "加わってほしい支援関係機関",
    "asked": "ほかの機関にお願いしたいこと",
}
"""The four questions, by the field that keeps the answer; the invitation asks the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PreparationSheet(Fact):
    """準備シート: the answers of one agency, as they came on paper or were told."""

    meeting_id: RecordId
    attendee_id: RecordId
    """Whose answers they are: the line of the list."""
    known: str = ""
    done: str = ""
    wanted: str = ""
    asked: str = ""
    answered_by: str = ""
    """職・氏名 of whoever filled it in; blank = not said."""
    answered_on: date
    on_device: bool = False
    """Written by the agency on a device of its own; else the coordinator copied it from paper or word of mouth."""

    @property
    def answers(self) -> Iterator[tuple[str, str]]:
        """The questions that were answered, each with its answer."""
        return ((said, getattr(self, field)) for field, said in QUESTIONS.items() if getattr(self, field))


def sheet_findings(sheet: PreparationSheet) -> Iterator[Finding]:
    """Whether anything was answered."""
    if not any(sheet.answers):
        yield Finding(Weight.STOPS, "四つの問いのどれかに、答えを書いてください。", sheet.id)
