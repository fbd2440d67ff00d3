"""A browser without scripts: it opens a form of the door, fills it in and sends it back."""

import re

import requests


class PlainForm:
    """Somebody at the door of a running server; `address` is where a proxy on that machine says they are."""

    def __init__(self, server, path, *, address=None, token=None, headers=None):
        self.url = server.url
        self.path = path
        self.session = requests.Session()
        self.session.headers.update(headers or {})
        if address is not None:
            self.session.headers["X-Forwarded-For"] = address
        if token is not None:
            self.session.cookies.set("jusou_session", token, domain="127.0.0.1", path="/")
        self.page = self.session.get(self.url + path)

    def send(self, origin=None, **filled):
        """Send it back with what was filled in; a redirect is not followed."""
        filled = {"token": self.token, **filled}
        action = self.path.split("?")[0]
        return self.session.post(
            self.url + action, filled, headers={"Origin": origin or self.url}, allow_redirects=False
        )

    @property
    def token(self):
        """The form's own secret."""
        found = re.search('name="token" value="([^"]+)"', self.page.text)
        return found[1] if found else ""

    def cookie(self, name):
        """What the door put into this browser."""
        return self.session.cookies.get(name)
