"""移行: what was learned in a 支援会議 and may be told on the person's consent, decided record by record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from jusou_meeting.vocabulary import Fact, RecordId


@dataclass(frozen=True, slots=True, kw_only=True)
class Crossing(Fact):
    """移行の判断: whether one record that is known under 社会福祉法106条の6 may be told on the person's consent.

    Without such a decision nothing crosses; a record that may not is marked, so that nobody asks again.
    """

    record_id: RecordId
    allowed: bool
    reason: str = ""
    """On what ground (本人の同意の範囲, 本人の利益のため …), or why not."""
    decided_by: str
    decided_on: date
