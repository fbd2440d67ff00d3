"""やること: what is open over all cases, the coordinator's own first; each line leads to its household or meeting."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from urllib.parse import urlencode

import streamlit as st

from jusou_meeting.agency import Involvement
from jusou_meeting.agency_sheet import agencies_at_work, agency_sheet
from jusou_meeting.staff import Permission
from jusou_meeting.todo import Due, Task, in_order, is_own, tasks
from jusou_meeting.ui.navigation import open_page
from jusou_meeting.ui.table import show_cells
from jusou_meeting.ui.workspace import Workspace, show_noticed
from jusou_meeting.vocabulary import AgencyId, Footing

_HEADERS = ("期限", "事例", "種類", "何を", "機関・担当者")
_WIDTHS = (5, 6, 5, 14, 8)
_AT_ONCE = 50
"""Lines on one screen; the others are a press away."""
_SCREEN = "todo"


def show_way_back() -> None:
    """The button to where a case is chosen."""
    if st.button("事例の一覧へ", key="to-cases"):
        open_page("case/list.py")


def show_todo(workspace: Workspace) -> None:
    """The lines that were asked for, and for one agency its paper."""
    confidential = st.toggle("支援会議で得た情報も表示する", value=True, key="todo:confidential")
    footing = Footing.STATUTORY if confidential else Footing.CONSENT
    cases = workspace.open_cases(footing, screen=_SCREEN)
    agencies = agencies_at_work(each.household for each in cases)
    by_name = {"事務局と自分": None, **{agency.name: agency for agency in agencies}}
    left, right = st.columns([2, 3], vertical_alignment="bottom")
    chosen = left.selectbox(
        "機関",
        list(by_name),
        index=None,
        key="todo:agency",
        placeholder="すべての機関",
        filter_mode="contains",
    )
    staff, today = workspace.staff, workspace.today
    office, name = staff.agency or workspace.store.municipality, staff.name
    found = in_order(
        (task for each in cases for task in tasks(*each)),
        office=office,
        name=name,
    )
    if chosen is not None:
        agency = by_name[chosen]
        found = tuple(
            task
            for task in found
            if (is_own(task, office=office, name=name) if agency is None else _is_of(task, agency))
        )
    with right:
        due = st.segmented_control(
            "期限",
            list(Due),
            default=Due.ALL,
            required=True,
            format_func=lambda due: due.label,
            key="todo:due",
        )
    if chosen is not None and (agency := by_name[chosen]) is not None:
        _show_sheet(workspace, agency)
    st.text("　".join(f"{each.label} {sum(task.falls(each, today) for task in found)}件" for each in Due))
    shown = tuple(task for task in found if task.falls(due or Due.ALL, today))
    own = tuple(task for task in shown if is_own(task, office=office, name=name))
    _show_tasks(workspace, "事務局と自分の分", own, today)
    _show_tasks(workspace, "機関の分", shown[len(own) :], today)
    if not shown:
        st.info("ここに当てはまるものは、いまありません。")


def _is_of(task: Task, agency: Involvement) -> bool:
    same_entry = task.agency_id is not None and task.agency_id == agency.agency_id
    return same_entry or task.agency == agency.name


def _show_tasks(workspace: Workspace, title: str, found: Sequence[Task], today: date) -> None:
    if not found:
        return
    st.subheader(f"{title}（{len(found)}件）")
    most = st.session_state.get(f"todo:most:{title}", _AT_ONCE)
    with st.container(key="heads-of-tasks"):
        show_cells(_HEADERS, headers=_HEADERS, widths=_WIDTHS, strong=True)
    for task in found[:most]:
        late = "過ぎました　" if task.is_overdue(today) else ""
        secret = "［支援会議］" if task.footing is Footing.STATUTORY else ""
        said = (
            f"{late}{task.when}" or "決めていません",
            f"{task.case.number}　{task.case.title}",
            task.kind.label,
            f"{secret}{task.what}",
            "　".join(filter(None, (task.agency or "事務局", task.in_charge))),
        )
        with st.container(
            horizontal=True,
            vertical_alignment="center",
            key=f"task:{'late' if late else 'open'}:{task.kind.value}:{task.about}",
        ):
            show_cells(said, headers=_HEADERS, widths=_WIDTHS)
            if workspace.allowed(Permission.EDIT_CASE) and st.button(
                "開く", key=f"task:go:{task.kind.value}:{task.about}"
            ):
                _go(task)
    if len(found) > most:
        st.button(
            f"つづきを出す（あと{len(found) - most}件）",
            key=f"todo:more:{title}",
            on_click=_show_more,
            args=(title, most),
        )


def _show_more(title: str, most: int) -> None:
    st.session_state[f"todo:most:{title}"] = most + _AT_ONCE


def _go(task: Task) -> None:
    if task.meeting_id is not None:
        open_page("meeting/live.py", meeting=task.meeting_id)
    open_page("case/household.py", case=task.case.id)


def sheet_address(agency: str, agency_id: AgencyId | None, **handover: str) -> str:
    """Where the paper of one agency is; `from` and `to` name whoever hands over, and to whom."""
    entry = {} if agency_id is None else {"entry": agency_id}
    return f"/papers/agency-sheet.docx?{urlencode({'agency': agency, **entry, **handover})}"


def _show_sheet(workspace: Workspace, agency: Involvement) -> None:
    cases = zip(*(workspace.open_cases(footing, screen=_SCREEN) for footing in Footing), strict=True)
    sheet = agency_sheet(agency.name, agency.agency_id, cases, today=workspace.today)
    if sheet.cases:
        st.link_button("この機関の一枚（Word）", sheet_address(agency.name, agency.agency_id))
    if sheet.withheld:
        with st.expander(f"紙に載せない役割（{len(sheet.withheld)}件）"):
            show_noticed("agency-sheet", sheet.withheld)
