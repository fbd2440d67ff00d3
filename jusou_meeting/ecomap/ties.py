"""関係線: how two ends of the map stand to each other, and the ten words that say it quickly."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from jusou_meeting.finding import Finding, Weight
from jusou_meeting.vocabulary import Code, Fact, RecordId


class Strength(Code):
    """強さ: how much a tie carries (Hartman 1978: strong, tenuous)."""

    STRONG = "strong", "強い"
    NORMAL = "normal", "普通"
    WEAK = "weak", "弱い"
    NONE = "none", "なし"


class Direction(Code):
    """向き: who reaches out to whom; energy flows to the arrowhead."""

    NONE = "none", "なし"
    FORWARD = "forward", "→"
    BACKWARD = "backward", "←"
    BOTH = "both", "↔"


class TieStatus(Code):
    """状態: whether the tie is there, wanted, planned or over."""

    NOW = "now", "いま"
    PLANNED = "planned", "予定"
    NEEDED = "needed", "必要だがない"
    ENDED = "ended", "断絶・終了"


class Confidence(Code):
    """確かさ: how surely the tie is known."""

    CONFIRMED = "confirmed", "確認"
    HEARD = "heard", "聞き取り"
    INFERRED = "inferred", "推測"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie(Fact):
    """関係線: one of possibly several ties between two ends (person, agency, or the household itself)."""

    a: RecordId
    b: RecordId
    strength: Strength = Strength.NORMAL
    stressful: bool = False
    direction: Direction = Direction.NONE
    status: TieStatus = TieStatus.NOW
    confidence: Confidence = Confidence.CONFIRMED
    since_on: date | None = None
    """None = not known."""
    source: str = ""
    """Who said so."""
    label: str = ""
    """One or two words that stand on the line (暴言, 見守り)."""
    note: str = ""


def tie_findings(tie: Tie) -> Iterator[Finding]:
    """A tie has two ends."""
    if tie.a == tie.b:
        yield Finding(Weight.STOPS, "線の両端が同じです。ほかの人か機関を選んでください。", tie.id)


class TieWord(Code):
    """関係の言葉: what a room says of a tie, before anyone speaks of strength or status."""

    GOOD = "good", "良好"
    NORMAL = "normal", "普通"
    WEAK = "weak", "弱い"
    STRESSFUL = "stressful", "葛藤"
    CUT_OFF = "cut_off", "断絶"
    SUPPORT = "support", "支援"
    DEPENDENCE = "dependence", "依存"
    CARE = "care", "介護"
    UPBRINGING = "upbringing", "養育"
    CONSIDERED = "considered", "検討中"


def said_as(tie: Tie, word: TieWord) -> Tie:
    """The tie that this word describes; dependence is strong and strained at once, words of help are directed."""
    match word:
        case TieWord.GOOD:
            return replace(tie, strength=Strength.STRONG, stressful=False)
        case TieWord.NORMAL:
            return replace(tie, strength=Strength.NORMAL, stressful=False)
        case TieWord.WEAK:
            return replace(tie, strength=Strength.WEAK, stressful=False)
        case TieWord.STRESSFUL:
            return replace(tie, strength=Strength.NORMAL, stressful=True)
        case TieWord.CUT_OFF:
            return replace(tie, strength=Strength.NONE, stressful=False, status=TieStatus.ENDED)
        case TieWord.DEPENDENCE:
            return replace(tie, strength=Strength.STRONG, stressful=True, label=tie.label or word.label)
        case TieWord.CONSIDERED:
            return replace(tie, strength=Strength.NORMAL, stressful=False, status=TieStatus.PLANNED)
        case TieWord.SUPPORT | TieWord.CARE | TieWord.UPBRINGING:
            directed = Direction.FORWARD if tie.direction is Direction.NONE else tie.direction
            return replace(
                tie,
                strength=Strength.NORMAL,
                stressful=False,
                direction=directed,
                label=tie.label or word.label,
            )


_OF_HELP = (TieWord.SUPPORT, TieWord.CARE, TieWord.UPBRINGING)


def resaid(tie: Tie, word: TieWord) -> Tie:
    """The tie as this word describes it now: what an earlier word said of it goes, what somebody wrote stays."""
    label = "" if tie.label in {each.label for each in TieWord} else tie.label
    directed = tie.label in {each.label for each in _OF_HELP}
    direction = Direction.NONE if directed and word not in _OF_HELP else tie.direction
    return said_as(replace(tie, label=label, direction=direction, status=TieStatus.NOW), word)


def describe(tie: Tie) -> str:
    """The tie in words, for tables, alternative text and the reader who cannot see the line.

    It is the word that a room would have chosen for it; where there is none, all that was said of it.
    """
    word = word_for(tie)
    said = _in_full(tie) if word is None else word.label
    return f"{said}（{tie.label}）" if tie.label not in ("", said) else said


def word_for(tie: Tie) -> TieWord | None:
    """The word that a room would have chosen for this tie, whichever way it points; None where no word says it."""
    plain = Tie(id=tie.id, a=tie.a, b=tie.b)
    for word in sorted(TieWord, key=lambda word: word.label != tie.label):
        worded = said_as(plain, word)
        if worded.label in ("", tie.label) and (worded.strength, worded.stressful, worded.status) == (
            tie.strength,
            tie.stressful,
            tie.status,
        ):
            return word
    return None


def _in_full(tie: Tie) -> str:
    words = []
    if tie.status is not TieStatus.NOW:
        words.append(tie.status.label)
    if tie.strength in (Strength.STRONG, Strength.WEAK):
        words.append(tie.strength.label)
    if tie.stressful:
        words.append("葛藤")
    return "・".join(words or [tie.strength.label])
