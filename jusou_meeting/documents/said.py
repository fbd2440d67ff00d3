"""言い回し: what several papers say in the same words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from jusou_meeting.agenda import AgendaItem
from jusou_meeting.distribution import counted
from jusou_meeting.documents.paper import NOTHING, Cell, Imprint
from jusou_meeting.documents.stationery import Look
from jusou_meeting.documents.wrapping import ems
from jusou_meeting.household import IN_CONFIDENCE, SAMPLE, Household
from jusou_meeting.japanese_date import TOKYO, clock, day_and_hour, day_and_words, local, wareki
from jusou_meeting.law import SECRECY
from jusou_meeting.meeting import Attendee, Meeting, MeetingKind, MeetingRecord, Sitting
from jusou_meeting.minutes import Minutes, RoleRow
from jusou_meeting.plan import Plan
from jusou_meeting.safety import AbuseSuspicion
from jusou_meeting.sharing import basis_of
from jusou_meeting.vocabulary import Footing

_NOTICED = timedelta(minutes=5)


def duty(kind: MeetingKind) -> str:
    """What binds whoever was in the room."""
    if kind is MeetingKind.STATUTORY:
        return SECRECY
    return "会議で知ったことは、支援に必要な範囲でだけ用い、会議の外に漏らさない。"


def head_and_marks(minutes: Minutes, title: str) -> tuple[str, list[str]]:
    """What stands at the top of each page: which paper of which case, and how it is to be handled."""
    case, meeting = minutes.household.case, minutes.record.meeting
    marks = [*[SAMPLE] * case.sample, meeting.kind.label, "取扱注意"]
    return f"{case.number}　第{meeting.ordinal}回　{title}", marks


def case_marks(household: Household) -> list[str]:
    """How a paper that belongs to no meeting is to be handled."""
    return handling(sample=household.case.sample, secret=household.footing is Footing.STATUTORY)


def handling(*, sample: bool, secret: bool) -> list[str]:
    """The same of a paper that tells of several cases: whether of an invented one, and of what a 支援会議 learned."""
    return [*[SAMPLE] * sample, *[IN_CONFIDENCE] * secret, "取扱注意"]


def ground(household: Household, on: date) -> str:
    """On what basis a paper of this household is shared on this day."""
    client = household.client
    return basis_of(household.footing, household.consents, None if client is None else client.id, on=on)


def imprint(minutes: Minutes, title: str, organisation: str, *, category: str = "") -> Imprint:
    """What the file of a paper of this meeting says of itself."""
    return Imprint(
        title=title,
        number=minutes.household.case.number,
        category=category or title,
        organisation=organisation,
        at=recorded_at(minutes.record),
    )


def recorded_at(record: MeetingRecord) -> datetime:
    """When the last of what the paper tells was so."""
    held_on = datetime.combine(record.sitting.held_on, time(), TOKYO)
    return record.meeting.closed_at or record.meeting.opened_at or held_on


def when(meeting: Meeting, sitting: Sitting) -> str:
    """The day and the hours of a meeting, as they are planned."""
    return "　".join(filter(None, (wareki(sitting.held_on, weekday=True), _hours(meeting))))


def _hours(meeting: Meeting) -> str:
    def said(at: time | None, particle: str) -> str:
        return "" if at is None else f"{clock(at)}{particle}"

    return said(meeting.starts_at, "から") + said(meeting.ends_at, "まで")


def held(record: MeetingRecord) -> str:
    """The day, and 開会 and 閉会 as they were, beside the planned hours where those were others; before the opening, the plan.

    What was opened or closed on another day was entered afterwards, and says nothing of the hours.
    """
    sitting, meeting = record.sitting, record.meeting
    opened = None if meeting.opened_at is None else local(meeting.opened_at)
    if opened is None or opened.date() != sitting.held_on:
        return when(record.meeting, record.sitting)
    hours, planned = f"{clock(opened.time())}開会", [(opened, meeting.starts_at)]
    closed = None if meeting.closed_at is None else local(meeting.closed_at)
    if closed is not None and closed.date() == sitting.held_on:
        hours += f"　{clock(closed.time())}閉会"
        planned.append((closed, meeting.ends_at))
    told = f"{wareki(sitting.held_on, weekday=True)}　{hours}"
    beside = _hours(meeting)
    return f"{told}\n（予定　{beside}）" if beside and any(_apart(*each) for each in planned) else told


def _apart(was: datetime, planned: time | None) -> bool:
    """Whether somebody who planned their day by it would have noticed."""
    meant = None if planned is None else datetime.combine(was.date(), planned, was.tzinfo)
    return meant is not None and abs(was - meant) >= _NOTICED


def came_back(record: MeetingRecord) -> str:
    """資料の回収: the count of the numbered copies, and what was noted beside it."""
    agencies = {a.id: a.agency for a in record.attendees}
    return "　".join(filter(None, (counted(record.distributions, agencies), record.meeting.papers_returned)))


def next_time(meeting: Meeting) -> str:
    """次回: day, hour and place, and below them what for; blank = nothing was said of it."""
    told = (
        ()
        if meeting.next_on is None
        else (day_and_hour(meeting.next_on, meeting.next_at), meeting.next_place)
    )
    return "\n".join(filter(None, ("　".join(filter(None, told)), meeting.next_time)))


def monitored(plan: Plan | None, meeting: Meeting | None = None) -> str:
    """次回モニタリング: the day, the words, or both; where neither was said, the next meeting that `meeting` set."""
    said = "" if plan is None else day_and_words(plan.monitoring_on, plan.monitoring_text)
    if said or meeting is None or meeting.next_on is None:
        return said
    return f"次回の会議（{wareki(meeting.next_on)}）"


def judged(plan: Plan, *, apart: str = "\n") -> str:
    """プラン協議の結果: the judgement, and what was said with it."""
    judgement = "" if plan.judgement is None else plan.judgement.label
    return apart.join(part for part in (judgement, plan.judgement_note) if part)


def handled(suspicion: AbuseSuspicion) -> tuple[str, ...]:
    """What was decided on a suspicion: how, by whom, until when and why."""
    decided = "" if suspicion.decided_on is None else wareki(suspicion.decided_on)
    due = "" if suspicion.due_on is None else f"{wareki(suspicion.due_on)}まで"
    checked = "　".join(filter(None, (suspicion.handled_by, due)))
    lines = (
        suspicion.handling.label,
        f"事実確認：{checked}" if checked else "",
        f"判断者：{suspicion.decided_by}　{decided}".strip() if suspicion.decided_by else decided,
        suspicion.reason,
    )
    return tuple(filter(None, lines))


def suspected(suspicion: AbuseSuspicion, household: Household) -> str:
    """A suspicion and its judgement in one run of text."""
    told = f"（{suspicion.text}）" if suspicion.text else ""
    whom = household.called(suspicion.subject_id)
    return f"{whom}：{suspicion.kind.label}{told}　{'　'.join(handled(suspicion))}"


def attends(attendee: Attendee, agenda: Sequence[AgendaItem]) -> tuple[str, ...]:
    """When somebody is there who is not there all the time."""
    numbers = [f"{n}" for n, item in enumerate(agenda, start=1) if item.id in attendee.item_ids]
    come, gone = ("到着", "退室") if numbers else ("遅参", "早退")
    said = (
        f"{come} {attendee.from_at:%H:%M}" if attendee.from_at else "",
        f"{gone} {attendee.until_at:%H:%M}" if attendee.until_at else "",
        f"議題{'、'.join(numbers)}のみ" if numbers else "",
    )
    return tuple(filter(None, said))


def left_out(what: str, numbers: Sequence[int], *, gone: str, keeps: bool) -> tuple[str, ...]:
    """The note on numbers of issues or roles that are not among these; `keeps` = some tell of members who did not consent.

    Nothing when none is missing.
    """
    others = "同意のない世帯員のことなので載せていない"
    if max(numbers, default=0) > len(numbers):
        return (f"欠けている№の{what}は、{gone}{f'、又は{others}' * keeps}。",)
    return (f"{others}{what}がある。",) * keeps


def no_roles(minutes: Minutes) -> str:
    """What stands in an empty table of roles: there may be some that it does not tell."""
    return "ここに載せる役割はない" if minutes.keeps_roles else NOTHING


def assigned(row: RoleRow, room: int) -> str:
    """Who takes a role, ◎ when they lead; where a line of so many letters is too short, the person has the next."""
    agency = f"◎{row.agency}" if row.lead else row.agency
    if not row.in_charge:
        return agency
    apart = "\n" if ems(f"{agency}（{row.in_charge}）") > room else ""
    return f"{agency}{apart}（{row.in_charge}）"


def name_of(attendee: Attendee) -> str:
    """Whoever comes for an agency is named; 本人 and the family are not, on any paper."""
    return attendee.name if attendee.person_id is None else ""


def which_meeting(minutes: Minutes, at: str, beside: tuple[str, str]) -> tuple[tuple[Cell, ...], ...]:
    """The head of a sheet that knows the case by its number alone: which meeting, `at` what time, and one thing more."""
    record = minutes.record
    called = f"第{record.meeting.ordinal}回　{record.called}"
    return (
        labelled(("事例番号", minutes.household.case.number), ("会議", called)),
        labelled(("日時", at), beside),
    )


def checked(on: bool) -> str:
    """A box, ticked or to be ticked."""
    return "☑" if on else "☐"


def labelled(*said: tuple[str, str]) -> tuple[Cell, ...]:
    """One row of a form: labels, each with what is said beside it."""
    return tuple(cell for label, text in said for cell in (Cell(label, Look.LABEL), Cell(text)))
