"""確定の証のWord: which file the final minutes are, told on paper that lies elsewhere than the file."""

from __future__ import annotations

from jusou_meeting.documents.paper import Paper
from jusou_meeting.documents.said import head_and_marks, imprint
from jusou_meeting.documents.stationery import RIGHT
from jusou_meeting.finding import stopped
from jusou_meeting.japanese_date import clock, local, wareki
from jusou_meeting.minutes import Minutes

TITLE = "会議録の確定の証"


def certificate_document(minutes: Minutes, *, organisation: str) -> bytes:
    """The .docx of one page; a file cannot hold its own hash. Stopped while the minutes may still be put right."""
    final = minutes.record.final
    if final is None:
        raise stopped("会議録が確定していないので、確定の証はありません。")
    head, marks = head_and_marks(minutes, TITLE)
    paper = Paper(head=head, marks=marks, foot=organisation)
    paper.title(TITLE)
    mark = minutes.record.final_mark
    at = local(final.at)
    paper.body(
        "次の会議録は、確定したときのファイルがそのまま残されている。確定のあとの誤りは、会議録を書き換えず、訂正を添えて示す。"
    )
    paper.labelled(
        "確定した会議録",
        [
            ("事例番号", minutes.household.case.number),
            ("会議録", minutes.title),
            ("開催日", wareki(minutes.record.sitting.held_on, weekday=True)),
            ("確定の日時", f"{wareki(at.date(), weekday=True)}　{clock(at.time())}"),
            ("確定した人", final.by),
            ("会議録の印\n（SHA-256）", "\n".join(final.hash_by_eye)),
            ("変更履歴の印", mark),
        ],
    )
    paper.caption("確かめ方")
    paper.numbered(
        [
            "会議録のファイルの SHA-256 を計算し、会議録の印と一字ずつ比べる"
            "（Windows では certutil -hashfile 会議録.docx SHA256）。同じなら、一字も変わっていない。",
            f"python -m jusou_meeting check --mark {mark} で、変更履歴が、確定したときまでそのままであるかを確かめる。",
        ]
    )
    paper.line(f"作成　{organisation}", RIGHT)
    return paper.file(imprint(minutes, TITLE, organisation))
