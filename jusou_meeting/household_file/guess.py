"""言いたかったこと: the date, the time or the word that was probably meant, for a refusal to offer; nothing is taken for it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches

from jusou_meeting.household_file.shape import clock, day, instant

_ERAS = {"明治": 1867, "大正": 1911, "昭和": 1925, "平成": 1988, "令和": 2018}
_INITIALS = dict(zip("MTSHR", _ERAS, strict=True))
_DAY = re.compile(
    r"(明治|大正|昭和|平成|令和|[MTSHR])?(\d{1,4}|元)[-/.年](\d{1,2})[-/.月](\d{1,2})日?", re.IGNORECASE
)
_CLOCK = re.compile(r"(午前|午後)?(\d{1,2})[:時]((?:\d{1,2})?)分?")
_READ = {"date": day, "time": clock, "date-time": instant}


def meant(kind: str, written: str) -> str:
    """A date, time or date-time as a household file writes it (2026-11-26 for R8.11.26); blank when none is near."""
    plain = "".join(unicodedata.normalize("NFKC", written[:50]).replace("ー", "-").replace("−", "-").split())
    said = _said(kind, plain)
    try:
        _READ[kind](said)
    except ValueError:
        return ""
    return said


def _said(kind: str, plain: str) -> str:
    if kind == "time":
        return _clock(plain)
    found = _DAY.match(plain)
    if found is None or (kind == "date" and found.end() != len(plain)):
        return ""
    era, year, month, on = found.groups()
    before = _ERAS[_INITIALS.get(era.upper(), era)] if era else 0
    said = f"{before + (1 if year == '元' else int(year)):04d}-{int(month):02d}-{int(on):02d}"
    return said if kind == "date" else f"{said}T{_clock(plain[found.end() :].removeprefix('T'))}"


def _clock(plain: str) -> str:
    found = _CLOCK.fullmatch(plain)
    if found is None:
        return ""
    half, hour, minute = found.groups()
    return f"{int(hour) + (12 if half == '午後' and int(hour) < 12 else 0):02d}:{int(minute or 0):02d}"


def nearest(word: str, known: Iterable[str]) -> str:
    """The word that was probably meant; blank when none is near."""
    near = get_close_matches(unicodedata.normalize("NFKC", word[:100]), list(known), n=1, cutoff=0.7)
    return near[0] if near else ""
