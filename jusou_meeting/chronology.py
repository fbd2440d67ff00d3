"""年表: what happened to the household, in time, with how old everybody was then."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from jusou_meeting.ecomap.age_order import SCHOOLS
from jusou_meeting.ecomap.family_tie import in_words
from jusou_meeting.ecomap.ties import Confidence, Tie, TieStatus, describe
from jusou_meeting.household import Being, Household, Person, age
from jusou_meeting.japanese_date import Period, fiscal_year, time_said, wareki, year_label
from jusou_meeting.life_event import LifeEvent
from jusou_meeting.meeting import MeetingRecord


@dataclass(frozen=True, slots=True, kw_only=True)
class ChronologyRow:
    """年表の一行: one thing that happened."""

    when: str
    """As exactly as it is known, in 和暦 or in words."""
    who: str
    what: str
    ages: str
    """How old those were whose date of birth is known; blank = of nobody, or nobody knows when it was."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChronologyYear:
    """年表の一年: what happened in one year, or at a time that nobody can place."""

    said: str
    rows: tuple[ChronologyRow, ...]


_UNPLACED = "年の分からないできごと"
_AGE_SAID = re.compile(r"(\d{1,3})歳")
_SCHOOL_YEAR_SAID = re.compile(
    r"(小|中|高)(?:等?学校|学|校)?([1-6１-６])(?:年生?)?(?![\d日年])の?([春夏秋冬]?)"
)
_SEASONS = {"": (0, 12), "春": (0, 2), "夏": (2, 5), "秋": (5, 8), "冬": (8, 11)}
"""How many months after April each begins and is over."""


@dataclass(frozen=True, slots=True)
class _Happening:
    said: str
    when: Period | None
    """None = nobody can place it in time."""
    who: str
    what: str


def chronology(household: Household, meetings: Iterable[MeetingRecord] = ()) -> tuple[ChronologyYear, ...]:
    """Everything this reader knows of the household that has its time, earliest first, a year at a time.

    Within a year that of which only the year is known comes first. What is in words alone stands at the end.
    """
    happened = (*_told(household), *_recorded(household), *_held(household, meetings))
    placed = [(each.when, each) for each in happened if each.when is not None]
    placed.sort(key=lambda pair: (pair[0].first, -pair[0].last.toordinal()))
    years = tuple(
        ChronologyYear(
            said=f"{year_label(year)}（{year}年）", rows=tuple(_row(household, each) for _, each in those)
        )
        for year, those in groupby(placed, key=lambda pair: pair[0].first.year)
    )
    unplaced = tuple(_row(household, each) for each in happened if each.when is None)
    return (*years, ChronologyYear(said=_UNPLACED, rows=unplaced)) if unplaced else years


def event_in_words(event: LifeEvent) -> str:
    """What happened, with who said so, and how surely it is known where it is not confirmed."""
    sure = "" if event.confidence is Confidence.CONFIRMED else event.confidence.label
    known = "・".join(filter(None, (sure, event.source)))
    return f"{event.text}（{known}）" if known else event.text


def _told(household: Household) -> Iterator[_Happening]:
    for event in household.events:
        when = time_said(event.happened) or _in_their_life(event, household.people)
        said = event.happened if when is None else when.said
        yield _Happening(said, when, household.called(event.subject_id), event_in_words(event))


def _in_their_life(event: LifeEvent, people: Iterable[Person]) -> Period | None:
    """When somebody was as old (15歳のとき) or as far at school (中学2年の秋) as it is said; None = that is not said, or their date of birth not known."""
    born = next((person.birth_on for person in people if person.id == event.subject_id), None)
    if born is None:
        return None
    if years := _AGE_SAID.match(event.happened):
        first, after = (_birthday(born, int(years[1]) + more) for more in (0, 1))
        return Period(event.happened, first, after - timedelta(days=1))
    return _at_school(event.happened, born)


def _at_school(happened: str, born: date) -> Period | None:
    """Whoever was born on 1 April is of the year before."""
    said = _SCHOOL_YEAR_SAID.match(happened)
    if said is None:
        return None
    (begins, years), nth = SCHOOLS[said[1]], int(said[2])
    if nth > years:
        return None
    year = fiscal_year(born - timedelta(days=1)) + begins + nth
    first, after = (date(year + m // 12, m % 12 + 1, 1) for m in (3 + more for more in _SEASONS[said[3]]))
    return Period(happened, first, after - timedelta(days=1))


def _birthday(born: date, years: int) -> date:
    """Whoever was born on 29 February is a year older on 1 March of most years."""
    try:
        return born.replace(year=born.year + years)
    except ValueError:
        return date(born.year + years, 3, 1)


def _recorded(household: Household) -> Iterator[_Happening]:
    """What other records say of days."""
    yield _on_a_day(household.case.opened_on, "世帯", "事例として登録")
    for person in household.people:
        if person.birth_on is not None:
            year = person.birth_on.year  # its day stands in the person's own record and on no list
            born = Period(year_label(year), date(year, 1, 1), date(year, 12, 31))
            yield _Happening(
                born.said, born, person.label, "生まれる" + "予定" * (person.being is Being.UNBORN)
            )
    for tie in household.ties:
        if tie.since_on is not None and household.holds(tie.a) and household.holds(tie.b):
            ends = f"{household.called(tie.a)}・{household.called(tie.b)}"
            yield _on_a_day(tie.since_on, ends, _begun(tie))
    for bond in household.family_ties:
        if bond.since_on is not None:
            ends = f"{household.called(bond.a)}・{household.called(bond.b)}"
            yield _on_a_day(bond.since_on, ends, f"家族のつながり：{in_words(bond)}")
    for consent in household.consents:
        who = household.called(consent.person_id)
        said = f"情報の共有に同意（{consent.giver(who)}・{consent.form.label}）"
        yield _on_a_day(consent.given_on, who, said)
        if consent.withdrawn_on is not None:
            yield _on_a_day(consent.withdrawn_on, who, "情報の共有への同意を撤回")
    for plan in household.plans:
        if plan.decided_on is not None:
            yield _on_a_day(plan.decided_on, "世帯", "支援プランを決定")
    for one in household.abuse_suspicions:
        if one.decided_on is not None:
            said = f"虐待の疑い（{one.kind.label}）の判断：{one.handling.label}"
            yield _on_a_day(one.decided_on, household.called(one.subject_id), said)


def _begun(tie: Tie) -> str:
    if tie.status is TieStatus.NOW:
        return f"関わりが始まる（{describe(tie)}）"
    return f"関わりが「{describe(tie)}」になる"


def _held(household: Household, meetings: Iterable[MeetingRecord]) -> Iterator[_Happening]:
    for record in meetings:
        if record.meeting.opened_at is not None and household.footing.admits(record.meeting.footing):
            said = f"第{record.meeting.ordinal}回 {record.meeting.kind.label}"
            yield _on_a_day(record.sitting.held_on, "世帯", said)


def _on_a_day(on: date, who: str, what: str) -> _Happening:
    return _Happening(wareki(on), Period(wareki(on), on, on), who, what)


def _row(household: Household, happening: _Happening) -> ChronologyRow:
    ages = () if happening.when is None else _ages(household.people, happening.when)
    return ChronologyRow(
        when=happening.said,
        who=happening.who,
        what=happening.what,
        ages="、".join(ages),
    )


def _ages(people: Iterable[Person], when: Period) -> Iterator[str]:
    """Of the dead nobody here knows when they died, so their ages are not counted on."""
    for person in people:
        if person.birth_on is not None and person.birth_on <= when.last and not person.deceased:
            youngest = age(person, max(when.first, person.birth_on)).removesuffix("歳")
            oldest = age(person, when.last)
            said = oldest if oldest == f"{youngest}歳" else f"{youngest}～{oldest}"
            yield f"{person.label}\u00a0{said}"
