"""役割票のWord: a page for each agency to take home, with its own roles first and a slip for corrections below."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from jusou_meeting.documents.paper import CODE_HEIGHT, Cell, Column, Paper, Sides
from jusou_meeting.documents.said import (
    duty,
    head_and_marks,
    held,
    imprint,
    labelled,
    next_time,
    which_meeting,
)
from jusou_meeting.documents.sheet import Field, Fields, Grid, Listing, Part, write_apart, write_sheet
from jusou_meeting.documents.stationery import FORM_NOTE, SIZES, Look
from jusou_meeting.finding import Stopped, stopped
from jusou_meeting.japanese_date import wareki
from jusou_meeting.minutes import Minutes
from jusou_meeting.role_sheet import RoleSheet, role_sheets, sheet_findings
from jusou_meeting.vocabulary import RecordId

TITLE = "役割票"

_WIDTH = 174
_ROLES = (
    Column("№", 8, centered=True),
    Column("何を", 46),
    Column("誰に", 20),
    Column("どの課題に", 34),
    Column("担当者", 20),
    Column("いつまで", 22),
    Column("回答", 24),
)
_EMERGENCIES = (
    Column("緊急時：どんなとき", 40),
    Column("どこへ", 54),
    Column("時間帯", 22),
    Column("連絡のしかた", 58),
)
_SLIP = (17.0, 17.0, 50.0, 50.0, 17.0)
"""Points of its rows, to be written in by hand."""
_TITLE_NOTES_AND_SLIP = 34 + 6 * 12.5 + sum(_SLIP)
"""Points."""


@dataclass(frozen=True, slots=True)
class Link:
    """リンク: the address by which one attendee asks for corrections, on the sheet of their agency."""

    address: str
    whose: str


def role_sheet_document(
    minutes: Minutes,
    *,
    organisation: str,
    agency: RecordId | None = None,
    links: Mapping[RecordId, Link] = MappingProxyType({}),
) -> bytes:
    """The .docx with a page for each agency, or for this one alone; Stopped when nobody may have one.

    `links` are those that are handed out with it, by the agency; who has none asks by the slip alone.
    """
    sheets = [s for s in role_sheets(minutes) if agency in (None, s.involvement_id)]
    if not sheets:
        why = tuple(f for f in sheet_findings(minutes) if agency in (None, f.about))
        raise Stopped(why) if why else stopped("役割のある機関がないので、役割票はありません。")
    head, marks = head_and_marks(minutes, TITLE)
    paper = Paper(head=head, marks=marks, foot=organisation, sides=Sides.FORM)
    for sheet in sheets:
        paper.turn_page(f"{TITLE}　{sheet.agency}　御中")
        _write(paper, sheet, minutes, organisation, links.get(sheet.involvement_id))
    return paper.file(imprint(minutes, TITLE, organisation))


def _write(paper: Paper, sheet: RoleSheet, minutes: Minutes, organisation: str, link: Link | None) -> None:
    parts: list[Part] = [
        _head(minutes, organisation),
        Listing("貴機関の役割", _ROLES, tuple(_roles(sheet)), runs_on=True),
        Listing("緊急時の対応", _EMERGENCIES, tuple(_emergencies(minutes)), runs_on=True),
        Fields("次回と配慮", tuple(_fields(minutes)), _WIDTH),
    ]
    taken = _TITLE_NOTES_AND_SLIP + (CODE_HEIGHT if link else 0)
    moved = write_sheet(paper, parts, taken=taken, sizes=SIZES)
    paper.line(f"※　{duty(minutes.record.meeting.kind)}", FORM_NOTE)
    paper.line(
        "※　№は、会議録とエコマップの役割の番号と同じである。ほかの機関の役割は、この票に載せていない。",
        FORM_NOTE,
    )
    if link is not None:
        paper.beside_code("端末からの訂正の申出", _told(link, minutes), link.address)
    paper.line("…" * 56, FORM_NOTE)
    write_sheet(paper, [_slip(sheet, minutes)], taken=paper.height - sum(_SLIP))
    write_apart(paper, f"{TITLE}　{sheet.agency}", moved)


def _head(minutes: Minutes, organisation: str) -> Grid:
    return Grid(
        "会議", (20, 86, 16, 52), which_meeting(minutes, held(minutes.record), ("作成", organisation)), (0, 0)
    )


def _roles(sheet: RoleSheet) -> Iterator[tuple[str, ...]]:
    for row in sheet.roles:
        yield (
            f"◎{row.number}" if row.lead else str(row.number),
            f"{row.task}\n（回答：{row.answer_text}）" if row.answer_text else row.task,
            row.for_whom,
            "\n".join(row.issue_names),
            row.in_charge,
            row.due,
            row.answer,
        )


def _emergencies(minutes: Minutes) -> Iterator[tuple[str, ...]]:
    for contact in minutes.household.emergency_contacts:
        yield contact.situation, contact.whom, contact.hours, contact.how


def _fields(minutes: Minutes) -> Iterator[Field]:
    profile = minutes.household.profile
    lead = (
        f"{minutes.household.assignee(role)}{f'（{role.in_charge}）' * bool(role.in_charge)}"
        for role in minutes.leading
    )
    yield Field("主担当機関", "、".join(dict.fromkeys(lead)) or "未定")
    yield Field("次回", next_time(minutes.record.meeting))
    if profile.safe_contact:
        yield Field("安全な連絡方法", profile.safe_contact)
    if profile.avoid:
        yield Field("避けるべき\n関わり方", "、".join(profile.avoid))


def _slip(sheet: RoleSheet, minutes: Minutes) -> Grid:
    """It goes back by hand or by fax, so it tells the case by its number alone."""
    record = minutes.record
    which = f"{minutes.household.case.number}　第{record.meeting.ordinal}回　役割票 {sheet.called}"
    rows = (
        (Cell(f"訂正の申出（切り取って、{_until(minutes)}事務局へ）", Look.LABEL, span=4),),
        labelled(("会議", which), ("申出の日", "　　　月　　　日")),
        (Cell("どこを", Look.LABEL), Cell("", span=3)),
        (Cell("どう直すか", Look.LABEL), Cell("", span=3)),
        labelled(("申出人", "（機関・職・氏名）"), ("電話", "")),
    )
    return Grid("訂正の申出", (24, 84, 22, 44), rows, _SLIP, size=9)


def _told(link: Link, minutes: Minutes) -> str:
    return (
        f"端末から訂正を申し出る：{_until(minutes)}次のアドレスを開くか、右の印を端末で読む。貴機関の役割と、"
        f"{link.whose}の発言の記録だけが出る。ほかの人に渡さないこと。\n{link.address}"
    )


def _until(minutes: Minutes) -> str:
    until = minutes.record.meeting.corrections_until
    return "" if until is None else f"{wareki(until, weekday=True)}までに"
