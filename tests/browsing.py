"""A person at a browser of their own: what it asked for, what it complained about, and how to wait for a page."""

import re
from urllib.parse import urlsplit

READY = "[data-testid='stApp'][data-test-connection-state='CONNECTED'][data-test-script-state='notRunning']"

_ENGLISH = """() => {
  const found = [];
  const own = (element) => element.closest('.st-key-typed, [data-testid="stIconMaterial"], [role="option"][data-key]:not([data-key^="__"])');
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const element = node.nodeType === 3 ? node.parentElement : node;
    if (["SCRIPT", "STYLE", "NOSCRIPT", "TEXTAREA"].includes(element.tagName) || own(element)) continue;
    const said = node.nodeType === 3 ? [node.nodeValue] : ["aria-label", "placeholder", "title"].map((name) => node.getAttribute(name));
    found.push(...said.filter((text) => /[A-Za-z]{3}/.test(text ?? "") && !/^(Ctrl|⌘|•)/.test(text.trim())));
  }
  return found;
}"""


class Visitor:
    """One browser profile; windows of one visitor share their cookies, two visitors share nothing."""

    def __init__(self, browser, **context):
        self.context = browser.new_context(locale="ja-JP", timezone_id="Asia/Tokyo", **context)
        self.outside = []
        self.complaints = []
        self.sockets = []
        self.context.on("request", self._note_outside)

    def window(self, url=None):
        """A new window."""
        page = self.context.new_page()
        page.on("console", self._note_complaint)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("websocket", lambda socket: self.sockets.append(socket))
        if url is not None:
            page.goto(url)
        return page

    def holds(self, name, token, path="/"):
        """Put a cookie into this browser, as the door would."""
        self.context.add_cookies(
            [
                {
                    "name": name,
                    "value": token,
                    "domain": "127.0.0.1",
                    "path": path,
                    "httpOnly": True,
                    "sameSite": "Strict",
                }
            ]
        )
        return self

    def _note_complaint(self, message):
        searching = message.location["url"].endswith(("/_stcore/health", "/_stcore/host-config"))
        if message.type == "error" and not (
            searching and "404" in message.text
        ):  # Streamlit looks for its own root
            self.complaints.append(message.text)

    def _note_outside(self, request):
        # Listening alone: to hold each request up would cost every page its cache and a second.
        here = urlsplit(request.url).hostname == "127.0.0.1" or request.url.startswith(("data:", "blob:"))
        if not here:
            self.outside.append(request.url)


def words_in(frames):
    """Everything that WebSocket frames say, whether it travels as UTF-8 or as the escapes of JSON."""
    joined = b"".join(frame if isinstance(frame, bytes) else frame.encode() for frame in frames)
    text = joined.decode("utf-8", "replace")
    return text + re.sub(r"\\+u([0-9a-f]{4})", lambda sign: chr(int(sign[1], 16)), text)


def english_in(page):
    """What a page says in English, to the eye and to a screen reader; beside what somebody typed."""
    return page.evaluate(_ENGLISH)


def ready(page):
    """Wait until Streamlit has painted what it was asked for."""
    page.wait_for_selector(READY, timeout=30_000)
    return page


def finger(hand, start, end):
    """One finger from here to there; `hand` is a session of the browser's own protocol."""
    (x, y), (x2, y2) = start, end
    hand.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
    for part in (0.2, 0.6, 1):
        point = {"x": x + (x2 - x) * part, "y": y + (y2 - y) * part}
        hand.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [point]})
    hand.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def pen(hand, start, end):
    """A pen from here to there."""
    for kind, (x, y) in (("mousePressed", start), ("mouseMoved", end), ("mouseReleased", end)):
        hand.send(
            "Input.dispatchMouseEvent",
            {
                "type": kind,
                "x": x,
                "y": y,
                "button": "left",
                "buttons": 1,
                "clickCount": 1,
                "pointerType": "pen",
            },
        )
