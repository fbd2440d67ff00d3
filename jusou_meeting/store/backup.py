"""控え: a copy that is known to be sound before it is called one, the way back from it, and what is wrong with a file."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import closing
from functools import cache
from itertools import islice
from pathlib import Path

from sqlite_utils import Database

from jusou_meeting.store import history
from jusou_meeting.store.driver import Unreadable, connect, damaged, trouble
from jusou_meeting.store.file import FileProblem, MunicipalFile, beside, strangeness
from jusou_meeting.store.migrations import migrations
from jusou_meeting.store.projection import put_out
from jusou_meeting.store.replacement import in_place_of

_SIDECARS = ("-journal", "-wal", "-shm")
"""What SQLite may leave beside a file; an old one would be played into a new file of the same name."""

_NOTHING = (0, "0" * 64)
"""Where a history ends that has not begun."""

_ENOUGH = 5
"""Faults of one kind that are told; a damaged file has thousands."""


def back_up(file: MunicipalFile, to: Path, *, overwrite: bool = False) -> str:
    """A copy of the file as it is now, in the place of an earlier one only when it is sound; others go on working.

    Returns the mark of the copy.
    FileProblem says what is wrong; a copy that is not sound is kept under another name, for whoever looks into it.
    """
    _expect_another(file.path, to)
    with in_place_of(to, overwrite=overwrite) as draft:
        file.copy(draft)
        if any(check(draft)):
            kept = beside(to, "unsound")
            draft.replace(kept)
            raise FileProblem(
                f"{file.path} に問題があるため、控えを {kept} に分けて置きました。check で調べてください。"
            )
        return mark_of(draft)


def restore(source: Path, to: Path) -> Path | None:
    """Put a copy in the place of the file; what was there is kept beside it under the name returned (None = nothing was).

    Whoever was signed in when the copy was made is not: the cookie of a device that was since lost opens nothing.
    FileProblem when the copy is not sound, or while a server holds the file.
    """
    fault = next(check(source), None)
    if fault is not None:
        what, _, _ = fault.partition("。")
        raise FileProblem(f"この控えからは戻せません。{what}。別の控えを選んでください。")
    _expect_another(source, to)
    try:
        to.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FileProblem(f"フォルダー {to.parent} を作れません。場所と権限を確かめてください。") from error
    with MunicipalFile(to).lock(), in_place_of(to, overwrite=True) as draft:
        MunicipalFile(source).copy(draft)
        _shut_out_everybody(draft)
        kept = _kept(to) if to.exists() else None
        for sidecar in _SIDECARS:
            Path(f"{to}{sidecar}").unlink(missing_ok=True)
    return kept


def _shut_out_everybody(draft: Path) -> None:
    with MunicipalFile(draft).writing() as db:
        db.execute("UPDATE session SET revoked_at = seen_at WHERE revoked_at IS NULL OR revoked_at > seen_at")
        db.execute("DELETE FROM join_code")
        put_out(db)
    for sidecar in _SIDECARS:
        Path(f"{draft}{sidecar}").unlink(missing_ok=True)


def _expect_another(path: Path, to: Path) -> None:
    if to.exists() and to.samefile(path):
        raise FileProblem(f"{to} は元のファイルそのものです。別の名前にしてください。")


def mark_of(path: Path) -> str:
    """Where the history of a file ends, short enough for paper: the number of its last act, and what its link begins with.

    Whoever rewrote all of it would have to rewrite the paper, too.
    """
    with closing(connect(path)) as db:
        seq, link = next(_links(db, "ORDER BY seq DESC"), _NOTHING)
    return _mark(seq, link)


def check(path: Path, *, mark: str = "") -> Iterator[str]:
    """What is wrong with a file, in sentences; nothing = it is sound, and its history stands as it was written.

    With a `mark` of an earlier day also: as it was on that day, and has only gone on.
    """
    if not path.is_file():
        yield f"{path} が見つかりません。"
        return
    try:
        with closing(connect(path)) as db:
            db.execute("BEGIN")
            yield from _faults(path, db, mark)
    except Unreadable as error:
        yield trouble(path, error) or damaged(path)


def _faults(path: Path, db: Database, mark: str) -> Iterator[str]:
    damage = [row["integrity_check"] for row in db.query(f"PRAGMA integrity_check({_ENOUGH})")]
    if damage != ["ok"]:
        yield f"{path} が壊れています（{'、'.join(damage)}）。"
        return
    if (strange := strangeness(path, db)) is not None:
        yield strange
        return
    for row in islice(db.query("PRAGMA foreign_key_check"), _ENOUGH):
        yield f"{path} の {row['table']} に、もとの記録（{row['parent']}）がない行があります。"
    if not migrations.pending(db):
        ours, theirs = _tables_of_today(), _tables(db)
        for name in sorted(ours.keys() | theirs.keys()):
            if ours.get(name) != theirs.get(name):
                yield f"{path} の表の作り（{name}）が、このソフトのものと違います。"
    yield from history.broken_links(db)
    if mark:
        yield from _moved(db, mark)


def _moved(db: Database, mark: str) -> Iterator[str]:
    marked = int(mark.split("-")[0])
    last, _ = next(_links(db, "ORDER BY seq DESC"), _NOTHING)
    if marked > last:
        yield f"変更履歴は{last}番までです。印 {mark} を控えたあとに、前の控えへ戻されたか、消されています。"
    elif _mark(*next(_links(db, "WHERE seq = ?", marked), _NOTHING)) != mark:
        yield f"変更履歴の{marked}番が、印 {mark} を控えたときと違います。"


def _links(db: Database, which: str, *values: int) -> Iterator[tuple[int, str]]:
    return (
        (row["seq"], row["hash"]) for row in db.query(f"SELECT seq, hash FROM change {which} LIMIT 1", values)
    )


def _mark(seq: int, link: str) -> str:
    return f"{seq}-{link[:16]}"


@cache
def _tables_of_today() -> dict[str, str]:
    with closing(Database(memory=True)) as db:
        migrations.apply(db)
        return _tables(db)


def _tables(db: Database) -> dict[str, str]:
    """What the tables, indexes and triggers are, less how they are laid out and commented."""
    return {
        row["name"]: " ".join(re.sub("--[^\n]*", "", row["sql"]).split())
        for row in db.query("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL")
    }


def _kept(path: Path) -> Path:
    kept = beside(path, "before-restore")
    for suffix in ("", *_SIDECARS):
        there = Path(f"{path}{suffix}")
        if there.exists() and (there.stat().st_size or not suffix):  # an empty journal tells of nothing
            shutil.copyfile(there, f"{kept}{suffix}")
    return kept
