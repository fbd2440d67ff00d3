"""表: rows of plain text, readable from the back of the room and by a screen reader."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement, tostring

import streamlit as st

_OF_A_DAY = ("いつまで", "回答", "期限", "事例番号")
"""The columns that hold a day or a number, which nobody reads in two pieces: they are never narrower than that."""


def show_table(
    headers: Sequence[str], rows: Sequence[Sequence[str]], *, caption: str, empty: str = ""
) -> None:
    """A table of text; text is never markup, since the table is built as a tree."""
    if not rows and empty:
        st.caption(empty)
        return
    show_parted_table(headers, [("", rows)], caption=caption)


def show_parted_table(
    headers: Sequence[str], parts: Sequence[tuple[str, Sequence[Sequence[str]]]], *, caption: str
) -> None:
    """A table in parts, each under its title; a part without one has no line for it."""
    table = Element("table", {"class": "jusou-table"})
    SubElement(table, "caption").text = caption
    head = SubElement(SubElement(table, "thead"), "tr")
    for header in headers:
        day = {"class": "jusou-day"} if header in _OF_A_DAY else {}
        SubElement(head, "th", {"scope": "col"} | day).text = header
    for title, rows in parts:
        body = SubElement(table, "tbody")
        if title:
            over = {"scope": "rowgroup", "colspan": str(len(headers))}
            SubElement(SubElement(body, "tr"), "th", over).text = title
        for row in rows:
            line = SubElement(body, "tr")
            for cell in row:
                SubElement(line, "td").text = cell
    st.html(tostring(table, encoding="unicode", method="html"))


def show_cells(
    cells: Sequence[str], *, headers: Sequence[str], widths: Sequence[int], strong: bool = False
) -> None:
    """One row of a table whose last column holds buttons, so that rows of both line up.

    On a phone the cells stand below one another, each under its own header.
    """
    st.html(tostring(_row(cells, headers, widths, strong=strong), encoding="unicode", method="html"))


def show_rows(rows: Sequence[Sequence[str]], *, headers: Sequence[str], widths: Sequence[int]) -> None:
    """The same rows without buttons, all as one part of the page: thirty devices paint them at each change."""
    block = Element("div", {"class": "jusou-rows"})
    block.extend(_row(cells, headers, widths) for cells in rows)
    st.html(tostring(block, encoding="unicode", method="html"))


def _row(
    cells: Sequence[str], headers: Sequence[str], widths: Sequence[int], *, strong: bool = False
) -> Element:
    kind = "jusou-row jusou-row-head" if strong else "jusou-row"
    columns = " ".join(
        f"minmax({'5.5em' if header in _OF_A_DAY else 0}, {width}fr)"
        for header, width in zip(headers, widths, strict=True)
    )
    row = Element("div", {"class": kind, "style": f"grid-template-columns: {columns}"})
    for header, cell in zip(headers, cells, strict=True):
        SubElement(row, "div", {"data-header": header}).text = cell
    return row
