"""できごと: what happened to a person or the household, placed in time as exactly as somebody knows."""

from __future__ import annotations

from dataclasses import dataclass

from jusou_meeting.ecomap.ties import Confidence
from jusou_meeting.vocabulary import Fact, RecordId


@dataclass(frozen=True, slots=True, kw_only=True)
class LifeEvent(Fact):
    """できごと: one thing that happened, and to whom."""

    subject_id: RecordId
    """A person, or the household itself."""
    happened: str = ""
    """When, as it was said: a day, a month or a year (平成30年4月ごろ, 2018-04-12), or an age in words (中学2年の秋)."""
    text: str
    source: str = ""
    """Who said so."""
    confidence: Confidence = Confidence.CONFIRMED
