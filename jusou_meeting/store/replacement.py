"""置き換え: a file written beside its place, which takes the place whole or not at all."""

from __future__ import annotations

import errno
import glob
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from jusou_meeting.store.file import FileProblem


@contextmanager
def in_place_of(to: Path, *, overwrite: bool = False) -> Iterator[Path]:
    """A draft beside the place, which takes it at once and for good when the block ends well.

    FileProblem when something lies there that may not be overwritten, or when nothing can be written there.
    """
    if to.is_dir():
        raise FileProblem(f"{to} はフォルダーです。その中のファイルの名前まで書いてください。")
    if to.exists() and not overwrite:
        raise FileProblem(
            f"{to} はすでにあります。別の名前にするか、上書きしてよければ --overwrite を付けてください。"
        )
    draft = to.with_name(f"{to.name}.{secrets.token_hex(4)}.draft")
    try:
        for left in to.parent.glob(f"{glob.escape(to.name)}.*.draft"):  # by a process that died half-way
            left.unlink()
        draft.touch(exist_ok=False)
        try:
            yield draft
            _take(draft, to)
        finally:
            draft.unlink(missing_ok=True)
    except OSError as error:
        raise FileProblem(_unwritable(to, error)) from error


def _take(draft: Path, to: Path) -> None:
    with draft.open("rb+") as written:
        os.fsync(written.fileno())
    draft.replace(to)
    if os.name != "nt":  # Windows syncs no folder; NTFS keeps its own journal of names
        folder = os.open(to.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _unwritable(to: Path, error: OSError) -> str:
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return f"ディスクに空きがないため {to} に書き込めません。空きを作ってから、もう一度お試しください。"
    if not to.parent.is_dir():
        return f"フォルダー {to.parent} がありません。場所を確かめるか、先に作ってください。"
    if error.errno == errno.ENAMETOOLONG:
        return f"{to.name} は名前が長すぎます。短くしてください。"
    return f"{to} に書き込めません。場所と権限を確かめ、ほかで開いていれば閉じてください。"
