"""手元の欄: what the coordinator has in hand: the chosen record with its form, and what can be added to it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TypeVar

import streamlit as st

from jusou_meeting.agency import Involvement
from jusou_meeting.ecomap.family_tie import FamilyTie
from jusou_meeting.ecomap.relation import family_sentence, sentence
from jusou_meeting.ecomap.ties import Confidence, Tie, describe
from jusou_meeting.finding import stop_if_any
from jusou_meeting.household import Household, Kinship, Person, removal_findings
from jusou_meeting.issue import Issue
from jusou_meeting.kin import stands_as_child
from jusou_meeting.meeting import Meeting, MeetingRecord
from jusou_meeting.role import (
    RoleAssignment,
    role_removal_findings,
)
from jusou_meeting.ui.desk import Desk
from jusou_meeting.ui.directory import show_listing
from jusou_meeting.ui.entries import WANTED, WORDS, entries_of, offers_of
from jusou_meeting.ui.finishing import finished, spoken_answer
from jusou_meeting.ui.form import Offer, fact_form, left_in
from jusou_meeting.ui.kept_back import show_kept_back
from jusou_meeting.ui.label import plain
from jusou_meeting.ui.still_so import show_when_said
from jusou_meeting.ui.tabs import show_tabs
from jusou_meeting.ui.whereabouts import stay
from jusou_meeting.ui.workspace import attempt, new_id
from jusou_meeting.vocabulary import CaseId, Fact, Footing, RecordId

F = TypeVar("F", bound=Fact)

SELECTED = "selected"
"""Where the page keeps the id of the chosen record."""

TABS, FRONT, RECORD, SUPPORT, DEVICES = "hand", "入力", "記録", "プラン", "端末"
"""The tabs beside the map, and the titles of those that other parts of the page speak of."""

ADDITIONS = "additions"
"""The tabs of what can be added."""

_BEGUN, _FORM_BEGUN, _CHOSEN_ANEW, _PAGE_IS_OLD = "begun", "form_begun", "chosen_anew", "page_is_old"


def chosen(household: Household) -> Fact | None:
    """The record that was chosen on the map or in a table, if it is still there."""
    wanted = st.session_state.get(SELECTED)
    facts: Sequence[Fact] = (
        household.profile,
        *household.people,
        *household.issues,
        *household.involvements,
        *household.ties,
        *household.family_ties,
        *household.roles,
    )
    return next((fact for fact in facts if fact.id == wanted), None)


def choose(record_id: RecordId | None) -> None:
    """Have this record in hand from the next run on."""
    st.session_state[SELECTED] = record_id
    st.session_state[_CHOSEN_ANEW] = True
    st.session_state[_BEGUN] = st.session_state[_FORM_BEGUN] = None


def begin(desk: Desk, blank: Fact, *, of: RecordId | None = None) -> None:
    """Have the form of a new record in hand from the next run on, filled as far as this one says anything.

    `of` is the remark that it is made of, which knows so once it is saved.
    """
    choose(None)
    st.session_state[_BEGUN] = (_place(desk), blank, of)
    st.session_state[_FORM_BEGUN] = f"{_new(blank, blank.id)} {of or ''}"


def begun(desk: Desk) -> Fact | None:
    """The new record that was begun here; what was begun on another footing, or in another meeting, stays there."""
    place, blank, _ = st.session_state.get(_BEGUN) or (None, None, None)
    return blank if place == _place(desk) else None


def _begin_again(desk: Desk) -> None:
    """The new record that was begun before the page was opened anew, if anything was typed into its form."""
    form, _, of = (st.session_state.get(_FORM_BEGUN) or "").partition(" ")
    blank = left_in(desk, form) if form else None
    st.session_state[_BEGUN] = None if blank is None else (_place(desk), blank, RecordId(of) if of else None)


def _new(blank: Fact, key: str) -> str:
    return f"new:{type(blank).__name__}:{key}"


def _place(desk: Desk) -> tuple[CaseId, Footing, RecordId | None]:
    return desk.case_id, desk.footing, desk.meeting_id


def take_in_hand(desk: Desk, *tabs: str) -> None:
    """Begin a run of the whole page, before its tabs are drawn: what was chosen is in hand and in front.

    On a page that was opened anew that is what this person left there.
    """
    stay(desk.workspace, desk.meeting_id or desk.case_id, SELECTED, _FORM_BEGUN, *tabs)
    if _BEGUN not in st.session_state:
        _begin_again(desk)
    in_hand = st.session_state.get(SELECTED) or st.session_state.get(_BEGUN)
    if TABS in tabs and st.session_state.get(_CHOSEN_ANEW) and in_hand:
        st.session_state[TABS] = FRONT
    st.session_state[_CHOSEN_ANEW] = st.session_state[_PAGE_IS_OLD] = False


def run_page_anew() -> None:
    """Have every form filled anew from the next run on."""
    st.session_state[_PAGE_IS_OLD] = True


def rerun_if_chosen_anew() -> None:
    """In a part of the page that runs by itself: let the whole page run when it chose or changed something."""
    if st.session_state.get(_CHOSEN_ANEW) or st.session_state.get(_PAGE_IS_OLD):
        st.rerun()


def show_panel(desk: Desk) -> None:
    """The chosen record, or the new one that was begun; without one, what can be added."""
    fact, blank = chosen(desk.household), begun(desk)
    in_hand = fact or blank
    with st.container(key=f"in-hand-{'nothing' if in_hand is None else in_hand.id}"):
        _show_in_hand(desk, fact, blank)


def _show_in_hand(desk: Desk, fact: Fact | None, blank: Fact | None) -> None:
    if fact is None and blank is not None:
        _show_title(f"新しい{WORDS[type(blank)]}")
        add_fact(desk, blank, key=blank.id, then=partial(choose, blank.id))
        return
    if fact is None:
        show_additions(desk)
        return
    _show_title(WORDS[type(fact)])
    if isinstance(fact, RoleAssignment) and desk.meeting_id is not None:
        number = desk.household.role_numbers[fact.id]
        st.text(f"№{number}　{desk.household.assignee(fact)}：{fact.task}")
        add_fact(
            desk,
            spoken_answer(desk, fact),
            key=fact.id,
            button="口頭の回答を記す",
            then=partial(choose, None),
        )
        st.divider()
    if isinstance(fact, Tie):
        st.text(sentence(desk.household, fact))
        show_when_said(desk, fact)
    edit_fact(desk, fact)
    show_kept_back(desk, fact)
    if isinstance(fact, Person | Involvement) or fact.id == desk.household.id:
        _show_what_concerns(desk, fact)


def _show_title(word: str) -> None:
    with st.container(horizontal=True, horizontal_alignment="distribute"):
        st.subheader(word)
        st.button("選択をやめる", key="unchoose", on_click=choose, args=(None,), type="tertiary")


def edit_fact(
    desk: Desk, fact: Fact, *, record: MeetingRecord | None = None, only: Sequence[str] = ()
) -> None:
    """The form of a record that exists, or of these fields of it, and the way to remove it."""
    word, key = WORDS[type(fact)], ":".join((type(fact).__name__, fact.id, *only))
    entries = entries_of(fact, desk.household, record, desk.workspace.agencies, desk.workspace.people_there)
    fact_form(
        desk,
        fact,
        [entry for entry in entries if not only or entry.field in only],
        key=key,
        action=f"{word}を直す",
        wanted=WANTED.get(type(fact), ()),
        offers=_offers(desk, fact),
        finish=lambda answered: finished(desk, answered),
    )
    kept = (
        next(role_removal_findings(fact, desk.ended, desk.household.crossed), None)
        if isinstance(fact, RoleAssignment)
        else None
    )
    if kept is not None:
        st.caption(plain(kept.sentence))
    elif fact.id != desk.household.id and not isinstance(fact, Meeting):
        show_removal(desk, fact, key=key)


def show_removal(desk: Desk, fact: Fact, *, key: str) -> None:
    """The way to remove a record."""
    word = WORDS[type(fact)]
    st.button(f"この{word}を削除", key=f"{key}:remove", type="tertiary", on_click=_remove, args=(desk, fact))


def add_fact(
    desk: Desk,
    blank: Fact,
    *,
    key: str,
    record: MeetingRecord | None = None,
    button: str = "",
    row: Sequence[int] = (),
    then: Callable[[], None] = lambda: None,
) -> None:
    """The empty form of a new record; `row` and `then` as `fact_form` has them."""
    word = WORDS[type(blank)]
    fact_form(
        desk,
        blank,
        entries_of(blank, desk.household, record, desk.workspace.agencies, desk.workspace.people_there),
        key=_new(blank, key),
        action=f"{word}を記録",
        button=button or f"{word}を追加",
        row=row,
        then=then,
        done=f"{word}を追加しました",
        wanted=WANTED.get(type(blank), ()),
        offers=_offers(desk, blank),
        finish=lambda answered: (*finished(desk, answered), *_source(desk, answered)),
    )


def _offers(desk: Desk, fact: Fact) -> tuple[Offer, ...]:
    workspace = desk.workspace
    return offers_of(fact, desk.household, workspace.agencies, workspace.people_there, desk.attendees)


def _source(desk: Desk, made: Fact) -> tuple[Fact, ...]:
    """The remark that this new record was begun of, which is to know what it became."""
    _, blank, of = st.session_state.get(_BEGUN) or (None, None, None)
    if blank is None or of is None or desk.meeting_id is None or blank.id != made.id:
        return ()
    _, record = desk.workspace.meeting(desk.meeting_id)
    return tuple(replace(remark, became=made.id) for remark in record.remarks if remark.id == of)


def show_additions(desk: Desk) -> None:
    """The role first, since it is what a meeting is for; then what a map is made of."""
    st.caption("地図の人や機関を押すと、ここに内容が出ます。新しく加えるときは下から選びます。")
    household = desk.household
    show_tabs(
        {
            "役割": lambda: add_fact(desk, blank_role(desk), key="panel"),
            "課題": lambda: add_fact(
                desk, Issue(id=new_id(), subject_id=household.id, title=""), key="panel"
            ),
            "関係機関": lambda: add_fact(desk, Involvement(id=new_id(), name=""), key="panel"),
            "関係線": lambda: add_fact(
                desk,
                Tie(id=new_id(), a=RecordId(""), b=RecordId(""), confidence=Confidence.HEARD),
                key="panel",
            ),
            "世帯員": lambda: add_fact(
                desk, Person(id=new_id(), label="", kinship=Kinship.OTHER), key="panel"
            ),
            "家族": lambda: add_fact(desk, blank_family_tie(), key="panel"),
        },
        key=ADDITIONS,
    )


def blank_role(
    desk: Desk, *, assignee_id: RecordId | None = None, for_ids: tuple[RecordId, ...] = ()
) -> RoleAssignment:
    """A role that nobody has put into words yet, taken in the meeting that is open."""
    return RoleAssignment(
        id=new_id(),
        assignee_id=assignee_id or RecordId(""),
        task="",
        for_ids=for_ids,
        assigned_in=desk.meeting_id,
    )


def blank_family_tie() -> FamilyTie:
    """A bond of two people that nobody has named yet."""
    return FamilyTie(id=new_id(), a=RecordId(""), b=RecordId(""))


def _show_bond_to_add(desk: Desk, person: Person) -> None:
    """A bond of this person; of parent and child, on the side that fits them, unless somebody says otherwise."""
    fits = "b" if stands_as_child(person, desk.household) else "a"
    side = st.segmented_control(
        f"親子のつながりなら、「{plain(person.label)}」は",
        ["a", "b"],
        default=fits,
        format_func={"a": "親", "b": "子"}.__getitem__,
        required=True,
        key=f"side:{person.id}:{fits}",
    )
    blank = blank_family_tie()
    blank = replace(blank, a=person.id) if side == "a" else replace(blank, b=person.id)
    add_fact(desk, blank, key=f"{person.id}:{side}")


def _show_what_concerns(desk: Desk, fact: Fact) -> None:
    household = desk.household
    for tie in household.ties:
        if fact.id in (tie.a, tie.b):
            other = household.called(tie.b if tie.a == fact.id else tie.a)
            st.button(
                f"関係線：{plain(other)}　{plain(describe(tie))}",
                key=f"go:{tie.id}",
                on_click=choose,
                args=(tie.id,),
            )
    for bond in household.family_ties:
        if fact.id in (bond.a, bond.b):
            st.button(
                f"家族：{plain(family_sentence(household, bond))}",
                key=f"go:{bond.id}",
                on_click=choose,
                args=(bond.id,),
            )
    for issue in household.issues:
        if issue.subject_id == fact.id:
            st.button(f"課題：{plain(issue.title)}", key=f"go:{issue.id}", on_click=choose, args=(issue.id,))
    if isinstance(fact, Involvement):
        show_listing(desk, fact)
        with st.expander("この機関に役割を追加", key=f"add-role:{fact.id}"):
            add_fact(desk, blank_role(desk, assignee_id=fact.id), key=fact.id)
        return
    if isinstance(fact, Person) and len(household.people) > 1:
        with st.expander("家族のつながりを追加", key=f"add-bond:{fact.id}"):
            _show_bond_to_add(desk, fact)
    with st.expander("課題を追加", key=f"add-issue:{fact.id}"):
        add_fact(desk, Issue(id=new_id(), subject_id=fact.id, title=""), key=fact.id)
    with st.expander("役割を追加", key=f"add-role:{fact.id}"):
        add_fact(desk, blank_role(desk, for_ids=(fact.id,)), key=fact.id)


def _remove(desk: Desk, fact: Fact) -> None:
    word = WORDS[type(fact)]

    def step() -> None:
        if isinstance(fact, Person):
            stop_if_any(removal_findings(fact))
        desk.remove(f"{word}を削除", fact)

    if attempt(step, done=f"{word}を削除しました（元に戻せます）"):
        choose(None)
