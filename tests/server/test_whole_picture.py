"""What a part of a page paints arrives whole, also when it is asked to paint once more before it was sent."""

import pytest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.forward_msg_queue import ForwardMsgQueue

from jusou_meeting.server.whole_picture import paint_pictures_whole


@pytest.fixture
def queue(monkeypatch):
    monkeypatch.setattr(ForwardMsgQueue, "clear", ForwardMsgQueue.clear)
    paint_pictures_whole()
    return ForwardMsgQueue()


def painted(part, *path, block=False):
    message = ForwardMsg()
    message.metadata.delta_path[:] = path
    message.delta.fragment_id = part
    if block:
        message.delta.add_block.allow_empty = True
    else:
        message.delta.new_element.text.body = f"{path}"
    return message


def test_what_stands_within_a_part_never_comes_without_the_part(queue):
    for message in (
        painted("board", 0, 4, block=True),
        painted("board", 0, 4, 0, block=True),
        painted("draft", 0, 4, 0, 0),
    ):
        queue.enqueue(message)

    queue.clear(retain_lifecycle_msgs=True, fragment_ids_this_run=["board"])
    queue.enqueue(painted("board", 0, 4, block=True))

    paths = [tuple(message.metadata.delta_path) for message in queue.flush()]
    assert paths == [(0, 4), (0, 4, 0), (0, 4, 0, 0), (0, 4)]


def test_a_whole_page_that_is_painted_anew_throws_away_what_was_not_sent(queue):
    queue.enqueue(painted("", 0, 4))
    queue.clear(retain_lifecycle_msgs=True)
    assert queue.flush() == []
