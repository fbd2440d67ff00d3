"""機関名簿: an agency of the map that the directory does not know yet is entered there, to be found in every household."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import streamlit as st

from jusou_meeting.agency import Agency, Involvement, by_name
from jusou_meeting.staff import Permission
from jusou_meeting.text import clean_line
from jusou_meeting.ui.desk import Desk
from jusou_meeting.ui.workspace import attempt, new_id
from jusou_meeting.vocabulary import AgencyId


def show_listing(desk: Desk, involvement: Involvement) -> None:
    """Enter this agency into the directory with its reading; nothing for an outsider, or for one that is there."""
    if involvement.outsider or involvement.agency_id is not None:
        return
    with st.expander("機関名簿に載せる"):
        st.caption("名前・分野・よみだけが名簿に載り、ほかの世帯でも、かな二文字で出せるようになります。")
        with st.form(f"listing:{involvement.id}", border=False):
            st.text_input("よみ（ひらがな）", key=_key(involvement), placeholder="ちいきほうかつ…")
            st.form_submit_button("名簿に載せる", on_click=_enter, args=(desk, involvement))


def _key(involvement: Involvement) -> str:
    return f"listing-kana:{involvement.id}"


def _enter(desk: Desk, involvement: Involvement) -> None:
    """An entry that was left without its agency, by somebody who was faster or by 元に戻す, is linked and not doubled."""
    workspace = desk.workspace
    kana = clean_line(st.session_state[_key(involvement)] or "")

    def step() -> None:
        agency = by_name(workspace.agencies()).get(involvement.name)
        if agency is None:
            agency = Agency(id=AgencyId(new_id()), name=involvement.name, field=involvement.field, kana=kana)
            by = workspace.recheck(Permission.OPEN_CASE)
            workspace.store.directory.add(by, [agency], at=datetime.now(UTC))
        with desk.change("機関名簿とつなぐ") as change:
            change.save(replace(involvement, agency_id=agency.id))

    attempt(step, done="機関名簿に載せました")
