"""移行: what only 支援会議 know of this household, and the decision on each record whether consent may tell it."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from jusou_meeting.agency import Involvement
from jusou_meeting.crossing import Crossing, beyond_consent, confidential, crossable, crossing_findings
from jusou_meeting.ecomap.family_tie import FamilyTie
from jusou_meeting.ecomap.relation import family_sentence
from jusou_meeting.ecomap.ties import Tie, describe
from jusou_meeting.finding import stop_if_any, stopped
from jusou_meeting.household import Household, HouseholdProfile, Person
from jusou_meeting.issue import Issue
from jusou_meeting.japanese_date import wareki
from jusou_meeting.life_event import LifeEvent
from jusou_meeting.other_meeting import OtherMeeting
from jusou_meeting.plan import Goal, Wish, wish_in_words
from jusou_meeting.role import RoleAssignment
from jusou_meeting.safety import AbuseSuspicion, EmergencyContact
from jusou_meeting.store.table import references
from jusou_meeting.text import clean_line
from jusou_meeting.ui.desk import Desk
from jusou_meeting.ui.entries import WORDS, entries_of
from jusou_meeting.ui.label import plain
from jusou_meeting.ui.table import show_table
from jusou_meeting.ui.workspace import attempt, new_id
from jusou_meeting.vocabulary import Fact, Footing, RecordId

_DECIDED = {True: ("移した", "示す"), False: ("移さない", "示さない")}
"""In a word; the second of what was known before and is of a member who did not consent."""


def show_crossings(desk: Desk) -> None:
    """Every record that readers on consent do not know, to be chosen; then what was decided so far."""
    st.caption(
        "支援会議（社会福祉法第106条の6）で得た情報は、ここで一つずつ判断しない限り、重層的支援会議の画面や文書に出ません。"
    )
    if desk.footing is not Footing.STATUTORY:
        st.text("上の「支援会議で得た情報も表示する」を入れると、移すかどうかを判断できます。")
        return
    st.caption(
        "まちがえて移したものは、「支援会議で得た情報も表示する」を切り、その人・機関・課題・関係線・役割を押して削除します"
        "（支援会議の記録は残ります）。世帯の概要と本人は、そこで言葉を消します。"
    )
    workspace, household = desk.workspace, desk.household
    told = workspace.household(desk.case_id, Footing.CONSENT, screen=desk.screen)
    decided = workspace.store.cases.crossings(workspace.staff, desk.case_id)
    facts = confidential(household, told)
    if facts:
        kept = {crossing.record_id for crossing in decided if not crossing.allowed}
        _show_choice(desk, facts, kept)
    else:
        st.text("支援会議だけが知っている情報は、いまはありません。")
    names = {fact.id: in_words(fact, household) for fact in crossable(household)}
    known_before = {fact.id for fact in crossable(household) if fact.footing is Footing.CONSENT}
    show_table(
        ("判断の日", "情報", "判断", "根拠・わけ", "判断した人"),
        [
            (
                wareki(crossing.decided_on),
                names.get(crossing.record_id, "（記録なし）"),
                _DECIDED[crossing.allowed][crossing.record_id in known_before],
                crossing.reason,
                crossing.decided_by,
            )
            for crossing in decided
        ],
        caption="移行の判断",
        empty="移行の判断は、まだありません。",
    )


def _show_choice(desk: Desk, facts: Sequence[Fact], kept: set[RecordId]) -> None:
    with st.form("crossings", border=False):
        for fact in facts:
            spoken_of = references(fact) | {fact.id}
            marks = [*beyond_consent(spoken_of, desk.household, desk.workspace.today)]
            if fact.id in kept:
                marks.append("移さないと判断済み")
            mark = f"　（{'、'.join(marks)}）" if marks else ""
            st.checkbox(plain(f"{in_words(fact, desk.household)}{mark}"), key=f"cross:{fact.id}")
            show_contents(fact, desk.household)
        st.text_input(
            "根拠・わけ", key="cross:reason", placeholder="本人の同意の範囲（支援の検討に必要な範囲）"
        )
        st.text_input("判断した人", key="cross:by", value=desk.workspace.staff.name)
        with st.container(horizontal=True):
            st.form_submit_button(
                "選んだ情報を移す", type="primary", on_click=_decide, args=(desk, facts, True)
            )
            st.form_submit_button("選んだ情報は移さないと記す", on_click=_decide, args=(desk, facts, False))


def _decide(desk: Desk, facts: Sequence[Fact], allowed: bool) -> None:
    state = st.session_state
    chosen = [fact for fact in facts if state.get(f"cross:{fact.id}")]

    def step() -> None:
        if not chosen:
            raise stopped("情報を一つ以上選んでください。")
        with desk.change("支援会議の情報を移す" if allowed else "移さないと判断") as change:
            for fact in chosen:
                crossing = Crossing(
                    id=new_id(),
                    record_id=fact.id,
                    allowed=allowed,
                    reason=clean_line(state["cross:reason"] or ""),
                    decided_by=clean_line(state["cross:by"] or ""),
                    decided_on=desk.workspace.today,
                )
                stop_if_any(crossing_findings(crossing))
                change.save(crossing)
                if allowed:
                    change.cross(fact)

    if attempt(step, done=f"{len(chosen)}件を移しました" if allowed else "判断を記録しました"):
        for fact in chosen:
            state[f"cross:{fact.id}"] = False


def show_contents(fact: Fact, household: Household) -> None:
    """All that a record says, under its line: whoever decides on telling it decides on each word."""
    fields = ((entry.label, entry.said(getattr(fact, entry.field))) for entry in entries_of(fact, household))
    st.caption(plain("　".join(f"{label}：{said}" for label, said in fields if said)))


def in_words(fact: Fact, household: Household) -> str:
    """What a record says, in a line."""
    match fact:
        case HouseholdProfile():
            said = "経緯・強み・避けるべき関わり方・連絡先など"
        case Person():
            said = "　".join(filter(None, (fact.label, fact.note)))
        case Involvement():
            said = "　".join(filter(None, (fact.name, fact.note)))
        case Issue():
            said = f"{fact.title}（{household.called(fact.subject_id)}）{fact.note}"
        case Tie():
            ends = f"{household.called(fact.a)}と{household.called(fact.b)}"
            said = "　".join(filter(None, (ends, describe(fact), fact.note)))
        case FamilyTie():
            said = "　".join(filter(None, (family_sentence(household, fact), fact.note)))
        case RoleAssignment():
            said = f"{household.assignee(fact)}：{fact.task}"
        case Wish():
            said = f"{household.called(fact.person_id)}　{wish_in_words(fact)}"
        case Goal():
            said = fact.text
        case EmergencyContact():
            said = f"{fact.situation}　{fact.whom}"
        case AbuseSuspicion():
            said = f"{household.called(fact.subject_id)}　{fact.kind.label}　{fact.text}"
        case OtherMeeting():
            said = "　".join(filter(None, (fact.called, fact.handling, fact.lead)))
        case LifeEvent():
            said = "　".join(filter(None, (fact.happened, household.called(fact.subject_id), fact.text)))
        case _:
            said = ""
    return f"{WORDS[type(fact)]}：{said}"
