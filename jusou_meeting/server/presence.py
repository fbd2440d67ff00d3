"""在室: which sockets each session holds open; when a session ends, so do they."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager

from jusou_meeting.vocabulary import SessionId


class Presence:
    """The sockets of this process by session; used on the event loop only."""

    def __init__(self) -> None:
        self._ends: defaultdict[SessionId, set[asyncio.Event]] = defaultdict(set)

    @contextmanager
    def socket(self, session_id: SessionId) -> Iterator[asyncio.Event]:
        """Hold a socket open; the event is set when its session has ended."""
        ended = asyncio.Event()
        self._ends[session_id].add(ended)
        try:
            yield ended
        finally:
            self._ends[session_id].discard(ended)
            if not self._ends[session_id]:
                del self._ends[session_id]

    def session_ids(self) -> frozenset[SessionId]:
        """Whoever holds a socket now."""
        return frozenset(self._ends)

    def end(self, session_id: SessionId) -> None:
        """Close every socket of this session."""
        for ended in self._ends.get(session_id, ()):
            ended.set()


presence = Presence()
"""Of this process, which serves one file."""
