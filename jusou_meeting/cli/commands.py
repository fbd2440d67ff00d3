"""The commands, each a few steps over what the screens use too."""

from __future__ import annotations

import re
import secrets
import sys
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, datetime
from getpass import GetPassWarning
from pathlib import Path
from typing import Any
from warnings import catch_warnings, simplefilter

import click

from jusou_meeting.cli.calling import OPERATOR, CalledWrongly
from jusou_meeting.cli.leaving import THINGS, Asked, leaving, log
from jusou_meeting.cli.listing import as_json, as_table, cases_of, meetings_of
from jusou_meeting.directory_table import read_table, sample_table, written_table
from jusou_meeting.directory_uptake import uptake
from jusou_meeting.ecomap.gap import descent_findings
from jusou_meeting.finding import Weight, stop_if_any, stopped
from jusou_meeting.household_file import read_household_file
from jusou_meeting.japanese_date import today_in_tokyo
from jusou_meeting.password import password_findings
from jusou_meeting.staff import Account, StaffRole
from jusou_meeting.store import Store
from jusou_meeting.store.backup import back_up, check, mark_of, restore
from jusou_meeting.store.demonstration import create_demonstration
from jusou_meeting.store.location import default_file
from jusou_meeting.store.password import hash_of
from jusou_meeting.store.replacement import in_place_of
from jusou_meeting.text import clean_line
from jusou_meeting.vocabulary import Footing, RecordId, StaffId

_FILE = click.Path(path_type=Path, dir_okay=False)


def _new_id() -> RecordId:
    return RecordId(secrets.token_hex(8))


def _with_file(command: Callable[..., Any]) -> Callable[..., Any]:
    return click.option(
        "--db",
        type=_FILE,
        default=default_file,
        show_default="環境変数 JUSOU_DB か利用者フォルダーのファイル",
        help="市町村のファイル。",
    )(command)


def _to_file(command: Callable[..., Any]) -> Callable[..., Any]:
    asked = click.option("--overwrite", is_flag=True, help="同じ名前のファイルがあれば、置き換えます。")
    place = click.option("--out", required=True, type=_FILE, help="書き出す先。")
    return place(asked(command))


@click.group(no_args_is_help=True, options_metavar="", subcommand_metavar="命令 [指定]")
def commands() -> None:
    """重層的支援会議のファイルを、画面を使わずに扱います。"""


def _command(
    name: str | None = None, short_help: str | None = None
) -> Callable[[Callable[..., None]], click.Command]:
    return commands.command(name, short_help=short_help, options_metavar="[指定]")


@_command()
@_with_file
def demo(db: Path) -> None:
    """見本の世帯が入った新しいファイルを作ります。"""
    store = create_demonstration(db, at=datetime.now(UTC))
    click.echo(f"見本のファイルを作りました：{db}（{len(store.cases.all(OPERATOR))}世帯）")


@_command(short_help="この市町村の新しいファイルを作ります。")
@_with_file
@click.option(
    "--municipality",
    metavar="名前",
    default="",
    help="市町村の名前。なければ、最初に画面を開いたときに入れます。",
)
def init(db: Path, municipality: str) -> None:
    """この市町村の新しいファイルを作ります。最初の包括化支援員は、画面の「新しく始める」で登録します。"""
    named = clean_line(municipality)
    Store.create(db, municipality=named)
    click.echo(
        f"新しいファイルを作りました：{db}" + ("" if named else "（市町村の名前は、最初の画面で入れます）")
    )


@_command(short_help="システム管理者のアカウントを作ります。")
@_with_file
@click.option("--login", metavar="名前", required=True, help="サインイン名。")
@click.option("--name", metavar="氏名", required=True, help="お名前。")
def administrator(db: Path, login: str, name: str) -> None:
    """システム管理者のアカウントを作ります。パスワードは、このあとに打ち込みます。ほかの職員は、その人が「管理」の画面で登録します。"""
    store, signed = Store.open(db), (clean_line(login), clean_line(name))
    if not all(signed):
        raise CalledWrongly("--login と --name には、名前を書いてください。")
    chosen = _chosen_password(near=(*signed, store.municipality))
    account = Account(
        id=StaffId(secrets.token_hex(8)),
        login=signed[0],
        name=signed[1],
        role=StaffRole.ADMINISTRATOR,
        password_hash=hash_of(chosen),
    )
    by = replace(OPERATOR, role=account.role)
    store.accounts.add(account, by=by, at=datetime.now(UTC))
    click.echo(f"システム管理者を登録しました：{account.name}")


def _chosen_password(*, near: Iterable[str]) -> str:
    password = _hidden("パスワード（15字以上）")
    stop_if_any(password_findings(password, near=near))
    if _hidden("もう一度") != password:
        raise stopped("2つのパスワードが一致していません。")
    return password


def _hidden(asked: str) -> str:
    with catch_warnings():
        simplefilter("ignore", GetPassWarning)  # in English, to whoever hands it over by a pipe
        return str(click.prompt(asked, hide_input=True))


@_command("password", short_help="忘れられたパスワードを決め直します。")
@_with_file
@click.option("--login", metavar="名前", required=True, help="サインイン名。")
def choose_password(db: Path, login: str) -> None:
    """職員のパスワードを決め直します。新しいパスワードは、このあとに打ち込みます。その人の開いている画面は、すぐに切れます。"""
    store = Store.open(db)
    account = store.accounts.named(clean_line(login))
    if account is None:
        raise stopped(f"「{clean_line(login)}」というサインイン名の職員はいません。")
    if account.disabled_at is not None:
        raise stopped("このアカウントは停止されています。また使うときは、新しく登録します。")
    chosen = _chosen_password(near=(account.login, account.name, store.municipality))
    store.accounts.choose_password(account, hash_of(chosen), by=OPERATOR, at=datetime.now(UTC))
    click.echo(f"パスワードを決め直しました：{account.name}")


@_command("import")
@_with_file
@click.argument("file", type=_FILE)
def import_household(db: Path, file: Path) -> None:
    """世帯ファイルを、新しい事例として取り込みます。誤りがあれば何も変えません。"""
    store = Store.open(db)
    contents = read_household_file(file.read_bytes(), new_id=_new_id, directory=store.directory.agencies())
    now = datetime.now(UTC)
    case = store.cases.open_case(
        OPERATOR,
        contents.case,
        contents.facts,
        sittings=contents.sittings,
        positions=contents.positions,
        at=now,
    )
    click.echo(f"取り込みました：{case.number} {case.title} {case.id}")
    if case.sample and not contents.case.sample:
        click.echo("これは見本のファイルです。実際の世帯の情報は入れないでください。", err=True)
    brought = store.cases.household(OPERATOR, case.id, Footing.STATUTORY)
    for finding in descent_findings(brought, today_in_tokyo(now)):
        click.echo(finding.sentence, err=True)


@_command(short_help="機関名簿（CSV）を一度に読み込みます。")
@_with_file
@click.argument("file", type=_FILE)
@click.option("--dry-run", is_flag=True, help="何も変えずに、何が変わるかだけを出します。")
@click.option("--sample", is_flag=True, help="読み込まずに、見出しの入った見本を FILE に書きます。")
@click.option("--export", "whole", is_flag=True, help="読み込まずに、いまの名簿を同じ形で FILE に書きます。")
def directory(db: Path, file: Path, dry_run: bool, sample: bool, whole: bool) -> None:
    """機関名簿（CSV）の機関と担当者を、一度に読み込みます。同じ名前の機関は直し、読めない行があれば何も変えません。"""
    now = datetime.now(UTC)
    if sample:
        with in_place_of(file, overwrite=False) as draft:
            draft.write_bytes(sample_table())
        click.echo(f"見本を書きました：{file}")
        return
    store = Store.open(db)
    if whole:
        listing = store.directory.listing()
        with in_place_of(file, overwrite=False) as draft:
            draft.write_bytes(written_table(*listing, today=today_in_tokyo(now)))
            store.door.log("export", at=now, staff=OPERATOR, screen="directory")
        click.echo(f"いまの名簿を書きました：{file}（{len(listing.agencies)}機関）")
        return
    found = uptake(
        read_table(file.read_bytes()), store.directory.listing(), today=today_in_tokyo(now), new_id=_new_id
    )
    for entry in found.entries:
        click.echo(f"{'新しい機関' if entry.new else '変わる機関'}　{'　'.join((entry.agency, *entry.said))}")
    for finding in found.findings:
        click.echo(finding.sentence, err=True)
    if any(finding.weight is Weight.STOPS for finding in found.findings):
        raise stopped("読めない所があるので、何も変えませんでした。")
    if dry_run:
        click.echo(f"まだ何も変えていません（{len(found.entries)}機関）。")
        return
    store.directory.take(OPERATOR, found, at=now)
    click.echo(f"読み込みました：{len(found.entries)}機関（いまと同じ {found.alike}機関）")


@_command("list")
@_with_file
@click.argument("what", type=click.Choice(["cases", "meetings"]))
@click.option("--json", "as_json_asked", is_flag=True, help="JSON（それぞれ id を持つ一覧）で出します。")
def list_records(db: Path, what: str, as_json_asked: bool) -> None:
    """事例（cases）か会議（meetings）の一覧を出します。"""
    store = Store.open(db)
    rows = cases_of(store, OPERATOR) if what == "cases" else meetings_of(store, OPERATOR)
    click.echo(as_json(rows, sys.stdout.encoding) if as_json_asked else as_table(rows, what))


@_command(short_help="会議の文書、世帯ファイル、エコマップ、年表、一日の予定を書き出します。")
@_with_file
@click.argument("what", type=click.Choice(THINGS))
@click.option("--meeting", metavar="ID", help="会議の id（household・ecomap・chronology のほか）。")
@click.option("--case", "case_id", metavar="ID", help="事例の id（household・ecomap・chronology）。")
@click.option("--confidential", is_flag=True, help="ecomap・chronology に、支援会議で得た情報も入れます。")
@click.option("--nameless", is_flag=True, help="ecomap の名前を、Ａさん・Ｂ機関のような文字に替えます。")
@click.option(
    "--numbered",
    is_flag=True,
    help="agenda・blank-roles・ecomap（.docx、--meeting で指定）を、番号を付けた部数だけ一つのファイルにします。",
)
@_to_file
def export(
    db: Path,
    what: str,
    meeting: str | None,
    case_id: str | None,
    confidential: bool,
    nameless: bool,
    numbered: bool,
    out: Path,
    overwrite: bool,
) -> None:
    """会議の文書（.docx）、世帯ファイル（household, .json）、エコマップ（ecomap, .svg か .png か .docx か .html）、年表（chronology, .docx）を書き出します。

    会議の文書は、会議録（minutes）、支援プラン案・支援方針案（plan）、役割分担表（roles）、機関ごとの役割票（role-sheets）、手書き用の役割分担表（blank-roles）、
    開催通知案（invitation）、準備シート（preparation-sheets）、次第（agenda）、出席者名簿（attendance）、会議録の訂正（corrections）、
    確定の証（certificate）です。その会議が入る開催の一日の予定（programme）と、次回の予定（calendar, .ics）も書き出せます。
    役割票に刷る訂正のリンクは、サインインした人が刷るときに画面で作ります。
    """
    store, now = Store.open(db), datetime.now(UTC)
    asked = Asked(
        what=what, out=out, meeting=meeting, case=case_id, confidential=confidential, nameless=nameless,
        numbered=numbered,
    )  # fmt: skip
    content, lines = leaving(store, asked, at=now)
    with in_place_of(out, overwrite=overwrite) as draft:
        draft.write_bytes(content)
        log(store, asked, lines, at=now)
    click.echo(f"書き出しました：{out}")


@_command()
@_with_file
@_to_file
def backup(db: Path, out: Path, overwrite: bool) -> None:
    """控えを取ります。会議の最中でも取れます。"""
    mark = back_up(Store.open(db).file, out, overwrite=overwrite)
    click.echo(f"控えを取りました：{out}（変更履歴の印 {mark}）")


@_command("restore")
@_with_file
@click.argument("file", type=_FILE)
def restore_backup(db: Path, file: Path) -> None:
    """控えから戻します。今のファイルは別の名前で残します。画面を開いている間は戻せません。"""
    kept = restore(file, db)
    click.echo(f"戻しました：{db}" + (f"（今までのファイルは {kept}）" if kept else ""))


def _read_mark(context: click.Context, parameter: click.Parameter, mark: str | None) -> str | None:
    if mark is not None and not re.fullmatch("[0-9]{1,9}-[0-9a-f]{16}", mark):
        raise CalledWrongly("--mark には、前に控えた印（12-0123456789abcdef のような形）を書いてください。")
    return mark


@_command("check")
@_with_file
@click.option(
    "--mark", metavar="印", callback=_read_mark, help="前に控えた印。そのときの変更履歴のままかも確かめます。"
)
def check_file(db: Path, mark: str | None) -> None:
    """ファイルと変更履歴が、書かれたままであることを確かめます。"""
    match list(check(db, mark=mark or "")):
        case []:
            click.echo(f"問題はありません。変更履歴の印は {mark_of(db)} です。")
        case [fault]:
            raise stopped(fault)
        case faults:
            click.echo("\n".join(faults))
            raise stopped(f"{len(faults)}か所に問題があります。控えから restore で戻してください。")
