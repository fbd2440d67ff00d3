"""思わぬ誤り: the browser is told the time, the log where it happened; neither is told what was being worked on."""

from __future__ import annotations

import logging
import traceback
from datetime import UTC, datetime

import streamlit as st

from jusou_meeting.japanese_date import TOKYO

_log = logging.getLogger(__name__)


def on_script_error(error: Exception) -> bool:
    """Answer an error of ours on the page it happened on; returns True, so that Streamlit shows nothing of it."""
    at = datetime.now(UTC)
    where = " > ".join(
        f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(error.__traceback__)
    )
    _log.error("script error %s %s at %s", at.isoformat(timespec="seconds"), type(error).__name__, where)
    st.error(
        f"処理中に問題が起きました（{at.astimezone(TOKYO):%H時%M分%S秒}）。もう一度操作しても直らないときは、"
        "この時刻を添えて管理担当者にお知らせください。保存済みの記録は失われていません。",
        icon="⚠️",
    )
    return True


def keep_personal_text_out_of_the_log() -> None:
    """Streamlit logs an error with its message, which may quote what somebody typed; ours stands for it."""
    logging.getLogger("streamlit.error_util").addFilter(lambda record: record.msg != "Uncaught app execution")
