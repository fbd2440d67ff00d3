"""組んだ図: a map is drawn once for all who see the same, in whatever window or on whatever paper."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from datetime import date
from functools import update_wrapper
from threading import Lock
from typing import Generic, ParamSpec, TypeVar

from jusou_meeting.ecomap.caption import caption as caption_of
from jusou_meeting.ecomap.folding import Folding
from jusou_meeting.ecomap.layout import seen_before
from jusou_meeting.ecomap.notation import STANDARD, Difference, Preset
from jusou_meeting.ecomap.scene import Scene, draw, framed
from jusou_meeting.household import Household, Position
from jusou_meeting.meeting import MeetingRecord
from jusou_meeting.role import refusals
from jusou_meeting.vocabulary import RecordId

P = ParamSpec("P")
T = TypeVar("T")

_MOST = 32
"""Of each household in use, as the office, the wall and the devices may see it."""


class Once(Generic[P, T]):
    """A pure function of values that never change, hashable or not; its last answers are kept.

    Whoever asks the same while it is at work waits for the one answer.
    """

    def __init__(self, function: Callable[P, T]) -> None:
        self._function = function
        self._kept: list[tuple[object, Future[T]]] = []
        self._lock = Lock()
        update_wrapper(self, function)

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> T:
        """What the function gives, or gave before."""
        asked_for = (args, kwargs)
        with self._lock:
            found = next((each for each in self._kept if each[0] == asked_for), None)
            asked = found or (asked_for, Future[T]())
            self._kept = [*self._but(asked), asked][-_MOST:]
        if found is None:
            try:
                asked[1].set_result(self._function(*args, **kwargs))
            except BaseException as failure:
                asked[1].set_exception(failure)
                with self._lock:
                    self._kept = self._but(asked)
                raise
        return asked[1].result()

    def _but(self, asked: tuple[object, Future[T]]) -> list[tuple[object, Future[T]]]:
        return [each for each in self._kept if each is not asked]


_drawn_once = Once(draw)
_ON_THE_MAP = (
    "case", "footing", "profile", "people", "people_ever", "involvements", "involvements_ever", "issues",
    "issues_ever", "ties", "family_ties", "roles", "roles_ever", "positions",
)  # fmt: skip
"""What of a household is drawn, beside whether a role was declined; another answer, a consent or a wish changes no map."""


def composed(
    household: Household,
    *,
    on: date,
    caption: Sequence[str] = (),
    heading: str = "",
    preset: Preset = STANDARD,
    marks: Mapping[RecordId, Difference] | None = None,
    seen_at: Mapping[RecordId, Position] | None = None,
) -> Scene:
    """As `compose`; what stands on the sheet besides the drawing is written anew for each reader."""
    declined = refusals(household.roles, household.confirmations)
    shown = Household(confirmations=declined, **{name: getattr(household, name) for name in _ON_THE_MAP})
    drawing = _drawn_once(shown, on=on, seen_at=seen_at)
    return framed(drawing, caption=caption, heading=heading, preset=preset, marks=marks)


def working_map(
    folding: Folding, *, on: date, record: MeetingRecord | None, author: str, preset: Preset
) -> Scene:
    """The household as a screen folds it (folded in no field, it is the household itself), in a meeting or outside one."""
    said = caption_of(folding.whole, on, record=record, author=author)
    return composed(
        folding.household,
        on=on,
        caption=(*said, *folding.said),
        preset=preset,
        seen_at=seen_before(folding, on=on),
    )
