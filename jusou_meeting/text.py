"""文字: what may come in through the door, and what a file may be called."""

from __future__ import annotations

import re
import unicodedata

# C0/C1 controls but tab and newline, noncharacters, zero-width space, BOM, and the marks that turn text around;
# ZWJ, ZWNJ and the variation selectors stay: emoji, Indic names and 葛󠄀 need them.
_UNWANTED = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb"
    "\ufffe\uffff\U000e0001-\U000e007f]"
)
_LINE_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_BREAKS_AND_TABS = re.compile("[\t\n]+")
_SURROGATE = re.compile("[\ud800-\udfff]")
_SPLIT_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")
_SPLIT_VOICED_KANA = re.compile("[\u3041-\u30ff][\u3099\u309a]")
_FORBIDDEN_IN_NAMES = str.maketrans('\\/:*?"<>|', "￥／：＊？”＜＞｜")
_HIRAGANA = {ord("ァ") + n: ord("ぁ") + n for n in range(ord("ヶ") - ord("ァ") + 1)}
_RESERVED_NAME = re.compile(r"(?i)(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?")


def clean(text: str) -> str:
    """The text as typed, less what no screen, paper or file can hold; names are not normalised (神 U+FA19 stays)."""
    text = _SPLIT_PAIR.sub(lambda pair: pair.group().encode("utf-16", "surrogatepass").decode("utf-16"), text)
    text = _SURROGATE.sub("〓", text)
    text = _LINE_BREAKS.sub("\n", text)
    text = _UNWANTED.sub("", text)
    return _SPLIT_VOICED_KANA.sub(lambda kana: unicodedata.normalize("NFC", kana.group()), text)


def clean_line(text: str) -> str:
    """The same for a field of one line: breaks and tabs become one space, the ends are trimmed; 佐藤　花子 keeps its space."""
    pieces = (piece.strip() for piece in _BREAKS_AND_TABS.split(clean(text)))
    return " ".join(piece for piece in pieces if piece)


def folded(text: str) -> str:
    """The text as a search compares it: ｶﾅ, カナ and かな are one, so are Ａ, A and a; spaces count for nothing."""
    alike = unicodedata.normalize("NFKC", text).lower()
    return "".join(alike.translate(_HIRAGANA).split())


def file_name(name: str, suffix: str) -> str:
    """A name that Windows, Word and a download accept, at most 80 UTF-16 units with its suffix."""
    stem = clean_line(name).translate(_FORBIDDEN_IN_NAMES).rstrip(". ") or "無題"
    if _RESERVED_NAME.fullmatch(stem):
        stem = f"_{stem}"
    room = 80 - len(suffix)
    while len(stem.encode("utf-16-le")) // 2 > room:
        stem = stem[:-1]
    return stem + suffix
