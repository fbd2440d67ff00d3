"""図の画像: the PNG of a map, drawn from its SVG with the shipped typefaces and with no others."""

from __future__ import annotations

import struct
import unicodedata
import zlib
from functools import cache
from importlib.resources import files
from pathlib import Path

import resvg_py

from jusou_meeting.ecomap.text_width import WITHOUT_WIDTH, characters

_FONTS = tuple(
    str(files("jusou_meeting") / "fonts" / name)
    for name in ("BIZUDPGothic-Regular.ttf", "BIZUDPGothic-Bold.ttf", "JusouFallbackJP-Regular.otf")
)
_DOTS_PER_INCH = 300
_HEAD_OF_A_PNG = 33
"""Its signature and what it says of its size (IHDR)."""
_MISSING = "〓"
"""What Japanese printers set where they have no type for a character (an emoji, hangul)."""


def png(svg: str, *, width_px: int) -> bytes:
    """The picture at this width; the same bytes on every machine, since no system font takes part.

    A character that the typefaces do not have is 〓.
    """
    return _measured(
        bytes(
            resvg_py.svg_to_bytes(
                svg_string=_in_our_types(svg),
                width=width_px,
                skip_system_fonts=True,
                font_files=list(_FONTS),
                background="#ffffff",
            )
        )
    )


def _measured(picture: bytes) -> bytes:
    """The picture with how large it is on paper (PNG, pHYs): without it a Word takes 96 dots to the inch."""
    per_metre = round(_DOTS_PER_INCH / 0.0254)
    said = b"pHYs" + struct.pack(">IIB", per_metre, per_metre, 1)
    chunk = struct.pack(">I", len(said) - 4) + said + struct.pack(">I", zlib.crc32(said))
    return picture[:_HEAD_OF_A_PNG] + chunk + picture[_HEAD_OF_A_PNG:]


def _in_our_types(svg: str) -> str:
    if {ord(character) for character in svg if character >= " "} <= _types():
        return svg
    return "".join(map(_in_our_type, characters(svg)))


def _in_our_type(cluster: str) -> str:
    sign = cluster.rstrip(" ")
    drawn = [part for part in sign if unicodedata.category(part) not in WITHOUT_WIDTH]
    return cluster if all(ord(part) in _types() for part in drawn) else cluster.replace(sign, _MISSING)


@cache
def _types() -> frozenset[int]:
    """The characters of the typefaces, as each lists them in the table `cmap` (OpenType, format 12)."""
    types: set[int] = set()
    for name in _FONTS:
        font = Path(name).read_bytes()
        tables = struct.iter_unpack(">4sIII", font[12 : 12 + 16 * struct.unpack_from(">H", font, 4)[0]])
        cmap = next(at for tag, _, at, _ in tables if tag == b"cmap")
        (count,) = struct.unpack_from(">H", font, cmap + 2)
        for _, _, offset in struct.iter_unpack(">HHI", font[cmap + 4 : cmap + 4 + 8 * count]):
            if struct.unpack_from(">H", font, cmap + offset) == (12,):
                (groups,) = struct.unpack_from(">I", font, cmap + offset + 12)
                listed = font[cmap + offset + 16 : cmap + offset + 16 + 12 * groups]
                for first, last, _ in struct.iter_unpack(">III", listed):
                    types.update(range(first, last + 1))
    return frozenset(types)
