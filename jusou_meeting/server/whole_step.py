"""一つの操作は途中で切れない: Streamlit's habit of leaving off what a button does when somebody presses the next one."""

from __future__ import annotations

from typing import Any

from streamlit.runtime.scriptrunner.script_runner import ScriptRunner
from streamlit.runtime.scriptrunner_utils.script_run_context import RunLocation, ThreadState
from streamlit.runtime.state.safe_session_state import SafeSessionState


def take_steps_whole() -> None:
    """Have a press wait until the step of the one before it was taken.

    Streamlit stops a run at each look into `st.session_state` once another is asked for: also within a callback, so that a
    record was saved while its form stayed filled and said nothing, and also before the callbacks, so that the press
    itself was lost. It offers no way to spare them (streamlit issue 10578). The same needs `runner.fastReruns` to be
    off: with it, the next run begins in a thread of its own beside the step.
    """
    look = ScriptRunner._maybe_handle_execution_control_request

    def look_between_steps(runner: ScriptRunner) -> None:
        if not (runner._is_in_script_thread() and ThreadState.get().run_location is RunLocation.CALLBACK):
            look(runner)

    def take_the_steps(state: SafeSessionState, *pressed: Any, **how: Any) -> None:
        with state._lock:
            state._state.on_script_will_rerun(*pressed, **how)

    ScriptRunner._maybe_handle_execution_control_request = look_between_steps  # type: ignore[assignment,method-assign]
    SafeSessionState.on_script_will_rerun = take_the_steps  # type: ignore[assignment,method-assign]
