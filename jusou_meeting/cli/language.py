"""日本語: click's own words in Japanese, by its own mechanism for translations (gettext)."""

from __future__ import annotations

import gettext
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def japanese() -> Iterator[None]:
    """Click speaks Japanese while the block lasts, whatever the machine's language is."""
    gettext.bindtextdomain("messages", str(Path(__file__).with_name("locale")))
    before = os.environ.get("LANGUAGE")
    os.environ["LANGUAGE"] = "ja"
    try:
        yield
    finally:
        if before is None:
            del os.environ["LANGUAGE"]
        else:
            os.environ["LANGUAGE"] = before
