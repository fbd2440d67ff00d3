"""One municipality's file: its units of work, its one write path, and the lock of the server that holds it."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext
from itertools import count
from pathlib import Path

from filelock import FileLock, Timeout
from sqlite_utils import Database

from jusou_meeting.store.driver import Unreadable, connect, damaged, trouble
from jusou_meeting.store.migrations import migrations

_held: set[Path] = set()
"""The files whose lock this process holds."""


class FileProblem(Exception):
    """The file cannot be opened, or not by us, or not now; the sentence says what to do."""


class MunicipalFile:
    """A file, opened by path: every unit of work has a connection of its own, and writers queue up."""

    def __init__(self, path: Path, *, after_commit: Callable[[], None] = lambda: None) -> None:
        self.path = path
        self.after_commit = after_commit
        self._writers = threading.RLock()
        self._at_hand = threading.local()

    @classmethod
    def create(cls, path: Path, settings: Mapping[str, str]) -> MunicipalFile:
        """A new file with its settings and nothing else; FileProblem when something lies there already."""
        there = FileProblem(f"{path} はすでにあります。別の名前にするか、今あるファイルを使ってください。")
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists() and path.stat().st_size:
            raise there
        file = cls(path)
        with file.writing() as db:
            if db.table_names():
                raise there
            migrations.apply(db)
            db.conn.executemany("INSERT INTO setting VALUES (?, ?)", settings.items())
        return file

    @classmethod
    def open(cls, path: Path) -> MunicipalFile:
        """A file that exists, brought up to today's tables; FileProblem when it is none of ours, or held by a server."""
        if not path.is_file():
            raise FileProblem(
                f"{path} が見つかりません。場所を確かめるか、init（見本なら demo）で新しく作ってください。"
            )
        file = cls(path)
        try:
            with file.reading() as db:
                problem, behind = strangeness(path, db), bool(migrations.pending(db))
        except Unreadable as error:
            raise FileProblem(damaged(path)) from error
        if problem is not None:
            raise FileProblem(problem)
        if behind:
            with nullcontext() if path.resolve() in _held else file.lock():
                file.copy(beside(path, "before-update"))
                with file.writing() as db:
                    migrations.apply(db)
        return file

    @contextmanager
    def at_hand(self) -> Iterator[None]:
        """While this block runs, the units of work of this thread share a connection: opening one costs more than most questions.

        Between two units it holds no lock and sees what others commit.
        """
        if self._kept is not None:
            yield
            return
        with self._told(), closing(connect(self.path)) as self._at_hand.connection:
            try:
                yield
            finally:
                self._at_hand.connection = None

    @property
    def _kept(self) -> Database | None:
        return getattr(self._at_hand, "connection", None)

    def _connection(self) -> AbstractContextManager[Database]:
        """For one unit of work: the connection at hand when no unit is using it, or else one of its own."""
        kept = self._kept
        return closing(connect(self.path)) if kept is None or kept.conn.in_transaction else nullcontext(kept)

    @contextmanager
    def reading(self) -> Iterator[Database]:
        """A unit of reading: one consistent moment of the file."""
        with self._told(), self._connection() as db:
            db.execute("BEGIN")
            try:
                yield db
            finally:
                db.rollback()

    @contextmanager
    def writing(self) -> Iterator[Database]:
        """A unit of writing: all of it is on disk when the block ends, or nothing is."""
        with self._told(), self._writers, self._connection() as db:
            db.execute("BEGIN IMMEDIATE")
            try:
                yield db
                db.execute("COMMIT")
            except BaseException:
                db.rollback()
                raise
        self.after_commit()

    def copy(self, to: Path) -> None:
        """One consistent moment of the file as a file of its own, on disk when this returns; others go on working."""
        with self._told(), closing(connect(self.path)) as db:
            db.execute("VACUUM INTO ?", [str(to)])
        with to.open("rb+") as copy:
            os.fsync(copy.fileno())

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except Unreadable as error:
            sentence = trouble(self.path, error)
            if sentence is None:
                raise
            raise FileProblem(sentence) from error

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

    @contextmanager
    def lock(self) -> Iterator[None]:
        """What a server holds while it serves the file; FileProblem when another one does."""
        # not bound to a thread: a server may let go in another one than it began in
        lock = FileLock(f"{self.path}.lock", blocking=False, thread_local=False)
        try:
            lock.acquire()
        except Timeout as error:
            raise FileProblem(
                f"{self.path} はほかで使われています。そちらを終了してから、もう一度お試しください。"
            ) from error
        held = self.path.resolve()
        _held.add(held)
        try:
            yield
        finally:
            _held.remove(held)
            lock.release()


def beside(path: Path, word: str) -> Path:
    """A name beside this file that is not taken yet."""
    names = (path.with_name(f"{path.name}.{word}-{number}") for number in count(1))
    return next(name for name in names if not name.exists())


def strangeness(path: Path, db: Database) -> str | None:
    """Why a file is none that we can work with, in a sentence; None = it is one of ours."""
    with closing(Database(memory=True)) as empty:
        known = {migration.name for migration in migrations.pending(empty)}
    applied = {migration.name for migration in migrations.applied(db)}
    if not applied:
        return f"{path} はこのソフトのファイルではありません。"
    if applied - known:
        return f"{path} は新しい版のソフトで使われています。ソフトを更新してから開いてください。"
    return None


def _data_version(db: Database) -> int:
    (row,) = db.query("PRAGMA data_version")
    return int(row["data_version"])
