"""年の順: who of a family is older, as far as what was said of their ages tells."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from jusou_meeting.household import Being, Person

_YEAR = timedelta(days=365.2425)
_YEARS = re.compile("満?([0-9]{1,3})[歳才]")
_TENS = re.compile("([0-9]{1,2})0代(?:前半|半ば|後半)?")
_MONTHS = re.compile("(?:生後)?[0-9]{1,2}[かカケヶ箇]月")
_STAGES = {"乳児": (0, 0), "乳幼児": (0, 5), "幼児": (1, 5), "未就学児": (0, 5)}
_SCHOOL = re.compile("(小|中|高)(?:学校|学|校)?(?:生|([1-6])(?:年生?)?|([低中高]学年))?")
SCHOOLS = {"小": (6, 6), "中": (12, 3), "高": (15, 3)}
"""The age at which each school begins, and the years it takes."""
_HALVES = {"低学年": (1, 2), "中学年": (3, 4), "高学年": (5, 6)}


class _Born(NamedTuple):
    """The first and the last day on which somebody may have been born."""

    first: date
    last: date


def oldest_first(people: Iterable[Person], *, on: date) -> tuple[Person, ...]:
    """Everybody after all who are surely older, by what is said of them on this day.

    What that leaves open stays in the order given; of whose age nothing is known, behind whom they were given.
    """
    left: list[tuple[_Born | None, list[Person]]] = []
    for person in people:
        born = _born(person, on)
        if born is None and left:
            left[-1][1].append(person)
        else:
            left.append((born, [person]))
    ordered: list[Person] = []
    while left:
        first = next(one for one in left if not any(_surely_older(born, one[0]) for born, _ in left))
        left.remove(first)
        ordered += first[1]
    return tuple(ordered)


def surely_no_older(one: Person, other: Person, *, on: date) -> bool:
    """Whether nothing that was said of the two on this day lets the one be born before the other."""
    born, others_born = _born(one, on), _born(other, on)
    return born is not None and others_born is not None and others_born.last <= born.first


def _surely_older(one: _Born | None, other: _Born | None) -> bool:
    return one is not None and other is not None and one.last < other.first


def _born(person: Person, on: date) -> _Born | None:
    """None = nothing that can be compared was said; an age at death is none of today."""
    if person.birth_on is not None:
        return _Born(person.birth_on, person.birth_on)
    if person.being is Being.UNBORN:
        return _Born(date.max, date.max)
    if person.deceased:
        return None
    return _born_by(unicodedata.normalize("NFKC", person.age_band).replace(" ", ""), on)


def _born_by(words: str, on: date) -> _Born | None:
    if years := _YEARS.fullmatch(words):
        return _aged(int(years[1]), int(years[1]), on)
    if tens := _TENS.fullmatch(words):
        return _aged(10 * int(tens[1]), 10 * int(tens[1]) + 9, on)
    if _MONTHS.fullmatch(words):
        return _aged(0, 0, on)
    if stage := _STAGES.get(words):
        return _aged(*stage, on)
    if school := _SCHOOL.fullmatch(words):
        begins, forms = SCHOOLS[school[1]]
        lowest, highest = (int(school[2]),) * 2 if school[2] else _HALVES.get(school[3], (1, forms))
        entered = on.year - (on.month < 4) - begins
        return _Born(date(entered - highest, 4, 2), date(entered - lowest + 1, 4, 1))
    return None


def _aged(least: int, most: int, on: date) -> _Born:
    """Of a child of six the seventh year runs."""
    return _Born(on - (most + 1) * _YEAR + timedelta(days=1), on - least * _YEAR)
