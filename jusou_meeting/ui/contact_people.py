"""機関の担当者: who is at an agency of the directory; entered once, offered in every meeting."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import streamlit as st

from jusou_meeting.agency import labels_of
from jusou_meeting.contact_person import ContactPerson, in_office
from jusou_meeting.finding import stopped
from jusou_meeting.japanese_date import wareki_short
from jusou_meeting.staff import Permission
from jusou_meeting.text import clean_line
from jusou_meeting.ui.label import plain
from jusou_meeting.ui.table import show_table
from jusou_meeting.ui.workspace import Workspace, attempt, new_id
from jusou_meeting.vocabulary import AgencyId, ContactId

_FIELDS = {"name": "氏名", "job": "職名", "kana": "よみ（ひらがな）"}


def show_contact_people(workspace: Workspace) -> None:
    """The people of one agency, who may be added and leave."""
    agencies = {agency.id: agency for agency in workspace.agencies()}
    people = workspace.people()
    labels = labels_of(agencies.values())
    staffed = {person.agency_id for person in people}
    chosen = st.selectbox(
        "機関（機関名簿から）",
        sorted(agencies, key=lambda entry: (entry not in staffed, agencies[entry].name)),
        index=None,
        format_func=lambda entry: labels[entry],
        key="contact:agency",
        placeholder="選んでください",
        filter_mode="contains",
    )
    if chosen is None:
        st.caption(
            "機関名簿にない機関は、下の「機関名簿を一度に読み込む」か、世帯の地図でその機関を押し、「機関名簿に載せる」で載せられます。"
        )
        return
    own = [person for person in people if person.agency_id == chosen]
    show_table(
        ("氏名", "よみ", "職名", "いつから", "いつまで"),
        [(p.name, p.kana, p.job, _day(p.since_on), _day(p.until_on)) for p in own],
        caption=f"{agencies[chosen].name}の担当者",
        empty="担当者は、まだ載っていません。",
    )
    for person in in_office(own, chosen, workspace.today):
        if person.until_on is None:
            st.button(
                f"{plain(person.name)} は今日まで",
                key=f"contact:leave:{person.id}",
                on_click=_keep,
                args=(workspace, replace(person, until_on=workspace.today)),
                help="役割を後任に引き継ぐときは、上の「担当の交代」を使います。",
            )
    with st.form(f"contact:{chosen}", border=False, clear_on_submit=True):
        for cell, (field, label) in zip(st.columns(3), _FIELDS.items(), strict=True):
            cell.text_input(label, key=f"contact:{chosen}:{field}")
        st.form_submit_button("担当者を載せる", on_click=_add, args=(workspace, chosen, own))


def _day(on: date | None) -> str:
    return "" if on is None else wareki_short(on)


def _add(workspace: Workspace, agency_id: AgencyId, own: list[ContactPerson]) -> None:
    name, job, kana = (
        clean_line(st.session_state[f"contact:{agency_id}:{field}"] or "")
        for field in ("name", "job", "kana")
    )
    person = ContactPerson(
        id=ContactId(new_id()),
        agency_id=agency_id,
        name=name,
        job=job,
        kana=kana,
        since_on=workspace.today,
    )
    _keep(workspace, person, own)


def _keep(workspace: Workspace, person: ContactPerson, beside: list[ContactPerson] | None = None) -> None:
    def step() -> None:
        if any(p.name == person.name and p.in_office(workspace.today) for p in beside or ()):
            raise stopped("この方は、もう載っています。")
        by = workspace.recheck(Permission.HAND_OVER)
        workspace.store.directory.keep_people(by, [person], at=datetime.now(UTC))

    attempt(step, done="担当者を載せました" if not person.version else "担当者の終わりの日を入れました")
