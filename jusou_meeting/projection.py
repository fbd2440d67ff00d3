"""投影: what the wall shows, so that the room looks at one thing and strangers at none."""

from __future__ import annotations

from dataclasses import dataclass

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
    version: int = 0
