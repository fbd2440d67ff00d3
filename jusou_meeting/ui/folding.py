"""分野をたたむ: which fields stand in one box on this screen; the wall of a meeting follows."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from jusou_meeting.ecomap.folding import FoldedTie, Folding, foldable, folded, folded_fields
from jusou_meeting.ecomap.relation import sentence
from jusou_meeting.ecomap.scene import Scene
from jusou_meeting.ui.desk import Desk
from jusou_meeting.ui.label import plain
from jusou_meeting.ui.panel import choose
from jusou_meeting.ui.room import change_wall, repaint_room
from jusou_meeting.vocabulary import RecordId

_READABLE = 20.0
"""A letter of so many points on the wall can be read from the back of the room."""


def chosen_folding(desk: Desk) -> Folding:
    """The household as this screen folds it."""
    return folded(desk.household, folded_fields(desk.household, _chosen(desk)))


def _chosen(desk: Desk) -> list[str]:
    """The fields that are folded here; a screen that was opened anew takes them from the wall of its meeting."""
    key = _key(desk)
    if key not in st.session_state:
        wall = None if desk.meeting_id is None else desk.workspace.store.projections.of(desk.meeting_id)
        st.session_state[key] = [] if wall is None else list(wall.folded)
    return list(st.session_state[key])


def _key(desk: Desk) -> str:
    return f"folded:{desk.case_id}:{desk.footing.value}:{desk.meeting_id}"


def show_fields_to_fold(desk: Desk) -> None:
    """The fields that can be folded, each with how many agencies then stand in its box; nothing when there are none."""
    may, chosen = foldable(desk.household), _chosen(desk)
    if not may:
        return
    st.text("分野をたたむ（一つの枠にまとめて、文字を大きくする）")
    with st.container(horizontal=True, key="fields"):
        for number, (word, agencies) in enumerate(may.items()):
            is_folded = word in chosen
            others = [each for each in chosen if each != word]
            st.button(
                f"{'✓ ' * is_folded}{plain(word)} {len(agencies)}",
                key=f"fold:{number}",
                type="primary" if is_folded else "secondary",
                on_click=_fold,
                args=(desk, others if is_folded else [*others, word]),
            )
        st.button("ぜんぶたたむ", key="fold-all", on_click=_fold, args=(desk, list(may)), type="tertiary")
    follows = "" if desk.meeting_id is None else "投影も同じようにたたみます。"
    st.caption(f"{follows}主担当の機関と、葛藤のある機関は、たたまずに残します。紙と関係の表は変わりません。")


def _fold(desk: Desk, fields: list[str]) -> None:
    st.session_state[_key(desk)] = fields
    if desk.meeting_id is not None:
        change_wall(desk, lambda wall, _: replace(wall, folded=tuple(fields)))
        repaint_room()


def show_folding(desk: Desk, folding: Folding, scene: Scene, selected: RecordId | None) -> None:
    """Under the map: which agencies stand in which box, or that folding would make its letters large enough for a wall."""
    if folding.boxes:
        with st.container(key="folding", horizontal=True, vertical_alignment="center"):
            st.caption("分野をたたんでいます。記号を動かすときは、ひろげます。")
            with st.popover("たたんだ機関"):
                for box in folding.boxes:
                    st.text(f"{box.name}：{'・'.join(member.name for member in box.members)}")
            st.button("ひろげる", key="unfold", on_click=_fold, args=(desk, []))
        _show_inside(desk, folding, selected)
    elif scene.letters_on_a_wall < _READABLE and foldable(desk.household):
        with st.container(key="small-letters", horizontal=True, vertical_alignment="center"):
            st.caption("文字が小さくなっています。分野をたたむと大きくなります。")
            fields = list(foldable(desk.household))
            st.button("分野をたたむ", key="fold", on_click=_fold, args=(desk, fields))


def _show_inside(desk: Desk, folding: Folding, selected: RecordId | None) -> None:
    """What the chosen box or line stands for, each of which can be taken in hand."""
    inside: list[tuple[RecordId, str]] = []
    for box in folding.boxes:
        if box.id == selected:
            inside = [(member.id, member.name) for member in box.members]
    for tie in folding.household.ties:
        if tie.id == selected and isinstance(tie, FoldedTie):
            inside = [(member.id, sentence(desk.household, member)) for member in tie.members]
    if inside:
        with st.container(horizontal=True, key="inside"):
            for record_id, said in inside:
                st.button(plain(said), key=f"inside:{record_id}", on_click=choose, args=(record_id,))
