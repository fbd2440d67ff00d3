"""職名・氏名: all of the list filled in at once; a line that another changed meanwhile loses neither side."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import streamlit as st

from jusou_meeting.contact_person import ContactPerson, in_office, same_name
from jusou_meeting.meeting import Attendance, Attendee, MeetingRecord
from jusou_meeting.staff import Permission
from jusou_meeting.text import clean_line
from jusou_meeting.ui.both_sides import show_both_sides
from jusou_meeting.ui.desk import Desk
from jusou_meeting.ui.draft_component import discard, forget, recall, show_draft
from jusou_meeting.ui.label import plain
from jusou_meeting.ui.workspace import attempt, new_id
from jusou_meeting.vocabulary import AgencyId, ContactId, RecordId

_FIELDS = (("job", "職名"), ("name", "氏名"))


def show_roster(desk: Desk, record: MeetingRecord) -> None:
    """One line for each attendee, saved together."""
    form = f"roster:{record.meeting.id}"
    _fill(desk, record, form)
    _show_offer(desk, record, form)
    with st.form("roster", border=False):
        for attendee in record.attendees:
            agency, job, name = st.columns([5, 4, 3], vertical_alignment="center")
            agency.text(attendee.agency)
            for cell, (field, word) in zip((job, name), _FIELDS, strict=True):
                cell.text_input(
                    f"{plain(attendee.agency)}の{word}",
                    key=_line(form, attendee.id, field),
                    placeholder=word,
                    label_visibility="collapsed",
                )
        with st.container(horizontal=True, vertical_alignment="center"):
            st.form_submit_button("職名・氏名を保存", on_click=_enter, args=(desk, record.meeting.id, form))
            show_draft(
                desk,
                form,
                seen=tuple(_seen(form).values()),
                yours=lambda: tuple(_typed(form).values()) or None,
                begin_anew=lambda: _begin_anew(desk, form),
            )
    if f"{form}:conflict" in st.session_state:
        typed, now = _typed(form), {a.id: a for a in record.attendees}
        show_both_sides(
            form,
            [(now[each].agency, _said(typed[each]), _said(now[each])) for each in typed if each in now],
            mine=lambda: _enter(desk, record.meeting.id, form, anyway=True),
            theirs=lambda: _begin_anew(desk, form),
        )


def _entries(desk: Desk) -> dict[RecordId, AgencyId]:
    """The entry in the directory of each agency on the map that has one."""
    return {i.id: i.agency_id for i in desk.household.involvements if i.agency_id is not None}


def _show_offer(desk: Desk, record: MeetingRecord, form: str) -> None:
    """The directory's people of the agencies on the list; one that is chosen stands in the form, where it may be changed.

    Whoever was typed and is not in the directory is kept there with one press.
    """
    people, entries = desk.workspace.people(), _entries(desk)
    on = record.sitting.held_on
    offered = {
        f"{line.agency}　{person.title}": (line, person)
        for line in record.attendees
        for person in in_office(people, entries.get(line.involvement_id or RecordId("")), on)
        if not same_name(line.name, person.name)
    }
    if offered:
        st.selectbox(
            "名簿の担当者",
            list(offered),
            index=None,
            key=f"{form}:offer",
            on_change=_take_offer,
            args=(form, offered),
            placeholder="選ぶと、下の欄に入ります（文字で探せます）",
            filter_mode="contains",
        )
    agencies = [line.agency for line, _ in offered.values() if not line.name]
    if open_ := [agency for agency in dict.fromkeys(agencies) if agencies.count(agency) > 1]:
        st.caption(
            f"氏名を空けてある機関（名簿に担当者が二人以上）：{plain('、'.join(open_))}。どなたが来るかを「名簿の担当者」で選びます。"
        )
    if new := tuple(_not_listed(record, people, entries)):
        st.button(
            f"名簿にない{len(new)}人を、機関の担当者として名簿に載せる",
            key=f"{form}:list",
            on_click=_list,
            args=(desk, new),
        )


def _not_listed(
    record: MeetingRecord, people: tuple[ContactPerson, ...], entries: dict[RecordId, AgencyId]
) -> Iterator[ContactPerson]:
    for line in record.attendees:
        agency_id = entries.get(line.involvement_id or RecordId(""))
        if agency_id is None or not line.name or line.attendance is Attendance.PROXY:
            continue
        if not any(same_name(p.name, line.name) and p.agency_id == agency_id for p in people):
            yield ContactPerson(id=ContactId(new_id()), agency_id=agency_id, name=line.name, job=line.job)


def _list(desk: Desk, people: tuple[ContactPerson, ...]) -> None:
    def step() -> None:
        by = desk.workspace.recheck(Permission.HAND_OVER)
        desk.workspace.store.directory.keep_people(by, people, at=datetime.now(UTC))

    attempt(step, done="担当者を名簿に載せました")


def _take_offer(form: str, offered: dict[str, tuple[Attendee, ContactPerson]]) -> None:
    chosen = st.session_state[f"{form}:offer"]
    if chosen in offered:
        line, person = offered[chosen]
        st.session_state[_line(form, line.id, "job")] = person.job or line.job
        st.session_state[_line(form, line.id, "name")] = person.name
    st.session_state[f"{form}:offer"] = None


def _line(form: str, attendee_id: RecordId, field: str) -> str:
    return f"{form}:{attendee_id}:{field}"


def _said(attendee: Attendee) -> str:
    return f"{attendee.job}　{attendee.name}".strip()


def _seen(form: str) -> dict[RecordId, Attendee]:
    """The lines as the form was filled with them."""
    seen: dict[RecordId, Attendee] = st.session_state.setdefault(f"{form}:seen", {})
    return seen


def _typed(form: str) -> dict[RecordId, Attendee]:
    """The lines in which something else stands than they were filled with."""
    state, typed = st.session_state, {}
    for attendee_id, seen in _seen(form).items():
        if _line(form, attendee_id, "job") in state:
            said = {f: clean_line(state[_line(form, attendee_id, f)] or "") for f, _ in _FIELDS}
            line = replace(seen, job=said["job"], name=said["name"])
            if line != seen:
                typed[attendee_id] = line
    return typed


def _fill(desk: Desk, record: MeetingRecord, form: str) -> None:
    """What this person left there, else the list as it is; a line in which nothing is typed follows every change."""
    state, seen = st.session_state, _seen(form)
    lost = any(_line(form, a.id, "job") not in state for a in record.attendees)
    draft = recall(desk, form) if lost else None
    kept = {a.id: a for a in (draft.yours if draft else ()) if isinstance(a, Attendee)}
    before = {a.id: a for a in (draft.seen if draft else ()) if isinstance(a, Attendee)}
    typed = _typed(form)
    for attendee in record.attendees:
        is_there = _line(form, attendee.id, "job") in state
        if not is_there and attendee.id in kept:
            seen[attendee.id], filled = before.get(attendee.id, attendee), kept[attendee.id]
        elif not is_there or (attendee.id not in typed and _said(seen[attendee.id]) != _said(attendee)):
            seen[attendee.id] = filled = attendee
        else:
            continue
        for field, _ in _FIELDS:
            state[_line(form, attendee.id, field)] = getattr(filled, field)


def _begin_anew(desk: Desk, form: str) -> None:
    discard(desk, form)
    for attendee_id in st.session_state.pop(f"{form}:seen", {}):
        for field, _ in _FIELDS:
            st.session_state.pop(_line(form, attendee_id, field), None)
    st.session_state.pop(f"{form}:conflict", None)


def _enter(desk: Desk, meeting_id: RecordId, form: str, *, anyway: bool = False) -> None:
    typed, seen = _typed(form), _seen(form)
    now = {a.id: a for a in desk.workspace.meeting(meeting_id)[1].attendees}
    if not anyway and any(each in now and _said(now[each]) != _said(seen[each]) for each in typed):
        st.session_state[f"{form}:conflict"] = True
        return
    entered = (replace(now[i], job=line.job, name=line.name) for i, line in typed.items() if i in now)
    if attempt(
        lambda: desk.save("出席者の職名・氏名を記録", *entered, form=form), done="職名・氏名を保存しました"
    ):
        forget(form)
        _begin_anew(desk, form)
