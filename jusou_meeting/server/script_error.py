"""思わぬ誤り: the browser is told the time, the log where it happened; neither is told what was being worked on."""

from __future__ import annotations

import logging
import traceback
from datetime import UTC, datetime

import streamlit as st
from starlette.requests import Request
from starlette.responses import Response

from jusou_meeting.japanese_date import TOKYO
from jusou_meeting.server.plain_page import trouble_page

_log = logging.getLogger(__name__)


def on_script_error(error: Exception) -> bool:
    """Answer an error of ours on the page it happened on; returns True, so that Streamlit shows nothing of it."""
    at = datetime.now(UTC)
    _log.error("script error %s %s at %s", at.isoformat(timespec="seconds"), *_what_and_where(error))
    st.error(_said(at), icon="⚠️")
    return True


async def on_route_error(request: Request, error: Exception) -> Response:
    """Answer an error of ours in front of Streamlit in the same words; the web server logs it."""
    return trouble_page("問題が起きました", _said(datetime.now(UTC)), 500)


def _said(at: datetime) -> str:
    return (
        f"処理中に問題が起きました（{at.astimezone(TOKYO):%H時%M分%S秒}）。もう一度操作しても直らないときは、"
        "この時刻を添えてシステム管理者にお知らせください。保存済みの記録は失われていません。"
    )


def keep_personal_text_out_of_the_log() -> None:
    """Streamlit and the web server log an error with its message, which may quote what somebody typed; ours stands for it."""
    logging.getLogger("streamlit.error_util").addFilter(lambda record: record.msg != "Uncaught app execution")
    logging.getLogger("uvicorn.error").addFilter(_without_its_message)


def _without_its_message(record: logging.LogRecord) -> bool:
    """An error of a route is logged by what it is and where it happened."""
    if record.exc_info and record.exc_info[1]:
        record.msg, record.args = "server error %s at %s", _what_and_where(record.exc_info[1])
        record.exc_info = None
    return True


def _what_and_where(error: BaseException) -> tuple[str, str]:
    frames = traceback.extract_tb(error.__traceback__)
    return type(error).__name__, " > ".join(
        f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames
    )
