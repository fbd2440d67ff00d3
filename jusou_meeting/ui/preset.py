"""当市の記号: how this municipality draws what offices draw in different ways, with a specimen of it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TypeVar

import streamlit as st

from jusou_meeting.ecomap.notation import STANDARD, CoupleMark, DeceasedMark, Preset, StrongMark
from jusou_meeting.staff import Permission
from jusou_meeting.ui.workspace import Workspace, attempt
from jusou_meeting.vocabulary import Code

C = TypeVar("C", bound=Code)
_KEYS = {"deceased": "preset:deceased", "strong": "preset:strong", "couple": "preset:couple"}


def show_preset(workspace: Workspace) -> None:
    """The signs in use, to be chosen anew; whatever is painted from then on follows."""
    st.caption("ここで決めた記号は、すべての世帯の地図・投影・会議録に使われます。凡例も変わります。")
    preset = workspace.store.preset
    with st.form("preset-form", border=False):
        _choose("亡くなった人", DeceasedMark, preset.deceased, "deceased")
        _choose("強い関係の線", StrongMark, preset.strong, "strong")
        _choose("夫婦の線", CoupleMark, preset.couple, "couple")
        with st.container(horizontal=True):
            st.form_submit_button("この記号にする", type="primary", on_click=_keep, args=(workspace,))
            st.form_submit_button("標準に戻す", on_click=_keep, args=(workspace, STANDARD))


def _choose(label: str, code: type[C], now: C, field: str) -> None:
    words = {
        each: f"{each.label}（標準）" if each is getattr(STANDARD, field) else each.label for each in code
    }
    options = list(code)
    st.radio(
        label,
        options,
        index=options.index(now),
        format_func=words.__getitem__,
        key=_KEYS[field],
        horizontal=True,
    )


def _keep(workspace: Workspace, preset: Preset | None = None) -> None:
    chosen = preset or Preset(**{field: st.session_state[key] for field, key in _KEYS.items()})

    def step() -> None:
        by = workspace.recheck(Permission.OPEN_CASE)
        workspace.store.choose_preset(chosen, by=by, at=datetime.now(UTC))

    if attempt(step, done="地図の記号を決めました"):
        for key in _KEYS.values():
            st.session_state.pop(key, None)
