"""名簿の表: a list of agencies and their people as a CSV file: an office's own, read line by line, and ours, written alike."""

from __future__ import annotations

import csv
import dataclasses
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from jusou_meeting.agency import Agency
from jusou_meeting.contact_person import ContactPerson
from jusou_meeting.finding import Finding, Stopped, Weight, stopped
from jusou_meeting.household_file.problem import HouseholdFileProblem, decoded
from jusou_meeting.japanese_date import exact_day
from jusou_meeting.text import clean, clean_line, folded
from jusou_meeting.vocabulary import AgencyId

LARGEST = 2_000_000
"""Bytes of a file: the agencies of a large city with all their people are a tenth of it."""
MOST_ROWS = 5_000
LONGEST = 300
"""Letters of one cell."""

AGENCY_COLUMNS = {
    "name": ("機関名", "機関", "名称", "施設名", "事業所名"),
    "kana": ("機関名のよみ", "よみ", "ふりがな"),
    "field": ("分野",),
    "kind": ("区分", "種別"),
    "located_in": ("建物",),
    "address": ("所在地", "住所"),
    "remark": ("備考",),
}
PERSON_COLUMNS = {
    "name": ("担当者氏名", "担当者", "担当者名", "氏名"),
    "kana": ("担当者のよみ", "氏名のよみ"),
    "job": ("職名", "役職", "職種"),
    "since_on": ("担当の開始", "開始日", "着任日", "いつから"),
    "until_on": ("担当の終了", "終了日", "退任日", "いつまで"),
}
"""What each column may be headed; the first is how the sample heads it."""
DAYS = ("since_on", "until_on")
"""The columns in which a day stands."""

_HEADED = {
    folded(word): (of, column)
    for of, columns in (("agency", AGENCY_COLUMNS), ("person", PERSON_COLUMNS))
    for column, words in columns.items()
    for word in words
}
_TITLE_ROWS = 10
"""So many rows may stand above the headings."""

_EXAMPLE = "（例）"
_SAMPLE = (
    ("（例）ひがし地域包括支援センター", "ひがしちいきほうかつしえんせんたー", "介護", "相談窓口", "ひがし会館内", "見本町一丁目2番3号", "", "見本 花子", "みほん はなこ", "社会福祉士", "2026/04/01", ""),
    ("（例）ひがし地域包括支援センター", "", "", "", "", "", "", "見本 太郎", "みほん たろう", "保健師", "2025/04/01", "2027/03/31"),
    ("（例）見本市社会福祉協議会", "みほんししゃかいふくしきょうぎかい", "地域", "", "", "", "担当者がまだ分からない機関", "", "", "", "", ""),
)  # fmt: skip

_EXCEL_ERROR = re.compile(r"#(N/A|REF!|NAME\?|VALUE!|DIV/0!|NUM!|NULL!|SPILL!)")
_FORMULA = re.compile("'*[=+\\-@＝＋－＠]")
"""What Excel would reckon with instead of showing it; behind an apostrophe it is words."""
_LOST = re.compile("[?\ufffd]")
_OTHER_KINDS = {
    b"PK": "これは Excel ブック（.xlsx）です",
    b"\xd0\xcf\x11\xe0": "これは古い Excel ブック（.xls）です",
    b"%PDF": "これは PDF です",
}
_AS_CSV = (
    "Excel の「名前を付けて保存」で、種類を「CSV UTF-8（コンマ区切り）」にして保存したものを選んでください。"
)


Said = dict[str, tuple[int, str]]
"""What the lines say of each field, with the line that said it first."""


@dataclasses.dataclass(frozen=True, slots=True)
class Listed:
    """表の一件: one agency of the table, in the words of all its lines."""

    number: int
    """The first of them, as Excel numbers it."""
    agency: Said = dataclasses.field(default_factory=dict)
    """By the fields of an `Agency`; a blank cell says nothing."""
    people: list[Said] = dataclasses.field(default_factory=list)
    """Each by the fields of a `ContactPerson`, a day in ISO."""


class Table(NamedTuple):
    """名簿の表: what a file says, as far as it could be read."""

    listed: tuple[Listed, ...]
    findings: tuple[Finding, ...]


def sample_table() -> bytes:
    """見本: the headings with invented lines, which are never read, as Excel on Windows opens it with a double click."""
    return _written(_SAMPLE)


def written_table(agencies: Iterable[Agency], people: Iterable[ContactPerson], *, today: date) -> bytes:
    """These agencies with those of their people who have not left, as `read_table` reads them and Excel opens them."""
    staffed: dict[AgencyId, list[ContactPerson]] = defaultdict(list)
    for person in people:
        if person.until_on is None or person.until_on >= today:
            staffed[person.agency_id].append(person)
    return _written(
        (*_written_cells(agency, AGENCY_COLUMNS), *_written_cells(person, PERSON_COLUMNS))
        for agency in agencies
        for person in staffed[agency.id] or (None,)
    )


def _written_cells(of: Agency | ContactPerson | None, columns: Iterable[str]) -> Iterator[str]:
    for column in columns:
        said: Any = "" if of is None else getattr(of, column)
        words = f"{said:%Y/%m/%d}" if isinstance(said, date) else said or ""
        yield f"'{words}" if _FORMULA.match(words) else words


def _written(lines: Iterable[Iterable[str]]) -> bytes:
    headings = (words[0] for columns in (AGENCY_COLUMNS, PERSON_COLUMNS) for words in columns.values())
    rows = (",".join('"' + cell.replace('"', '""') + '"' for cell in line) for line in (headings, *lines))
    return "".join(f"{row}\r\n" for row in rows).encode("utf-8-sig")


def read_table(data: bytes) -> Table:
    """The agencies of this file in their order; a finding for every line that cannot be read, or not as it was meant."""
    notes = Notes()
    try:
        listed = _listed(_rows(data, notes), notes)
    except Stopped as refused:
        return Table((), refused.findings)
    return Table(tuple(listed), notes.findings)


class Notes:
    """気づき: what was noticed of which line; what reads alike is said once."""

    def __init__(self) -> None:
        self._lines: dict[tuple[Weight, str], list[int]] = {}

    def stop(self, sentence: str, *lines: int) -> None:
        """Nothing can be taken before this is put right."""
        self._lines.setdefault((Weight.STOPS, sentence), []).extend(lines)

    def warn(self, sentence: str, *lines: int) -> None:
        """People judge whether this was meant."""
        self._lines.setdefault((Weight.WARNS, sentence), []).extend(lines)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Those that stop come first."""
        told = [Finding(weight, _at(lines) + sentence) for (weight, sentence), lines in self._lines.items()]
        return tuple(sorted(told, key=lambda finding: finding.weight is not Weight.STOPS))


def _at(lines: Sequence[int], most: int = 5) -> str:
    if not lines:
        return ""
    beyond = f"ほか{len(lines) - most}行" if len(lines) > most else ""
    return f"{'・'.join(map(str, lines[:most]))}行目{beyond}："


class _Row(NamedTuple):
    number: int
    """As Excel numbers it."""
    agency: Mapping[str, str]
    person: Mapping[str, str]


def _rows(data: bytes, notes: Notes) -> Iterator[_Row]:
    columns: dict[int, tuple[str, str]] | None = None
    for number, cells in _cells(data, notes):
        if not any(cell.strip() for cell in cells):
            continue
        if columns is None:
            columns = _columns(cells, number, notes)
            if columns is None and number >= _TITLE_ROWS:
                break
            continue
        said: dict[str, dict[str, str]] = {"agency": {}, "person": {}}
        for place, (of, column) in columns.items():
            cell = cells[place] if place < len(cells) else ""
            said[of][column] = _cell(cell, of, column, number, notes)
        yield _Row(number, said["agency"], said["person"])
    if columns is None:
        headings = "・".join(words[0] for words in (*AGENCY_COLUMNS.values(), *PERSON_COLUMNS.values()))
        raise stopped(f"「機関名」という見出しがありません。見出しの行を「{headings}」にしてください。")


def _cells(data: bytes, notes: Notes) -> Iterator[tuple[int, list[str]]]:
    """The rows as Excel numbers them, up to one that cannot be read; Stopped when it is no such file."""
    if len(data) > LARGEST:
        raise stopped(
            f"ファイルが大きすぎます（{LARGEST // 1_000_000}MBまで）。機関名簿かどうか確かめてください。"
        )
    if kind := next((said for start, said in _OTHER_KINDS.items() if data.startswith(start)), ""):
        raise stopped(f"{kind}。{_AS_CSV}")
    try:
        text = decoded(data).removeprefix("\ufeff")
    except HouseholdFileProblem as problem:
        raise stopped(f"{problem}{_AS_CSV}") from problem
    lines = re.split("\r\n|\r|\n", text)
    rows = csv.reader((f"{line}\n" for line in lines), strict=True)
    number = 0
    try:
        for number, cells in enumerate(rows, start=1):
            if number > MOST_ROWS:
                notes.stop(f"行が多すぎます（{MOST_ROWS}行まで）。")
                return
            yield number, cells
    except csv.Error:
        notes.stop('ここから先が読めません。「"」の付け方を確かめてください。', number + 1)


def _columns(cells: Sequence[str], number: int, notes: Notes) -> dict[int, tuple[str, str]] | None:
    """Which column says what; None = these are no headings."""
    words = [clean_line(cell) for cell in cells]
    known = {place: _HEADED[folded(word)] for place, word in enumerate(words) if folded(word) in _HEADED}
    if ("agency", "name") not in known.values():
        return None
    for place, meaning in known.items():
        if meaning in [known[other] for other in known if other < place]:
            notes.stop(
                f"「{words[place]}」と同じことを書く列が、もう一つあります。どちらかを消してください。",
                number,
            )
    unread = [word[:20] for place, word in enumerate(words) if word and place not in known]
    if unread:
        notes.warn(f"読まない列があります：{'・'.join(unread[:10])}")
    return known


def _cell(cell: str, of: str, column: str, number: int, notes: Notes) -> str:
    said = clean(cell).strip() if column == "remark" else clean_line(cell)
    said = said[1:] if said.startswith("'") and _FORMULA.match(said) else said
    heading = (AGENCY_COLUMNS if of == "agency" else PERSON_COLUMNS)[column][0]
    if len(said) > LONGEST:
        notes.stop(f"「{heading}」が長すぎます（{LONGEST}字まで）。", number)
        return said[:LONGEST]
    if _EXCEL_ERROR.fullmatch(said):
        notes.stop(f"「{heading}」が Excel の計算の誤り（{said}）です。", number)
    elif column in ("name", "kana") and _LOST.search(said):
        notes.warn(
            f"「{heading}」に「?」があります。保存したときに書けなかった字（𠮷など）かもしれません。"
            "「CSV UTF-8」で保存すると残ります。",
            number,
        )
    if column not in DAYS or not said:
        return said
    on = exact_day(said)
    if on is None:
        notes.stop(
            f"「{heading}」（{said}）が、どの日か分かりません。2026/4/1 か R8.4.1 のように書いてください。",
            number,
        )
    return "" if on is None else on.isoformat()


def _listed(rows: Iterable[_Row], notes: Notes) -> list[Listed]:
    listed: list[Listed] = []
    called: dict[str, list[Listed]] = defaultdict(list)
    for row in rows:
        name, person = row.agency["name"], row.person.get("name", "")
        if name.startswith(_EXAMPLE):
            notes.warn("見本の行なので読みません。", row.number)
            continue
        if not name:
            notes.stop(
                "機関名がありません。結合したセルは解いて、どの行にも機関名を入れてください。", row.number
            )
            continue
        known = called[folded(name)]
        entry = next((e for e in reversed(known) if _may_be(e.agency, row.agency, "address")), None)
        if entry is None:
            entry = Listed(row.number)
            known.append(entry)
            listed.append(entry)
        _say(entry.agency, row.agency, f"「{name}」", AGENCY_COLUMNS, row.number, notes)
        if person:
            _say(
                _among(entry.people, row.person),
                row.person,
                f"「{name}」の「{person}」",
                PERSON_COLUMNS,
                row.number,
                notes,
            )
        elif any(row.person.values()):
            notes.warn("担当者の氏名がないので、担当者は読みません。", row.number)
    return listed


def _among(people: list[Said], cells: Mapping[str, str]) -> Said:
    """Whoever of them is meant: of one name, a person who came twice is told by when."""
    name = folded(cells["name"])
    for known in reversed(people):
        if folded(known["name"][1]) == name and _may_be(known, cells, "since_on"):
            return known
    people.append({})
    return people[-1]


def _may_be(known: Said, cells: Mapping[str, str], column: str) -> bool:
    """Whether these lines may speak of one: they do not say this otherwise."""
    cell = cells.get(column, "")
    return not cell or column not in known or folded(known[column][1]) == folded(cell)


def _say(
    known: Said,
    cells: Mapping[str, str],
    whose: str,
    columns: Mapping[str, Sequence[str]],
    number: int,
    notes: Notes,
) -> None:
    for column, cell in cells.items():
        if not cell:
            continue
        first, said = known.setdefault(column, (number, cell))
        if column != "name" and folded(said) != folded(cell):
            notes.stop(
                f"{whose}の「{columns[column][0]}」が、{first}行目と違います。別のものなら名前を分け、同じなら揃えてください。",
                number,
            )
