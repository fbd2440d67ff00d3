"""他の会議体での扱い: where else this household is spoken of, how, and who leads there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from jusou_meeting.finding import Finding, Weight
from jusou_meeting.vocabulary import Code, Fact


class Body(Code):
    """会議体: the other bodies of a municipality, each under a law and a secrecy of its own."""

    CHILD_PROTECTION = "child_protection", "要保護児童対策地域協議会"
    COMMUNITY_CARE = "community_care", "地域ケア会議"
    SUPPORT_COORDINATION = "support_coordination", "支援調整会議"
    OTHER = "other", "その他"


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherMeeting(Fact):
    """他の会議体での扱い: one body that has this household before it."""

    body: Body
    name: str = ""
    """Which one (個別ケース検討会議, 若松地域ケア会議 …); needed where it is その他."""
    handling: str = ""
    """How it deals with them, and how the two are kept together (進行管理, 月1回の情報交換 …)."""
    lead: str = ""
    """主担当: who leads there."""
    since_on: date | None = None

    @property
    def called(self) -> str:
        """The body with its own name."""
        if not self.name:
            return self.body.label
        return self.name if self.body is Body.OTHER else f"{self.body.label}（{self.name}）"


def other_meeting_findings(other: OtherMeeting) -> Iterator[Finding]:
    """A body that has no name in law is told by its own."""
    if other.body is Body.OTHER and not other.name.strip():
        yield Finding(Weight.STOPS, "「その他」のときは、会議の名前を書いてください。", other.id)
