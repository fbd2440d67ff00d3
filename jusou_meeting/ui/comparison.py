"""比較: the household at two moments, told in sentences and shown on maps of one arrangement."""

from __future__ import annotations

from urllib.parse import urlencode

import streamlit as st

from jusou_meeting.documents.composed import composed
from jusou_meeting.ecomap.comparison import Comparison, compare
from jusou_meeting.ecomap.svg import paint
from jusou_meeting.meeting import MeetingRecord
from jusou_meeting.moment import Moment, moments, of_day
from jusou_meeting.ui.desk import Desk
from jusou_meeting.ui.ecomap_component import show_ecomap
from jusou_meeting.ui.table import show_table

_A_DAY = "日を選ぶ"
_SHOWN = ("後の図", "前の図", "前と後を並べる")


def show_comparison(desk: Desk, record: MeetingRecord | None = None) -> None:
    """What changed between two moments; by default since the meeting before this one, or since the last one began."""
    workspace = desk.workspace
    acts = workspace.store.cases.acts(workspace.staff, desk.case_id, desk.footing)
    named = moments(desk.meetings, workspace.now)
    known = (*named, *acts)
    with st.container(key="moments", horizontal=True, vertical_alignment="bottom"):
        since = _choose(desk, "前", "since", known, _begin(named, record))
        until = _choose(desk, "後", "until", known, named[-1])
    if since is None or until is None:
        return
    before, after = (
        workspace.household(desk.case_id, desk.footing, screen="comparison", at=each.at)
        for each in (since, until)
    )
    compared = compare(before, after, on=until.day)
    show_table(
        ("区分", "変化", "内容"),
        [(row.what, f"{row.difference.sign}{row.difference.label}", row.said) for row in compared.rows],
        caption=f"「{since.said}」から「{until.said}」までに変わったこと",
        empty="この間に変わったところはありません。",
    )
    with st.container(horizontal=True, vertical_alignment="center"):
        shown = st.segmented_control(
            "図", _SHOWN, default=_SHOWN[0], key="compared-maps", required=True, label_visibility="collapsed"
        )
        asked = urlencode({"footing": desk.footing.value, "since": since.key, "until": until.key})
        paper = f"/papers/comparison/{desk.case_id}.docx?{asked}"
        st.link_button("比較（Word）", paper)
        st.link_button("比較（Word・名前を伏せて）", f"{paper}&nameless")
    _show_maps(desk, compared, since, until, shown)


def _begin(known: tuple[Moment, ...], record: MeetingRecord | None) -> Moment | None:
    """The closing of the meeting before this one, else the last opening."""
    earlier = [m for m in known[:-1] if record is None or not m.key.startswith(f"{record.meeting.id}:")]
    if record is not None and earlier:
        return earlier[-1]
    return next((m for m in reversed(known) if m.key.endswith(":opened")), None)


def _choose(
    desk: Desk, label: str, name: str, known: tuple[Moment, ...], default: Moment | None
) -> Moment | None:
    by_key = {moment.key: moment for moment in known}
    options, key = [*by_key, _A_DAY], f"moment:{name}"
    if st.session_state.get(key) not in options:
        st.session_state.pop(key, None)  # an act that is among the last no more, or not for this footing
    chosen = st.selectbox(
        label,
        options,
        index=options.index(default.key if default else _A_DAY),
        format_func=lambda option: by_key[option].said if option in by_key else option,
        key=key,
    )
    if chosen != _A_DAY:
        return by_key[chosen]
    day = st.date_input(
        f"{label}の日",
        value=desk.household.case.opened_on,
        max_value=desk.workspace.today,
        key=f"day:{name}",
        format="YYYY/MM/DD",
    )
    return of_day(day) if day else None


def _show_maps(desk: Desk, compared: Comparison, since: Moment, until: Moment, shown: str) -> None:
    sides = ((compared.before, since, "before"), (compared.after, until, "after"))
    chosen = {_SHOWN[0]: sides[1:], _SHOWN[1]: sides[:1], _SHOWN[2]: sides}[shown]
    for place, (household, moment, name) in zip(st.columns(len(chosen)), chosen, strict=True):
        scene = composed(
            household,
            on=moment.day,
            caption=(moment.said,),
            preset=desk.workspace.store.preset,
            marks=compared.marks,
        )
        with place, st.container(key=f"compared-{name}"):
            show_ecomap(
                paint(scene),
                key=f"compared-{name}-{desk.case_id}",
                outbox=desk.workspace.store.outbox(desk.workspace.staff),
                on_event=lambda event: None,
                readonly=True,
            )
