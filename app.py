"""The launcher: `streamlit run app.py` or `python app.py`; settings are in .streamlit/config.toml."""

import runpy
from pathlib import Path

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

SCRIPT = Path(__file__).parent / "jusou_meeting" / "ui" / "script" / "main.py"

if get_script_run_ctx(suppress_warning=True) is None:  # imported by the server
    from jusou_meeting.server import lifespan, middleware, on_script_error, open_at_start, routes

    open_at_start()
    app = st.App(
        SCRIPT, routes=routes, middleware=middleware, lifespan=lifespan, on_script_error=on_script_error
    )
    if __name__ == "__main__":
        app.run()
else:  # AppTest.from_file("app.py")
    runpy.run_path(str(SCRIPT), run_name="__main__")
