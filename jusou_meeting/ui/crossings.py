"""移行: what only 支援会議 know of this household, and the decision on each record whether consent may tell it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from jusou_meeting.agency import Involvement
from jusou_meeting.crossing import (
    Crossing,
    Decided,
    beyond_consent,
    confidential,
    crossable,
    crossing_findings,
)
from jusou_meeting.ecomap.family_tie import FamilyTie
from jusou_meeting.ecomap.relation import family_sentence
from jusou_meeting.ecomap.ties import Tie, describe
from jusou_meeting.finding import stop_if_any, stopped
from jusou_meeting.household import Household, HouseholdProfile, Person
from jusou_meeting.issue import Issue
from jusou_meeting.japanese_date import wareki
from jusou_meeting.life_event import LifeEvent
from jusou_meeting.minutes import answered
from jusou_meeting.other_meeting import OtherMeeting
from jusou_meeting.plan import Goal, Wish, wish_in_words
from jusou_meeting.role import RoleAssignment, latest_answers
from jusou_meeting.safety import AbuseSuspicion, EmergencyContact
from jusou_meeting.store.table import references
from jusou_meeting.text import clean_line
from jusou_meeting.ui.desk import Desk
from jusou_meeting.ui.entries import WORDS, entries_of
from jusou_meeting.ui.label import plain
from jusou_meeting.ui.table import show_table
from jusou_meeting.ui.workspace import attempt, new_id, show_findings
from jusou_meeting.vocabulary import Fact, Footing, RecordId

_ASKED, _DONE = "crossing_asked", "crossing_done"
_MOVED, _SHOWN = {True: "移した", False: "移したのを取り消した"}, {True: "示す", False: "示さない"}


def show_crossings(desk: Desk) -> None:
    """Every record that readers on consent do not know, to be chosen; what was decided so far; and the way back."""
    st.caption(
        "支援会議（社会福祉法第106条の6）で得た情報は、ここで一つずつ判断しない限り、重層的支援会議の画面や文書に出ません。"
    )
    if desk.footing is not Footing.STATUTORY:
        st.text("上の「支援会議で得た情報も表示する」を入れると、移すかどうかを判断できます。")
        return
    workspace, household = desk.workspace, desk.household
    told = workspace.household(desk.case_id, Footing.CONSENT, screen=desk.screen)
    decided = workspace.store.cases.decisions(workspace.staff, desk.case_id, desk.footing)
    last = {each.crossing.record_id: each for each in decided}
    if facts := confidential(household, told):
        kept = {record_id for record_id, each in last.items() if not each.crossing.allowed}
        _show_choice(desk, facts, kept, {fact.id: fact for fact in crossable(told)})
    else:
        st.text("支援会議だけが知っている情報は、いまはありません。")
    show_table(
        ("判断の日", "情報（判断したときの言葉）", "判断", "根拠・わけ", "判断した人"),
        [
            (
                wareki(each.crossing.decided_on),
                decided_words(each),
                _judgement(each),
                each.crossing.reason,
                each.crossing.decided_by,
            )
            for each in decided
        ],
        caption="移行の判断",
        empty="移行の判断は、まだありません。",
    )
    _show_way_back(desk, [fact for fact in crossable(told) if fact.id in last and _is_moved(last[fact.id])])


def decided_words(decided: Decided) -> str:
    """What was decided on, as it read then."""
    return "（ここでは見えない記録）" if decided.fact is None else in_words(decided.fact, decided.then)


def _is_moved(decided: Decided) -> bool:
    return decided.moved and decided.crossing.allowed


def _judgement(decided: Decided) -> str:
    allowed, fact = decided.crossing.allowed, decided.fact
    if decided.moved:
        return _MOVED[allowed]
    kept_in_confidence = fact is not None and fact.footing is Footing.STATUTORY
    return "移さない" if kept_in_confidence and not allowed else _SHOWN[allowed]


def _show_choice(
    desk: Desk, facts: Sequence[Fact], kept: set[RecordId], told: Mapping[RecordId, Fact]
) -> None:
    with st.form("crossings", border=False):
        for fact in facts:
            spoken_of = references(fact) | {fact.id}
            marks = [*beyond_consent(spoken_of, desk.household, desk.workspace.today)]
            if fact.id in kept:
                marks.append("移さないと判断済み")
            mark = f"　（{'、'.join(marks)}）" if marks else ""
            st.checkbox(plain(f"{_to_decide(fact, desk.household)}{mark}"), key=f"cross:{fact.id}")
            show_contents(fact, desk.household, told.get(fact.id))
        st.text_input(
            "根拠・わけ", key="cross:reason", placeholder="本人の同意の範囲（支援の検討に必要な範囲）"
        )
        st.text_input("判断した人", key="cross:by", value=desk.workspace.staff.name)
        with st.container(horizontal=True):
            st.form_submit_button("選んだ情報を移す", type="primary", on_click=_ask, args=(desk, facts))
            st.form_submit_button("選んだ情報は移さないと記す", on_click=_keep, args=(desk, facts))
    if st.session_state.pop(_ASKED, False):
        _confirm(desk, _chosen(facts))


def _to_decide(fact: Fact, household: Household) -> str:
    """The record in a line; a role with its agency's answer, which stays behind: one that was refused would look as if it stood."""
    said = in_words(fact, household)
    if not isinstance(fact, RoleAssignment):
        return said
    answer = latest_answers([fact], household.confirmations).get(fact.id)
    why = f"　{answer.text}" if answer is not None and answer.text else ""
    return f"{said}　回答：{answered(answer)}{why}"


def _chosen(facts: Sequence[Fact]) -> list[Fact]:
    return [fact for fact in facts if st.session_state.get(f"cross:{fact.id}")]


def _decisions(desk: Desk, facts: Sequence[Fact], allowed: bool) -> list[Crossing]:
    """On each that was chosen, as the form says; Stopped when it says too little."""
    chosen = _chosen(facts)
    if not chosen:
        raise stopped("情報を一つ以上選んでください。")
    reason, by = st.session_state["cross:reason"], st.session_state["cross:by"]
    decisions = [a_decision(desk, fact, allowed, reason or "", by or "") for fact in chosen]
    for decision in decisions:
        stop_if_any(crossing_findings(decision))
    return decisions


def a_decision(desk: Desk, fact: Fact, allowed: bool, reason: str, by: str) -> Crossing:
    """A new decision on one record, taken today."""
    return Crossing(
        id=new_id(),
        record_id=fact.id,
        allowed=allowed,
        reason=clean_line(reason),
        decided_by=clean_line(by),
        decided_on=desk.workspace.today,
    )


def _ask(desk: Desk, facts: Sequence[Fact]) -> None:
    st.session_state[_ASKED] = attempt(lambda: _decisions(desk, facts, True))


@st.dialog("支援会議の情報を移します")
def _confirm(desk: Desk, facts: Sequence[Fact]) -> None:
    """Ask once: what others have read is not unread."""
    if st.session_state.pop(_DONE, False):
        st.rerun()
    show_findings("crossings")
    st.text("\n".join(f"・{_to_decide(fact, desk.household)}" for fact in facts))
    st.text(
        f"この{len(facts)}件が、重層的支援会議の画面・投影・出席者の端末・書類に出るようになります。あとで取り消せますが、"
        "それまでに映したもの・渡したものは戻りません。"
    )
    st.button("移す", type="primary", key="cross-now", on_click=_move, args=(desk, facts))


def _move(desk: Desk, facts: Sequence[Fact]) -> None:
    def step() -> None:
        decisions = _decisions(desk, facts, True)
        with desk.change("支援会議の情報を移す") as change:
            for fact, decision in zip(facts, decisions, strict=True):
                change.save(decision)
                change.cross(fact)

    st.session_state[_DONE] = attempt(step, done=f"{len(facts)}件を移しました")
    if st.session_state[_DONE]:
        _clear(facts)


def _keep(desk: Desk, facts: Sequence[Fact]) -> None:
    def step() -> None:
        decisions = _decisions(desk, facts, False)
        with desk.change("移さないと判断") as change:
            for decision in decisions:
                change.save(decision)

    if attempt(step, done="判断を記録しました"):
        _clear(_chosen(facts))


def _clear(facts: Sequence[Fact]) -> None:
    for fact in facts:
        st.session_state[f"cross:{fact.id}"] = False


def _show_way_back(desk: Desk, moved: Sequence[Fact]) -> None:
    """What crossed and is still told, to be told no more; what speaks of others comes before them, as it goes first."""
    if not moved:
        return
    st.caption(
        "まちがえて移したものは、取り消せます。支援会議の記録はそのまま残り、取り消したことも判断として残ります。"
        "映したもの・渡したものは戻りません。"
    )
    for fact in reversed(moved):
        st.button(
            plain(f"移したのを取り消す：{in_words(fact, desk.household)}"),
            key=f"recall:{fact.id}",
            type="tertiary",
            on_click=_recall,
            args=(desk, fact),
        )


def _recall(desk: Desk, fact: Fact) -> None:
    def step() -> None:
        with desk.change("移したのを取り消す") as change:
            change.recall(fact)
            change.save(a_decision(desk, fact, False, "移したのを取り消す", desk.workspace.staff.name))

    attempt(step, done="移したのを取り消しました")


def show_contents(fact: Fact, household: Household, told: Fact | None = None) -> None:
    """All that a record says, under its line, or wherein it differs from what is told of it already.

    Whoever decides on telling it decides on each word; what it denies of itself is none.
    """
    entries = entries_of(fact, household)
    if told is None:
        fields = ((entry, getattr(fact, entry.field)) for entry in entries)
        said = [(entry.label, entry.said(value)) for entry, value in fields if value is not False]
    else:
        pairs = ((entry, getattr(told, entry.field), getattr(fact, entry.field)) for entry in entries)
        said = [
            (entry.label, f"{entry.said(now) or '（なし）'} → {entry.said(then) or '（なし）'}")
            for entry, now, then in pairs
            if now != then
        ]
    st.caption(plain("　".join(f"{label}：{words}" for label, words in said if words)))


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
