"""Every widget that says something of its own, beside text that somebody typed in the same words."""

from datetime import date, time

import streamlit as st

from jusou_meeting.ui.document_component import prepare_document

WORDS = [
    "Close",
    "No results",
    "Select all",
    "Choose an option",
    "Upload",
    "Open",
    "yyyy",
    "Press Enter to apply",
]

st.set_page_config(page_title="言葉")
prepare_document()
with st.container(key="typed"):
    for word in WORDS:
        st.text(word)
        st.markdown(word)
        st.button(word, key=f"button {word}")
st.date_input(
    "入っている日付", value=date(2026, 12, 1), min_value=date(2026, 1, 1), max_value=date(2026, 12, 31)
)
st.session_state.setdefault("時刻", time(14))
st.time_input("時刻", value=None, key="時刻")
st.subheader("見出し")
with st.container(width=200):
    st.tabs([f"第{number}の欄" for number in range(9)])
st.button("押す", shortcut="F9")
st.menu_button("選んで押す", ["一つめ"])
st.text_input("一行")
st.text_area("数行")
with st.form("form"):
    st.text_input("送る一行")
    st.form_submit_button("送る")
st.selectbox("一つ選ぶ", WORDS, index=None)
st.multiselect("いくつか選ぶ", WORDS)
st.file_uploader("ファイル", type="docx")
st.date_input("日付", value=None)
st.number_input("数")


@st.dialog("Connection error")
def ask():
    st.text("Streamlit server is not responding. Are you connected to the internet?")
    st.selectbox("ここでも一つ選ぶ", ["はい", "いいえ"], index=None)


st.button("たずねる", on_click=ask)
