"""ファイル: which file this process serves: found at the start, or chosen once on the first page."""

from __future__ import annotations

import argparse
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path

from jusou_meeting.store import FileProblem, Store
from jusou_meeting.store.demonstration import create_demonstration
from jusou_meeting.store.file import MunicipalFile
from jusou_meeting.store.location import default_file
from jusou_meeting.store.served import serve

_held = ExitStack()
"""The lock of the file that is served, for as long as the process lives."""


def location() -> Path:
    """Where this municipality's file lies: `--db` of the command line, else where it usually does."""
    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    parser.add_argument("--db", type=Path)
    asked: Path | None = parser.parse_known_args()[0].db
    return default_file() if asked is None else asked.absolute()


def demonstration_location() -> Path:
    """Where the demonstration lies: beside the municipality's file."""
    return location().with_name("demo.db")


def open_at_start() -> None:
    """Serve the file if there is one; the process ends with a sentence when it cannot be served."""
    if location().exists():
        try:
            with _locked(location()) as lock:
                _serve(Store.open(location()), lock)
        except FileProblem as problem:
            raise SystemExit(str(problem)) from problem


def begin(municipality: str) -> Store:
    """A new file, served from now on; FileProblem when there is one already."""
    with _locked(location()) as lock:
        return _serve(Store.create(location(), municipality=municipality), lock)


def begin_demonstration(*, afresh: bool, at: datetime) -> Store:
    """The demonstration, served from now on: the one that was there, or a new one with the sample households."""
    path = demonstration_location()
    with _locked(path) as lock:
        if afresh:
            path.unlink(missing_ok=True)
        return _serve(Store.open(path) if path.exists() else create_demonstration(path, at=at), lock)


def _locked(path: Path) -> ExitStack:
    lock = ExitStack()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lock.enter_context(MunicipalFile(path).lock())
    except OSError as error:
        raise FileProblem(f"{path.parent} に書き込めません。場所を確かめてください。") from error
    return lock


def _serve(store: Store, lock: ExitStack) -> Store:
    serve(store)
    _held.enter_context(lock.pop_all())
    return store
