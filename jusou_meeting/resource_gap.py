"""社会資源の不足: what help a meeting looked for in the community and did not find."""

from __future__ import annotations

from dataclasses import dataclass

from jusou_meeting.vocabulary import Fact, RecordId


@dataclass(frozen=True, slots=True, kw_only=True)
class ResourceGap(Fact):
    """社会資源の不足: one kind of help that is missing; it goes on to the yearly 推進会議."""

    meeting_id: RecordId
    text: str
    field: str = ""
    """分野; blank = not said."""
