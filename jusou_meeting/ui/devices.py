"""出席者の端末: the administrator's switch, and where devices would find the page to join."""

from __future__ import annotations

from datetime import UTC, datetime
from urllib.parse import urlsplit

import streamlit as st

from jusou_meeting.join_code import address_for_others
from jusou_meeting.staff import Permission
from jusou_meeting.ui.workspace import Workspace, attempt


def show_devices_switch(workspace: Workspace) -> None:
    """Whether devices may join, what follows from it, and the one button that says otherwise."""
    on = workspace.store.devices.on
    with st.container(key=f"devices-{'on' if on else 'off'}"):
        st.text(f"出席者の端末　{'使えます' if on else '使いません'}")
    st.caption(
        "使うときも、参加コードと、包括化支援員が一人ずつ認めることが要ります。使わないときは、口頭と紙で進めます。"
        "切ると、端末で参加している人は、その場で退室します。"
    )
    if on:
        show_join_address()
    st.button(
        "端末を使わないようにする" if on else "端末を使えるようにする",
        key="switch-devices",
        type="secondary" if on else "primary",
        on_click=_switch,
        args=(workspace, not on),
    )


def show_join_address() -> None:
    """Where others open the page to join, or what keeps them from reaching it."""
    address = way_in()
    if address is None:
        st.text(
            "いまは、このパソコンの中からしか開けません。ほかの端末から参加できるようにするには、ファイルを持つ人が次の命令で"
            "起動し直します（アドレスは、このパソコンのものに替えます）。"
        )
        st.text("streamlit run app.py --server.address=192.0.2.10")
    else:
        st.text(f"出席者の端末で開くアドレス　{address}")


def way_in(path: str = "/join") -> str | None:
    """The address of a page at the door, as others reach it; None = they do not."""
    here = urlsplit(st.context.url or "")
    found = address_for_others(
        here.scheme,
        here.netloc,
        bound=str(st.get_option("server.address") or ""),
        port=int(st.get_option("server.port")),
        https=bool(st.get_option("server.sslCertFile")),
        names=st.get_option("server.allowedHosts"),
    )
    return None if found is None else f"{found}{path}"


def _switch(workspace: Workspace, on: bool) -> None:
    def step() -> None:
        by = workspace.recheck(Permission.MANAGE_STAFF)
        workspace.store.devices.switch(on=on, by=by, at=datetime.now(UTC))

    attempt(step, done="端末を使えるようにしました" if on else "端末を使わないようにしました")
