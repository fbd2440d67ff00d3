"""画面の言葉と文字: the page is in Japanese and in our fonts, and runs again when a lost connection is back or nothing of it came."""

from __future__ import annotations

from jusou_meeting.ui.unseen import unseen
from jusou_meeting.ui.workspace import tell_back


def prepare_document() -> None:
    """Make this page ours; called once on every page, outside any fragment."""
    asked = unseen("document")(
        key="document", on_reconnected_change=lambda: None, on_bare_change=lambda: None
    )
    if asked.reconnected:
        tell_back()
