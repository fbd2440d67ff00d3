"""一日の予定: the households of one sitting by the clock, each by its number alone, and whose turn comes after whose."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time
from itertools import combinations

from jusou_meeting.finding import Finding, Weight
from jusou_meeting.meeting import MeetingKind, Phase, Sitting, phase_of
from jusou_meeting.vocabulary import CaseId, RecordId


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """枠: the part of a sitting that is one household's; it knows nobody's name."""

    meeting_id: RecordId
    case_id: CaseId
    case_number: str
    kind: MeetingKind
    starts_at: time | None
    ends_at: time | None
    expected: int
    """How many are to come, or came."""
    opened_at: datetime | None
    closed_at: datetime | None

    @property
    def phase(self) -> Phase:
        """How far it is."""
        return phase_of(self.opened_at, self.closed_at)

    @property
    def hours(self) -> str:
        """From when to when, as far as somebody set it."""
        begins, ends = (f"{at:%H:%M}" if at else "" for at in (self.starts_at, self.ends_at))
        return f"{begins}～{ends}" if begins or ends else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme:
    """一日の予定: a sitting with the households in it, by the clock; those without an hour come last."""

    sitting: Sitting
    slots: tuple[Slot, ...]

    @property
    def is_shared(self) -> bool:
        """Whether several households meet in it."""
        return len({slot.case_id for slot in self.slots}) > 1

    @property
    def over_at(self) -> time | None:
        """When the last of those that have an hour is over; None = nobody knows."""
        return max((slot.ends_at for slot in self.slots if slot.ends_at is not None), default=None)

    def after(self, meeting_id: RecordId) -> Slot | None:
        """Whose turn it is once this meeting is over: the next that waits, else one that was passed over; None = nobody's."""
        place = next((n for n, slot in enumerate(self.slots) if slot.meeting_id == meeting_id), 0)
        order = (*self.slots[place:], *self.slots[:place])
        return next((slot for slot in order if slot.phase is Phase.PREPARED), None)


def overlap_findings(programme: Programme) -> Iterator[Finding]:
    """Whether two households would be spoken of at once."""
    timed = [slot for slot in programme.slots if slot.starts_at is not None]
    for before, slot in combinations(timed, 2):
        another = before.case_id != slot.case_id
        if another and before.ends_at and slot.starts_at and slot.starts_at < before.ends_at:
            yield Finding(
                Weight.WARNS,
                f"{before.case_number}（{before.hours}）と{slot.case_number}（{slot.hours}）の時間が重なっています。",
                slot.meeting_id,
            )


def moving_findings(programme: Programme, case_id: CaseId) -> Iterator[Finding]:
    """Whether a sitting may be held on another day or elsewhere: not once another household met in it."""
    if any(slot.case_id != case_id and slot.phase is not Phase.PREPARED for slot in programme.slots):
        yield Finding(
            Weight.STOPS,
            "この開催では、ほかの世帯の会議をもう開いたので、日と場所は変えられません。"
            "この世帯だけ別の日・場所にするときは「この世帯だけ別の開催にする」を押してください。",
        )
