"""会議: kind and legal footing, who attends, and what was said and decided."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time

from jusou_meeting.agenda import AgendaItem
from jusou_meeting.correction_request import CorrectionRequest
from jusou_meeting.distribution import Distribution
from jusou_meeting.evaluation import Evaluation, Outcome
from jusou_meeting.finding import Finding, Weight
from jusou_meeting.japanese_date import local
from jusou_meeting.preparation_sheet import PreparationSheet
from jusou_meeting.resource_gap import ResourceGap
from jusou_meeting.role import RoleReview
from jusou_meeting.vocabulary import Code, Fact, Footing, RecordId, SittingId


class MeetingKind(Code):
    """会議の種別: a municipality may call it otherwise (`MeetingRecord.called`); the footing behind it is law."""

    MULTILAYERED = "multilayered", "重層的支援会議"
    STATUTORY = "statutory", "支援会議"

    @property
    def footing(self) -> Footing:
        """A 重層的支援会議 rests on the person's consent, a 支援会議 on 社会福祉法106条の6."""
        return Footing.CONSENT if self is MeetingKind.MULTILAYERED else Footing.STATUTORY


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitting:
    """開催: one date and place; several households may be discussed in it, each in a meeting with hours of its own."""

    id: SittingId
    held_on: date
    place: str = ""
    version: int = 0


class Phase(Code):
    """段階: how far a meeting is."""

    PREPARED = "prepared", "準備中"
    OPEN = "open", "開会中"
    CLOSED = "closed", "閉会"
    FINAL = "final", "確定"


def phase_of(opened_at: datetime | None, closed_at: datetime | None) -> Phase:
    """How far a meeting is by its clock alone: before its opening, between that and 閉会, or after it."""
    if closed_at is not None:
        return Phase.CLOSED
    return Phase.PREPARED if opened_at is None else Phase.OPEN


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting(Fact):
    """会議: one household in one sitting, on one legal footing."""

    sitting_id: SittingId
    kind: MeetingKind
    ordinal: int
    """第n回 of this household."""
    starts_at: time | None = None
    """Its own hours on the day of the sitting; None = nobody set them."""
    ends_at: time | None = None
    reason: str = ""
    """Why a 支援会議 is needed; without it there is none."""
    without_consent: str = ""
    """同意のない家族について: what this meeting may be told of each of them, and on what ground (個人情報保護法第69条)."""
    next_time: str = ""
    """What for the household is next discussed; also when and where, as far as nobody set a day."""
    next_on: date | None = None
    next_at: time | None = None
    next_place: str = ""
    document_number: str = ""
    """文書番号 of its papers; blank = they have none."""
    corrections_until: date | None = None
    """Until when whoever was there may ask for corrections; None = no period was set."""
    papers_returned: str = ""
    """資料の回収, as it was counted (12部中12部)."""
    opened_at: datetime | None = None
    """None = not opened yet."""
    closed_at: datetime | None = None
    """閉会; None = not closed yet."""

    @property
    def is_open(self) -> bool:
        """Between opening and 閉会."""
        return phase_of(self.opened_at, self.closed_at) is Phase.OPEN

    @property
    def says_next(self) -> bool:
        """Whether anything was said of the next meeting, be it that there is none."""
        return self.next_on is not None or bool(self.next_time)

    @property
    def is_prepared(self) -> bool:
        """Before its opening: its papers go out, and nobody sits in it yet."""
        return phase_of(self.opened_at, self.closed_at) is Phase.PREPARED


class Part(Code):
    """会議での役目: what an attendee does in the meeting itself."""

    MEMBER = "member", "出席"
    CHAIR = "chair", "司会"
    RECORDER = "recorder", "記録"
    ABSENT = "absent", "欠席"


class Attendance(Code):
    """出欠: how somebody came, as it was seen in the room; that nobody came is their part (欠席)."""

    PRESENT = "present", "出席"
    PROXY = "proxy", "代理出席"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendee(Fact):
    """出席者: a person of an agency in one meeting."""

    meeting_id: RecordId
    agency: str
    involvement_id: RecordId | None = None
    """The agency on the household's map; None = it stands on no map (the coordinator's own office, an expert)."""
    person_id: RecordId | None = None
    """本人 or one of the family, who comes for themselves; None = somebody of an agency."""
    job: str = ""
    name: str = ""
    part: Part = Part.MEMBER
    attendance: Attendance | None = None
    """None = nobody has said since the opening that they came: they were only expected."""
    host: bool = False
    """Of the office that holds the meeting; consent to it is given with the application itself."""
    from_at: time | None = None
    """遅参: when they come; None = from the beginning."""
    until_at: time | None = None
    """早退: when they leave; None = they stay."""
    item_ids: tuple[RecordId, ...] = ()
    """The items of the 次第 they are there for; empty = all."""
    pledged: bool = False
    """守秘の承諾: accepted the duty of secrecy in this meeting."""
    pledged_at: datetime | None = None
    """When; None = nobody noted the hour."""
    named_once: bool = False
    """この会議に限り構成員に指名: attends a 支援会議 without being on its register (社会福祉法106条の6第1項)."""
    remark: str = ""
    """書面意見 …"""

    def may_look_on(self, at: time) -> bool:
        """Whether their device shows the meeting at this hour: until they leave, and of an item alone once they came."""
        came = not self.item_ids or (self.from_at is not None and self.from_at <= at)
        return came and (self.until_at is None or at < self.until_at)

    @property
    def title(self) -> str:
        """How the minutes name the speaker."""
        return f"{self.agency}　{self.job}" if self.job else self.agency

    @property
    def is_asked(self) -> bool:
        """Whether the 準備シート of an agency is asked of them, be it that they only answer in writing."""
        return self.involvement_id is not None and not self.host

    @property
    def is_guest(self) -> bool:
        """Whether they are in the room, or may come, and not of the office that holds the meeting: of them the law asks."""
        return self.part is not Part.ABSENT and not self.host

    @property
    def came(self) -> bool:
        """Whether somebody was there for this line."""
        return self.part is not Part.ABSENT and self.attendance is not None

    def was_there(self, at: datetime) -> bool:
        """Whether somebody of this line could answer then: not before their item, nor after the minute in which they left."""
        if self.part is Part.ABSENT or (self.item_ids and self.attendance is None):
            return False
        return self.until_at is None or local(at).time().replace(second=0, microsecond=0) <= self.until_at

    @property
    def is_only_expected(self) -> bool:
        """Whether nobody has said yet if they came."""
        return self.part is not Part.ABSENT and self.attendance is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark(Fact):
    """発言: one thing worth keeping, in a line."""

    meeting_id: RecordId
    text: str
    speaker_id: RecordId | None = None
    """An attendee; None = nobody in particular."""
    said_at: datetime | None = None
    """When it was noted; None = nobody knows."""
    source_hidden: bool = False
    """情報源を秘匿: papers and other screens show neither the speaker nor where it came from."""
    became: str = ""
    """The id of what was made of it; blank = nothing was. What was made may be gone since: then it is a remark again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision(Fact):
    """決定事項: what the meeting decided."""

    meeting_id: RecordId
    text: str
    decided_at: datetime | None = None
    """When it was noted; None = nobody knows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction(Fact):
    """訂正: what is told otherwise of a meeting after its minutes were made final; the minutes stay as they are."""

    meeting_id: RecordId
    text: str
    corrected_on: date
    asked_by: str = ""
    """Who asked for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Final:
    """確定: that the minutes of a meeting were made final; their bytes are kept and never change."""

    at: datetime
    by: str
    """Who made them final."""
    paper_hash: str
    """SHA-256 of the Word file, as anybody can count it again."""

    @property
    def hash_by_eye(self) -> tuple[str, ...]:
        """会議録の印: the hash in groups of as many signs as an eye compares at once; the first tells it in short."""
        return tuple(self.paper_hash[at : at + 16] for at in range(0, len(self.paper_hash), 16))


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingRecord:
    """会議の記録: one meeting with all that belongs to it, as one reader may see it."""

    sitting: Sitting
    meeting: Meeting
    attendees: tuple[Attendee, ...] = ()
    remarks: tuple[Remark, ...] = ()
    decisions: tuple[Decision, ...] = ()
    agenda: tuple[AgendaItem, ...] = ()
    resource_gaps: tuple[ResourceGap, ...] = ()
    evaluations: tuple[Evaluation, ...] = ()
    reviews: tuple[RoleReview, ...] = ()
    corrections: tuple[Correction, ...] = ()
    correction_requests: tuple[CorrectionRequest, ...] = ()
    distributions: tuple[Distribution, ...] = ()
    preparation_sheets: tuple[PreparationSheet, ...] = ()
    final: Final | None = None
    """None = its minutes may still be put right."""
    final_mark: str = ""
    """変更履歴の印 of the act that made them final; blank = none did."""
    local_name: str = ""
    """What this municipality calls meetings of this kind; blank = what the law does."""

    @property
    def called(self) -> str:
        """Which kind of meeting it is, as its papers say it: the name it goes by here, beside the one that the law knows."""
        label = self.meeting.kind.label
        return label if self.local_name in ("", label) else f"{self.local_name}（{label}）"

    @property
    def phase(self) -> Phase:
        """How far it is, its minutes included."""
        if self.final is not None:
            return Phase.FINAL
        return phase_of(self.meeting.opened_at, self.meeting.closed_at)

    @property
    def moment(self) -> tuple[date, time, datetime, int]:
        """When it was held, to put meetings in order; of one day and hour, the one that was opened first, then the lower number."""
        opened_at = self.meeting.opened_at or datetime.max.replace(tzinfo=UTC)
        return self.sitting.held_on, self.meeting.starts_at or time.min, opened_at, self.meeting.ordinal

    def speaker(self, remark: Remark) -> str:
        """Who said it, as screens and papers may name them."""
        if remark.source_hidden:
            return "（情報源は秘匿）"
        return next((a.title for a in self.attendees if a.id == remark.speaker_id), "")


def ended(held: Iterable[MeetingRecord], at: RecordId | None) -> frozenset[RecordId]:
    """The meetings that are over for somebody who is `at` one of them (None = at none).

    The last that was opened, as long as its minutes may still be put right, is not over for whoever does that.
    """
    held = tuple(each for each in held if each.meeting.opened_at is not None)
    last = max(held, key=lambda each: each.moment, default=None)
    return frozenset(
        each.meeting.id
        for each in held
        if each.meeting.closed_at is not None
        and not (each is last and each.meeting.id == at and each.final is None)
    )


def hours_findings(meeting: Meeting) -> Iterator[Finding]:
    """Whether the hours of a meeting can be."""
    if meeting.starts_at and meeting.ends_at and meeting.ends_at <= meeting.starts_at:
        yield Finding(Weight.STOPS, "終了の時刻は、開始より後にしてください。")


def meeting_findings(meeting: Meeting) -> Iterator[Finding]:
    """Whether a meeting can have been held as it reads."""
    if (
        meeting.opened_at is not None
        and meeting.closed_at is not None
        and meeting.closed_at < meeting.opened_at
    ):
        yield Finding(Weight.STOPS, "閉会の日時が、開会より前です。", meeting.id)
    if meeting.opened_at is not None or meeting.closed_at is not None:
        yield from reason_findings(meeting.kind, meeting.reason)


def putting_away_findings(meetings: Iterable[MeetingRecord]) -> Iterator[Finding]:
    """Whether a case may be put away: while people sit over it, it stays in sight."""
    if any(held.meeting.is_open for held in meetings):
        yield Finding(Weight.STOPS, "開会中の会議があるため、しまえません。先に閉会してください。")


def with_pledge(attendee: Attendee, at: datetime) -> Attendee:
    """The line of somebody who accepted the duty of secrecy at this hour; whoever did before did so then."""
    before = attendee.pledged and (attendee.pledged_at is None or attendee.pledged_at <= at)
    return attendee if before else replace(attendee, pledged=True, pledged_at=at)


def pledge(attendee: Attendee) -> str:
    """That somebody accepted the duty of secrecy, with the hour if it was noted; blank = nobody said so."""
    at = attendee.pledged_at
    return f"承諾{'' if at is None else f' {local(at):%H:%M}'}" if attendee.pledged else ""


def awaited(record: MeetingRecord) -> Iterator[Attendee]:
    """The agencies that were asked to come and have not answered the 準備シート yet."""
    answered = {sheet.attendee_id for sheet in record.preparation_sheets}
    return (attendee for attendee in record.attendees if attendee.is_asked and attendee.id not in answered)


def spokesperson(attendees: Iterable[Attendee], involvement_id: RecordId) -> str:
    """Who spoke for an agency in the room: the name of the one person of it who is there; blank = not known."""
    there = [a for a in attendees if a.involvement_id == involvement_id and a.part is not Part.ABSENT]
    return there[0].name if len(there) == 1 else ""


def marked(attendee: Attendee, attendance: Attendance | None) -> Attendee:
    """The line of somebody who came like this, or (None) of whom nobody came.

    Whoever came for another is not that other: their own name and pledge are still to be noted.
    """
    if attendance is None:
        return replace(attendee, part=Part.ABSENT, attendance=None, pledged=False, pledged_at=None)
    part = Part.MEMBER if attendee.part is Part.ABSENT else attendee.part
    here = replace(attendee, part=part, attendance=attendance)
    if attendance is not Attendance.PROXY or attendee.attendance is Attendance.PROXY or not attendee.name:
        return here
    whose = f"{attendee.name}（{attendee.job}）の代理" if attendee.job else f"{attendee.name}の代理"
    remark = "　".join(filter(None, (attendee.remark, whose)))
    return replace(here, name="", job="", remark=remark, pledged=False, pledged_at=None)


def seated(attendee: Attendee, name: str, *, footing: Footing, asked_at: datetime) -> Attendee:
    """The line of somebody who is let in by this name: they are there, and whoever asked for a seat in a 支援会議 pledged."""
    here = attendee if attendee.came else marked(attendee, Attendance.PRESENT)
    if footing is Footing.STATUTORY:
        here = with_pledge(here, asked_at)
    return here if here.name else replace(here, name=name)


def reason_findings(kind: MeetingKind, reason: str) -> Iterator[Finding]:
    """A 支援会議 needs its reason (社会福祉法106条の6第2項: 必要な情報の交換及び支援体制の検討)."""
    if kind is MeetingKind.STATUTORY and not reason.strip():
        yield Finding(Weight.STOPS, "支援会議を開く理由（同意がなくても共有が必要なわけ）を書いてください。")


def ended_on(records: Iterable[MeetingRecord]) -> date | None:
    """終結: the day on which the last meeting held on a household closed the case; None = it goes on, or began again."""
    held = [record for record in records if not record.meeting.is_prepared]
    last = max(held, key=lambda record: record.moment, default=None)
    if last is None or last.meeting.closed_at is None:
        return None
    closed = any(evaluation.outcome is Outcome.CLOSED for evaluation in last.evaluations)
    return last.sitting.held_on if closed else None
