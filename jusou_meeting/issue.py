"""課題: what troubles a person or the whole household, numbered as the map shows it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from jusou_meeting.vocabulary import Code, Fact, RecordId

COMMON_TITLES = (
    "病気", "けが", "障がい（手帳あり）", "障がい（疑い）", "自死企図", "その他メンタルヘルスの課題",
    "住まい不安定", "ホームレス", "経済的困窮", "債務", "家計管理の課題", "就職活動困難", "就職定着困難",
    "生活習慣の乱れ", "社会的孤立（ひきこもりなど）", "家族関係・家族の問題", "不登校", "非行", "中卒・高校中退",
    "ひとり親", "DV・虐待", "外国籍", "刑余者", "コミュニケーションが苦手", "本人の能力の課題", "被災",
    "介護（要介護・認知症）", "介護サービス未利用", "ヤングケアラー", "ダブルケア", "医療未受診・受診拒否",
    "ごみ屋敷・不衛生", "支援拒否", "経済的虐待", "近隣トラブル", "支援機関への過度の苦情", "金銭管理", "依存症",
)  # fmt: skip
"""The words offered when an issue is named: 自立相談支援の課題区分 and what the plan of the municipality adds."""


class Sphere(Code):
    """本人・まわり: whether a trouble is the person's own, or of those and that around them."""

    CLIENT = "client", "本人"
    AROUND = "around", "まわり"


class Urgency(Code):
    """緊急度: whether a trouble can wait."""

    URGENT = "urgent", "急ぐ"
    LATER = "later", "急がない"


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue(Fact):
    """課題: one trouble of one person, or of the household as a whole."""

    subject_id: RecordId
    """A person, or the household itself."""
    title: str
    note: str = ""
    sphere: Sphere | None = None
    """None = the room has not sorted it."""
    urgency: Urgency | None = None
    deferred_because: str = ""
    """担当を置かないわけ: why nobody takes it for now; blank = nobody decided so."""
    deferred_until: str = ""
    """Until when, in words (受診の相談が始まるまで); blank = not said."""

    @property
    def deferred(self) -> str:
        """Why nobody carries it for now, and until when, in one line; blank = nobody decided so."""
        return "、".join(filter(None, (self.deferred_because, self.deferred_until))) * bool(
            self.deferred_because
        )

    @property
    def sorted_as(self) -> str:
        """How the room sorted it: 本人・急ぐ; blank = not at all."""
        return "・".join(code.label for code in (self.sphere, self.urgency) if code is not None)


QUARTERS = tuple((sphere, urgency) for urgency in Urgency for sphere in Sphere)
"""野中式の整理: 本人⇔まわり beside each other, 急ぐ over 急がない."""


def arranged(
    issues: Iterable[Issue],
) -> tuple[dict[tuple[Sphere, Urgency], tuple[Issue, ...]], tuple[Issue, ...]]:
    """The same issues in their quarters; then those that are not sorted, or half, in the order they came."""
    issues = tuple(issues)
    quarters = {
        (sphere, urgency): tuple(i for i in issues if (i.sphere, i.urgency) == (sphere, urgency))
        for sphere, urgency in QUARTERS
    }
    return quarters, tuple(i for i in issues if i.sphere is None or i.urgency is None)
