"""A step is taken to its end, also when the next press arrives in the middle of it."""

from streamlit.runtime.scriptrunner.script_runner import ScriptRunner
from streamlit.runtime.state.safe_session_state import SafeSessionState
from streamlit.testing.v1 import AppTest

from jusou_meeting.server.whole_step import take_steps_whole


def page():
    import streamlit as st
    from streamlit.runtime.scriptrunner_utils.script_requests import RerunData
    from streamlit.runtime.scriptrunner_utils.script_run_context import get_script_run_ctx

    def save():
        st.session_state["saved"] = True
        get_script_run_ctx().script_requests.request_rerun(RerunData())  # somebody has pressed the next one
        st.session_state["told"] = True

    st.button("保存", on_click=save)


def after_saving():
    app = AppTest.from_function(page).run()
    app.button[0].click().run()
    assert not app.exception
    return "saved" in app.session_state, "told" in app.session_state


def test_a_step_is_not_left_off_where_it_looks_into_what_the_page_remembers(monkeypatch):
    for owner, name in (
        (ScriptRunner, "_maybe_handle_execution_control_request"),
        (SafeSessionState, "on_script_will_rerun"),
    ):
        monkeypatch.setattr(owner, name, getattr(owner, name))
    assert after_saving() == (True, False), "Streamlit takes steps whole by itself: whole_step.py can go"

    take_steps_whole()

    assert after_saving() == (True, True)
