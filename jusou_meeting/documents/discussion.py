"""協議の部: what came of the earlier roles, what was said to each item of the 次第, and what was decided."""

from __future__ import annotations

from jusou_meeting.agenda import AgendaItem
from jusou_meeting.documents.paper import Column, Paper
from jusou_meeting.documents.said import left_out
from jusou_meeting.meeting import Remark
from jusou_meeting.minutes import Minutes, Topic
from jusou_meeting.turning import became

_REVIEWS = (
    Column("№", 8, centered=True),
    Column("役割", 52),
    Column("担当機関\n（担当者）", 38),
    Column("状況", 22, centered=True),
    Column("結果", 45),
)
_REMARKS = (
    Column("発言者", 63),
    Column("要旨", 102),
)


def write_discussion(paper: Paper, minutes: Minutes) -> None:
    """A decision is told once, in 決定事項, where it has its number; each item only names the numbers.

    Whoever copies the decisions finds them in one place, and no wording of a decision can differ from another.
    """
    _write_reviews(paper, minutes)
    paper.heading("協議の内容")
    silent = [t.item.title for t in minutes.topics if t.item is not None and not (t.remarks or t.decided)]
    for topic in minutes.topics:
        if topic.item is None or topic.remarks or topic.decided:
            _write_topic(paper, minutes, topic)
    if silent:
        paper.body(f"次第のうち、発言・決定の記録のない議題：{'、'.join(silent)}")
    agenda = minutes.record.agenda
    passed = [i.title for i in agenda if i.begun_at is None and not _told_by_its_roles(i, minutes)]
    if passed and any(item.begun_at is not None for item in agenda):
        paper.body(f"次第のうち、取り上げた記録のない議題：{'、'.join(passed)}")
    paper.heading("決定事項")
    paper.numbered([decision.text for decision in minutes.record.decisions])


def _told_by_its_roles(item: AgendaItem, minutes: Minutes) -> bool:
    """Whether the meeting came to the roles, though nobody pressed their item: it gave some, or read them out."""
    given = any(row.assigned_in == minutes.record.meeting.id for row in minutes.roles)
    return "役割" in item.title and (given or bool(minutes.read_aloud))


def _write_reviews(paper: Paper, minutes: Minutes) -> None:
    reviews = minutes.reviews
    kept = left_out("役割", (), gone="", keeps=len(reviews) < len(minutes.record.reviews))
    if not (reviews or kept):
        return
    asked_after = {review.number for review in reviews}
    left = [str(row.number) for row in minutes.earlier_roles if row.number not in asked_after]
    notes = [f"№{'、'.join(left)}の役割は、この会議で確認した記録がない。"] if left else []
    paper.heading("前回までの役割の確認")
    paper.table(
        "前回までの役割の確認",
        _REVIEWS,
        [(str(r.number), r.task, r.assignee, r.standing, r.result) for r in reviews],
        notes=[*notes, *kept],
    )


def _told(remark: Remark, minutes: Minutes) -> str:
    """What was said; where it became something in the same words, those stand there and only their place here."""
    since = became(remark, minutes.record, minutes.household)
    if since is None:
        return remark.text
    return f"（→{since.where}）" if since.alike else f"{remark.text}（→{since.where}）"


def _write_topic(paper: Paper, minutes: Minutes, topic: Topic) -> None:
    record = minutes.record
    title = "協議の内容"
    if topic.item is not None:
        title = f"主な意見（{topic.item.title}）"
        paper.heading(topic.item.title, level=2)
    if topic.remarks or topic.item is None:
        said = [(record.speaker(remark), _told(remark, minutes)) for remark in topic.remarks]
        paper.table(title, _REMARKS, said)
    if topic.item is not None and topic.decided:
        paper.body(f"決まったこと：決定事項{'、'.join(f'({number})' for number in topic.decided)}")
