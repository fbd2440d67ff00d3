"""The file that this process serves: chosen once, at the start or on the first page."""

from __future__ import annotations

from jusou_meeting.store import Store

_served: list[Store] = []


def serve(store: Store) -> None:
    """From now on this process serves this file and no other."""
    if _served and _served[0].file.path != store.file.path:
        raise RuntimeError("this process already serves another file")
    _served[:] = [store]


def served() -> Store | None:
    """The file being served; None while nobody has chosen."""
    return _served[0] if _served else None


def stop_serving() -> None:
    """Let go of the file; a process that ends does so by itself."""
    _served.clear()
