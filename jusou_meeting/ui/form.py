"""入力欄: a form for any fact; it names the version it shows, and when somebody was faster it shows both sides."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import streamlit as st

from jusou_meeting.finding import Finding, Weight
from jusou_meeting.store import Conflict
from jusou_meeting.ui.both_sides import show_both_sides
from jusou_meeting.ui.desk import Place
from jusou_meeting.ui.draft_component import discard, forget, recall, show_draft
from jusou_meeting.ui.field import Entry
from jusou_meeting.ui.workspace import attempt, new_id, tell
from jusou_meeting.vocabulary import Fact

Finish = Callable[[Fact], Sequence[Fact]]

_FEW = 4
"""So many fields stand below one another; more stand two abreast."""


@dataclass(frozen=True, slots=True)
class Offer:
    """候補: words to choose from; choosing one fills fields of the form below, where it may still be changed."""

    label: str
    options: Mapping[str, Mapping[str, Any]]
    """What stands in the list, and what it puts into which field."""


def fact_form(
    desk: Place,
    fact: Fact,
    entries: Sequence[Entry],
    *,
    key: str,
    action: str,
    button: str = "保存",
    done: str = "保存しました",
    wanted: Sequence[str] = (),
    offers: Sequence[Offer] = (),
    finish: Finish = lambda fact: (fact,),
    row: Sequence[int] = (),
    then: Callable[[], None] = lambda: None,
) -> None:
    """Ask for the fields of a fact; a fact of version 0 is new, and after saving the form is empty again.

    `row` gives the shares of the first fields that stand side by side; the others follow below. `then` comes after a save.

    `wanted` names the fields without which the fact says nothing; an unfilled one is asked for in a sentence.
    `finish` gives what is saved in one act: the fact, and what follows from its answers; Stopped when it cannot be.
    """
    key = _key(desk, key)
    seen = _seen(desk, key, fact, entries)
    begin_anew = partial(_begin_anew, desk, key)
    if seen.version != fact.version:
        st.info("ほかの人がこの記録を変更しました。")
        st.button("最新の内容を読み込む", key=f"{key}:reload", on_click=begin_anew)
    for offer in offers:
        _show_offer(key, offer)
    with st.form(key, border=False):
        cells = st.columns(row) if row else []
        abreast = 2 if len(entries) > _FEW else 1
        cells += [cell for _ in range(len(cells), len(entries), abreast) for cell in st.columns(abreast)]
        for cell, entry in zip(cells, entries, strict=False):
            with cell:
                entry.ask(_widget(key, entry))
        with st.container(horizontal=True, vertical_alignment="center"):
            st.form_submit_button(
                button,
                type="primary",
                on_click=_submit,
                args=(desk, seen, entries, key, action, done, wanted, finish, then),
            )
            show_draft(
                desk,
                key,
                seen=(seen,),
                yours=partial(_typed, seen, entries, key),
                begin_anew=begin_anew,
                needs=desk.writes,
            )
    _show_conflict(desk, key, entries, action, finish)


def in_conflict(desk: Place, key: str) -> bool:
    """Whether both sides of this form stand on the page and wait for a choice."""
    return f"{_key(desk, key)}:conflict" in st.session_state


def left_in(desk: Place, key: str) -> Fact | None:
    """What a form was filled with in which this person typed something and did not save it; None = there is no such form."""
    draft = recall(desk, _key(desk, key))
    return None if draft is None else draft.seen[0]


def _key(desk: Place, key: str) -> str:
    """What is typed on one footing, or in one meeting, is not in the form on the other."""
    return f"{key}:{desk.footing.value}:{desk.meeting_id or desk.case_id}"


def _show_offer(key: str, offer: Offer) -> None:
    if offer.options:
        st.selectbox(
            offer.label,
            list(offer.options),
            index=None,
            key=f"{key}:offer:{offer.label}",
            on_change=_take_offer,
            args=(key, offer),
            placeholder="選ぶと、下の欄に入ります（文字で探せます）",
        )


def _take_offer(key: str, offer: Offer) -> None:
    chosen = st.session_state[f"{key}:offer:{offer.label}"]
    for field, said in offer.options.get(chosen, {}).items():
        st.session_state[f"{key}:{field}"] = said
    st.session_state[f"{key}:offer:{offer.label}"] = None


def _widget(key: str, entry: Entry) -> str:
    return f"{key}:{entry.field}"


def _seen(desk: Place, key: str, fact: Fact, entries: Sequence[Entry]) -> Fact:
    """The version this form was filled with; a new record keeps the id it was first offered.

    What this person had typed when the form was last on their screen is in it again.
    """
    known = st.session_state.get(f"{key}:seen")
    if not fact.version and _comes_again(key, entries):
        known = None
    else:
        st.session_state.pop(f"{key}:saved", None)
    if isinstance(known, Fact) and known.id != fact.id and fact.version:
        known = None
    empty = [entry for entry in entries if known is None or _widget(key, entry) not in st.session_state]
    draft = recall(desk, key) if empty else None
    seen: Fact = known or (fact if draft is None else draft.seen[0])
    st.session_state[f"{key}:seen"] = seen
    for entry in empty:
        filled = seen if draft is None else draft.yours[0]
        st.session_state[_widget(key, entry)] = entry.shown(getattr(filled, entry.field))
    return seen


def _comes_again(key: str, entries: Sequence[Entry]) -> bool:
    """Whether the form has what was just saved: the browser had asked for another run before it was given the empty one."""
    return bool(st.session_state.get(f"{key}:saved") == _raw(key, entries))


def _raw(key: str, entries: Sequence[Entry]) -> dict[str, Any]:
    return {entry.field: st.session_state.get(_widget(key, entry)) for entry in entries}


def _begin_anew(desk: Place, key: str) -> None:
    """The form is filled with the record as it is, and nothing was typed."""
    discard(desk, key)
    _close(key)


def _close(key: str) -> None:
    for kept in ("seen", "conflict"):
        st.session_state.pop(f"{key}:{kept}", None)


def _answers(entries: Sequence[Entry], key: str) -> dict[str, Any]:
    return {entry.field: entry.read(st.session_state[_widget(key, entry)]) for entry in entries}


def _typed(seen: Fact, entries: Sequence[Entry], key: str) -> tuple[Fact] | None:
    """The fact as the form has it; None = as the form was filled."""
    filled = {entry.field: entry.read(entry.shown(getattr(seen, entry.field))) for entry in entries}
    answers = _answers(entries, key)
    if answers == filled or _comes_again(key, entries):
        return None
    return (replace(seen, **answers),)


def _submit(
    desk: Place, seen: Fact, entries: Sequence[Entry], key: str, action: str, done: str, wanted: Sequence[str],
    finish: Finish, then: Callable[[], None],
) -> None:  # fmt: skip
    filled_with = st.session_state.get(f"{key}:seen")
    if isinstance(filled_with, Fact):
        seen = filled_with
    elif _comes_again(key, entries):
        return  # pressed twice before the empty form was there
    elif not seen.version:
        seen = replace(seen, id=new_id())  # the one that was offered is saved
    answers = _answers(entries, key)
    missing = [
        entry.label
        for entry in entries
        if entry.field in wanted
        and (not answers[entry.field] or st.session_state[_widget(key, entry)] is None)
    ]
    if missing:
        tell(
            Finding(
                Weight.STOPS,
                f"「{'」「'.join(missing)}」を入れてください。ほかの入力はそのまま残っています。",
            )
        )
        return
    _save(desk, replace(seen, **answers), seen, entries, key, action, done, finish, then)


def _save(
    desk: Place, yours: Fact, seen: Fact, entries: Sequence[Entry], key: str, action: str, done: str, finish: Finish,
    then: Callable[[], None] = lambda: None,
) -> None:  # fmt: skip
    def keep_both(conflict: Conflict) -> None:
        st.session_state[f"{key}:conflict"] = (yours, seen, conflict.theirs)

    saved = attempt(lambda: desk.save(action, *finish(yours), form=key), done=done, on_conflict=keep_both)
    if saved:
        if not seen.version:
            st.session_state[f"{key}:saved"] = _raw(key, entries)
        forget(key)
        _close(key)
        then()


def _show_conflict(desk: Place, key: str, entries: Sequence[Entry], action: str, finish: Finish) -> None:
    if f"{key}:conflict" not in st.session_state:
        return
    yours, seen, theirs = st.session_state[f"{key}:conflict"]
    if theirs is None:
        st.error("この記録は、ほかの人が消しました。必要なら、新しく入力してください。")
        return
    own = {
        e.field: getattr(yours, e.field) for e in entries if getattr(yours, e.field) != getattr(seen, e.field)
    }
    changed = [entry for entry in entries if entry.field in own]
    show_both_sides(
        key,
        [(e.label, e.said(getattr(yours, e.field)), e.said(getattr(theirs, e.field))) for e in changed],
        mine=lambda: _save(
            desk, replace(theirs, **own), theirs, entries, key, action, "保存しました", finish
        ),
        theirs=partial(_begin_anew, desk, key),
    )
