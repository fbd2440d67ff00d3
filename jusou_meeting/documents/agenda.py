"""次第のWord: the hour by the clock, who is expected, and the earlier roles that are to be asked after."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import time

from jusou_meeting.agenda import Planned, planned
from jusou_meeting.documents.paper import Column, Paper
from jusou_meeting.documents.said import assigned, duty, head_and_marks, imprint, left_out, when
from jusou_meeting.japanese_date import fiscal_year_label
from jusou_meeting.meeting import MeetingRecord, Part
from jusou_meeting.minutes import Minutes, RoleRow

TITLE = "次第"

_ITEMS = (
    Column("№", 10, centered=True),
    Column("時刻", 32, centered=True),
    Column("議題", 68),
    Column("めやす", 17, centered=True),
    Column("この議題だけの出席", 38),
)
_EARLIER = (
    Column("№", 10, centered=True),
    Column("担当機関（担当者）", 45),
    Column("内容", 60),
    Column("期限", 20, centered=True),
    Column("今日の確認", 30),
)


def agenda_document(minutes: Minutes, *, organisation: str) -> bytes:
    """The .docx of the order of the meeting."""
    record = minutes.record
    head, marks = head_and_marks(minutes, TITLE)
    paper = Paper(head=head, marks=marks, foot=organisation)
    year = fiscal_year_label(record.sitting.held_on)
    paper.title(f"{year}　第{record.meeting.ordinal}回　{record.called}　次第")
    paper.labelled("会議の概要", list(_overview(minutes)))
    paper.caption("次第")
    items = planned(record.agenda, record.meeting.starts_at)
    paper.table("次第", _ITEMS, [_item(number, each, record) for number, each in enumerate(items, start=1)])
    paper.caption("前回までの役割の確認")
    notes = left_out("役割", (), gone="", keeps=minutes.keeps_roles)
    paper.table(
        "前回までの役割の確認", _EARLIER, [_earlier(row) for row in minutes.earlier_roles], notes=notes
    )
    return paper.file(imprint(minutes, TITLE, organisation))


def _overview(minutes: Minutes) -> Iterator[tuple[str, str]]:
    record = minutes.record
    yield "事例番号", minutes.household.case.number
    yield "日時", when(record.meeting, record.sitting)
    yield "場所", record.sitting.place
    yield "根拠", record.meeting.kind.footing.label
    there = [attendee for attendee in record.attendees if attendee.part is not Part.ABSENT]
    agencies = {attendee.agency for attendee in there if attendee.person_id is None}
    family = sum(attendee.person_id is not None for attendee in there)
    beside = f"、本人・家族{family}人" if family else ""
    yield "出席予定", f"{len(there)}人（{len(agencies)}機関{beside}）" if there else ""
    yield "守秘", duty(record.meeting.kind)


def _item(number: int, each: Planned, record: MeetingRecord) -> tuple[str, ...]:
    only = [attendee.agency for attendee in record.attendees if each.item.id in attendee.item_ids]
    return (
        str(number),
        _clock(each.begins_at, each.ends_at),
        each.item.title,
        f"{each.item.minutes}分" if each.item.minutes else "",
        "、".join(dict.fromkeys(only)),
    )


def _clock(begins_at: time | None, ends_at: time | None) -> str:
    if begins_at is None or ends_at is None:
        return ""
    return f"{begins_at:%H:%M}～{ends_at:%H:%M}" if ends_at != begins_at else f"{begins_at:%H:%M}"


def _earlier(row: RoleRow) -> tuple[str, ...]:
    return str(row.number), assigned(row, 12), row.task, row.due, ""
