"""書き方: how one value stands in a household file, and how it is read and written."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Any

from jusou_meeting.text import clean, clean_line
from jusou_meeting.vocabulary import Code, RecordId

HOUSEHOLD_ID = "世帯"
"""The id of the household itself; no other record may take it."""

EARLIEST, LATEST = date(1873, 1, 1), date(2199, 12, 31)
"""Japan counts days by this calendar since 1873; no 和暦 is told for years far ahead."""

_JAPAN = timezone(timedelta(hours=9))
_DAY_WRITTEN = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_CLOCK_WRITTEN = re.compile(r"[0-9]{2}:[0-9]{2}")
_INSTANT_WRITTEN = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{6})?)?(Z|[+-][0-9]{2}:[0-9]{2})?"
)


def day(written: str) -> date:
    """2026-11-26; ValueError for anything else."""
    if not _DAY_WRITTEN.fullmatch(written):
        raise ValueError(written)
    said = date.fromisoformat(written)
    if not EARLIEST <= said <= LATEST:
        raise ValueError(written)
    return said


def clock(written: str) -> time:
    """14:00; ValueError for anything else."""
    if not _CLOCK_WRITTEN.fullmatch(written):
        raise ValueError(written)
    return time.fromisoformat(written)


def instant(written: str) -> datetime:
    """2026-11-26T14:02, of Japan unless it names its zone; ValueError for anything else."""
    if not _INSTANT_WRITTEN.fullmatch(written):
        raise ValueError(written)
    said = datetime.fromisoformat(written)
    if not EARLIEST < said.date() < LATEST:
        raise ValueError(written)
    return said.replace(tzinfo=said.tzinfo or _JAPAN).astimezone(UTC)


def _instant_written(at: datetime) -> str:
    said = at.astimezone(_JAPAN).replace(tzinfo=None)
    return said.isoformat(timespec="auto" if said.second or said.microsecond else "minutes")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """書き方: how one value stands in the file."""

    schema: dict[str, Any]
    read: Callable[[Any, Mapping[str, RecordId]], Any] = lambda value, ids: value
    write: Callable[[Any, Mapping[RecordId, str]], Any] = lambda value, names: value
    lists: tuple[str, ...] = ()
    """The lists whose ids it may name."""


LINE = Shape(schema={"type": "string"}, read=lambda value, ids: clean_line(value))
NAME = Shape(schema={"type": "string", "format": "nonblank"}, read=lambda value, ids: clean_line(value))
TEXT = Shape(schema={"type": "string"}, read=lambda value, ids: clean(value))
FLAG = Shape(schema={"type": "boolean"})
LINES = Shape(
    schema={"type": "array", "items": {"type": "string"}},
    read=lambda value, ids: tuple(clean_line(line) for line in value),
    write=lambda value, names: list(value),
)
MINUTES = Shape(schema={"type": "integer", "minimum": 0, "maximum": 999}, read=lambda value, ids: int(value))
ORDINAL = Shape(schema={"type": "integer", "minimum": 1, "maximum": 9999}, read=lambda value, ids: int(value))


def _when(kind: str, read: Callable[[str], Any], write: Callable[[Any], str]) -> Shape:
    return Shape(
        schema={"type": "string", "format": kind},
        read=lambda value, ids: read(value),
        write=lambda value, names: write(value),
    )


DAY = _when("date", day, date.isoformat)
CLOCK = _when("time", clock, lambda at: at.isoformat("minutes"))
INSTANT = _when("date-time", instant, _instant_written)


def word_of(code: type[Code]) -> Shape:
    """One of the Japanese words of a code."""
    return Shape(
        schema={"enum": [each.label for each in code]},
        read=lambda value, ids: code.labelled(value),
        write=lambda value, names: value.label,
    )


def or_null(shape: Shape) -> Shape:
    """The same, or null for nothing."""
    schema = dict(shape.schema)
    if "enum" in schema:
        schema["enum"] = [*schema["enum"], None]
    else:
        schema["type"] = [schema["type"], "null"]
    return Shape(
        schema=schema,
        read=lambda value, ids: None if value is None else shape.read(value, ids),
        write=lambda value, names: None if value is None else shape.write(value, names),
        lists=shape.lists,
    )


def id_of(*lists: str) -> Shape:
    """The id of a record in one of these lists."""
    return Shape(
        schema={"type": "string"},
        read=lambda value, ids: ids[clean_line(value)],
        write=lambda value, names: names[value],
        lists=lists,
    )


def made_of(*lists: str) -> Shape:
    """The id of a record in one of these lists; null where it is there no more."""
    return Shape(
        schema={"type": ["string", "null"]},
        read=lambda value, ids: "" if value is None else ids[clean_line(value)],
        write=lambda value, names: names.get(value),
        lists=lists,
    )


def ids_of(*lists: str) -> Shape:
    """One id, or a list of them."""
    return Shape(
        schema={"type": ["array", "string"], "items": {"type": "string"}, "uniqueItems": True},
        read=lambda value, ids: tuple(dict.fromkeys(ids[name] for name in named(value))),
        write=lambda value, names: [names[each] for each in value],
        lists=lists,
    )


def named(value: Any) -> list[str]:
    """The ids that a reference names: none, one, or a list."""
    several = value if isinstance(value, list) else [] if value is None else [value]
    return [clean_line(name) for name in several]


def pair_of(*lists: str) -> Shape:
    """Two different ids."""
    return Shape(
        schema={
            "type": "array",
            "items": {"type": "string"},
            "minItems": 2,
            "maxItems": 2,
            "uniqueItems": True,
        },
        read=lambda value, ids: tuple(ids[name] for name in named(value)),
        write=lambda value, names: [names[each] for each in value],
        lists=lists,
    )
