"""和暦: dates, times and fiscal years as Japanese offices write them."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from japanera import EraDate

TOKYO = ZoneInfo("Asia/Tokyo")
"""Days and 年度 are counted here; instants are stored in UTC."""

_WEEKDAYS = "月火水木金土日"
_INITIALS = {"明治": "M", "大正": "T", "昭和": "S", "平成": "H", "令和": "R"}


@cache
def _era_year(on: date) -> tuple[str, int]:
    dated = EraDate.from_date(on)
    return dated.era.kanji, int(dated.strftime("%-Y"))


def wareki(on: date, *, weekday: bool = False) -> str:
    """令和8年11月26日, with （木） when asked."""
    said = f"{_nth(*_era_year(on))}{on.month}月{on.day}日"
    return f"{said}（{_WEEKDAYS[on.weekday()]}）" if weekday else said


def wareki_short(on: date) -> str:
    """R8.11.26, for narrow columns; S, H and R are the initials offices use."""
    era, year = _era_year(on)
    return f"{_INITIALS[era]}{year}.{on.month}.{on.day}"


def clock(at: time) -> str:
    """午後2時30分; noon is 午後0時, since 午後12時 was midnight when the law named the hours."""
    half = "午前" if at.hour < 12 else "午後"
    hour = at.hour % 12
    return f"{half}{hour}時{at.minute}分" if at.minute else f"{half}{hour}時"


def day_and_hour(on: date, at: time | None) -> str:
    """令和8年12月17日（木）　午後2時から."""
    return f"{wareki(on, weekday=True)}　{clock(at)}から" if at else wareki(on, weekday=True)


def day_and_words(on: date | None, words: str, *, short: bool = False) -> str:
    """令和8年12月4日　随時: the day, what is said beside or instead of it, or nothing."""
    day = "" if on is None else (wareki_short(on) if short else wareki(on))
    return "　".join(filter(None, (day, words)))


def fiscal_year(on: date) -> int:
    """年度: the year that began on the last 1 April."""
    return on.year if on.month >= 4 else on.year - 1


def fiscal_year_label(on: date) -> str:
    """令和8年度."""
    era, year = _era_of_fiscal_year(on)
    return f"{era}{'元' if year == 1 else year}年度"


def fiscal_year_short(on: date) -> str:
    """R8, for numbers that begin with the 年度."""
    era, year = _era_of_fiscal_year(on)
    return f"{_INITIALS[era]}{year}"


def _era_of_fiscal_year(on: date) -> tuple[str, int]:
    """The era a 年度 is counted in: of its first day, but 2019 is all of it 令和."""
    year = fiscal_year(on)
    return _era_year(date(2019, 5, 1) if year == 2019 else date(year, 4, 1))


def local(at: datetime) -> datetime:
    """An instant as the clock on the wall of a Japanese office shows it."""
    return at.astimezone(TOKYO)


def end_of_day(on: date) -> datetime:
    """The instant at which this day is over in Japan."""
    return datetime.combine(on + timedelta(days=1), time(), TOKYO)


def today_in_tokyo(now: datetime) -> date:
    """The calendar day in Japan at this instant."""
    return local(now).date()


_HALF_WIDTH = str.maketrans("０１２３４５６７８９／．－：ＭＴＳＨＲ", "0123456789/.-:MTSHR")
_DAY_SAID = re.compile(
    r"(?:(?:R|令和)?\s*(?P<year>\d{1,4}|元)\s*[年./-]\s*)?(?P<month>\d{1,2})\s*"
    r"(?:(?(year)[月./-]|[月./])\s*(?P<day>\d{1,2})日?(?:[（(][月火水木金土日][)）])?"
    r"|(?(year)月?|月)の?\s*(?P<part>[上中下]旬|中|末日?|(?<=月)(?=まで)))"
    r"(?:までに?(?=[毎月週隔年随\d])|(?:までに?)?(?=$|[\s、,。（(の頃に]|ごろ))"
)
_PARTS_END = {"上旬": 10, "中旬": 20}
"""The others last as long as the month."""


_MONTHS_AHEAD = {"今月": 0, "来月": 1, "再来月": 2}
_MONTH_SAID = re.compile(rf"^({'|'.join(_MONTHS_AHEAD)})の?\s*(?=\d{{1,2}}日|[上中下]旬|中|末)")


_LAST_MONTH_SAID = re.compile(
    r"^(?:(?P<fiscal>今?年度)|今年|年(?!中))(?P<part>[末内中])(?=$|[まにのご頃\s、,。（(])"
)
"""年度末, 年度内, 年内, 今年中."""


def _with_its_month(text: str, today: date) -> str:
    """来月10日, 今月末 and 年度内 with the year and the month that they mean today."""
    if whole := _LAST_MONTH_SAID.match(text):
        year, month = (fiscal_year(today) + 1, 3) if whole["fiscal"] else (today.year, 12)
        return f"{year}年{month}月{'末' if whole['part'] == '末' else '中'}{text[whole.end() :]}"
    said = _MONTH_SAID.match(text)
    if said is None:
        return text
    years, months = divmod(today.month - 1 + _MONTHS_AHEAD[said[1]], 12)
    return f"{today.year + years}年{months + 1}月{text[said.end() :]}"


def _day_of(said: re.Match[str], year: int) -> date:
    """The day that is said, or the last one of the part of the month that is."""
    month = int(said["month"])
    if said["day"]:
        return date(year, month, int(said["day"]))
    return date(year, month, _PARTS_END.get(said["part"]) or monthrange(year, month)[1])


def day_said(text: str, today: date) -> tuple[date | None, str]:
    """The day with which something typed begins (12/4, 12月4日（金）, 来月10日, R8.12.4, 1月末), and what else it says.

    Without a year it is the next such day, or one of the last month; of two digits (8/12/4, 26/12/4) the year of 令和 or
    of the century that is nearer. 上旬, 中旬, 下旬, 12月中, 年度内 and 3月まで are their last day, and stay in words beside it.
    What is no day stays words: 2-3日に1回 is no third of February.
    """
    whole = _with_its_month(text, today)
    said = _DAY_SAID.match(whole.translate(_HALF_WIDTH))
    if said is None:
        return None, text
    year = said["year"]
    try:
        if year is None:
            on = _day_of(said, today.year)
            on = on if on >= today - timedelta(days=31) else _day_of(said, today.year + 1)
        else:
            number = 1 if year == "元" else int(year)
            nearest = min(2018 + number, 2000 + number, key=lambda year: abs(year - today.year))
            on = _day_of(said, number if number > 99 else nearest)
    except ValueError:
        return None, text
    vague = said["part"] is not None and not said["part"].startswith("末")
    return on, text if vague else whole[said.end() :].lstrip(" 　、,の")


def is_no_day(text: str, today: date) -> bool:
    """Whether this reads like a day and the calendar has none such (令和8年13月1日, 2/30)."""
    whole = _with_its_month(text, today)
    return _DAY_SAID.match(whole.translate(_HALF_WIDTH)) is not None and day_said(text, today)[0] is None


_FIRST_YEARS = {"明治": 1868, "大正": 1912, "昭和": 1926, "平成": 1989, "令和": 2019}
_ERA = "|".join((*_FIRST_YEARS, *_INITIALS.values()))
_TIME_SAID = re.compile(
    rf"(?:(?P<era>{_ERA})\s*(?P<nth>\d{{1,2}}|元)|(?P<year>\d{{4}}))(?!\d)(?:(?P<fiscal>年度)|年)?"
    r"(?:(?<=年)\s*(?P<month>\d{1,2})月(?:\s*(?P<day>\d{1,2})日)?"
    r"|[./-](?P<m>\d{1,2})(?!\d)(?:[./-](?P<d>\d{1,2})(?!\d))?)?"
)


class Period(NamedTuple):
    """期間: when something was, as far as it is known: a day, a month, a year or a 年度."""

    said: str
    """In 和暦, with whatever else was said of it (平成30年4月ごろ)."""
    first: date
    last: date


def time_said(text: str) -> Period | None:
    """The day, month or year with which something typed begins (2018-04-12, H30.4, 平成30年ごろ); None = it begins with none."""
    said = _TIME_SAID.match(text.translate(_HALF_WIDTH))
    eras = [] if said is None else _eras_said(said)
    if said is None or not eras:
        return None
    year, label = eras[0][0], "・".join(_nth(era, nth) for _, era, nth in eras)
    month, day, rest = said["month"] or said["m"], said["day"] or said["d"], text[said.end() :]
    try:
        if said["fiscal"]:
            first, last = date(year, 4, 1), date(year + 1, 3, 31)
            return Period(f"{fiscal_year_label(first)}{rest}", first, last)
        if month is None:
            return Period(f"{label}{rest}", date(year, 1, 1), date(year, 12, 31))
        first = date(year, int(month), int(day or 1))
    except ValueError:
        return None
    if day:
        return Period(f"{wareki(first)}{rest}", first, first)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return Period(f"{_nth(*_era_year(last))}{last.month}月{rest}", first, last)


def exact_day(text: str) -> date | None:
    """The one day that something written says and nothing else (2026/4/1, R8.4.1, 平成30年4月1日); None = it says none."""
    period = time_said(text)
    return period.first if period is not None and period.said == wareki(period.first) else None


def year_label(year: int) -> str:
    """平成30年; a year of two eras has both names (平成31年・令和元年)."""
    return "・".join(_nth(era, nth) for _, era, nth in _eras_of(year))


def _eras_said(said: re.Match[str]) -> list[tuple[int, str, int]]:
    """The year that is meant, by the era that is named or each it has; none where this calendar has no such year."""
    if said["year"]:
        year = int(said["year"])
        return _eras_of(year) if 1873 <= year <= 2199 else []
    era = next(name for name in _FIRST_YEARS if said["era"] in (name, _INITIALS[name]))
    nth = 1 if said["nth"] == "元" else int(said["nth"])
    meant = (_FIRST_YEARS[era] + nth - 1, era, nth)
    return [meant] if meant[0] >= 1873 and meant in _eras_of(meant[0]) else []


def _eras_of(year: int) -> list[tuple[int, str, int]]:
    ends = (_era_year(date(year, 1, 1)), _era_year(date(year, 12, 31)))
    return [(year, era, nth) for era, nth in dict.fromkeys(ends)]


def _nth(era: str, nth: int) -> str:
    return f"{era}{'元' if nth == 1 else nth}年"
