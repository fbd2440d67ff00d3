"""記号: the signs and line styles of the map as data; every one can be told apart without colour."""

from __future__ import annotations

from dataclasses import dataclass

from jusou_meeting.agency import InvolvementStatus
from jusou_meeting.ecomap.family_tie import Bond
from jusou_meeting.ecomap.ties import Direction, Strength, Tie, TieStatus
from jusou_meeting.household import Being, Person, Sex
from jusou_meeting.vocabulary import Code

INK = "#111111"
QUIET = "#444444"
NAVY = "#1f3a5f"
STRAIN = "#a32a1f"
PLAN = "#2563a8"
FAINT = "#6b7280"
PAPER = "#ffffff"
CLIENT_TINT = "#dce6f2"
HOUSEHOLD_TINT = "#f7f9fc"
SMALLEST = 17.0
"""No word is smaller than this in map units: 20 px on a projector of 1920 × 1080."""


class Sign(Code):
    """人の記号: by sex (McGoldrick); △ is not for the unknown, it means a pregnancy."""

    SQUARE = "square", "男"
    CIRCLE = "circle", "女"
    DIAMOND = "diamond", "性別不明"
    TRIANGLE = "triangle", "胎児"
    HEXAGON = "hexagon", "動物"


def sign_of(person: Person) -> Sign:
    """The sign of a person, by their sex as far as it is known; the unborn and animals have their own."""
    if person.being is not Being.HUMAN:
        return Sign.TRIANGLE if person.being is Being.UNBORN else Sign.HEXAGON
    return {Sex.MALE: Sign.SQUARE, Sex.FEMALE: Sign.CIRCLE, Sex.UNKNOWN: Sign.DIAMOND}[person.known_sex]


class DeceasedMark(Code):
    """死亡の記号: it differs strongly by region."""

    CROSSED = "crossed", "×を重ねる"
    FILLED = "filled", "黒く塗る"


class StrongMark(Code):
    """強い関係の線."""

    THICK = "thick", "太い線"
    DOUBLE = "double", "二重線"


class CoupleMark(Code):
    """夫婦の線."""

    SINGLE = "single", "一本線"
    DOUBLE = "double", "二重線"


@dataclass(frozen=True, slots=True, kw_only=True)
class Preset:
    """記号の決まり: what Japanese offices draw in different ways; the rest of the notation is the same everywhere."""

    deceased: DeceasedMark = DeceasedMark.CROSSED
    strong: StrongMark = StrongMark.THICK
    couple: CoupleMark = CoupleMark.SINGLE


STANDARD = Preset()
"""標準: as the map is drawn unless the municipality chose otherwise."""


class Mark(Code):
    """線の中ほどの印: what stands across the middle of a line."""

    MISSING = "missing", "？"
    CUT = "cut", "//"


class Difference(Code):
    """変化の印: what became of something between two moments; its sign stands before the words, for prints in grey."""

    ADDED = "added", "新しい"
    LOST = "lost", "なくなった"
    CHANGED = "changed", "変わった"

    @property
    def sign(self) -> str:
        """＋, － or △."""
        return {Difference.ADDED: "＋", Difference.LOST: "－", Difference.CHANGED: "△"}[self]


TINT_OF_DIFFERENCE = {
    Difference.ADDED: "#bcdcf5",
    Difference.LOST: "#d3d3d3",
    Difference.CHANGED: "#ffe08a",
}
"""The ground behind whatever differs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LineStyle:
    """線の描き方: one stroke of the map."""

    ink: str
    width: float
    dash: str = ""
    zigzag: bool = False
    round: bool = False
    mark: Mark | None = None
    double: bool = False
    """Two strokes beside each other, together as wide as `width`."""


class Entry(Code):
    """凡例の項目: everything that may need explaining, in the order in which the legend explains it."""

    MALE = "male", "男"
    FEMALE = "female", "女"
    UNKNOWN_SEX = "unknown_sex", "性別不明"
    UNBORN = "unborn", "胎児（妊娠中）"
    ANIMAL = "animal", "動物"
    CLIENT = "client", "本人"
    DECEASED = "deceased", "死亡"
    KEY_PERSON = "key_person", "キーパーソン"
    NOTED = "noted", "メモあり"
    FAMILY = "family", "家族"
    COMMON_LAW = "common_law", "内縁"
    SEPARATED = "separated", "別居"
    DIVORCED = "divorced", "離婚"
    CUSTODY = "custody", "子は親権者の側"
    ADOPTED = "adopted", "養子"
    FOSTERED = "fostered", "里子"
    TWINS = "twins", "双子"
    IDENTICAL_TWINS = "identical_twins", "一卵性の双子"
    HOUSEHOLD = "household", "同居の世帯"
    ELSEWHERE = "elsewhere", "別に暮らす世帯"
    STRONG = "strong", "良好・強い関係"
    NORMAL = "normal", "普通の関係"
    WEAK = "weak", "弱い関係"
    NONE = "none", "関係なし"
    STRESSFUL = "stressful", "葛藤・対立"
    ARROW = "arrow", "働きかけの向き"
    PLANNED = "planned", "検討中・予定"
    NEEDED = "needed", "必要だがない"
    ENDED = "ended", "断絶・終了"
    ROLE = "role", "役割（関係は未記入）"
    ROLE_NUMBER = "role_number", "役割の番号"
    OWNED_ISSUE = "owned_issue", "課題と担当"
    OPEN_ISSUE = "open_issue", "担当のない課題"
    OUTSIDER = "outsider", "機関ではない支え手"
    CONSIDERED = "considered", "検討中"
    UNCONNECTED = "unconnected", "未接続"
    PAST = "past", "関与終了"
    FOLDED = "folded", "たたんだ分野"
    ADDED = "added", "新しい"
    LOST = "lost", "なくなった"
    CHANGED = "changed", "変わった"


FAMILY_LINE = LineStyle(ink=INK, width=2.2)
FAMILY_LINES = {
    Bond.COMMON_LAW: LineStyle(ink=INK, width=2.2, dash="9 6"),
    Bond.FOSTERED: LineStyle(ink=INK, width=3, dash="0.1 6", round=True),
}
"""How a bond is drawn that is not a plain line."""
BESIDE_ADOPTED = LineStyle(ink=INK, width=1.8, dash="5 4")
"""Runs beside the line of an adopted child."""
DOUBLE_FAMILY_LINE = LineStyle(ink=INK, width=6.4, double=True)


def family_style(bond: Bond, preset: Preset = STANDARD) -> LineStyle:
    """How a line of the family is drawn; 内縁 stays dashed where other couples have two lines."""
    if bond in _WED and preset.couple is CoupleMark.DOUBLE:
        return DOUBLE_FAMILY_LINE
    return FAMILY_LINES.get(bond, FAMILY_LINE)


_WED = frozenset({Bond.MARRIED, Bond.SEPARATED, Bond.DIVORCED})
STROKES_ACROSS = {Bond.SEPARATED: 1, Bond.DIVORCED: 2}
"""How many strokes stand across the line of a couple that parted."""
HOUSEHOLD_LINE = LineStyle(ink=NAVY, width=2.8, dash="13 8")
ELSEWHERE_LINE = LineStyle(ink=QUIET, width=1.6, dash="6 6")
ROLE_LINE = LineStyle(ink=FAINT, width=1.8, dash="11 4 2 4")

LINES = {
    Entry.STRONG: LineStyle(ink=NAVY, width=6),
    Entry.NORMAL: LineStyle(ink=NAVY, width=2.4),
    Entry.WEAK: LineStyle(ink=NAVY, width=2.4, dash="6 6"),
    Entry.NONE: LineStyle(ink=QUIET, width=2.2, dash="3 10"),
    Entry.STRESSFUL: LineStyle(ink=STRAIN, width=2.4, zigzag=True),
    Entry.ARROW: LineStyle(ink=NAVY, width=2.4),
    Entry.PLANNED: LineStyle(ink=PLAN, width=2.4, dash="16 8"),
    Entry.NEEDED: LineStyle(ink=QUIET, width=3.6, dash="0.1 9", round=True, mark=Mark.MISSING),
    Entry.ENDED: LineStyle(ink=FAINT, width=2, mark=Mark.CUT),
    Entry.ROLE: ROLE_LINE,
    Entry.FAMILY: FAMILY_LINE,
}
"""How the legend draws each kind of line; a tie may be of several kinds at once."""

_DOUBLE = LineStyle(ink=NAVY, width=7, double=True)

_BY_STRENGTH = {
    Strength.STRONG: Entry.STRONG,
    Strength.NORMAL: Entry.NORMAL,
    Strength.WEAK: Entry.WEAK,
    Strength.NONE: Entry.NONE,
}
_BY_STATUS = {
    TieStatus.PLANNED: Entry.PLANNED,
    TieStatus.NEEDED: Entry.NEEDED,
    TieStatus.ENDED: Entry.ENDED,
}


def style_of(entry: Entry, preset: Preset) -> LineStyle:
    """How the legend draws this kind of line."""
    if entry is Entry.STRONG and preset.strong is StrongMark.DOUBLE:
        return _DOUBLE
    return LINES[entry]


def line_style(tie: Tie, preset: Preset = STANDARD) -> LineStyle:
    """One drawing for strength × stress × status: status rules dash and mark, strength the width, stress the shape."""
    strength = style_of(_BY_STRENGTH[tie.strength], preset)
    status = LINES.get(_BY_STATUS.get(tie.status, Entry.NORMAL), strength)
    now = tie.status is TieStatus.NOW
    thick = tie.strength is Strength.STRONG
    return LineStyle(
        ink=STRAIN
        if tie.stressful and tie.status is not TieStatus.ENDED
        else (strength if now else status).ink,
        width=strength.width if now or thick else status.width,
        dash=strength.dash if now else status.dash,
        zigzag=tie.stressful,
        round=not now and status.round,
        mark=None if now else status.mark,
        double=strength.double,
    )


def entries_of_tie(tie: Tie) -> set[Entry]:
    """What the legend must explain so that this tie can be read."""
    entries = {_BY_STATUS[tie.status]} if tie.status is not TieStatus.NOW else set()
    if tie.stressful:
        entries.add(Entry.STRESSFUL)
    if tie.strength is Strength.STRONG or (not entries):
        entries.add(_BY_STRENGTH[tie.strength])
    if tie.stressful and tie.status is TieStatus.NOW and tie.strength in (Strength.WEAK, Strength.NONE):
        entries.add(_BY_STRENGTH[tie.strength])
    if tie.direction is not Direction.NONE:
        entries.add(Entry.ARROW)
    return entries


ENTRY_OF_SIGN = {
    Sign.SQUARE: Entry.MALE,
    Sign.CIRCLE: Entry.FEMALE,
    Sign.DIAMOND: Entry.UNKNOWN_SEX,
    Sign.TRIANGLE: Entry.UNBORN,
    Sign.HEXAGON: Entry.ANIMAL,
}
ENTRY_OF_BOND = {
    Bond.COMMON_LAW: Entry.COMMON_LAW,
    Bond.SEPARATED: Entry.SEPARATED,
    Bond.DIVORCED: Entry.DIVORCED,
    Bond.ADOPTED: Entry.ADOPTED,
    Bond.FOSTERED: Entry.FOSTERED,
    Bond.TWINS: Entry.TWINS,
    Bond.IDENTICAL_TWINS: Entry.IDENTICAL_TWINS,
}
ENTRY_OF_DIFFERENCE = {
    Difference.ADDED: Entry.ADDED,
    Difference.LOST: Entry.LOST,
    Difference.CHANGED: Entry.CHANGED,
}
ENTRY_OF_STATUS = {
    InvolvementStatus.CONSIDERED: Entry.CONSIDERED,
    InvolvementStatus.UNCONNECTED: Entry.UNCONNECTED,
    InvolvementStatus.ENDED: Entry.PAST,
}
BORDERS = {
    InvolvementStatus.ENGAGED: LineStyle(ink=INK, width=2),
    InvolvementStatus.CONSIDERED: LineStyle(ink=INK, width=2, dash="9 6"),
    InvolvementStatus.UNCONNECTED: LineStyle(ink=QUIET, width=2.4, dash="0.1 6", round=True),
    InvolvementStatus.ENDED: LineStyle(ink=FAINT, width=1),
}
"""The border of an agency's box: the nearer it stands, the firmer the line."""

_TINTS = {
    "介護": "#fdf1dc",
    "障がい": "#e6f2ea",
    "こども": "#fff6cf",
    "子育て": "#fff6cf",
    "教育": "#fff6cf",
    "生活困窮": "#e8ecf8",
    "困窮": "#e8ecf8",
    "医療": "#fbe7e7",
    "保健": "#fbe7e7",
    "就労": "#e3f3f5",
    "参加支援": "#e3f3f5",
    "住宅": "#efe9f6",
    "権利擁護": "#efe9f6",
    "警察": "#ececec",
    "地域": "#f3f1ea",
    "環境": "#edf4dc",
}


def tint_of_field(field: str) -> str:
    """A pale ground by 分野; the word itself stands in the box, so the colour carries nothing alone."""
    return _TINTS.get(field, PAPER)
