"""支援プラン（案）のWord: one page with its consent and its decision; a 支援方針（案）, after a 支援会議, has neither."""

from __future__ import annotations

from collections.abc import Iterator

from jusou_meeting.documents.paper import Cell, Column, Paper, Sides
from jusou_meeting.documents.said import (
    assigned,
    checked,
    head_and_marks,
    imprint,
    judged,
    labelled,
    left_out,
    monitored,
    no_roles,
    suspected,
)
from jusou_meeting.documents.sheet import Field, Fields, Grid, Listing, Part, write_apart, write_sheet
from jusou_meeting.documents.stationery import FORM_NOTE, FORM_TITLE, Look
from jusou_meeting.evaluation import Evaluation
from jusou_meeting.japanese_date import wareki, wareki_short
from jusou_meeting.law import SECRECY
from jusou_meeting.minutes import RoleRow
from jusou_meeting.plan_draft import PlanDraft, Stage
from jusou_meeting.role import RoleStanding

_WIDTH = 174
_TITLE_AND_NOTE = 24 + 3 * 12.5
"""Points."""
_ROLES = (
    Column("№", 8, centered=True),
    Column("課題", 34),
    Column("支援の内容", 50),
    Column("担当機関（担当者）", 36),
    Column("期限", 18, centered=True),
    Column("回答", 28),
)
_ROLES_BY_NUMBER = (
    Column("№", 7, centered=True),
    Column("課題の番号", 18),
    Column("支援の内容", 52),
    Column("担当機関（担当者）", 54),
    Column("期限", 18, centered=True),
    Column("回答", 25),
)
"""Where a page is full, an issue goes by its number (its words stand in 課題の整理) and a role keeps to one line."""
_CONSENT = "私は、この支援プラン（案）について説明を受け、支援に必要な範囲で関係機関が情報を共有することに同意します。"
_TOLD = "私は、支援の終結と、終結後の相談先について説明を受けました。"
"""Where nothing is shared from now on."""
_BLANK_DAY = "　　　年　　月　　日"


def plan_document(draft: PlanDraft, *, organisation: str) -> bytes:
    """The .docx of this plan, written in the name of this organisation."""
    head, marks = head_and_marks(draft.minutes, draft.title)
    paper = Paper(head=head, marks=marks, foot=organisation, sides=Sides.FORM)
    paper.line(draft.title, FORM_TITLE)
    spacious, close = (list(_parts(draft, organisation, close=close)) for close in (False, True))
    moved = write_sheet(paper, spacious, taken=_TITLE_AND_NOTE, closer=close)
    for note in _notes(draft):
        paper.line(f"※　{note}", FORM_NOTE)
    write_apart(paper, draft.title, moved)
    return paper.file(imprint(draft.minutes, draft.title, organisation))


def _parts(draft: PlanDraft, organisation: str, *, close: bool) -> Iterator[Part]:
    yield Grid("事例と区分", (30, 57, 30, 57), tuple(_head(draft, organisation)), (0,) * 3)
    apart = "　" if close else "\n"
    fields = tuple(Field(label, apart.join(said)) for label, said in _fields(draft))
    yield Fields("方針", fields, _WIDTH)
    columns = _ROLES_BY_NUMBER if close else _ROLES
    rows = tuple(_role_cells(row, close=close) for row in draft.roles)
    yield Listing("役割分担表", columns, rows, nothing=no_roles(draft.minutes))
    yield Fields("協議の結果", tuple(_results(draft)), _WIDTH)
    if draft.on_consent:
        yield _signatures(draft)


def _head(draft: PlanDraft, organisation: str) -> Iterator[tuple[Cell, ...]]:
    record = draft.minutes.record
    meeting, case = record.meeting, draft.minutes.household.case
    held = f"第{meeting.ordinal}回　{record.called}"
    if draft.on_consent:
        kind, basis = ("区分", _stages(draft)), ("本人の同意", _consent(draft))
    else:
        kind, basis = ("根拠", meeting.kind.footing.label), ("作成機関", organisation)
    yield labelled(("事例番号", case.number), ("作成日", wareki(draft.minutes.drawn_on)))
    yield labelled(kind, ("計画期間", draft.period or "未定"))
    yield labelled(("会議", held), basis)


def _consent(draft: PlanDraft) -> str:
    """On what the plan rests; without it nothing may be shared, and the plan says so."""
    given = (
        f"{wareki_short(c.given_on)}（{c.given_by.label}・{c.form.label}）" for c in draft.minutes.consents
    )
    return "\n".join(given) or "有効な同意の記録なし"


def _stages(draft: PlanDraft) -> str:
    time = f"{draft.revision}" if draft.stage is Stage.REVISED else "　"
    first, revised, ended = (f"{checked(draft.stage is stage)}{stage.label}" for stage in Stage)
    return f"{first}　{revised}（第{time}回）　{ended}"


def _fields(draft: PlanDraft) -> Iterator[tuple[str, tuple[str, ...]]]:
    if not draft.on_consent:
        yield "開催の理由", (draft.minutes.record.meeting.reason,)
    yield "世帯構成", (draft.people,)
    yield "主担当機関", (draft.lead or "未定",)
    yield "課題の整理", draft.issues
    yield "本人・家族の意向", draft.wishes
    yield "長期目標", draft.far_goals
    yield "短期目標", tuple(f"{number}　{goal}" for number, goal in enumerate(draft.near_goals, start=1))
    yield "支援の方向性", (draft.plan.direction,)
    yield "強み" if draft.on_consent else "強みと配慮", draft.care
    yield "緊急時の対応", draft.emergencies
    if draft.other_meetings:
        yield "他の会議体", draft.other_meetings
    if not draft.on_consent:
        household = draft.minutes.household
        yield "虐待の疑いと判断", tuple(suspected(s, household) for s in household.abuse_suspicions)
    for evaluation in draft.minutes.record.evaluations:
        yield "評価", tuple(_evaluated(evaluation))


def _evaluated(evaluation: Evaluation) -> Iterator[str]:
    yield "　".join(filter(None, (evaluation.outcome.label, evaluation.text)))
    for label, text in (
        ("残された課題", evaluation.remaining),
        ("終結後の主担当", evaluation.lead_after),
        ("再び開くとき", evaluation.again_when),
    ):
        if text:
            yield f"{label}：{text}"


def _results(draft: PlanDraft) -> Iterator[Field]:
    yield Field("次回モニタリング", monitored(draft.plan, draft.minutes.record.meeting))
    yield Field("協議の結果", judged(draft.plan, apart="　"))


def _role_cells(row: RoleRow, *, close: bool) -> tuple[str, ...]:
    issues = "、".join(map(str, row.issue_numbers)) if close else "、".join(row.issue_names)
    standing = "" if row.standing is RoleStanding.OPEN else row.standing.label
    return (
        str(row.number),
        "：".join(filter(None, (row.for_whom, issues))),
        row.task,
        assigned(row, 19 if close else 8),
        row.due,
        ("　" if close else "\n").join(filter(None, (row.answer, row.answer_text, standing))),
    )


def _signatures(draft: PlanDraft) -> Grid:
    decided, handed = draft.plan.decided_on, draft.plan.handed_on
    ended = draft.stage is Stage.ENDED
    rows = (
        (
            Cell("説明の確認" if ended else "同意欄", Look.LABEL),
            *(Cell(who, Look.LABEL) for who in ("課長", "係長", "支援員", "作成者")),
        ),
        (
            Cell(
                f"{_TOLD if ended else _CONSENT}\n令和{_BLANK_DAY}\n本　人（自署）\t\n代理人（自署）\t\n（本人との関係：　　　　　　　　）",
                Look.SIGNED,
                down=4,
            ),
            *(Cell("") for _ in range(4)),
        ),
        (
            Cell("終結の決定" if ended else "支援決定", Look.LABEL, span=2),
            Cell("☐可　☐否" if decided is None else "☑可　☐否", Look.CENTERED, span=2),
        ),
        (
            Cell("決定年月日", Look.LABEL, span=2),
            Cell(_BLANK_DAY if decided is None else wareki(decided), Look.CENTERED, span=2),
        ),
        (
            Cell("交付年月日", Look.LABEL, span=2),
            Cell(_BLANK_DAY if handed is None else wareki(handed), Look.CENTERED, span=2),
        ),
    )
    return Grid("同意と決裁", (94, 20, 20, 20, 20), rows, (14, 50, 17, 17, 17), size=9)


def _notes(draft: PlanDraft) -> Iterator[str]:
    shown = [row.number for row in draft.roles]
    missing = "".join(
        left_out("役割", shown, gone="終わったか、取り消された", keeps=draft.minutes.keeps_roles)
    )
    yield f"◎は、主担当機関である。世帯員の氏名、住所、生年月日の欄はない。{missing}"
    if draft.on_consent:
        decision = "終結の決定" if draft.stage is Stage.ENDED else "支援決定"
        yield f"この支援プランは案であり、市町村の{decision}により確定する。"
    else:
        yield SECRECY
