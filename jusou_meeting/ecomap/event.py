"""地図での操作: what hands did to the map, read strictly from whatever a browser sent."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial

from jusou_meeting.ecomap.ties import TieWord
from jusou_meeting.household import Kinship, Position
from jusou_meeting.kin import Kin, Relation
from jusou_meeting.text import clean_line
from jusou_meeting.vocabulary import AgencyId, Code, RecordId

_CLIENT = re.compile(r"[0-9a-f-]{16,64}")
_FAR = 100_000.0
"""No map reaches this far; a position beyond it is none."""
_LARGEST = 2**53
"""The largest number that a browser counts to exactly."""
_LONGEST = 200
"""No agency has a longer name."""
_MOST = 1_000
"""Read at once; whatever follows is sent again."""


class EventKind(Code):
    """操作: what was done."""

    SELECT = "select", "選ぶ"
    OPEN = "open", "詳しく見る"
    MOVE = "move", "動かす"
    LINE = "line", "線を引く"
    WORD = "word", "関係の言葉を選ぶ"
    KIN = "kin", "家族を加える"
    PERSON = "person", "世帯員を加える"
    AGENCY = "agency", "機関を加える"
    UNLISTED = "unlisted", "名簿にない機関を入れる"


CHANGES = frozenset(EventKind) - {EventKind.SELECT, EventKind.OPEN}
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
    """Where a sign was put, or somebody new is wanted; None = wherever there is room."""
    word: TieWord | None = None
    """What a tie was said to be."""
    kin: Kin | None = None
    """Who was added beside a person."""
    agency_id: AgencyId | None = None
    """The entry of the directory that was put on the map."""
    said: str = ""
    """The name by which an agency was sought in vain."""

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
    event = partial(EcomapEvent, client=client, number=number)
    match item:
        case {"kind": "select", "id": None}:
            return event(kind=EventKind.SELECT, id=None)
        case {"kind": "select" | "open" as kind, "id": str(record_id)} if _is_id(record_id):
            return event(kind=EventKind.stored(kind), id=RecordId(record_id))
        case {"kind": "move", "id": str(record_id), "x": x, "y": y} if _is_id(record_id):
            place = _place(x, y)
            return (
                None if place is None else event(kind=EventKind.MOVE, id=RecordId(record_id), position=place)
            )
        case {"kind": "line", "id": str(one), "other": str(other), "word": str(word)} if (
            _is_id(one) and _is_id(other) and one != other and word in _WORDS
        ):
            return event(
                kind=EventKind.LINE, id=RecordId(one), other_id=RecordId(other), word=TieWord.stored(word)
            )
        case {"kind": "word", "id": str(record_id), "word": str(word)} if (
            _is_id(record_id) and word in _WORDS
        ):
            return event(kind=EventKind.WORD, id=RecordId(record_id), word=TieWord.stored(word))
        case {"kind": "kin", "id": str(record_id), "relation": str(relation), "kinship": str(kinship)} if (
            _is_id(record_id) and relation in _RELATIONS and kinship in _KINSHIPS
        ):
            kin = Kin(Relation.stored(relation), Kinship.stored(kinship))
            return event(kind=EventKind.KIN, id=RecordId(record_id), kin=kin)
        case {"kind": "person", "x": x, "y": y} if _may_be_wanted(x, y):
            return event(kind=EventKind.PERSON, id=None, position=_place(x, y))
        case {"kind": "agency", "agency": str(agency_id), "x": x, "y": y} if _is_id(
            agency_id
        ) and _may_be_wanted(x, y):
            return event(kind=EventKind.AGENCY, id=None, agency_id=AgencyId(agency_id), position=_place(x, y))
        case {"kind": "unlisted", "said": str(said)} if len(said) <= _LONGEST:
            return event(kind=EventKind.UNLISTED, id=None, said=clean_line(said))
    return None


_WORDS = {word.value for word in TieWord}
_RELATIONS = {relation.value for relation in Relation}
_KINSHIPS = {kinship.value for kinship in Kinship}


def _is_id(text: str) -> bool:
    return 0 < len(text) <= 64 and text.isprintable()


def _may_be_wanted(x: object, y: object) -> bool:
    """Whether this is a place, or none at all."""
    return (x is None and y is None) or _place(x, y) is not None


def _place(x: object, y: object) -> Position | None:
    """A place on some map; None = it is none."""
    match (x, y):
        case (int() | float(), int() | float()) if not isinstance(x, bool) and not isinstance(y, bool):
            if abs(x) <= _FAR and abs(y) <= _FAR:  # neither NaN nor infinity is near
                return Position(float(x), float(y))
    return None
