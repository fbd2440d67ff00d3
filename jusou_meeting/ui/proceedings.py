"""次第: what the meeting speaks of now, how long it has for it, and what comes next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import streamlit as st

from jusou_meeting.agenda import AgendaItem, as_lines, current, from_lines, planned, taken_up_again
from jusou_meeting.finding import Finding, Weight
from jusou_meeting.japanese_date import TOKYO, local
from jusou_meeting.meeting import MeetingRecord
from jusou_meeting.text import clean
from jusou_meeting.ui.both_sides import show_both_sides
from jusou_meeting.ui.clock_component import show_clock
from jusou_meeting.ui.desk import Desk
from jusou_meeting.ui.draft_component import discard, forget, recall, show_draft
from jusou_meeting.ui.label import plain
from jusou_meeting.ui.table import show_table
from jusou_meeting.ui.workspace import attempt, new_id, tell
from jusou_meeting.vocabulary import RecordId

_WAY = "way-to-item"


def show_now(desk: Desk, record: MeetingRecord) -> None:
    """One quiet line over the meeting: the item, the time that is left, and the step to the next item."""
    agenda, place = record.agenda, current(record.agenda)
    with st.container(key="now", horizontal=True, vertical_alignment="center"):
        item = None if place is None else agenda[place]
        said = (
            f"次第 {(place or 0) + 1}/{len(agenda)}　{item.title}" if item else f"次第　全{len(agenda)}項目"
        )
        st.text(said if agenda else "次第はまだありません。「次第」の欄で加えます。")
        if record.meeting.is_open:
            show_clock(item_until=_until(item), meeting_until=_end(record), now=desk.workspace.now)
        following = [item for item in agenda[(place or 0) :] if item.begun_at is None]
        if following and record.meeting.is_open:
            st.button(
                f"次へ：{plain(following[0].title)}",
                key="next-item",
                on_click=_begin,
                args=(desk, following[0]),
            )


def _until(item: AgendaItem | None) -> datetime | None:
    if item is None or item.begun_at is None or not item.minutes:
        return None
    return item.begun_at + timedelta(minutes=item.minutes)


def _end(record: MeetingRecord) -> datetime | None:
    """The hour at which people stand up, on the day of the meeting only."""
    ends_at, held_on = record.meeting.ends_at, record.sitting.held_on
    return None if ends_at is None else datetime.combine(held_on, ends_at, TOKYO)


def _begin(desk: Desk, item: AgendaItem) -> None:
    begun = replace(item, begun_at=datetime.now(UTC))
    attempt(lambda: desk.save("次の議題へ", begun))


def show_agenda(desk: Desk, record: MeetingRecord) -> None:
    """The items with their times; each can be put right, and others added."""
    show_table(
        ("№", "議題", "分", "予定", "入った時刻"),
        [
            (
                str(number),
                plan.item.title,
                str(plan.item.minutes or ""),
                f"{plan.begins_at:%H:%M}～{plan.ends_at:%H:%M}" if plan.begins_at and plan.ends_at else "",
                f"{local(plan.item.begun_at):%H:%M}" if plan.item.begun_at else "",
            )
            for number, plan in enumerate(planned(record.agenda, record.meeting.starts_at), start=1)
        ],
        caption=f"次第（合わせて{sum(item.minutes for item in record.agenda)}分）",
        empty="次第はまだありません。",
    )
    if record.meeting.is_open:
        _show_ways(desk, record.agenda)
    _show_agenda_form(desk, record)


def _show_ways(desk: Desk, agenda: Sequence[AgendaItem]) -> None:
    """Any item but the one the meeting is at: passed over, or come back to."""
    here = current(agenda)
    others = {item.id: item for place, item in enumerate(agenda) if place != here}
    if not others:
        return
    with st.container(key="ways", horizontal=True, vertical_alignment="bottom"):
        st.selectbox(
            "ほかの議題に移る（済んだ議題は「続き」になります）",
            list(others),
            index=None,
            format_func=lambda item_id: others[item_id].title if item_id in others else "",
            key=_WAY,
            placeholder="選んでください",
        )
        st.button("移る", key="go-to-item", on_click=_go, args=(desk, agenda))


def _go(desk: Desk, agenda: Sequence[AgendaItem]) -> None:
    item = next((item for item in agenda if item.id == st.session_state[_WAY]), None)
    st.session_state[_WAY] = None
    if item is None:
        tell(Finding(Weight.WARNS, "移る議題を選んでください。"))
    elif item.begun_at is None:
        _begin(desk, item)
    else:
        again = taken_up_again(item, agenda, id=new_id(), at=datetime.now(UTC))
        attempt(lambda: desk.save("前の議題へ", again))


def _show_agenda_form(desk: Desk, record: MeetingRecord) -> None:
    """The 次第 as lines; what is typed stays, whoever goes on to the next item or changes it meanwhile."""
    form = f"agenda:{record.meeting.id}"
    _fill(desk, record, form)
    seen: tuple[AgendaItem, ...] = st.session_state[_seen(form)]
    with st.form("agenda", border=False):
        st.text_area(
            "次第を書き直す（一行に一つ。おしまいに分数）",
            key=_text(form),
            height=48 + 24 * max(4, len(seen)),
            placeholder="世帯の状況と緊急度　15分",
        )
        with st.container(horizontal=True, vertical_alignment="center"):
            st.form_submit_button("次第を保存", on_click=_rewrite, args=(desk, record.meeting.id, form))
            show_draft(
                desk,
                form,
                seen=seen,
                yours=lambda: _typed(record.meeting.id, form),
                begin_anew=lambda: _begin_anew(desk, form),
            )
    if f"{form}:conflict" in st.session_state:
        show_both_sides(
            form,
            [("次第", clean(st.session_state[_text(form)]), as_lines(record.agenda))],
            mine=lambda: _rewrite(desk, record.meeting.id, form, anyway=True),
            theirs=lambda: _begin_anew(desk, form),
        )


def _text(form: str) -> str:
    return f"{form}:text"


def _seen(form: str) -> str:
    return f"{form}:seen"


def _fill(desk: Desk, record: MeetingRecord, form: str) -> None:
    """What this person left there, else the 次第 as it is; where nothing is typed it follows every change."""
    state = st.session_state
    if _text(form) not in state:
        draft = recall(desk, form)
        state[_seen(form)] = record.agenda if draft is None else draft.seen
        state[_text(form)] = as_lines(record.agenda if draft is None else draft.yours)  # type: ignore[arg-type]
    elif _typed(record.meeting.id, form) is None:
        if as_lines(state[_seen(form)]) != as_lines(record.agenda):
            state[_text(form)] = as_lines(record.agenda)
        state[_seen(form)] = record.agenda


def _typed(meeting_id: RecordId, form: str) -> tuple[AgendaItem, ...] | None:
    seen = st.session_state[_seen(form)]
    told = _told(meeting_id, form, seen)
    return None if as_lines(told) == as_lines(seen) else told


def _told(meeting_id: RecordId, form: str, agenda: Sequence[AgendaItem]) -> tuple[AgendaItem, ...]:
    text = clean(st.session_state[_text(form)] or "")
    return from_lines(text, agenda, new=lambda: AgendaItem(id=new_id(), meeting_id=meeting_id, title=""))


def _begin_anew(desk: Desk, form: str) -> None:
    discard(desk, form)
    for kept in (_text(form), _seen(form), f"{form}:conflict"):
        st.session_state.pop(kept, None)


def _rewrite(desk: Desk, meeting_id: RecordId, form: str, *, anyway: bool = False) -> None:
    _, record = desk.workspace.meeting(meeting_id)
    if not anyway and as_lines(record.agenda) != as_lines(st.session_state[_seen(form)]):
        st.session_state[f"{form}:conflict"] = True
        return
    told = _told(meeting_id, form, record.agenda)
    kept = {item.id for item in told}

    def step() -> None:
        with desk.change("次第を書き直す", form=form) as change:
            for item in record.agenda:
                if item.id not in kept:
                    change.remove(item)
            for item in told:
                change.save(item)

    if attempt(step, done="次第を保存しました"):
        forget(form)
        _begin_anew(desk, form)
