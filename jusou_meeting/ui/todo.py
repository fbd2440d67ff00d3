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
from jusou_meeting.ui.address import SHOWN_TOO
from jusou_meeting.ui.help import show_help
from jusou_meeting.ui.navigation import open_page
from jusou_meeting.ui.panel import choose
from jusou_meeting.ui.table import show_cells
from jusou_meeting.ui.workspace import Workspace, show_noticed
from jusou_meeting.vocabulary import AgencyId, Footing

_HEADERS = ("期限", "事例", "種類", "何を", "機関・担当者")
_WIDTHS = (4, 8, 4, 13, 8)
_AT_ONCE = 50
"""Lines on one screen; the others are a press away."""
_SCREEN = "todo"


def show_office_heading(title: str, *, screen: str) -> None:
    """What stands over a page that spans all cases, and the way back to where one is chosen."""
    with st.container(key="heading", horizontal=True, vertical_alignment="center"):
        st.text(title, width="stretch")
        if st.button("事例の一覧へ", key="to-cases"):
            open_page("case/list.py")
        show_help(screen)


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
    office, name = staff.agency, staff.name
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
        show_sheet(workspace, agency.name, agency.agency_id)
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
    with st.container(key=f"heads-of-tasks:{title}"):
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
                "開く", key=f"go:{task.kind.value}:{task.about}"
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
    choose(task.about)
    if task.footing is Footing.STATUTORY:
        st.session_state[SHOWN_TOO] = True
    open_page("case/household.py", case=task.case.id)


def show_sheet(
    workspace: Workspace,
    agency: str,
    agency_id: AgencyId | None,
    *,
    label: str = "この機関の一枚（Word）",
    outgoing: str = "",
    successor: str = "",
) -> None:
    """The paper of one agency, or of a `successor` at it; and what is not on it, with the reason."""
    cases = zip(*(workspace.open_cases(footing, screen=_SCREEN) for footing in Footing), strict=True)
    sheet = agency_sheet(agency, agency_id, cases, today=workspace.today, in_charge=successor)
    asked = {"agency": agency} | ({} if agency_id is None else {"entry": agency_id})
    if successor:
        asked |= {"from": outgoing, "to": successor}
    if sheet.cases and workspace.allowed(Permission.EXPORT):
        st.link_button(label, f"/papers/agency-sheet.docx?{urlencode(asked)}", type="primary")
    if sheet.withheld:
        with st.expander(f"紙に載せない役割（{len(sheet.withheld)}件）"):
            show_noticed(f"agency-sheet-{bool(successor)}", sheet.withheld)
