"""待ち時間: after a few wrong tries the next one must wait, ever longer, but nobody is locked out for good."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Hashable
from datetime import datetime, timedelta
from typing import NamedTuple

FREE = 5
FIRST = timedelta(seconds=30)
LONGEST = timedelta(minutes=15)
_REMEMBERED = 10_000


class _Tries(NamedTuple):
    wrong: int
    last: datetime


class BackOff:
    """Wrong tries by whoever makes them; a restart forgets them, and so does a quarter of an hour after the wait.

    So many are free for each of them before the first wait.
    """

    def __init__(self, free: int = FREE) -> None:
        self._free = free
        self._tries: OrderedDict[Hashable, _Tries] = OrderedDict()
        self._lock = threading.Lock()

    def wait(self, who: Hashable, now: datetime) -> timedelta:
        """How long they have yet to wait; zero = they may try."""
        with self._lock:
            tries = self._tries.get(who)
        return timedelta() if tries is None else max(timedelta(), self._until(tries) - now)

    def wrong(self, who: Hashable, now: datetime) -> None:
        """They tried, and it was wrong."""
        with self._lock:
            before = self._tries.pop(who, None)
            forgotten = before is None or now - self._until(before) > LONGEST
            self._tries[who] = _Tries(1 if before is None or forgotten else before.wrong + 1, now)
            while len(self._tries) > _REMEMBERED:
                self._tries.popitem(last=False)

    def _until(self, tries: _Tries) -> datetime:
        """When their next try is heard."""
        if tries.wrong < self._free:
            return tries.last
        doublings: int = 2 ** min(tries.wrong - self._free, 10)
        return tries.last + min(LONGEST, FIRST * doublings)

    def right(self, who: Hashable) -> None:
        """They tried, and it was right."""
        with self._lock:
            self._tries.pop(who, None)


def sentence(wait: timedelta) -> str:
    """What somebody is told who must wait."""
    return f"続けて間違えたため、いまは受け付けられません。{int(wait.total_seconds()) + 1}秒ほど待ってから、もう一度お試しください。"
