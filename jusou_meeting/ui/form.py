"""入力欄: a form for any fact; it names the version it shows, and when somebody was faster it shows both sides."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any

import streamlit as st

from jusou_meeting.finding import Finding, Weight
from jusou_meeting.store import Conflict
from jusou_meeting.text import clean, clean_line
from jusou_meeting.ui.desk import Desk
from jusou_meeting.ui.draft_component import discard, forget, recall, show_draft
from jusou_meeting.ui.table import show_table
from jusou_meeting.ui.workspace import attempt, tell
from jusou_meeting.vocabulary import Code, Fact, RecordId

_EARLIEST, _LATEST = date(1890, 1, 1), date(2199, 12, 31)
"""Without limits of ours Streamlit offers ten years around today, and drops every other date without a word."""

_FEW = 4
"""So many fields stand below one another; more stand two abreast."""


@dataclass(frozen=True, slots=True)
class Entry:
    """入力欄: one field of a fact, how it is asked for and how the answer is read."""

    field: str
    label: str
    ask: Callable[[str], object]
    """Draw the widget under this key."""
    shown: Callable[[Any], Any]
    """The field as the widget holds it."""
    read: Callable[[Any], Any]
    """The widget's answer as the field holds it."""
    said: Callable[[Any], str]
    """The field in words, for comparing two versions."""


@dataclass(frozen=True, slots=True)
class Offer:
    """候補: words to choose from; choosing one fills fields of the form below, where it may still be changed."""

    label: str
    options: Mapping[str, Mapping[str, str]]
    """What stands in the list, and what it puts into which field."""


def line(field: str, label: str, *, placeholder: str = "") -> Entry:
    """One line of text."""
    return Entry(
        field,
        label,
        ask=lambda key: st.text_input(label, key=key, placeholder=placeholder),
        shown=str,
        read=lambda typed: clean_line(typed or ""),
        said=str,
    )


def paragraph(field: str, label: str) -> Entry:
    """Text of several lines."""
    return Entry(
        field,
        label,
        ask=lambda key: st.text_area(label, key=key, height=96),
        shown=str,
        read=lambda typed: clean(typed or "").strip(),
        said=str,
    )


def lines(field: str, label: str) -> Entry:
    """Several things, one a line."""
    return Entry(
        field,
        label,
        ask=lambda key: st.text_area(label, key=key, height=96, help="1行に1つずつ書きます"),
        shown="\n".join,
        read=lambda typed: tuple(said for said in map(clean_line, (typed or "").splitlines()) if said),
        said="、".join,
    )


def choice(
    field: str,
    label: str,
    codes: type[Code],
    *,
    words: Mapping[Any, str] | None = None,
    unset: Code | None = None,
) -> Entry:
    """One of a few coded words, or what is said instead of them; `unset` stands for nothing chosen yet."""
    said = {code: code.label for code in codes} if words is None else words
    return Entry(
        field,
        label,
        ask=lambda key: st.selectbox(
            label,
            list(said),
            key=key,
            format_func=said.__getitem__,
            index=0 if unset is None else None,  # None lets the choice be emptied again
            placeholder="選んでください",
        ),
        shown=lambda code: None if code is unset else code,
        read=lambda code: unset if code is None else code,
        said=said.__getitem__,
    )


def one_of(field: str, label: str, options: Mapping[RecordId, str], *, optional: bool = False) -> Entry:
    """One record of the household."""
    return Entry(
        field,
        label,
        ask=lambda key: st.selectbox(
            label,
            [*([None] if optional else []), *options],
            key=key,
            format_func=lambda chosen: "（なし）" if chosen is None else options.get(chosen, "（記録なし）"),
            index=None,
            placeholder="選んでください",
        ),
        shown=lambda chosen: chosen if chosen in options else None,
        read=lambda chosen: chosen,
        said=lambda chosen: options.get(chosen, ""),
    )


def several(field: str, label: str, options: Mapping[RecordId, str]) -> Entry:
    """Any number of records of the household."""
    return Entry(
        field,
        label,
        ask=lambda key: st.multiselect(
            label,
            list(options),
            key=key,
            format_func=lambda chosen: options.get(chosen, "（記録なし）"),
            placeholder="選んでください",
        ),
        shown=lambda chosen: [one for one in chosen if one in options],
        read=tuple,
        said=lambda chosen: "、".join(options.get(one, "") for one in chosen),
    )


def tick(field: str, label: str) -> Entry:
    """Yes or no."""
    return Entry(
        field,
        label,
        ask=lambda key: st.checkbox(label, key=key),
        shown=bool,
        read=bool,
        said=lambda ticked: "はい" if ticked else "いいえ",
    )


def day(field: str, label: str) -> Entry:
    """A date, or none."""
    return Entry(
        field,
        label,
        ask=lambda key: st.date_input(
            label, key=key, format="YYYY/MM/DD", value=None, min_value=_EARLIEST, max_value=_LATEST
        ),
        shown=lambda on: on,
        read=lambda on: on,
        said=lambda on: "" if on is None else on.isoformat(),
    )


def fact_form(
    desk: Desk,
    fact: Fact,
    entries: Sequence[Entry],
    *,
    key: str,
    action: str,
    button: str = "保存",
    done: str = "保存しました",
    wanted: Sequence[str] = (),
    offers: Sequence[Offer] = (),
    finish: Callable[[Fact], Fact] = lambda fact: fact,
) -> None:
    """Ask for the fields of a fact; a fact of version 0 is new, and after saving the form is empty again.

    `wanted` names the fields without which the fact says nothing; an unfilled one is asked for in a sentence.
    `finish` adds what follows from the answers before they are saved; Stopped when they cannot be.
    """
    key = f"{key}:{desk.footing.value}"  # what is typed on one footing is not in the form on the other
    seen = _seen(desk, key, fact, entries)
    begin_anew = partial(_begin_anew, desk, key)
    if seen.version != fact.version:
        st.info("ほかの人がこの記録を変更しました。")
        st.button("最新の内容を読み込む", key=f"{key}:reload", on_click=begin_anew)
    for offer in offers:
        _show_offer(key, offer)
    with st.form(key, border=False):
        abreast = 2 if len(entries) > _FEW else 1
        cells = [cell for _ in range(0, len(entries), abreast) for cell in st.columns(abreast)]
        for cell, entry in zip(cells, entries, strict=False):
            with cell:
                entry.ask(_widget(key, entry))
        with st.container(horizontal=True, vertical_alignment="center"):
            st.form_submit_button(
                button,
                type="primary",
                on_click=_submit,
                args=(desk, seen, entries, key, action, done, wanted, finish),
            )
            show_draft(desk, key, seen=seen, yours=partial(_typed, seen, entries, key), begin_anew=begin_anew)
    _show_conflict(desk, key, entries, action, finish)


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
    for field, text in offer.options.get(chosen, {}).items():
        st.session_state[f"{key}:{field}"] = text
    st.session_state[f"{key}:offer:{offer.label}"] = None


def _widget(key: str, entry: Entry) -> str:
    return f"{key}:{entry.field}"


def _seen(desk: Desk, key: str, fact: Fact, entries: Sequence[Entry]) -> Fact:
    """The version this form was filled with; a new record keeps the id it was first offered.

    What this person had typed when the form was last on their screen is in it again.
    """
    known = st.session_state.get(f"{key}:seen")
    if isinstance(known, Fact) and known.id != fact.id and fact.version:
        known = None
    empty = [entry for entry in entries if known is None or _widget(key, entry) not in st.session_state]
    draft = recall(desk, key) if empty else None
    seen: Fact = known or (fact if draft is None else draft.seen)
    st.session_state[f"{key}:seen"] = seen
    for entry in empty:
        filled = seen if draft is None else draft.yours
        st.session_state[_widget(key, entry)] = entry.shown(getattr(filled, entry.field))
    return seen


def _begin_anew(desk: Desk, key: str) -> None:
    """The form is filled with the record as it is, and nothing was typed."""
    discard(desk, key)
    _close(key)


def _close(key: str) -> None:
    for kept in ("seen", "conflict"):
        st.session_state.pop(f"{key}:{kept}", None)


def _answers(entries: Sequence[Entry], key: str) -> dict[str, Any]:
    return {entry.field: entry.read(st.session_state[_widget(key, entry)]) for entry in entries}


def _typed(seen: Fact, entries: Sequence[Entry], key: str) -> Fact | None:
    """The fact as the form has it; None = as the form was filled."""
    filled = {entry.field: entry.read(entry.shown(getattr(seen, entry.field))) for entry in entries}
    answers = _answers(entries, key)
    return None if answers == filled else replace(seen, **answers)


def _submit(
    desk: Desk, seen: Fact, entries: Sequence[Entry], key: str, action: str, done: str, wanted: Sequence[str],
    finish: Callable[[Fact], Fact],
) -> None:  # fmt: skip
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
    _save(desk, replace(seen, **answers), seen, key, action, done, finish)


def _save(
    desk: Desk, yours: Fact, seen: Fact, key: str, action: str, done: str, finish: Callable[[Fact], Fact]
) -> None:
    def keep_both(conflict: Conflict) -> None:
        st.session_state[f"{key}:conflict"] = (yours, seen, conflict.theirs)

    if attempt(lambda: desk.save(action, finish(yours), form=key), done=done, on_conflict=keep_both):
        forget(key)
        _close(key)


def _show_conflict(
    desk: Desk, key: str, entries: Sequence[Entry], action: str, finish: Callable[[Fact], Fact]
) -> None:
    if f"{key}:conflict" not in st.session_state:
        return
    yours, seen, theirs = st.session_state[f"{key}:conflict"]
    if theirs is None:
        st.error("この記録は、ほかの人が消しました。必要なら、新しく入力してください。")
        return
    st.error("ほかの人が先に変更しました。まだ保存していません。どちらの内容にするか選んでください。")
    changed = [e for e in entries if getattr(yours, e.field) != getattr(theirs, e.field)]
    show_table(
        ("項目", "あなたの入力", "いまの記録"),
        [(e.label, e.said(getattr(yours, e.field)), e.said(getattr(theirs, e.field))) for e in changed],
        caption="二つの内容のくらべ",
    )
    own = {
        e.field: getattr(yours, e.field) for e in entries if getattr(yours, e.field) != getattr(seen, e.field)
    }
    with st.container(horizontal=True):
        st.button(
            "あなたの入力で保存する",
            key=f"{key}:mine",
            on_click=_save,
            args=(desk, replace(theirs, **own), theirs, key, action, "保存しました", finish),
        )
        st.button("いまの記録を残す", key=f"{key}:theirs", on_click=_begin_anew, args=(desk, key))
