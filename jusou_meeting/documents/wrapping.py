"""折り返し: where the lines of a cell turn, so that a date, a name or what stands in brackets stays whole."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from math import ceil
from typing import NamedTuple

_WORD = 12.0
"""Full-width letters of the longest word that is kept whole; a longer one is parted as letters come."""
_MAKES_ROOM = 9.5
"""Those of the longest word for which a column grows."""
_LEEWAY = 0.2
"""Full-width letters by which a line may come out shorter."""
_WESTERN, _WIDEST = 0.06, 0.08
"""By which a Western letter may be wider than half a Japanese one where another font stands in: in a line of many, and in a word."""
_SEAM = 0.25
"""What Word puts between a Western letter and a Japanese one."""
_COMMON = 100
"""Letters of the longest text whose measure is remembered."""
_LEAST = 0.7
"""Of its width a column keeps this much when another needs more."""

_OPENING = "（「『【〔［｛"
_ENDING = "、。，．）」』】〕］｝・；！？…～"
_CLOSING = f"{_ENDING}：ー々ゝぁぃぅぇぉっゃゅょァィゥェォッャュョ％ "
_UNIT = re.compile(f"[{_OPENING}]*(?:[!-~]+|.)[{_CLOSING}]*", re.DOTALL)
"""What Word itself never parts."""
_WORDS = re.compile(
    rf"[{_OPENING}]*(?:\d+ )?(?:[^ \t　{_OPENING}{_ENDING}／：]|：(?!\d+ ))*[{_ENDING}／：]*[ \t　]*"
)
"""A word with its brackets and the stop behind it; a number goes with what it counts."""
_STOP, _HIRAGANA = re.compile("[、。]"), re.compile("[ぁ-ん]")
"""A sentence has both; names and dates in a row have stops alone."""
_WESTERN_LETTER = re.compile("[!-~]")
_SEAMS = re.compile(rf"(?<=[!-~])(?=[^ -~　{_OPENING}{_ENDING}])|(?<=[^ -~　{_OPENING}{_ENDING}])(?=[!-~])")


class Word(NamedTuple):
    """語: what is kept on one line where there is room for it, with the space behind it."""

    text: str
    width: float
    """Full-width letters, without that space."""
    units: tuple[float, ...]
    """Of what Word never parts."""
    space: int
    """How many wide spaces are behind it."""


class Laid(NamedTuple):
    """行: a paragraph as it stands in its cell."""

    parts: tuple[str, ...]
    """What stands between the turns of ours; together they are the text, less the wide spaces for which a line has no room."""
    lines: int
    """How many it takes, with those that Word turns."""


def ems(text: str) -> float:
    """The width of a text in full-width letters."""
    return sum(1 if unicodedata.east_asian_width(sign) in "WFA" else 0.5 for sign in text)


def cut_short(text: str, room: int) -> str:
    """As much of a line as has so many full-width letters."""
    shown = text[: 2 * room]
    while ems(shown) > room:
        shown = shown[:-1]
    return shown if shown == text else f"{shown}…"


def room_of(width: float, letter: float) -> float:
    """How many full-width letters a line surely holds, both in one measure."""
    return max(1.0, width / letter - _LEEWAY)


def words_of(line: str) -> tuple[Word, ...]:
    """The words of one paragraph in a cell; a sentence runs on as Word has it, and whoever puts it right there finds no turn of ours."""
    is_sentence = _STOP.search(line) and _HIRAGANA.search(line)
    return (_word(line),) if is_sentence else words_of_title(line)


def words_of_title(line: str) -> tuple[Word, ...]:
    """The words of a title, however long it is."""
    return tuple(map(_word, filter(None, _WORDS.findall(line))))


def _word(text: str) -> Word:
    return _known(text) if len(text) <= _COMMON else _measured(text)


@lru_cache(maxsize=1024)
def _known(text: str) -> Word:
    """It is measured for each size of letters, and once more when it is written."""
    return _measured(text)


def _measured(text: str) -> Word:
    said = text.rstrip("　")
    units = tuple(map(_width, _UNIT.findall(said)))
    return Word(text, _width(said.rstrip(), _WIDEST), units, len(text) - len(said))


def lay(words: Sequence[Word], room: float) -> Laid:
    """The lines of a paragraph in a cell that holds so many letters on each."""
    parts: list[list[str]] = [[]]
    lines, at, begun = 1, 0.0, False
    for word in words:
        parted = at + word.width > room and len(word.units) > 1
        if begun and parted and word.width <= min(room, _WORD):
            if at > room:
                parts[-1][-1] = parts[-1][-1].rstrip("　")
            parts.append([])
            lines, at = lines + 1, 0.0
        parts[-1].append(word.text)
        begun = begun or word.width > 0
        for width in word.units:
            if at and at + width > room:
                lines, at = lines + 1, 0.0
            at += width
            if at > room:
                over = ceil(at / room) - 1
                lines, at = lines + over, at - over * room
        at += word.space
    return Laid(tuple("".join(part) for part in parts), lines)


def widened(
    widths: Sequence[float], rows: Sequence[Sequence[str]], *, letter: float, padding: float
) -> tuple[float, ...]:
    """The columns of a table, so wide that none parts a word: what one needs more, those with room to spare give it."""
    needs = [max(map(_longest, texts)) * letter + padding for texts in zip(*rows, strict=True)]
    short = [max(0.0, need - width) for need, width in zip(needs, widths, strict=True)]
    spare = [max(0.0, width - max(need, _LEAST * width)) for need, width in zip(needs, widths, strict=True)]
    left, grown = sum(spare), list(widths)
    for place in sorted(range(len(widths)), key=short.__getitem__):  # half of what a word needs helps nobody
        more = min(short[place], left)
        grown[place], left = grown[place] + more, left - more
    share = 1 - left / sum(spare) if any(spare) else 0.0
    return tuple(width - share * less for width, less in zip(grown, spare, strict=True))


def _longest(text: str) -> float:
    words = (word.width for line in text.split("\n") for word in words_of(line))
    return max((width + _LEEWAY for width in words if width <= _MAKES_ROOM), default=0.0)


def _width(text: str, western: float = _WESTERN) -> float:
    return ems(text) + western * len(_WESTERN_LETTER.findall(text)) + _SEAM * len(_SEAMS.findall(text))
