"""事例の一覧: choose a household, begin one, or bring one in from a household file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import streamlit as st

from jusou_meeting.agency import involved, labels_of
from jusou_meeting.ecomap.gap import descent_findings
from jusou_meeting.finding import stopped
from jusou_meeting.household import Case, HouseholdProfile, Kinship, Person
from jusou_meeting.household_file import HouseholdFileProblem, read_household_file
from jusou_meeting.japanese_date import wareki
from jusou_meeting.kin import words_of_a_family
from jusou_meeting.staff import Permission
from jusou_meeting.text import clean_line
from jusou_meeting.ui.address import SHOWN_TOO
from jusou_meeting.ui.navigation import open_page
from jusou_meeting.ui.workspace import Workspace, attempt, new_id, tell
from jusou_meeting.vocabulary import CaseId, Footing

_FRESH, _NOTICED = "fresh_case", "fresh_case:noticed"
_TOGETHER, _APART = "new-case:together", "new-case:apart"
_INVOLVED = "new-case:involved"
_CONFIDENTIAL = "new-case:confidential"


def show_ways(workspace: Workspace) -> None:
    """The way to what spans all cases."""
    with st.container(horizontal=True):
        if st.button("やること", key="to-todo"):
            open_page("office/todo.py")
        if workspace.allowed(Permission.HAND_OVER) and st.button("機関名簿と担当者", key="to-people"):
            open_page("office/people.py")


def show_cases(cases: Sequence[Case]) -> None:
    """The cases, newest first, each a step away from its map; those that were put away stand below, folded."""
    fresh = st.session_state.pop(_FRESH, None)
    if fresh is not None:
        for finding in st.session_state.pop(_NOTICED, ()):
            tell(finding)
        open_page("case/household.py", case=fresh)
    at_work = [case for case in cases if case.put_away_on is None]
    if not at_work:
        st.info(
            "事例はまだありません。下の「新しい世帯を登録」か「世帯ファイルから取り込む」で始めます。"
            "機関名簿を Excel から先に読み込むと（「機関名簿と担当者」）、会議では機関を選ぶだけになります。"
        )
    _show_rows(at_work)
    if put_away := [case for case in cases if case.put_away_on is not None]:
        with st.expander(f"しまった事例（{len(put_away)}件）", key="put-away"):
            _show_rows(put_away)


def _show_rows(cases: Sequence[Case]) -> None:
    for case in cases:
        with st.container(border=True, horizontal=True, vertical_alignment="center", key=f"case:{case.id}"):
            st.text(case.number)
            st.text(f"{'［見本］' if case.sample else ''}{case.title}", width="stretch")
            until = "" if case.put_away_on is None else f"{wareki(case.put_away_on)} にしまいました"
            st.text(until or f"{wareki(case.opened_on)} から")
            if st.button("開く", key=f"open:{case.id}", type="primary"):
                open_page("case/household.py", case=case.id)


def show_new_case(workspace: Workspace) -> None:
    """Begin a household with a title, its 本人, as much of the family as is known by its 続柄, and the agencies at work in it."""
    with st.form("new-case", border=False):
        st.text_input(
            "事例の名前（個人が分からない言い方で）",
            key="new-case:title",
            placeholder="80代の両親と40代の子の世帯",
        )
        st.text_input("本人の年代", key="new-case:age", placeholder="40代")
        for key, where, such_as in (
            (_TOGETHER, "本人と同居の家族", "父、母 など"),
            (_APART, "別居の家族", "元夫、姉 など"),
        ):
            st.multiselect(
                f"{where}（本人から見た続柄。あとからも加えられます）",
                list(words_of_a_family()),
                key=key,
                placeholder=such_as,
                filter_mode="contains",
                select_all=False,
            )
        st.caption("同じ続柄の二人め（孫、弟、妹など）は、登録したあと、地図の ＋ から加えます。")
        labels = labels_of(workspace.agencies())
        st.multiselect(
            "関わっている機関（機関名簿から。あとからも加えられます）",
            list(labels),
            format_func=lambda entry: labels.get(entry, ""),
            key=_INVOLVED,
            placeholder="学校、包括 など" if labels else "機関名簿は、まだ空です",
            filter_mode="contains",
            select_all=False,
        )
        st.checkbox(
            "家族や機関のことは、本人の同意なしに知った（支援会議で得た情報として登録する）",
            key=_CONFIDENTIAL,
        )
        st.caption(
            "印を付けないと、重層的支援会議の画面にも出ます。事例の名前と本人の年代は、どちらでも出ます。"
        )
        st.form_submit_button("登録する", type="primary", on_click=_begin, args=(workspace,))


def _begin(workspace: Workspace) -> None:
    title = clean_line(st.session_state["new-case:title"] or "")

    def step() -> None:
        if not title:
            raise stopped("事例の名前を入れてください。")
        case = Case(id=CaseId(new_id()), number="", title=title, opened_on=workspace.today)
        client = Person(
            id=new_id(),
            label="本人",
            kinship=Kinship.CLIENT,
            age_band=clean_line(st.session_state["new-case:age"] or ""),
        )
        confidential = bool(st.session_state[_CONFIDENTIAL])
        footing = Footing.STATUTORY if confidential else Footing.CONSENT
        family = [
            Person(
                id=new_id(),
                label=word,
                kinship=words_of_a_family()[word],
                lives_apart=key == _APART,
                footing=footing,
            )
            for key in (_TOGETHER, _APART)
            for word in st.session_state[key]
        ]
        agencies = [
            involved(entry, id=new_id(), footing=footing)
            for entry in workspace.agencies()
            if entry.id in st.session_state[_INVOLVED]
        ]
        facts = [HouseholdProfile(id=new_id()), client, *family, *agencies]
        by = workspace.recheck(Permission.OPEN_CASE)
        workspace.store.cases.open_case(by, case, facts, at=datetime.now(UTC))
        st.session_state[_FRESH] = case.id
        st.session_state[SHOWN_TOO] = confidential

    attempt(step, done="登録しました")


def show_import(workspace: Workspace) -> None:
    """Bring in a household file; a file with a fault changes nothing and says where it is."""
    if workspace.store.demonstration:
        st.text(
            "これは見本のファイルです。実際の世帯は取り込まないでください。取り込んだ世帯には「見本・架空の世帯」と付きます。"
        )
    upload = st.file_uploader("世帯ファイル（JSON）", type=["json"], key="import-file")
    if upload is not None:
        st.button("取り込む", type="primary", on_click=_bring_in, args=(workspace, upload.getvalue()))


def _bring_in(workspace: Workspace, content: bytes) -> None:
    def step() -> None:
        try:
            directory = workspace.store.directory.agencies()
            contents = read_household_file(content, new_id=new_id, directory=directory)
        except HouseholdFileProblem as problem:
            raise stopped(f"取り込めません。{problem}") from problem
        case = workspace.store.cases.open_case(
            workspace.recheck(Permission.OPEN_CASE),
            contents.case,
            contents.facts,
            sittings=contents.sittings,
            positions=contents.positions,
            at=datetime.now(UTC),
        )
        brought = workspace.household(case.id, Footing.CONSENT, screen="import")
        st.session_state[_NOTICED] = tuple(descent_findings(brought, workspace.today))
        st.session_state[_FRESH] = case.id

    attempt(step, done="取り込みました")
