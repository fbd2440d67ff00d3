"""参加コード: what a participant types to ask for a seat in one meeting, and where."""

from __future__ import annotations

import ipaddress
import unicodedata
from collections.abc import Sequence

SIGNS = "23456789ABCDEFGHJKLMNPQRSTUVWXY"
"""31 signs that nobody mistakes for another when they are read aloud or copied from the wall."""

LENGTH = 8


def typed(text: str) -> str:
    """The code as it was meant: full-width, small letters, spaces and hyphens are forgiven."""
    return "".join(sign for sign in unicodedata.normalize("NFKC", text).upper() if sign.isalnum())


def well_formed(code: str) -> bool:
    """Whether it can be a code at all."""
    return len(code) == LENGTH and all(sign in SIGNS for sign in code)


def address_for_others(
    scheme: str, host: str, *, bound: str, port: int, https: bool = False, names: Sequence[str] = ()
) -> str | None:
    """Where others open this server; None = nobody outside this machine reaches it.

    `scheme` and `host` (with its port) stand in the coordinator's own browser: an address that is not of this machine
    alone also works for whoever sits beside them. Else it is what the server is bound to, or the first of its names.
    """
    if not _only_this_machine(_without_port(host)):
        return f"{scheme}://{host}"
    reached = [name for name in (bound, *names) if not _only_this_machine(name)]
    other = next((f"[{name}]" if ":" in name else name for name in reached), None)
    return None if other is None else f"{'https' if https else 'http'}://{other}:{port}"


def _without_port(host: str) -> str:
    return host[1 : host.index("]")] if host.startswith("[") else host.partition(":")[0]


def _only_this_machine(host: str) -> bool:
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host in ("", "localhost")
    return address.is_loopback or address.is_unspecified
