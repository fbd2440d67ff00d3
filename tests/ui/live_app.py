"""A page with a board that follows a meeting: what the browser tests of the live line drive."""

import time

import streamlit as st

from jusou_meeting.ui.document_component import prepare_document
from jusou_meeting.ui.live_component import watch
from jusou_meeting.ui.workspace import open_workspace

prepare_document()
cases = open_workspace(needs=None).store.cases
st.session_state["pages"] = st.session_state.get("pages", 0) + 1


@st.fragment(key="board")
def board():
    watch(lambda: cases.revision("case", "meeting"), case_id="case", meeting_id="meeting")
    st.session_state["boards"] = st.session_state.get("boards", 0) + 1
    revision = cases.revision("case", "meeting")
    time.sleep(float(st.query_params.get("slow", "0")))
    st.text(f"改訂 {revision}")
    st.text(f"盤面 {st.session_state['boards']}回")


board()
st.text(f"全体 {st.session_state['pages']}回")
st.text_input("メモ")
