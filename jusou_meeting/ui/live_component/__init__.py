"""いまの画面: repaints a board when somebody elsewhere changed what it shows."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from jusou_meeting.ui.unseen import unseen
from jusou_meeting.ui.workspace import tell_again
from jusou_meeting.vocabulary import CaseId, RecordId

_LOOK_EVERY = 2.0
"""Seconds between two looks where the socket is refused."""


def watch(
    revision: Callable[[], int],
    *,
    case_id: CaseId | None = None,
    meeting_id: RecordId | None = None,
    also: Callable[[], tuple[str, ...]] = tuple,
) -> int:
    """Run the board again, and the fragments that `also` names then, when the revision is not the one painted here.

    Call it before the board reads what it shows, best at the top of that fragment: what is committed in between is
    then painted once more, and one's own change is not. Returns the revision painted here. A participant or projector hears of its own meeting, whatever
    is named here. Where a proxy lets no socket through, the revision is looked at every 2 seconds.
    """
    key, line = "live-board", f"{case_id or ''}/{meeting_id or ''}"
    asked = {"meeting": meeting_id} if meeting_id else {"case": case_id} if case_id else {}
    painted = revision()

    def repaint() -> None:
        tell_again()
        st.rerun(("board", *also()))

    unseen("live")(
        key=key,
        data={"line": line, "asked": asked, "painted": painted},
        on_revision_change=repaint,
        on_refused_change=lambda: None,
    )
    if st.session_state[key].get("refused"):
        _look(line, f"{key}-look", revision)
    return painted


@st.fragment(run_every=_LOOK_EVERY)
def _look(line: str, key: str, revision: Callable[[], int]) -> None:
    unseen("live")(key=key, data={"line": line, "looked": revision()})
