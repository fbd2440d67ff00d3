"""閉会: what is still open is said once, then the meeting closes in any case."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import streamlit as st

from jusou_meeting.meeting import Meeting, MeetingRecord
from jusou_meeting.missing import in_its_words, of_the_meeting
from jusou_meeting.ui.attendance import show_unconfirmed
from jusou_meeting.ui.desk import Desk
from jusou_meeting.ui.distributions import show_returned
from jusou_meeting.ui.entries import entries_of
from jusou_meeting.ui.form import fact_form
from jusou_meeting.ui.workspace import show_findings
from jusou_meeting.vocabulary import Fact

_CLOSED = "just_closed"
_ASKED = ("next_on", "next_at", "next_place", "next_time", "corrections_until", "papers_returned")
_PERIOD = timedelta(days=7)
"""For corrections, unless another day is chosen."""


@st.dialog("閉会します", on_dismiss="rerun")
def confirm_closing(desk: Desk, record: MeetingRecord) -> None:
    """Ask once, naming the gaps; people stand up at the hour, so nothing forbids it."""
    if st.session_state.pop(_CLOSED, False):
        st.rerun()
    show_findings("closing")
    _, known = desk.workspace.meeting(record.meeting.id)
    left = of_the_meeting(desk.household, known) | in_its_words(desk.household, known)
    for remedy, findings in left.items():
        st.caption(f"**{remedy.label}　{len(findings)}件**")
        st.text("\n".join(f"・{finding.sentence}" for finding in findings))
    show_unconfirmed(desk, known)
    form = f"closing:{desk.footing.value}:{record.meeting.id}"
    unsaved = desk.workspace.store.drafts(desk.workspace.staff).left_in(record.meeting.id, but=form)
    if unsaved:
        st.text(f"・保存していない書きかけが{unsaved}件あります（ほかの人の分を含む）。閉会すると消えます。")
    st.text("閉会すると、参加している端末と投影は終わります。会議録はすぐ書き出せて、確定するまで直せます。")
    show_returned(desk, known, where="closing")
    fact_form(
        desk,
        _filled_in(record, desk.workspace.today),
        [entry for entry in entries_of(record.meeting, desk.household) if entry.field in _ASKED],
        key="closing",
        action=f"{record.meeting.kind.label}を閉会",
        button="閉会する",
        done="閉会しました",
        finish=lambda answered: _closed(desk, answered),
        then=_say_closed,
    )


def _filled_in(record: MeetingRecord, today: date) -> Meeting:
    """With what is most likely next: the hour and place of this time, and a week for corrections."""
    meeting, sitting = record.meeting, record.sitting
    return replace(
        meeting,
        next_at=meeting.next_at or meeting.starts_at,
        next_place=meeting.next_place or sitting.place,
        corrections_until=meeting.corrections_until or today + _PERIOD,
    )


def _closed(desk: Desk, answered: Fact) -> tuple[Fact, ...]:
    desk.holder()
    if not isinstance(answered, Meeting):
        raise TypeError(f"a {type(answered).__name__} is not closed")
    now = datetime.now(UTC)
    closed_at = max(now, answered.opened_at or now)  # the clock of the PC may have been put back
    if answered.next_on is None:
        answered = replace(answered, next_at=None, next_place="")
    return (replace(answered, closed_at=closed_at),)


def _say_closed() -> None:
    st.session_state[_CLOSED] = True
