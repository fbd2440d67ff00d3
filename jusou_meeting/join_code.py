"""参加コード: what a participant types to ask for a seat in one meeting, and where."""

from __future__ import annotations

import ipaddress
import unicodedata
from collections.abc import Sequence
from urllib.parse import urlsplit

SIGNS = "23456789ABCDEFGHJKLMNPQRSTUVWXY"
"""31 signs that nobody mistakes for another when they are read aloud or copied from the wall."""

LENGTH = 8


def typed(text: str) -> str:
    """The code as it was meant: full-width, small letters, spaces and hyphens are forgiven."""
    return "".join(sign for sign in unicodedata.normalize("NFKC", text).upper() if sign.isalnum())


def well_formed(code: str) -> bool:
    """Whether it can be a code at all."""
    return len(code) == LENGTH and all(sign in SIGNS for sign in code)


def join_address(
    opened: str, *, bound: str, port: int, https: bool = False, names: Sequence[str] = ()
) -> str | None:
    """Where others open the page to join; None = nobody outside this machine reaches this server.

    `opened` is the address in the coordinator's own browser: one that is not of this machine alone also works for
    whoever sits beside them. Else it is the address that the server is bound to, or the first of its names.
    """
    here = urlsplit(opened)
    if here.hostname and not _only_this_machine(here.hostname):
        return f"{here.scheme}://{here.netloc}/join"
    reached = [name for name in (bound, *names) if not _only_this_machine(name)]
    host = next((f"[{name}]" if ":" in name else name for name in reached), None)
    return None if host is None else f"{'https' if https else 'http'}://{host}:{port}/join"


def _only_this_machine(host: str) -> bool:
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host in ("", "localhost")
    return address.is_loopback or address.is_unspecified
