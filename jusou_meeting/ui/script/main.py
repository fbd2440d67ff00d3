"""The Streamlit script: page settings, the menu of whoever is here, and the page they chose."""

import streamlit as st

from jusou_meeting.ui.navigation import run_chosen_page

st.set_page_config(page_title="重層的支援会議・支援会議", page_icon="🤝", layout="wide")
run_chosen_page()
