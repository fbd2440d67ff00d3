"""言いたかったこと: the date, the time or the word that was probably meant, for a refusal to offer; nothing is taken for it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches

from jusou_meeting.household_file.shape import clock, day, instant
from jusou_meeting.japanese_date import time_said, wareki

_CLOCK = re.compile(r"(午前|午後)?(\d{1,2})[:時]((?:\d{1,2})?)分?")
_READ = {"date": day, "time": clock, "date-time": instant}


def meant(kind: str, written: str) -> str:
    """A date, time or date-time as a household file writes it (2026-11-26 for R8.11.26); blank when none is near."""
    plain = unicodedata.normalize("NFKC", written[:50]).replace("ー", "-").replace("−", "-").strip()
    said = _said(kind, plain)
    try:
        _READ[kind](said)
    except ValueError:
        return ""
    return said


def _said(kind: str, plain: str) -> str:
    if kind == "time":
        return _clock(plain)
    when = time_said(plain.upper())
    if when is None or when.first != when.last:
        return ""
    rest, on = when.said.removeprefix(wareki(when.first)), when.first.isoformat()
    if kind == "date":
        return "" if rest else on
    return f"{on}T{_clock(rest.removeprefix('T'))}"


def _clock(plain: str) -> str:
    found = _CLOCK.fullmatch("".join(plain.split()))
    if found is None:
        return ""
    half, hour, minute = found.groups()
    return f"{int(hour) + (12 if half == '午後' and int(hour) < 12 else 0):02d}:{int(minute or 0):02d}"


def nearest(word: str, known: Iterable[str]) -> str:
    """The word that was probably meant; blank when none is near."""
    near = get_close_matches(unicodedata.normalize("NFKC", word[:100]), list(known), n=1, cutoff=0.7)
    return near[0] if near else ""
