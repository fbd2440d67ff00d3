"""会議: kind and legal footing, who attends, whether it may begin, and what was said and decided."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time

from jusou_meeting.agenda import AgendaItem
from jusou_meeting.consent import Consent, covered_agencies, in_force
from jusou_meeting.evaluation import Evaluation
from jusou_meeting.finding import Finding, Weight
from jusou_meeting.household import Household
from jusou_meeting.resource_gap import ResourceGap
from jusou_meeting.role import RoleReview
from jusou_meeting.vocabulary import Code, Fact, Footing, RecordId, SittingId


class MeetingKind(Code):
    """会議の種別: the label a municipality may rename; the footing behind it is law."""

    MULTILAYERED = "multilayered", "重層的支援会議"
    STATUTORY = "statutory", "支援会議"

    @property
    def footing(self) -> Footing:
        """A 重層的支援会議 rests on the person's consent, a 支援会議 on 社会福祉法106条の6."""
        return Footing.CONSENT if self is MeetingKind.MULTILAYERED else Footing.STATUTORY


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitting:
    """開催: one date and place; several households may be discussed in it, each in a meeting of its own."""

    id: SittingId
    held_on: date
    starts_at: time | None = None
    ends_at: time | None = None
    place: str = ""
    version: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting(Fact):
    """会議: one household in one sitting, on one legal footing."""

    sitting_id: SittingId
    kind: MeetingKind
    ordinal: int
    """第n回 of this household."""
    reason: str = ""
    """Why a 支援会議 is needed; without it there is none."""
    without_consent: str = ""
    """同意のない家族について: what this meeting may be told of each of them, and on what ground (個人情報保護法第69条)."""
    next_time: str = ""
    """When, where and what for the household is next discussed."""
    document_number: str = ""
    """文書番号 of its papers; blank = they have none."""
    papers_returned: str = ""
    """資料の回収, as it was counted (12部中12部)."""
    opened_at: datetime | None = None
    """None = not opened yet."""
    closed_at: datetime | None = None
    """閉会; None = not closed yet."""

    @property
    def is_open(self) -> bool:
        """Between opening and 閉会."""
        return self.opened_at is not None and self.closed_at is None

    @property
    def is_prepared(self) -> bool:
        """Before its opening: its papers go out, and nobody sits in it yet."""
        return self.opened_at is None and self.closed_at is None


class Part(Code):
    """会議での役目: what an attendee does in the meeting itself."""

    MEMBER = "member", "出席"
    CHAIR = "chair", "司会"
    RECORDER = "recorder", "記録"
    ABSENT = "absent", "欠席"


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
    final: Final | None = None
    """None = its minutes may still be put right."""

    @property
    def moment(self) -> tuple[date, time, int]:
        """When it was held, to put meetings in order; of one day and hour, the one with the lower number first."""
        return self.sitting.held_on, self.sitting.starts_at or time.min, self.meeting.ordinal

    def speaker(self, remark: Remark) -> str:
        """Who said it, as screens and papers may name them."""
        if remark.source_hidden:
            return "（情報源は秘匿）"
        return next((a.title for a in self.attendees if a.id == remark.speaker_id), "")


def sitting_findings(sitting: Sitting) -> Iterator[Finding]:
    """Whether the hours of a sitting can be."""
    if sitting.starts_at and sitting.ends_at and sitting.ends_at <= sitting.starts_at:
        yield Finding(Weight.STOPS, "終了の時刻は、開始より後にしてください。")


def without_consent_findings(meeting: Meeting, household: Household, today: date) -> Iterator[Finding]:
    """Whom of the family nobody asked: that refuses nothing, but what is told of them is told item by item."""
    if meeting.kind is MeetingKind.STATUTORY or meeting.without_consent.strip():
        return
    unasked = [
        person.label
        for person in household.people
        if person.can_be_asked
        and not (person.is_client or person.lives_apart)
        and not any(in_force(household.consents, person.id, today))
    ]
    if unasked:
        yield Finding(
            Weight.WARNS,
            f"「{'」「'.join(unasked)}」の同意がありません。この会議で何を、どの根拠で共有するかを書いてください。",
            meeting.id,
        )


def meeting_findings(meeting: Meeting) -> Iterator[Finding]:
    """Whether a meeting can have been held as it reads."""
    if (
        meeting.opened_at is not None
        and meeting.closed_at is not None
        and meeting.closed_at < meeting.opened_at
    ):
        yield Finding(Weight.STOPS, "閉会の日時が、開会より前です。", meeting.id)
    if meeting.opened_at is not None or meeting.closed_at is not None:
        yield from _reason_findings(meeting.kind, meeting.reason)


def opening_findings(
    kind: MeetingKind,
    household: Household,
    attendees: Iterable[Attendee],
    *,
    reason: str,
    today: date,
) -> Iterator[Finding]:
    """Whether a meeting of this kind may begin with these people in the room.

    A 重層的支援会議 needs the consent of the 本人 in force today, to every agency that attends; a 支援会議 needs its
    reason (社会福祉法106条の6第1項: 必要な情報の交換及び支援体制の検討).
    """
    yield from _reason_findings(kind, reason)
    if kind is MeetingKind.STATUTORY:
        return
    client = household.client
    if client is None:
        yield Finding(
            Weight.STOPS, "この世帯の「本人」が登録されていません。世帯の画面で続柄を「本人」にしてください。"
        )
        return
    yield from _consent_findings(client.id, household.consents, attendees, today)


def seating_findings(
    kind: MeetingKind,
    household: Household,
    attendee: Attendee,
    *,
    before: Attendee | None = None,
    today: date,
) -> Iterator[Finding]:
    """Whether somebody may be put on the list after the meeting began: the law asks it of whoever is in the room.

    `before` is the line as it stood: as long as it names the same agency, who attends for it may be corrected.
    """
    client = household.client
    if before is not None and _stands_for(before) == _stands_for(attendee):
        return
    if kind is MeetingKind.MULTILAYERED and client is not None:
        yield from _consent_findings(client.id, household.consents, (attendee,), today)


def admission_findings(
    kind: MeetingKind, household: Household, attendee: Attendee, *, name: str, today: date
) -> Iterator[Finding]:
    """Whether somebody who gave this name at the door may sit down as this attendee."""
    yield from seating_findings(kind, household, attendee, today=today)
    if attendee.name and "".join(attendee.name.split()) != "".join(name.split()):
        yield Finding(
            Weight.WARNS,
            f"名簿の氏名は「{attendee.name}」、入室を希望した方の氏名は「{name}」です。同じ方かどうか確かめてください。"
            "認めても、名簿の氏名は変わりません。",
            attendee.id,
        )


def spokesperson(attendees: Iterable[Attendee], involvement_id: RecordId) -> str:
    """Who spoke for an agency in the room: the name of the one person of it who is there; blank = not known."""
    there = [a for a in attendees if a.involvement_id == involvement_id and a.part is not Part.ABSENT]
    return there[0].name if len(there) == 1 else ""


def _reason_findings(kind: MeetingKind, reason: str) -> Iterator[Finding]:
    if kind is MeetingKind.STATUTORY and not reason.strip():
        yield Finding(Weight.STOPS, "支援会議を開く理由（同意がなくても共有が必要なわけ）を書いてください。")


def _stands_for(attendee: Attendee) -> tuple[object, ...]:
    return (
        attendee.involvement_id,
        attendee.person_id,
        attendee.agency,
        attendee.host,
        attendee.part is Part.ABSENT,
    )


def _consent_findings(
    client_id: RecordId, consents: tuple[Consent, ...], attendees: Iterable[Attendee], today: date
) -> Iterator[Finding]:
    if not any(in_force(consents, client_id, today)):
        yield Finding(
            Weight.STOPS,
            "本人の有効な同意がないため、重層的支援会議は開けません。"
            "同意を記録するか、支援会議（社会福祉法第106条の6）として開いてください。",
            client_id,
        )
        return
    covered = covered_agencies(consents, client_id, today)
    for attendee in attendees:
        if attendee.host or attendee.part is Part.ABSENT:
            continue
        if attendee.person_id is not None:
            if attendee.person_id != client_id:
                yield Finding(
                    Weight.WARNS,
                    f"家族（{attendee.agency}）が出席します。本人が、家族に聞かせてよいと言っているか確かめてください。",
                    attendee.id,
                )
        elif attendee.involvement_id is None:
            yield Finding(
                Weight.STOPS,
                f"「{attendee.agency}」が地図のどの機関かが分からず、本人の同意が及ぶか確かめられません。"
                "地図の機関を選んでください。会議の事務局の人なら、そうと記してください。",
                attendee.id,
            )
        elif attendee.involvement_id not in covered:
            yield Finding(
                Weight.STOPS,
                f"本人の同意に「{attendee.agency}」が含まれていません。"
                "同意を取り直すか、この機関を出席者から外してください。",
                attendee.id,
            )
