"""The launcher: `streamlit run app.py`, or `python app.py [--db FILE]`; settings are in .streamlit/config.toml."""

import runpy
import sys
from pathlib import Path

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

SCRIPT = Path(__file__).parent / "jusou_meeting" / "ui" / "script" / "main.py"

if get_script_run_ctx(suppress_warning=True) is not None:  # AppTest.from_file("app.py")
    runpy.run_path(str(SCRIPT), run_name="__main__")
elif __name__ == "__main__":
    sys.argv = ["streamlit", "run", __file__, "--", *sys.argv[1:]]
    runpy.run_module("streamlit", run_name="__main__", alter_sys=True)
else:  # imported by the server
    from jusou_meeting.server import as_served, open_at_start

    open_at_start()
    app = st.App(SCRIPT, **as_served)
