"""世帯ファイルの約束: the JSON Schema (draft 2020-12) of a household file and of the directory of agencies."""

from __future__ import annotations

from typing import Any

from jusou_meeting.household_file.entry import LEARNED_IN, Entry, RecordKind
from jusou_meeting.household_file.kind import KINDS
from jusou_meeting.household_file.of_the_household import HOUSEHOLD
from jusou_meeting.household_file.shape import DAY, FLAG, LINE, NAME, TEXT

_DIALECT = "https://json-schema.org/draft/2020-12/schema"

FORMAT = 1
"""Grows when an older program could no longer read the file."""

_VERSION = {"const": FORMAT, "description": "世帯ファイルの形式の番号"}


def _object(properties: dict[str, Any], required: list[str], says: str) -> dict[str, Any]:
    # Unknown keys are reported before missing ones: the missing one is usually the misspelt one.
    return {
        "type": "object",
        "description": says,
        "additionalProperties": False,
        "required": required,
        "properties": properties,
    }


def _properties(entries: tuple[Entry, ...]) -> dict[str, Any]:
    return {entry.key: {**entry.shape.schema, "description": entry.says} for entry in entries}


def _record(kind: RecordKind) -> dict[str, Any]:
    properties = _properties(kind.common + kind.entries)
    if kind.told_apart:
        properties["statutory"] = _object(
            _properties((*kind.entries, LEARNED_IN)),
            [],
            "支援会議でだけ知られている内容。ふだんの内容と違う項目だけを書く",
        )
    properties |= {inner.key: _list(inner) for inner in kind.inside}
    return _object(properties, [entry.key for entry in kind.entries if entry.required], kind.says)


def _list(kind: RecordKind) -> dict[str, Any]:
    return {"type": "array", "description": kind.says, "items": _record(kind)}


_COORDINATE = {"type": "number", "minimum": -100_000, "maximum": 100_000}

HOUSEHOLD_FILE: dict[str, Any] = {
    "$schema": _DIALECT,
    "title": "世帯ファイル",
    **_object(
        {
            "format": _VERSION,
            "title": {**NAME.schema, "description": "事例の名前。一覧に出るので、個人の名前は書かない"},
            "opened_on": {**DAY.schema, "description": "受け付けた日"},
            "sample": {**FLAG.schema, "description": "見本・架空の世帯なら true。画面と紙にそう出る"},
            **{kind.key: _record(kind) if kind is HOUSEHOLD else _list(kind) for kind in KINDS},
            "positions": {
                "type": "object",
                "description": "地図の上で動かした印の位置。人か機関の id と [横, 縦]",
                "additionalProperties": {
                    "type": "array",
                    "items": _COORDINATE,
                    "minItems": 2,
                    "maxItems": 2,
                },
            },
        },
        ["title", "opened_on"],
        "ひとつの世帯（事例）",
    ),
}

_AGENCY = (
    Entry("name", "機関・場所の名前", NAME, required=True),
    Entry("kana", "名前のよみ（地図で、かな二文字から探せる）", LINE),
    Entry("field", "分野（介護、障がい、子育て など）", LINE, required=True),
    Entry("kind", "名簿での区分（相談窓口、地域子育て支援拠点 など）", LINE),
    Entry("located_in", "建物（○○内）", LINE),
    Entry("address", "所在地", LINE),
    Entry("remark", "備考（休止中、直営 など）", TEXT),
    Entry("source", "出典", LINE),
)

DIRECTORY_FILE: dict[str, Any] = {
    "$schema": _DIALECT,
    "title": "機関名簿",
    **_object(
        {
            "format": _VERSION,
            "agencies": {
                "type": "array",
                "description": "機関・社会資源",
                "items": _object(
                    _properties(_AGENCY), [e.key for e in _AGENCY if e.required], "ひとつの機関・場所"
                ),
            },
        },
        ["agencies"],
        "機関名簿",
    ),
}
