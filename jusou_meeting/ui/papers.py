"""書き出し: what of a household and a meeting can leave the screen as a file; each leaves its line in the access log."""

from __future__ import annotations

import streamlit as st

from jusou_meeting.correction_link import links_on_paper
from jusou_meeting.meeting import MeetingKind, MeetingRecord
from jusou_meeting.minutes import Minutes, minutes
from jusou_meeting.role_sheet import role_sheets, sheet_findings
from jusou_meeting.ui.desk import Desk
from jusou_meeting.ui.devices import way_in
from jusou_meeting.ui.label import plain
from jusou_meeting.ui.workspace import show_noticed

_BEFORE = {
    "invitation": "開催通知・出席依頼（案）",
    "preparation-sheets": "準備シート（機関ごとに一枚）",
    "agenda": "次第",
    "attendance": "出席者名簿（守秘の確認欄つき）",
    "blank-roles": "役割分担表（手書き用）",
}
_AFTER = {"minutes": "会議録", "roles": "役割分担表"}
_FORMS = {
    "Word": (".docx", ""),
    "Word・A3": (".docx", "&a3"),
    "SVG": (".svg", ""),
    "PNG": (".png", ""),
    "HTML・課題ネットワークも": (".html", ""),
}
"""Of the map: the ending of each, and what else is asked for."""
_PLAN = {MeetingKind.MULTILAYERED: "支援プラン（案）", MeetingKind.STATUTORY: "支援方針（案）"}


def show_meeting_papers(desk: Desk, record: MeetingRecord) -> None:
    """The papers that open a meeting, those that close it, and what each agency takes home."""
    meeting = record.meeting
    st.text("開く前に")
    _show_links(meeting.id, _BEFORE)
    st.caption("出席依頼には、世帯の名前も事情も出ません。手書き用の表は、パソコンが止まったときに使います。")
    st.text("会議のあとに")
    after = {**_AFTER, "plan": _PLAN[meeting.kind]}
    if record.final is not None:
        after["certificate"] = "確定の証"
    if record.final is not None and record.corrections:
        after["corrections"] = "会議録の訂正"
    _show_links(meeting.id, after)
    if meeting.next_on is not None:
        st.link_button("次回の予定（カレンダー .ics）", f"/papers/calendar/{meeting.id}.ics")
    if meeting.closed_at is None:
        st.caption("閉会までは、いま入っているところまでの案です。")
    if not meeting.is_prepared:
        _show_role_sheets(desk, record)


def _show_role_sheets(desk: Desk, record: MeetingRecord) -> None:
    workspace = desk.workspace
    household = workspace.store.cases.household_on_paper(workspace.staff, desk.case_id, record)
    gathered = minutes(record, household, workspace.meetings(desk.case_id))
    sheets = role_sheets(gathered)
    st.text("持ち帰る役割票（機関ごとに一枚、自機関の役割だけ）")
    path = f"/papers/role-sheets/{record.meeting.id}"
    links = "links" if _with_links(desk, gathered) else ""
    with st.container(horizontal=True):
        if sheets:
            st.link_button(f"全機関（{len(sheets)}枚）", f"{path}?{links}", type="primary")
        for sheet in sheets:
            asked = f"agency={sheet.involvement_id}&{links}"
            st.link_button(f"{plain(sheet.agency)}（{sheet.called}）", f"{path}?{asked}")
    if not sheets:
        st.caption("役割のある機関で、出席を確かめた機関（または本人の同意が及ぶ機関）の分ができます。")
    if withheld := tuple(sheet_findings(gathered)):
        with st.expander(f"役割票をつくらない機関（{len(withheld)}）"):
            show_noticed("role-sheets", withheld)


def _with_links(desk: Desk, gathered: Minutes) -> bool:
    """Whether the sheets are printed with the addresses to ask for corrections; asked only where there can be any."""
    may_carry = [sheet.agency for sheet, _ in links_on_paper(gathered, today=desk.workspace.today)]
    if not may_carry or not desk.workspace.store.devices.on or way_in() is None:
        return False
    printed = st.toggle(
        f"訂正の申出のリンク（二次元コード）を刷る（{len(may_carry)}機関）", value=True, key="print-links"
    )
    st.caption(
        "その機関の出席者が一人のときに刷ります。二人以上のときは、「訂正の申出」の欄で一人ずつ渡します。期限の日まで使え、"
        "「訂正の申出」の欄で止められます。"
    )
    return printed


def _show_links(meeting_id: str, papers: dict[str, str]) -> None:
    with st.container(horizontal=True):
        for what, title in papers.items():
            st.link_button(title, f"/papers/{what}/{meeting_id}")


def show_case_papers(desk: Desk) -> None:
    """The map in whatever form somebody needs, with its names or without, and the household as a file."""
    nameless = st.toggle(
        "名前を伏せる（人はＡさん、機関はＢ機関。自由に書いた言葉と場所は出ません）", key="map-nameless"
    )
    title = "名前を伏せた図" if nameless else "エコマップ"
    asked = f"footing={desk.footing.value}{'&nameless' * nameless}"
    with st.container(horizontal=True):
        for form, (suffix, more) in _FORMS.items():
            st.link_button(f"{title}（{form}）", f"/papers/ecomap/{desk.case_id}{suffix}?{asked}{more}")
    st.link_button("世帯ファイル（JSON）", f"/papers/household/{desk.case_id}.json")
    st.caption("世帯ファイルには、支援会議で得た情報も、その印を付けて入ります。取り扱いに注意してください。")
