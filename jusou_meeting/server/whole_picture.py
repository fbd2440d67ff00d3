"""画面は途中で欠けない: Streamlit's habit of throwing away half of what one part of a page had painted."""

from __future__ import annotations

from streamlit.runtime.forward_msg_queue import ForwardMsgQueue


def paint_pictures_whole() -> None:
    """Have a part of the page send all that it painted, also when it is asked to paint once more before that was sent.

    Streamlit then throws away what the part itself had not sent yet, but not what the parts within it had: these come
    without what they stand in, and the browser takes the whole page down. Sent twice, it is only painted twice.
    """
    clear = ForwardMsgQueue.clear

    def clear_for_whole_pages(
        queue: ForwardMsgQueue,
        retain_lifecycle_msgs: bool = False,
        fragment_ids_this_run: list[str] | None = None,
    ) -> None:
        clear(queue, retain_lifecycle_msgs, None if fragment_ids_this_run is None else [])

    ForwardMsgQueue.clear = clear_for_whole_pages  # type: ignore[assignment,method-assign]
