"""パスワード: what is long enough, and what is too easy to guess."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from datetime import timedelta
from itertools import pairwise

from jusou_meeting.finding import Finding, Weight

SHORTEST = 15
"""NIST SP 800-63B-4: where the password is the only factor; no rule on kinds of characters, no renewal."""

LONGEST = 256

ONE_TIME = timedelta(days=7)
"""So long a password that the administrator gave waits to be exchanged for one's own."""

_WORN = (
    *(
        "qwertyuiop",
        "asdfghjkl",
        "zxcvbnm",
        "1qaz2wsx",
        "password",
        "passw0rd",
        "p@ssword",
        "p@ssw0rd",
        "pass",
    ),
    *("administrator", "admin", "letmein", "welcome", "kaigi", "jusou", "shien", "fukushi", "shiyakusho"),
)


def as_meant(password: str) -> str:
    """The same password whether it was typed full-width or half-width."""
    return unicodedata.normalize("NFKC", password)


def password_findings(password: str, *, near: Iterable[str] = ()) -> Iterator[Finding]:
    """Why this password will not do; `near` are words that whoever knows the person would try first."""
    password = as_meant(password)
    if len(password) < SHORTEST:
        yield Finding(
            Weight.STOPS,
            f"パスワードは{SHORTEST}文字以上にしてください。短い文にすると覚えやすくなります（記号や数字を混ぜる必要はありません）。",
        )
    elif len(password) > LONGEST:
        yield Finding(Weight.STOPS, f"パスワードは{LONGEST}文字以内にしてください。")
    elif _easy(password, near):
        yield Finding(
            Weight.STOPS,
            "推測されやすいパスワードです。続き番号・くり返し・サインイン名などを避けてください。",
        )


def _easy(password: str, near: Iterable[str]) -> bool:
    """Whether little is left without worn words, runs (4567, dcba) and what is said again."""
    rest = password.casefold()
    for word in sorted((*_WORN, *(as_meant(word).casefold() for word in near)), key=len, reverse=True):
        if len(word) > 2:
            rest = rest.replace(word, "")
    turns = {pair for pair in pairwise(rest) if abs(ord(pair[0]) - ord(pair[1])) > 1}
    return len(turns) < 5
