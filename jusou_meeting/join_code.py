"""参加コード: what a participant types to ask for a seat in one meeting."""

from __future__ import annotations

import unicodedata

SIGNS = "23456789ABCDEFGHJKLMNPQRSTUVWXY"
"""31 signs that nobody mistakes for another when they are read aloud or copied from the wall."""

LENGTH = 8


def typed(text: str) -> str:
    """The code as it was meant: full-width, small letters, spaces and hyphens are forgiven."""
    return "".join(sign for sign in unicodedata.normalize("NFKC", text).upper() if sign.isalnum())


def well_formed(code: str) -> bool:
    """Whether it can be a code at all."""
    return len(code) == LENGTH and all(sign in SIGNS for sign in code)
