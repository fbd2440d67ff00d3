"""What the file keeps instead of a password: its argon2id hash."""

from __future__ import annotations

import functools

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from jusou_meeting.password import as_meant

_hasher = PasswordHasher()


def hash_of(password: str) -> str:
    """What is kept."""
    return _hasher.hash(as_meant(password))


def matches(password: str, kept: str | None) -> bool:
    """Whether this is the password; where nothing is kept the answer is no, and takes just as long."""
    nobody = _nobody()
    try:
        return _hasher.verify(nobody if kept is None else kept, as_meant(password)) and kept is not None
    except (VerificationError, InvalidHashError):
        return False


@functools.cache
def _nobody() -> str:
    return _hasher.hash("nobody signs in with this")
