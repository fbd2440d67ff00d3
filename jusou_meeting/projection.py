"""投影: what the wall shows, so that the room looks at one thing and strangers at none."""

from __future__ import annotations

from dataclasses import dataclass

from jusou_meeting.finding import Finding
from jusou_meeting.household import Household
from jusou_meeting.mask import Audience
from jusou_meeting.read_back import ReadAloud
from jusou_meeting.vocabulary import RecordId, SessionId


@dataclass(frozen=True, slots=True, kw_only=True)
class Projection:
    """投影: the state of the wall in one meeting."""

    meeting_id: RecordId
    dark: bool = True
    """Nothing is sent to the projector while it is dark."""
    nameless: bool = False
    """名前を伏せて映す: letters stand for everybody, and words that somebody wrote are left out."""
    lit_by: SessionId | None = None
    """Whoever lit it; when they have gone, so has the light. None = it is dark, or nobody's leaving darkens it."""
    focus_id: RecordId | None = None
    """The person, agency or issue the room is looking at; None = the whole map."""
    steps: int = 1
    """How far around it the room looks."""
    folded: tuple[str, ...] = ()
    """The fields whose agencies stand in one box each."""
    reading: RecordId | None = None
    """The role that is read aloud, whose words alone stand beside the map; None = none is."""
    gap: str = ""
    """The key of the one thing that is missing and stands on the wall; blank = none does."""
    version: int = 0

    @property
    def audience(self) -> Audience:
        """Whose eyes it is masked for."""
        return Audience.STRANGER if self.nameless else Audience.PROJECTOR


def on_the_wall(shown: Projection, household: Household, gap: Finding | None, role: ReadAloud | None) -> str:
    """What the wall shows now, in a line for whoever answers for it; `household`, `gap` and `role` as the wall reads them."""
    if shown.dark:
        return "投影：暗くしています"
    if role is not None:
        what = f"役割№{role.number}の読み上げ"
    elif gap is not None:
        what = gap.sentence
    elif shown.focus_id is not None:
        named = household.holds(shown.focus_id) or any(i.id == shown.focus_id for i in household.issues)
        center = f"「{household.called(shown.focus_id)}」" if named else "選んだもの"
        what = f"{center}のまわり{'（二つ先まで）' * (shown.steps > 1)}"
    else:
        what = "地図の全体"
    how = f"{'名前を伏せて' * shown.nameless}{'分野をたたんで' * bool(shown.folded)}"
    return f"投影中：{how}{what}"
