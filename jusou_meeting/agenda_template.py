"""次第の型: the hours that an office commonly holds, step by step; a meeting has steps of its own once it is prepared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from jusou_meeting.agenda import Step, steps
from jusou_meeting.finding import Finding, Weight
from jusou_meeting.text import folded
from jusou_meeting.vocabulary import TemplateId

REVIEW = "前回の役割の確認"
"""The words of a step that asks after the roles of last time: what was carried over comes behind it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaTemplate:
    """次第の型: one such hour, under the name by which the office knows it."""

    id: TemplateId
    name: str
    lines: str
    """A step a line, with its minutes at the end."""
    version: int = 0

    @property
    def steps(self) -> tuple[Step, ...]:
        """What is spoken of, in which order."""
        return steps(self.lines)

    @property
    def minutes(self) -> int:
        """How long it takes; 0 = nobody planned it."""
        return sum(step.minutes for step in self.steps)


STANDARD = AgendaTemplate(
    id=TemplateId("standard"),
    name="標準",
    lines=f"""\
開会・目的と守秘の確認　3分
世帯の状況（エコマップ）と{REVIEW}　12分
各機関から　15分
課題の整理と支援の方向性　10分
役割分担・緊急時の対応　14分
役割の読み上げ・次回　4分
資料の回収・閉会　2分""",
)
"""The hour as meetings of this kind commonly run; an office may tell it otherwise, under the same id."""


def with_standard(kept: Iterable[AgendaTemplate]) -> tuple[AgendaTemplate, ...]:
    """What an office chooses from, the standard hour first: as it told it, or as it comes."""
    kept = tuple(kept)
    told = next((template for template in kept if template.id == STANDARD.id), STANDARD)
    return told, *(template for template in kept if template.id != STANDARD.id)


def of_a_first_meeting(planned: Sequence[Step]) -> tuple[Step, ...]:
    """The same where no meeting was before it, whose roles could be asked after."""
    told = (Step(step.title.replace(f"と{REVIEW}", ""), step.minutes) for step in planned)
    return tuple(step for step in told if step.title != REVIEW)


def template_findings(template: AgendaTemplate, others: Iterable[AgendaTemplate]) -> Iterator[Finding]:
    """Whether it can be kept as it reads, beside the others."""
    if not template.name.strip():
        yield Finding(Weight.STOPS, "次第の型の名前を入れてください。")
    if not template.steps:
        yield Finding(Weight.STOPS, "議題を、一行に一つ書いてください。")
    if any(folded(other.name) == folded(template.name) for other in others if other.id != template.id):
        yield Finding(
            Weight.STOPS, f"「{template.name}」という次第の型は、もうあります。ほかの名前にしてください。"
        )
