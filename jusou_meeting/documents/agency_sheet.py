"""機関の一枚のWord: what an agency has to do, case by case, as a list of やること or as 引き継ぎシート for a successor."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from jusou_meeting.agency_sheet import AgencySheet, SheetCase, SheetRole
from jusou_meeting.documents.paper import Column, Imprint, Paper
from jusou_meeting.documents.said import duty, handling
from jusou_meeting.finding import Stopped, stopped
from jusou_meeting.japanese_date import day_and_words, today_in_tokyo, wareki, wareki_short
from jusou_meeting.law import SECRECY
from jusou_meeting.meeting import MeetingKind
from jusou_meeting.vocabulary import Footing

TASKS, HANDOVER = "やること", "引き継ぎシート"

_ROLES = (
    Column("事例番号", 20, centered=True),
    Column("№", 9, centered=True),
    Column("何を", 58),
    Column("誰に", 24),
    Column("担当者", 25),
    Column("いつまで", 29),
)
_CAUTIONS = (Column("事例番号", 20, centered=True), Column("配慮すること", 115), Column("次回の会議", 30))


def agency_sheet_document(
    sheet: AgencySheet, *, organisation: str, at: datetime, handover: tuple[str, str] | None = None
) -> bytes:
    """The .docx; `handover` names whoever leaves (blank = not said) and the successor. Stopped when it would be empty."""
    if not sheet.cases:
        raise (
            Stopped(sheet.withheld)
            if sheet.withheld
            else stopped("続いている役割がないので、この機関の一枚はありません。")
        )
    title, today = TASKS if handover is None else HANDOVER, today_in_tokyo(at)
    secret = any(told.footing is Footing.STATUTORY for told in sheet.cases)
    marks = handling(sample=any(told.case.sample for told in sheet.cases), secret=secret)
    paper = Paper(head=f"{title}　{sheet.agency}", marks=marks, foot=organisation)
    paper.title(title)
    paper.labelled(title, list(_head(sheet, today, handover)))
    paper.caption("続いている役割（期限の早い順）")
    paper.table(
        "続いている役割",
        _ROLES,
        [_row(*each, today) for each in _by_day(sheet)],
        notes=[
            *["◎は、主担当機関としての役割である。"] * any(role.lead for _, role in _by_day(sheet)),
            "事例は番号で示す。終わったこと・変わったことは、事務局に知らせる。",
            SECRECY if secret else duty(MeetingKind.MULTILAYERED),
        ],
    )
    if cautions := list(_cautions(sheet)):
        paper.caption("事例ごとの配慮と次回")
        paper.table("事例ごとの配慮と次回", _CAUTIONS, cautions)
    number = "、".join(told.case.number for told in sheet.cases)
    return paper.file(
        Imprint(
            title=f"{title} {sheet.agency}", number=number, category=title, organisation=organisation, at=at
        )
    )


def _head(sheet: AgencySheet, today: date, handover: tuple[str, str] | None) -> Iterator[tuple[str, str]]:
    yield "あて先", f"{sheet.agency}　御中"
    if handover is not None:
        outgoing, successor = handover
        yield "引き継ぎ", f"{outgoing or '前任'}　から　{successor}　へ"
    count = sum(len(told.roles) for told in sheet.cases)
    late = sum(_is_late(role, today) for told in sheet.cases for role in told.roles)
    yield "役割", f"{len(sheet.cases)}事例　{count}件" + f"（うち期限切れ {late}件）" * bool(late)
    yield "いつの時点", wareki(today, weekday=True)
    if sheet.withheld:
        yield (
            "この紙にないもの",
            f"{len(sheet.withheld)}件（紙で渡せる根拠がないもの。事務局が口頭で確かめる）",
        )


def _by_day(sheet: AgencySheet) -> list[tuple[SheetCase, SheetRole]]:
    each = [(told, role) for told in sheet.cases for role in told.roles]
    return sorted(each, key=lambda pair: (pair[1].due_on or date.max, pair[0].case.number, pair[1].number))


def _is_late(role: SheetRole, today: date) -> bool:
    return any(day is not None and day < today for day in (role.due_on, role.awaited))


def _row(told: SheetCase, role: SheetRole, today: date) -> tuple[str, ...]:
    due = day_and_words(role.due_on, role.due_text, short=True)
    awaited = "" if role.awaited is None else f"返事 {wareki_short(role.awaited)}まで"
    late = "【期限切れ】" if _is_late(role, today) else ""
    return (
        told.case.number,
        f"{'◎' * role.lead}{role.number}",
        role.task,
        role.for_whom,
        role.in_charge,
        "\n".join(filter(None, (due, awaited, late))),
    )


def _cautions(sheet: AgencySheet) -> Iterator[tuple[str, ...]]:
    for told in sorted(sheet.cases, key=lambda told: told.case.number):
        said = (
            f"安全な連絡方法：{told.safe_contact}" if told.safe_contact else "",
            f"避けるべき関わり方：{'、'.join(told.avoid)}" if told.avoid else "",
        )
        if any(said) or told.next_time:
            yield told.case.number, "\n".join(filter(None, said)), told.next_time
