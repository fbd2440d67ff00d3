"""図の画像: the PNG of a map, drawn from its SVG with the shipped typefaces and with no others."""

from __future__ import annotations

from importlib.resources import files

import resvg_py

_FONTS = tuple(
    str(files("jusou_meeting") / "fonts" / name)
    for name in ("BIZUDPGothic-Regular.ttf", "BIZUDPGothic-Bold.ttf", "JusouFallbackJP-Regular.otf")
)


def png(svg: str, *, width_px: int) -> bytes:
    """The picture at this width; the same bytes on every machine, since no system font takes part."""
    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=svg,
            width=width_px,
            skip_system_fonts=True,
            font_files=list(_FONTS),
            background="#ffffff",
        )
    )
