"""世帯の全記録: all that one case holds, on both footings; what a household file says."""

from __future__ import annotations

from dataclasses import dataclass, field

from jusou_meeting.household import Case, Position
from jusou_meeting.meeting import Sitting
from jusou_meeting.vocabulary import Fact, RecordId


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdContents:
    """世帯の全記録: a case with every current version of every record of it."""

    case: Case
    facts: tuple[Fact, ...]
    """In the order they are shown among their kind. A record that is told differently in a 支援会議 stands here twice,
    with one id, once on each footing."""
    sittings: tuple[Sitting, ...] = ()
    positions: dict[RecordId, Position] = field(default_factory=dict)
