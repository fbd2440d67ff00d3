"""安全: whom to call when, and what is decided where abuse is suspected."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from jusou_meeting.finding import Finding, Weight
from jusou_meeting.vocabulary import Code, Fact, RecordId


@dataclass(frozen=True, slots=True, kw_only=True)
class EmergencyContact(Fact):
    """緊急時の対応: in which case whom to call."""

    situation: str
    """暴力の危険, 急病, 夜間 …"""
    whom: str
    hours: str = ""
    """日中, 夜間, 終日 …"""
    how: str = ""
    """The number, or where."""


class AbuseKind(Code):
    """虐待の種別: each has a law of its own."""

    ELDER = "elder", "高齢者虐待"
    DISABILITY = "disability", "障がい者虐待"
    CHILD = "child", "児童虐待"
    PARTNER = "partner", "配偶者からの暴力"
    OTHER = "other", "その他"


class AbuseHandling(Code):
    """通報・事実確認の判断."""

    UNDECIDED = "undecided", "未判断"
    REPORTED = "reported", "通報として受け、事実確認をする"
    VERIFIED_FIRST = "verified_first", "事実確認をしてから判断する"
    NOT_REPORTED = "not_reported", "通報にあたらないと判断"
    CONFIRMED = "confirmed", "虐待の事実を確認した"
    UNCONFIRMED = "unconfirmed", "虐待の事実は確認されなかった"


@dataclass(frozen=True, slots=True, kw_only=True)
class AbuseSuspicion(Fact):
    """虐待の疑い: what is suspected, and who decided what about reporting and verifying it."""

    subject_id: RecordId
    """Whom it may have been done to."""
    kind: AbuseKind
    text: str = ""
    handling: AbuseHandling = AbuseHandling.UNDECIDED
    handled_by: str = ""
    """Which office verifies."""
    decided_by: str = ""
    """判断者."""
    decided_on: date | None = None
    due_on: date | None = None
    """Until when it is verified."""
    reason: str = ""


def in_danger(suspicions: Iterable[AbuseSuspicion]) -> frozenset[RecordId]:
    """Those to whom abuse may be done, or was found to be; without those of whom it was decided otherwise."""
    over = (AbuseHandling.NOT_REPORTED, AbuseHandling.UNCONFIRMED)
    return frozenset(one.subject_id for one in suspicions if one.handling not in over)


def abuse_findings(suspicions: Iterable[AbuseSuspicion]) -> Iterator[Finding]:
    """A suspicion that nobody decided on (高齢者虐待防止法第7条, 障害者虐待防止法第7条, 児童虐待防止法第6条: 通報)."""
    for suspicion in suspicions:
        if suspicion.handling is AbuseHandling.UNDECIDED:
            yield Finding(
                Weight.WARNS,
                f"虐待の疑い（{suspicion.kind.label}）に、通報・事実確認の判断がありません。",
                suspicion.id,
            )
        elif not suspicion.decided_by:
            yield Finding(
                Weight.WARNS,
                f"虐待の疑い（{suspicion.kind.label}）の判断者が書かれていません。",
                suspicion.id,
            )
