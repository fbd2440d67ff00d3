"""One municipality's file: its units of work, its one write path, and the lock of the server that holds it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from filelock import FileLock, Timeout
from sqlite_utils import Database

from jusou_meeting.store.driver import DatabaseError, connect
from jusou_meeting.store.migrations import migrations


class FileProblem(Exception):
    """The file cannot be opened, or not by us, or not now; the sentence says what to do."""


class MunicipalFile:
    """A file, opened by path: every unit of work has a connection of its own, and writers queue up."""

    def __init__(self, path: Path, *, after_commit: Callable[[], None] = lambda: None) -> None:
        self.path = path
        self.after_commit = after_commit
        self._writers = threading.RLock()

    @classmethod
    def create(cls, path: Path) -> MunicipalFile:
        """A new file with empty tables; FileProblem when something lies there already."""
        if path.exists():
            raise FileProblem(f"{path} はすでにあります。別の名前にするか、今あるファイルを使ってください。")
        path.parent.mkdir(parents=True, exist_ok=True)
        file = cls(path)
        file._migrate()
        return file

    @classmethod
    def open(cls, path: Path) -> MunicipalFile:
        """A file that exists, brought up to today's tables; FileProblem when it is none of ours."""
        if not path.is_file():
            raise FileProblem(f"{path} が見つかりません。場所を確かめるか、init で新しく作ってください。")
        file = cls(path)
        try:
            file._migrate()
        except DatabaseError as error:
            raise FileProblem(
                f"{path} を開けません。壊れているか、別の種類のファイルです。控えから restore で戻してください。"
            ) from error
        return file

    def _migrate(self) -> None:
        known = {migration.name for migration in migrations.pending(Database(memory=True))}
        with self._writers, closing(connect(self.path)) as db:
            applied = {migration.name for migration in migrations.applied(db)}
            if not applied and db.table_names():
                raise FileProblem(f"{self.path} はこのソフトのファイルではありません。")
            if applied - known:
                raise FileProblem(
                    f"{self.path} は新しい版のソフトで使われています。ソフトを更新してから開いてください。"
                )
            migrations.apply(db)

    @contextmanager
    def reading(self) -> Iterator[Database]:
        """A unit of reading: one consistent moment of the file."""
        with closing(connect(self.path)) as db:
            db.execute("BEGIN")
            yield db

    @contextmanager
    def writing(self) -> Iterator[Database]:
        """A unit of writing: all of it is on disk when the block ends, or nothing is."""
        with self._writers:
            with closing(connect(self.path)) as db:
                db.execute("BEGIN IMMEDIATE")
                try:
                    yield db
                    db.execute("COMMIT")
                except BaseException:
                    db.rollback()
                    raise
            self.after_commit()

    @contextmanager
    def watching(self) -> Iterator[Callable[[], bool]]:
        """A question for one thread: has anybody, in whatever process, committed since it was last asked?"""
        with closing(connect(self.path)) as db:
            seen = _data_version(db)

            def changed() -> bool:
                nonlocal seen
                before, seen = seen, _data_version(db)
                return seen != before

            yield changed

    def held_by_server(self) -> bool:
        """Whether a server holds this file now."""
        try:
            with self.lock():
                return False
        except FileProblem:
            return True

    @contextmanager
    def lock(self) -> Iterator[None]:
        """What a server holds while it serves the file; FileProblem when another one does."""
        try:
            with FileLock(f"{self.path}.lock", blocking=False):
                yield
        except Timeout as error:
            raise FileProblem(
                f"{self.path} はほかで使われています。そちらを終了してから、もう一度お試しください。"
            ) from error


def _data_version(db: Database) -> int:
    (row,) = db.query("PRAGMA data_version")
    return int(row["data_version"])


def migrate_memory(db: Database) -> None:
    """Today's tables in any database, for tests and comparisons."""
    migrations.apply(db)
