"""自機関の準備シートの画面: the four questions, answered by the agency itself, on the number of the case alone."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import streamlit as st

from jusou_meeting.documents.said import when
from jusou_meeting.finding import stop_if_any
from jusou_meeting.japanese_date import wareki
from jusou_meeting.own_sheet import BOUND, OwnSheet, blank_sheet
from jusou_meeting.preparation_sheet import QUESTIONS, PreparationSheet, sheet_findings
from jusou_meeting.staff import Permission
from jusou_meeting.ui.field import paragraph
from jusou_meeting.ui.form import fact_form
from jusou_meeting.ui.live_component import watch
from jusou_meeting.ui.table import show_table
from jusou_meeting.ui.workspace import BOARD, Workspace, at_hand, open_workspace, show_findings
from jusou_meeting.vocabulary import CaseId, Fact, Footing, RecordId

TITLE = "準備シート"

SCREEN = "sheet"
"""By what name a look at it is logged."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetPlace:
    """準備シートを書く所: of the household nothing lies there."""

    workspace: Workspace
    case_id: CaseId
    footing: Footing
    meeting_id: RecordId

    @property
    def reads(self) -> Permission:
        """Whoever may write the sheet may read it."""
        return Permission.FILL_SHEET

    @property
    def writes(self) -> Permission:
        """Whoever sits there for an invited agency."""
        return Permission.FILL_SHEET

    def save(self, action: str, *facts: Fact, form: str | None = None) -> None:
        """Save the sheet as one act; Conflict, Stopped or NotAllowed when that cannot be."""
        with self.workspace.change(
            action, self.case_id, self.footing, meeting_id=self.meeting_id, needs=self.writes, form=form
        ) as change:
            for fact in facts:
                change.save(fact)


def show_invited() -> None:
    """The whole screen of whoever was let in for the sheet alone."""
    with st.container(key="answers"):
        _board()


@st.fragment(key="board")
@at_hand()
def _board() -> None:
    workspace = open_workspace(needs=Permission.FILL_SHEET)
    if workspace.allowed(Permission.ANSWER_ROLE):
        st.rerun()
    session = workspace.session
    watch(
        lambda: workspace.store.cases.revision(session.case_id or CaseId(""), session.meeting_id),
        case_id=session.case_id,
        meeting_id=session.meeting_id,
    )
    show_findings(BOARD)
    own = None if session.meeting_id is None else workspace.own_sheet(session.meeting_id, screen=SCREEN)
    if own is None:
        st.info("この会議の準備シートは、もう受け付けていません。ありがとうございました。")
        return
    if not own.meeting.is_prepared:
        st.info("会議が開会しました。会議の役割をこの端末で見るには、包括化支援員に声をかけてください。")
    show_own_sheet(workspace, own)


def show_own_sheet(workspace: Workspace, own: OwnSheet) -> None:
    """For which meeting it is, what binds whoever writes, and the four questions."""
    show_table(
        ("項目", "内容"),
        [
            ("事例番号", own.case_number),
            ("会議", f"第{own.meeting.ordinal}回　{own.meeting.kind.label}"),
            ("日時", when(own.meeting, own.sitting)),
            ("機関", own.agency),
            ("送り先", workspace.store.municipality),
        ],
        caption="この準備シートの会議",
    )
    st.caption(BOUND[own.meeting.kind])
    st.text(_arrived(own.sheet))
    staff, today = workspace.staff, workspace.today
    fact_form(
        SheetPlace(
            workspace=workspace,
            case_id=workspace.session.case_id or CaseId(""),
            footing=own.meeting.kind.footing,
            meeting_id=own.meeting.id,
        ),
        own.sheet or blank_sheet(own.meeting.id, own.attendee_id, on=today),
        [paragraph(field, question) for field, question in QUESTIONS.items()],
        key=f"own-sheet:{own.attendee_id}",
        action="準備シートを記入（端末）",
        button="送る" if own.sheet is None else "直して送る",
        done="準備シートを送りました",
        finish=lambda answered: _finished(answered, by=staff.name, on=today),
    )


def _arrived(sheet: PreparationSheet | None) -> str:
    if sheet is None:
        return "まだ送っていません。分かるところだけで足ります。書きかけは控えられます。"
    way = "" if sheet.on_device else "紙などで届いたものを、事務局が書き写しました。"
    by = "　".join(filter(None, (wareki(sheet.answered_on), sheet.answered_by)))
    return f"届いています（{by}）。{way}閉会まで直せます。"


def _finished(answered: Fact, *, by: str, on: date) -> tuple[Fact, ...]:
    assert isinstance(answered, PreparationSheet)
    stop_if_any(sheet_findings(answered))
    return (replace(answered, answered_by=by, answered_on=on, on_device=True),)
