"""How frozen dataclasses stand in the tables: one column per field, codes in English, instants in UTC."""

from __future__ import annotations

import json
import types
from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import UTC, date, datetime, time
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from jusou_meeting.vocabulary import Code

T = TypeVar("T")
Value = str | int | float | None
"""What SQLite stores."""


def instant(at: datetime) -> str:
    """UTC at fixed width, so that text order is time order."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def encode(value: object) -> Value:
    """One field as SQLite stores it."""
    match value:
        case Code():
            return str(value.value)
        case datetime():
            return instant(value)
        case date():
            return value.isoformat()
        case time():
            return value.strftime("%H:%M")
        case tuple():
            return json.dumps(value, ensure_ascii=False)
        case bool():
            return int(value)
        case None | str() | int() | float():
            return value
    raise TypeError(f"no column holds a {type(value).__name__}")


def row_of(fact: Any) -> dict[str, Value]:
    """The fact as a row; its keys are its field names."""
    return {field.name: encode(getattr(fact, field.name)) for field in fields(fact)}


def fact_of(kind: type[T], row: Mapping[str, Value]) -> T:
    """The fact that a row holds; columns the fact does not know are left out."""
    return kind(
        **{
            name: None if row[name] is None else decode(row[name])
            for name, decode in _decoders(kind).items()
            if name in row
        }
    )


_DECODERS: dict[type[Any], dict[str, Callable[[Any], Any]]] = {}


def _decoders(kind: type[Any]) -> dict[str, Callable[[Any], Any]]:
    if kind not in _DECODERS:
        hints = get_type_hints(kind)
        _DECODERS[kind] = {field.name: _decoder(hints[field.name]) for field in fields(kind)}
    return _DECODERS[kind]


def _decoder(hint: Any) -> Callable[[Any], Any]:
    if get_origin(hint) in (Union, types.UnionType):
        (inner,) = (member for member in get_args(hint) if member is not type(None))
        return _decoder(inner)
    if get_origin(hint) is tuple:
        return lambda value: tuple(json.loads(value))
    hint = getattr(hint, "__supertype__", hint)
    if issubclass(hint, Code):
        by_value = {code.value: code for code in hint}
        return by_value.__getitem__
    if issubclass(hint, datetime):
        return lambda value: datetime.strptime(value, "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=UTC)
    if issubclass(hint, date | time):
        return lambda value: hint.fromisoformat(value)
    if issubclass(hint, bool):
        return bool
    return lambda value: value
