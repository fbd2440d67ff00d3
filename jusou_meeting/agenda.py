"""次第: what a meeting speaks of, in which order, and about how long."""

from __future__ import annotations

from dataclasses import dataclass

from jusou_meeting.vocabulary import Fact, RecordId


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaItem(Fact):
    """議題: one item of the 次第."""

    meeting_id: RecordId
    title: str
    minutes: int = 0
    """About how long; 0 = not planned."""


USUAL = (
    ("開会・目的と守秘の確認", 3),
    ("世帯の状況（エコマップ）と前回の役割の確認", 12),
    ("各機関から", 15),
    ("課題の整理と支援の方向性", 10),
    ("役割分担・緊急時の対応", 14),
    ("役割の読み上げ・次回", 4),
    ("資料の回収・閉会", 2),
)
"""The hour as meetings of this kind commonly run; every title and time can be changed."""
