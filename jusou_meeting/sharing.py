"""提供記録: what of a household was shown or handed to others, when, to whom and on what basis."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from jusou_meeting.consent import Consent, in_force
from jusou_meeting.crossing import Decided
from jusou_meeting.japanese_date import wareki
from jusou_meeting.vocabulary import Code, Footing, RecordId


class SharedThing(Code):
    """提供したもの: each is called as the screen or paper by which it left."""

    ROLES = "answer", "世帯の情報と役割分担（出席者の端末）"
    MAP_ON_THE_WALL = "wall", "エコマップ（投影）"
    NAMELESS_MAP_ON_THE_WALL = "wall-nameless", "名前を伏せたエコマップ（投影）"
    MINUTES = "minutes", "会議録（書き出し）"
    PLAN = "plan", "支援プラン案・支援方針案（書き出し）"
    ROLE_TABLE = "roles", "役割分担表（書き出し）"
    ROLE_SHEETS = "role-sheets", "役割票（書き出し）"
    BLANK_ROLE_TABLE = "blank-roles", "役割分担表・手書き用（書き出し）"
    AGENDA = "agenda", "次第（書き出し）"
    CORRECTIONS = "corrections", "会議録の訂正（書き出し）"
    MAP = "ecomap", "エコマップ（書き出し）"
    NAMELESS_MAP = "ecomap-nameless", "名前を伏せたエコマップ（書き出し）"
    COMPARISON = "comparison", "エコマップの比較（書き出し）"
    NAMELESS_COMPARISON = "comparison-nameless", "名前を伏せたエコマップの比較（書き出し）"
    AGENCY_SHEET = "agency-sheet", "機関ごとのやること・引き継ぎシート（書き出し）"
    CHRONOLOGY = "chronology", "年表（書き出し）"
    OWN_PART = "correction", "自機関の役割と発言（訂正のリンク）"
    HOUSEHOLD_FILE = "household", "世帯ファイル（書き出し）"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sharing:
    """提供: one line of the record."""

    at: datetime
    thing: SharedThing
    receiver: str
    """Whose device it was, or who took the paper; to whom they gave it on is not known here."""
    meeting_id: RecordId | None
    """None = outside a meeting."""
    basis: str
    """In the words of that day: what is written of a consent later does not change what was shared on it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """提供の判断: what was decided in one act on telling what no consent reaches; whatever leaves later tells it, or no more."""

    at: datetime
    allowed: bool
    decided: tuple[Decided, ...]


def rulings(decided: Iterable[Decided]) -> tuple[Ruling, ...]:
    """Of all decisions on telling, oldest first, those that changed what is told, act by act."""
    told: set[RecordId] = set()
    changing = []
    for each in decided:
        if each.crossing.allowed is not (each.crossing.record_id in told):
            told ^= {each.crossing.record_id}
            changing.append(each)
    acts = groupby(changing, key=lambda each: (each.at, each.crossing.allowed))
    return tuple(Ruling(at=at, allowed=allowed, decided=tuple(own)) for (at, allowed), own in acts)


def tells_of_household(screen: str) -> bool:
    """Whether what leaves under this name is a sharing; the others know the case by its number alone."""
    return any(thing.value == screen for thing in SharedThing)


def leaving_as(screen: str, *, nameless: bool) -> str:
    """By what name a screen or paper leaves, with the names of people or with letters for them."""
    return f"{screen}-nameless" if nameless else screen


def basis_of(footing: Footing, consents: Iterable[Consent], client_id: RecordId | None, *, on: date) -> str:
    """On what ground something on this footing is shared today."""
    if footing is Footing.STATUTORY:
        return footing.label
    given = [] if client_id is None else [_said(consent) for consent in in_force(consents, client_id, on)]
    return f"{footing.label}（{'、'.join(given)}）" if given else "本人の同意は記録されていません"


def _said(consent: Consent) -> str:
    return wareki(consent.given_on) + ("" if consent.is_whole else f"「{consent.about}」についてだけ")
