"""地図での操作: what hands did to the map, read strictly from whatever a browser sent."""

from __future__ import annotations

import re
from dataclasses import dataclass

from jusou_meeting.household import Position
from jusou_meeting.vocabulary import Code, RecordId

_CLIENT = re.compile(r"[0-9a-f-]{16,64}")
_FAR = 100_000.0
"""No map reaches this far; a position beyond it is none."""
_LARGEST = 2**53
"""The largest number that a browser counts to exactly."""
_MOST = 1_000
"""Read at once; whatever follows is sent again."""


class EventKind(Code):
    """操作: what was done."""

    SELECT = "select", "選ぶ"
    OPEN = "open", "詳しく見る"
    MOVE = "move", "動かす"
    LINE = "line", "線を引く"


CHANGES = frozenset({EventKind.MOVE, EventKind.LINE})
"""What alters the household; the rest only looks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EcomapEvent:
    """操作: one thing done on the map."""

    client: str
    number: int
    kind: EventKind
    id: RecordId | None
    """What it was done to; None = the selection was taken away."""
    other_id: RecordId | None = None
    """The end to which a line was drawn."""
    position: Position | None = None
    """Where a sign was put."""

    @property
    def origin(self) -> tuple[str, int]:
        """How the browser calls it; a change of the household is saved under this name."""
        return self.client, self.number


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """配達: what one browser sent and has no answer to yet, oldest first."""

    client: str
    events: tuple[tuple[int, EcomapEvent | None], ...]
    """By number; None = nobody can tell what was meant."""


def read_delivery(sent: object) -> Delivery | None:
    """What the browser sent; None when not even its sender can be read."""
    match sent:
        case {"client": str(client), "items": list(items)} if _CLIENT.fullmatch(client):
            events = {
                number: _event(client, number, item)
                for item in items[:_MOST]
                if (number := _number(item)) is not None
            }
            return Delivery(client=client, events=tuple(sorted(events.items(), key=lambda event: event[0])))
    return None


def _number(item: object) -> int | None:
    match item:
        case {"number": int(number)} if not isinstance(number, bool) and 0 < number <= _LARGEST:
            return number
    return None


def _event(client: str, number: int, item: object) -> EcomapEvent | None:
    match item:
        case {"kind": "select", "id": None}:
            return EcomapEvent(client=client, number=number, kind=EventKind.SELECT, id=None)
        case {"kind": "select" | "open" as kind, "id": str(record_id)} if _is_id(record_id):
            return EcomapEvent(
                client=client, number=number, kind=EventKind.stored(kind), id=RecordId(record_id)
            )
        case {"kind": "move", "id": str(record_id), "x": int() | float() as x, "y": int() | float() as y} if (
            _is_id(record_id) and _is_place(x) and _is_place(y)
        ):
            return EcomapEvent(
                client=client,
                number=number,
                kind=EventKind.MOVE,
                id=RecordId(record_id),
                position=Position(float(x), float(y)),
            )
        case {"kind": "line", "id": str(one), "other": str(other)} if (
            _is_id(one) and _is_id(other) and one != other
        ):
            return EcomapEvent(
                client=client,
                number=number,
                kind=EventKind.LINE,
                id=RecordId(one),
                other_id=RecordId(other),
            )
    return None


def _is_id(text: str) -> bool:
    return 0 < len(text) <= 64 and text.isprintable()


def _is_place(value: float) -> bool:
    return not isinstance(value, bool) and abs(value) <= _FAR  # neither NaN nor infinity is near
