"""文字組み: how wide a text is in the shipped typeface, with slack for another one, and where its lines break."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate, pairwise

SLACK = 1.08
"""Another machine may draw with another typeface: every text gets this much more room than it needs in ours."""

_NARROW = {
    306: '_',
    310: 'ĭ',
    320: "'iîïĩį",
    331: ',.',
    334: ' \xa0',
    340: ':;',
    360: 'lĺ',
    371: '!',
    375: 'ļ',
    400: 'jĵ',
    440: 'I|¦ÌÍÎÏĨĪĬĮİ',
    471: '«»',
    480: '-',
    491: 'rtŕŗřţ',
    496: 'ľ',
    500: '*/\\^`~¯｡｢｣､･ｦｧｨｩｪｫｬｭｮｯｰｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜﾝﾞﾟ',
    505: '(',
    510: ')fſ',
    521: '"',
    541: '{}',
    550: '[]ť',
    561: 'JĴ',
    581: 'zźżž',
    590: 'sśŝşš',
    601: 'v',
    610: 'LĹĻ',
    621: 'x',
    630: '1',
    641: 'cyçýÿćĉċčŷ',
    659: 'ķ',
    661: 'akâãäåăą',
    670: 'Fgĝğġģ',
    681: 'Ľ',
    690: 'eëĕėę',
    701: 'EToÈÉÊËôõöĒĔĘĚŏőŢŤ',
    721: 'hnuñûĥņũŭůűų',
    730: 'Sbdpq¢ŚŜŞŠ',
    741: 'YÝŶŸ',
    750: 'ZŹŻŽ',
    760: '023456789KPRVĶŔŖŘ',
    771: 'B',
    780: 'AÀÁÂÃÄÅĀĂĄ',
    800: '$?£¥',
    811: 'CÇĆĈĊČ',
    820: 'X',
    840: '+<=>HNÑĖĤŃŅŇ',
    851: 'DĎĐ',
    860: 'GUÙÚÛÜĜĞĠĢŨŪŬŮŰŲ',
    871: 'ď',
    880: 'OÒÓÔÕÖŌŎŐ',
    900: 'Qwŵ',
    911: '&',
    940: '#',
    960: 'm',
    980: '@',
}  # fmt: skip
"""Thousandths of an em: the wider of BIZ UDPGothic Regular and Bold, held to the fonts by a test.

What is not listed counts as a full square: kanji and kana are squares in most typefaces, if narrower in this one.
"""
_EM = {character: width / 1000 for width, characters in _NARROW.items() for character in characters}
WITHOUT_WIDTH = frozenset({"Mn", "Me", "Cf", "Cc"})
"""The Unicode categories of what is drawn on another character, or not at all."""

_CLUSTER = re.compile(
    "[\U0001f1e6-\U0001f1ff]{2}"
    "|.(?:[\u0300-\u036f\u3099\u309a\ufe00-\ufe0f\U000e0100-\U000e01ef\U0001f3fb-\U0001f3ff]|\u200d.)* *",
    re.DOTALL,
)
"""What a reader takes for one character, with the spaces after it; no line breaks within 葛󠄀."""
_NEVER_FIRST = frozenset(
    "、。，．・：；！？,.:;!?ー～〜－‐-％%）」』】〕〉》｝］)]}”’…‥々ゝゞヽヾぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ゛゜"
)
_COST_OF_A_LINE = 0.5
"""One line more is worth its room when it saves a break inside 日常生活."""
_WORD = re.compile(
    "(?:センター|サービス|ステーション|サポート|マネジャー|マネージャー|ワーカー|ケアラー|スクール|ホーム|ハローワーク|"
    "事務[所局]|児童館|保育[園所]|幼稚園|[小中]学校|高等学校|裁判所|警察署|消防署|委員会?|協議会|家族会|後見人|"
    "福祉|支援|相談|生活|地域|介護|包括|自立|担当|事業|高齢|障害|障がい|児童|家庭|家族|保健|医療|教育|学校|就労|就業|住宅|"
    "居宅|居住|保護|権利|擁護|後見|社会|民生|訪問|看護|診断|診療|病院|連携|推進|調整|窓口|総合|基幹|指定|管理|利用|促進|"
    "職業|安定|安全|安心|発達|通所|入所|施設|法人|団体|住民|町内|子育て|母子|父子|若者|ひきこもり|こども|くらし|困窮|"
    "債務|年金|保険|成年|養護|療育|精神|認知|依存|居場所|見守り|手続き|むずかし)[部課係局室所者士症後中]?|"
    "[0-9０-９]+(?:[歳才代年月日回人件]|[かカヶケ]月)"
)
"""What the names of agencies and issues are made of, and numbers with what they count; a line rather ends between two such words than within one."""
_WITHIN_A_WORD, _BETWEEN_WORDS = 0.5, 0.18
_NEVER_LAST = frozenset("（「『【〔〈《｛［([{“‘＠@＃#￥¥№")


@lru_cache(maxsize=8192)
def _em(character: str) -> float:
    if character in _EM:
        return _EM[character]
    if unicodedata.category(character) in WITHOUT_WIDTH:
        return 0.0
    return (
        1.4 if "\U0001f000" <= character < "\U00020000" else 1.0
    )  # emoji are drawn by the system's own typeface


def text_width(text: str, size: float) -> float:
    """How much room one line of this text needs at this size."""
    return sum(map(_em, text)) * size * SLACK


def characters(text: str) -> list[str]:
    """The text by what a reader takes for one character, each with the spaces after it."""
    return _CLUSTER.findall(text)


def shortened(text: str, most: int = 60) -> str:
    """The text in one line of at most so many characters, for words that are read aloud."""
    clusters = characters(" ".join(text.split()))
    return "".join(clusters) if len(clusters) <= most else "".join(clusters[: most - 1]) + "…"


def broken(text: str, *, size: float, room: float, most: int) -> tuple[str, ...]:
    """The text in few and even lines within the room; what does not fit in the most lines ends in ….

    By 禁則 (JIS X 4051) no line begins with 、。）ー ぁ or ends with （; it rather breaks where a bracket opens, after ・
    or a space, or where one script gives way to another.
    """
    line = " ".join(text.split())
    if len(line) * size * SLACK * 1.4 <= room or text_width(line, size) <= room:
        return (line,) if line else ()
    clusters = characters(line[: int(most * room / size) * 8])
    widths = [text_width(cluster, size) for cluster in clusters]
    kept = len(clusters)
    while kept and sum(widths[:kept]) > room * most:
        kept -= 1
    if kept == len(clusters) and (lines := _even_lines(clusters, widths, room, most)):
        return lines
    ellipsis_width = text_width("…", size)
    for shown in range(min(kept, len(clusters) - 1), 0, -1):
        cut, cut_widths = [*clusters[:shown], "…"], [*widths[:shown], ellipsis_width]
        if lines := _even_lines(cut, cut_widths, room, most):
            return lines
    return ("…",)


def _even_lines(clusters: Sequence[str], widths: Sequence[float], room: float, most: int) -> tuple[str, ...]:
    """The way to set them with the fewest lines and the least reluctance; empty when there is none."""
    count = len(clusters)
    reluctances = [*_reluctances(clusters), 0.0]
    reached: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, ())}
    best: tuple[float, tuple[int, ...]] | None = None
    for _ in range(most):
        extended: dict[int, tuple[float, tuple[int, ...]]] = {}
        for start, (cost, breaks) in reached.items():
            width = 0.0
            for end in range(start + 1, count + 1):
                width += widths[end - 1]
                if width > room:
                    break
                reluctance = reluctances[end - 1]
                total = cost + (width / room) ** 2 + reluctance + _COST_OF_A_LINE
                if reluctance < 9 and (end not in extended or total < extended[end][0]):
                    extended[end] = (total, (*breaks, end))
        if count in extended and (best is None or extended[count] < best):
            best = extended[count]
        reached = extended
    if best is None:
        return ()
    starts = (0, *best[1][:-1])
    return tuple("".join(clusters[a:b]).strip() for a, b in zip(starts, best[1], strict=True))


def _reluctances(clusters: Sequence[str]) -> list[float]:
    """How bad a break after each but the last of these is."""
    found = [_reluctance(*pair) for pair in pairwise(clusters)]
    ends = list(accumulate(map(len, clusters[:-1])))
    words = [word.span() for word in _WORD.finditer("".join(clusters))]
    for place, end in enumerate(ends):
        if any(start < end < stop for start, stop in words):
            found[place] += _WITHIN_A_WORD
        elif found[place] < 9 and any(end in span for span in words):
            found[place] = min(found[place], _BETWEEN_WORDS)
    return found


def _reluctance(before: str, after: str) -> float:
    """How bad a break between these two is: 0 is welcome, 9 is forbidden."""
    if after[0] in _NEVER_FIRST or before[0] in _NEVER_LAST:
        return 9.0
    if after[0] in _NEVER_LAST or before[-1] in " ・、。，／/":
        return 0.0
    pair = (_script(before[0]), _script(after[0]))
    return _BETWEEN_SCRIPTS.get(pair, 0.05)


def _script(character: str) -> str:
    if "ぁ" <= character <= "ゟ":
        return "hiragana"
    if "ァ" <= character <= "ヿ":
        return "katakana"
    if "一" <= character <= "鿿" or character in "々〆ヶ" or character >= "\U00020000":
        return "kanji"
    return "latin" if character.isalnum() else "sign"


_BETWEEN_SCRIPTS = {
    ("kanji", "kanji"): 0.2,
    ("kanji", "hiragana"): 0.3,
    ("hiragana", "kanji"): 0.18,
    ("hiragana", "hiragana"): 0.25,
    ("katakana", "katakana"): 0.5,
    ("latin", "latin"): 1.0,
}
