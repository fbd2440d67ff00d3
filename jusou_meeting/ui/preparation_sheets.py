"""準備シートの欄: who has answered, their answers side by side, and each of them taken into the record by one press."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import streamlit as st

from jusou_meeting.japanese_date import wareki_short
from jusou_meeting.meeting import Attendee, MeetingRecord, Remark
from jusou_meeting.own_sheet import blank_sheet, sheet_of
from jusou_meeting.preparation_sheet import QUESTIONS, PreparationSheet
from jusou_meeting.ui.desk import Desk
from jusou_meeting.ui.entries import entries_of
from jusou_meeting.ui.finishing import finished
from jusou_meeting.ui.form import fact_form, in_conflict
from jusou_meeting.ui.label import plain
from jusou_meeting.ui.panel import show_removal
from jusou_meeting.ui.table import show_table
from jusou_meeting.ui.workspace import at_hand, attempt, new_id

TITLE = "準備シート"

ARRIVALS = "arrivals"
"""The part of the page that tells whose sheets have come; it runs again with the board."""


def show_preparation_sheets(desk: Desk, record: MeetingRecord) -> None:
    """Whose answers are here, which way they came, and whose are awaited."""
    asked = [attendee for attendee in record.attendees if attendee.is_asked]
    if asked:
        papers = "準備" if record.meeting.is_prepared else "書類"
        st.caption(
            f"用紙は「{papers}」の欄から印刷します。戻ってきた答えをここに書き写すと、会議では確かめるだけになります。"
            "出席者の端末を使う市町村では、機関が自分の端末でも書けます（「端末」の欄でコードを出します）。"
        )
    _show_arrivals(desk, record)
    for attendee in asked:
        sheet = sheet_of(record, attendee)
        if sheet is not None:
            _show_sheet(desk, record, sheet, attendee)
    for attendee in asked:
        if sheet_of(record, attendee) is None:
            with st.expander(plain(f"{attendee.agency}の答えを書き写す"), key=f"sheet-of:{attendee.id}"):
                _ask(desk, record, attendee)


@st.fragment(key=ARRIVALS)
@at_hand()
def _show_arrivals(desk: Desk, painted: MeetingRecord) -> None:
    """Each agency with the way its sheet came; what came since the page was painted is read in by one press.

    It stands on the page also where nobody is asked: the board names it when it runs again.
    """
    _, record = desk.workspace.meeting(painted.meeting.id)
    rows = [(a.title, *_way(sheet_of(record, a))) for a in record.attendees if a.is_asked]
    show_table(
        ("機関", "届き方", "記入した人・日"),
        rows,
        caption="準備シートの届いた機関",
        empty="準備シートを頼む機関がありません。「出席者」の欄で、出席を頼む機関を加えます。",
    )
    if record.preparation_sheets != painted.preparation_sheets and st.button("届いた答えを読み込む"):
        st.rerun()


def _way(sheet: PreparationSheet | None) -> tuple[str, str]:
    if sheet is None:
        return "まだ届いていません", ""
    return ("端末から" if sheet.on_device else "書き写し"), _by(sheet)


def _by(sheet: PreparationSheet) -> str:
    return "　".join(filter(None, (sheet.answered_by, wareki_short(sheet.answered_on))))


def _show_sheet(desk: Desk, record: MeetingRecord, sheet: PreparationSheet, attendee: Attendee) -> None:
    with st.container(border=True, key=f"sheet-{sheet.id}"):
        st.text(f"{attendee.agency}（{_by(sheet)}・{_way(sheet)[0]}）")
        for field, question in QUESTIONS.items():
            answer = getattr(sheet, field)
            if not answer:
                continue
            with st.container(horizontal=True, vertical_alignment="center"):
                st.text(f"{question}：{answer}")
                if record.meeting.is_open:
                    st.button(
                        "発言に",
                        key=f"say:{sheet.id}:{field}",
                        on_click=_say,
                        args=(desk, record, sheet, answer),
                        help="この答えを、この機関の発言として記録します。「記録」の欄で、決定・課題・役割にできます。",
                        disabled=_is_said(record, sheet, answer),
                    )
        with st.expander("直す", key=f"amend-sheet:{sheet.id}", expanded=in_conflict(desk, _form(attendee))):
            _ask(desk, record, attendee)
            show_removal(desk, sheet, key=_form(attendee))


def _ask(desk: Desk, record: MeetingRecord, attendee: Attendee) -> None:
    """One form for a sheet that is copied and for one that is there: whoever copies while it comes sees both."""
    blank = replace(
        blank_sheet(record.meeting.id, attendee.id, on=desk.workspace.today),
        answered_by=f"{attendee.job}　{attendee.name}".strip(),
    )
    sheet = sheet_of(record, attendee) or blank
    fact_form(
        desk,
        sheet,
        entries_of(sheet, desk.household),
        key=_form(attendee),
        action="準備シートを直す" if sheet.version else "準備シートを記録",
        button="保存" if sheet.version else "準備シートを追加",
        done="準備シートを保存しました",
        finish=lambda answered: finished(desk, answered),
    )


def _form(attendee: Attendee) -> str:
    return f"sheet:{attendee.id}"


def _said(record: MeetingRecord, sheet: PreparationSheet, answer: str) -> Remark:
    text = " ".join(answer.split())
    return Remark(
        id=new_id(),
        meeting_id=record.meeting.id,
        speaker_id=sheet.attendee_id,
        text=text,
        said_at=datetime.now(UTC),
    )


def _is_said(record: MeetingRecord, sheet: PreparationSheet, answer: str) -> bool:
    text = " ".join(answer.split())
    return any(r.speaker_id == sheet.attendee_id and r.text == text for r in record.remarks)


def _say(desk: Desk, record: MeetingRecord, sheet: PreparationSheet, answer: str) -> None:
    remark = _said(record, sheet, answer)
    attempt(lambda: desk.save("準備シートから発言を記録", remark), done="発言に記録しました")
