"""取り込めないわけ: what is wrong with a file and where, in one Japanese sentence for whoever wrote it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any, NoReturn

from jsonschema import Draft202012Validator, FormatChecker

from jusou_meeting.household_file.guess import meant, nearest
from jusou_meeting.household_file.shape import EARLIEST, LATEST, clock, day, instant
from jusou_meeting.text import clean_line

LARGEST = 5_000_000
"""A hundred times a household with years of meetings."""


class HouseholdFileProblem(Exception):
    """The file was refused and nothing of it was taken; the message says what is wrong and where."""


def parsed(data: bytes | str, schema: dict[str, Any]) -> Any:
    """The document that the file holds, in the shape that the schema asks for."""
    if len(data) > LARGEST:
        raise HouseholdFileProblem(
            f"ファイルが大きすぎます（{LARGEST // 1_000_000}MBまで）。世帯ファイルかどうか確かめてください。"
        )
    text = (decoded(data) if isinstance(data, bytes) else data).removeprefix("\ufeff")
    if not text.strip():
        raise HouseholdFileProblem("ファイルが空です。")
    try:
        document = _loaded(text)
        error = next(Draft202012Validator(schema, format_checker=_FORMATS).iter_errors(document), None)
    except RecursionError:
        raise HouseholdFileProblem(
            "[ ] や { } の入れ子が深すぎて読めません。世帯ファイルかどうか確かめてください。"
        ) from None
    if error is not None:
        raise HouseholdFileProblem(_told(document, error))
    return document


def decoded(data: bytes) -> str:
    """What a file says that was written as UTF-8 or, by older Windows programs, as CP932; HouseholdFileProblem for any other."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in data[:4]:
        raise HouseholdFileProblem("文字コードが UTF-16 です。UTF-8 で保存し直してください。")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
    lenient = data.decode("utf-8", "replace")
    broken = lenient.count("\ufffd")
    if sum(not letter.isascii() for letter in lenient) > 2 * broken:  # read as cp932 it would come in garbled
        raise HouseholdFileProblem(f"{line}行目に壊れた文字があります。UTF-8 で保存し直してください。")
    try:
        return data.decode("cp932")
    except UnicodeDecodeError:
        raise HouseholdFileProblem(
            f"{line}行目の文字が読めません。文字コードを UTF-8 にして保存し直してください。"
        ) from None


def _loaded(text: str) -> Any:
    try:
        return json.loads(text, object_pairs_hook=_object, parse_constant=partial(_no_number, text))
    except json.JSONDecodeError as error:
        found = _at_the_comma(text, error)
        raise HouseholdFileProblem(
            f"{found.lineno}行目の{found.colno}文字目で JSON として読めません。{_hint(text, found)}"
        ) from None
    except ValueError:  # a whole number of thousands of digits
        raise HouseholdFileProblem("桁の多すぎる数があります。数を確かめてください。") from None


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        name = called(made)
        beside = f"（{name}のところ）" if name else ""
        raise HouseholdFileProblem(f"{shown(twice)}という項目が、ひとつの {{ }} の中に2回あります{beside}。")
    return made


def _no_number(text: str, word: str) -> NoReturn:
    found = re.search(rf"[\[:,]\s*({word})\b", text)
    line = text.count("\n", 0, found.start(1)) + 1 if found else 1
    raise HouseholdFileProblem(f"{line}行目の「{word}」は数として使えません。数を確かめてください。")


_FULL_WIDTH = {
    "，": ",",
    "、": ",",
    "：": ":",
    "“": '"',
    "”": '"',
    "＂": '"',
    "｛": "{",
    "｝": "}",
    "［": "[",
    "］": "]",
}
_PYTHON = {"none": "null"}
_HINTS = {
    "Expecting property name": '直前の「,」が余分か、項目の名前が「"」で囲まれていません。',
    "Expecting ',' delimiter": 'その前に「,」が抜けているか、「"」やかっこの閉じ忘れがあります。',
    "Expecting ':' delimiter": "項目の名前の後に「:」がありません。",
    "Expecting value": '値がないか、直前の「,」が余分か、文字が「"」で囲まれていません。',
    "Illegal trailing comma": "最後の「,」が余分です。",
    "Unterminated string": '「"」が閉じられていません。',
    "Invalid control character": "文字の中に改行やタブがそのまま入っています。改行は \\n と書いてください。",
    "Invalid \\": "「\\」の後の書き方が違います。「\\」そのものは「\\\\」と書いてください。",
    "Extra data": "そこで終わるはずなのに、続きがあります。",
}


def _at_the_comma(text: str, error: json.JSONDecodeError) -> json.JSONDecodeError:
    """The fault where Python 3.13 finds it, at a comma before the end; older ones find it at the bracket after."""
    before = text[: error.pos].rstrip()
    if text[error.pos : error.pos + 1] in tuple("]}") and before.endswith(","):
        return json.JSONDecodeError("Illegal trailing comma", text, len(before) - 1)
    return error


def _hint(text: str, error: json.JSONDecodeError) -> str:
    if error.pos >= len(text.rstrip()):
        return "ファイルが途中で終わっています。"
    if not text[: error.pos].strip():
        return "ファイルは「{」で始まります。"
    letter = text[error.pos]
    if text.startswith(("//", "/*", "#"), error.pos):
        return "注釈は書けません。消すか、note などの項目に書いてください。"
    if letter == "'":
        return "「'」ではなく「\"」で囲んでください。"
    if letter == "　":
        return "全角の空白があります。半角にするか、消してください。"
    if word := re.compile("true|false|null|none", re.IGNORECASE).match(text, error.pos):
        return f"小文字の {_PYTHON.get(word[0].lower(), word[0].lower())} にしてください。"
    if letter in _FULL_WIDTH:
        return f"全角の「{letter}」を半角の「{_FULL_WIDTH[letter]}」にしてください。"
    return next(
        (hint for said, hint in _HINTS.items() if error.msg.startswith(said)), "書き方を確かめてください。"
    )


def place(document: Any, path: Iterable[str | int]) -> str:
    """Where in the file: people の3人目（母）の sex."""
    said, here = "", document
    for step in path:
        here = here[step]
        if isinstance(step, str):
            of = f"{with_particle(said, 'の')} " if said else ""
            said = f"{of}{step}"
        elif isinstance(here, dict):
            counter = "人目" if said.endswith(("people", "attendees")) else "件目"
            name = called(here)
            said = f"{with_particle(said, 'の')}{step + 1}{counter}" + (f"（{name}）" if name else "")
        else:
            said = f"{with_particle(said, 'の')}{step + 1}つ目"
    return said or "ファイルの一番外側"


def with_particle(said: str, particle: str) -> str:
    """The place followed by が, に, の; a key of the file stands a little apart from it."""
    return f"{said} {particle}" if said[-1].isascii() else f"{said}{particle}"


def shown(value: Any) -> str:
    """A value as a sentence may quote it: short, on one line."""
    match value:
        case str():
            return f"「{_short(value)}」"
        case dict():
            return " { } のまとまり"
        case list():
            return " [ ] の一覧"
    return f" {_short(json.dumps(value))} "


def offered(meant: str) -> str:
    """What was probably meant, as a question; blank when nothing was."""
    return f"{shown(meant)}ではありませんか。" if meant else ""


def _short(text: str) -> str:
    line = clean_line(text[:200])
    return line if len(line) <= 30 else f"{line[:30]}…"


def called(record: dict[str, Any]) -> str:
    """How people recognise a record of the file."""
    for key in ("label", "kinship", "name", "agency_name", "title", "task", "held_on", "text"):
        if isinstance(said := record.get(key), str) and (line := _short(said)):
            return line
    return ""


_TYPES = {
    "string": '「"」で囲んだ文字',
    "boolean": "true か false",
    "array": "[ ] の一覧",
    "object": "{ } のまとまり",
    "number": "数",
    "integer": "整数",
    "null": "null",
}


def _told(document: Any, error: Any) -> str:
    """The schema's complaint, in the words of whoever wrote the file."""
    where, value, asked = place(document, error.absolute_path), error.instance, error.validator_value
    is_now = f"{with_particle(where, 'が')}{shown(value)}です。"
    match error.validator:
        case "additionalProperties":
            known = error.schema["properties"]
            key = next(key for key in value if key not in known)
            hint = offered(nearest(key, known)) or f"使える項目は {'、'.join(known)} です。"
            return f"{with_particle(where, 'に')}{shown(key)}という項目はありません。{hint}"
        case "required":
            key = next(key for key in asked if key not in value)
            return f"{with_particle(where, 'に')} {key}（{error.schema['properties'][key]['description']}）がありません。"
        case "enum":
            words = [word for word in asked if word is not None]
            hint = offered(nearest(value, words)) if isinstance(value, str) else ""
            return f"{is_now}{hint}{''.join(map(shown, words))}のどれかにしてください。"
        case "type":
            types = asked if isinstance(asked, list) else [asked]
            wanted = "、または ".join(_TYPES[name] for name in types)
            hint = (
                _FORMAT_HINTS.get(error.schema.get("format"))
                or f"{with_particle(wanted, 'に')}してください。"
            )
            return is_now + hint
        case "format" if asked == "nonblank":
            return f"{with_particle(where, 'が')}空です。"
        case "format":
            return is_now + (offered(meant(asked, value)) or _FORMAT_HINTS[asked])
        case "minItems" | "maxItems":
            return f"{with_particle(where, 'に')}は {asked} つ書いてください（いまは {len(value)} つです）。"
        case "uniqueItems":
            return f"{with_particle(where, 'に')}同じものが2回書かれています。"
        case "minimum" | "maximum":
            return (
                f"{is_now}{error.schema['minimum']} から {error.schema['maximum']} までの数にしてください。"
            )
        case "const":
            return f"{is_now}このソフトが読めるのは {asked} です。"
    raise AssertionError(error.validator)


_FORMAT_HINTS = {
    "date": f"日付は 2026-11-26 のように書いてください（{EARLIEST.year}年から{LATEST.year}年まで）。",
    "time": "時刻は 14:00 のように書いてください。",
    "date-time": "日時は 2026-11-26T14:00 のように書いてください。",
}
_FORMATS = FormatChecker(formats=())


def _reads(read: Callable[[str], object]) -> Callable[[object], bool]:
    def check(value: object) -> bool:
        if isinstance(value, str):
            read(value)
        return True

    return check


def _nonblank(written: str) -> None:
    if not clean_line(written):
        raise ValueError(written)


for _format, _read in {"date": day, "time": clock, "date-time": instant, "nonblank": _nonblank}.items():
    _FORMATS.checks(_format, raises=ValueError)(_reads(_read))
