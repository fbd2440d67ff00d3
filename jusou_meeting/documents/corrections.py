"""訂正のWord: what is told otherwise of a meeting whose minutes are final, and which minutes they are."""

from __future__ import annotations

from jusou_meeting.documents.paper import Column, Paper
from jusou_meeting.documents.said import head_and_marks, imprint
from jusou_meeting.finding import stopped
from jusou_meeting.japanese_date import clock, local, wareki
from jusou_meeting.minutes import Minutes

TITLE = "会議録の訂正"

_CORRECTIONS = (
    Column("№", 10, centered=True),
    Column("訂正した日", 38),
    Column("申し出た人", 37),
    Column("訂正の内容", 80),
)


def corrections_document(minutes: Minutes, *, organisation: str) -> bytes:
    """The .docx of the corrections; Stopped while the minutes themselves may still be put right."""
    final = minutes.record.final
    if final is None:
        raise stopped("会議録が確定していないので、訂正の文書はありません。会議録そのものを直してください。")
    head, marks = head_and_marks(minutes, TITLE)
    paper = Paper(head=head, marks=marks, foot=organisation)
    paper.title(f"{minutes.title}の訂正")
    at, mark = local(final.at), final.hash_by_eye[0]
    paper.labelled(
        "訂正する会議録",
        [
            ("会議録", f"{minutes.household.case.number}　{minutes.title}"),
            ("開催日", wareki(minutes.record.sitting.held_on, weekday=True)),
            ("確定", f"{wareki(at.date())}　{clock(at.time())}　{final.by}"),
            ("会議録の印", f"{mark}（確定の証にある印の、初めの{len(mark)}字）"),
        ],
    )
    paper.caption("訂正")
    corrections = sorted(minutes.record.corrections, key=lambda correction: correction.corrected_on)
    paper.table(
        "訂正",
        _CORRECTIONS,
        [
            (str(number), wareki(correction.corrected_on), correction.asked_by, correction.text)
            for number, correction in enumerate(corrections, start=1)
        ],
        notes=["会議録は、確定したときのまま残している。この文書と合わせて読む。"],
    )
    return paper.file(imprint(minutes, TITLE, organisation))
