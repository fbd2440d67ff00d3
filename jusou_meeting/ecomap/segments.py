"""線分の束: of many lines at once, which cross which, and which boxes they run through."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from jusou_meeting.ecomap.geometry import Box, Point


class Segments:
    """線分の束: straight lines, each from its start to its end."""

    def __init__(self, starts: Sequence[Point], ends: Sequence[Point]) -> None:
        self._starts = np.array(starts, dtype=float).reshape(-1, 2)
        self._ends = np.array(ends, dtype=float).reshape(-1, 2)

    def lengths(self) -> NDArray[np.float64]:
        """How long each is."""
        return np.asarray(np.hypot(*(self._ends - self._starts).T))

    def crossing(self, others: Segments) -> NDArray[np.bool_]:
        """For each of them and each of the others, whether they properly cross."""
        return self._parts(others) & others._parts(self).T

    def _parts(self, others: Segments) -> NDArray[np.bool_]:
        """For each of them and each of the others, whether the line of the one has the ends of the other on either side."""
        (x, y), (dx, dy) = self._starts.T, (self._ends - self._starts).T
        one, two = (
            dx[:, None] * (points[:, 1] - y[:, None]) - dy[:, None] * (points[:, 0] - x[:, None])
            for points in (others._starts, others._ends)
        )
        return np.asarray(one * two < 0)

    def through(self, boxes: Sequence[Box]) -> NDArray[np.bool_]:
        """For each of them and each box, whether it runs through it (Liang and Barsky 1984)."""
        if not boxes:
            return np.zeros((len(self._starts), 0), dtype=bool)
        sides = np.array(boxes)
        ways = (self._ends - self._starts)[:, None, :]
        with np.errstate(divide="ignore", invalid="ignore"):
            to_low = (sides[:, :2] - self._starts[:, None, :]) / ways
            to_high = (sides[:, 2:] - self._starts[:, None, :]) / ways
        enters = np.minimum(to_low, to_high).max(axis=2).clip(min=0)
        leaves = np.maximum(to_low, to_high).min(axis=2).clip(max=1)
        return np.asarray(enters < leaves)


def bits(rows: NDArray[np.bool_]) -> list[int]:
    """Each row as one number: the first column is its lowest bit."""
    packed = np.packbits(rows, axis=1, bitorder="little")
    return [int.from_bytes(row.tobytes(), "little") for row in packed]
