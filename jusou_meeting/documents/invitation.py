"""開催通知のWord: asks each agency to attend; it leaves the building first, so it knows the case by its number alone."""

from __future__ import annotations

from collections.abc import Iterator

from jusou_meeting.documents.paper import Paper
from jusou_meeting.documents.said import head_and_marks, imprint, when
from jusou_meeting.documents.stationery import BODY, CENTER, LETTER, RIGHT
from jusou_meeting.invitation import outward_agenda
from jusou_meeting.meeting import MeetingKind
from jusou_meeting.minutes import Minutes
from jusou_meeting.preparation_sheet import QUESTIONS

TITLE = "開催通知（案）"

_WHY = {
    MeetingKind.MULTILAYERED: (
        "この会議は、本人の同意に基づき、支援プランの内容と支援関係機関の役割分担を話し合うものです。"
    ),
    MeetingKind.STATUTORY: (
        "この会議は、社会福祉法第106条の6第1項に基づく支援会議です。支援に必要な情報の交換と、支援体制の検討を行います"
        "（同条第2項）。同条第3項により、資料又は情報の提供、意見の開陳その他必要な協力をお願いします。"
    ),
}
_SECRECY = {
    MeetingKind.MULTILAYERED: "会議で知ったことは、支援に必要な範囲でだけ用い、会議の外に漏らさないでください。",
    MeetingKind.STATUTORY: (
        "支援会議の事務に従事する方と従事していた方には、同条第5項の守秘義務があります。会議の初めに一人ずつ確かめます。"
    ),
}
_TO_PREPARE = (
    "次の四点を、貴機関の記録で確かめてお越しください（準備シートに書いて、先に返してもかまいません）。\n"
    + "\n".join(f"{number}　{question}" for number, question in enumerate(QUESTIONS.values(), start=1))
)
_PAPERS = "資料は番号を付けて会場で配り、閉会のときに回収します。"


def invitation_document(minutes: Minutes, *, organisation: str) -> bytes:
    """The .docx of the letter, for the coordinator to date and number."""
    record, kind = minutes.record, minutes.record.meeting.kind
    head, marks = head_and_marks(minutes, TITLE)
    paper = Paper(head=head, marks=marks, foot=organisation)
    paper.line(record.meeting.document_number or "（文書番号）", RIGHT)
    paper.line("令和　　年　　月　　日", RIGHT)
    paper.line("各出席機関　御中", BODY)
    paper.line(organisation, RIGHT)
    paper.title(f"第{record.meeting.ordinal}回　{record.called}の開催について（案）")
    paper.line("（通知及び出席依頼）", CENTER)
    paper.line(f"下記のとおり{record.called}を開きますので、出席をお願いします。{_WHY[kind]}", LETTER)
    paper.line("記", CENTER)
    paper.labelled("開催の内容", list(_rows(minutes, organisation)))
    paper.line("以上", RIGHT)
    return paper.file(imprint(minutes, TITLE, organisation))


def _rows(minutes: Minutes, organisation: str) -> Iterator[tuple[str, str]]:
    record = minutes.record
    yield "日時", when(record.meeting, record.sitting)
    yield "場所", record.sitting.place or "（追って知らせます）"
    yield "事例番号", minutes.household.case.number
    titles = outward_agenda(record.agenda, minutes.household)
    yield "次第", "\n".join(f"{number}　{title}" for number, title in enumerate(titles, start=1))
    yield "準備", _TO_PREPARE
    yield "資料", _PAPERS
    yield "守秘", _SECRECY[record.meeting.kind]
    yield "出欠の連絡", "出席する方の職と氏名を、　　月　　日までに事務局へお知らせください。"
    host = next((attendee for attendee in record.attendees if attendee.host), None)
    office, in_charge = (organisation, "") if host is None else (host.agency, host.name)
    whole = office if office.startswith(organisation) else f"{organisation}　{office}"
    blank = "　" * 10
    yield "事務局", f"{whole}\n担当　{in_charge or blank}　　電話{blank}"
