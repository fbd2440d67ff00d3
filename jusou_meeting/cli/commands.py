"""The commands, each a few steps over what the screens use too."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from jusou_meeting.documents.issue import ecomap_file, minutes_file
from jusou_meeting.finding import Finding, Stopped, Weight
from jusou_meeting.household_file import read_household_file, write_household_file
from jusou_meeting.japanese_date import today_in_tokyo
from jusou_meeting.staff import NotAllowed, Staff, StaffRole
from jusou_meeting.store import Store
from jusou_meeting.store.backup import back_up, check, restore
from jusou_meeting.store.demonstration import create_demonstration
from jusou_meeting.store.draft import in_place_of
from jusou_meeting.store.location import default_file
from jusou_meeting.vocabulary import CaseId, Footing, RecordId, StaffId

OPERATOR = Staff(id=StaffId("command-line"), name="コマンド", role=StaffRole.COORDINATOR)
"""Whoever can read the file holds all of it; what they do is written down like everything else."""


class CalledWrongly(click.UsageError):
    """A command was called without what it needs; the sentence says what."""


_FILE = click.Path(path_type=Path, dir_okay=False)


def _new_id() -> RecordId:
    return RecordId(secrets.token_hex(8))


def _with_file(command: Callable[..., Any]) -> Callable[..., Any]:
    return click.option(
        "--db",
        type=_FILE,
        default=default_file,
        show_default="JUSOU_DB、なければ利用者フォルダーのファイル",
        help="市町村のファイル。",
    )(command)


def _to_file(command: Callable[..., Any]) -> Callable[..., Any]:
    asked = click.option("--overwrite", is_flag=True, help="同じ名前のファイルがあれば、置き換えます。")
    place = click.option("--out", required=True, type=_FILE, help="書き出す先。")
    return place(asked(command))


@click.group(no_args_is_help=True)
def commands() -> None:
    """重層的支援会議のファイルを、画面を使わずに扱います。"""


@commands.command()
@_with_file
def demo(db: Path) -> None:
    """見本の世帯が入った新しいファイルを作ります。"""
    store = create_demonstration(db, at=datetime.now(UTC))
    click.echo(f"見本のファイルを作りました：{db}（{len(store.cases.all(OPERATOR))}世帯）")


@commands.command()
@_with_file
@click.option("--municipality", default="", help="市町村の名前。あとで画面からも入れられます。")
def init(db: Path, municipality: str) -> None:
    """この市町村の新しいファイルを作ります。最初の包括化支援員は、画面の「新しく始める」で登録します。"""
    Store.create(db, municipality=municipality)
    click.echo(f"新しいファイルを作りました：{db}")


@commands.command("import")
@_with_file
@click.argument("file", type=_FILE)
def import_household(db: Path, file: Path) -> None:
    """世帯ファイルを、新しい事例として取り込みます。誤りがあれば何も変えません。"""
    store = Store.open(db)
    contents = read_household_file(file.read_bytes(), new_id=_new_id, directory=store.cases.agencies())
    case = store.cases.open_case(
        OPERATOR,
        contents.case,
        contents.facts,
        sittings=contents.sittings,
        positions=contents.positions,
        at=datetime.now(UTC),
    )
    click.echo(f"取り込みました：{case.number} {case.title} {case.id}")


@commands.command("list")
@_with_file
@click.argument("what", type=click.Choice(["cases", "meetings"]))
@click.option("--json", "as_json", is_flag=True, help="JSON（それぞれ id を持つ一覧）で出します。")
def list_records(db: Path, what: str, as_json: bool) -> None:
    """事例（cases）か会議（meetings）の一覧を出します。"""
    store = Store.open(db)
    rows = _cases(store) if what == "cases" else _meetings(store)
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    for row in rows:
        click.echo("\t".join(str(value) for value in row.values()))


def _cases(store: Store) -> list[dict[str, object]]:
    return [
        {
            "id": case.id,
            "number": case.number,
            "title": case.title,
            "opened_on": case.opened_on.isoformat(),
            "sample": case.sample,
        }
        for case in store.cases.all(OPERATOR)
    ]


def _meetings(store: Store) -> list[dict[str, object]]:
    return [
        {
            "id": record.meeting.id,
            "case": case.id,
            "case_number": case.number,
            "kind": record.meeting.kind.label,
            "ordinal": record.meeting.ordinal,
            "held_on": record.sitting.held_on.isoformat(),
            "place": record.sitting.place,
            "closed": record.meeting.closed_at is not None,
        }
        for case in store.cases.all(OPERATOR)
        for record in store.cases.meetings(OPERATOR, case.id, Footing.STATUTORY)
    ]


@commands.command()
@_with_file
@click.argument("what", type=click.Choice(["minutes", "household", "ecomap"]))
@click.option("--meeting", help="会議の id（minutes）。")
@click.option("--case", "case_id", help="事例の id（household、ecomap）。")
@click.option("--confidential", is_flag=True, help="ecomap に、支援会議で得た情報も入れます。")
@_to_file
def export(
    db: Path,
    what: str,
    meeting: str | None,
    case_id: str | None,
    confidential: bool,
    out: Path,
    overwrite: bool,
) -> None:
    """会議録（minutes, .docx）、世帯ファイル（household, .json）、エコマップ（ecomap, .svg か .png）を書き出します。"""
    store = Store.open(db)
    now = datetime.now(UTC)
    if what == "minutes":
        content = _minutes(store, meeting, out)
    elif what == "household":
        content = _household(store, _known_case(store, case_id), out)
    else:
        footing = Footing.STATUTORY if confidential else Footing.CONSENT
        content = _ecomap(store, _known_case(store, case_id), footing, out, now)
    with in_place_of(out, overwrite=overwrite) as draft:
        draft.write_bytes(content)
        store.door.log(
            "export", at=now, staff=OPERATOR, screen=what,
            case_id=None if case_id is None else CaseId(case_id),
            meeting_id=None if meeting is None else RecordId(meeting),
        )  # fmt: skip
    click.echo(f"書き出しました：{out}")


def _minutes(store: Store, meeting: str | None, out: Path) -> bytes:
    if meeting is None:
        raise CalledWrongly("--meeting を指定してください。")
    _expect_suffix(out, ".docx")
    try:
        case_id, record = store.cases.meeting(OPERATOR, RecordId(meeting))
    except NotAllowed:
        raise _stopped(f"会議 {meeting} はありません。list meetings で id を確かめてください。") from None
    footing = record.meeting.kind.footing
    household = store.cases.household(OPERATOR, case_id, footing)
    earlier = store.cases.meetings(OPERATOR, case_id, footing)
    return minutes_file(record, household, earlier, organisation=store.municipality)


def _household(store: Store, case_id: CaseId, out: Path) -> bytes:
    _expect_suffix(out, ".json")
    return write_household_file(store.cases.contents(OPERATOR, case_id), store.cases.agencies()).encode()


def _ecomap(store: Store, case_id: CaseId, footing: Footing, out: Path, now: datetime) -> bytes:
    _expect_suffix(out, ".svg", ".png")
    household = store.cases.household(OPERATOR, case_id, footing)
    return ecomap_file(household, on=today_in_tokyo(now), suffix=out.suffix.lower())


def _known_case(store: Store, case_id: str | None) -> CaseId:
    if case_id is None:
        raise CalledWrongly("--case を指定してください。")
    if all(case.id != case_id for case in store.cases.all(OPERATOR)):
        raise _stopped(f"事例 {case_id} はありません。list cases で id を確かめてください。")
    return CaseId(case_id)


def _expect_suffix(out: Path, *suffixes: str) -> None:
    if out.suffix.lower() not in suffixes:
        raise _stopped(f"書き出す先の名前は {' か '.join(suffixes)} で終わるようにしてください。")


def _stopped(sentence: str) -> Stopped:
    return Stopped((Finding(Weight.STOPS, sentence),))


@commands.command()
@_with_file
@_to_file
def backup(db: Path, out: Path, overwrite: bool) -> None:
    """控えを取ります。会議の最中でも取れます。"""
    back_up(Store.open(db).file, out, overwrite=overwrite)
    click.echo(f"控えを取りました：{out}")


@commands.command("restore")
@_with_file
@click.argument("file", type=_FILE)
def restore_backup(db: Path, file: Path) -> None:
    """控えから戻します。今のファイルは別の名前で残します。画面を開いている間は戻せません。"""
    kept = restore(file, db)
    click.echo(f"戻しました：{db}" + (f"（今までのファイルは {kept}）" if kept else ""))


@commands.command("check")
@_with_file
def check_file(db: Path) -> None:
    """ファイルと変更履歴が、書かれたままであることを確かめます。"""
    faults = list(check(db))
    for fault in faults:
        click.echo(fault)
    if faults:
        raise _stopped(f"{len(faults)}か所に問題があります。控えから restore で戻してください。")
    click.echo("問題はありません。")
