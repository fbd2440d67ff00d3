import logging

from jusou_meeting.server.script_error import keep_personal_text_out_of_the_log


def test_an_error_of_a_route_is_logged_without_what_somebody_typed(caplog):
    keep_personal_text_out_of_the_log()

    try:
        raise ValueError("江口直人は統合失調症")
    except ValueError:
        logging.getLogger("uvicorn.error").exception("Exception in ASGI application: %s", "江口直人")

    assert "江口" not in caplog.text
    assert "ValueError" in caplog.text
    assert "test_script_error.py" in caplog.text
