"""読んだまま: what was read of a case last, for as long as nothing was committed since; thirty screens of one room read alike."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import TypeVar, cast

from sqlite_utils import Database

T = TypeVar("T")

_MOST = 16
"""Households and meetings; a room looks at one of each."""


class Remembered:
    """読んだまま: values that never change, each with the act after which it was read.

    It knows nothing of who may see what: ask it only for somebody who was let in.
    """

    def __init__(self) -> None:
        self._kept: OrderedDict[Hashable, tuple[int, object]] = OrderedDict()
        self._lock = Lock()

    def of(self, db: Database, key: Hashable, read: Callable[[], T]) -> T:
        """What `read` gives in this unit of reading, or gave in an earlier one since which no act was recorded."""
        (row,) = db.query("SELECT ifnull(max(seq), 0) AS seq FROM change")
        seq = int(row["seq"])
        with self._lock:
            kept = self._kept.get(key)
            if kept is not None:
                self._kept.move_to_end(key)
        if kept is not None and kept[0] == seq:
            return cast(T, kept[1])
        value = read()
        with self._lock:
            self._kept[key] = (seq, value)
            while len(self._kept) > _MOST:
                self._kept.popitem(last=False)
        return value
