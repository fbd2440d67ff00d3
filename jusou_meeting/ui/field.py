"""項目: one field of a form, how it is asked for and how the answer is read."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import streamlit as st

from jusou_meeting.japanese_date import wareki
from jusou_meeting.text import clean, clean_line
from jusou_meeting.vocabulary import Code, RecordId

_EARLIEST, _LATEST = date(1890, 1, 1), date(2199, 12, 31)
"""Without limits of ours Streamlit offers ten years around today, and drops every other date without a word."""


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


def sentence(field: str, label: str) -> Entry:
    """One line of text, in a field that grows so that all of it is read; Enter goes on as in a line."""

    def ask(key: str) -> None:
        with st.container(key=f"growing:{key}"):
            st.text_area(label, key=key, height="content")

    return replace(line(field, label), ask=ask)


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


def pick(
    field: str, label: str, codes: type[Code], *, but: Collection[Code] = (), unset: Code | None = None
) -> Entry:
    """One of a few coded words, all of them in sight; `unset` stands for nothing chosen yet."""
    offered = [code for code in codes if code not in but]
    return Entry(
        field,
        label,
        ask=lambda key: st.segmented_control(
            label, offered, key=key, format_func=lambda code: code.label, required=unset is None
        ),
        shown=lambda code: None if code is unset else code,
        read=lambda code: unset if code is None else code,
        said=lambda code: "" if code is None else code.label,
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
            filter_mode="contains",
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
            filter_mode="contains",
            select_all=False,  # Enter takes the one that was typed, not all that look like it
            wrap=True,  # all that is chosen stands in sight, also where columns would keep it on one line
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
        said=lambda on: "" if on is None else wareki(on),
    )


def maybe(field: str, label: str, codes: type[Code]) -> Entry:
    """One of a few coded words, or none yet."""
    return Entry(
        field,
        label,
        ask=lambda key: st.selectbox(
            label,
            list(codes),
            key=key,
            format_func=lambda code: code.label,
            index=None,
            placeholder="選んでください",
        ),
        shown=lambda code: code,
        read=lambda code: code,
        said=lambda code: "" if code is None else code.label,
    )


def hour(field: str, label: str) -> Entry:
    """A time of day, or none."""
    return Entry(
        field,
        label,
        ask=lambda key: st.time_input(label, key=key, value=None, step=300),
        shown=lambda at: at,
        read=lambda at: at,
        said=lambda at: "" if at is None else f"{at:%H:%M}",
    )


def number(field: str, label: str) -> Entry:
    """A whole number from 0."""
    return Entry(
        field,
        label,
        ask=lambda key: st.number_input(label, key=key, min_value=0, max_value=999, step=1),
        shown=int,
        read=lambda typed: int(typed or 0),
        said=str,
    )
