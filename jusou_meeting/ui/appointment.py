"""日時: when and where a household is spoken of, beside which others and by which hour, chosen before its meeting begins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, time
from typing import NamedTuple

import streamlit as st

from jusou_meeting.agenda import Step, later
from jusou_meeting.agenda_template import STANDARD, AgendaTemplate
from jusou_meeting.carried_over import carried_agenda
from jusou_meeting.finding import stopped
from jusou_meeting.meeting import MeetingKind, MeetingRecord, Sitting
from jusou_meeting.programme import Programme
from jusou_meeting.text import clean_line
from jusou_meeting.ui.agenda_templates import called
from jusou_meeting.ui.desk import Desk
from jusou_meeting.ui.workspace import new_id
from jusou_meeting.unconsented import limited
from jusou_meeting.vocabulary import SittingId

_DAY, _PLACE = "opening:day", "opening:place"
_HOUR = 60
"""Minutes that a meeting is offered whose 次第 has no minutes."""


class Appointment(NamedTuple):
    """When and where to meet, as it was said before."""

    held_on: date
    starts_at: time
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """What was chosen of the day, before its hours are asked."""

    held_on: date
    beside: Programme | None
    """The sitting that it joins; None = one of its own."""
    agenda: tuple[Step, ...]
    """The steps of the 次第 that was chosen, as this meeting has them."""
    starts_at: time | None
    """As it is offered: when whoever is before is over."""
    place: str

    @property
    def minutes(self) -> int:
        """How long its steps take; an hour where nobody planned that."""
        return sum(step.minutes for step in self.agenda) or _HOUR

    def key(self, what: str) -> str:
        """A field of its own for each choice, so that the choice fills it."""
        return f"opening:{what}:{self.beside.sitting.id if self.beside else ''}:{self.minutes}"


def planned_again(meetings: Sequence[MeetingRecord], kind: MeetingKind, today: date) -> Appointment:
    """When and where the last meeting that this kind may know of said that the next is; otherwise today at two."""
    known = [held.meeting for held in meetings if kind.footing.admits(held.meeting.kind.footing)]
    said = next((m for m in reversed(known) if m.next_on is not None and m.next_on >= today), None)
    if said is None or said.next_on is None:
        return Appointment(today, time(14), "")
    return Appointment(said.next_on, said.next_at or time(14), said.next_place)


def choose(desk: Desk, planned: Appointment, earlier: Sequence[MeetingRecord]) -> Chosen:
    """The day, the sitting and the 次第 after these meetings; each fills what is asked after it."""
    day, beside, hour = st.columns([2, 4, 3])
    held_on = (
        day.date_input("開催日", value=planned.held_on, key=_DAY, format="YYYY/MM/DD") or planned.held_on
    )
    with beside:
        joined = choose_sitting(desk.workspace.programmes(held_on), key=f"opening:sitting:{held_on}")
    with hour:
        template = _choose_template(desk)
    return Chosen(
        held_on=held_on,
        beside=joined,
        agenda=carried_agenda(
            template.steps,
            earlier,
            desk.household,
            shown=limited(desk.household, on=desk.workspace.today),
        ),
        starts_at=planned.starts_at if joined is None else joined.over_at,
        place=planned.place if joined is None else joined.sitting.place,
    )


def as_typed(chosen: Chosen) -> Chosen:
    """With the day that its field has now: whoever types it and presses the button next gives both at once."""
    held_on = st.session_state.get(_DAY) or chosen.held_on
    if held_on == chosen.held_on:
        return chosen
    if chosen.beside is not None:
        raise stopped("開催日が変わりました。どの開催に続けるかを確かめて、もう一度押してください。")
    return replace(chosen, held_on=held_on)


def choose_sitting(found: Sequence[Programme], *, key: str, label: str = "開催") -> Programme | None:
    """One of the sittings of a day, or none of them; nothing is asked where there are none."""
    sittings = {programme.sitting.id: programme for programme in found}
    if not sittings:
        return None
    chosen: SittingId | None = st.selectbox(
        label,
        [None, *sittings],
        format_func=lambda each: _said(sittings[each]) if each in sittings else "この世帯だけで開く",
        key=key,
    )
    return None if chosen is None else sittings.get(chosen)


def _said(programme: Programme) -> str:
    numbers = "、".join(dict.fromkeys(slot.case_number for slot in programme.slots))
    hours = programme.slots[0].hours.partition("～")[0]
    return f"{'　'.join(filter(None, (hours, numbers, programme.sitting.place)))} に続けて"


def _choose_template(desk: Desk) -> AgendaTemplate:
    """The standard hour, unless another is chosen."""
    offered = {template.id: template for template in desk.workspace.agenda_templates()}
    chosen = st.selectbox(
        "次第の型", list(offered), format_func=lambda each: called(offered[each]), key="opening:template"
    )
    return offered.get(chosen, offered[STANDARD.id])


def show_hours(chosen: Chosen) -> None:
    """The fields of a form for its own hours, and for the place where it has one of its own."""
    start, end, place = st.columns([1, 1, 3], vertical_alignment="bottom")
    begins = chosen.starts_at
    start.time_input("開始", value=begins, key=chosen.key("start"), step=900)
    ends = None if begins is None else later(begins, chosen.minutes)
    end.time_input("終了", value=ends, key=chosen.key("end"), step=900)
    if chosen.beside is None:
        place.text_input("場所", value=chosen.place, key=_PLACE)
    else:
        place.text(f"場所　{chosen.place}")


def appointed(chosen: Chosen) -> tuple[Sitting, time | None, time | None]:
    """What was typed: the sitting, which is new where it joins none, and the hours."""
    state = st.session_state
    sitting = (
        Sitting(
            id=SittingId(new_id()),
            held_on=chosen.held_on,
            place=clean_line(state[_PLACE] or ""),
        )
        if chosen.beside is None
        else chosen.beside.sitting
    )
    return sitting, state[chosen.key("start")], state[chosen.key("end")]
