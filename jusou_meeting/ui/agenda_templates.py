"""次第の型: the hours of this office, told otherwise, added to and taken away; no meeting that is there changes with them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import streamlit as st

from jusou_meeting.agenda_template import REVIEW, STANDARD, AgendaTemplate
from jusou_meeting.staff import Permission
from jusou_meeting.text import clean, clean_line
from jusou_meeting.ui.table import show_table
from jusou_meeting.ui.workspace import Workspace, attempt, new_id
from jusou_meeting.vocabulary import TemplateId

_CHOSEN, _FRESH = "templates:chosen", "templates:fresh"


def called(template: AgendaTemplate) -> str:
    """Its name, and how long it takes."""
    return f"{template.name}（{template.minutes}分）" if template.minutes else template.name


def show_agenda_templates(workspace: Workspace) -> None:
    """One of them at a time, to be told otherwise, and a new one; what was refused stands below what is kept."""
    st.caption(
        "会議の準備をはじめるときに選びます。選ばなければ「標準」です。ここで直しても、もうある会議の次第は変わりません。"
        f"「{REVIEW}」と書いた議題は、初めての会議では省かれ、前回からの持ち越しはそのすぐあとに入ります。"
    )
    kept = {template.id: template for template in workspace.agenda_templates()}
    chosen_id = st.selectbox(
        "次第の型",
        [*kept, None],
        format_func=lambda chosen: called(kept[chosen]) if chosen in kept else "新しい型を加える",
        key=_CHOSEN,
    )
    chosen = None if chosen_id is None else kept.get(chosen_id)
    if chosen is not None and st.session_state.get(_key("lines", chosen), chosen.lines) != chosen.lines:
        show_table(
            ("№", "議題", "分"),
            [(str(number), *map(str, step)) for number, step in enumerate(chosen.steps, start=1)],
            caption=f"いまの「{chosen.name}」",
            empty="",
        )
    _show_form(workspace, chosen or AgendaTemplate(id=_fresh(), name="", lines=""))


def _show_form(workspace: Workspace, template: AgendaTemplate) -> None:
    with st.form("agenda-template", border=False):
        st.text_input(
            "名前", value=template.name, key=_key("name", template), placeholder="30分（経過の確認）"
        )
        st.text_area(
            "議題（一行に一つ。おしまいに分数）",
            value=template.lines,
            key=_key("lines", template),
            height=48 + 24 * max(6, len(template.steps)),
            placeholder="世帯の状況と緊急度　15分",
        )
        with st.container(horizontal=True):
            st.form_submit_button(
                "この型を保存", type="primary", on_click=_keep_typed, args=(workspace, template)
            )
            if template.id == STANDARD.id and template.version:
                as_it_comes = replace(STANDARD, version=template.version)
                st.form_submit_button("はじめの標準に戻す", on_click=_keep, args=(workspace, as_it_comes))
            elif template.version:
                st.form_submit_button("この型を消す", on_click=_remove, args=(workspace, template))


def _key(field: str, template: AgendaTemplate) -> str:
    return f"templates:{field}:{template.id}:{template.version}"


def _fresh() -> TemplateId:
    """The id of the one that is not kept yet: the same until it is."""
    return TemplateId(st.session_state.setdefault(_FRESH, new_id()))


def _keep_typed(workspace: Workspace, template: AgendaTemplate) -> None:
    name, lines = (st.session_state[_key(field, template)] or "" for field in ("name", "lines"))
    _keep(workspace, replace(template, name=clean_line(name), lines=clean(lines).strip()))


def _keep(workspace: Workspace, told: AgendaTemplate) -> None:
    """What is refused stays in the form, also where somebody else changed the template meanwhile."""

    def step() -> None:
        by = workspace.recheck(Permission.OPEN_CASE)
        workspace.store.agenda_templates.keep(by, told, at=datetime.now(UTC))

    state = st.session_state
    if attempt(step, done="次第の型を保存しました"):
        state.pop(_FRESH, None)
        state[_CHOSEN] = told.id
        return
    now = next((each for each in workspace.agenda_templates() if each.id == told.id), told)
    state[_key("name", now)], state[_key("lines", now)] = told.name, told.lines


def _remove(workspace: Workspace, template: AgendaTemplate) -> None:
    def step() -> None:
        by = workspace.recheck(Permission.OPEN_CASE)
        workspace.store.agenda_templates.remove(by, template, at=datetime.now(UTC))

    if attempt(step, done=f"「{template.name}」を消しました"):
        st.session_state[_CHOSEN] = STANDARD.id
