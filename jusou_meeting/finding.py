"""所見: what a rule noticed; it stops the step or warns, and people judge."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from jusou_meeting.vocabulary import Code, RecordId


class Weight(Code):
    """重さ: whether a finding forbids the step or only asks for attention."""

    STOPS = "stops", "できません"
    WARNS = "warns", "確認してください"


@dataclass(frozen=True, slots=True)
class Finding:
    """所見: one thing a rule noticed, in a sentence for the person who can act on it."""

    weight: Weight
    sentence: str
    about: RecordId | None = None
    """The record it is about; None = the step as a whole."""

    @property
    def key(self) -> str:
        """Tells it from every other, and says nothing of it; what reads otherwise is another finding."""
        return hashlib.sha256(f"{self.about}|{self.sentence}".encode()).hexdigest()[:16]


class Stopped(Exception):
    """A step was refused; its findings say why."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__("".join(finding.sentence for finding in findings))
        self.findings = findings


def stopped(sentence: str) -> Stopped:
    """A refusal for one reason."""
    return Stopped((Finding(Weight.STOPS, sentence),))


def stop_if_any(findings: Iterable[Finding]) -> None:
    """Refuse the step when a finding forbids it; warnings pass."""
    if stopping := tuple(finding for finding in findings if finding.weight is Weight.STOPS):
        raise Stopped(stopping)
