"""機関名簿を一度に読み込む: an office's own list, looked at line by line and taken with one press, all of it or nothing."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import islice

import streamlit as st

from jusou_meeting.directory_table import LARGEST, read_table
from jusou_meeting.directory_uptake import Uptake, uptake
from jusou_meeting.staff import Permission
from jusou_meeting.ui.table import show_parted_table
from jusou_meeting.ui.workspace import Workspace, attempt, new_id, show_noticed

SAMPLE = "/papers/directory-sample.csv"
WHOLE = "/papers/directory.csv"
_AT_ONCE = 100
"""Lines on one screen; what there are more is counted."""


def show_directory_upload(workspace: Workspace) -> None:
    """Choose a file, look at what it changes and what of it cannot be read, and take it."""
    st.caption(
        "Excel の名簿を、「CSV UTF-8（コンマ区切り）」で保存して選びます。一行に機関と担当者一人を書き、担当者が二人めからは、"
        "機関名だけを同じにして行を足します。空いた欄と、ファイルにない機関・担当者は、いまのまま変わりません。"
    )
    with st.container(horizontal=True):
        st.link_button("見本（Excel で開けます）", SAMPLE)
        st.link_button("いまの名簿（同じ形の CSV）", WHOLE, help="担当を終えた方は入りません。")
    upload = st.file_uploader(
        "機関名簿（CSV）", type=["csv"], max_upload_size=LARGEST // 1_000_000, key="directory-file"
    )
    if upload is None:
        return
    found = uptake(
        read_table(upload.getvalue()),
        workspace.store.directory.listing(),
        today=workspace.today,
        new_id=new_id,
    )
    _show(found)
    if found.can_be_taken:
        st.button(
            f"この{len(found.entries)}機関を名簿に読み込む",
            key="directory-take",
            type="primary",
            on_click=_take,
            args=(workspace, found),
        )


def _show(found: Uptake) -> None:
    show_noticed("directory", found.findings[:_AT_ONCE])
    if len(found.findings) > _AT_ONCE:
        st.text(f"ほかに{len(found.findings) - _AT_ONCE}件")
    new = [entry for entry in found.entries if entry.new]
    told = [entry for entry in found.entries if not entry.new]
    st.text(f"新しい機関 {len(new)}　変わる機関 {len(told)}　いまと同じ機関 {found.alike}")
    parts = [
        (title, [(entry.agency, "　".join(entry.said)) for entry in islice(entries, _AT_ONCE)])
        for title, entries in (("新しい機関", new), ("変わる機関", told))
        if entries
    ]
    if parts:
        show_parted_table(
            ("機関", "内容"), parts, caption="読み込むと、こうなります（まだ何も変わっていません）"
        )
    if beyond := sum(max(0, len(entries) - _AT_ONCE) for entries in (new, told)):
        st.text(f"ほかに{beyond}機関")


def _take(workspace: Workspace, found: Uptake) -> None:
    def step() -> None:
        by = workspace.recheck(Permission.HAND_OVER)
        workspace.store.directory.take(by, found, at=datetime.now(UTC))

    attempt(step, done=f"機関名簿に読み込みました（{len(found.entries)}機関）")
