"""What the shipped typefaces say of a text, asked with fontTools."""

from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont

FOLDER = Path(__file__).resolve().parents[1] / "jusou_meeting" / "fonts"
REGULAR, BOLD, FALLBACK = "BIZUDPGothic-Regular.ttf", "BIZUDPGothic-Bold.ttf", "JusouFallbackJP-Regular.otf"
ANOTHER = Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc")
"""A typeface with other widths, as another machine may have it."""


@cache
def font(name):
    """A font by its name in our folder, or by its whole path; of a collection the first (Japanese) one."""
    return TTFont(FOLDER / name, fontNumber=0, lazy=True)


@cache
def _advances(name):
    opened = font(name)
    widths, em = opened["hmtx"], opened["head"].unitsPerEm
    return {code: widths[glyph][0] / em for code, glyph in opened.getBestCmap().items()}


def advance(character, *names):
    """The width of a character in ems, in the first of these fonts that has it; None when none has."""
    return next((w for name in names if (w := _advances(name).get(ord(character))) is not None), None)
