"""二つの内容: what somebody typed beside what another saved meanwhile; a person chooses, and neither is lost before."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from jusou_meeting.ui.table import show_table


def show_both_sides(
    key: str,
    rows: Sequence[tuple[str, str, str]],
    *,
    mine: Callable[[], None],
    theirs: Callable[[], None],
) -> None:
    """Each thing that differs with both of its readings, and the two ways to go on."""
    st.error("ほかの人が先に変更しました。まだ保存していません。どちらの内容にするか選んでください。")
    show_table(("項目", "あなたの入力", "いまの記録"), rows, caption="二つの内容のくらべ")
    with st.container(horizontal=True):
        st.button("あなたの入力で保存する", key=f"{key}:mine", on_click=mine)
        st.button("いまの記録を残す", key=f"{key}:theirs", on_click=theirs)
