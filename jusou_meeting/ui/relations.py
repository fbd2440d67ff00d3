"""関係の表: the map in words, for whoever cannot see it and for the record."""

from __future__ import annotations

import streamlit as st

from jusou_meeting.ecomap.relation import relations
from jusou_meeting.household import Being, Household, Person, age
from jusou_meeting.ui.table import show_table
from jusou_meeting.ui.workspace import Workspace


def show_relations(workspace: Workspace, household: Household) -> None:
    """The people, the issues and the ties of the map, as tables."""
    numbers = household.issue_numbers
    show_table(
        ("呼び名", "続柄", "氏名", "年齢", "性別", "別居・死亡など", "状況"),
        [
            (
                p.label,
                p.kinship.label,
                p.name,
                age(p, workspace.today),
                p.known_sex.label,
                _standing(p),
                p.note,
            )
            for p in household.people
        ],
        caption="世帯員",
    )
    show_table(
        ("№", "課題", "誰の", "くわしい状況"),
        [(str(numbers[i.id]), i.title, household.called(i.subject_id), i.note) for i in household.issues],
        caption="課題",
        empty="課題はまだありません。",
    )
    show_table(
        ("こちら", "向き", "あちら", "関係", "誰から聞いたか", "いつから"),
        [(r.a, r.direction, r.b, r.said, r.source, r.since) for r in relations(household)],
        caption="関係",
        empty="関係線はまだありません。",
    )
    st.caption("地図と同じ内容です。たたんだ分野の機関も、一つずつ出ます。")


def _standing(person: Person) -> str:
    words = [] if person.being is Being.HUMAN else [person.being.label]
    words += ["死亡"] * person.deceased + ["キーパーソン"] * person.key_person
    if person.lives_apart:
        words.append(f"別居（{person.residence}）" if person.residence else "別居")
    return "・".join(words)
