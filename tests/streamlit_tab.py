"""A tab without a browser: it speaks Streamlit's own protocol over a real WebSocket, and so may also misbehave."""

from contextlib import contextmanager

from google.protobuf.text_format import MessageToString
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect


@contextmanager
def tab(server, cookie=None, path="/_stcore/stream", **headers):
    """A tab connected to a running server, for as long as the block lasts."""
    headers = {name.replace("_", "-"): value for name, value in headers.items()}
    if cookie is not None:
        headers["Cookie"] = cookie
    with connect(
        f"ws://{server.host}{path}",
        additional_headers=headers,
        origin=f"http://{server.host}",
        subprotocols=["streamlit"],
        max_size=None,
        max_queue=None,
        close_timeout=1,
    ) as socket:
        yield Tab(socket)


class Tab:
    """One open connection."""

    def __init__(self, socket):
        self.socket = socket

    def ask(self, page="", query=""):
        """Ask for a page, as a window does that was just opened at its address."""
        message = BackMsg()
        message.rerun_script.page_name = page
        message.rerun_script.query_string = query
        message.rerun_script.context_info.url = f"http://127.0.0.1/{page}?{query}"
        self.socket.send(message.SerializeToString())

    def told(self, page="", query=""):
        """Everything that a page says to this tab, as one text."""
        self.ask(page, query)
        heard = []
        while True:
            message = ForwardMsg()
            message.ParseFromString(self.socket.recv(timeout=20))
            heard.append(MessageToString(message, as_utf8=True))
            if (
                message.WhichOneof("type") == "script_finished"
                and message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN
            ):
                return "\n".join(heard)
