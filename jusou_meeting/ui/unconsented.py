"""同意のない世帯員: what the room is not shown of them, why, and the decision with its ground to show a record after all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

import streamlit as st

from jusou_meeting.consent import Strictness
from jusou_meeting.crossing import crossing_findings
from jusou_meeting.finding import stop_if_any, stopped
from jusou_meeting.japanese_date import wareki
from jusou_meeting.meeting import MeetingRecord
from jusou_meeting.staff import Permission
from jusou_meeting.ui.crossings import a_decision, decided_words, in_words, show_contents
from jusou_meeting.ui.desk import Desk
from jusou_meeting.ui.label import plain
from jusou_meeting.ui.table import show_table
from jusou_meeting.ui.workspace import Workspace, attempt
from jusou_meeting.unconsented import HeldBack, held_back, limited
from jusou_meeting.vocabulary import Fact, Footing, RecordId

GROUND = "個人情報保護法第69条第2項第4号（本人の利益になることが明らか）"
"""An example of a ground, as the form has it."""


def show_held_back_count(desk: Desk, record: MeetingRecord | None) -> None:
    """In a 重層的支援会議, that the room is not shown all that the coordinator sees; nothing when it is."""
    held = () if record is None else held_back(desk.household, on=desk.workspace.today, record=record)
    if held:
        with st.container(key="held-back"):
            st.caption(
                f"同意のない世帯員のこと{len(held)}件は、投影・端末・書類に出していません（示すかは「同意」の欄で）。"
            )


def kept_roles(desk: Desk, record: MeetingRecord | None) -> frozenset[RecordId]:
    """The roles that are read out and asked after, and whose words the room of this meeting is not shown."""
    household = desk.household
    shown = limited(household, on=desk.workspace.today, record=record)
    return frozenset(role.id for role in household.roles) - {role.id for role in shown.roles}


def show_kept_role() -> None:
    """Beside such a role."""
    st.caption(
        "同意のない世帯員の役割なので、投影・書類・ほかの機関の端末に出ません（「同意」の欄で、示すかを決められます）。"
    )


def show_unconsented(desk: Desk, record: MeetingRecord | None = None) -> None:
    """Every record of which something is held back, to be released with its ground; then what was decided so far."""
    if desk.footing is Footing.STATUTORY:
        return
    workspace, household = desk.workspace, desk.household
    st.subheader("同意のない世帯員のこと")
    st.caption(
        "本人のほかの世帯員が同意していない（期限切れ・撤回・共有先や内容が狭い）間、重層的支援会議の投影・出席者の端末・書類には、"
        f"その人のことは「{household.strictness.label}」を出します。根拠があれば、ここで一つずつ、示すと判断できます。"
        "人のことを自由に書いた文（役割・決定・発言・世帯の概要・目標・支援の方向性・緊急時の対応・次回など）は、書いたとおりに出ます。"
    )
    held = held_back(household, on=workspace.today, record=record)
    if held:
        _show_choice(desk, held)
    else:
        st.text("同意がないために伏せている情報は、いまはありません。")
    undecided = held_back(replace(household, released=frozenset()), on=workspace.today, record=record)
    facts = {each.fact.id: each.fact for each in undecided}
    decided = [
        each
        for each in workspace.store.cases.decisions(workspace.staff, desk.case_id, desk.footing)
        if each.crossing.record_id in facts
    ]
    show_table(
        ("判断の日", "情報", "判断", "根拠・わけ", "判断した人"),
        [
            (
                wareki(each.crossing.decided_on),
                decided_words(each),
                "示す" if each.crossing.allowed else "示さない",
                each.crossing.reason,
                each.crossing.decided_by,
            )
            for each in decided
        ],
        caption="示すかどうかの判断",
    )
    shown = [facts[record_id] for record_id in household.released if record_id in facts]
    for fact in sorted(shown, key=lambda fact: list(facts).index(fact.id)):
        st.button(
            plain(f"示すのをやめる：{in_words(fact, household)}"),
            key=f"hold:{fact.id}",
            type="tertiary",
            on_click=_hold,
            args=(desk, fact),
        )


def _said(desk: Desk, held: HeldBack) -> str:
    return f"{in_words(held.fact, desk.household)}（{held.why}）"


def _show_choice(desk: Desk, held: Sequence[HeldBack]) -> None:
    with st.form("unconsented", border=False):
        for each in held:
            st.checkbox(plain(_said(desk, each)), key=f"release:{each.fact.id}")
            show_contents(each.fact, desk.household)
        st.text_input("示す根拠", key="release:reason", placeholder=GROUND)
        st.text_input("判断した人", key="release:by", value=desk.workspace.staff.name)
        st.form_submit_button(
            "選んだ情報を示す", type="primary", on_click=_release, args=(desk, [each.fact for each in held])
        )


def _release(desk: Desk, facts: Sequence[Fact]) -> None:
    state = st.session_state
    chosen = [fact for fact in facts if state.get(f"release:{fact.id}")]

    def step() -> None:
        if not chosen:
            raise stopped("情報を一つ以上選んでください。")
        _decide(desk, chosen, True, state["release:reason"] or "", state["release:by"] or "")

    if attempt(step, done=f"{len(chosen)}件を示すと記録しました"):
        state["release:reason"] = ""
        for fact in chosen:
            state[f"release:{fact.id}"] = False


def _hold(desk: Desk, fact: Fact) -> None:
    def step() -> None:
        _decide(desk, [fact], False, "示すのをやめる", desk.workspace.staff.name)

    attempt(step, done="示さないと記録しました")


def _decide(desk: Desk, facts: Sequence[Fact], allowed: bool, reason: str, by: str) -> None:
    """Decisions on telling are known to the office alone, as those on crossing are."""
    action = "同意のない世帯員の情報を示す" if allowed else "同意のない世帯員の情報を示さない"
    with desk.workspace.change(action, desk.case_id, Footing.STATUTORY) as change:
        for fact in facts:
            crossing = a_decision(desk, fact, allowed, reason, by)
            stop_if_any(crossing_findings(crossing))
            change.save(crossing)


def show_strictness(workspace: Workspace) -> None:
    """How much of members who did not consent this municipality shows unasked, to be chosen anew."""
    st.caption(
        "重層的支援会議の投影・出席者の端末・書類に、同意のない世帯員のことをどこまで出すか。どちらでも、残りは一つずつ、根拠を記せば"
        "出せます。広いほうは、市町村の要綱などで根拠（個人情報保護法第69条）を定めてから選びます。"
    )
    options = list(Strictness)
    with st.form("strictness-form", border=False):
        st.radio(
            "同意のない世帯員について示す範囲",
            options,
            index=options.index(workspace.store.strictness),
            format_func=lambda strictness: strictness.label,
            key="strictness",
        )
        st.form_submit_button("この範囲にする", on_click=_choose, args=(workspace,))


def _choose(workspace: Workspace) -> None:
    chosen = st.session_state["strictness"]

    def step() -> None:
        by = workspace.recheck(Permission.MANAGE_STAFF)
        workspace.store.choose_strictness(chosen, by=by, at=datetime.now(UTC))

    attempt(step, done="示す範囲を決めました")
