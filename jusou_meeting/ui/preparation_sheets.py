"""準備シートの欄: who has answered, their answers side by side, and each of them taken into the record by one press."""

from __future__ import annotations

from datetime import UTC, datetime

import streamlit as st

from jusou_meeting.japanese_date import wareki_short
from jusou_meeting.meeting import Attendee, MeetingRecord, Remark, awaited
from jusou_meeting.preparation_sheet import QUESTIONS, PreparationSheet
from jusou_meeting.ui.desk import Desk
from jusou_meeting.ui.panel import add_fact, edit_fact, plain
from jusou_meeting.ui.workspace import attempt, new_id

TITLE = "準備シート"


def show_preparation_sheets(desk: Desk, record: MeetingRecord) -> None:
    """Whose answers are here and whose are awaited."""
    lines = {attendee.id: attendee for attendee in record.attendees}
    left = list(awaited(record))
    if not record.preparation_sheets and not left:
        st.text("準備シートを頼む機関がありません。「出席者」の欄で、出席を頼む機関を加えます。")
        return
    st.caption(
        "用紙は「書類」または「準備」の欄から印刷します。戻ってきた答えをここに書き写すと、会議では確かめるだけになります。"
    )
    for sheet in record.preparation_sheets:
        attendee = lines.get(sheet.attendee_id)
        if attendee is not None:
            _show_sheet(desk, record, sheet, attendee)
    if left:
        st.text(f"まだ届いていない機関：{'、'.join(attendee.agency for attendee in left)}")
    for attendee in left:
        with st.expander(plain(f"{attendee.agency}の答えを書き写す"), key=f"sheet-of:{attendee.id}"):
            blank = PreparationSheet(
                id=new_id(),
                meeting_id=record.meeting.id,
                attendee_id=attendee.id,
                answered_by=f"{attendee.job}　{attendee.name}".strip(),
                answered_on=desk.workspace.today,
            )
            add_fact(desk, blank, key=attendee.id)


def _show_sheet(desk: Desk, record: MeetingRecord, sheet: PreparationSheet, attendee: Attendee) -> None:
    with st.container(border=True, key=f"sheet-{sheet.id}"):
        by = "　".join(filter(None, (sheet.answered_by, wareki_short(sheet.answered_on))))
        st.text(f"{attendee.agency}（{by}）")
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
        with st.expander("直す", key=f"amend-sheet:{sheet.id}"):
            edit_fact(desk, sheet)


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
